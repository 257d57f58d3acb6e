from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import clean_context

from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.person import check_person
from ...base.task_mixin import Task
from ...base.write_permit import is_unlocked, unlocked

STAFF = "mistake_tolerance.group_clerk,mistake_tolerance.group_member"
KINDS = [
    ("reconsideration", "Reconsideration"),
    ("appeal", "Appeal"),
    ("correction", "Correcting Session"),
]
# What the clerk enters while the request is dealt with.
HANDLED = frozenset({"body_id", "answer", "extension_reason"})
OPEN = ("submitted", "accepted")
ENDED = ("upheld", "changed")


class ToleranceRemedyRequest(models.Model):
    """A party asks that a decision served on it is looked at once more.

    Reconsideration (复议、复核) and appeal (申诉) are for regulations that have such a
    step; any other has a correcting session, which is an act of its own. A new panel
    decides, and never worse for the party. While it does, the decision stays in force.
    """

    _name = "tolerance.remedy.request"
    _description = "Request to Decide Anew"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.attachment.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _mail_post_access = "read"
    _order = "id desc"
    _conflict_paths = ("case_id.conflict_ids",)
    _own_page_paths = ("user_id",)
    _logged_content = frozenset({"reason", "late_reason", "attachment_ids", "answer"})
    _subject_field = "subject_id"
    _tasks = {
        "answer_remedy": Task(parts=("clerk",)),
        "decide_remedy": Task(parts=("clerk",), is_notice=True),
    }
    _past_days = ("asked_on",)

    _workflow_fields = frozenset(
        {
            "state",
            "name",
            "user_id",
            "determination_id",
            "served_on",
            "due_on",
            "limit_text",
            "is_late",
            "accepted_on",
            "decide_by",
            "extended_until",
            "answered_by",
            "answered_on",
        }
    )
    _number_field = "name"

    name = fields.Char("Number", readonly=True, copy=False, index="trigram")
    party_id = fields.Many2one(
        "tolerance.case.party",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('id', 'in', selectable_party_ids)]",
        groups=STAFF,
    )
    selectable_party_ids = fields.Many2many(
        "tolerance.case.party",
        compute="_compute_selectable_party_ids",
        export_string_translation=False,
        groups=STAFF,
    )
    case_id = fields.Many2one(
        related="party_id.case_id",
        string="Case of the Request",
        store=True,
        index=True,
        groups=STAFF,
    )
    case_number = fields.Char("Case", related="party_id.case_id.name", store=True)
    company_id = fields.Many2one(related="party_id.company_id", store=True)
    subject_id = fields.Many2one(
        related="party_id.subject_id", store=True, index=True, string="Person or Unit"
    )
    application_id = fields.Many2one(
        "tolerance.application", ondelete="restrict", index="btree_not_null"
    )
    kind = fields.Selection(KINDS, "What Is Asked For", required=True)
    way = fields.Selection(
        [
            ("own_page", "On the Own Page"),
            ("paper", "On Paper, Entered by the Clerk"),
            ("own_motion", "By the Body Itself"),
        ],
        "How It Came In",
        required=True,
        default="own_page",
    )
    user_id = fields.Many2one(
        "res.users",
        "Asked By",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    asked_by = written.Char("Name on the Paper")
    asked_on = fields.Date(
        required=True,
        default=lambda self: self.env.company._tolerance_today(),
        help="The day on which the request came in.",
    )
    determination_id = fields.Many2one(
        "tolerance.determination",
        "Decision Questioned",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups=STAFF,
    )
    reason = written.Text(
        "Why It Is to Be Decided Anew",
        required=True,
        help="What is wrong in the decision, and what shows it.",
    )
    late_reason = written.Text("Why It Comes Late")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "tolerance_remedy_request_attachment_rel",
        "request_id",
        "attachment_id",
        string="Attachments",
        copy=False,
    )
    state = fields.Selection(
        [
            ("submitted", "To Be Answered"),
            ("accepted", "Before a New Panel"),
            ("refused", "Request Refused"),
            ("upheld", "Decision Upheld"),
            ("changed", "Decided Anew"),
            ("withdrawn", "Request Withdrawn"),
        ],
        default="submitted",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    body_id = fields.Many2one(
        "tolerance.body",
        "Decides Anew",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        groups=STAFF,
        help="Its members who decided before or gave an opinion have no vote: a choice "
        "of the product.",
    )
    answer = written.Text("Reasons of the Refusal", copy=False)
    answered_by = fields.Many2one("res.users", readonly=True, copy=False, groups=STAFF)
    answered_on = fields.Date(readonly=True, copy=False)
    session_ids = fields.One2many("tolerance.session", "remedy_id", groups=STAFF)
    delivery_ids = fields.One2many(
        "tolerance.decision.delivery", "remedy_id", groups=STAFF
    )

    _open_uniq = models.UniqueIndex(
        "(party_id) WHERE state IN ('submitted', 'accepted')",
        "A request about this decision is being dealt with already.",
    )
    _check_way = models.Constraint(
        "CHECK ((way = 'own_page') = (user_id IS NOT NULL) "
        "AND (way <> 'paper' OR asked_by IS NOT NULL) "
        "AND (way <> 'own_motion' OR kind = 'correction'))",
        "Say who asks: the party on the own page, the name on the paper; by itself a "
        "body holds a correcting session alone.",
    )
    _check_refused = models.Constraint(
        "CHECK (state <> 'refused' OR answer IS NOT NULL)",
        "A refusal needs its reasons.",
    )
    _check_late = models.Constraint(
        "CHECK (is_late IS NOT TRUE OR late_reason IS NOT NULL)",
        "The limit has passed: say why the request comes late.",
    )

    def init(self):
        """Keep in the database who asked for what, and when."""
        super().init()
        keep_columns(
            self,
            "party_id",
            "application_id",
            "kind",
            "way",
            "user_id",
            "asked_by",
            "asked_on",
            "reason",
            "late_reason",
            "is_late",
        )

    @api.depends_context("default_case_id", "uid")
    def _compute_selectable_party_ids(self):
        """Offer the parties of the case from which the form was opened."""
        case_id = self.env.context.get("default_case_id")
        domain = [("case_id", "=", case_id)] if case_id else []
        parties = self.env["tolerance.case.party"].search(domain)
        self.selectable_party_ids = parties.filtered("is_served")

    @api.model_create_multi
    def create(self, vals_list):
        """Ask on the own page, or enter what came in on paper."""
        if is_unlocked(self):
            return super().create(vals_list)
        self.check_access("create")
        check_person(self.env)
        prepared = [self._prepare_request(vals) for vals in vals_list]
        # sudo: who asks may not write what follows from the request. Nothing of it
        # comes from the context of a client.
        # pylint: disable-next=context-overridden
        plain_sudo = self.sudo().with_context(clean_context(self.env.context))
        requests_sudo = unlocked(plain_sudo).create(prepared).with_env(plain_sudo.env)
        Sequence = self.env["ir.sequence"]
        for request_sudo in requests_sudo:
            request_sudo._bind_uploads("attachment_ids")
            request_sudo._write_unlocked({"name": Sequence.next_by_code(self._name)})
            request_sudo._on_submitted()
        return requests_sudo.with_env(self.env)

    def _get_earliest_days(self):
        # sudo: who asks may not read the delivery; the own day is no secret.
        served_on = self.sudo().served_on
        return {"asked_on": (served_on, self.env._("the service of the decision"))}

    def write(self, vals):
        if is_unlocked(self):
            return super().write(vals)
        self.check_access("write")
        names = {n for n in vals if not n.startswith(("message_", "activity_"))}
        if names - HANDLED - self._workflow_fields:
            raise AccessError(
                self.env._("What was asked stays as it was entered; answer it below.")
            )
        if names & HANDLED and any(request.state not in OPEN for request in self):
            raise AccessError(self.env._("This request is answered: it stays."))
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("A request stays on file; withdraw it instead."))

    def _get_ledger_chain(self):
        # sudo: who asks on the own page does not read the case.
        return self.sudo().case_id

    def _get_part_record(self):
        # sudo: the clerk of the case has its tasks, whoever asks.
        return self.sudo().case_id

    def _get_clerk_refusal(self):
        """Return why the current user does not deal with the request, or False."""
        # sudo: who asks on the own page may not read the case.
        return self.sudo().case_id.sudo(self.env.su)._get_lead_refusal()

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
            "views": [(False, "form")],
            "context": defaults,
        }
