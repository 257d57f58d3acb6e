"""Shows on case and application which records a decision does not cover."""

from odoo import api, fields, models
from odoo.fields import Domain

from ...base.wording import write_list
from .uncovered import READERS


class ToleranceDetermination(models.Model):
    _inherit = "tolerance.determination"

    uncovered_note = fields.Text(
        "Still Counted", compute="_compute_uncovered_note", groups=READERS
    )

    @api.depends("state", "effect_ids.is_lifted")
    @api.depends_context("uid", "lang")
    def _compute_uncovered_note(self):
        for determination in self:
            # sudo: the note itself asks what its reader may know.
            effects = determination.sudo().effect_ids.sudo(False)
            determination.uncovered_note = (
                determination.state == "confirmed" and effects._get_uncovered_note()
            )


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"

    uncovered_note = fields.Text(
        "Still Counted", compute="_compute_uncovered_note", groups=READERS
    )

    @api.depends("determination_ids.uncovered_note")
    @api.depends_context("uid", "lang")
    def _compute_uncovered_note(self):
        for case in self:
            notes = {
                determination.subject_id.name: determination.uncovered_note
                for determination in case.determination_ids
                if determination.uncovered_note
            }
            case.uncovered_note = "\n".join(
                f"{name}\n{note}" for name, note in notes.items()
            )


class ToleranceApplication(models.Model):
    """Shows applicants which records still count, so that they can report it."""

    _inherit = "tolerance.application"

    uncovered_note = fields.Text("Still Counted", compute="_compute_uncovered_note")

    @api.depends("state", "subject_id")
    @api.depends_context("uid", "lang")
    def _compute_uncovered_note(self):
        decided = self.filtered(lambda a: a.state in ("decided", "served"))
        # sudo: applicants may not read decisions; only their own are used.
        found_sudo = (
            self.env["tolerance.determination"]
            .sudo()
            .search(
                Domain("party_id.application_id", "in", decided.ids)
                & Domain("state", "=", "confirmed")
            )
            .grouped(lambda determination: determination.party_id.application_id.id)
        )
        for application in self:
            found = found_sudo.get(application.id)
            effects = found.effect_ids.sudo(False) if found else None
            application.uncovered_note = bool(effects) and effects._get_uncovered_note()


class ToleranceApplicationAnswer(models.TransientModel):
    _inherit = "tolerance.application.answer"

    elsewhere_note = fields.Char("Not Covered Then", compute="_compute_elsewhere_note")

    @api.depends("application_id", "matter_id", "matter_choice")
    @api.depends_context("uid", "lang")
    def _compute_elsewhere_note(self):
        """Compute the note on what a decision on this matter would not cover."""
        for answer in self:
            # In a form, offered and chosen records have different ids.
            matters = (answer.likely_ids | answer.further_ids)._origin
            if answer.matter_choice == "known":
                matters -= answer.matter_id._origin
            cited = matters.filtered("negative_count")
            answer.elsewhere_note = bool(cited) and self.env._(
                "Negative records cite %(numbers)s. A decision on the matter chosen "
                "here does not cover them.",
                numbers=write_list(self.env, cited.mapped("name")),
            )
