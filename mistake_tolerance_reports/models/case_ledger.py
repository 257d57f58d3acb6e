from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..returns import case_ledger

# Parties read at once; older ones leave the cache.
BATCH = 500
KINDS = {"person": "个人", "unit": "单位"}


class ToleranceCaseLedger(models.AbstractModel):
    """Reads the rows of the case ledger, with the rights of who asks."""

    _name = "tolerance.case.ledger"
    _description = "Rows of the Case Ledger"

    @api.model
    def _get_domain(self, company, date_from, date_to):
        """Choose parties by the day their case was accepted.

        A case that was opened without an application counts from the day it was
        opened.
        """
        accepted = Domain("kind", "=", "accept") & Domain("done_on", "!=", False)
        in_period = Domain("done_on", ">=", date_from) & Domain(
            "done_on", "<=", date_to
        )
        zone = ZoneInfo(company.tolerance_tz)
        start, end = (
            datetime.combine(day, time.min, zone)
            .astimezone(timezone.utc)
            .replace(tzinfo=None)
            for day in (date_from, date_to + timedelta(days=1))
        )
        opened = Domain("case_id.create_date", ">=", start) & Domain(
            "case_id.create_date", "<", end
        )
        return Domain("company_id", "=", company.id) & (
            Domain("case_id.step_ids", "any", accepted & in_period)
            | (Domain("case_id.step_ids", "not any", accepted) & opened)
        )

    @api.model
    def _count_rows(self, company, date_from, date_to):
        """Count the parties the reader may see."""
        domain = self._get_domain(company, date_from, date_to)
        return self.env["tolerance.case.party"].search_count(domain)

    @api.model
    def _build(self, path, made_at, company, date_from, date_to):
        """Write the ledger to a file.

        :return: how many rows were written, and how many were left out
        :rtype: tuple
        """
        domain = self._get_domain(company, date_from, date_to)
        # Only how many there are: the return says what it does not show.
        Party_sudo = self.env["tolerance.case.party"].sudo()
        parties = (
            self._in_language()
            .env["tolerance.case.party"]
            .search(domain, order="case_id, id")
        )
        left_out = Party_sudo.search_count(domain) - len(parties)
        heading = case_ledger.Heading(
            unit=company.name,
            date_from=date_from,
            date_to=date_to,
            made_by=self.env.user.name,
            made_at=made_at.replace(tzinfo=timezone.utc)
            .astimezone(ZoneInfo(company.tolerance_tz))
            .replace(tzinfo=None),
            left_out=left_out,
        )
        return case_ledger.build(path, heading, self._get_rows(parties)), left_out

    @api.model
    def _in_language(self):
        """Read names in the language of the form, where it is installed."""
        installed = dict(self.env["res.lang"].get_installed())
        return self.with_context(lang="zh_CN" if "zh_CN" in installed else None)

    @api.model
    def _get_rows(self, parties):
        """Yield one dictionary a party, by the keys of ``case_ledger.COLUMNS``."""
        for party_ids in split_every(BATCH, parties.ids, list):
            batch = parties.browse(party_ids)
            decisions = self._get_decisions(batch)
            for party in batch:
                yield {
                    **self._get_case_values(party),
                    **self._get_party_values(party),
                    **self._get_step_values(party.case_id),
                    **self._get_decision_values(party, decisions.get(party)),
                }
            batch.env.flush_all()
            batch.env.invalidate_all()

    @api.model
    def _get_decisions(self, parties):
        decisions = parties.env["tolerance.determination"].search(
            [("party_id", "in", parties.ids), ("state", "=", "confirmed")]
        )
        return {decision.party_id: decision for decision in decisions}

    @api.model
    def _get_case_values(self, party):
        matter = party.matter_id
        return {
            "case": party.case_id.name,
            "matter": matter.name,
            "occurred_on": matter.occurred_on or None,
            # Units have no rules of their own here; the name alone is read.
            "unit": matter.department_id.sudo().display_name or None,
            "filed_on": party.case_id.filed_on or None,
        }

    @api.model
    def _get_party_values(self, party):
        application = party.application_id
        return {
            "party": party.subject_id.name,
            "party_kind": KINDS[party.subject_id.kind],
            "post": self._get_post(party),
            "applied_on": application.submitted_on or None,
            "is_late": application.is_late if application else None,
            "situations": self._get_situations(application.situation_ids),
        }

    @api.model
    def _get_post(self, party):
        """Return the post a person held when it happened."""
        # Employee records are for HR; the post is part of the form.
        employees_sudo = party.subject_id.sudo().employee_ids
        employee_sudo = employees_sudo.filtered(
            lambda e: e.company_id == party.company_id
        )[:1]
        if not employee_sudo:
            return None
        day = party.matter_id.occurred_on or fields.Date.today()
        return employee_sudo._get_version(day).job_id.name or None

    @api.model
    def _get_situations(self, situations):
        return "\n".join(
            f"（{situation.number}）{situation.name}" for situation in situations
        )

    @api.model
    def _get_step_values(self, case):
        days = {}
        for step in case.step_ids.sorted():
            if step.done_on:
                days.setdefault(step.kind, step.done_on)
        return {
            "accepted_on": days.get("accept"),
            "inquired_on": days.get("inquiry"),
            "preliminary_on": days.get("preliminary"),
            "answered_on": days.get("feedback"),
        }

    @api.model
    def _get_decision_values(self, party, decision):
        if not decision:
            return {}
        # What an effect protects is shown to HR; the areas are part of the form.
        effects_sudo = decision.sudo().effect_ids.filtered(lambda e: not e.is_lifted)
        values = {
            "degree": decision.degree_id.name,
            "decision": decision.name,
            "decided_on": decision.decided_on,
            "effects": "、".join(effects_sudo.area_id.mapped("name")),
        }
        if decision.situation_ids:
            values["situations"] = self._get_situations(decision.situation_ids)
        return values
