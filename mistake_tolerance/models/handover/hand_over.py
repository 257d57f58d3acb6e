"""The hand-over of all open work of a user who leaves or changes post."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.field import written
from ..base.write_permit import is_unlocked


class ToleranceHandOver(models.Model):
    """Hands over all open tasks of a person who leaves or changes post, in one step.

    What conflicts of interest or separation of duties forbid stays where it is and
    is listed for the next receiver.
    """

    _name = "tolerance.hand.over"
    _description = "Hand-over"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
    ]
    _order = "id desc"

    _workflow_fields = frozenset({"state", "done_on", "done_by_id", "line_ids"})

    from_user_id = fields.Many2one(
        "res.users",
        string="Who Leaves",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("share", "=", False)],
        context={"active_test": False},
    )
    to_user_id = fields.Many2one(
        "res.users",
        string="Receiver",
        ondelete="restrict",
        index="btree_not_null",
        domain=[("share", "=", False)],
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    reason = written.Char(required=True, help="Such as a change of post, retirement.")
    state = fields.Selection(
        [("draft", "Draft"), ("done", "Handed Over")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    done_on = fields.Date("Handed Over On", readonly=True, copy=False)
    done_by_id = fields.Many2one(
        "res.users", string="Handed Over By", readonly=True, copy=False
    )
    line_ids = fields.One2many(
        "tolerance.hand.over.line", "hand_over_id", readonly=True, copy=False
    )

    _another = models.Constraint(
        "CHECK (to_user_id IS NULL OR to_user_id <> from_user_id)",
        "The receiver must be another person.",
    )
    _done_by_another = models.Constraint(
        "CHECK (done_by_id IS NULL OR done_by_id <> to_user_id)",
        "The receiver cannot carry out the hand-over.",
    )
    _done_complete = models.Constraint(
        "CHECK (state = 'draft' "
        "OR (to_user_id IS NOT NULL AND done_by_id IS NOT NULL))",
        "A completed hand-over needs a receiver.",
    )

    @api.depends("from_user_id", "to_user_id")
    def _compute_display_name(self):
        for hand_over in self:
            # sudo: the name of a user who has left is shown too.
            names = (hand_over.from_user_id.sudo().name, hand_over.to_user_id.name)
            hand_over.display_name = " → ".join(filter(None, names))

    def write(self, vals):
        fixed = {"from_user_id", "to_user_id", "company_id", "reason"} & vals.keys()
        if fixed and not is_unlocked(self):
            if any(hand_over.state == "done" for hand_over in self):
                raise AccessError(self.env._("A completed hand-over cannot change."))
        return super().write(vals)


class ToleranceHandOverLine(models.Model):
    """One item that is handed over, stays, or must be settled by hand.

    It names only a number, and is hidden from users in conflict with it.
    """

    _name = "tolerance.hand.over.line"
    _description = "Item of a Hand-over"
    _order = "outcome desc, kind, id"
    _rec_name = "number"
    _conflict_paths = ("matter_id.conflict_ids",)

    hand_over_id = fields.Many2one(
        "tolerance.hand.over", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="hand_over_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("case", "Case in Charge"),
            ("inquiry", "Inquiry"),
            ("application", "Application Awaiting the Unit"),
            ("helper", "Follow-up as Helper"),
            ("responsible", "Correction as Person Responsible"),
            ("checker", "Correction as Checker"),
            ("activity", "Other Task"),
            ("recusal", "Recusal to Decide"),
            ("joint_opinion", "Opinion of a Department"),
            ("signature", "Statement or Opinion at a Hearing"),
            ("seat", "Seat in a Session"),
            ("body", "Place in a Body"),
            ("desk", "Clerk for New Applications"),
            ("stand_in", "Standing In for Another"),
        ],
        string="What",
        required=True,
        readonly=True,
    )
    number = fields.Char(readonly=True)
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference(
        "Record ID", model_field="res_model", readonly=True
    )
    matter_id = fields.Many2one(
        "tolerance.matter",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        groups=fields.NO_ACCESS,
        help="Which conflicts of interest close this line.",
    )
    outcome = fields.Selection(
        [("move", "To Hand Over"), ("stay", "Stays"), ("told", "By Hand")],
        required=True,
        readonly=True,
    )
    ground = fields.Selection(
        [
            ("nobody", "No receiver yet"),
            ("role", "The receiver does not have the role"),
            ("barred", "Not open to this receiver: choose another one"),
            ("personal", "A vote is personal: the administrator fills the place anew"),
            (
                "signature",
                "Signed by the person only: the clerk records a paper, or why it is "
                "missing",
            ),
            ("setting", "Changed in the settings"),
        ],
        string="Reason",
        readonly=True,
    )
