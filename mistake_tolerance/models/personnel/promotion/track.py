from odoo import fields, models

from ...base import bounded
from ...base.field import written


class ToleranceTrack(models.Model):
    """A career track: a series of levels through which people are promoted."""

    _name = "tolerance.track"
    _description = "Promotion Track"
    _order = "sequence, id"

    name = written.Char(required=True, translate=True)
    sequence = bounded.Integer(default=10)
    level_ids = fields.One2many("tolerance.track.level", "track_id", string="Levels")
    company_id = fields.Many2one("res.company", help="Empty: for every company.")
    note = fields.Char("Origin", translate=True)
    active = fields.Boolean(default=True)
