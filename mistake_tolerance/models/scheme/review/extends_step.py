from markupsafe import Markup

from odoo import models

from ....rules import flow_chart
from ....rules.paper import Figure, get_image


class ToleranceSchemeStep(models.Model):
    """The steps of a procedure as a flow chart."""

    _inherit = "tolerance.scheme.step"

    def _draw_chart(self):
        """Draw these steps in order.

        :return: the source of an SVG
        :rtype: str
        """
        places = {step._origin: place for place, step in enumerate(self)}
        return flow_chart.draw(
            [step._get_chart_step(places) for step in self],
            self.env._("Flow chart of the procedure"),
        )

    def _show_chart(self):
        """Return the drawing as an image for a page, or False without steps.

        A browser runs no script of a drawing that it shows as an image.

        :rtype: Markup | bool
        """
        if not self:
            return False
        return Markup('<img class="img-fluid" src="%s" alt="%s"/>') % (
            get_image(Figure(self._draw_chart())),
            self.env._("Flow chart of the procedure"),
        )

    def _get_chart_step(self, places):
        """Return the box of one step.

        :param dict places: ``{step: its place in the chart, from 0}``
        :rtype: flow_chart.Step
        """
        self.ensure_one()
        lines = [
            self._get_body_names(),
            # Beside nothing else, the words of a silent source would say nothing.
            self.limit_text
            if self.limit
            else self.env._("Time limit: not prescribed by the source"),
            self.extension_text,
            not self.required and self.env._("May be left out"),
            self.return_step_id
            and self.env._("Can go back to: %(step)s", step=self.return_step_id.name),
            self.marking or self.citation,
        ]
        return flow_chart.Step(
            self.name or "",
            tuple(line for line in lines if line),
            self._get_chart_condition(),
            places.get(self.return_step_id._origin) if self.return_step_id else None,
        )

    def _get_chart_condition(self):
        """Say when the step is taken at all; empty: always.

        :rtype: str
        """
        if not self.condition_text:
            return ""
        return self.env._("Only if: %(conditions)s", conditions=self.condition_text)
