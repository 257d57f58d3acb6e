from odoo.exceptions import UserError

from ..common import act
from .test_minutes import MinutesCase

SCAN = b"%PDF-1.4 minutes of the meeting"


class RecordedCase(MinutesCase):
    """The committee met in a room; the secretary enters what its paper says."""

    def setUp(self):
        super().setUp()
        self.case = self.accept()
        self.inquire(self.case)
        self.session = self.call_roll(self.case)
        self.session.write(
            {"secretary_id": self.users["scribe"].id, "mode": "recorded"}
        )
        self.scribe = self.as_user("scribe", self.session)
        self.today = self.company._tolerance_today()

    def enter_record(self, **values):
        """Enter what the paper says, as the secretary."""
        scan = self.scribe.env["ir.attachment"].create(
            {"name": "paper.pdf", "raw": SCAN, "res_model": False}
        )
        self.scribe.write(
            {
                "held_on": self.today,
                "minutes": "The chair summed up.",
                "scan_ids": [(6, 0, scan.ids)],
            }
        )
        self.scribe.record_ids.write(
            {
                "degree_id": self.degrees["exempt"].id,
                "situation_ids": [(6, 0, self.situation.ids)],
                "yes": 3,
                "no": 1,
                "reasons": "A slip, repaired at once.",
                **values,
            }
        )

    def submit_record(self, **values):
        self.enter_record(**values)
        act(self.scribe).action_submit_record()

    def assertRefused(self, text):
        """Submit the record, which is refused with a sentence that holds the text."""
        with self.assertRaises(UserError) as caught:
            act(self.scribe).action_submit_record()
        self.assertIn(text, str(caught.exception))

    def confirm_record(self, name="chair"):
        return act(self.as_user(name, self.session)).action_close()
