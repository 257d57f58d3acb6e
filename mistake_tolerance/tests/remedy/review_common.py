"""A record type that somebody made in the settings, and a guard of it."""

from odoo import Command

from ..guard.guard_common import GuardCase


class ReviewCase(GuardCase):
    """A sheet about a person, and its lines with a result."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_model(
            "x_review_sheet",
            [
                ("x_name", "char", False),
                ("x_employee_id", "many2one", "hr.employee"),
                ("x_verdict", "char", False),
            ],
        )
        cls._make_model(
            "x_review",
            [
                ("x_name", "char", False),
                ("x_sheet_id", "many2one", "x_review_sheet"),
                ("x_matter_id", "many2one", "tolerance.matter"),
                ("x_day", "date", False),
                ("x_points", "float", False),
            ],
        )
        cls.env["ir.model.fields"].create(
            {
                "name": "x_result",
                "model_id": cls.env["ir.model"]._get_id("x_review"),
                "ttype": "float",
                "field_description": "Result",
                "depends": "x_points",
                "compute": "for line in self: line['x_result'] = -line.x_points",
                "store": True,
                "readonly": False,
            }
        )
        cls.sheet = cls.env["x_review_sheet"].create(
            {"x_name": "S", "x_employee_id": cls.officer.id}
        )
        cls.other_sheet = cls.env["x_review_sheet"].create(
            {"x_name": "O", "x_employee_id": cls.colleague.id}
        )
        cls.guard = cls.env["tolerance.guard"].create(
            {
                "name": "Reviews",
                "model": "x_review",
                "path_subject": "x_sheet_id.x_employee_id",
                "path_matter": "x_matter_id",
                "path_date": "x_day",
                "area_id": cls.annual.id,
                "negative_domain": "[('x_result', '<', 0)]",
                "neutral_values": '{"x_result": 0.0}',
            }
        )

    @classmethod
    def _make_model(cls, name, columns):
        cls.env["ir.model"].create(
            {
                "name": name,
                "model": name,
                "field_id": [
                    Command.create(
                        {
                            "name": column,
                            "ttype": ttype,
                            "relation": relation,
                            "field_description": column,
                            "store": True,
                        }
                    )
                    for column, ttype, relation in columns
                ],
            }
        )

    def _review(self, points, sheet=None, matter=None, **values):
        line = self.env["x_review"].create(
            {
                "x_name": "L",
                "x_sheet_id": (sheet or self.sheet).id,
                "x_matter_id": (matter or self.matter).id,
                "x_day": "2026-06-01",
                "x_points": points,
                **values,
            }
        )
        self.env.flush_all()
        return line
