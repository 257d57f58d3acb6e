from odoo import models

from ...rules.letter_text import write_plain
from ..base.wording import write_day, write_list, write_pair
from ..confidentiality.classified_mixin import CLASSIFIED


class ToleranceDetermination(models.Model):
    """Prints the determination (认定书): as a draft, and once confirmed as issued.

    It can be printed before it is served. What a service keeps as text is the text of
    this letter.
    """

    _name = "tolerance.determination"
    _inherit = ["tolerance.letter.mixin", "tolerance.determination"]

    def _get_letter_refusal(self):
        self.ensure_one()
        if self.state == "revoked":
            return self.env._(
                "%(number)s was revoked: it is not handed out any more. The service "
                "keeps what was handed over.",
                number=self.display_name,
            )
        return super()._get_letter_refusal()

    def _make_letter(self):
        self.ensure_one()
        # sudo: who reads the decision may not read all that it rests on.
        decision_sudo = self.sudo()
        company_sudo = decision_sudo.company_id
        wording = self.env["tolerance.letter.wording"]._find(
            "determination", company_sudo
        )
        levels = dict(
            decision_sudo._fields["secrecy_level"]._description_selection(self.env)
        )
        level = decision_sudo.secrecy_level
        letter = wording._fill(
            decision_sudo._get_letter_values(),
            number=decision_sudo.document_number or decision_sudo.name or "",
            level=levels[level] if level in CLASSIFIED else "",
            sender=company_sudo.name,
            day=write_day(self.env, decision_sudo.decided_on),
        )
        if self.state != "draft":
            return letter
        draft = self.env._("Draft, not confirmed: it decides nothing yet")
        return letter._replace(draft=draft, seal="")

    def _get_letter_text(self):
        """Return the text of the letter, as a service keeps it.

        :rtype: str
        """
        letter = self._make_letter()
        head = [letter.level, letter.title, letter.number, letter.addressee]
        return "\n".join(
            filter(None, [*head, write_plain(letter.blocks), letter.sender, letter.day])
        )

    def _get_letter_values(self):
        """Return what the placeholders stand for.

        :return: ``{placeholder: text, or lines}``
        :rtype: dict
        """
        self.ensure_one()
        return {
            "agency": self.company_id.name,
            "body": write_list(
                self.env, self._get_deciding_session().body_id.mapped("name")
            ),
            "case": self.case_id.name,
            "day": write_day(self.env, self.decided_on),
            "matter": self.matter_id.title,
            "subject": self.subject_id.name,
            **self._get_person_values(),
            **self._get_fact_values(),
            **self._get_result_values(),
            **self._get_basis_values(),
            "effects": self._write_effects(),
            "remedy": self._write_remedy(),
            "notes": self._write_notes(),
        }

    def _get_person_values(self):
        """Return unit and post of a person; a unit has neither."""
        if self.subject_id.kind != "person":
            return {}
        company = self.company_id
        employees = self.subject_id.employee_ids
        employee = employees.filtered(lambda e: e.company_id == company)[:1]
        employee = employee or employees[:1]
        return {
            "unit": employee.department_id.complete_name or "",
            "post": employee.job_title or employee.job_id.name or "",
        }

    def _get_fact_values(self):
        """Return what was found, and the evidence that the answers rest on."""
        evidence = self.party_id.assessment_ids[:1].line_ids.evidence_ids
        return {
            "facts": self._write_facts(),
            "evidence": self.case_id._write_evidence(evidence),
        }

    def _get_result_values(self):
        """Return what was decided and why."""
        natures = dict(self._fields["nature"]._description_selection(self.env))
        return {
            "result": self.degree_id.name,
            "situations": [
                self.env._(
                    "%(provision)s: %(situation)s",
                    provision=situation.citation,
                    situation=situation.display_name,
                )
                for situation in self.situation_ids
            ],
            "exclusions": [
                self.env._(
                    "%(provision)s: %(exclusion)s",
                    provision=exclusion.citation,
                    exclusion=exclusion.name,
                )
                for exclusion in self.exclusion_ids
            ],
            "nature": natures.get(self._get_found_nature(), ""),
            "reasons": (self.reasons or "").splitlines(),
        }

    def _get_found_nature(self):
        """Return the nature of responsibility; a draft has that of the inquiry."""
        return self.nature or self.party_id.assessment_ids[:1].nature

    def _get_basis_values(self):
        """Return the regulation, the articles applied and what it rests on."""
        version = self.version_id
        scheme = version.scheme_id
        cited = self._get_cited()
        bases = version.legal_basis_ids.filtered(lambda basis: not basis.is_open)
        named = [scheme.name, scheme.document_number]
        return {
            "regulation": " ".join(filter(None, named)),
            "articles": write_list(self.env, cited) if cited else "",
            "principles": write_list(self.env, self.principle_ids.mapped("name"))
            if self.principle_ids
            else "",
            "bases": [basis._get_full_title() for basis in bases],
        }

    def _get_cited(self):
        """Return the articles applied, each once.

        :rtype: list
        """
        version = self.version_id
        provisions = [
            self.degree_id,
            *self.situation_ids,
            *self.exclusion_ids,
            *self.line_ids.filtered("is_selected").scheme_area_id,
        ]
        cited = [
            provision.article_id._cite(provision.clause)
            for provision in provisions
            if provision.article_id and provision.version_id == version
        ]
        return list(dict.fromkeys(cited))

    def _write_effects(self):
        """Return how the decision protects, by area; nothing where it does not.

        :rtype: list
        """
        forms = dict(self.line_ids._fields["form"]._description_selection(self.env))
        effects = []
        for line in self.line_ids.filtered("is_selected"):
            text = write_pair(self.env, line.area_id.name, forms[line.form])
            if line.form == "deduction_reduced":
                text = self.env._(
                    "%(effect)s, %(points)s points at most",
                    effect=text,
                    points=f"{line.cap_points:g}",
                )
            if line.date_to:
                text = self.env._(
                    "%(effect)s, until %(day)s",
                    effect=text,
                    day=write_day(self.env, line.date_to),
                )
            effects.append(text)
        if effects and self.influence_until:
            effects.append(
                self.env._(
                    "The influence period of the handling ends on %(day)s.",
                    day=write_day(self.env, self.influence_until),
                )
            )
        return effects

    def _write_remedy(self):
        """Return the ways to object that the regulation has; it may have none.

        :rtype: list
        """
        steps = self.version_id.step_ids.filtered(
            lambda step: step.kind in ("reconsideration", "appeal") and not step.is_open
        )
        remedies = []
        for step in steps:
            body = step._get_body_names()
            text = (
                self.env._(
                    "Who does not agree may ask for %(step)s by %(body)s.",
                    step=step.name,
                    body=body,
                )
                if body
                else self.env._(
                    "Who does not agree may ask for %(step)s.", step=step.name
                )
            )
            if step.limit:
                text = self.env._(
                    "%(remedy)s Time limit: %(limit)s.",
                    remedy=text,
                    limit=step.limit_text,
                )
            remedies.append(text)
        return remedies

    def _write_notes(self):
        """Return what else a reader of the decision has to know.

        :rtype: list
        """
        notes = [
            self._get_request_sentence(),
            self.recorded_note,
            self._get_departure_sentence(),
        ]
        return [note for note in notes if note]
