from odoo import models

from ....rules import procedure
from ....rules.cell import WrongCell, read_day, read_integer
from ....rules.example import read_list, read_pairs
from ....rules.follow_up import last_day
from ...base.wording import write_day, write_list
from ..workbook.labels import get_choices
from .naming import UnknownName, find_code, find_part

NONE = "–"
# By which day of the example a step is done, where no answer says so.
DONE_BY_KIND = {
    "apply": "received_on",
    "endorse": "received_on",
    "accept": "accepted_on",
    "decision": "decided_on",
    "feedback": "served_on",
}


class ToleranceSchemeExample(models.Model):
    """Runs worked examples by the functions that a case asks.

    Each ``_find_`` method gets what is expected, as people wrote it. It returns what is
    expected and what came, by the same names, and for each name why: the article and
    the answer from which it comes. The name None is for the whole.
    """

    _inherit = "tolerance.scheme.example"

    def _run(self):
        """Compare what is expected with what the version leads to.

        :return: sentences about what differs; none if the example passes
        :rtype: list[str]
        """
        self.ensure_one()
        if not self.expectation_ids:
            return [self.env._("Nothing is expected: add what has to come of it.")]
        found, faults = self._find_all()
        # What differs because a word means nothing says nothing of the regulation.
        sentences = [sentence for _line, _name, sentence in faults] or [
            sentence for result in found for sentence in self._write_result(*result)
        ]
        return list(dict.fromkeys(sentences))

    def _get_finders(self):
        """Return the method that finds what came, for each kind of expectation.

        :rtype: dict
        """
        return {
            "steps": self._find_steps,
            "due": self._find_due,
            "degrees": self._find_degrees,
            "effects": self._find_effects,
            "follow_up_months": self._find_follow_up_months,
            "follow_up_end": self._find_follow_up_end,
        }

    def _get_company(self):
        return self.version_id.company_id or self.env.company

    def _plan_steps(self):
        """Return the steps as they stand for this example, those left out included.

        :rtype: list
        """
        return self.version_id._plan_steps(self._get_facts())

    def _find_steps(self, value):
        planned = self._plan_steps()
        steps = self._join(plan.step for plan in planned)
        names = [*steps.mapped("name"), *steps.mapped("code")]
        expected = [find_part(steps, n).name for n in read_list(value, names)]
        actual = [p.step.name for p in planned if p.state != procedure.LEFT_OUT]
        reasons = {plan.step.name: self._get_plan_reason(plan) for plan in planned}
        return expected, actual, reasons

    def _join(self, steps):
        return self.version_id.step_ids.browse().union(*steps)

    def _get_plan_reason(self, planned):
        """Say on which article and conditions it depends whether a step is taken.

        :param PlannedStep planned: see :mod:`..step.step_plan`
        :rtype: str
        """
        values = {"step": planned.step.name, "citation": planned.step.citation}
        conditions = [self._write_condition(ground) for ground in planned.grounds]
        if not conditions:
            return self.env._(
                "“%(step)s” is taken in every case (%(citation)s).", **values
            )
        values["conditions"] = write_list(self.env, conditions)
        if planned.state == procedure.LEFT_OUT:
            return self.env._(
                "“%(step)s” is only taken where: %(conditions)s (%(citation)s).",
                **values,
            )
        if planned.state == procedure.OPEN:
            return self.env._(
                "whether “%(step)s” is taken depends on: %(conditions)s "
                "(%(citation)s).",
                **values,
            )
        return self.env._(
            "“%(step)s” is taken because of: %(conditions)s (%(citation)s).", **values
        )

    def _write_condition(self, condition):
        """Write a condition, and what the example says of it.

        :param tolerance.scheme.step.condition condition: one condition
        :rtype: str
        """
        if condition.what == "answer":
            lines = self.answer_ids.filtered(
                lambda line: (
                    line.about == "factor"
                    and self._means(line.subject, condition.factor_id)
                )
            )
            fact = lines[:1].answer
        else:
            fact = {
                "subject_kind": get_choices(self.env, self._fields["subject_kind"]).get(
                    self.subject_kind
                ),
                "level": self.level_id.name,
                "loss": self.loss and condition._write_amount(self.loss),
                "urgency": get_choices(self.env, self._fields["urgency"]).get(
                    self.urgency
                ),
            }.get(condition.what, self.degree_id.name)
        return self.env._(
            "%(condition)s; the example says: %(fact)s",
            condition=condition.name,
            fact=fact or self.env._("nothing"),
        )

    def _find_due(self, value):
        planned = self._plan_steps()
        steps = self._join(plan.step for plan in planned)
        names = [*steps.mapped("name"), *steps.mapped("code")]
        expected = {
            find_part(steps, name).name: self._read_day(day)
            for name, day in self._read_pairs(value, names).items()
        }
        days, done = self._get_days(), self._get_answers()["done"]
        actual, reasons = {}, {}
        started_on = False
        for plan in planned:
            step = plan.step
            if plan.state == procedure.LEFT_OUT:
                reasons[step.name] = self._get_plan_reason(plan)
                continue
            start = step._get_start_day(days, started_on)
            if step.name in expected:
                due, _may_move = step._get_due(start, self._get_company())
                actual[step.name] = write_day(self.env, due)
                reasons[step.name] = self.env._(
                    "“%(step)s”: %(limit)s, counted from %(day)s (%(citation)s).",
                    step=step.name,
                    limit=step.limit_text,
                    day=write_day(self.env, start) or NONE,
                    citation=step.citation,
                )
            by_kind = DONE_BY_KIND.get(step.kind)
            started_on = done.get(step._get_reference_code()) or (
                by_kind and self[by_kind]
            )
        return expected, actual, reasons

    def _read_pairs(self, value, names):
        try:
            return read_pairs(value, names)
        except ValueError as error:
            raise UnknownName(
                error.args[0], [f"{name} = …" for name in names]
            ) from None

    def _read_day(self, written):
        try:
            day = read_day(written)
        except WrongCell as error:
            raise UnknownName(written, ["2026-03-11"]) from error
        return write_day(self.env, day)

    def _find_degrees(self, value):
        version = self.version_id
        names = [*version.degree_ids.mapped("name"), *version.degree_ids.mapped("code")]
        wanted = version.degree_ids.browse().union(
            *(find_part(version.degree_ids, n) for n in read_list(value, names))
        )
        answers = self._get_answers()
        stops = version._get_tolerance_stops(answers)
        claims = version._judge_claims(answers["situations"])
        situations = version.situation_ids.browse()
        if not stops:
            # What is open still can be found to apply by the body.
            situations = situations.union(
                *(s for s, applies in claims.items() if applies is not False)
            )
        allowed = version._get_selectable_degrees(situations)
        # In the order of the regulation: that of the example does not matter.
        expected = [d.name for d in version.degree_ids if d in wanted]
        actual = [d.name for d in version.degree_ids if d in allowed]
        reason = " ".join(self._get_stop_reason(*stop) for stop in stops)
        if not reason and not situations:
            reason = self.env._("The example claims no situation.")
        return (
            expected,
            actual,
            {None: reason or self.env._("No answer rules tolerance out.")},
        )

    def _get_stop_reason(self, stop, sentence):
        """Name the answer that rules tolerance out, beside sentence and article.

        :param Stop stop: see :mod:`..rules.assessment`
        :param str sentence: what it says
        :rtype: str
        """
        about = "factor" if stop.ground == "condition" else stop.ground
        lines = self.answer_ids.filtered(lambda line: line.about == about)
        if about == "situation":
            claims = self.version_id._judge_claims(self._get_answers()["situations"])
            sentence = self.env._(
                "%(sentence)s (%(citations)s)",
                sentence=sentence,
                citations=write_list(self.env, [s.citation for s in claims]),
            )
        else:
            lines = lines.filtered(lambda line: self._means(line.subject, stop.key))
        if not lines:
            return sentence
        return self.env._(
            "%(sentence)s Answer of the example: %(answers)s.",
            sentence=sentence,
            answers=write_list(
                self.env,
                [
                    self.env._(
                        "%(which)s – %(answer)s", which=li.subject, answer=li.answer
                    )
                    for li in lines
                ],
            ),
        )

    def _means(self, subject, part):
        try:
            return bool(find_part(part, subject))
        except UnknownName:
            return False

    def _find_effects(self, value):
        version, degree = self.version_id, self.degree_id
        protected = version._get_protected_areas(degree, self.subject_kind)
        others = version.area_ids.filtered(
            lambda area: (
                area.subject_kind == self.subject_kind
                and area.area_id
                and area.area_id not in protected.area_id
            )
        )
        # One line for each area: it may have several, each for an outcome.
        known = protected.union(
            *(same[:1] for same in others.grouped("area_id").values())
        )
        names = [*known.mapped("name"), *known.mapped("code")]
        expected = {
            find_part(known, name).name: self._read_form(form)
            for name, form in self._read_pairs(value, names).items()
        }
        labels = get_choices(self.env, known._fields["form"])
        actual = {area.name: labels[area._get_form(degree)] for area in protected}
        reasons = {
            area.name: self.env._(
                "%(degree)s protects: %(effect)s; %(area)s is in %(citation)s.",
                degree=degree.name or NONE,
                effect=get_choices(self.env, degree._fields["area_effect"]).get(
                    degree.area_effect, NONE
                ),
                area=area.name,
                citation=area.citation,
            )
            for area in known
        }
        return expected, actual, reasons

    def _read_form(self, written):
        field = self.version_id.area_ids._fields["form"]
        code = find_code(self.env, written, lambda env: get_choices(env, field))
        return get_choices(self.env, field)[code]

    def _find_follow_up_months(self, value):
        try:
            expected = {None: str(read_integer(value) or 0)}
        except WrongCell as error:
            raise UnknownName(value, ["0", "12"]) from error
        return expected, {None: str(self._get_months())}, self._get_follow_up_reasons()

    def _find_follow_up_end(self, value):
        months = self._get_months()
        end = bool(months and self.decided_on) and last_day(self.decided_on, months)
        actual = {None: write_day(self.env, end)}
        return {None: self._read_day(value)}, actual, self._get_follow_up_reasons()

    def _get_months(self):
        version = self.version_id
        if not self.degree_id or not version._is_followed_up(
            self.degree_id, self.is_leading_cadre
        ):
            return 0
        return version._get_follow_up_months(self._get_company())

    def _get_follow_up_reasons(self):
        version = self.version_id
        return {
            None: self.env._(
                "the degree is %(degree)s; follow-up of: %(who)s, %(staff)s; %(text)s.",
                degree=self.degree_id.name or NONE,
                who=get_choices(self.env, version._fields["follow_up_for"])[
                    version.follow_up_for
                ],
                staff=get_choices(self.env, version._fields["follow_up_staff"])[
                    version.follow_up_staff
                ],
                text=version.follow_up_text,
            )
        }
