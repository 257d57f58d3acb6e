from . import models


def uninstall_hook(env):
    """Leave nothing behind: tables take their triggers along, not the functions."""
    env.cr.execute("DROP FUNCTION IF EXISTS tolerance_ledger_refuse_change CASCADE")
    env.cr.execute("DROP FUNCTION IF EXISTS tolerance_scheme_child_frozen CASCADE")
    env.cr.execute("DROP FUNCTION IF EXISTS tolerance_scheme_version_frozen CASCADE")
