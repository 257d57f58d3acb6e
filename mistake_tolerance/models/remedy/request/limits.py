"""Until when a request can be made and has to be decided.

The limit is that of the regulation where its step says one that runs from the service.
Otherwise the agency takes over those of the Civil Servant Law (公务员法, art. 95, 96),
which name their source, or leaves it open.
"""

from typing import NamedTuple

from odoo import api, fields, models

from ...base.field import written

REVIEWS = ("reconsideration", "appeal")
# Kind of request: codes of the limits to ask and to decide.
PRESETS = {
    "reconsideration": ("civil_servant_review", "civil_servant_review_decision"),
    "appeal": ("civil_servant_appeal", "civil_servant_appeal_decision"),
}


class Limit(NamedTuple):
    """Until when a party can ask, from which day, and by which rule."""

    served_on: object
    due_on: object
    text: str


class ToleranceRemedyRequest(models.Model):
    """The days of a request: counted once, when it comes in or is accepted."""

    _inherit = "tolerance.remedy.request"

    served_on = fields.Date("Decision Served On", readonly=True, copy=False)
    due_on = fields.Date("Last Day to Ask", readonly=True, copy=False)
    limit_text = fields.Char("Limit to Ask", readonly=True, copy=False)
    is_late = fields.Boolean("After the Limit", readonly=True, copy=False)
    accepted_on = fields.Date(readonly=True, copy=False)
    decide_by = fields.Date(
        "Decide Until",
        readonly=True,
        copy=False,
        help="By the limit of the regulation, else by that of the Civil Servant Law "
        "which the agency takes over; empty where there is none.",
    )
    extended_until = fields.Date(readonly=True, copy=False)
    extension_reason = written.Text("Reason for the Extension", copy=False)

    @api.model
    def _get_preset(self, kind, index):
        """Return the limit of another instrument for a kind of request.

        :param int index: 0 to ask, 1 to decide
        :rtype: tolerance.limit.preset
        """
        # sudo: the limits of other instruments are shipped, and no secret.
        Preset = self.env["tolerance.limit.preset"].sudo()
        return Preset.search([("code", "=", PRESETS[kind][index])], limit=1)

    def _get_own_limit(self):
        """Return the step of the regulation that says until when to decide, or none.

        A limit that runs from the service is one to ask.

        :rtype: tolerance.scheme.step
        """
        # sudo: who asks on the own page does not read the case.
        step_sudo = self.sudo().case_id._get_remedy_step(self.kind).scheme_step_id
        return step_sudo.filtered(
            lambda step: (
                step.kind in REVIEWS and step.limit and step.limit_trigger != "service"
            )
        )

    def _get_decide_day(self, accepted_on=False, is_extended=False):
        """Return until when the panel has to decide, or False.

        :param date accepted_on: the day of the acceptance, if it has come
        :rtype: date | bool
        """
        self.ensure_one()
        company = self.company_id
        # An appeal counts from its acceptance, a review from its receipt.
        start = accepted_on if self.kind == "appeal" else self.asked_on
        if self.kind not in REVIEWS or not start:
            return False
        if step_sudo := self._get_own_limit():
            due_on, _ = step_sudo._get_due(start, company)
            return due_on
        if not company.tolerance_remedy_preset:
            return False
        preset = self._get_preset(self.kind, 1)
        periods = [(preset.limit, preset.limit_unit)]
        if is_extended:
            periods.append((preset.extension_limit, preset.extension_unit))
        # sudo: the calendar of the agency is no secret.
        Day = self.env["tolerance.calendar.day"].sudo()
        due_on, _ = Day._add_periods(start, periods, company)
        return due_on


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    def _get_remedy_limit(self, kind):
        """Return until when the party can ask, counted from the service.

        :param str kind: of the request
        :rtype: Limit
        """
        self.ensure_one()
        request = self._get_last_remedy()
        deliveries = self.delivery_ids.filtered(lambda d: d.remedy_id == request)
        served_on = min(deliveries.mapped("served_on"), default=False)
        open_text = self.env._("Not prescribed by the source")
        if kind not in REVIEWS or not served_on:
            return Limit(served_on, False, open_text)
        # sudo: the calendar of the agency is no secret.
        Day = self.env["tolerance.calendar.day"].sudo()
        steps = self.case_id.version_id._get_known_steps()
        step = steps.filtered(lambda s: s.kind == kind)[:1]
        if step.limit and step.limit_trigger == "service":
            due_on, _ = step._get_due(served_on, self.company_id)
            return Limit(served_on, due_on, step.limit_text)
        if not self.company_id.tolerance_remedy_preset:
            return Limit(served_on, False, open_text)
        # Without a review before it, an appeal has the days of the review.
        first = kind == "appeal" and not request
        preset = request._get_preset("reconsideration" if first else kind, 0)
        due_on, _ = Day._add_periods(
            served_on, [(preset.limit, preset.limit_unit)], self.company_id
        )
        return Limit(served_on, due_on, preset.display_name)
