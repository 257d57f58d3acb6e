"""Another post for a tolerated person, as a help and not as a sanction."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..base.field import written
from ..base.wording import write_list
from ..confidentiality.conflict_closure import OF_SUBJECT
from ..decision.effects_in_force import get_in_force_domain

PLAN_NAMES = {
    "employee_id",
    "effect_id",
    "reason",
    "to_department_id",
    "to_post",
    "date",
    "keeps_rank",
    "protection",
}


class TolerancePostAdjustment(models.Model):
    """Another post for a tolerated person whom the old post no longer suits.

    The Fujian measures allow it as circumstances require, together with protection
    at work. It is help and no sanction: the person is heard, an objection goes to
    the body that decided, and a lower rank is guarded like any other mark.
    """

    _name = "tolerance.post.adjustment"
    _description = "Post Adjustment"
    _inherit = ["tolerance.care.record", "tolerance.dated"]
    _conflict_paths = ("matter_id.conflict_ids",)
    _own_page_paths = OF_SUBJECT[:1]
    # Records after a decision are no part of the case file, so reading is not logged.
    _logged_content = frozenset()

    _other_days = ("date",)

    _workflow_fields = frozenset(
        {
            "state",
            "name",
            "from_department_id",
            "from_post",
            "heard_on",
            "upheld_by_id",
            "done_on",
        }
    )

    effect_id = fields.Many2one(
        "tolerance.effect",
        string="Decision",
        compute="_compute_effect_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('is_lifted', '=', False), ('determination_id', '!=', False), "
        "('subject_id.employee_ids', 'in', employee_id)]",
        help="Any effect of the decision that tolerates the mistake; the newest one "
        "is proposed.",
    )
    determination_id = fields.Many2one(related="effect_id.determination_id", store=True)
    matter_id = fields.Many2one(
        related="effect_id.matter_id", store=True, required=False
    )
    subject_id = fields.Many2one(
        related="effect_id.subject_id", store=True, precompute=True
    )
    company_id = fields.Many2one(
        related="effect_id.company_id", store=True, precompute=True, default=None
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, ondelete="restrict", index=True
    )
    reason = written.Text(
        "Why the Post No Longer Suits",
        required=True,
        help="Describe the circumstances, not the mistake: it has been decided.",
    )
    from_department_id = fields.Many2one(
        "hr.department",
        string="From Unit",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    from_post = fields.Char(readonly=True, copy=False)
    to_department_id = fields.Many2one(
        "hr.department",
        string="To Unit",
        required=True,
        ondelete="restrict",
        domain="[('company_id', 'in', [company_id, False])]",
    )
    to_post = written.Char(required=True)
    date = fields.Date("From the Day", required=True)
    keeps_rank = fields.Boolean(
        "Rank, Grade and Pay Stay",
        default=True,
        help="Where a decision protects promotion, rank, grade and pay cannot be "
        "lowered.",
    )
    protection = written.Text(
        "Protection at Work",
        help="How the person is protected in the new post: who stands by them, what "
        "is said about the move and what is not, help with the new duties.",
    )
    opinion = written.Text(
        "What the Person Says", copy=False, help="In the person's own words."
    )
    heard_on = fields.Date(readonly=True, copy=False)
    answer = written.Text("Answer of the Body", copy=False)
    upheld_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    done_on = fields.Date("Carried Out On", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("proposed", "Person Is Heard"),
            ("objected", "Before the Deciding Body"),
            ("agreed", "Agreed"),
            ("upheld", "Confirmed by the Body"),
            ("done", "Carried Out"),
            ("void", "Void"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )

    @api.depends("employee_id")
    def _compute_effect_id(self):
        # Only effects that the officer may read are proposed.
        effects = (
            self.env["tolerance.effect"]
            .sudo(False)
            .search(
                get_in_force_domain()
                & Domain("subject_id.employee_ids", "in", self.employee_id.ids)
                & Domain("determination_id", "!=", False),
                order="decided_on desc, id desc",
            )
        )
        for adjustment in self:
            # sudo: the subject of an employee is no private data.
            person = adjustment.employee_id.sudo().tolerance_subject_id
            own = effects.filtered(lambda e, person=person: e.subject_id == person)
            if adjustment.effect_id.subject_id != person:
                adjustment.effect_id = own[:1]

    @api.constrains("effect_id", "employee_id")
    def _check_person(self):
        for adjustment in self:
            effect = adjustment.effect_id
            if not effect.determination_id:
                raise ValidationError(
                    self.env._(
                        "%(number)s: nothing is decided yet. Wait for the decision.",
                        number=effect.name,
                    )
                )
            if adjustment.employee_id not in effect.subject_id.employee_ids:
                raise ValidationError(
                    self.env._(
                        "%(number)s is a decision about somebody else: choose an "
                        "effect of a decision about %(employee)s.",
                        number=effect.name,
                        employee=adjustment.employee_id.name,
                    )
                )

    @api.constrains("effect_id")
    def _check_effect_stands(self):
        if lifted := self.effect_id.filtered("is_lifted"):
            raise ValidationError(
                self.env._(
                    "%(numbers)s: this decision no longer stands.",
                    numbers=write_list(self.env, lifted.mapped("name")),
                )
            )
