from odoo import api, fields, models

from ..base.wording import write_list


class ToleranceCase(models.Model):
    """What the clerk does with a case: serve what was decided, file it."""

    _inherit = "tolerance.case"

    _verbs = ("file",)
    _personal_verbs = frozenset({"file"})

    can_file = fields.Boolean(compute="_compute_can")
    can_serve = fields.Boolean(compute="_compute_can")

    @api.depends("state", "party_ids", "archive_number", "service_ids")
    @api.depends_context("uid")
    def _compute_can(self):
        """Show service and filing at their step, whatever is still missing."""
        result = super()._compute_can()
        refusals = self._get_lead_refusals()
        for case in self:
            is_decided = case.id not in refusals and case.state == "decided"
            is_served = all(party.is_served for party in case.party_ids)
            case.can_serve = is_decided and not is_served
            case.can_file = is_decided and is_served
        return result

    def _get_refusals(self, verb):
        refusals = {**super()._get_refusals(verb), **self._get_lead_refusals()}
        if verb == "file":
            refusals = {**self._get_file_refusals(), **refusals}
        return refusals

    def _get_lead_refusals(self):
        """Say for which cases the current user takes no step.

        :return: ``{case id: sentence}``
        :rtype: dict
        """
        refusals = {}
        is_clerk = self.env.user.has_group("mistake_tolerance.group_clerk")
        conflicts = {case: case._get_conflicts(self.env.user) for case in self}
        for case in self:
            if not is_clerk:
                refusals[case.id] = self.env._("Only a clerk leads the case.")
            elif conflicts[case]:
                refusals[case.id] = self.env._(
                    "%(number)s is too close to you: another clerk has to lead it.",
                    number=case.name,
                )
        return refusals

    def _on_decided(self):
        """Go on once every party is decided."""
        # Whoever decided last holds a seat, and is no clerk.
        fresh_sudo = self.sudo().filtered(lambda case: case.state == "deliberation")
        fresh_sudo._do_decide()

    def _do_decide(self):
        """Take the step to decided, and ask for the service; later rooms add to it."""
        self._write_verb({"state": "decided"})
        for case in self:
            case._ledger_append("case.decided")
            case._plan_todo("serve", case.clerk_id)

    def _get_decision_text(self, party):
        """Write the decision about a party as it is served; rooms fill it in.

        :rtype: str
        """
        return ""

    def _on_served(self):
        """Complete the feedback once every party has the decision in writing."""
        for case in self:
            if all(party.is_served for party in case.party_ids):
                case._complete_step("feedback")
                case._finish_todo("serve")
                case._plan_todo("file", case.clerk_id)

    def _get_filing_refusals(self):
        """Say what else has to be done before filing; later rooms add to it.

        :return: ``{case id: sentence}``
        :rtype: dict
        """
        return {}

    def _get_file_refusals(self):
        refusals = self._get_filing_refusals()
        for case in self:
            unserved = case.party_ids.filtered(lambda party: not party.is_served)
            if case.state != "decided":
                refusals[case.id] = self.env._(
                    "%(number)s is filed after the decision, once.", number=case.name
                )
            elif unserved:
                refusals[case.id] = self.env._(
                    "%(number)s: first hand the decision in writing to %(names)s and "
                    "enter it under Service.",
                    number=case.name,
                    names=write_list(self.env, unserved.subject_id.mapped("name")),
                )
            elif not case.archive_number:
                refusals[case.id] = self.env._(
                    "%(number)s: enter the archive number.", number=case.name
                )
            elif sentence := case._get_order_refusal("filing"):
                refusals[case.id] = sentence
        return refusals

    def action_file(self):
        """Put the case on file; nothing of it changes afterwards."""
        self.check_access("write")
        self._check_verb("file")
        for case in self:
            today = case.company_id._tolerance_today()
            case._complete_step("filing")
            case._write_verb(
                {"state": "filed", "filed_on": today, "filed_by": self.env.uid}
            )
            case._ledger_append(
                "case.file",
                {
                    "archive_number": case.archive_number,
                    "filed_on": fields.Date.to_string(today),
                },
            )
        self._finish_todo("file", "serve")
