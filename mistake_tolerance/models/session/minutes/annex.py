from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...base.deletion import ondelete
from ...base.field import written
from ...base.wording import write_day
from ...base.write_permit import is_unlocked
from .triggers import protect_annexes


class ToleranceMinutesAnnex(models.Model):
    """What is added to confirmed minutes; they themselves do not change."""

    _name = "tolerance.minutes.annex"
    _description = "Annex to Minutes"
    _inherit = [
        "tolerance.own.entry.mixin",
        "tolerance.ledger.mixin",
        "tolerance.original",
    ]
    _rec_name = "minutes_id"
    _order = "minutes_id, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"text"})

    minutes_id = fields.Many2one(
        "tolerance.minutes", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="minutes_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="minutes_id.company_id", store=True)
    text = written.Text(required=True)
    author_id = fields.Many2one(
        "res.users",
        "Added By",
        required=True,
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    added_on = fields.Datetime(
        required=True, readonly=True, default=fields.Datetime.now
    )
    display_text = fields.Text(compute="_compute_display_text")

    def init(self):
        """Keep every annex as it was added."""
        super().init()
        protect_annexes(self)

    @api.depends("text", "author_id", "added_on")
    @api.depends_context("lang")
    def _compute_display_text(self):
        for annex in self:
            annex.display_text = annex.added_on and self.env._(
                "%(author)s, %(day)s: %(text)s",
                author=annex.author_id.name,
                day=write_day(self.env, annex.added_on.date()),
                text=annex.text or "",
            )

    def _on_entered(self):
        super()._on_entered()
        self._ledger_append(
            "minutes.annex", lambda annex: {"author": annex.author_id.id}
        )

    def _get_entry_refusal(self):
        """Return why this user adds nothing to the minutes, or False."""
        minutes = self.minutes_id
        if minutes.state != "confirmed":
            return self.env._("An annex is added once the minutes are confirmed.")
        # sudo: who has part in the minutes may not read every seat.
        seats_sudo = minutes.sudo().session_id.seat_ids
        allowed = minutes.chair_id | minutes.secretary_id | seats_sudo.user_id
        if self.env.user not in allowed:
            return self.env._(
                "The chair, the secretary and the members of the session add annexes."
            )
        return False

    def write(self, vals):
        if not is_unlocked(self):
            raise AccessError(self.env._("An annex does not change: add another."))
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Annexes stay on file."))

    def _get_ledger_record(self):
        return self.minutes_id

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        return {**self.minutes_id._get_ledger_values(), "annex": self.text}
