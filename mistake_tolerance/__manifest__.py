{
    "name": "Error Tolerance and Correction",
    "summary": "Decide which honest mistakes are exempt, and make the decision bind",
    "version": "19.0.1.0.0",
    "category": "Human Resources",
    "license": "LGPL-3",
    "author": "Mistake Tolerance Project",
    "depends": ["hr", "mail", "resource", "calendar"],
    "external_dependencies": {"python": ["holidays"]},
    "data": [
        # access
        "security/mistake_tolerance_groups.xml",
        "security/ir.model.access.csv",
        # root menu, before the views that hang below it
        "views/menu_root.xml",
        # calendar
        "security/tolerance_calendar_day_security.xml",
        "data/calendar/calendar_data.xml",
        "views/calendar/tolerance_calendar_day_views.xml",
        "views/calendar/tolerance_calendar_year_views.xml",
        # ledger
        "security/tolerance_ledger_entry_security.xml",
        "security/tolerance_ledger_seal_security.xml",
        "data/ledger/ir_cron_data.xml",
        "views/ledger/tolerance_ledger_entry_views.xml",
        "views/ledger/tolerance_ledger_seal_views.xml",
        "views/ledger/tolerance_ledger_verification_views.xml",
        # body
        "security/tolerance_body_security.xml",
        "views/body/tolerance_body_views.xml",
        # scheme
        "security/tolerance_scheme_security.xml",
        "data/scheme/tolerance_area_data.xml",
        "views/scheme/tolerance_scheme_preset_views.xml",
        "views/scheme/tolerance_scheme_views.xml",
        "views/scheme/tolerance_scheme_part_views.xml",
        "views/scheme/tolerance_scheme_version_views.xml",
        # case
        "data/case/ir_sequence_data.xml",
        # session
        # effect
        "security/tolerance_effect_security.xml",
        "views/effect/tolerance_determination_views.xml",
        "views/effect/tolerance_effect_views.xml",
        # guard
        "security/tolerance_guard_security.xml",
        "data/guard/ir_cron_data.xml",
        "views/guard/tolerance_guard_views.xml",
        "views/guard/tolerance_declaration_views.xml",
        "views/guard/tolerance_refusal_views.xml",
        "views/guard/tolerance_neutralisation_views.xml",
        # personnel
        "security/grade_security.xml",
        "security/appraisal_cycle_security.xml",
        "security/appraisal_security.xml",
        "security/promotion_security.xml",
        "security/promotion_check_security.xml",
        "security/commendation_security.xml",
        "security/mark_security.xml",
        "data/personnel/grade_data.xml",
        "views/personnel/appraisal_cycle_views.xml",
        "views/personnel/appraisal_views.xml",
        "views/personnel/promotion_views.xml",
        "views/personnel/commendation_views.xml",
        "views/personnel/mark_views.xml",
        "views/personnel/grade_views.xml",
        "views/personnel/hr_employee_views.xml",
        "data/guard/tolerance_guard_data.xml",
        # care
        # menus, last
        "views/menus.xml",
    ],
    "demo": [
        "demo/res_company_demo.xml",
        "demo/hr_department_demo.xml",
        "demo/hr_job_demo.xml",
        "demo/res_users_demo.xml",
        "demo/hr_employee_demo.xml",
        "demo/hr_department_manager_demo.xml",
        "demo/tolerance_body_demo.xml",
        "demo/tolerance_matter_demo.xml",
        "demo/tolerance_appraisal_demo.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "application": True,
}
