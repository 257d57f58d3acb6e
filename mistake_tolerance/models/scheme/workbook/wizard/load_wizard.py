import base64
import io
from dataclasses import asdict

import xlsxwriter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ....base.person import check_person
from ....base.single import check_single
from .download_wizard import make_download

COLUMNS = ("sheet", "cell", "column", "found", "advice")


class ToleranceSchemeWorkbookLoad(models.TransientModel):
    """Loads a workbook as the draft of a regulation, or lists what is wrong in it."""

    _name = "tolerance.scheme.workbook.load"
    _description = "Load Workbook"

    scheme_id = fields.Many2one(
        "tolerance.scheme",
        "Regulation",
        help="Leave it empty to load a new regulation.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        help="The agency of a new regulation. One that exists keeps its own.",
    )
    draft_id = fields.Many2one(
        "tolerance.scheme.version", "Existing Draft", compute="_compute_draft_id"
    )
    draft_losses = fields.Text("What Is Lost", compute="_compute_draft_id")
    file = fields.Binary("Workbook", attachment=False)
    filename = fields.Char()
    problem_ids = fields.One2many(
        "tolerance.scheme.workbook.problem", "wizard_id", "Problems", readonly=True
    )
    problem_count = fields.Integer(compute="_compute_problem_count")
    problem_file = fields.Binary(readonly=True, attachment=False)
    problem_filename = fields.Char(readonly=True)

    @api.depends("scheme_id")
    @api.depends_context("lang")
    def _compute_draft_id(self):
        for wizard in self:
            draft = wizard.scheme_id.version_ids.filtered(
                lambda version: version.state == "draft"
            )[:1]
            wizard.draft_id = draft
            wizard.draft_losses = bool(draft) and wizard._write_losses(draft)

    def _write_losses(self, draft):
        """Say what a draft holds that is deleted with it.

        :param tolerance.scheme.version draft: that the workbook replaces
        :rtype: str
        """
        sentences = [
            self.env._(
                "Changes made to this draft on the screen or from another workbook, "
                "after this workbook was downloaded."
            )
        ]
        if draft.acceptance_ids:
            sentences.append(
                self.env._(
                    "Reasons for accepting findings that the workbook does not hold. "
                    "The draft has: %(count)s.",
                    count=len(draft.acceptance_ids),
                )
            )
        return "\n".join(sentences)

    @api.depends("problem_ids")
    def _compute_problem_count(self):
        for wizard in self:
            wizard.problem_count = len(wizard.problem_ids)

    def action_load(self):
        """Load the workbook as a new draft.

        :raises UserError: if the regulation has a draft; it is replaced by the other
            button alone
        """
        check_single(self)
        check_person(self.env)
        # Nobody runs the dialog that another user has filled in.
        self.check_access("write")
        if self.draft_id:
            raise UserError(
                self.env._(
                    "%(version)s is still a draft. Press “Replace the Draft” to put "
                    "the workbook in its place.",
                    version=self.draft_id.display_name,
                )
            )
        return self._load()

    def action_replace(self):
        """Load the workbook in place of the draft of the regulation, if it has one."""
        check_single(self)
        check_person(self.env)
        self.check_access("write")
        return self._load()

    def action_download_problems(self):
        """Download the list of problems as a workbook."""
        check_single(self)
        self.check_access("write")
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            page = book.add_worksheet()
            wrap = book.add_format({"text_wrap": True, "valign": "top"})
            bold = book.add_format({"bold": True})
            fields_ = self.problem_ids._fields
            for index, name in enumerate(COLUMNS):
                page.set_column(index, index, 60 if name == "advice" else 18, wrap)
                page.write_string(
                    0, index, fields_[name]._description_string(self.env), bold
                )
                for row, problem in enumerate(self.problem_ids, start=1):
                    page.write_string(row, index, problem[name] or "", wrap)
        self.problem_file = base64.b64encode(file.getvalue())
        self.problem_filename = self.env._("Problems in the Workbook") + ".xlsx"
        return make_download(self, "problem_file", "problem_filename")

    def _load(self):
        """Load the workbook and open the draft, or show what is wrong.

        A draft that was replaced is no page to go back to: the browser then begins
        anew, from the list of regulations.
        """
        is_replaced = bool(self.draft_id)
        if not self.file:
            raise UserError(self.env._("Choose the workbook that you filled in."))
        Scheme = self.env["tolerance.scheme"]
        Scheme.check_access("create")
        self.scheme_id.check_access("write")
        company = self.scheme_id.company_id or self.company_id
        version, problems = Scheme.with_company(company)._load_workbook(
            base64.b64decode(self.file), company, self.scheme_id
        )
        if version and is_replaced:
            return {
                "type": "ir.actions.act_url",
                "url": f"/odoo/tolerance-schemes/{version.scheme_id.id}"
                f"/{version._name}/{version.id}",
                "target": "self",
            }
        if version:
            return {
                "type": "ir.actions.act_window",
                "res_model": version._name,
                "res_id": version.id,
                "views": [(False, "form")],
            }
        self.problem_ids = [
            Command.clear(),
            *(Command.create(asdict(problem)) for problem in problems),
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Load Workbook"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
