from odoo import fields, models

from ....rules.cell import WrongCell, read_day
from ...base.field import written
from ..content.factor import SCALES
from .naming import UnknownName, find_code, find_part


class ToleranceSchemeExampleAnswer(models.Model):
    """One answer of a worked example, or the day on which a step was done."""

    _name = "tolerance.scheme.example.answer"
    _description = "Answer of a Worked Example"
    _inherit = ["tolerance.scheme.part.mixin"]
    _preset_key = "answers"
    _preset_parent = "example_id"
    _frozen_parent = "example_id"
    _order = "example_id, sequence, id"

    example_id = fields.Many2one(
        "tolerance.scheme.example", required=True, ondelete="cascade", index=True
    )
    version_id = fields.Many2one(
        related="example_id.version_id", required=False, index=False
    )
    about = fields.Selection(
        [
            ("factor", "Condition or Factor"),
            ("stop", "Second Question of a Distinction"),
            ("exclusion", "Exclusion"),
            ("situation", "Situation Claimed"),
            ("responsibility", "Kind of Responsibility"),
            ("done", "Step Done On"),
        ],
        "Question",
        required=True,
    )
    subject = written.Char(
        "Which One",
        required=True,
        help="Name or code of the condition, factor, exclusion or step. Of a situation "
        "its number, and where it has several test parts a point and the number of "
        "the part: 3.2 is the second part of situation 3. A situation that is named "
        "here needs at least one test part.",
    )
    answer = written.Char(
        required=True,
        help="The answer as the assessment offers it, such as Yes, Partly, No or "
        "Unclear; of a step the day, such as 2026-03-11.",
    )

    def _get_frozen_versions(self):
        return self.example_id.version_id

    def _get_named_keys(self):
        """Return the lists of the regulation in which it stands what this one names.

        :rtype: tuple
        """
        return {
            "factor": ("factors", "choices"),
            "stop": ("factors",),
            "exclusion": ("exclusions",),
            "situation": ("situations", "parts"),
            "responsibility": ("responsibilities",),
            "done": ("steps",),
        }[self.about]

    def _may_name_higher(self):
        """Return whether the higher regulation may have what this one names.

        :rtype: bool
        """
        return self.about == "exclusion"

    def _put(self, answers):
        """Put this answer among those of the example.

        :param dict answers: see :meth:`~.example.ToleranceSchemeExample._get_answers`
        :raises UnknownName: if it names what there is not
        """
        self.ensure_one()
        version = self.version_id
        if self.about == "situation":
            situation, place = self._find_test_part()
            parts = answers["situations"].setdefault(
                situation.number, [None] * len(situation.part_ids)
            )
            parts[place] = self._read_answer(self._get_labels_of_scale("met"))
        elif self.about == "done":
            step = find_part(version.step_ids, self.subject)
            answers["done"][step._get_reference_code()] = self._read_day()
        elif self.about == "exclusion":
            exclusion = find_part(version._get_exclusions(), self.subject)
            code = exclusion._get_reference_code()
            answers["exclusions"][code] = self._read_answer(
                self._get_labels_of_scale("found")
            )
        elif self.about == "responsibility":
            kind = find_part(version.responsibility_ids, self.subject)
            answers["responsibilities"][kind._get_reference_code()] = self._read_answer(
                self._get_labels_of_scale("found")
            )
        elif self.about == "stop":
            asked = version.factor_ids.filtered("stop_question")
            code = find_part(asked, self.subject)._get_reference_code()
            answers["stops"][code] = self._read_answer(
                self._get_labels_of_scale("found")
            )
        else:
            factor = find_part(version.factor_ids, self.subject)
            answers["factors"][factor._get_reference_code()] = self._read_answer(
                lambda env: factor.with_env(env)._get_answers()
            )

    def _read_answer(self, get_labels):
        return find_code(self.env, self.answer, get_labels, "answer")

    def _get_labels_of_scale(self, scale):
        """Return a function that gives the answers of a scale with their labels.

        :rtype: callable
        """
        factor = self.env["tolerance.scheme.factor"]
        return lambda env: {
            code: label
            for code, label in factor.with_env(env)._get_answer_labels().items()
            if code in SCALES[scale]
        }

    def _find_test_part(self):
        """Return the situation, and which of its test parts the answer is about.

        :return: the situation, and the place of the part, from 0
        :rtype: tuple
        :raises UnknownName: if there is none
        """
        number, point, at = self.subject.replace("．", ".").partition(".")
        situation = find_part(self.version_id.situation_ids, number)
        count = len(situation.part_ids)
        if not count:
            raise UnknownName(
                self.subject,
                sentence=self.env._(
                    "Situation %(number)s has no test part, so no example can say "
                    "that it is shown. Write at least one first, under “%(parts)s”.",
                    number=situation.number,
                    parts=self.env["ir.model"]._get(situation.part_ids._name).name,
                ),
            )
        # Where there is one part only, the number of the situation says it all.
        place = at.strip() if point or count > 1 else "1"
        if not place.isdecimal() or not 1 <= int(place) <= count:
            raise UnknownName(
                self.subject, [f"{situation.number}.{n}" for n in range(1, count + 1)]
            )
        return situation, int(place) - 1

    def _read_day(self):
        try:
            return read_day(self.answer)
        except WrongCell as error:
            raise UnknownName(self.answer, ["2026-03-11"], "answer") from error
