"""Who reported a matter or is a witness; only the clerk in charge may know."""

from odoo import api, fields, models

from ..base.field import written


class ToleranceProtectedSource(models.Model):
    """Who reported a matter. Only the clerk in charge of its case reads it."""

    _name = "tolerance.protected.source"
    _description = "Person Who Reported the Matter"
    _inherit = ["tolerance.original", "tolerance.permit"]
    _order = "id"
    _logged_content = frozenset({"contact", "name", "note", "user_id"})

    kind = fields.Selection(
        [("accuser", "Reporting Person"), ("witness", "Witness")],
        required=True,
        default="accuser",
    )
    name = written.Char("Name of the Person", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="User, if One of Us",
        # A refusal to delete the account would reveal whose it is.
        ondelete="set null",
        index="btree_not_null",
        help="Keeps this person out of the case.",
    )
    contact = fields.Char()
    note = written.Text("What Was Reported")

    @api.depends("kind")
    def _compute_display_name(self):
        # The name shown must not reveal the source.
        for source in self:
            source.display_name = self.env._("Protected identity")

    @api.model_create_multi
    def create(self, vals_list):
        sources = super().create(vals_list)
        sources._watch_conflicts()
        return sources

    def write(self, vals):
        result = super().write(vals)
        if {"user_id", "kind"} & vals.keys():
            self._watch_conflicts()
        return result

    def _watch_conflicts(self):
        """Recompute the conflicts with the reported matter."""
        # sudo: no user has a right to write conflicts.
        reported_sudo = self.sudo()._get_reported()
        self.env["tolerance.conflict"].sudo()._refresh(reported_sudo)

    def _get_reported(self):
        """Return the matters that were reported; a hook."""
        return self.browse()
