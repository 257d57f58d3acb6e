from odoo import models


class ToleranceSchemeDisclosure(models.Model):
    """A form in which a decision is made known, such as a meeting or a circular."""

    _name = "tolerance.scheme.disclosure"
    _description = "Form of Disclosure"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "disclosures"
