from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ....rules.letter import Signature
from ...base.deletion import ondelete
from ...base.field import written
from ...base.inheriting import iter_declared
from ...base.person import check_person
from ...base.single import check_single
from ...base.wording import write_day
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked
from ..db_triggers.signed_triggers import keep_signed

SIGNATURE = ("state", "mode", "acted_on", "entered_by", "entered_on", "scan_digest")


class ToleranceSignedMixin(models.AbstractModel):
    """What a person states and signs: on screen, or on paper that a clerk records.

    Both have the same worth. Who has a login signs as themself; a paper is recorded
    with the day of the act, the day of the entry and the digest of its scan. What is
    never given is closed with its reason, so that nothing stays open silently. What
    was signed does not change; a trigger keeps it.
    """

    _name = "tolerance.signed.mixin"
    _description = "Signed on Screen or Recorded from Paper"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.attachment.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _mail_post_access = "read"
    _past_days = ("acted_on", "asked_on")

    # What is signed, and what says of whom and about what it is asked.
    _signed_content = frozenset()
    _asked_content = frozenset()
    # What a clerk enters of a paper, of a notice on paper, or of what is missing.
    _record_content = frozenset({"acted_on", "asked_on", "missing_reason", "scan_ids"})
    _delegated_acts = {"signed.record": "clerk", "signed.missing": "clerk"}
    # The task of the person who signs.
    _sign_task = ""

    _workflow_fields = frozenset(
        {"state", "mode", "entered_by", "entered_on", "scan_digest"}
    )
    _transitions = {
        "sign": Transition(
            "waiting",
            "signed",
            hidden_by=("_get_signer_refusal", "_get_asked_refusal"),
            depends="user_id",
        ),
        "record": Transition(
            "waiting",
            "signed",
            required=("acted_on", "scan_ids"),
            hidden_by=("_get_recorder_refusal", "_get_asked_refusal"),
            refused_by="_get_record_refusal",
            depends="user_id",
        ),
        "close_missing": Transition(
            "waiting",
            "missing",
            required="missing_reason",
            hidden_by=("_get_recorder_refusal", "_get_asked_refusal"),
            refused_by="_get_missing_refusal",
            depends="user_id",
        ),
    }

    user_id = fields.Many2one(
        "res.users",
        string="System User",
        ondelete="restrict",
        index=True,
        help="Empty for somebody without a login: a clerk records the signed paper.",
    )
    asked_on = fields.Date(
        "Told On", help="The day on which the person was asked or got the notice."
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("signed", "Signed and Given"),
            ("missing", "Not Given"),
        ],
        default="waiting",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    mode = fields.Selection(
        [("on_screen", "Signed on Screen"), ("recorded", "Recorded from Paper")],
        "Form of the Signature",
        readonly=True,
        copy=False,
    )
    acted_on = fields.Date("Day of the Act", copy=False)
    entered_by = fields.Many2one("res.users", readonly=True, copy=False)
    entered_on = fields.Date("Day of the Entry", readonly=True, copy=False)
    scan_ids = fields.Many2many("ir.attachment", copy=False)
    scan_digest = fields.Char("Digest of the Scan", readonly=True, copy=False)
    missing_reason = written.Text("Why It Is Missing", copy=False)
    is_asked = fields.Boolean(compute="_compute_roles")
    is_signer = fields.Boolean(compute="_compute_roles")
    is_recorder = fields.Boolean(compute="_compute_roles")
    can_sign = fields.Boolean(compute="_compute_can")
    can_record = fields.Boolean(compute="_compute_can")
    can_close_missing = fields.Boolean(compute="_compute_can")

    _signed_act = models.Constraint(
        "CHECK (state = 'waiting' OR (acted_on IS NOT NULL AND entered_by IS NOT NULL "
        "AND entered_on IS NOT NULL))",
        "What is signed names its day and who entered it.",
    )
    _signed_scan = models.Constraint(
        "CHECK (mode IS NULL OR mode <> 'recorded' OR scan_digest IS NOT NULL)",
        "What is recorded from paper has a scan.",
    )

    @classmethod
    def _get_signed_content(cls):
        """Return the fields that the signer fills in, of all classes of the model."""
        return frozenset().union(*iter_declared(cls, "_signed_content"))

    @classmethod
    def _get_asked_content(cls):
        """Return the fields that say who is asked what, of all classes of the model."""
        return frozenset().union(*iter_declared(cls, "_asked_content"))

    @classmethod
    def _get_record_content(cls):
        """Return the fields of a record from paper, of all classes of the model."""
        return frozenset().union(*iter_declared(cls, "_record_content"))

    def init(self):
        """Let the database refuse changes of what was signed."""
        super().init()
        if self._abstract:
            return
        keep_signed(
            self,
            {*SIGNATURE, *self._get_signed_content(), *self._get_asked_content()},
        )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_roles(self):
        """Tell the form who looks at it."""
        is_clerk = self.env.user.has_group("mistake_tolerance.group_clerk")
        for record in self:
            record.is_asked = record._is_asked()
            record.is_signer = record.user_id == self.env.user
            record.is_recorder = is_clerk

    @api.model_create_multi
    def create(self, vals_list):
        if not is_unlocked(self):
            check_person(self.env)
        records = super().create(vals_list)
        records._bind_uploads("scan_ids")
        for record in records.filtered(lambda record: record._is_asked()):
            record._ask()
        return records

    def write(self, vals):
        # Users without the right are refused for that, and learn nothing of the record.
        self.check_access("write")
        if not is_unlocked(self):
            self._check_writer(vals.keys() - self._get_workflow_fields())
        result = super().write(vals)
        if "scan_ids" in vals:
            self._bind_uploads("scan_ids")
        return result

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(
            self.env._("This stays on file. Say in the messages what is wrong with it.")
        )

    def _check_writer(self, names):
        """Refuse what is signed to everybody, and to others what is not theirs."""
        names = {n for n in names if not n.startswith(("message_", "activity_"))}
        if names and any(record.state != "waiting" for record in self):
            raise UserError(
                self.env._("What was signed stays as it is. Add to it in the messages.")
            )
        for record in self:
            if names - record._get_own_fields():
                raise AccessError(
                    self.env._(
                        "%(record)s: this part is not yours to change, or it is fixed "
                        "since the person was asked.",
                        record=record.display_name,
                    )
                )

    def _get_own_fields(self):
        """Return the fields that the current user writes before the signature.

        :rtype: set
        """
        if self.env.user.has_group("mistake_tolerance.group_clerk"):
            names = self._get_signed_content() | self._get_record_content()
            return names if self._is_asked() else names | self._get_asked_content()
        return self._get_signed_content() if self.user_id == self.env.user else set()

    def _ask(self):
        """Give a task to a person who can log in; others are asked on paper."""
        self.ensure_one()
        if self.user_id:
            if not self.asked_on:
                self._write_unlocked({"asked_on": self._get_today()})
            self._plan_todo(self._sign_task, self.user_id, self._get_sign_day())

    def _get_sign_day(self):
        """Return until when the person should sign, if there is such a day; a hook.

        :rtype: date | bool
        """
        return False

    def _is_asked(self):
        """Return whether the person has been asked; a hook.

        :rtype: bool
        """
        return True

    def _get_asked_refusal(self):
        return not self._is_asked() and self.env._(
            "%(record)s: give the notice first.", record=self.display_name
        )

    def _get_signer_refusal(self):
        return self.user_id != self.env.user and self.env._(
            "Only the person who was asked signs this on screen."
        )

    def _get_recorder_refusal(self):
        is_clerk = self.env.user.has_group("mistake_tolerance.group_clerk")
        return not is_clerk and self.env._("A clerk records what was signed on paper.")

    def _get_record_refusal(self):
        return self.user_id == self.env.user and self.env._(
            "You were asked yourself: sign on screen, or let another clerk record it."
        )

    def _get_missing_refusal(self):
        """Return why this cannot be closed as missing, or False; a hook."""
        return False

    def _get_required_fields(self, action):
        """Ask for what is signed as well."""
        names = super()._get_required_fields(action)
        if action in ("sign", "record"):
            names = (*self._get_required_content(), *names)
        return names

    def _get_required_content(self):
        """Return the fields that a signature needs; a hook.

        :rtype: tuple
        """
        return ()

    def action_open(self):
        """Open it on a page of its own, with its buttons."""
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def action_sign(self):
        """Sign on screen, as the person who was asked."""
        self.check_access("write")
        self._check_transition("sign")
        for record in self:
            record._do_close("sign", "on_screen", self._get_today())
        self._ledger_append("signed.sign")

    def action_record(self):
        """Record, as a clerk, what was signed on paper."""
        self.check_access("write")
        self._check_transition("record")
        for record in self:
            record._do_close("record", "recorded", record.acted_on)
        self._ledger_append("signed.record")

    def action_close_missing(self):
        """Enter, as a clerk, that and why nothing was given."""
        self.check_access("write")
        self._check_transition("close_missing")
        for record in self:
            day = record.acted_on or self._get_today()
            mode = "recorded" if record.scan_ids else False
            record._do_close("close_missing", mode, day)
        self._ledger_append("signed.missing")

    def _do_close(self, action, mode, day, **vals):
        """Write how and when it was signed, or why not, and end the task."""
        digests = [scan["sha256"] for scan in self._hash_uploads("scan_ids")]
        self._write_transition(
            action,
            {
                "mode": mode,
                "acted_on": day,
                "entered_by": self.env.uid,
                "entered_on": self._get_today(),
                "scan_digest": " ".join(digests) or False,
                **vals,
            },
        )
        self._finish_todo(self._sign_task)

    def _make_signature(self):
        """Return a line to sign by hand, or who signed on the screen and when.

        :rtype: rules.letter.Signature
        """
        self.ensure_one()
        if self.state != "signed" or self.mode != "on_screen":
            return Signature(self.display_name)
        return Signature(
            self.display_name,
            self.user_id.name,
            self.env._(
                "confirmed in the system on %(day)s",
                day=write_day(self.env, self.acted_on),
            ),
        )

    def _get_today(self):
        # sudo: every user may know the current day of an agency.
        return self.sudo().company_id[:1]._tolerance_today()

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        """Return the signed content as plain values.

        :rtype: dict
        """
        values = {
            name: self[name].ids if self._fields[name].relational else self[name]
            for name in sorted(self._get_signed_content() | self._get_asked_content())
        }
        return {
            **{
                name: fields.Date.to_string(value)
                if self._fields[name].type == "date"
                else value or None
                for name, value in values.items()
            },
            "mode": self.mode or None,
            "asked_on": fields.Date.to_string(self.asked_on),
            "acted_on": fields.Date.to_string(self.acted_on),
            "missing_reason": self.missing_reason or None,
            "scans": self._hash_uploads("scan_ids"),
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "signed.sign": self.env._("Statement or opinion signed"),
            "signed.record": self.env._("Signed paper recorded"),
            "signed.missing": self.env._("Statement or opinion not given"),
        }

    def _get_part_record(self):
        return self.case_id
