from functools import partial

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk
from ..common import logged_in

REFUSED = "inner methods"
# Lines of code, each of which changes something by a method that an action relies on.
LINES = (
    "case._write_unlocked({'state': 'filed'})",
    "case.sudo()._write_unlocked({'clerk_id': uid})",
    "env['tolerance.case'].sudo()._create_unlocked([{'matter_id': case.matter_id.id}])",
    "case._on_decided()",
    "case._on_inquired()",
    "case.step_ids[:1]._mark_breach()",
    "case.inquiry_ids.member_ids._do_state('stated', 'x')",
    "case.party_ids.application_id._do_receive('direct')",
    "env['tolerance.conflict'].sudo()._add("
    "[(case.matter_id.id, uid, 'recused')], case.matter_id)",
    "case._do_classify('secret', 'x')",
    "session._do_close()",
    "session.ballot_ids._write_unlocked({'state': 'cast'})",
    "subject._join(env['tolerance.subject'].sudo().search([], limit=1))",
    "env['tolerance.effect'].sudo()._create_holds("
    "'x', case.matter_id, {subject: env['tolerance.area'].search([], limit=1)})",
    "env['tolerance.ledger.entry'].sudo()._append([('case.revoke', case, {}, None)])",
    "case._ledger_append('case.revoke')",
    "env['tolerance.ledger.entry'].sudo()._insert([{'verb': 'x'}])",
    "env['tolerance.ledger.seal'].sudo()._seal(env.company)",
    # By another way than the dot.
    "env.registry['tolerance.case']._write_unlocked(case, {'state': 'filed'})",
    "env.registry['tolerance.workflow.mixin']"
    "._write_unlocked(case, {'state': 'filed'})",
    "list(map(case._write_unlocked, [{'state': 'filed'}]))",
    "sorted([{'state': 'filed'}], key=case._write_unlocked)",
    "case.filtered(lambda c: c._write_unlocked({'state': 'filed'}))",
    "case.mapped(env.registry['tolerance.case']._on_decided)",
    "case.filtered(env.registry['tolerance.case']._on_decided)",
    "case.step_ids.sorted(env.registry['tolerance.case.step']._mark_breach)",
)


@tagged("post_install", "-at_install")
class TestDatabaseCode(CaseWalk):
    """Code in the database reaches what may be done, not how an action does it."""

    def setUp(self):
        super().setUp()
        self.case = self.accept().sudo()
        self.inquire(self.case.with_user(self.users["clerk"]))
        self.session = self.open_session(
            self.case.with_user(self.users["clerk"])
        ).sudo()
        self.subject = self.officer.tolerance_subject_id
        self.guard = self.env.ref("mistake_tolerance.guard_mark")
        # Else there is nothing to hold.
        self.company.tolerance_hold_days = 30
        self.env.flush_all()

    def get_names(self):
        return {
            "case": self.case,
            "session": self.session,
            "subject": self.subject,
            "guard": self.guard,
        }

    def get_heads(self):
        """Return lines that fetch the records, with the rights of the system."""
        return "".join(
            f"{name} = env[{record._name!r}].sudo().browse({record.ids!r})\n"
            for name, record in self.get_names().items()
        )

    def get_stored(self):
        """Return what the lines would change."""
        self.env.flush_all()
        tables = (
            "tolerance_case",
            "tolerance_case_step",
            "tolerance_application",
            "tolerance_ballot",
            "tolerance_conflict",
            "tolerance_inquiry",
            "tolerance_inquiry_member",
            "tolerance_session",
            "tolerance_subject_lineage",
            "tolerance_guard_change",
            "tolerance_ledger_entry",
            "tolerance_ledger_seal",
        )
        stored = {}
        for table in tables:
            self.env.cr.execute(
                f"SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {table} t"
            )
            stored[table] = self.env.cr.fetchone()
        return stored

    def make_action(self, code):
        return self.env["ir.actions.server"].create(
            {
                "name": "Evil",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "code",
                "code": self.get_heads() + code,
            }
        )

    def run_as(self, login, action, **context):
        user = self.users[login]
        with logged_in(self.env(user=user)), mute_logger("odoo.sql_db"):
            action.with_user(user).sudo().with_context(
                active_model="res.partner", active_id=user.partner_id.id, **context
            ).run()
        self.env.flush_all()

    def test_private_methods_of_an_action_are_closed_to_database_code(self):
        before = self.get_stored()
        for line in LINES:
            action = self.make_action(line)
            with self.subTest(line):
                with self.assertRaisesRegex(AccessError, REFUSED):
                    self.run_as("clerk", action)
                self.env.invalidate_all()
                self.assertEqual(self.get_stored(), before)

    def test_a_module_calls_them(self):
        """What is refused above is refused for whose code it is, not by itself."""
        self.case._write_unlocked({"archive_number": "A-1"})
        self.env["tolerance.ledger.entry"]._append(
            [("case.revoke", self.case, {}, None)]
        )
        self.assertEqual(self.case.archive_number, "A-1")

    def test_scheduled_actions_and_templates_are_refused_too(self):
        code = "case._write_unlocked({'state': 'filed'})"
        before = self.get_stored()
        cron = self.env["ir.cron"].create(
            {
                "name": "Evil",
                "model_id": self.env["ir.model"]._get_id("tolerance.case"),
                "state": "code",
                "code": f"{self.get_heads()}{code}",
                "interval_type": "days",
            }
        )
        with self.assertRaisesRegex(AccessError, REFUSED):
            cron.ir_actions_server_id.run()
        line = "object.sudo()._write_unlocked({'state': 'filed'})"
        page = f'<p t-out="{line}"/>'
        render = partial(
            self.env["mail.template"]._render_template,
            model="tolerance.case",
            res_ids=self.case.ids,
        )
        view = self.env["ir.ui.view"].create(
            {
                "type": "qweb",
                "key": "mistake_tolerance.evil",
                "arch": f'<t t-name="evil">{page}</t>',
            }
        )
        ways = {
            "subject": lambda: render(f"{{{{ {line} }}}}"),
            "body": lambda: render(page, engine="qweb"),
            "page": lambda: self.env["ir.qweb"]._render(view.id, {"object": self.case}),
        }
        for way, show in ways.items():
            with (
                self.subTest(way),
                mute_logger("odoo.addons.mail.models.mail_render_mixin"),
                self.assertRaises(UserError) as raised,
            ):
                show()
            # Odoo says in which template it happened, and keeps what it was.
            error = raised.exception
            said = f"{error} {error.__cause__} {error.__context__}"
            self.assertIn(REFUSED, said)
        cron.unlink()
        self.env.invalidate_all()
        after = self.get_stored()
        # That the scheduled action came and went is in the ledger.
        del before["tolerance_ledger_entry"], after["tolerance_ledger_entry"]
        self.assertEqual(after, before)

    def test_an_open_write_opens_nothing_for_an_automation(self):
        """The context of an action reaches code that runs inside its writing."""
        seat = self.session.seat_ids[:1]
        permit = unlocked(seat).env.context
        action = self.make_action(
            f"seat = env['tolerance.session.seat'].sudo().browse({seat.id})\n"
            "seat.write({'superior_ids': [(4, uid)]})"
        )
        with self.assertRaisesRegex(AccessError, "Automations and other programs"):
            self.run_as("clerk", action, **permit)
        # It was open all the time.
        seat.with_context(**permit).write(
            {"superior_ids": [(4, self.users["colleague"].id)]}
        )
        self.assertIn(self.users["colleague"], seat.superior_ids)

    def test_code_with_another_users_rights_cannot_write(self):
        """A program can take another user's name, whose right it is not then."""
        clerk = self.case.clerk_id.id
        two = new_test_user(
            self.env,
            login="test_clerk_two",
            groups="base.group_user,mistake_tolerance.group_clerk",
        )
        for line in (
            f"case.sudo(False).with_user({clerk}).write({{'clerk_id': {two.id}}})",
            f"env['tolerance.interest.declaration'].with_user({two.id}).create("
            "{'subject_id': subject.id})",
            f"session.sudo(False).with_user({clerk}).body_id.write("
            f"{{'head_user_id': {two.id}}})",
            f"env['tolerance.declaration'].with_user({self.users['hr_officer'].id})"
            ".create({'guard_id': guard.id, 'subject_id': subject.id, 'reason': 'x',"
            " 'date_from': '2026-05-01', 'date_to': '2026-07-01',"
            " 'area_id': env['tolerance.area'].search([], limit=1).id})",
        ):
            with self.subTest(line):
                with self.assertRaises(UserError):
                    self.run_as("colleague", self.make_action(line))
                self.env.invalidate_all()
        self.assertEqual(self.case.clerk_id.id, clerk)
        self.assertFalse(
            self.env["tolerance.interest.declaration"].search(
                [("user_id", "=", two.id)]
            )
        )

    def test_buttons_work_by_code(self):
        """Code that runs in somebody's own request does what they could press."""
        step = self.case.step_ids.filtered(lambda s: s.state == "running")[:1]
        self.assertTrue(step)
        before = self.get_stored()["tolerance_case_step"]
        action = self.make_action(
            f"env['tolerance.case.step'].browse({step.id}).write({{'note': 'Seen'}})\n"
            "env['tolerance.interest.declaration'].create("
            f"{{'subject_id': {self.subject.id}}})"
        )
        self.run_as("clerk", action)
        self.assertNotEqual(self.get_stored()["tolerance_case_step"], before)

    def test_scheduled_actions_of_ours_run(self):
        crons = (
            self.env["ir.cron"]
            .search([])
            .filtered(lambda cron: cron.model_name.startswith("tolerance."))
        )
        self.assertGreater(len(crons), 5)
        for cron in crons:
            with self.subTest(cron.code), self.enter_registry_test_mode():
                cron.method_direct_trigger()
