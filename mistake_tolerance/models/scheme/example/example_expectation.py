from odoo import fields, models

from ...base.wording import write_clauses, write_list, write_pair
from .example_run import NONE
from .naming import UnknownName


class ToleranceSchemeExampleExpectation(models.Model):
    """One thing that has to come of a worked example."""

    _name = "tolerance.scheme.example.expectation"
    _description = "Expectation of a Worked Example"
    _inherit = ["tolerance.scheme.part.mixin"]
    _preset_key = "expectations"
    _preset_parent = "example_id"
    _frozen_parent = "example_id"
    _order = "example_id, sequence, id"

    example_id = fields.Many2one(
        "tolerance.scheme.example", required=True, ondelete="cascade", index=True
    )
    version_id = fields.Many2one(
        related="example_id.version_id", required=False, index=False
    )
    what = fields.Selection(
        [
            ("steps", "Steps in Order"),
            ("due", "Due Dates"),
            ("degrees", "Degrees Allowed"),
            ("effects", "Effects"),
            ("follow_up_months", "Months of Follow-up"),
            ("follow_up_end", "End of Follow-up"),
        ],
        "Expected",
        required=True,
    )
    value = fields.Char(
        help="Names or codes, separated by semicolons or commas. Of steps: all that "
        "are taken, in order. Of due dates: step = day, such as Application = "
        "2026-03-11; steps that are not named may have any. Of degrees: all that may "
        "be chosen. Of effects: area = form, such as Promotion = Not Affected. Of a "
        "follow-up: its months, 0 for none, or its last day. Empty: nothing is to "
        "come of it.",
    )

    def _get_named_keys(self):
        """Return the lists of the regulation in which it stands what this one names.

        :rtype: tuple
        """
        return {"steps": ("steps",), "due": ("steps",), "degrees": ("degrees",)}.get(
            self.what, ("areas",) if self.what == "effects" else ()
        )

    def _get_value_text(self):
        """Return what is expected by its names, for readers who know no codes.

        :return: what was written, where the regulation has nothing of the kind
        :rtype: str
        """
        self.ensure_one()
        find = self.example_id._get_finders()[self.what]
        try:
            expected = find(self.value or "")[0]
        except UnknownName:
            return self.value or NONE
        if isinstance(expected, dict):
            expected = [
                value if name is None else write_pair(self.env, name, value)
                for name, value in expected.items()
            ]
        texts = [text for text in expected if text]
        if self.what in ("due", "effects"):
            return write_clauses(self.env, texts) or NONE
        return write_list(self.env, texts) or NONE

    def _may_name_higher(self):
        """Return whether the higher regulation may have what this one names.

        :rtype: bool
        """
        return False

    def _get_frozen_versions(self):
        return self.example_id.version_id
