from odoo import models

from ...base.wording import write_list
from ..workbook.labels import get_choices
from .naming import UnknownName


class ToleranceSchemeExample(models.Model):
    """Finds the words of worked examples that mean nothing in their regulation."""

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
