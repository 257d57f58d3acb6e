"""What protects persons or units, read for the personnel records about them."""

from odoo import models


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _get_examined(self):
        """Return the subjects with a matter that is still being examined.

        :rtype: tolerance.subject
        """
        # sudo: the reader may not be able to see the records that are searched.
        ancestors = self._get_ancestors_by_subject()
        matters_sudo = (
            self.env["tolerance.matter"]
            .sudo()
            .search(
                [
                    ("subject_ids", "in", self.union(*ancestors.values()).ids),
                    ("is_open", "=", True),
                ]
            )
        )
        examined = self.browse(matters_sudo.subject_ids.ids)
        return self.filtered(lambda subject: bool(ancestors[subject.id] & examined))

    def _get_effects_in_force(self):
        """Find the effects that protect each subject, those of predecessors too.

        :return: ``{subject id: tolerance.effect}``, for every one of ``self``
        :rtype: dict
        """
        ancestors = self._get_ancestors_by_subject()
        # Effects that the reader may not read are left out.
        effects = self.env["tolerance.effect"].search(
            [
                ("subject_id", "in", self.union(*ancestors.values()).ids),
                ("is_in_force", "=", True),
            ]
        )
        return {
            subject_id: effects.filtered(lambda e, own=own: e.subject_id in own)
            for subject_id, own in ancestors.items()
        }
