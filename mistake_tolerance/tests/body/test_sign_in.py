from odoo import Command, fields
from odoo.tests import new_test_user, tagged

from ...models.base.write_permit import unlocked
from ..common import ToleranceTestCase, logged_in

SECRET = "a secret of 20 signs"
VERBS = [("verb", "=like", "sign_in.%")]


@tagged("post_install", "-at_install")
class TestSignIn(ToleranceTestCase):
    """Who changes how somebody who can act logs in is named in the ledger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls.users["clerk"]
        cls.stranger = new_test_user(
            cls.env, "test_stranger", groups="base.group_user", password="secret_one"
        )
        cls.administrator = cls.env.ref("base.user_admin")

    def change(self, method, *args):
        """Let the administrator change something; return the entries of it.

        :param method: called with the environment of the administrator
        """
        Entry = self.env["tolerance.ledger.entry"]
        known = Entry.search(VERBS)
        with logged_in(self.env(user=self.administrator)):
            method(self.env(user=self.administrator), *args)
            self.env.flush_all()
        entries = Entry.search(VERBS) - known
        for entry in entries:
            self.assertEqual(entry.author_id, self.administrator.id)
            self.assertNotIn(SECRET, entry.content)
        return entries

    def set_by_write(self, env, user):
        user.with_env(env).password = SECRET

    def set_by_form(self, env, user):
        user.with_env(env).new_password = SECRET

    def set_by_dialog(self, env, user):
        line = {"user_id": user.id, "user_login": user.login, "new_passwd": SECRET}
        wizard = env["change.password.wizard"].create(
            {"user_ids": [Command.create(line)]}
        )
        wizard.user_ids.change_password_button()

    def set_login(self, env, user):
        user.with_env(env).login = f"{user.login}_2"

    def set_email(self, env, user):
        user.with_env(env).email = f"{user.id}@example.com"

    def set_email_of_contact(self, env, user):
        user.partner_id.with_env(env).email = f"{user.id}.2@example.com"

    def set_contact(self, env, user):
        user.with_env(env).partner_id = env["res.partner"].create({"name": "Other"})

    def bring_back(self, env, user):
        user.with_env(env).active = False
        user.with_env(env).active = True

    def make_key(self, env, user):
        keys = env["res.users.apikeys"].with_user(user).sudo()
        day = fields.Datetime.add(fields.Datetime.now(), days=1)
        self.key = keys._generate("rpc", "Sync", day)

    def remove_key(self, env, user):
        keys = env["res.users.apikeys"].search([("user_id", "=", user.id)])
        self.assertTrue(keys)
        keys._remove()

    def test_every_way_to_log_in(self):
        ways = (
            (self.set_by_write, ["sign_in.password"]),
            (self.set_by_form, ["sign_in.password"]),
            (self.set_by_dialog, ["sign_in.password"]),
            (self.set_login, ["sign_in.login"]),
            (self.set_email, ["sign_in.email"]),
            (self.set_email_of_contact, ["sign_in.email"]),
            (self.set_contact, ["sign_in.other"]),
            (self.bring_back, ["sign_in.activate", "sign_in.deactivate"]),
            (self.make_key, ["sign_in.key_made"]),
            (self.remove_key, ["sign_in.key_removed"]),
        )
        # A role of ours, and none but a unit to lead.
        for user in (self.clerk, self.users["head"]):
            for way, verbs in ways:
                with self.subTest(way.__name__, login=user.login):
                    entries = self.change(way, user)
                    self.assertEqual(sorted(entries.mapped("verb")), verbs)
                    for entry in entries:
                        self.assertEqual(entry.res_id, user.id)
                        self.assertNotIn(getattr(self, "key", SECRET), entry.content)
        # Nobody watches those who cannot act in our records.
        for way, _verbs in ways:
            with self.subTest(way.__name__, login=self.stranger.login):
                self.assertFalse(self.change(way, self.stranger))

    def test_login_changes_of_body_members_are_recorded(self):
        """A seat alone makes somebody act, without a role and an employee."""
        body = self.env["tolerance.body"].create({"name": "Test Board"})
        unlocked(self.env["tolerance.body.member"]).create(
            {"body_id": body.id, "user_id": self.stranger.id}
        )
        self.assertTrue(self.change(self.set_by_write, self.stranger))

    def test_fields_of_other_modules(self):
        """What Odoo counts as a way to log in is watched, whatever is installed."""
        names = self.clerk._get_session_token_fields()
        left = names - {"id", "oauth_access_token"}
        self.assertLessEqual(left, self.clerk._get_sign_in_fields())
        before = {self.clerk.id: {"login": "was", "active": False}}
        for name in left:
            with self.subTest(name):
                self.assertTrue(
                    self.clerk._ledger_append_sign_in(name, before, {name: False})
                )

    def test_second_factor(self):
        if "totp_secret" not in self.clerk._fields:
            self.assertNotIn("totp_secret", self.clerk._get_sign_in_fields())
            return

        def set_factor(env):
            self.clerk.with_env(env).sudo().totp_secret = SECRET

        def take_factor(env):
            self.clerk.with_env(env).action_totp_disable()

        self.assertEqual(self.change(set_factor).verb, "sign_in.factor_set")
        self.assertEqual(self.change(take_factor).verb, "sign_in.factor_removed")

    def test_ledger_names_the_account_logged_in(self):
        """A key made by code in another's name: the ledger says who was logged in."""
        entry = self.change(self.make_key, self.clerk)
        self.assertEqual(entry.account_id, self.clerk.id)
        self.assertEqual(entry.author_name, self.administrator.name)

    def test_account_of_an_employee(self):
        def hand_over(env):
            self.officer.with_env(env).user_id = self.stranger

        entries = self.change(hand_over)
        self.assertEqual(
            set(entries.mapped("res_id")),
            {self.stranger.id, self.users["officer"].id},
        )

    def test_an_employee_with_an_account_is_deleted(self):
        employee = self.env["hr.employee"].create(
            {"name": "New", "user_id": self.stranger.id}
        )
        entry = self.change(lambda env: employee.with_env(env).unlink())
        self.assertEqual(entry.verb, "sign_in.employee")
        self.assertEqual(entry.res_id, self.stranger.id)
        bare = self.env["hr.employee"].create({"name": "Without Account"})
        self.assertFalse(self.change(lambda env: bare.with_env(env).unlink()))

    def test_a_link_to_set_the_password(self):
        if "signup_type" not in self.env["res.partner"]._fields:
            return

        def ask(env):
            self.clerk.with_env(env).partner_id.signup_prepare(signup_type="reset")

        self.assertEqual(self.change(ask).verb, "sign_in.link")
        public = self.env.ref("base.public_user")
        # Anybody can ask for it on the page to log in: the ledger does not follow.
        known = self.env["tolerance.ledger.entry"].search_count(VERBS)
        ask(self.env(user=public, su=True))
        self.assertEqual(self.env["tolerance.ledger.entry"].search_count(VERBS), known)

    def test_new_account_of_somebody_who_acts(self):
        def make(env, group):
            env["res.users"].create(
                {
                    "name": "New",
                    "login": f"test_new_{group}",
                    "password": SECRET,
                    "group_ids": [Command.link(self.env.ref(group).id)],
                }
            )

        entry = self.change(make, "mistake_tolerance.group_clerk")
        self.assertEqual(entry.verb, "sign_in.create")
        self.assertFalse(self.change(make, "base.group_user"))

    def test_new_employee_with_an_account(self):
        def employ(env):
            env["hr.employee"].create({"name": "New", "user_id": self.stranger.id})

        entry = self.change(employ)
        self.assertEqual(entry.verb, "sign_in.employee")
        self.assertEqual(entry.res_id, self.stranger.id)

    def test_unrelated_changes_are_not_recorded(self):
        def rename(env):
            self.clerk.with_env(env).name = "Another Name"

        def say_again(env):
            self.clerk.with_env(env).write(
                {
                    "active": True,
                    "login": self.clerk.login,
                    "email": self.clerk.email,
                    "partner_id": self.clerk.partner_id.id,
                }
            )

        self.assertFalse(self.change(rename))
        self.assertFalse(self.change(say_again))

    def test_costs(self):
        """An unrelated write asks nothing; many accounts are entered at once."""
        users = self.clerk | self.users["head"] | self.stranger
        statements = []
        for text in ("<p>A</p>", "<p>B</p>"):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            users.write({"signature": text})
            self.env.flush_all()
            statements.append(self.env.cr.sql_log_count - before)
        # One reads who they are, one writes.
        self.assertLessEqual(statements[1], 2)

        def count(number):
            made = self.env["res.users"].browse(
                [
                    new_test_user(
                        self.env,
                        f"test_many_{number}_{index}",
                        groups="base.group_user,mistake_tolerance.group_member",
                    ).id
                    for index in range(number)
                ]
            )
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            made._ledger_append("sign_in.password", lambda user: {"login": user.login})
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertLessEqual(count(6), count(2) + 2)

    def test_auditor_reads_it_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        entry = self.change(self.set_by_write, self.clerk)
        read = self.as_user("auditor", entry).with_context(lang="zh_CN")
        self.assertEqual(read.act, "设置用户密码")
