from . import models


def uninstall_hook(env):
    """Drop the functions of our triggers: tables go by themselves, these do not."""
    env.cr.execute(
        r"SELECT oid::regprocedure::text FROM pg_proc"
        r" WHERE proname LIKE 'tolerance\_%' AND pronamespace = 'public'::regnamespace"
    )
    for (function,) in env.cr.fetchall():
        env.cr.execute(f"DROP FUNCTION {function} CASCADE")
