"""One record of everything about a person, below what decides about it in life."""

from odoo.addons.mistake_tolerance.tests.all_rooms.matrix_dossier import Dossier
from odoo.addons.mistake_tolerance.tests.all_rooms.matrix_shelf import Shelf


def make_one_of_everything(env, employees=None):
    """Add records about people, for all who may see such records.

    :param env: of a copy of the sample agency
    :param hr.employee employees: the officer, if nobody is named
    """
    # No session has decided any of this, so the database would refuse it.
    env.cr.execute("SET LOCAL session_replication_role = replica")
    shelf = Shelf(env, env.ref("base.main_company"))
    officer = env.ref("mistake_tolerance.user_officer").employee_id
    for employee in employees or officer:
        dossier = Dossier(env, shelf, "own", employee)
        dossier.join_team(env.ref("mistake_tolerance.user_inquirer"))
        dossier.fill()
