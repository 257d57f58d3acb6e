from odoo import models


class ToleranceSubjectLineage(models.Model):
    _inherit = "tolerance.subject.lineage"

    def _rebuild(self, subjects):
        """Look back at what successors hold, once they have predecessors."""
        super()._rebuild(subjects)
        heirs = subjects.filtered("predecessor_ids")
        if not heirs:
            return
        # Whoever joins two records need not have a right on the effects.
        lineage_sudo = self.sudo().search([("subject_id", "in", heirs.ids)])
        effects_sudo = (
            self.env["tolerance.effect"]
            .sudo()
            .search(
                [
                    ("subject_id", "in", lineage_sudo.ancestor_id.ids),
                    ("is_lifted", "=", False),
                ]
            )
        )
        self.env["tolerance.guard"]._look_back(effects_sudo)
