from odoo import models


class ToleranceSchemeCategory(models.Model):
    """A field of work by which the regulation sorts its situations."""

    _name = "tolerance.scheme.category"
    _description = "Category of Situations"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "categories"
