from typing import NamedTuple

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError

from ..base.deletion import ondelete
from ..base.field import written
from ..base.write_permit import is_unlocked

ROLES = [
    ("clerk", "Clerk in Charge"),
    ("unit_head", "Head of a Unit"),
    ("body_head", "Head of a Body"),
    ("helper", "Follow-up Helper"),
]
TERMS = frozenset(
    {
        "principal_id",
        "deputy_id",
        "role",
        "body_id",
        "company_id",
        "date_from",
        "date_to",
        "reason",
    }
)


class ActiveDelegation(NamedTuple):
    """An appointed delegation, as plain ids that are kept in memory."""

    deputy_id: int
    principal_id: int
    role: str
    company_id: int
    body_id: int | bool
    date_from: object
    date_to: object


class ToleranceDelegation(models.Model):
    """A stand-in: one user acts for another who is away, in one role, for some days.

    The principal is the user who is away, the deputy the user who stands in. The deputy
    may do what the principal's role in a record allows, but gets no group: only a clerk
    can stand in for a clerk. A delegation starts and ends on its dates without an
    action. A delegated role cannot be delegated again.
    """

    _name = "tolerance.delegation"
    # The ledger keeps the name under which its entries were hashed.
    _ledger_name = "tolerance.stand.in"
    _description = "Stand-in"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.thread",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _order = "date_from desc, id desc"
    _rec_name = "deputy_id"

    _other_days = ("date_from", "date_to")

    _workflow_fields = frozenset(
        {"state", "appointed_by_id", "appointed_on", "ended_on", "ended_by_id"}
    )

    principal_id = fields.Many2one(
        "res.users",
        string="Who Is Away",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("share", "=", False)],
    )
    deputy_id = fields.Many2one(
        "res.users",
        string="Stand-in",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("share", "=", False)],
    )
    role = fields.Selection(
        ROLES,
        string="Stands In As",
        required=True,
        help="The role that is delegated. It gives no rights of a group: only a clerk "
        "can stand in for a clerk.",
    )
    body_id = fields.Many2one(
        "tolerance.body",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('head_user_id', '=', principal_id),"
        " ('admits_delegation', '=', True)]",
        help="A vote is personal: a body admits a stand-in only where its own rule "
        "says so.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True, help="The last day.")
    reason = written.Char(required=True, help="Such as leave, illness, a posting.")
    state = fields.Selection(
        [("draft", "Draft"), ("appointed", "Appointed"), ("ended", "Ended Early")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    phase = fields.Selection(
        [
            ("draft", "Draft"),
            ("planned", "Upcoming"),
            ("running", "Current"),
            ("over", "Over"),
            ("ended", "Ended Early"),
        ],
        string="Standing In",
        compute="_compute_phase",
    )
    appointed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    appointed_on = fields.Date(readonly=True, copy=False)
    ended_on = fields.Date("Ended Early On", readonly=True, copy=False)
    ended_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    _dates = models.Constraint(
        "CHECK (date_to >= date_from)", "A stand-in cannot end before it begins."
    )
    _another = models.Constraint(
        "CHECK (principal_id <> deputy_id)", "The stand-in must be another person."
    )
    _appointed_by_another = models.Constraint(
        "CHECK (appointed_by_id IS NULL OR appointed_by_id <> deputy_id)",
        "You cannot appoint yourself as a stand-in. Ask another administrator or HR "
        "officer.",
    )
    _body_named = models.Constraint(
        "CHECK ((role = 'body_head') = (body_id IS NOT NULL))",
        "Name the body if the head of a body is away, and only then.",
    )
    # Ranges of one number each, so that no extension of PostgreSQL is needed; the
    # first letter tells the roles apart.
    _one_at_a_time = models.Constraint(
        "EXCLUDE USING gist (int4range(principal_id, principal_id, '[]') WITH &&, "
        "int4range(company_id, company_id, '[]') WITH &&, "
        "int4range(ascii(role), ascii(role), '[]') WITH &&, "
        "int4range(COALESCE(body_id, 0), COALESCE(body_id, 0), '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&) WHERE (state = 'appointed')",
        "Somebody stands in for this person in this role at that time already.",
    )

    @api.depends("state", "date_from", "date_to", "company_id")
    def _compute_phase(self):
        for stand_in in self:
            today = stand_in.company_id and stand_in.company_id._tolerance_today()
            if stand_in.state != "appointed":
                stand_in.phase = stand_in.state
            elif today < stand_in.date_from:
                stand_in.phase = "planned"
            else:
                stand_in.phase = "over" if today > stand_in.date_to else "running"

    @api.depends("deputy_id", "principal_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for stand_in in self:
            stand_in.display_name = self.env._(
                "%(deputy)s for %(principal)s",
                deputy=stand_in.deputy_id.name or "",
                principal=stand_in.principal_id.name or "",
            )

    @api.onchange("role")
    def _onchange_role(self):
        if self.role != "body_head":
            self.body_id = False

    @api.model_create_multi
    def create(self, vals_list):
        stand_ins = super().create(vals_list)
        self._forget()
        return stand_ins

    def write(self, vals):
        if TERMS & vals.keys() and not is_unlocked(self):
            if any(stand_in.state != "draft" for stand_in in self):
                raise AccessError(
                    self.env._(
                        "An appointment does not change. End it early, and appoint "
                        "anew."
                    )
                )
        result = super().write(vals)
        self._forget()
        return result

    def _forget(self):
        """Clear the caches of who stands in for whom."""
        self.env.registry.clear_cache()
        self.env.invalidate_all()

    @ondelete
    def _unlink_except_appointed(self):
        if any(stand_in.state != "draft" for stand_in in self):
            raise AccessError(
                self.env._("An appointment stays on file; it can be ended early.")
            )

    @api.model
    @tools.ormcache()
    def _get_appointed(self):
        """Return the appointed delegations of all users that have not ended.

        They are cached, because every new entry of the ledger reads them.

        :return: of :class:`ActiveDelegation`
        :rtype: tuple
        """
        # The day can differ between agencies: the earliest one counts.
        # sudo: the rules ask who stands in; users do not read all appointments.
        appointed = [("state", "=", "appointed")]
        agencies_sudo = self.sudo().search(appointed).company_id
        days = [agency._tolerance_today() for agency in agencies_sudo]
        since = min(days, default=self.env.company._tolerance_today())
        rows_sudo = self.sudo().search([*appointed, ("date_to", ">=", since)])
        return tuple(
            ActiveDelegation(
                row.deputy_id.id,
                row.principal_id.id,
                row.role,
                row.company_id.id,
                row.body_id.id,
                row.date_from,
                row.date_to,
            )
            for row in rows_sudo
        )

    @api.model
    def _get_running(self, role, deputy=None, principals=None):
        """Return the delegations of a role that run today, by the day of each company.

        :param str role: the delegated role
        :param res.users deputy: only those of this stand-in
        :param res.users principals: only those of these absent users
        :return: of :class:`ActiveDelegation`
        :rtype: list
        """
        # sudo: every user may know the current day of an agency.
        Company = self.env["res.company"].sudo()
        return [
            delegation
            for delegation in self._get_appointed()
            if delegation.role == role
            and (deputy is None or delegation.deputy_id == deputy.id)
            and (principals is None or delegation.principal_id in principals.ids)
            and delegation.date_from
            <= Company.browse(delegation.company_id)._tolerance_today()
            <= delegation.date_to
        ]
