"""Results of another record type that have to name their grounds."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from ..remedy.review_common import ReviewCase


@tagged("post_install", "-at_install")
class TestGround(ReviewCase):
    """A promotion form made in the settings: a rejection is negative by itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_model(
            "x_proposal",
            [
                ("x_name", "char", False),
                ("x_employee_id", "many2one", "hr.employee"),
                ("x_day", "date", False),
                ("x_outcome", "char", False),
            ],
        )
        cls.promotion_guard = cls.env["tolerance.guard"].create(
            {
                "name": "Proposals",
                "model": "x_proposal",
                "path_subject": "x_employee_id",
                "path_date": "x_day",
                "area_id": cls.promotion_area.id,
                "negative_domain": "[('x_outcome', '=', 'rejected')]",
                "neutral_values": '{"x_outcome": "proposed"}',
                "accepts_marks": True,
            }
        )

    def _propose(self, employee=None, **values):
        proposal = self.env["x_proposal"].create(
            {
                "x_name": "P",
                "x_employee_id": (employee or self.officer).id,
                "x_day": "2026-06-01",
                "x_outcome": "proposed",
                **values,
            }
        )
        self.env.flush_all()
        return proposal

    def _reject(self, proposal):
        proposal.x_outcome = "rejected"
        self.env.flush_all()

    def _ground(self, proposal, **values):
        return self._make_mark(
            **{
                "matter_id": self.other_matter.id,
                "result_ref": f"x_proposal,{proposal.id}",
                **values,
            }
        )

    def test_rejection_needs_a_ground(self):
        proposal = self._propose()
        self._reject(self._propose(self.colleague))
        for protect in (lambda: None, self._decide):
            protect()
            with self.assertRaises(UserError) as caught:
                self._reject(proposal)
            self.assertIn("each ground", str(caught.exception))
        self._ground(proposal)
        self._reject(proposal)
        self.assertEqual(proposal.x_outcome, "rejected")

    def test_each_ground_is_judged(self):
        proposal = self._propose()
        self._decide()
        with self.assertRaisesRegex(UserError, "protects"):
            self._ground(proposal, matter_id=self.matter.id)

    def test_mark_of_another_person_or_area_is_no_ground(self):
        proposal = self._propose()
        for values in (
            {"employee_id": self.colleague.id},
            {"area_id": self.honours.id},
            {"active": False},
        ):
            with self.subTest(values=values):
                self._ground(proposal, **values)
                with self.assertRaises(UserError):
                    self._reject(proposal)

    def test_last_ground_cannot_be_removed(self):
        proposal = self._propose()
        mark = self._ground(proposal)
        self._reject(proposal)
        for take in (
            mark.unlink,
            lambda: mark.write({"active": False}),
            lambda: mark.write({"result_ref": False}),
            lambda: mark.write({"area_id": self.honours.id}),
        ):
            with self.assertRaises(UserError):
                take()
        self._ground(proposal)
        mark.unlink()

    def test_with_its_ground_the_result_is_neutralised_and_given_back(self):
        proposal = self._propose()
        self._ground(proposal, matter_id=self.matter.id)
        self._reject(proposal)
        determination = self._decide()
        self.assertEqual(proposal.x_outcome, "proposed")
        determination.revocation_reason = "Facts were concealed."
        act(determination.with_user(self.decider)).action_revoke()
        self.env.flush_all()
        self.assertEqual(proposal.x_outcome, "rejected")

    def test_remaining_ground_keeps_the_result(self):
        proposal = self._propose()
        self._ground(proposal, matter_id=self.matter.id)
        self._ground(proposal)
        self._reject(proposal)
        self._decide()
        self.assertEqual(proposal.x_outcome, "rejected")

    def test_without_neutral_values_it_is_for_the_worklist(self):
        proposal = self._propose()
        self._ground(proposal, matter_id=self.matter.id)
        self._reject(proposal)
        self.promotion_guard.neutral_values = False
        self._decide()
        row = self.env["tolerance.neutralisation"].search(
            [("res_model", "=", "x_proposal"), ("res_id", "=", proposal.id)]
        )
        self.assertEqual(row.state, "to_check")

    def test_marks_are_grounds_only_if_the_guard_says_so(self):
        proposal = self._propose()
        self._ground(proposal)
        self.promotion_guard.accepts_marks = False
        with self.assertRaises(UserError) as caught:
            self._reject(proposal)
        self.assertIn("declaration", str(caught.exception))
        self._decide()
        # To take marks as grounds is to protect less: two people's act.
        with self.assertRaisesRegex(UserError, "Request the change"):
            self.promotion_guard.accepts_marks = True

    def test_dry_run_counts_what_would_need_a_ground(self):
        self.promotion_guard.active = False
        bare, grounded, free = (
            self._propose(x_outcome="rejected"),
            self._propose(x_outcome="rejected"),
            self._propose(self.colleague, x_outcome="rejected"),
        )
        self._ground(grounded)
        self.assertTrue(free)
        self.env["ir.model.access"].create(
            {
                "name": "Proposals for officers",
                "model_id": self.env["ir.model"]._get_id("x_proposal"),
                "group_id": self.env.ref("mistake_tolerance.group_hr_officer").id,
                "perm_read": True,
            }
        )
        guard = self.promotion_guard.with_user(self.users["hr_officer"])
        action = guard.action_dry_run()
        run = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((run.hit_count, run.ground_count), ("0", "1"))
        self.assertEqual(run.line_ids.res_id, bare.id)
        self.assertEqual(run.line_ids.outcome, "ground_needed")
