from . import models


def post_init_hook(env):
    """Know the people and units that were there before us."""
    for name in ("hr.employee", "hr.department"):
        records = env[name].with_context(active_test=False).search([])
        records._assign_tolerance_subject()


def uninstall_hook(env):
    """Drop what does not go with our models: functions of triggers, and tables."""
    env.cr.execute(
        "DROP TABLE tolerance_swallowed, tolerance_ballot_box, tolerance_db_object"
    )
    env.cr.execute(
        r"SELECT oid::regprocedure::text FROM pg_proc"
        r" WHERE proname LIKE 'tolerance\_%' AND pronamespace = 'public'::regnamespace"
    )
    for (function,) in env.cr.fetchall():
        env.cr.execute(f"DROP FUNCTION {function} CASCADE")
