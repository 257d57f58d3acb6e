from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ....rules.blank import is_blank
from ....rules.cell import simplify
from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.person import check_person
from ...base.task_mixin import Part, Task
from ...base.write_permit import is_unlocked, unlocked

STAFF = "mistake_tolerance.group_clerk,mistake_tolerance.group_member"
# What the person who asks enters; all else follows from it.
ENTERED = frozenset({"application_id", "session_id", "named", "reason"})
# What the person who decides enters before the decision.
DECIDED = frozenset({"user_id", "answer"})
# Working days; a default of the agency, not prescribed by the source.
DAYS = 1


class ToleranceRecusal(models.Model):
    """A member of a body who must not take part in a case, and why.

    The system finds it when the roll is made, the member declares it, or a party asks
    for it. Who presides decides about the last two; about the chair, a vice chair
    decides; for a body of one person, the head of the upper body or else a clerk, who
    notes it. The grounds are those of the Sanctions Law (政务处分法) art. 47.
    """

    _name = "tolerance.recusal"
    _description = "Recusal"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
    ]
    _mail_post_access = "read"
    _rec_name = "case_number"
    _order = "id desc"
    _conflict_paths = ("case_id.conflict_ids",)
    # Who asked reads the own request and its answer, a party or a member who left.
    _own_page_paths = ("asked_by_id",)
    # It says nothing about the matter itself.
    _logged_content = frozenset()
    _parts_of_users = {
        "recusal_decider": Part("recusal", "decider_id", [("state", "=", "requested")]),
    }
    _tasks = {
        "decide_recusal": Task(parts=("recusal_decider",)),
        "recusal_decided": Task(is_notice=True),
    }

    _workflow_fields = frozenset(
        {
            "state",
            "origin",
            "ground",
            "case_id",
            "requested_by_party_id",
            "asked_by_id",
            "decider_id",
            "due_on",
            "decided_by",
            "decided_on",
        }
    )

    case_id = fields.Many2one(
        "tolerance.case",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        groups=STAFF,
    )
    case_number = fields.Char(related="case_id.name", store=True)
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    session_id = fields.Many2one(
        "tolerance.session",
        ondelete="restrict",
        index="btree_not_null",
        groups=STAFF,
    )
    application_id = fields.Many2one(
        "tolerance.application", ondelete="restrict", index="btree_not_null"
    )
    requested_by_party_id = fields.Many2one(
        "tolerance.case.party",
        "Requested by the Party",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        groups=STAFF,
    )
    asked_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    origin = fields.Selection(
        [
            ("found", "Found"),
            ("declared", "Declared by the Member"),
            ("requested", "Requested by a Party"),
        ],
        "How It Came Up",
        required=True,
        readonly=True,
        default="requested",
    )
    # A ground that only few people can have would reveal who reported the matter.
    ground = fields.Selection(
        [
            ("party", "Is a Party"),
            ("line", "Is a Superior or a Subordinate of a Party"),
            ("inquirer", "Has Inquired into the Case"),
            ("opinion", "Gave the Opinion on the Case"),
            ("other", "Another Ground on File"),
        ],
        readonly=True,
        groups=STAFF,
    )
    user_id = fields.Many2one(
        "res.users",
        "Member",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('id', 'in', candidate_ids)]",
        groups=STAFF,
        help="The member whom the request means.",
    )
    candidate_ids = fields.Many2many(
        "res.users", compute="_compute_candidate_ids", groups=STAFF
    )
    named = fields.Char(
        "Whom It Is About", help="Name or office, as in the notice that you have."
    )
    reason = written.Text(
        help="Near relative, witness, an interest in the case, or what else could "
        "affect fairness."
    )
    state = fields.Selection(
        [
            ("requested", "To Be Decided"),
            ("granted", "Recused"),
            ("refused", "Request Refused"),
        ],
        default="requested",
        required=True,
        readonly=True,
        copy=False,
    )
    decider_id = fields.Many2one(
        "res.users",
        "To Be Decided By",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups=STAFF,
    )
    due_on = fields.Date(
        "Decide Until",
        readonly=True,
        copy=False,
        help="One working day: a default of the agency, not prescribed by the source.",
    )
    answer = written.Text("Reasons of the Decision", copy=False)
    decided_by = fields.Many2one(
        "res.users", "Decision Taken By", readonly=True, copy=False, groups=STAFF
    )
    decided_on = fields.Date("Decision Taken On", readonly=True, copy=False)

    _check_reason = models.Constraint(
        "CHECK (origin = 'found' OR reason IS NOT NULL)",
        "Say why the member must not take part.",
    )
    _check_refused = models.Constraint(
        "CHECK (state <> 'refused' OR answer IS NOT NULL)",
        "A refusal needs its reasons.",
    )
    _check_granted = models.Constraint(
        "CHECK (state <> 'granted' OR user_id IS NOT NULL)",
        "Say which member is recused.",
    )
    _pending_uniq = models.UniqueIndex(
        "(case_id, asked_by_id, COALESCE(named, '')) WHERE state = 'requested'",
        "You have asked for this already: it is being decided.",
    )

    def init(self):
        """Keep in the database who asked for what."""
        super().init()
        keep_columns(
            self, "case_id", "origin", "asked_by_id", "named", "reason", "ground"
        )

    @api.depends("session_id.seat_ids.user_id", "case_id")
    def _compute_candidate_ids(self):
        for recusal in self:
            recusal.candidate_ids = recusal._get_candidates()

    def _get_candidates(self):
        """Return the users who can be recused: the roll, or the body called next.

        :rtype: res.users
        """
        self.ensure_one()
        # sudo: who asks reads neither roll nor body.
        recusal_sudo = self.sudo()
        if recusal_sudo.session_id:
            seats_sudo = recusal_sudo.session_id.seat_ids
            return seats_sudo.filtered(lambda s: s.state != "recused").user_id
        case_sudo = recusal_sudo.case_id
        body_sudo = case_sudo and case_sudo._get_next_session_step().body_id
        if not body_sudo:
            return self.env["res.users"]
        today = recusal_sudo.company_id._tolerance_today()
        members_sudo = body_sudo._get_roll_members(today)
        return members_sudo.user_id or body_sudo.head_user_id

    @api.model_create_multi
    def create(self, vals_list):
        """Declare one's own recusal in a session, or ask for that of a member."""
        if is_unlocked(self):
            return super().create(vals_list)
        self.check_access("create")
        check_person(self.env)
        prepared = [self._prepare_request(vals) for vals in vals_list]
        # sudo: who asks may not write what follows from the request.
        recusals = unlocked(self.sudo()).create(prepared).with_env(self.env)
        for recusal_sudo in recusals.sudo():
            recusal_sudo._match_name()
            recusal_sudo._choose_decider()
            recusal_sudo._ledger_append(f"recusal.{recusal_sudo.origin}")
        return recusals

    @api.model
    def _prepare_request(self, vals):
        """Return the values of a request, from what the person entered.

        :raises AccessError: if it is neither about the own seat nor the own case
        """
        entered = {name: vals[name] for name in ENTERED & vals.keys() if vals[name]}
        if set(filter(vals.get, vals)) - ENTERED:
            raise AccessError(self.env._("A new record starts at its first step."))
        if "application_id" in entered:
            values = self._prepare_of_party(entered["application_id"])
        else:
            values = self._prepare_of_member(entered.get("session_id"))
        if is_blank(entered.get("reason")):
            raise UserError(self.env._("Say why the member must not take part."))
        is_requested = values["origin"] == "requested"
        if is_requested and not entered.get("named"):
            raise UserError(self.env._("Name the member whom it is about."))
        # sudo: who asks may read neither the case nor the calendar of the agency.
        case_sudo = self.env["tolerance.case"].sudo().browse(values["case_id"])
        company = case_sudo.company_id
        day = company._tolerance_today()
        Day = self.env["tolerance.calendar.day"].sudo()
        due_on, _provisional = Day._add_working_days(day, DAYS, company)
        return {
            "reason": entered["reason"],
            # A member who declares it means nobody else.
            "named": is_requested and entered["named"],
            "asked_by_id": self.env.uid,
            "due_on": due_on,
            **values,
        }

    @api.model
    def _prepare_of_member(self, session_id):
        session = self.env["tolerance.session"].browse(session_id)
        if not session:
            raise AccessError(
                self.env._("Ask from your own application, or from your own ballot.")
            )
        session.check_access("read")
        if refusal := session._get_declare_refusal():
            raise UserError(refusal)
        return {
            "origin": "declared",
            "session_id": session.id,
            "case_id": session.case_id.id,
            "user_id": self.env.uid,
        }

    @api.model
    def _prepare_of_party(self, application_id):
        application = self.env["tolerance.application"].browse(application_id)
        application.check_access("read")
        if refusal := application._get_recusal_refusal():
            raise UserError(refusal)
        # sudo: the applicant does not read the case.
        party_sudo = application.sudo().party_ids
        return {
            "origin": "requested",
            "application_id": application.id,
            "requested_by_party_id": party_sudo.id,
            "case_id": party_sudo.case_id.id,
            "session_id": party_sudo.case_id._get_running_session().id,
        }

    def _match_name(self):
        """Enter the member, if exactly one has the name that was written."""
        written = simplify(self.named)
        found = self._get_candidates().filtered(lambda u: simplify(u.name) == written)
        if len(found) == 1:
            unlocked(self).write({"user_id": found.id})

    def write(self, vals):
        if is_unlocked(self):
            return super().write(vals)
        self.check_access("write")
        names = {n for n in vals if not n.startswith(("message_", "activity_"))}
        if names - DECIDED - self._get_workflow_fields():
            raise AccessError(
                self.env._("What was asked stays as it was entered; answer it below.")
            )
        if names & DECIDED:
            check_person(self.env)
            for recusal in self:
                if refusal := recusal._get_decide_refusal():
                    raise AccessError(refusal)
        before = {recusal: recusal.user_id for recusal in self}
        result = super().write(vals)
        for recusal in self.filtered(lambda r: r.user_id != before[r]):
            if recusal.origin != "requested" or (
                recusal.user_id and recusal.user_id not in recusal._get_candidates()
            ):
                raise AccessError(self.env._("Choose a member who has a seat."))
            # sudo: who names the member may not read the roll. About the chair a vice
            # chair decides.
            recusal.sudo()._choose_decider()
        return result

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("A recusal stays on file."))

    @api.model
    def _get_new_action(self, name, **defaults):
        """Return the action that opens a page to fill in.

        :param str name: its title
        :param defaults: for the context
        :rtype: dict
        """
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": self._name,
            "view_mode": "form",
            "context": defaults,
        }

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        """Return the request, or the ground found, as text.

        A ground on file is entered without the name: by the names in the other entries
        it would tell who reported the matter.
        """
        is_named = self.ground != "other"
        return {
            "user_id": self.user_id.id if is_named and self.user_id else None,
            "origin": self.origin,
            "ground": self.ground or None,
            "named": self.named or None,
            "reason": self.reason or None,
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "recusal.found": self.env._("Recusal found"),
            "recusal.declared": self.env._("Recusal declared by the member"),
            "recusal.requested": self.env._("Recusal requested"),
            "recusal.grant": self.env._("Recusal decided"),
            "recusal.refuse": self.env._("Request for recusal refused"),
        }
