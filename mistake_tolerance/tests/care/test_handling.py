import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestHandling(CaseWalk):
    """B28, F21: by whom what remains is handled, and whether it keeps to that."""

    def decided(self, kind="reduced", **values):
        """Confirm a decision; returns what HR has to record, as HR."""
        case = self.accept()
        self.inquire(case)
        self.hold_session(case, kind)
        self.hold_session(case, kind)
        draft = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        if kind != "exempt":
            draft.influence_until = "2199-12-31"
        draft.write(values)
        act(draft).action_confirm()
        self.case = case.sudo()
        return self.as_user("hr_officer")["tolerance.handling"].search(
            [("case_id", "=", case.id)]
        )

    def record(self, handling, measure, **values):
        handling.write(
            {
                "measure": measure,
                "done_on": self.company._tolerance_today(),
                "document_number": "2026-7",
                **values,
            }
        )
        handling.action_record()

    def get_told(self, handling):
        kind = self.env.ref("mistake_tolerance.activity_type_compare_handling")
        activities = handling.sudo().activity_ids
        return activities.filtered(lambda a: a.activity_type_id == kind).user_id

    def test_heavier_than_decided(self):
        handling = self.decided(
            handling_track="administrative",
            handling_organ="Supervision Office",
            handling_ground="Law on Administrative Sanctions, art. 11",
            handling_ceiling="warning",
        )
        self.assertEqual(handling.track, "administrative")
        self.assertEqual(handling.organ, "Supervision Office")
        self.assertFalse(self.case.handling_differs)
        self.record(handling, "demerit")
        self.assertEqual(handling.outcome, "heavier")
        self.assertEqual(
            self.get_told(handling), self.users["clerk"] | self.users["supervisor"]
        )
        self.case.invalidate_recordset()
        self.assertTrue(self.case.handling_differs)
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "handling.record")]
        )
        self.assertEqual(entry.chain, f"tolerance.case,{self.case.id}")
        self.assertEqual(json.loads(entry.payload)["outcome"], "heavier")

    def test_measure_within_the_decision_is_accepted(self):
        handling = self.decided("lighter", handling_ceiling="demerit")
        self.record(handling, "warning")
        self.assertEqual(handling.outcome, "within")
        self.assertFalse(self.get_told(handling))
        self.assertFalse(self.case.handling_differs)
        self.assertFalse(handling.sudo().activity_ids)

    def test_measure_without_a_decided_limit_stays_open(self):
        handling = self.decided()
        self.record(handling, "demerit")
        self.assertEqual(handling.outcome, "open")
        self.assertEqual(self.get_told(handling), self.users["clerk"])
        self.assertFalse(self.case.handling_differs)

    def test_exempt_from_sanction(self):
        handling = self.decided("exempt", handling_track="party")
        self.record(handling, "warning")
        self.assertEqual(handling.outcome, "heavier")

    def test_exempt_without_a_track_leaves_nothing(self):
        self.assertFalse(self.decided("exempt"))

    def test_refusals(self):
        handling = self.decided()
        today = self.company._tolerance_today()
        # The button stands there, and says what is missing.
        self.assertTrue(handling.can_record)
        with self.assertRaises(UserError) as caught:
            handling.write({"measure": "warning", "done_on": "2199-01-01"})
        self.assertIn("lies in the future", str(caught.exception))
        for values, words in (
            ({}, "What Was Done and Day of the Handling"),
            ({"measure": "warning", "done_on": today}, "number of the document"),
            ({"measure": "other", "document_number": "7"}, "tell in the note"),
        ):
            handling.write(values)
            with self.assertRaisesRegex(UserError, words):
                handling.action_record()
        handling.note = "Serious warning within the Party"
        self.assertFalse(self.as_user("clerk", handling).can_record)
        with self.assertRaises(AccessError):
            self.as_user("clerk", handling).action_record()
        handling.action_record()
        self.assertFalse(handling.can_record)
        # Who may not write is told only that, not what the record holds.
        with self.assertRaises(AccessError):
            self.as_user("clerk", handling).write({"note": "Seen."})
        for change in (
            lambda: handling.write({"measure": "none"}),
            handling.action_record,
            lambda: handling.write({"outcome": "within"}),
            lambda: handling.write({"determination_id": False}),
            lambda: handling.sudo().unlink(),
        ):
            with self.assertRaises(UserError):
                change()

    def test_decided_once_and_void_when_revoked(self):
        handling = self.decided(handling_ceiling="warning")
        decision = self.case.determination_ids.with_env(self.as_user("leader"))
        with self.assertRaises(AccessError):
            decision.handling_ceiling = "dismissal"
        decision.revocation_reason = "New facts."
        act(decision).action_revoke()
        self.assertEqual(handling.state, "void")
        with self.assertRaisesRegex(UserError, "“Void”"):
            handling.action_record()
