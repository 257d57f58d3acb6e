"""Differences between an application and the matter chosen for it."""

from odoo import api, fields, models

from ...base.wording import write_day


class ToleranceApplicationAnswer(models.TransientModel):
    _inherit = "tolerance.application.answer"

    matter_summary = fields.Char("What Is on File", compute="_compute_matter_summary")
    matter_description = fields.Text("What Happened", compute="_compute_matter_summary")
    difference_note = fields.Text(
        "Application and File Differ", compute="_compute_difference_note"
    )

    @api.depends("matter_id")
    @api.depends_context("uid", "lang")
    def _compute_matter_summary(self):
        """Compute the chosen matter in short, for a clerk who may read it."""
        for answer in self:
            matter = answer.matter_id._filtered_access("read")
            answer.matter_description = matter.description
            answer.matter_summary = bool(matter) and self.env._(
                "%(number)s, %(day)s: %(title)s",
                number=matter.name,
                day=write_day(self.env, matter.occurred_on),
                title=matter.title,
            )

    @api.depends("matter_id", "proceeding_id", "organ", "started_on")
    @api.depends_context("uid", "lang")
    def _compute_difference_note(self):
        for answer in self:
            answer.difference_note = "\n".join(
                self.env._(
                    "%(field)s: “%(told)s” in the application, “%(found)s” here",
                    field=label,
                    told=told,
                    found=found,
                )
                for label, told, found in answer._get_differences()
            )

    def _get_differences(self):
        """List where the application differs from the matter it is accepted with.

        :return: label, text of the application and text of the matter; a value that
            one of them leaves out is no difference
        :rtype: list[tuple[str, str, str]]
        """
        self.ensure_one()
        application = self.application_id
        matter = self.matter_id._filtered_access("read")

        def label(name):
            return application._fields[name]._description_string(self.env)

        def write(day):
            return write_day(self.env, day)

        pairs = [
            (
                label("occurred_on"),
                write(application.occurred_on),
                write(matter.occurred_on),
            ),
            (
                label("department_id"),
                application.department_id.name,
                matter.department_id.name,
            ),
            (label("organ"), application.organ, self.organ),
            (
                label("proceeding_started_on"),
                write(application.proceeding_started_on),
                write(self.started_on),
            ),
        ]
        return [
            (name, told, found)
            for name, told, found in pairs
            if told and found and "".join(told.split()) != "".join(found.split())
        ]
