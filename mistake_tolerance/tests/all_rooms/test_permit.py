from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import WritePermit
from ..case.case_common import CaseWalk
from ..common import act, logged_in


@tagged("post_install", "-at_install")
class TestPermit(CaseWalk):
    """The rights of the system put nobody in charge and take nobody's part away."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.me = cls.users["colleague"]

    def setUp(self):
        super().setUp()
        self.case = self.accept()
        self.inquire(self.case)
        self.session = self.open_session(self.case)
        self.subject = self.officer.tolerance_subject_id
        self.area = self.env["tolerance.area"].search([], limit=1)
        self.env.flush_all()

    def close(self):
        """Carry the open session to its end."""
        own = self.get_ballots(self.session).with_user(self.users["member"])
        self.fill(own)
        act(own).action_cast()
        self.session.minutes = "Discussed."
        act(self.session).action_close()

    def run_code(self, code, login="colleague", **names):
        """Run a line as the code of a server action that somebody sets off.

        :param str code: a line about the names
        :param str login: who is logged in
        :param names: records, in the name of the user who triggers it
        """
        action = self.env["ir.actions.server"].create(
            {
                "name": "Evil",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "code",
                "code": "\n".join(
                    f"{name} = env[{record._name!r}].browse({record.ids!r}).sudo()"
                    for name, record in names.items()
                )
                + f"\n{code}",
            }
        )
        user = self.users[login]
        with logged_in(self.env(user=user)), mute_logger("odoo.sql_db"):
            action.with_user(user).sudo().with_context(
                active_model="res.partner", active_id=user.partner_id.id
            ).run()
        self.env.flush_all()

    def assertRefused(self, code, **names):
        with self.subTest(code):
            with self.assertRaises(UserError):
                self.run_code(code, **names)
            self.env.invalidate_all()

    def test_sudo_cannot_put_a_user_in_charge(self):
        me = self.me.id
        clerk = self.case.clerk_id
        for code in (
            f"case.write({{'clerk_id': {me}}})",
            f"case.clerk_id = {me}",
            f"case.with_user(case.clerk_id).write({{'clerk_id': {me}}})",
            f"case.with_user(1).write({{'clerk_id': {me}}})",
            f"case.with_context(tolerance_permit=True).write({{'clerk_id': {me}}})",
            "case.matter_id.write({'case_ids': "
            f"[[1, case.id, {{'clerk_id': {me}}}]]}})",
            "case.write({'matter_id': case.matter_id.copy().id})",
            "case.write({'company_id': env['res.company'].create({'name': 'C'}).id})",
            f"case.inquiry_ids.write({{'member_ids': [[0, 0, {{'user_id': {me}}}]]}})",
            "case.inquiry_ids.member_ids.unlink()",
        ):
            self.assertRefused(code, case=self.case)
        self.assertEqual(self.case.clerk_id, clerk)

    def test_sudo_cannot_add_deciders(self):
        me = self.me.id
        seat = self.session.seat_ids
        holder = seat.user_id
        for code in (
            f"seat.write({{'user_id': {me}}})",
            f"seat.write({{'superior_ids': [[4, {me}]]}})",
            f"seat.copy({{'user_id': {me}}})",
            f"session.write({{'seat_ids': [[1, seat.id, {{'user_id': {me}}}]]}})",
            f"session.write({{'seat_ids': [[0, 0, {{'user_id': {me}}}]]}})",
            "session.ballot_ids.write({'reasons': 'x'})",
            "session.ballot_ids.unlink()",
            "seat.unlink()",
            f"session.body_id.write({{'head_user_id': {me}}})",
            f"session.body_id.write({{'member_ids': [[0, 0, {{'user_id': {me}}}]]}})",
            "session.step_id.write({'sequence': 90})",
            "session.step_id.copy()",
            "session.case_id.party_ids.copy()",
        ):
            self.assertRefused(code, seat=seat, session=self.session)
        self.assertEqual(seat.user_id, holder)

    def test_sudo_cannot_write_what_those_who_lead_a_session_enter(self):
        for code in (
            "session.write({'minutes': 'All agreed.'})",
            "session.write({'void_reason': 'x'})",
            "session.write({'scan_ids': [[0, 0, {'name': 'x', 'raw': b'x'}]]})",
            "session.case_id.write({'session_ids': [[1, session.id, "
            "{'minutes': 'All agreed.'}]]})",
        ):
            self.assertRefused(code, session=self.session)
        self.assertFalse(self.session.minutes)

    def test_sudo_cannot_add_or_remove_conflicts(self):
        me = self.me.id
        self.env["tolerance.conflict"]._add(
            [(self.case.matter_id.id, me, "recused")], self.case.matter_id.sudo()
        )
        row = self.env["tolerance.conflict"].search([("user_id", "=", me)])
        victim = self.users["inquirer"].id
        accuser = act(self.case.env["tolerance.protected.source"]).create(
            {"case_id": self.case.id, "name": "Known", "user_id": victim}
        )
        for code in (
            "row.unlink()",
            "row.write({'reason': 'party'})",
            f"row.copy({{'user_id': {victim}}})",
            "row.matter_id.case_ids.write({'conflict_ids': [[2, row.id]]})",
            "accuser.unlink()",
            "accuser.write({'user_id': False})",
            f"accuser.copy({{'user_id': {me}}})",
        ):
            self.assertRefused(code, row=row, accuser=accuser)
        self.assertTrue(row.exists())

    def test_interest_is_declared_by_the_user_alone(self):
        code = "env['tolerance.interest.declaration'].sudo().create("
        code += f"{{'user_id': {self.me.id}, 'subject_id': subject.id}})"
        self.run_code(code, login="inquirer", subject=self.subject)
        tie = self.env["tolerance.interest.declaration"].search(
            [("subject_id", "=", self.subject.id)]
        )
        self.assertEqual(tie.user_id, self.users["inquirer"])
        self.assertRefused("tie.unlink()", tie=tie)

    def test_sudo_cannot_change_the_person_of_a_record(self):
        mine = self.colleague.tolerance_subject_id
        for code in (
            "subject.write({'kind': 'unit'})",
            "mine.write({'predecessor_ids': [[4, subject.id]]})",
            "mine.predecessor_ids = subject",
            "employee.write({'tolerance_subject_id': subject.id})",
            "subject.write({'employee_ids': [[4, employee.id]]})",
            "employee.create({'name': 'Twin', 'tolerance_subject_id': subject.id})",
            "employee.department_id.write({'tolerance_subject_id': subject.id})",
            "matter.write({'subject_ids': [[4, mine.id]]})",
            "matter.subject_ids = mine",
        ):
            self.assertRefused(
                code,
                subject=self.subject,
                mine=mine,
                employee=self.colleague,
                matter=self.case.matter_id,
            )
        self.assertEqual(self.subject.kind, "person")
        # In their own name, HR does not make a unit of a person either.
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", self.subject).kind = "unit"

    def test_sudo_cannot_make_or_change_declarations(self):
        declaration = self.as_user("hr_officer")["tolerance.declaration"].create(
            {
                "guard_id": self.env.ref("mistake_tolerance.guard_mark").id,
                "subject_id": self.subject.id,
                "area_id": self.area.id,
                "date_from": "2026-05-01",
                "date_to": "2026-07-01",
                "reason": "Absent without leave.",
            }
        )
        for code in (
            "declaration.write({'reason': 'Another'})",
            "declaration.write({'amount': 9, 'res_id': 7})",
            "declaration.copy({'reason': 'Another'})",
            "declaration.unlink()",
        ):
            self.assertRefused(code, declaration=declaration)

    def test_sudo_cannot_write_for_applicant_or_body(self):
        application = self.case.party_ids.application_id
        for code in (
            "application.write({'statement': 'Another'})",
            f"application.write({{'user_id': {self.me.id}}})",
            "session.ballot_ids.write({'reasons': 'x'})",
        ):
            self.assertRefused(code, application=application, session=self.session)

    def test_a_draft_is_completed_by_those_who_decide(self):
        self.close()
        self.hold_session(self.case)
        draft = self.env["tolerance.determination"].search(
            [("case_id", "=", self.case.id)]
        )
        self.assertEqual(draft.state, "draft")
        for code in (
            "draft.write({'reasons': 'Another'})",
            "draft.write({'influence_until': '2030-01-01'})",
            "draft.line_ids[:1].write({'is_selected': False})",
            "draft.write({'line_ids': [[5]]})",
            "draft.copy()",
            "draft.unlink()",
        ):
            self.assertRefused(code, draft=draft)

    def test_database_keeps_the_subject_of_a_row(self):
        seat = self.session.seat_ids
        other = self.users["clerk"].id
        rows = (
            (seat, "user_id", other),
            (self.get_ballots(self.session), "seat_id", 0),
            (self.case, "matter_id", 0),
            (self.case.inquiry_ids.member_ids, "user_id", other),
            (self.subject, "kind", "unit"),
        )
        for record, column, value in rows:
            with self.subTest(record._name), mute_logger("odoo.sql_db"):
                with self.assertRaisesRegex(Exception, "does not change"):
                    with self.env.cr.savepoint():
                        self.env.cr.execute(
                            f"UPDATE {record._table} SET {column} = %s WHERE id = %s",
                            [value, record[:1].id],
                        )

    def test_a_permit_is_for_one_write_of_one_model(self):
        """What an action unlocked is locked before an automation gets the context."""
        seat = self.env["tolerance.session.seat"].sudo()
        permit = WritePermit(seat._name)
        # A roll with ballots gets no more votes.
        values = {
            "session_id": self.session.id,
            "user_id": self.me.id,
            "is_voting": False,
        }
        made = seat.with_context(tolerance_permit=permit).create(values)
        self.assertFalse(permit.is_unlocked)
        with self.assertRaises(AccessError):
            made.superior_ids = [Command.link(self.me.id)]
        other = WritePermit("tolerance.case")
        with self.assertRaises(AccessError):
            seat.with_context(tolerance_permit=other).create(values)

    def test_people_still_act_in_their_own_name(self):
        clerk = self.case.clerk_id
        body = self.as_user("administrator", self.session.sudo().body_id)
        body.head_user_id = self.users["clerk"]
        act(self.case).write({"clerk_id": self.users["administrator"].id})
        self.assertNotEqual(self.case.sudo().clerk_id, clerk)
