"""What corrections and follow-ups have in common."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.deletion import ondelete
from ..base.field import written
from ..base.wording import write_list
from ..base.write_permit import is_unlocked

STAFF = "mistake_tolerance.group_clerk"


class ToleranceCareRecord(models.AbstractModel):
    """Common base of corrections and follow-ups.

    The person concerned can read them, but neither the case nor the matter: those
    fields are for staff. Separate fields show what the person may know.
    """

    _name = "tolerance.care.record"
    _description = "Care after a Decision"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.deadline.mixin",
    ]
    _order = "id desc"
    _mail_post_access = "read"

    name = fields.Char("Number", readonly=True, copy=False, index="trigram")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    determination_id = fields.Many2one(
        "tolerance.determination",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups=STAFF,
    )
    case_id = fields.Many2one(
        related="determination_id.case_id",
        store=True,
        index="btree_not_null",
        groups=STAFF,
    )
    matter_id = fields.Many2one(
        "tolerance.matter",
        required=True,
        ondelete="restrict",
        index=True,
        groups=STAFF,
    )
    subject_id = fields.Many2one(
        "tolerance.subject",
        string="Person or Unit",
        required=True,
        ondelete="restrict",
        index=True,
    )
    decision_number = fields.Char(related="determination_id.name")
    matter_title = fields.Char(related="matter_id.title", string="Matter in Short")
    void_reason = written.Text("Reason for Voiding", copy=False)
    # Users who are not offered; the refusals check the same.
    technical_user_ids = fields.Many2many(
        "res.users", compute="_compute_unsuitable_user_ids", compute_sudo=True
    )
    concerned_user_ids = fields.Many2many(
        "res.users", compute="_compute_unsuitable_user_ids", compute_sudo=True
    )

    @api.depends("subject_id")
    def _compute_unsuitable_user_ids(self):
        """Compute users who are not offered: system accounts and those it is about."""
        technical = self.env.ref("base.group_system").all_user_ids
        for record in self:
            record.technical_user_ids = technical
            record.concerned_user_ids = record.subject_id._get_users()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create([{**vals, "name": False} for vals in vals_list])
        Sequence = self.env["ir.sequence"]
        for record in records:
            record._write_unlocked({"name": Sequence.next_by_code(self._name)})
        return records

    def write(self, vals):
        if not is_unlocked(self):
            names = {
                name
                for name in vals.keys() - self._get_workflow_fields()
                if not name.startswith(("message_", "activity_"))
            }
            for record in self if names else ():
                if sentence := record._get_write_refusal(names):
                    raise AccessError(sentence)
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("This stays on file; it can be voided instead."))

    def _get_write_refusal(self, names):
        """Return why the current user may not write these fields now, or False.

        :param set names: fields that no action guards
        """
        open_names = self._get_writable_names()
        if names <= open_names:
            return False
        return self.env._(
            "%(number)s: you cannot change “%(fields)s” now. It belongs to another "
            "person or to another step.",
            number=self.name,
            fields=write_list(
                self.env,
                [
                    self._fields[name]._description_string(self.env)
                    for name in sorted(names - open_names)
                ],
            ),
        )

    def _get_writable_names(self):
        """Return the fields that the user may write in the present state; a hook.

        :rtype: set
        """
        return set()

    def _get_clerk_refusal(self):
        """Return a refusal if the user does not act as a clerk here, else False.

        :rtype: str | bool
        """
        return not self._is_clerk() and self.env._(
            "%(number)s: only a clerk can do this.", number=self.name
        )

    def _is_clerk(self):
        """Return whether the user acts as a clerk here, never in a matter of their own.

        :rtype: bool
        """
        user = self.env.user
        return self.env.su or (user.has_group(STAFF) and not self._is_concerned(user))

    def _is_concerned(self, user):
        """Return whether this is about the user, or about the unit the user heads."""
        self.ensure_one()
        return user in self.subject_id._get_users()

    def _get_clerk(self):
        """Return the clerk of the case, or the clerks of the agency if it has none.

        :rtype: res.users
        """
        self.ensure_one()
        # sudo: the acting user may not be able to read the case.
        clerk_sudo = self.sudo().case_id.clerk_id.filtered("active")
        return clerk_sudo.sudo(False) or self._get_clerks(self.company_id)

    def _get_ledger_chain(self):
        return self.case_id

    def _void(self, reason):
        """End records that followed from a decision which was revoked.

        :param str reason: why
        """
        self._write_unlocked({"state": "void", "void_reason": reason})
        # sudo: the activities of all users are removed, since nothing is left to do.
        self.sudo().activity_ids.unlink()
        self._ledger_append(f"{self._ledger_prefix}.void", {"reason": reason})
