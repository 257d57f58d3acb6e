from typing import Any, NamedTuple

from odoo import models


class FoundAnswer(NamedTuple):
    """An answer of the inquiry, with what it rests on.

    ``evidence`` are records that the reader may read.
    """

    question: str
    reply: str
    argument: str
    evidence: Any


class ToleranceGroundedMixin(models.AbstractModel):
    """Something that rests on provisions of a scheme and on what was found.

    The dialog that shows it asks for the right to read the record first.
    """

    _name = "tolerance.grounded.mixin"
    _description = "Resting on Provisions"

    def _get_grounds(self):
        """Return the provisions that this rests on; a hook.

        :return: recordsets, each of one model
        :rtype: list
        """
        self.ensure_one()
        return []

    def _get_found_answers(self):
        """Return the answers this rests on, as far as the user reads them; a hook.

        :return: :class:`FoundAnswer` for each
        :rtype: list
        """
        self.ensure_one()
        return []

    def _get_remarks(self):
        """Return sentences that say how this was worked out, such as a day; a hook.

        :rtype: list[str]
        """
        self.ensure_one()
        return []
