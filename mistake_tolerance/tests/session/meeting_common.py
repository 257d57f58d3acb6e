from datetime import datetime

from odoo import fields

from ..common import act
from .committee_common import CommitteeCase

# Not later than now, or near midnight the meeting would begin tomorrow.
HELD_AT = datetime.now().replace(microsecond=0)


class MeetingCase(CommitteeCase):
    """The committee is called to a meeting by the dialog of the clerk."""

    def prepare(self):
        case = self.accept()
        self.inquire(case)
        return case

    def meet(self, case=None, **values):
        """Call the committee to a meeting; returns the session."""
        self.case = case or self.prepare()
        action = act(self.case).action_call_session()
        dialog = (
            self.case.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"held_at": fields.Datetime.now(), "place": "Room 1", **values})
        )
        self.shown = act(dialog).action_confirm()
        return self.case.session_ids.filtered(lambda s: s.state == "draft")

    def now(self):
        return fields.Datetime.now()

    def get_tasks(self, records, name):
        kind = self.env.ref(f"mistake_tolerance.activity_type_{name}")
        return records.sudo().activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        )
