from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import split_every

from odoo.addons.mistake_tolerance.models.confidentiality.classified_mixin import (
    RANK,
    USUAL,
)
from odoo.addons.mistake_tolerance.rules.citation import write_item

from ..returns import case_ledger

# Parties read at once; older ones leave the cache.
BATCH = 500
KINDS = {"person": "个人", "unit": "单位"}
CORRECTIONS = {
    "open": "待制定方案",
    "planned": "整改中",
    "reported": "待核验",
    "verified": "核验通过",
    "void": "已作废",
}
# What is classified is marked so on the return.
LEVELS = {"confidential": "秘密", "secret": "机密", "top_secret": "绝密"}
# What stands instead of who and where in a classified case.
WITHHELD = {
    "matter": None,
    "title": None,
    "occurred_on": None,
    "unit": None,
    "party": "（涉密）",
    "post": None,
    "situations": None,
}


class ToleranceCaseLedger(models.AbstractModel):
    """Reads the rows of the case ledger for those who may make it.

    A clerk reads with their own rights. A supervisor may not open a case, but the
    ledger is made for them. They get only its columns, and not the persons and the
    place of a classified case. Neither gets a case that is about them or about
    persons close to them.
    """

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
        zone = ZoneInfo(company._tolerance_setting("tolerance_tz"))
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
    def _get_reader(self):
        """Return the model of the parties with the rights that the return needs."""
        Party = self._in_language().env["tolerance.case.party"]
        if self.env.user.has_group("mistake_tolerance.group_supervisor"):
            # sudo: the columns of the ledger are what the superior organ is owed.
            return Party.sudo()
        return Party

    @api.model
    def _get_distance(self):
        """Choose cases that are not about the reader, nor about those next to them.

        The same distance as a case asks of those who inquire and decide, found
        in a few queries for all cases at once.
        """
        # sudo: the filter needs the reporting line; the reader does not see it.
        own_sudo = self.env.user.sudo().employee_ids
        led_sudo = own_sudo.env["hr.department"].search(
            [("manager_id", "in", own_sudo.ids)]
        )
        near_sudo = own_sudo | own_sudo.parent_id | own_sudo.child_ids
        near_sudo |= led_sudo.member_ids
        subjects_sudo = near_sudo.tolerance_subject_id | led_sudo.tolerance_subject_id
        close = Domain("subject_id", "in", subjects_sudo.ids) | Domain(
            "application_id", "any!", [("user_id", "=", self.env.uid)]
        )
        # A party that the reader may not see keeps them away too.
        return Domain("case_id", "any!", Domain("party_ids", "not any!", close))

    @api.model
    def _count_rows(self, company, date_from, date_to):
        """Count the parties that the maker of the ledger sees."""
        domain = self._get_domain(company, date_from, date_to)
        return self._get_reader().search_count(domain & self._get_distance())

    @api.model
    def _split_classified(self, parties):
        """Return the classified cases that the maker may open, and the others.

        :return: two of tolerance.case
        :rtype: tuple
        """
        # sudo: which cases are classified is asked before who may open them.
        classified_sudo = parties.env["tolerance.case"].sudo()
        classified_sudo = classified_sudo.search(
            [("is_classified", "=", True), ("party_ids", "in", parties.ids)]
        )
        shown = classified_sudo.with_env(self.env)._filtered_access("read")
        return shown, classified_sudo - shown.with_env(classified_sudo.env)

    @api.model
    def _get_level(self, company, date_from, date_to):
        """Return the level of the ledger: the highest of the cases it shows in full.

        :return: key of the levels of cases
        :rtype: str
        """
        domain = self._get_domain(company, date_from, date_to)
        parties = self._get_reader().search(domain & self._get_distance())
        shown, _withheld = self._split_classified(parties)
        return max([USUAL, *shown.mapped("secrecy_level")], key=RANK.get)

    @api.model
    def _build(self, path, made_at, company, date_from, date_to):
        """Write the ledger to a file.

        :return: how many rows were written, and how many were left out
        :rtype: tuple
        """
        domain = self._get_domain(company, date_from, date_to)
        Party = self._get_reader()
        parties = Party.search(domain & self._get_distance(), order="case_id, id")
        # The superior organ is told how many it does not see. To a clerk the number
        # would tell of cases that are kept from them.
        left_out = Party.search_count(domain) - len(parties) if Party.env.su else 0
        shown, withheld_sudo = self._split_classified(parties)
        self.env["tolerance.access.log"]._note(shown, "export")
        zone = ZoneInfo(company._tolerance_setting("tolerance_tz"))
        heading = case_ledger.Heading(
            unit=company.name,
            date_from=date_from,
            date_to=date_to,
            made_by=self.env.user.name,
            made_at=made_at.replace(tzinfo=timezone.utc).astimezone(zone),
            left_out=left_out,
            is_partial=not Party.env.su,
            level=LEVELS.get(self._get_level(company, date_from, date_to)),
            withheld=Party.search_count(
                Domain("id", "in", parties.ids)
                & Domain("case_id", "in", withheld_sudo.ids)
            ),
        )
        rows = self._get_rows(parties)
        return case_ledger.build(path, heading, rows), left_out

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
            decisions, posts = self._get_decisions(batch), self._get_posts(batch)
            _shown, withheld_sudo = self._split_classified(batch)
            for party in batch:
                yield {
                    **self._get_case_values(party),
                    **self._get_party_values(party),
                    "post": posts.get(party),
                    **self._get_step_values(party.case_id),
                    **self._get_decision_values(party, decisions.get(party)),
                    **(WITHHELD if party.case_id in withheld_sudo else {}),
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
            "title": matter.title,
            "occurred_on": matter.occurred_on or None,
            # sudo: units have no rules of their own here; the name alone is read.
            "unit": matter.department_id.sudo().display_name or None,
            "filed_on": party.case_id.filed_on or None,
        }

    @api.model
    def _get_party_values(self, party):
        application = party.application_id
        return {
            "party": party.subject_id.name,
            "party_kind": KINDS[party.subject_id.kind],
            "applied_on": application.submitted_on or None,
            "is_late": application.is_late if application else None,
            "situations": self._get_situations(application.situation_ids),
        }

    @api.model
    def _get_posts(self, parties):
        """Return the post each person held when it happened, as far as known."""
        # sudo: employee records are for HR; the post is part of the form, also that of
        # people who have left.
        subjects_sudo = parties.subject_id.sudo().with_context(active_test=False)
        employees_sudo = subjects_sudo.employee_ids
        versions = employees_sudo.env["hr.version"].search(
            [("employee_id", "in", employees_sudo.ids)], order="date_version"
        )
        by_employee = versions.grouped("employee_id")
        by_subject = employees_sudo.grouped("tolerance_subject_id")
        posts = {}
        for party in parties:
            own = by_subject.get(party.subject_id, ())
            day = party.matter_id.occurred_on or party.company_id._tolerance_today()
            for employee in own:
                if employee.company_id == party.company_id:
                    held = by_employee[employee]
                    then = held.filtered(lambda v, day=day: v.date_version <= day)
                    posts[party] = (then[-1:] or held[:1]).job_id.name or None
                    break
        return posts

    @api.model
    def _get_situations(self, situations):
        # The form is a Chinese one, in whatever language its maker works.
        return "\n".join(
            f"{write_item(situation.number, 'zh_CN')}{situation.name}"
            for situation in situations
        )

    @api.model
    def _get_step_values(self, case):
        days = {}
        for step in case.step_ids.sorted():
            # After a return the step that was taken last counts.
            if step.state == "done":
                days[step.kind] = step.done_on
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
        # sudo: the form states effects and corrections that the maker may not read.
        decision_sudo = decision.sudo()
        effects_sudo = decision_sudo.effect_ids.filtered(lambda e: not e.is_lifted)
        values = {
            "degree": decision.degree_id.name,
            "decision": decision.document_number or decision.name,
            "decided_on": decision.decided_on,
            "effects": "、".join(effects_sudo.area_id.sorted().mapped("name")),
            "correction": "、".join(
                dict.fromkeys(
                    CORRECTIONS[correction.state]
                    for correction in decision_sudo.correction_ids
                )
            ),
        }
        if decision.situation_ids:
            values["situations"] = self._get_situations(decision.situation_ids)
        return values
