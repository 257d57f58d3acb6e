from odoo import api, fields, models
from odoo.fields import Domain

from ..base import bounded
from ..base.write_permit import unlocked

# Fields whose changes the ledger keeps.
TERMS = frozenset(
    {
        "body_id",
        "user_id",
        "role",
        "kind_of_seat",
        "is_voting",
        "date_from",
        "date_to",
        "speciality_ids",
    }
)
DAYS = "daterange(date_from, date_to, '[]') WITH &&"
BODY = "int4range(body_id, body_id, '[]') WITH &&"


class ToleranceBodyMember(models.Model):
    """A person who belongs to a body, for a term.

    Fixed members sit in every session. A reserve takes the seat of a member who may not
    sit. An expert is called in for a case by speciality, with or without a vote.
    """

    _name = "tolerance.body.member"
    _description = "Member of a Body"
    _inherit = ["tolerance.ledger.mixin", "tolerance.permit", "tolerance.dated"]
    _rec_name = "user_id"
    _order = "sequence, id"

    _other_days = ("date_from", "date_to")

    body_id = fields.Many2one(
        "tolerance.body", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="body_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users", required=True, ondelete="restrict", index=True
    )
    role = fields.Selection(
        [
            ("chair", "Chair"),
            ("vice_chair", "Vice Chair"),
            ("member", "Member"),
            ("secretary", "Secretary"),
        ],
        required=True,
        default="member",
        help="The chair presides; a vice chair does so when the chair is away. The "
        "secretary keeps the minutes and has no vote.",
    )
    title = fields.Char("Title in the Body", compute="_compute_title")
    kind_of_seat = fields.Selection(
        [("fixed", "Fixed"), ("reserve", "Reserve"), ("expert", "Expert")],
        string="Kind of Seat",
        required=True,
        default="fixed",
        help="A fixed member sits in every session. A reserve moves up for a member "
        "who may not sit. An expert is called in by the nature of the problem.",
    )
    is_voting = fields.Boolean(
        "Has a Vote",
        compute="_compute_is_voting",
        store=True,
        readonly=False,
        help="An expert without a vote reads the papers of the case and signs an "
        "opinion.",
    )
    speciality_ids = fields.Many2many(
        "tolerance.speciality",
        "tolerance_body_member_speciality_rel",
        "member_id",
        "speciality_id",
        string="Specialities",
    )
    date_from = fields.Date("Term From", help="Empty: since the body exists.")
    date_to = fields.Date(
        "Term Until", help="The last day. Empty: until further notice."
    )
    is_current = fields.Boolean(
        "Term Running", compute="_compute_is_current", search="_search_is_current"
    )
    sequence = bounded.Integer(default=10)

    _days_in_order = models.Constraint(
        "CHECK (date_from <= date_to)", "The term ends on the day it began or later."
    )
    _secretary_without_vote = models.Constraint(
        "CHECK (NOT (role = 'secretary' AND is_voting))", "A secretary has no vote."
    )
    _leader_votes = models.Constraint(
        "CHECK (role NOT IN ('chair', 'vice_chair') OR is_voting)",
        "The chair and the vice chairs vote.",
    )
    _leader_fixed = models.Constraint(
        "CHECK (kind_of_seat = 'fixed' OR role = 'member')",
        "Chair, vice chairs and secretary hold fixed seats; only a member is a reserve "
        "or an expert.",
    )
    # Ranges of one number each, so that no extension of PostgreSQL is needed.
    _one_seat_at_a_time = models.Constraint(
        f"EXCLUDE USING gist ({BODY}, int4range(user_id, user_id, '[]') WITH &&, "
        f"{DAYS})",
        "This person is a member of the body at that time already.",
    )
    _one_chair_at_a_time = models.Constraint(
        f"EXCLUDE USING gist ({BODY}, {DAYS}) WHERE (role = 'chair')",
        "The body has a chair at that time already.",
    )

    @api.depends("role", "body_id.titles")
    @api.depends_context("lang")
    def _compute_title(self):
        """Name the role as the body does: a Party group has a secretary, no chair."""
        for member in self:
            member.title = member.body_id._get_title(member.role)

    @api.depends("role", "kind_of_seat")
    def _compute_is_voting(self):
        """Propose a vote for all but the secretary and experts."""
        for member in self:
            member.is_voting = (
                member.role != "secretary" and member.kind_of_seat != "expert"
            )

    @api.depends("date_from", "date_to", "company_id")
    def _compute_is_current(self):
        for member in self:
            # sudo: every user may know the current day of an agency.
            company = member.company_id.sudo() or self.env.company
            member.is_current = member._has_term(company._tolerance_today())

    def _search_is_current(self, operator, value):
        """Search by the day that it is in the agency of each body."""
        if operator != "in":
            return NotImplemented
        # sudo: every user may know the current day of an agency.
        # pylint: disable-next=no-search-all
        agencies_sudo = self.env["res.company"].sudo().search([])
        running = Domain.OR(
            Domain("company_id", "=", agency.id)
            & self._get_term_domain(agency._tolerance_today())
            for agency in agencies_sudo
        )
        return running if True in value else ~running

    @api.model
    def _get_term_domain(self, day):
        """Return which members are in office on a day.

        :param date day: the day
        :rtype: Domain
        """
        begun = Domain("date_from", "=", False) | Domain("date_from", "<=", day)
        return begun & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))

    def _has_term(self, day):
        """Return whether the term runs on a day.

        :param date day: the day
        :rtype: bool
        """
        self.ensure_one()
        return not (
            (self.date_from and day < self.date_from)
            or (self.date_to and day > self.date_to)
        )

    @api.model_create_multi
    def create(self, vals_list):
        # A term ended in the same form has to end before the next one begins.
        self.flush_model(["role", "date_from", "date_to", "user_id", "body_id"])
        members = super().create(vals_list)
        members._ledger_append("body.member.add")
        return members

    def write(self, vals):
        result = super().write(vals)
        if TERMS & vals.keys():
            self._ledger_append("body.member.change")
        return result

    def unlink(self):
        self._ledger_append("body.member.remove")
        seated = self.body_id.filtered(lambda body: body._has_seats())
        result = super().unlink()
        # The last chair who was removed does not stay the head of the body.
        alone = seated.filtered(lambda body: not body._has_seats())
        unlocked(alone).write({"head_user_id": False})
        return result

    def _get_ledger_record(self):
        # A change of members is entered as an act on the body.
        return self.body_id

    def _get_ledger_values(self):
        terms = {
            "date_from": fields.Date.to_string(self.date_from),
            "date_to": fields.Date.to_string(self.date_to),
            "specialities": self.speciality_ids.sorted("id").mapped("name"),
        }
        return {
            "user_id": self.user_id.id,
            "role": self.role,
            "kind_of_seat": self.kind_of_seat,
            "is_voting": self.is_voting,
            **{name: value for name, value in terms.items() if value},
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "body.member.add": self.env._("Member added to a body"),
            "body.member.change": self.env._("Member of a body changed"),
            "body.member.remove": self.env._("Member removed from a body"),
        }
