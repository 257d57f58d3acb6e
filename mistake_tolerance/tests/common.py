import threading
from contextlib import contextmanager

from odoo.tests.common import new_test_user

from odoo.addons.base.tests.common import BaseCommon

from ..models.base.person import get_login, note_login

ROLES = (
    "clerk",
    "inquirer",
    "member",
    "hr_officer",
    "supervisor",
    "auditor",
    "administrator",
)


@contextmanager
def logged_in(env):
    """Let the user of ``env`` be logged in, as Odoo notes it for a request.

    Tests call methods without a request, so nobody is logged in to them.
    """
    thread, transaction = threading.current_thread(), env.transaction
    before = getattr(thread, "uid", None), transaction.default_env, get_login()
    thread.uid, transaction.default_env = env.uid, env(su=False)
    note_login(env.uid)
    try:
        yield
    finally:
        *odoo, user_id = before
        thread.uid, transaction.default_env = odoo
        note_login(user_id)


class Act:
    """The methods of records, called by their user, who is logged in meanwhile."""

    def __init__(self, records):
        self._records = records

    def __getattr__(self, name):
        def call(*args, **kwargs):
            with logged_in(self._records.env):
                return getattr(self._records, name)(*args, **kwargs)

        return call


def act(records):
    """Let the user of ``records`` be logged in for the method that is called.

    :param records: in the name of somebody, as ``as_user`` gives them
    :rtype: Act
    """
    return Act(records)


def accept_findings(version, reason="Only for a test."):
    """Accept whatever the completeness check finds in a draft, as its user."""
    action = act(version).action_check_completeness()
    findings = version.env[action["res_model"]].search(action["domain"])
    findings.reason = reason
    act(findings).action_accept()


def publish(version):
    """Publish a draft as its user, whatever it lacks."""
    version.example_ids.filtered(lambda e: e.state == "failed").unlink()
    accept_findings(version)
    act(version).action_publish()


class ToleranceTestCase(BaseCommon):
    """One user a role, a bureau with one unit, its head and two officers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.users = {}
        for role in ROLES:
            cls.make_user(role, role)
        for login in ("officer", "colleague", "head"):
            cls.make_user(login)
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

    @classmethod
    def make_user(cls, name, *groups):
        """Make a user of the bureau, known by ``name``, who logs in as ``test_<name>``.

        :param str name: the password is ``test_<name>_pw``
        :param str groups: our roles, or the external id of any other group
        :rtype: res.users
        """
        cls.users[name] = new_test_user(
            cls.env,
            login=f"test_{name}",
            password=f"test_{name}_pw",
            groups=",".join(
                [
                    "base.group_user",
                    *(
                        group if "." in group else f"mistake_tolerance.group_{group}"
                        for group in groups
                    ),
                ]
            ),
            company_id=cls.company.id,
        )
        return cls.users[name]

    def as_user(self, role, records=None):
        """Return ``records`` (or the environment) as the user of ``role``."""
        if records is None:
            return self.env(user=self.users[role])
        return records.with_user(self.users[role])

    def get_ballots(self, session):
        """Return the ballots of a session with all rights.

        While it is open no user reads those of others.

        :rtype: tolerance.ballot
        """
        return session._get_all_ballots()
