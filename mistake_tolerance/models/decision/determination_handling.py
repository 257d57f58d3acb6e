from odoo import fields, models

MEASURES = [
    ("none", "Nothing"),
    ("talk", "Reminder Talk"),
    ("criticism", "Criticism and Education"),
    ("inspection", "Ordered Self-Examination"),
    ("admonition", "Admonition"),
    ("warning", "Warning"),
    ("demerit", "Demerit"),
    ("major_demerit", "Major Demerit"),
    ("demotion", "Demotion"),
    ("removal", "Removal from Post"),
    ("dismissal", "Dismissal"),
]
TRACKS = [
    ("party", "Party Discipline"),
    ("administrative", "Administrative Sanction"),
    ("accountability", "Accountability"),
    ("organizational", "Organizational Measure"),
]


class ToleranceDetermination(models.Model):
    """By which rules and by whom what liability remains is handled (Bincheng, B28).

    The sources name the tracks, no organ and no measure: what the deciding body
    leaves empty is open, and shown as that.
    """

    _inherit = "tolerance.determination"

    handling_track = fields.Selection(
        TRACKS,
        "Handled By",
        help="The rules by which the liability that remains is handled, lighter, "
        "reduced or not at all.",
    )
    handling_organ = fields.Char(
        "Organ That Handles It", help="The organ that carries out the handling."
    )
    handling_ground = fields.Char(
        "Legal Ground of the Handling",
        help="The article cited, such as art. 11 or 12 of the Law on Administrative "
        "Sanctions for Public Officials.",
    )
    handling_ceiling = fields.Selection(
        MEASURES,
        "Heaviest Handling Allowed",
        help="Measures of art. 12 and sanctions of art. 7 of the Law on "
        "Administrative Sanctions for Public Officials, from light to heavy. Empty: "
        "left open; what is done is then for a person to compare.",
    )
