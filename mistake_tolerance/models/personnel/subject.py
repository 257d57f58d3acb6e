from odoo import models


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _get_effects_in_force(self):
        """Find the effects that protect each subject, those of predecessors too.

        :return: ``{subject id: tolerance.effect}``, for every one of ``self``
        :rtype: dict
        """
        # Who was whom is for the system; the effects obey the reader's rights.
        lineage_sudo = (
            self.env["tolerance.subject.lineage"]
            .sudo()
            .search([("subject_id", "in", self.ids)])
        )
        effects = self.env["tolerance.effect"].search(
            [
                ("subject_id", "in", lineage_sudo.ancestor_id.ids),
                ("is_in_force", "=", True),
            ]
        )
        lineages = lineage_sudo.grouped("subject_id")
        none = self.browse()
        found = {}
        for subject in self:
            own = rows.ancestor_id if (rows := lineages.get(subject)) else none
            found[subject.id] = effects.filtered(lambda e: e.subject_id in own)
        return found
