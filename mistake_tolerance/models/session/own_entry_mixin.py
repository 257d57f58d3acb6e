"""Records that bear the name and the time of the person who enters them."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.person import check_person
from ..base.write_permit import is_unlocked


class ToleranceOwnEntryMixin(models.AbstractModel):
    """What a person says in the own name, such as an annex to minutes.

    Name and time follow from the log-in; no value of a client, and no default that it
    sends, counts.
    """

    _name = "tolerance.own.entry.mixin"
    _description = "Bears the Name and the Time of Who Enters It"
    # The permit shuts before the workflow. What is not copied says so itself: here
    # it would come in another order than in the workflow.
    _inherit = ["tolerance.permit"]

    # The fields of who entered it and when, and what is entered later by others.
    _own_user = "author_id"
    _own_time = "added_on"
    _later_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        if is_unlocked(self):
            return super().create(vals_list)
        check_person(self.env)
        kept = {self._own_user, self._own_time} | self._later_fields
        if any(kept & vals.keys() for vals in vals_list):
            raise AccessError(
                self.env._("This bears the name and the time of who enters it.")
            )
        own = {self._own_user: self.env.uid, self._own_time: fields.Datetime.now()}
        records = super().create([{**vals, **own} for vals in vals_list])
        for record in records:
            if refusal := record._get_entry_refusal():
                raise AccessError(refusal)
        records._on_entered()
        return records

    def _get_entry_refusal(self):
        """Return why the current user does not enter this record, or False; a hook.

        :rtype: str | bool
        """
        return False

    def _on_entered(self):
        """Called once for the records that a person has entered; a hook."""
