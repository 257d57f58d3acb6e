import json

from odoo import models

from ...rules.number import read_number


class ToleranceGuard(models.Model):
    """What makes a negative record neutral again."""

    _inherit = "tolerance.guard"

    def _get_neutral_values(self):
        """Return the neutral values, an empty dict if there are none.

        :rtype: dict
        """
        return json.loads(
            self.neutral_values or "{}",
            parse_float=read_number,
            parse_constant=read_number,
        )

    def _get_neutral_problem(self):
        """Say why the neutral values cannot be read, or return False.

        :rtype: str | bool
        """
        model = self.env[self.model]
        try:
            values = self._get_neutral_values()
            names = sorted(values.keys())
        except (ValueError, AttributeError, RecursionError):
            return self.env._(
                "The neutral values are not a JSON object. Write them like this: "
                "%(example)s",
                example='{"x_points": 0, "x_state": "good"}',
            )
        for name in names:
            if not self._is_column(model._fields.get(name)):
                return self._get_field_problem(model, name)
        return False
