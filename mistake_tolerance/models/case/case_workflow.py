from odoo import api, fields, models

from ..base.single import check_single
from ..base.wording import write_list
from ..base.workflow_mixin import Transition


class ToleranceCase(models.Model):
    """How a case is decided, served and filed, and what the clerk may do with it."""

    _inherit = "tolerance.case"

    _transitions = {
        "file": Transition(
            "decided",
            "filed",
            required="archive_number",
            hidden_by=("_get_lead_refusal", "_get_unserved_refusal"),
            refused_by=("_get_filing_order_refusal", "_get_filing_refusal"),
            depends=("party_ids", "delivery_ids"),
        ),
    }

    can_file = fields.Boolean(compute="_compute_can")
    can_serve = fields.Boolean(compute="_compute_can_serve")
    can_record_interference = fields.Boolean(compute="_compute_can_record_interference")

    @api.depends("state", "party_ids", "delivery_ids")
    @api.depends_context("uid")
    def _compute_can_serve(self):
        for case in self:
            case.can_serve = (
                case.state == "decided"
                and not all(party.is_served for party in case.party_ids)
                and not case._get_lead_refusal()
            )

    def _get_lead_refusal(self):
        """Return why the current user may not lead this case, or False.

        :rtype: str | bool
        """
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("Only a clerk can lead the case.")
        return bool(self._get_conflicts(self.env.user)) and self.env._(
            "You have a conflict of interest in %(number)s: another clerk has to lead "
            "it.",
            number=self.name,
        )

    def _on_decided(self):
        """Set the cases in deliberation to decided; the caller checked every party."""
        # sudo: the member who decides last has no clerk's rights on the case.
        fresh_sudo = self.sudo().filtered(lambda case: case.state == "deliberation")
        fresh_sudo._do_decide()

    def _do_decide(self):
        """Set the case to decided, and plan the to-do to serve the decision; a hook."""
        self._write_unlocked({"state": "decided"})
        self._ledger_append("case.decided")
        for case in self:
            case._plan_todo("serve", case.clerk_id)

    def _get_decision_text(self, party):
        """Return the text of the decision about a party, as it is served; a hook.

        :rtype: str
        """
        return ""

    def _get_served_text(self, party):
        """Return the text that a service hands over and keeps; a hook.

        It may be that of a letter in place of the bare decision.

        :rtype: str
        """
        return self._get_decision_text(party)

    def _on_served(self):
        """Complete the feedback step once every party has the decision in writing."""
        for case in self:
            if all(party.is_served for party in case.party_ids):
                # The limit counts until the last party was served, not until the entry.
                day = max(case.delivery_ids.mapped("served_on"))
                case._complete_step("feedback", day=day)
                case._finish_todo("serve")
                case._plan_todo("file", case.clerk_id)

    def _get_unserved_refusal(self):
        unserved = self.party_ids.filtered(lambda party: not party.is_served)
        return bool(unserved) and self.env._(
            "%(number)s: first hand the decision in writing to %(names)s, then press "
            "Enter a Service.",
            number=self.name,
            names=write_list(self.env, unserved.subject_id.mapped("name")),
        )

    def _get_required_sentence(self, action):
        """Add to the missing archive number what else is left to do."""
        sentence = super()._get_required_sentence(action)
        if action != "file" or not sentence:
            return sentence
        rest = self._get_filing_order_refusal() or self._get_filing_refusal()
        return "\n".join(filter(None, (sentence, rest)))

    def _get_filing_order_refusal(self):
        return self._get_order_refusal("filing")

    def _get_filing_refusal(self):
        """Return what else has to be done before filing, or False; a hook.

        :rtype: str | bool
        """
        return False

    def action_file(self):
        """File the case; it does not change afterwards."""
        self.check_access("write")
        self._check_transition("file")
        for case in self:
            today = case.company_id._tolerance_today()
            case._complete_step("filing")
            case._write_transition(
                "file", {"filed_on": today, "filed_by": self.env.uid}
            )
            case._ledger_append(
                "case.file",
                {
                    "archive_number": case.archive_number,
                    "filed_on": fields.Date.to_string(today),
                },
            )
        self._finish_todo("file", "serve")

    @api.depends_context("uid")
    def _compute_can_record_interference(self):
        can_record = self.env["tolerance.interference"].has_access("create")
        self.can_record_interference = can_record

    def action_record_interference(self):
        """Open the page on which somebody records who asked about this case.

        :return: action that shows it
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        Interference = self.env["tolerance.interference"]
        Interference.check_access("create")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record Interference"),
            "res_model": Interference._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {"default_case_id": self.id},
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "case.decided": self.env._("Case decided"),
            "case.file": self.env._("Case filed"),
        }
