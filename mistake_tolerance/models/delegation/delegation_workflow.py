from odoo import api, fields, models

from ..base.wording import write_day
from ..base.workflow_mixin import Transition


class ToleranceDelegation(models.Model):
    """Appointing a stand-in, and ending one early."""

    _inherit = "tolerance.delegation"

    _transitions = {
        "appoint": Transition(
            "draft",
            "appointed",
            step="_get_appointer_refusal",
            content=(
                "_get_own_refusal",
                "_get_past_refusal",
                "_get_deputy_refusal",
                "_get_principal_refusal",
                "_get_clash_refusal",
            ),
        ),
        "end": Transition(
            "appointed",
            "ended",
            step=("_get_appointer_refusal", "_get_over_refusal"),
            content="_get_own_refusal",
            depends="date_to",
        ),
    }

    can_appoint = fields.Boolean(compute="_compute_can")
    can_end = fields.Boolean(compute="_compute_can")

    def _get_label(self):
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
            stand_in._write_transition(
                "appoint",
                {
                    "appointed_by_id": self.env.uid,
                    "appointed_on": stand_in.company_id._tolerance_today(),
                },
            )
            stand_in.flush_recordset()
        self._ledger_append("stand_in.appoint")
        for stand_in in self:
            stand_in._notify(
                self.env._(
                    "%(stand_in)s from %(since)s to %(until)s.",
                    stand_in=stand_in._get_label(),
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
            stand_in._write_transition(
                "end",
                {
                    "ended_by_id": self.env.uid,
                    "ended_on": stand_in.company_id._tolerance_today(),
                },
            )
        self._ledger_append("stand_in.end")
        for stand_in in self:
            stand_in._notify(
                self.env._("%(stand_in)s no longer.", stand_in=stand_in._get_label())
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
        """Notify both persons; a notice leaves no open task when the time is over."""
        partners = ((self.principal_id | self.deputy_id) - self.env.user).partner_id
        # sudo: the notice is sent even if the appointing user does not follow.
        self.sudo().message_notify(
            partner_ids=partners.ids,
            body=sentence,
            subject=self.env._("Stand-in"),
            author_id=self.env.user.partner_id.id,
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "stand_in.appoint": self.env._("Stand-in appointed"),
            "stand_in.end": self.env._("Stand-in ended early"),
        }
