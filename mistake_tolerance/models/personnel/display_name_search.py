"""Search of personnel records by the name that the screen shows."""

import re

from odoo import api, models
from odoo.fields import Domain

BREAKS = re.compile(r"[\s,，、]+")


class TolerancePersonnelRecord(models.AbstractModel):
    """Records are found by the name they show, in whichever language.

    The name is made of other fields and is no column. An import that looks a record
    up by it must find that one or none: a mark must not land on somebody else.
    """

    _inherit = "tolerance.personnel.record"

    _name_parts = ("subject_id.name",)  # fields the shown name is made of

    @api.model
    def _search_display_name(self, operator, value):
        if operator in ("ilike", "like"):
            return self._get_name_domain(value)
        if operator == "=":
            operator, value = "in", [value]
        if operator != "in":
            return NotImplemented
        ids = []
        for name in filter(None, value):
            # sudo: the search that this is a part of applies the user's own rights.
            records_sudo = self.sudo().search(self._get_name_domain(name))
            records_sudo.fetch(["display_name"])
            ids += [r.id for r in records_sudo if r.display_name == name]
        return Domain("id", "in", ids)

    @api.model
    def _get_name_domain(self, text):
        """Return a domain of the records whose name has each word of ``text``.

        :param str text: what a person typed, or a whole name
        :rtype: Domain
        """
        return Domain.AND(
            Domain.OR(self._get_word_domain(part, word) for part in self._name_parts)
            for word in BREAKS.split(text or "")
            if word
        )

    @api.model
    def _get_word_domain(self, part, word):
        field = self._fields[part.partition(".")[0]]
        if field.type == "integer":
            return Domain(part, "=", int(word)) if word.isdecimal() else Domain.FALSE
        if field.type == "selection":
            labels = field._description_selection(self.env)
            keys = [key for key, label in labels if word.lower() in label.lower()]
            return Domain(part, "in", keys)
        return Domain(part, "ilike", word)

    @api.model
    @api.readonly
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Find records by name; an exact name that several bear finds none.

        An import takes the first of several with a mere warning.
        """
        found = super().name_search(name, domain, operator, limit)
        return found if operator != "=" or len(found) == 1 else []
