"""Ways to slip out of a protection, or to take it away, past its actions."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestBypassWorkflow(GuardCase):
    def _automate(self, model, code):
        """Let code run whenever a record changes, in the context it changes in."""
        model_id = self.env["ir.model"]._get_id(model)
        action = {"name": "Slip", "model_id": model_id, "state": "code", "code": code}
        return self.env["base.automation"].create(
            {
                "name": "Slip",
                "model_id": model_id,
                "trigger": "on_create_or_write",
                "action_server_ids": [Command.create(action)],
            }
        )

    def test_automation_does_not_inherit_the_write_permit(self):
        mark = self._make_mark()
        self._automate(
            "tolerance.mark",
            "if env.context.get('tolerance_permit'):"
            " env['tolerance.effect'].search([]).write({'is_lifted': True})",
        )
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._decide()
        self.assertFalse(mark.is_neutralised)

    def test_automation_does_not_unmake_its_own_record(self):
        self._automate(
            "tolerance.determination",
            "if record.state == 'confirmed': record.write({'state': 'draft'})",
        )
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._decide()

    def test_automation_does_not_unlink_marks(self):
        self._make_mark()
        self._automate(
            "tolerance.mark",
            "if record.effect_id: record.write({'effect_id': False})",
        )
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._decide()

    def test_record_with_marks_is_not_led_to_another_person(self):
        """A deduction without a matter, entered about a colleague nobody protects."""
        self._decide()
        appraisal = self.env["tolerance.appraisal"].create(
            {
                "employee_id": self.colleague.id,
                "area_id": self.annual.id,
                "year": 2026,
                "mark_ids": [
                    Command.create({"kind": "deduction", "points": 3, "reason": "R"})
                ],
            }
        )
        leadership = self.env["tolerance.area"].search(
            [("code", "=", "leadership_appraisal")]
        )
        for vals in ({"employee_id": self.officer.id}, {"area_id": leadership.id}):
            with self.subTest(vals), self.assertRaises(UserError):
                appraisal.write(vals)

    def test_matter_is_closed_by_decisions_alone(self):
        matter = self.as_user("clerk", self.matter)
        for vals in ({"is_open": False}, {"guard_touch": 7}):
            with self.subTest(vals), self.assertRaises(AccessError):
                matter.write(vals)
        for role in ("clerk", "hr_officer"):
            for context in ({}, {"default_is_open": False}):
                with self.subTest(role=role, context=context):
                    Matter = self.as_user(role, self.matter).with_context(**context)
                    vals = {"title": "Shut", "occurred_on": "2026-03-02"}
                    if not context:
                        vals["is_open"] = False
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        Matter.create(vals)

    def test_decided_matter_keeps_its_day_and_number(self):
        matter = self.as_user("clerk", self.matter)
        matter.occurred_on = "2026-03-01"
        self._decide()
        for vals in ({"occurred_on": "2026-01-05"}, {"name": "Other"}):
            with self.subTest(vals), self.assertRaises(UserError):
                matter.write(vals)
        matter.write({"occurred_on": "2026-03-01", "title": "Pilot"})

    def test_party_stays_with_the_matter(self):
        self._make_party()
        matter = self.as_user("clerk", self.matter)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            matter.subject_ids = False
        matter.subject_ids |= self.colleague.tolerance_subject_id
        matter.subject_ids -= self.colleague.tolerance_subject_id

    def test_employee_is_not_led_to_another_person(self):
        other = self.env["tolerance.subject"].create({"name": "Nobody"})
        unlocked(self.officer).tolerance_subject_id = other
        unlocked(self.officer).tolerance_subject_id = self.subject
        self._decide()
        unlocked(self.colleague).tolerance_subject_id = other
        with self.assertRaises(UserError), self.env.cr.savepoint():
            unlocked(self.colleague | self.officer).write(
                {"tolerance_subject_id": other.id}
            )
        with self.assertRaises(UserError), self.env.cr.savepoint():
            other.employee_ids = self.officer
        unlocked(other).predecessor_ids = self.subject
        unlocked(self.officer).tolerance_subject_id = other
        with self.assertRaises(UserError):
            self._make_mark()

    def test_department_is_not_led_to_another_unit(self):
        unit = self.unit.tolerance_subject_id
        self._decide(party=self._make_party(subject=unit))
        other = unit.create({"name": "Nothing", "kind": "unit"})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            unlocked(self.unit).tolerance_subject_id = other

    def test_predecessor_with_a_decision_stays(self):
        heir = unlocked(self.env["tolerance.subject"]).create(
            {"name": "Heir", "predecessor_ids": [Command.link(self.subject.id)]}
        )
        self._decide()
        heir = self.as_user("hr_officer", heir)
        for command in (Command.clear(), Command.unlink(self.subject.id)):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                heir.predecessor_ids = [command]

    def test_marks_of_the_one_who_stays_are_looked_at(self):
        """The earlier record stays; its marks keep their subject, unwritten."""
        first = self.head
        mark = self._make_mark(employee_id=first.id)
        self._decide()
        self.assertLess(first.tolerance_subject_id.id, self.subject.id)
        number = "620102199001014442"
        for employee in first | self.officer:
            employee.user_id = False
        # Records of different names are joined by HR alone.
        first.name = self.officer.name
        first.identification_id = self.officer.identification_id = number
        self.env.flush_all()
        self.assertEqual(self.officer.tolerance_subject_id, mark.subject_id)
        self.assertTrue(mark.is_neutralised)

    def test_lineage_is_nobodys_to_write(self):
        rows = self.env["tolerance.subject.lineage"].search([])
        pair = {"subject_id": self.subject.id, "ancestor_id": self.subject.id}
        for function in (
            rows.unlink,
            lambda: rows.write(pair),
            lambda: rows.create(pair),
        ):
            with self.assertRaises(AccessError):
                function()

    def test_free_reason_does_not_reject_while_a_matter_is_examined(self):
        promotion = self.as_user("hr_officer", self.env["tolerance.promotion"]).create(
            {"employee_id": self.officer.id, "to_job": "Head"}
        )
        act(promotion).action_propose()
        promotion.rejection_reason = "Because of the pilot."
        with self.assertRaises(UserError):
            act(promotion).action_reject()

    def test_only_the_deciding_seat_completes_a_draft(self):
        draft = self._draft()
        session = draft.case_id.session_ids
        other = self.users["clerk"]
        other.group_ids += self.env.ref("mistake_tolerance.group_member")
        earlier = session._create_unlocked(
            [
                {
                    "case_id": draft.case_id.id,
                    "step_id": session.step_id.id,
                    "body_id": session.body_id.id,
                    "kind": "preliminary",
                    "state": "closed",
                }
            ]
        )
        unlocked(earlier.seat_ids).create(
            {"session_id": earlier.id, "user_id": other.id}
        )
        theirs = draft.with_user(other)
        with self.assertRaises(AccessError):
            theirs.reasons = "Other"
        with self.assertRaises(AccessError):
            theirs.line_ids[:1].date_to = "2026-03-02"
        with self.assertRaises(AccessError):
            theirs.write({"line_ids": [Command.clear()]})
        draft.with_user(self.decider).reasons = "Followed the plan, in full."

    def test_draft_does_not_speak_of_another_person_or_matter(self):
        draft = self._draft()
        theirs = draft.with_user(self.decider)
        other = self.colleague.tolerance_subject_id
        for vals in (
            {"subject_id": other.id},
            {"matter_id": self.other_matter.id},
            {"degree_kind": "refused"},
        ):
            for records in (theirs, draft):
                with self.subTest(vals, su=records.env.su):
                    with self.assertRaises(AccessError):
                        records.write(vals)
        party = self._make_party(self.other_matter)
        values = {"party_id": party.id, "degree_id": draft.degree_id.id, "reasons": "R"}
        Determination = self.env["tolerance.determination"]
        with self.assertRaises(AccessError):
            Determination.create({**values, "subject_id": other.id})
        slipping = unlocked(Determination.with_context(default_subject_id=other.id))
        slipped = slipping.create(values)
        self.assertEqual(slipped.subject_id, self.subject)
