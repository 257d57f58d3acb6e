from odoo import api, fields, models

from ...base import bounded

UNITS = [("working_day", "Working Days"), ("day", "Days"), ("month", "Months")]


class ToleranceSchemeStep(models.Model):
    """The time limit of a step: its length, its start, and what follows."""

    _inherit = "tolerance.scheme.step"

    limit = bounded.Integer(
        "Time Limit",
        aggregator=None,
        help="0 means not prescribed by the source.",
        high=3650,
    )
    limit_unit = fields.Selection(
        UNITS,
        default="working_day",
        required=True,
        help="A day is one of the calendar; a working day one of the agency's.",
    )
    limit_trigger = fields.Selection(
        [
            ("proceeding_start", "Start of the Accountability Proceeding"),
            ("notice", "Notice of the Accountability Decision"),
            ("receipt", "Receipt of the Application"),
            ("acceptance", "Acceptance"),
            ("previous_step", "End of the Previous Step"),
            ("decision", "Determination"),
            ("service", "Service of the Determination"),
        ],
        default="previous_step",
        required=True,
        string="Limit Runs From",
        help="The event from which the limit is counted; the day after it is the first "
        "one.",
    )
    limit_source = fields.Char(
        "Limit Taken Over From",
        translate=True,
        help="The other instrument that sets this limit, where the regulation itself "
        "sets none.",
    )
    rolls_over = fields.Boolean(
        "Moves On from a Rest Day",
        default=True,
        help="A limit in days or months whose last day is a rest day ends on the next "
        "working day (Civil Code, art. 203).",
    )
    extension_count = bounded.Integer(
        "Extensions",
        aggregator=None,
        help="How often the limit may be extended; 0 means never.",
        high=100,
    )
    extension_limit = bounded.Integer(
        "Longest Extension",
        aggregator=None,
        help="By how much one extension may prolong the limit.",
        high=3650,
    )
    extension_unit = fields.Selection(
        UNITS,
        default="working_day",
        required=True,
        help="In what the longest extension is counted; it counts only where the limit "
        "may be extended.",
    )
    extension_body_id = fields.Many2one(
        "tolerance.body",
        "Extended By",
        ondelete="restrict",
        index="btree_not_null",
        help="The body that grants an extension. Left empty, the clerk in charge does.",
    )
    when_missed = fields.Selection(
        [
            ("reminder", "Remind the Clerk"),
            ("head", "Tell the Head of the Body"),
            ("upper_body", "Tell the Upper Body Too"),
        ],
        "When the Limit Passes",
        default="reminder",
        required=True,
        help="Nothing is decided because time has passed.",
    )
    limit_text = fields.Char("Limit", compute="_compute_limit_text")
    extension_text = fields.Char("Extension", compute="_compute_extension_text")

    _extension_length = models.Constraint(
        "CHECK (extension_count = 0 OR (extension_limit > 0 AND "
        '"limit" > 0 AND "limit" IS NOT NULL))',
        "A limit that may be extended needs its length and that of an extension.",
    )

    @api.depends("limit", "limit_unit", "limit_trigger", "limit_source")
    @api.depends_context("lang")
    def _compute_limit_text(self):
        triggers = dict(self._fields["limit_trigger"]._description_selection(self.env))
        for step in self:
            if not step.limit:
                step.limit_text = self.env._("Not prescribed by the source")
                continue
            text = self.env._(
                "%(number)s %(unit)s from: %(trigger)s",
                number=step.limit,
                unit=step._get_unit_label(step.limit_unit),
                trigger=triggers[step.limit_trigger],
            )
            if step.limit_source:
                text = self.env._(
                    "%(limit)s (taken over from: %(origin)s)",
                    limit=text,
                    origin=step.limit_source,
                )
            step.limit_text = text

    @api.depends(
        "extension_count", "extension_limit", "extension_unit", "extension_body_id.name"
    )
    @api.depends_context("lang")
    def _compute_extension_text(self):
        for step in self:
            step.extension_text = bool(step.extension_count) and self.env._(
                "May be extended %(count)s times, each by at most %(number)s %(unit)s, "
                "granted by: %(body)s",
                count=step.extension_count,
                number=step.extension_limit,
                unit=step._get_unit_label(step.extension_unit),
                body=step.extension_body_id.name or self.env._("the clerk in charge"),
            )

    @api.model
    def _get_unit_label(self, unit):
        """Return the name of a unit of time in the language of the reader.

        :rtype: str
        """
        return dict(self._fields["limit_unit"]._description_selection(self.env))[unit]

    def _get_start_day(self, days, started_on):
        """Return the day from which the time limit runs, if it has come.

        :param dict days: ``{trigger of a limit: day or False}``
        :param date started_on: the day on which the step before it ended
        :rtype: date | bool
        """
        if not self:
            # A step of a case that is still new is no step of a regulation yet.
            return False
        self.ensure_one()
        if self.limit_trigger == "previous_step":
            return started_on
        day = days.get(self.limit_trigger)
        if self.limit_trigger == "proceeding_start":
            return day or started_on
        return day

    def _get_due(self, start, company, paused=0, extensions=()):
        """Return when this step is due if its time limit starts running on a day.

        :param date start: the day of the trigger; the day after it is day 1
        :param res.company company: whose calendar counts
        :param int paused: days, in the unit of the limit, that do not count; days of
            the calendar where that is months
        :param extensions: lengths of the extensions, in the unit of extensions
        :return: the day and whether it may still move, because the holidays of
            that year are not announced; ``(False, False)`` where the scheme
            prescribes no limit
        :rtype: tuple
        """
        if not self or not start or not self.limit:
            return False, False
        paused_unit = "day" if self.limit_unit == "month" else self.limit_unit
        return self.env["tolerance.calendar.day"]._add_periods(
            start,
            [
                (self.limit, self.limit_unit),
                (paused, paused_unit),
                *((length, self.extension_unit) for length in extensions),
            ],
            company,
            self.rolls_over,
        )
