from odoo import fields, models

from ...base.db_trigger import keep_columns


class ToleranceDetermination(models.Model):
    """A decision can replace an earlier one about the same party, never for worse."""

    _inherit = "tolerance.determination"
    _workflow_fields = frozenset({"replaces_id"})

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

    def _get_bound_refusal(self):
        """Return why a decision stands as it is for now, or False; a hook.

        :rtype: str | bool
        """
        return False

    def _get_areas_refusal(self):
        """Refuse to protect less than the decision that this one replaces."""
        # sudo: who decides anew may not read what was decided before.
        held_sudo = self.sudo().replaces_id.line_ids.filtered("is_selected")
        for line in self.line_ids:
            for old_sudo in held_sudo:
                if old_sudo.scheme_area_id == line.scheme_area_id and (
                    line._is_narrower(old_sudo)
                ):
                    return self.env._(
                        "%(area)s: what the decision questioned protects stays "
                        "protected, as long and by as much.",
                        area=line.area_id.name,
                    )
        return super()._get_areas_refusal()

    def _get_influence_refusal(self):
        """Refuse a longer influence period than that of the decision replaced."""
        # sudo: who decides anew may not read what was decided before.
        old_sudo = self.sudo().replaces_id
        until = self.influence_until
        if until and (
            old_sudo.has_no_influence_period
            or (old_sudo.influence_until and until > old_sudo.influence_until)
        ):
            return self.env._(
                "%(party)s: the influence period does not end later than the decision "
                "questioned says.",
                party=self.subject_id.display_name,
            )
        return super()._get_influence_refusal()

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


class ToleranceDeterminationLine(models.Model):
    _inherit = "tolerance.determination.line"

    def _is_narrower(self, other):
        """Return whether this line protects less than that of another decision.

        :param tolerance.determination.line other: of the same area, and selected
        :rtype: bool
        """
        self.ensure_one()
        is_capped = self.form == other.form == "deduction_reduced"
        return (
            not self.is_selected
            or (
                bool(self.date_to)
                and (not other.date_to or self.date_to < other.date_to)
            )
            or (
                bool(self.date_from)
                and (not other.date_from or self.date_from > other.date_from)
            )
            or (is_capped and self.cap_points > other.cap_points)
        )
