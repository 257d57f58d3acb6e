from odoo import models


class ToleranceSchemePrinciple(models.Model):
    """A principle of the regulation, which a decision can cite."""

    _name = "tolerance.scheme.principle"
    _description = "Principle"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "principles"
