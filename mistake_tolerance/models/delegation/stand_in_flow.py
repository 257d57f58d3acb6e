from odoo import api, fields, models

from ..base.wording import write_day
from .stand_in_refusal import APPOINTERS


class ToleranceStandIn(models.Model):
    """Appointing a stand-in, and ending one early."""

    _inherit = "tolerance.stand.in"

    _verbs = ("appoint", "end")
    _personal_verbs = frozenset(_verbs)

    can_appoint = fields.Boolean(compute="_compute_can")
    can_end = fields.Boolean(compute="_compute_can")

    @api.depends("state", "date_to")
    @api.depends_context("uid")
    def _compute_can(self):
        """Show a verb wherever its step has come, whatever is still wrong."""
        may = any(self.env.user.has_group(group) for group in APPOINTERS)
        for stand_in in self:
            stand_in.can_appoint = may and stand_in.state == "draft"
            stand_in.can_end = may and stand_in.phase in ("planned", "running")

    def _say(self):
        self.ensure_one()
        return self.env._(
            "%(deputy)s stands in for %(principal)s",
            deputy=self.deputy_id.name,
            principal=self.principal_id.name,
        )

    def action_appoint(self):
        """Appoint the stand-ins; they act from their first day to their last."""
        self.check_access("write")
        for stand_in in self:
            # One after the other: the next may clash with this one.
            stand_in._check_verb("appoint")
            stand_in._write_verb(
                {
                    "state": "appointed",
                    "appointed_by_id": self.env.uid,
                    "appointed_on": stand_in.company_id._tolerance_today(),
                }
            )
            stand_in.flush_recordset()
        self._ledger_append("stand_in.appoint")
        for stand_in in self:
            stand_in._notify(
                self.env._(
                    "%(stand_in)s from %(since)s to %(until)s.",
                    stand_in=stand_in._say(),
                    since=write_day(self.env, stand_in.date_from),
                    until=write_day(self.env, stand_in.date_to),
                )
            )
        return True

    def action_end(self):
        """End it before its last day, from this moment on."""
        self.check_access("write")
        self._check_verb("end")
        for stand_in in self:
            stand_in._write_verb(
                {
                    "state": "ended",
                    "ended_by_id": self.env.uid,
                    "ended_on": stand_in.company_id._tolerance_today(),
                }
            )
        self._ledger_append("stand_in.end")
        for stand_in in self:
            stand_in._notify(
                self.env._("%(stand_in)s no longer.", stand_in=stand_in._say())
            )
        return True

    def _get_ledger_values(self):
        return {
            "principal": self.principal_id.id,
            "deputy": self.deputy_id.id,
            "role": self.role,
            "body": self.body_id.id or None,
            "from": self.date_from,
            "to": self.date_to,
            "reason": self.reason,
        }

    def _notify(self, sentence):
        """Tell both; nothing is left on their desks when the time is over."""
        partners = ((self.principal_id | self.deputy_id) - self.env.user).partner_id
        # Whoever appoints need not follow.
        self.sudo().message_notify(
            partner_ids=partners.ids,
            body=sentence,
            subject=self.env._("Stand-in"),
            author_id=self.env.user.partner_id.id,
        )
