"""Warns when a regulation protects an area of personnel work that no guard watches."""

from odoo import models

from ..scheme.completeness.found import Found


class ToleranceSchemeCheck(models.AbstractModel):
    """Finds effect areas in which a decision would bind nothing."""

    _inherit = "tolerance.scheme.check"

    def _get_findings(self, version):
        return super()._get_findings(version) + self._find_unguarded(version)

    def _find_unguarded(self, version):
        # sudo: readers of the draft may know which areas are guarded.
        guards_sudo = self.env["tolerance.guard"].sudo().search([("active", "=", True)])
        working = guards_sudo.filtered(lambda g: g.model in self.env and not g.problem)
        # Records that name their area themselves can count in every one.
        if working.filtered("path_area"):
            return []
        return [
            Found(
                "unguarded",
                area,
                self.env._(
                    "No guard watches “%(area)s”: a decision would protect nothing "
                    "there. Switch a guard on, or add one.",
                    area=area.name,
                ),
            )
            for area in version.area_ids
            if area.area_id
            and not area.area_id.is_every
            and area.area_id not in working.area_id
        ]
