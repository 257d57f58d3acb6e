from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.db_trigger import keep_columns
from ..base.task_mixin import Part
from ..base.workflow_mixin import Transition

# Working days within which a member states whether they have an interest. No source
# prescribes a number: a choice of this product.
DAYS = 3


class ToleranceInquiryMember(models.Model):
    """A member of an inquiry team, who declares to have no conflict of interest."""

    _name = "tolerance.inquiry.member"
    _description = "Member of an Inquiry Team"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.permit",
        "tolerance.workflow.mixin",
    ]
    _rec_name = "user_id"
    _order = "id"
    _conflict_paths = ("case_id.conflict_ids",)
    # Reading a member is not entered in the access log: lists show who inquires.
    _logged_content = frozenset()
    _parts_of_users = {
        "inquirer": Part(
            "inquiry",
            "user_id",
            [("state", "!=", "withdrawn"), ("inquiry_id.state", "=", "open")],
            "mistake_tolerance.group_inquirer",
        ),
    }
    _delegated_acts = {
        "inquiry.appoint": "clerk",
    }

    _workflow_fields = frozenset({"state", "statement", "state_by", "stated_on"})
    _transitions = {
        "state_no_interest": Transition(
            "asked",
            "stated",
            hidden_by=("_get_own_refusal", "_get_closed_refusal"),
            depends=("user_id", "inquiry_id.state"),
        ),
        "withdraw": Transition(
            ("asked", "stated"),
            "withdrawn",
            hidden_by=("_get_own_refusal", "_get_closed_refusal"),
            depends=("user_id", "inquiry_id.state"),
        ),
    }

    inquiry_id = fields.Many2one(
        "tolerance.inquiry", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="inquiry_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="inquiry_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users",
        string="Inquirer",
        required=True,
        ondelete="restrict",
        index=True,
        domain=lambda self: [
            (
                "all_group_ids",
                "in",
                self.env.ref("mistake_tolerance.group_inquirer").ids,
            )
        ],
    )
    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("stated", "No Interest Stated"),
            ("withdrawn", "Left the Team"),
            ("silent", "Stated Nothing"),
        ],
        default="asked",
        required=True,
        readonly=True,
        copy=False,
    )
    statement = fields.Text("Statement Made", readonly=True, copy=False)
    state_by = fields.Date(
        "State Until",
        readonly=True,
        copy=False,
        help="Three working days: a default of the agency, not prescribed by the "
        "source. Afterwards the inquiry can be closed without a member who has stated "
        "nothing.",
    )
    stated_on = fields.Date(readonly=True, copy=False)
    can_state_no_interest = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean("Can Leave the Team", compute="_compute_can")

    # Who left by a hand-over can be asked again; what they declared stays on file.
    _user_uniq = models.UniqueIndex(
        "(inquiry_id, user_id) WHERE state <> 'withdrawn'",
        "This person is on the team already.",
    )

    def init(self):
        """Forbid in the database to change what the record is about."""
        super().init()
        keep_columns(self, "inquiry_id", "user_id")

    @api.model_create_multi
    def create(self, vals_list):
        # Who left in the same transaction can be asked again.
        self.flush_model(["state"])
        members = super().create(vals_list)
        for member in members:
            refusal = member._get_seat_refusal()
            if refusal:
                raise UserError(refusal)
            member.inquiry_id._finish_todo("form_team")
        members._ask()
        members._ledger_append("inquiry.appoint")
        return members

    def _ask(self):
        """Ask the members whether they have an interest, and until when they say it."""
        # sudo: who forms the team may not read the calendar of the agency.
        Day = self.env["tolerance.calendar.day"].sudo()
        for member in self:
            today = member.company_id._tolerance_today()
            day, _provisional = Day._add_working_days(today, DAYS, member.company_id)
            # sudo: a return asks members anew, and who returns is not on the team.
            member.sudo()._write_unlocked({"state": "asked", "state_by": day})
            member.inquiry_id._plan_todo("state_interest", member.user_id, day)

    def _filter_overdue(self):
        """Return the members who were asked and said nothing in time.

        :rtype: tolerance.inquiry.member
        """
        asked = self.filtered(lambda m: m.state == "asked" and m.state_by)
        return asked.filtered(lambda m: m.state_by < m.company_id._tolerance_today())

    def _close_silent(self):
        """Note that the inquiry closes without these members, who stated nothing."""
        self._write_unlocked({"state": "silent"})
        for member in self:
            member.inquiry_id._cancel_todo("state_interest", user=member.user_id)
        self._ledger_append("inquiry.silent")

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        return {"user_id": self.user_id.id}

    def write(self, vals):
        if {"inquiry_id", "user_id"} & vals.keys():
            raise UserError(
                self.env._("Withdraw this member and add another one instead.")
            )
        return super().write(vals)

    def _get_seat_refusal(self):
        """Return why this user may not be on the team, or False."""
        self.ensure_one()
        if self.inquiry_id.state != "open":
            return self.env._("The inquiry is closed: its team stays as it is.")
        # sudo: users do not read each other's groups.
        if not self.user_id.sudo().has_group("mistake_tolerance.group_inquirer"):
            return self.env._(
                "%(user)s is not an inquirer: ask the administrator for that role "
                "first.",
                user=self.user_id.name,
            )
        return self.case_id._get_conflicts(self.user_id).get(self.user_id.id, False)

    def _get_own_refusal(self):
        return self.user_id != self.env.user and self.env._(
            "Each member speaks for themselves."
        )

    def _get_closed_refusal(self):
        return self.inquiry_id.state != "open" and self.env._("The inquiry is closed.")

    def action_state_no_interest(self):
        """State to have no interest in the case, no relation to its parties."""
        self.check_access("read")
        self._check_transition("state_no_interest")
        for member in self:
            statement = self.env._(
                "I am neither related to a party of %(number)s nor have I an "
                "interest in its outcome, and I accept no favour.",
                number=member.case_id.name,
            )
            member._do_state("stated", statement)
            member.inquiry_id._plan_todo("inquire", member.user_id)

    def action_withdraw(self):
        """Leave the team; what was declared before stays on file."""
        self.check_access("read")
        self._check_transition("withdraw")
        for member in self:
            # The clerk looks for a new member.
            # sudo: who has left may not read the inquiry any more.
            inquiry_sudo, user = member.inquiry_id.sudo(), member.user_id
            member._do_state("withdrawn")
            inquiry_sudo._cancel_todo("inquire", user=user)
            inquiry_sudo._plan_todo("form_team", inquiry_sudo.case_id.clerk_id)

    def _do_state(self, state, statement=False):
        """Enter what a member declares; what was declared before stays on file.

        :param str state: the new state
        :param str statement: the words of the declaration, if there are any
        """
        values = {"state": state}
        if statement:
            today = self.company_id._tolerance_today()
            values |= {"statement": statement, "stated_on": today}
        # sudo: members may not edit the team; each may only speak for themselves.
        self.sudo()._write_unlocked(values)
        self.inquiry_id._finish_todo("state_interest", user=self.user_id)
        self._ledger_append(f"inquiry.{state}")

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "inquiry.appoint": self.env._("Inquirer appointed"),
            "inquiry.stated": self.env._("No interest declared"),
            "inquiry.withdrawn": self.env._("Inquirer withdrawn"),
            "inquiry.silent": self.env._("Closed without an inquirer who was silent"),
        }

    def _filter_unsuitable(self, part, user):
        """Also return the members whose team has the user already."""
        found = super()._filter_unsuitable(part, user)
        return found | self.filtered(
            lambda member: (
                member.inquiry_id._get_seat(user).state not in (False, "withdrawn")
            )
        )
