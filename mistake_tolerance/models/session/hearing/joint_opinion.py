from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...base.db_trigger import keep_columns
from ...base.field import written
from ...base.task_mixin import Part, Task
from ...base.wording import write_day
from .opinion import ANSWERS


class ToleranceJointOpinion(models.Model):
    """The written opinion of one department, given by its head.

    The step of a joint review asks several departments, that of a legality review one.
    The Fujian source calls the whole procedure a joint review (会审). That departments
    give written opinions, shown side by side, is a form of this product.
    """

    _name = "tolerance.joint.opinion"
    _description = "Opinion of a Department"
    _inherit = ["tolerance.signed.mixin"]
    _rec_name = "department_id"
    _order = "case_id, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"answer", "opinion", "reasons"})
    _signed_content = frozenset({"answer", "opinion", "reasons"})
    _asked_content = frozenset({"user_id", "department_id", "question", "due_on"})
    _delegated_acts = {"joint_opinion.ask": "clerk"}
    _sign_task = "give_joint_opinion"
    _parts_of_users = {
        "department_head": Part(
            "joint_opinion", "user_id", [("state", "=", "waiting")]
        ),
    }
    _tasks = {
        "give_joint_opinion": Task(parts=("department_head",)),
        "joint_opinion_overdue": Task(parts=("clerk",), is_notice=True),
    }
    _workflow_fields = frozenset(
        {"state", "mode", "entered_by", "entered_on", "scan_digest", "reminded_on"}
    )
    _other_days = ("due_on",)

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    case_number = fields.Char(related="case_id.name")
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    step_id = fields.Many2one(
        "tolerance.case.step",
        compute="_compute_step_id",
        store=True,
        precompute=True,
        ondelete="restrict",
        index=True,
    )
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True
    )
    user_id = fields.Many2one(
        string="Head",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        help="Who answers for the department. Empty where the head has no login: a "
        "clerk records the paper.",
    )
    question = written.Text(
        "Question Put",
        required=True,
        help="All that the department has to know to answer.",
    )
    due_on = fields.Date("Answer By", required=True)
    answer = fields.Selection(ANSWERS, "Answer to the Question", copy=False)
    opinion = written.Text(copy=False)
    reasons = written.Text(copy=False)
    reminded_on = fields.Date(readonly=True, copy=False)

    _department_uniq = models.UniqueIndex(
        "(step_id, department_id)",
        "This department has been asked already.",
    )
    _signed_whole = models.Constraint(
        "CHECK (state <> 'signed' OR (answer IS NOT NULL AND opinion IS NOT NULL "
        "AND reasons IS NOT NULL))",
        "A signed opinion has an answer and its reasons.",
    )

    def init(self):
        """Let the database refuse another case or department of an opinion."""
        super().init()
        keep_columns(self, "case_id", "step_id", "department_id", "question", "due_on")

    @api.depends("case_id")
    def _compute_step_id(self):
        for record in self:
            case = record.case_id
            record.step_id = case._get_opinion_step() if case else False

    @api.depends("department_id")
    def _compute_user_id(self):
        for record in self:
            # sudo: heads are employees; a clerk may not read employee records.
            record.user_id = record.department_id.sudo().manager_id.user_id

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for case in records.case_id:
            if sentence := case._get_opinion_refusal():
                raise UserError(sentence)
        records._ledger_append("joint_opinion.ask")
        return records

    @api.constrains("user_id", "case_id")
    def _check_user_id(self):
        """Refuse who is in conflict with the case."""
        for record in self:
            conflicts = record.case_id._get_conflicts(record.user_id)
            if sentence := conflicts.get(record.user_id.id):
                raise ValidationError(sentence)

    def _filter_unsuitable(self, part, user):
        """Keep those in conflict with the case from answering for a department."""
        found = super()._filter_unsuitable(part, user)
        return found | self.filtered(lambda o: o.case_id._get_conflicts(user))

    def _get_sign_day(self):
        return self.due_on

    def _get_required_content(self):
        return ("answer", "opinion", "reasons")

    @api.model
    def _cron_remind(self):
        """Remind once, after the due day, the head and the clerk of the case."""
        # pylint: disable-next=no-search-all
        for company in self.env["res.company"].search([]):
            today = company._tolerance_today()
            late = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "waiting"),
                    ("reminded_on", "=", False),
                    ("due_on", "<", today),
                ]
            )
            late._write_unlocked({"reminded_on": today})
            for record in late:
                record._plan_todo("joint_opinion_overdue", record.case_id.clerk_id)
                if record.user_id:
                    record.with_context(lang=record.user_id.lang)._notify_late()

    def _notify_late(self):
        """Notify the head, by number and day only."""
        self.message_notify(
            partner_ids=self.user_id.partner_id.ids,
            subject=self.env._("%(number)s: opinion due", number=self.case_number),
            body=self.env._(
                "The opinion of %(department)s on %(number)s was due on %(day)s. Open "
                "your task and sign it.",
                department=self.department_id.name,
                number=self.case_number,
                day=write_day(self.env, self.due_on),
            ),
        )

    def _do_close(self, action, mode, day, **vals):
        super()._do_close(action, mode, day, **vals)
        self._finish_todo("joint_opinion_overdue")

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "joint_opinion.ask": self.env._("Opinion of a department asked for"),
        }
