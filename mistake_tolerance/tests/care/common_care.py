from datetime import timedelta

from ..common import act
from ..guard.guard_common import GuardCase


class CareCase(GuardCase):
    """A regulation with measures and a deciding body; a clerk who is in charge."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.tolerance_clerk_id = cls.users["clerk"]
        cls.version.measure_ids = [
            (0, 0, {"name": "Talk", "code": "talk", "for_granted": True}),
            (0, 0, {"name": "Risk study", "code": "risk"}),
        ]
        cls.talk_measure, cls.risk_measure = cls.version.measure_ids
        cls.today = cls.company._tolerance_today()

    def revoke(self, decision):
        decision.revocation_reason = "Decided on a forged paper."
        act(decision.with_user(self.decider)).action_revoke()

    def make_planned(self, **values):
        """Return a planned correction of the officer, checked by the head."""
        correction = self._decide().correction_ids
        as_clerk = self.as_user("clerk", correction)
        as_clerk.write(self.plan_vals(**values))
        as_clerk.action_plan()
        return correction

    def plan_vals(self, **values):
        return {
            "measure_id": self.talk_measure.id,
            "error": "One was not counted.",
            "requirement": "Count twice.",
            "deadline": self.today + timedelta(days=10),
            "responsible_id": self.users["officer"].id,
            "checker_id": self.users["head"].id,
            **values,
        }

    def report(self, correction):
        own = self.as_user("officer", correction)
        own.write({"cause": "The device lagged.", "proof": "Counted twice a night."})
        own.action_report()

    def make_running(self, **values):
        """Return a follow-up of the officer in which the colleague helps."""
        follow_up = self._decide(**values).follow_up_ids
        as_clerk = self.as_user("clerk", follow_up)
        as_clerk.helper_id = self.users["colleague"]
        as_clerk.action_plan()
        return follow_up

    def get_todo(self, record, name):
        """Return who has the activity of this name on the desk."""
        kind = self.env.ref(f"mistake_tolerance.activity_type_{name}")
        return record.activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        ).user_id

    def get_entries(self, record):
        return self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)], order="id"
        )

    def run_cron(self, name):
        with self.enter_registry_test_mode():
            self.env.ref(f"mistake_tolerance.{name}").method_direct_trigger()
