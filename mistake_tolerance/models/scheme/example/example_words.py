from odoo import models

from ....rules.example import find_differences
from ...base.wording import write_list
from ..workbook.labels import get_choices
from .naming import UnknownName


class ToleranceSchemeExample(models.Model):
    """Says what differs, and which words of examples mean nothing here."""

    _inherit = "tolerance.scheme.example"

    def _get_word_faults(self):
        """Return what these examples name and the regulation does not have.

        :return: the line, the name of its field and the sentence what to write
        :rtype: list[tuple]
        """
        return [fault for example in self for fault in example._find_all()[1]]

    def _find_all(self):
        """Find what is expected and what came, and the words that mean nothing.

        An example is written by hand: it can name what there is not.

        :return: label, expected, actual and reasons of each expectation; and the line,
            the name of its field and the sentence what to write, of each such word
        :rtype: tuple
        """
        self.ensure_one()
        found, faults = [], []
        answers = self._make_answers()
        for line in self.answer_ids:
            try:
                line._put(answers)
            except UnknownName as error:
                sentence = self._get_unknown_sentence(line, "about", error)
                faults.append((line, error.field_name or "subject", sentence))
        finders = self._get_finders()
        for line in self.expectation_ids:
            try:
                came = finders[line.what](line.value or "")
            except UnknownName as error:
                sentence = self._get_unknown_sentence(line, "what", error)
                faults.append((line, "value", sentence))
            else:
                label = get_choices(self.env, line._fields["what"])[line.what]
                found.append((label, *came))
        return found, faults

    def _get_unknown_sentence(self, line, name, error):
        """Say that a line of the example cannot be told, and what to write instead.

        :param line: an answer or an expectation
        :param str name: of the field that says what it is about
        :param UnknownName error: what was written
        :rtype: str
        """
        label = get_choices(self.env, line._fields[name])[line[name]]
        if error.sentence:
            return error.sentence
        if not error.offered:
            return self.env._(
                "%(what)s: “%(written)s” is not known: the regulation has nothing of "
                "the kind. Add it there, or delete it from the example.",
                what=label,
                written=error.written,
            )
        return self.env._(
            "%(what)s: “%(written)s” is not known. Write in the example one of these: "
            "%(offered)s.",
            what=label,
            written=error.written,
            offered=write_list(self.env, error.offered),
        )

    def _write_result(self, label, expected, actual, reasons):
        """Say what differs in one result, and each reason once.

        :param str label: of the expectation
        :param expected: what the example says, by name or in order
        :param actual: what came
        :param dict reasons: ``{name: sentence}``
        :return: a sentence for each difference
        :rtype: list[str]
        """
        told, sentences = set(), []
        for name, *values in find_differences(expected, actual):
            sentence = self._get_difference(label, name, *values)
            reason = reasons.get(name) or reasons.get(None)
            if reason and reason not in told:
                told.add(reason)
                sentence = self.env._(
                    "%(difference)s Why: %(reason)s", difference=sentence, reason=reason
                )
            sentences.append(sentence)
        return sentences

    def _get_difference(self, label, name, expected, actual):
        """Say in what the expected and the actual result differ.

        :param str label: of the expectation
        :param name: of the step, degree or area; None: the whole
        :param expected: what the example says; None: nothing
        :param actual: what came; None: nothing
        :rtype: str
        """
        if name is not None and name == expected:
            return self.env._(
                "%(what)s: the example lists “%(name)s”, the regulation does not lead "
                "to it.",
                what=label,
                name=name,
            )
        if name is not None and name == actual:
            return self.env._(
                "%(what)s: the example does not list “%(name)s”, the regulation leads "
                "to it.",
                what=label,
                name=name,
            )
        return self.env._(
            "%(what)s: the example says “%(expected)s”, the regulation leads to "
            "“%(actual)s”.",
            what=self.env._("%(what)s (%(name)s)", what=label, name=name)
            if name
            else label,
            expected=expected or self.env._("none"),
            actual=actual or self.env._("none"),
        )
