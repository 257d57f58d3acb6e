"""Forbids to change the day and the number of a matter that was decided."""

from odoo import models
from odoo.exceptions import UserError


class ToleranceMatter(models.Model):
    _inherit = "tolerance.matter"

    def write(self, vals):
        if {"occurred_on", "name"} & vals.keys():
            self._check_undecided(vals)
        return super().write(vals)

    def _check_undecided(self, vals):
        """Keep the day and the number that decisions were made on.

        A matter moved to an earlier day could be counted in the days between, and
        a number given to another matter would answer for this one.
        """
        # sudo: only the existence of a decision is read.
        Effect = self.env["tolerance.effect"].sudo()
        decided = Effect.search([("matter_id", "in", self.ids)]).matter_id
        for matter in decided.sudo(False):
            for name in {"occurred_on", "name"} & vals.keys():
                field = self._fields[name]
                if field.convert_to_cache(vals[name], matter) != (matter[name] or None):
                    raise UserError(
                        self.env._(
                            "%(matter)s: a decision was made on this number and "
                            "day; they do not change any more.",
                            matter=matter.name,
                        )
                    )
