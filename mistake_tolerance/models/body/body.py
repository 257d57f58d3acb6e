from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..base import bounded
from ..base.field import written
from ..base.wording import write_list
from .voting_rule import RULE_FIELDS

# The roles of members who vote; the first of them who attends presides.
VOTING_ROLES = ("chair", "vice_chair", "member")


class ToleranceBody(models.Model):
    """A committee or an office that acts in a tolerance procedure."""

    _name = "tolerance.body"
    _description = "Body"
    _inherit = ["tolerance.ledger.mixin", "tolerance.permit", "tolerance.voting.rule"]
    _order = "sequence, name, id"

    _permit_fields = frozenset(
        {"head_user_id", "company_id", "kind", "office_id", "unit_ids", *RULE_FIELDS}
    )
    _permit_create_unlink = False

    name = written.Char(required=True, translate=True)
    code = fields.Char(
        help="Short name by which a shipped regulation finds this body again.",
    )
    sequence = bounded.Integer(default=10)
    kind = fields.Selection(
        [("committee", "Committee"), ("office", "Office")],
        required=True,
        default="committee",
        help="A committee decides in session; in an office one person acts for all.",
    )
    titles = fields.Selection(
        [
            ("committee", "Chair, Vice Chairs, Members"),
            ("party_group", "Party Group: Secretary, Deputy Secretaries, Members"),
            (
                "party_committee",
                "Party Committee: Secretary, Deputy Secretaries, Members",
            ),
        ],
        "Titles of the Members",
        required=True,
        default="committee",
        help="How those who preside over the body, and its members, are called.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    head_user_id = fields.Many2one(
        "res.users",
        string="Head",
        compute="_compute_head_user_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        index="btree_not_null",
        help="Of a committee with members, the chair whose term runs. A committee "
        "without members and an office act by their head alone.",
    )
    office_id = fields.Many2one(
        "tolerance.body",
        string="Its Office",
        ondelete="restrict",
        index="btree_not_null",
        help="The office that works for the committee: it accepts, prepares and feeds "
        "back.",
    )
    unit_ids = fields.Many2many(
        "hr.department",
        "tolerance_body_unit_rel",
        "body_id",
        "department_id",
        string="Units Served",
        help="A unit below one of these is served too, unless a body nearer to it "
        "serves it.",
    )
    upper_body_id = fields.Many2one(
        "tolerance.body",
        ondelete="restrict",
        index="btree_not_null",
        help="The body above, as the committee of the bureau above that of a prison. "
        "It is told when a time limit passes, where the scheme says so.",
    )
    member_ids = fields.One2many("tolerance.body.member", "body_id", string="Members")
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "Another body of this company has this code.",
    )

    @api.depends(
        "kind",
        "member_ids.role",
        "member_ids.is_voting",
        "member_ids.kind_of_seat",
        "member_ids.user_id",
        "member_ids.date_from",
        "member_ids.date_to",
    )
    def _compute_head_user_id(self):
        """Take the chair of a committee with members; else keep who was entered."""
        for body in self:
            if body._has_seats():
                body.head_user_id = body._get_chair().user_id
            else:
                body.head_user_id = body.head_user_id

    @api.constrains("upper_body_id", "office_id")
    def _check_other_bodies(self):
        if self._has_cycle("upper_body_id"):
            raise ValidationError(self.env._("A body cannot stand above itself."))
        for body in self:
            if body.office_id == body:
                raise ValidationError(self.env._("A body cannot be its own office."))

    @api.constrains("head_user_id", "kind")
    def _check_head_user_id(self):
        for body in self:
            if body._has_seats():
                chair = body._get_chair().user_id
                if body.head_user_id != chair:
                    raise ValidationError(
                        self.env._(
                            "%(body)s sits with its members: its chair is its head. "
                            "Change who is the chair among the members.",
                            body=body.name,
                        )
                    )

    def _has_seats(self):
        """Return whether members vote for the body, not a head named apart from them.

        The members of past and coming terms count: a committee whose chair has left
        has no head until the next one is entered.

        :rtype: bool
        """
        return self.kind == "committee" and any(
            member.is_voting and member.kind_of_seat == "fixed"
            for member in self.member_ids
        )

    def _is_collective(self, day):
        """Return whether several members decide for the body.

        An office acts by its head. So does a committee of which no two members are in
        office.

        :param date day: of the call
        :rtype: bool
        """
        self.ensure_one()
        return self.kind == "committee" and len(self._get_roll_members(day)) > 1

    def _get_roll_members(self, day):
        """Return the members who vote in a session called on a day, the chair first.

        :param date day: of the call
        :return: fixed members with a vote, experts and reserves apart
        :rtype: tolerance.body.member
        """
        self.ensure_one()
        members = self._get_members(day, "fixed").filtered("is_voting")
        return members.sorted(lambda member: VOTING_ROLES.index(member.role))

    def _get_secretary(self, day):
        """Return the secretary who keeps the minutes of a session called on a day.

        :param date day: of the call
        :rtype: res.users
        """
        self.ensure_one()
        members = self._get_members(day, "fixed")
        return members.filtered(lambda m: m.role == "secretary").user_id[:1]

    def _get_members(self, day, kind_of_seat):
        """Return the members of a kind who are in office on a day, in their order.

        :param date day: of the call
        :param str kind_of_seat: ``fixed``, ``reserve`` or ``expert``
        :rtype: tolerance.body.member
        """
        self.ensure_one()
        return self.member_ids.sorted().filtered(
            lambda member: member.kind_of_seat == kind_of_seat and member._has_term(day)
        )

    def _get_chair(self):
        """Return the member who chairs the body today.

        :rtype: tolerance.body.member
        """
        self.ensure_one()
        # sudo: every user may know the current day of an agency.
        company = self.company_id.sudo() or self.env.company
        members = self._get_roll_members(company._tolerance_today())
        return members.filtered(lambda member: member.role == "chair")

    def _get_title(self, role):
        """Return how somebody with a role is called in this body.

        :param str role: as of a member: ``chair``, ``vice_chair``, ...
        :rtype: str
        """
        titles = {}
        if self.titles in ("party_group", "party_committee"):
            titles = {
                "chair": self.env._("Party Secretary"),
                "vice_chair": self.env._("Deputy Party Secretary"),
                "member": self.env._("Member of the Party Group")
                if self.titles == "party_group"
                else self.env._("Member of the Party Committee"),
            }
        roles = dict(self.member_ids._fields["role"]._description_selection(self.env))
        return titles.get(role) or roles.get(role) or ""

    def _get_acting_fault(self, is_deciding):
        """Say why nobody could act for the body today, or return False.

        :param bool is_deciding: whether it decides or gives opinions on cases
        :rtype: str | bool
        """
        self.ensure_one()
        if not self.head_user_id:
            if self.member_ids:
                return self.env._(
                    "%(body)s has members, but no chair: nobody presides over it. "
                    "Appoint one.",
                    body=self.name,
                )
            return self.env._(
                "%(body)s has neither members nor a head: nobody can take its steps. "
                "Appoint them.",
                body=self.name,
            )
        if is_deciding and (users := self._get_users_without_role()):
            return self.env._(
                "%(body)s cannot decide yet: %(users)s lack the role of a deciding "
                "member. The administrator gives it to them.",
                body=self.name,
                users=write_list(self.env, users.mapped("name")),
            )
        return False

    def _get_users_without_role(self):
        """Return who decides for the body and has not the role of a deciding member.

        :rtype: res.users
        """
        self.ensure_one()
        # sudo: every user may know the current day of an agency.
        company = self.company_id.sudo() or self.env.company
        users = self._get_roll_members(company._tolerance_today()).user_id
        # sudo: users may not read each other's groups.
        return (users or self.head_user_id).filtered(
            lambda user: not user.sudo().has_group("mistake_tolerance.group_member")
        )

    def _get_for_unit(self, department):
        """Return which of these bodies serves a unit: the one nearest above it.

        :param hr.department department: the unit, or none
        :return: one body, or none
        :rtype: tolerance.body
        """
        # sudo: a rule needs this; the user may not see every unit above.
        unit_sudo = department.sudo()
        while unit_sudo:
            for body in self.sorted():
                if unit_sudo in body.sudo().unit_ids:
                    return body
            unit_sudo = unit_sudo.parent_id
        return self.browse()

    @api.model
    def _cron_refresh_heads(self):
        """Let the chair whose term has begun be the head, and no former one."""
        bodies = self.with_context(active_test=False).search(
            [("kind", "=", "committee"), ("member_ids.role", "=", "chair")]
        )
        heads = {body: body.head_user_id for body in bodies}
        self.env.add_to_compute(self._fields["head_user_id"], bodies)
        changed = bodies.filtered(lambda body: body.head_user_id != heads[body])
        changed._ledger_append(
            "body.change", lambda body: body._get_plain({"head_user_id"})
        )

    def write(self, vals):
        result = super().write(vals)
        if kept := self._get_ledger_fields() & vals.keys():
            self._ledger_append("body.change", lambda body: body._get_plain(kept))
        return result

    @api.model
    def _get_ledger_fields(self):
        """Return the fields whose changes the ledger keeps; a hook.

        :rtype: set
        """
        return {
            "name",
            "kind",
            "titles",
            "head_user_id",
            "upper_body_id",
            "office_id",
            "unit_ids",
            "active",
            *RULE_FIELDS,
        }

    @api.model_create_multi
    def create(self, vals_list):
        bodies = super().create(vals_list)
        bodies._ledger_append(
            "body.create", lambda body: body._get_plain({"kind", "head_user_id"})
        )
        return bodies

    def _get_plain(self, names):
        """Return plain values of the fields ``names``.

        :rtype: dict
        """
        self.ensure_one()
        plain = {}
        for name in sorted(names):
            field = self._fields[name]
            value = self[name]
            is_many = field.type == "many2many"
            plain[name] = (
                sorted(value.ids) if is_many else field.convert_to_write(value, self)
            ) or None
        return plain

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "body.create": self.env._("Body set up"),
            "body.change": self.env._("Body changed"),
        }
