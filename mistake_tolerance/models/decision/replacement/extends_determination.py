from odoo import fields, models

from ...base.db_trigger import keep_columns


class ToleranceDetermination(models.Model):
    """A decision can replace an earlier one about the same party, never for worse."""

    _inherit = "tolerance.determination"

    replaces_id = fields.Many2one(
        "tolerance.determination",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="The decision about the same party that ends when this one is confirmed. "
        "The outcome is never worse by the order of severity: a rule of this product, "
        "as for reviews by the Civil Servant Law (art. 96).",
    )

    _confirmed_uniq = models.UniqueIndex(
        "(party_id) WHERE state = 'confirmed'",
        "One decision about a party is in force at a time.",
    )
    _replaces_uniq = models.UniqueIndex(
        "(replaces_id) WHERE state <> 'revoked' AND replaces_id IS NOT NULL",
        "Another decision replaces this one already.",
    )

    def init(self):
        """Let the database refuse to replace another decision."""
        super().init()
        keep_columns(self, "replaces_id")

    def _end_replaced(self):
        """End the decisions that these replace, in the transaction that confirms these.

        No record is judged in between without either of them.
        """
        for determination in self.filtered("replaces_id"):
            # sudo: who decides anew had no seat in the session before.
            old_sudo = determination.sudo().replaces_id
            if old_sudo.state != "confirmed":
                continue
            reason = self.env._("Decided anew, because it was asked for.")
            old_sudo._write_unlocked({"revocation_reason": reason})
            old_sudo._end()
            old_sudo._on_revoked()

    def _end(self):
        """End decisions and their effects, and enter it in the ledger."""
        self._touch_matters()
        for determination in self:
            today = determination.company_id._tolerance_today()
            determination._write_transition("revoke", {"revoked_on": today})
            # sudo: the system ends effects; the revoking user may not.
            determination.sudo().effect_ids._lift(today)
        self._ledger_append(
            "determination.revoke",
            lambda determination: determination._get_content(determination.effect_ids),
        )
        # Another decision about the party may be confirmed from here.
        self.flush_recordset(["state"])
