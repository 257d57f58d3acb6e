from odoo.tests.common import new_test_user

from odoo.addons.base.tests.common import BaseCommon

ROLES = (
    "clerk",
    "inquirer",
    "member",
    "hr_officer",
    "supervisor",
    "auditor",
    "administrator",
)


class ToleranceCase(BaseCommon):
    """One user a role, a bureau with one unit, its head and two officers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.users = {
            role: new_test_user(
                cls.env,
                login=f"test_{role}",
                password=f"test_{role}_pw",
                groups=f"base.group_user,mistake_tolerance.group_{role}",
                company_id=cls.company.id,
            )
            for role in ROLES
        }
        for login in ("officer", "colleague", "head"):
            cls.users[login] = new_test_user(
                cls.env,
                login=f"test_{login}",
                password=f"test_{login}_pw",
                groups="base.group_user",
                company_id=cls.company.id,
            )
        cls.unit = cls.env["hr.department"].create({"name": "Test Ward One"})
        cls.head, cls.officer, cls.colleague = cls.env["hr.employee"].create(
            [
                {
                    "name": name,
                    "user_id": cls.users[login].id,
                    "department_id": cls.unit.id,
                    "company_id": cls.company.id,
                }
                for name, login in (
                    ("Test Head", "head"),
                    ("Test Officer", "officer"),
                    ("Test Colleague", "colleague"),
                )
            ]
        )
        cls.unit.manager_id = cls.head
        (cls.officer | cls.colleague).parent_id = cls.head

    def as_user(self, role, records=None):
        """Return ``records`` (or the environment) as the user of ``role``."""
        if records is None:
            return self.env(user=self.users[role])
        return records.with_user(self.users[role])
