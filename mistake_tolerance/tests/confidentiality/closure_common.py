from odoo.tests import new_test_user
from odoo.tests.common import TransactionCase

from ..all_rooms.matrix_dossier import Dossier
from ..all_rooms.matrix_shelf import Shelf, find_leading, find_models

STAFF = ("clerk", "inquirer", "member", "hr_officer", "supervisor", "auditor")
# What a conflict can be with; what leads there is closed with it.
AFFAIRS = {"tolerance.matter", "tolerance.application"}


def find_family(env):
    """Return the stored models whose records lead to a matter or an application.

    :rtype: set
    """
    models = [name for name in find_models(env) if not env[name]._transient]
    return find_leading(env, AFFAIRS, models)


class ClosureCase(TransactionCase):
    """A matter with a record of every model, and staff who worked on all of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.users = {
            role: new_test_user(
                cls.env,
                login=f"closure_{role}",
                groups="base.group_user,base.group_allow_export,"
                f"mistake_tolerance.group_{role}",
            )
            for role in STAFF
        }
        cls.staff = cls.env["res.users"].union(*cls.users.values())
        # Somebody of each role who is not in conflict, and reads on.
        cls.other = new_test_user(
            cls.env,
            login="closure_other",
            groups="base.group_user,base.group_allow_export,"
            + ",".join(f"mistake_tolerance.group_{role}" for role in STAFF),
            notification_type="email",
            email="other@example.com",
        )
        unit = cls.env["hr.department"].create({"name": "Closure Ward"})
        cls.applicant = new_test_user(
            cls.env, login="closure_person", groups="base.group_user"
        )
        cls.person = cls.env["hr.employee"].create(
            {
                "name": "Closure Person",
                "department_id": unit.id,
                "user_id": cls.applicant.id,
            }
        )
        shelf = Shelf(cls.env, cls.company)
        cls.dossier = Dossier(cls.env, shelf, "conflicted", cls.person)
        everybody = [*cls.staff, cls.other]
        cls.dossier.join_team(everybody)
        cls.dossier.take_seats(everybody)
        cls.dossier.fill()
        cls.family = {
            name: cls.dossier.get(name).sudo(False) for name in find_family(cls.env)
        }

    def bar(self):
        """Put all of staff but one in conflict with the matter and the application."""
        self.dossier.recuse(self.staff)
        application = self.family["tolerance.application"].sudo()
        self.env["tolerance.conflict"]._add(
            [(application.id, user.id, "recused") for user in self.staff], application
        )
        self.env.invalidate_all()

    def each_user(self):
        for role, user in self.users.items():
            yield role, self.env(user=user, su=False)
