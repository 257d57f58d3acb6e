{
    "name": "Error Tolerance Returns",
    "summary": "Excel returns of error-tolerance cases for superior organs",
    "version": "19.0.1.0.0",
    "category": "Human Resources",
    "license": "LGPL-3",
    "author": "Mistake Tolerance Project",
    "depends": ["mistake_tolerance"],
    "external_dependencies": {"python": ["xlsxwriter"]},
    "data": [],
}
