from . import models


def uninstall_hook(env):
    """Leave nothing behind: tables take their triggers along, not the function."""
    env.cr.execute("DROP FUNCTION IF EXISTS tolerance_ledger_refuse_change CASCADE")
