from odoo import api, fields, models

from ...rules.assessment import Answer, find_aggravating, find_stops
from ...rules.situation import SHOWN
from ..base.wording import write_list

# Grounds whose key is no line of the assessment.
NOT_LINES = ("nature", "situation", "responsibility")


class ToleranceAssessment(models.Model):
    """What the answers rule out; the rules themselves are in ``rules/assessment.py``.

    Votes, opinions and decisions ask here.
    """

    _inherit = "tolerance.assessment"
    _logged_content = frozenset({"stop_note"})

    # Stored, so that the database itself refuses a tolerant decision.
    is_stopped = fields.Boolean(
        compute="_compute_is_stopped", store=True, export_string_translation=False
    )
    stop_note = fields.Text("Tolerance Is Ruled Out", compute="_compute_stop_note")

    @api.depends("line_ids.answer", "nature", "responsibility_ids.is_stop")
    def _compute_is_stopped(self):
        for assessment in self:
            assessment.is_stopped = bool(assessment._get_stops())

    @api.depends(
        "line_ids.answer",
        "line_ids.reasoning",
        "line_ids.evidence_ids",
        "nature",
        "responsibility_ids.is_stop",
    )
    @api.depends_context("lang", "uid")
    def _compute_stop_note(self):
        """Compute the consequence of an answer that rules tolerance out."""
        for assessment in self:
            sentences = assessment._get_stop_sentences()
            assessment.stop_note = "\n".join(sentences) or False

    def _get_decisive_lines(self):
        """Return the answers that rule tolerance out, or all where none does.

        :rtype: tolerance.assessment.line
        """
        self.ensure_one()
        stops = self.line_ids.browse()
        for ground, key in self._get_stops():
            if ground not in NOT_LINES:
                stops |= key
        return stops or self.line_ids.filtered("is_answered")

    def _get_grounds(self):
        lines = self._get_decisive_lines()
        return [
            *super()._get_grounds(),
            lines.factor_id,
            lines.exclusion_id,
            lines.situation_id,
            self.responsibility_ids.filtered("is_stop"),
        ]

    def _get_found_answers(self):
        return (
            super()._get_found_answers()
            + self._get_decisive_lines()._list_found_answers()
        )

    def _get_remarks(self):
        return super()._get_remarks() + self._get_stop_sentences()

    def _get_failed_situations(self):
        """Return the claimed situations that cannot apply.

        Every group of parts must hold, and one part is enough within a group. A
        group fails if every part of it was answered with no.

        :rtype: tolerance.scheme.situation
        """
        failed = [
            s.id for s, applies in self._judge_situations().items() if not applies
        ]
        return self.line_ids.situation_id.browse(failed)

    def _judge_situations(self):
        """Return which of the claimed situations apply.

        :return: ``{situation: True | False}``; what is open still may apply
        :rtype: dict
        """
        claims = self.line_ids.filtered(lambda line: line.kind == "situation")
        return {
            situation: situation._evaluate(
                {line.part_id: SHOWN.get(line.answer) for line in lines}
            )
            is not False
            for situation, lines in claims.grouped("situation_id").items()
        }

    def _list_answers(self):
        """Return the answers as the rules take them.

        :return: :class:`.rules.assessment.Answer` for each line and the nature
        :rtype: list
        """
        answers = [
            Answer(line._get_question_kind(), line, line.answer)
            for line in self.line_ids
        ]
        answers += [
            Answer("responsibility", kind, "yes")
            for kind in self.responsibility_ids.filtered("is_stop")
        ]
        return answers + [Answer("nature", a, a.nature) for a in self]

    def _get_stops(self):
        """Return the findings of the inquiry that rule tolerance out.

        :return: :class:`.rules.assessment.Stop`; its key is the line, or this record
        :rtype: list
        """
        overruled = self.case_id._get_overruled_situations()
        return find_stops(
            self._list_answers(),
            {
                situation: applies and situation not in overruled
                for situation, applies in self._judge_situations().items()
            },
        )

    def _get_aggravating(self):
        """Return the conducts found that call for strict handling.

        :rtype: tolerance.scheme.exclusion
        """
        found = find_aggravating(self._list_answers())
        return self.line_ids.exclusion_id.browse(line.exclusion_id.id for line in found)

    def _get_stop_sentences(self):
        """Return the clauses that rule tolerance out, with reasons and evidence.

        :rtype: list[str]
        """
        return [
            self._get_stop_sentence(ground, key) for ground, key in self._get_stops()
        ]

    def _get_stop_sentence(self, ground, key):
        """Return why tolerance is ruled out.

        :param str ground: see :class:`.rules.assessment.Stop`
        :param key: the line that says so, or this assessment, or None
        :rtype: str
        """
        lines = self.line_ids.browse() if ground in NOT_LINES else key
        provision = key if ground == "responsibility" else lines.factor_id
        sentence = self.case_id.version_id._get_stop_sentence(
            ground, provision or lines.exclusion_id
        )
        if ground in ("nature", "responsibility") and self.conclusion:
            return self.env._(
                "%(stop)s Reasons: %(reasons)s", stop=sentence, reasons=self.conclusion
            )
        if not lines.reasoning:
            return sentence
        # Evidence that comes from a protected source is not named to everybody.
        evidence = lines.evidence_ids._filtered_access("read")
        if not evidence:
            return self.env._(
                "%(stop)s Reasons: %(reasons)s", stop=sentence, reasons=lines.reasoning
            )
        return self.env._(
            "%(stop)s Reasons: %(reasons)s Evidence: %(evidence)s.",
            stop=sentence,
            reasons=lines.reasoning,
            evidence=write_list(self.env, evidence.mapped("display_name")),
        )

    def _get_tolerance_refusals(self, situations, exclusions):
        """Return all that rules a tolerant outcome out, for vote and decision alike.

        :param tolerance.scheme.situation situations: on which the outcome rests
        :param tolerance.scheme.exclusion exclusions: found by those who decide
        :rtype: list[str]
        """
        refusals = [
            self.env._(
                "%(exclusion)s rules tolerance out: choose a refusal, or do not find "
                "this exclusion.",
                exclusion=exclusion.name,
            )
            for exclusion in exclusions.filtered(lambda e: e.kind == "stop")
        ]
        refusals += self._get_stop_sentences()
        refusals += [
            self.env._(
                "The inquiry has not assessed this situation: %(situation)s",
                situation=situation.name,
            )
            for situation in situations - self.line_ids.situation_id
        ]
        refusals += [
            self.env._(
                "The inquiry found that this situation does not apply: %(situation)s",
                situation=situation.name,
            )
            for situation in situations & self._get_failed_situations()
        ]
        return refusals + self._get_overruled_sentences(situations)

    def _get_overruled_sentences(self, situations):
        """Return which of the situations a higher regulation excludes.

        :param tolerance.scheme.situation situations: those that matter to the reader
        :rtype: list[str]
        """
        return [
            self.env._(
                "%(situation)s: the higher regulation %(rules)s rules tolerance out "
                "(%(exclusion)s) and prevails.",
                situation=situation.name,
                rules=exclusion.version_id.scheme_id.name,
                exclusion=exclusion.name,
            )
            for situation, exclusion in self.case_id._get_overruled_situations().items()
            if situation in situations
        ]
