{
    "name": "Error Tolerance Returns",
    "summary": "Excel returns of error-tolerance cases (容错案件台账)",
    "version": "19.0.1.0.0",
    "category": "Human Resources",
    "license": "LGPL-3",
    "author": "Mistake Tolerance Project",
    "depends": ["mistake_tolerance"],
    "external_dependencies": {"python": ["xlsxwriter"]},
    "data": [
        "security/ir.model.access.csv",
        "security/tolerance_return_security.xml",
        "data/ir_sequence_data.xml",
        "views/case_ledger_return_views.xml",
        "views/tolerance_return_views.xml",
        "views/menus.xml",
    ],
}
