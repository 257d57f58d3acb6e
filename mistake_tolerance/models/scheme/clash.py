from odoo import api, models

from ...rules.assessment import Answer, find_stops
from ...rules.situation import SHOWN


class ToleranceSchemeVersion(models.Model):
    """What a version rules out, with the higher regulations, which prevail."""

    _inherit = "tolerance.scheme.version"

    @api.depends(
        "scheme_id.parent_id.version_ids.state",
        "scheme_id.parent_id.version_ids.exclusion_ids.code",
        "scheme_id.parent_id.version_ids.exclusion_ids.kind",
        "situation_ids.code",
        "exclusion_ids.code",
        "exclusion_ids.kind",
    )
    @api.depends_context("lang")
    def _compute_clashes(self):
        for version in self:
            version.clashes = "\n".join(version._get_clashes())

    def _get_higher_versions(self, occurred_on=None, filed_on=None):
        """Return the versions of the higher regulations in use, the nearest first.

        :param date occurred_on: the day of the matter; None: whichever is the latest
        :param date filed_on: the day of filing, in the same way
        :rtype: tolerance.scheme.version
        """
        self.ensure_one()
        higher = self.browse()
        scheme = self.scheme_id.parent_id
        while scheme:
            higher += scheme._get_applicable_version(occurred_on, filed_on)
            scheme = scheme.parent_id
        return higher

    def _get_exclusions(self, higher=None):
        """Return the exclusions that apply, those of higher regulations included.

        One whose wording is not known does not apply. Where two have one with the
        same code, the higher one counts.

        :param tolerance.scheme.version higher: what applies above this one, the
            nearest first; None: what is in use today
        :rtype: tolerance.scheme.exclusion
        """
        self.ensure_one()
        theirs = self._get_higher_exclusions(higher)
        codes = set(theirs.mapped("code")) - {False}
        return theirs | self.exclusion_ids.filtered(
            lambda e: e.code not in codes and not e.is_open
        )

    def _get_higher_exclusions(self, higher=None):
        """Return the exclusions of the regulations above, the highest first.

        :param tolerance.scheme.version higher: see :meth:`_get_exclusions`
        :rtype: tolerance.scheme.exclusion
        """
        if higher is None:
            higher = self._get_higher_versions()
        exclusions = self.exclusion_ids.browse()
        for version in reversed(higher):
            codes = set(exclusions.mapped("code")) - {False}
            exclusions |= version.exclusion_ids.filtered(
                lambda e, codes=codes: e.code not in codes and not e.is_open
            )
        return exclusions

    def _get_overruled_situations(self, higher=None):
        """Return the situations that a regulation above excludes.

        :param tolerance.scheme.version higher: see :meth:`_get_exclusions`
        :return: ``{situation: exclusion}``
        :rtype: dict
        """
        self.ensure_one()
        stops = {
            exclusion.code: exclusion
            for exclusion in self._get_higher_exclusions(higher)
            if exclusion.kind == "stop" and exclusion.code
        }
        return {
            situation: stops[situation.code]
            for situation in self.situation_ids
            if situation.code in stops
        }

    def _get_clashes(self):
        """Return where this version and the higher regulation disagree.

        :return: sentences
        :rtype: list
        """
        return [sentence for _part, sentence, _code in self._get_clashing_parts()]

    def _get_clashing_parts(self):
        """Return the provisions of the higher regulation that say otherwise.

        Situations and exclusions are compared by their codes.

        :return: ``(part of this version, sentence, the other side)``
        :rtype: list
        """
        self.ensure_one()
        stops = {
            exclusion.code: exclusion
            for exclusion in self._get_higher_exclusions()
            if exclusion.kind == "stop" and exclusion.code
        }
        clashes = [
            (
                situation,
                self.env._(
                    "Situation %(number)s is tolerated here, but excluded by the "
                    "higher regulation: %(exclusion)s. The higher regulation prevails.",
                    number=situation.number,
                    exclusion=exclusion.name,
                ),
                f"{exclusion._name},{exclusion.id}",
            )
            for situation, exclusion in self._get_overruled_situations().items()
        ]
        clashes += [
            (
                exclusion,
                self.env._(
                    "%(exclusion)s is only aggravating here, but rules tolerance out "
                    "in the higher regulation, which prevails.",
                    exclusion=exclusion.name,
                ),
                f"{exclusion._name},{stops[exclusion.code].id}",
            )
            for exclusion in self.exclusion_ids
            if exclusion.kind == "aggravating" and exclusion.code in stops
        ]
        return clashes

    def _get_tolerance_stops(self, answers, higher=None):
        """Return the clauses that rule tolerance out; for worked examples.

        A running case asks the same rule through its assessment. Each key may be left
        out.

        :param dict answers: ``factors`` ``{code: answer}``, ``stops`` ``{code of a
            distinction: answer to its second question}``, ``exclusions`` ``{code:
            answer}``, ``situations`` ``{number: [answer to each part, in order]}`` of
            the situations claimed, ``responsibilities`` ``{code: whether found}``,
            ``nature`` the nature of responsibility
        :param tolerance.scheme.version higher: what applies above this one, the
            nearest first; None: what is in use today
        :return: ``(stop, sentence)`` for each reason; the key of a stop is its factor
            or exclusion, or None
        :rtype: list
        :raises KeyError: if there is no such code or number
        """
        self.ensure_one()
        factors = {factor._get_reference_code(): factor for factor in self.factor_ids}
        exclusions = {
            exclusion._get_reference_code(): exclusion
            for exclusion in self._get_exclusions(higher)
        }
        kinds = {kind._get_reference_code(): kind for kind in self.responsibility_ids}
        plain = [
            *(
                Answer(factors[code].kind, factors[code], answer)
                for code, answer in answers.get("factors", {}).items()
            ),
            *(
                Answer("stop", factors[code], answer)
                for code, answer in answers.get("stops", {}).items()
            ),
            *(
                Answer(exclusions[code]._get_question_kind(), exclusions[code], answer)
                for code, answer in answers.get("exclusions", {}).items()
            ),
            *(
                Answer("responsibility", kinds[code], answer)
                for code, answer in answers.get("responsibilities", {}).items()
                if kinds[code].is_stop
            ),
            Answer("nature", None, answers.get("nature")),
        ]
        applies = self._judge_claims(answers.get("situations", {}), higher)
        return [
            (stop, self._get_stop_sentence(*stop))
            for stop in find_stops(plain, applies)
        ]

    def _judge_claims(self, claims, higher=None):
        """Return which of the situations claimed apply, given plain answers.

        :param dict claims: ``{number: [answer to each part, in order]}``
        :param tolerance.scheme.version higher: see :meth:`_get_tolerance_stops`
        :return: ``{situation: True | False | None}``; None is open
        :rtype: dict
        :raises KeyError: if there is no such number
        """
        situations = {s.number: s for s in self.situation_ids}
        overruled = self._get_overruled_situations(higher)
        return {
            situation: situation not in overruled
            and situation._evaluate(
                dict(zip(situation.part_ids, map(SHOWN.get, parts), strict=False))
            )
            for number, parts in claims.items()
            for situation in situations[number]
        }

    def _get_stop_sentence(self, ground, provision=None):
        """Return why tolerance is ruled out, with the clause.

        :param str ground: see :class:`.rules.assessment.Stop`
        :param provision: the factor or exclusion that it rests on, if any
        :rtype: str
        """
        if ground == "condition":
            return self.env._(
                "A condition of tolerance is not met: %(question)s (%(citation)s)",
                question=provision.question,
                citation=provision.citation,
            )
        if ground == "stop":
            return self.env._(
                "What is not tolerated was found: %(question)s (%(citation)s)",
                question=provision.stop_question,
                citation=provision.citation,
            )
        if ground == "exclusion":
            return self.env._(
                "An exclusion was found: %(exclusion)s (%(rules)s, %(citation)s)",
                exclusion=provision.name,
                rules=provision.version_id.scheme_id.name,
                citation=provision.citation,
            )
        if ground == "responsibility":
            return self.env._(
                "Responsibility of this kind was found, which is for another "
                "procedure: %(kind)s (%(citation)s)",
                kind=provision.name,
                citation=provision.citation,
            )
        if ground == "nature":
            return self.env._(
                "The nature of the responsibility is intent: an error is not tolerated "
                "that was meant."
            )
        return self.env._("None of the situations claimed applies.")
