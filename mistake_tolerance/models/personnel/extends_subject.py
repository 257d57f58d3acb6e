from odoo import models


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _get_examined(self):
        """Return those of ``self`` who have a matter that is still being examined.

        :rtype: tolerance.subject
        """
        # Whether there is one is asked for the rule, whatever the reader may see.
        lineage_sudo = (
            self.env["tolerance.subject.lineage"]
            .sudo()
            .search([("subject_id", "in", self.ids)])
        )
        matters_sudo = (
            self.env["tolerance.matter"]
            .sudo()
            .search(
                [
                    ("subject_ids", "in", lineage_sudo.ancestor_id.ids),
                    ("is_open", "=", True),
                ]
            )
        )
        rows = lineage_sudo.filtered(
            lambda r: r.ancestor_id in matters_sudo.subject_ids
        )
        return self & rows.subject_id.sudo(False)

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
