from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..base.single import check_single
from ..base.workflow_mixin import Transition


class ToleranceDetermination(models.Model):
    """Confirming and revoking a decision, and what the reader does next."""

    _inherit = "tolerance.determination"
    _delegated_acts = {
        "determination.confirm": "seat",
        "determination.revoke": "seat",
    }

    _transitions = {
        "confirm": Transition(
            "draft",
            "confirmed",
            hidden_by=(
                "_get_decider_refusal",
                "_get_situation_refusal",
                "_get_tolerance_refusal",
                "_get_areas_refusal",
                "_get_influence_refusal",
            ),
            depends=(
                "degree_kind",
                "situation_ids",
                "exclusion_ids",
                "influence_until",
                "has_no_influence_period",
                "line_ids.is_selected",
                "line_ids.form",
                "line_ids.date_from",
                "line_ids.date_to",
                "line_ids.omission_reason",
            ),
        ),
        # Shown before its reason is written: its dialog asks for it.
        "revoke": Transition(
            "confirmed",
            "revoked",
            hidden_by=("_get_decider_refusal", "_get_bound_refusal"),
            refused_by="_get_reason_refusal",
        ),
    }
    _workflow_fields = frozenset({"state", "name", "decided_on", "revoked_on"})

    can_confirm = fields.Boolean(compute="_compute_can")
    can_revoke = fields.Boolean(compute="_compute_can")
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")

    def action_confirm(self):
        """Confirm the determinations; from here on they bind.

        Only who presided over the deciding session confirms. Effects begin, negative
        marks that were already written for the matter are neutralised, and new ones
        are refused.

        :return: True
        :raises UserError: with one sentence for each that may not be confirmed
        """
        self.check_access("write")
        self._do_confirm()
        return True

    def action_open_revocation(self):
        """Open the dialog that asks for the reason of a revocation.

        :return: the action
        :rtype: dict
        :raises UserError: if the determination may not be revoked
        """
        check_single(self)
        self.check_access("write")
        if refusals := self._get_hiding_refusals("revoke"):
            raise UserError(refusals[self.id])
        view = self.env.ref("mistake_tolerance.tolerance_determination_view_revocation")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Revoke %(number)s", number=self.display_name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_revoke(self):
        """Revoke confirmed determinations; their effects end and marks count again.

        No source gives a rule for this; it is an explicit act with a reason.

        :return: True
        :raises UserError: with one sentence for each that may not be revoked
        """
        self.check_access("write")
        self._do_revoke()
        return True

    def _get_decider_refusal(self):
        return not self._is_decider() and self.env._(
            "%(number)s: only who presided over the deciding session may do this. Ask "
            "the deciding body.",
            number=self.display_name,
        )

    def _get_reason_refusal(self):
        return not self.revocation_reason and self.env._(
            "%(number)s: write the reason for the revocation first.",
            number=self.display_name,
        )

    def _is_decider(self):
        """Return whether the current user presided over the session that decided.

        Of several parties, each can have its own session.

        :rtype: bool
        """
        self.ensure_one()
        return self.env.user in self._get_confirming_users()

    def _get_situation_refusal(self):
        is_lacking = self.degree_kind != "refused" and not self.situation_ids
        return is_lacking and self.env._(
            "%(party)s: name the situation of the scheme that applies.",
            party=self.subject_id.display_name,
        )

    def _get_tolerance_refusal(self):
        """Return which finding of the inquiry rules tolerance out, or False."""
        if self.degree_kind == "refused":
            return False
        assessment = self.party_id.assessment_ids
        # Only an older case has none; no session opens without it.
        situations = self.situation_ids if assessment else self.situation_ids.browse()
        refusals = assessment._get_tolerance_refusals(situations, self.exclusion_ids)
        return "\n".join(refusals) or False

    def _get_areas_refusal(self):
        for line in self.line_ids:
            if not line.is_selected and not line.omission_reason:
                return self.env._(
                    "%(area)s is left out: give the reason, or protect it.",
                    area=line.area_id.name,
                )
            if (line.date_from or line.date_to) and not line.omission_reason:
                return self.env._(
                    "%(area)s is protected for a time only: give the reason, or leave "
                    "the dates empty.",
                    area=line.area_id.name,
                )
        return False

    def _get_influence_refusal(self):
        """Ask until when promotion may suffer, unless there is no such period."""
        if (
            self.degree_id.area_effect in ("reduced", "after_period")
            and not self.influence_until
            and not self.has_no_influence_period
            and self.line_ids.filtered(
                lambda li: li.is_selected and li.form != "deduction_reduced"
            )
        ):
            return self.env._(
                "%(party)s: enter the day on which the influence period ends, or that "
                "there is none.",
                party=self.subject_id.display_name,
            )
        return False

    def _do_confirm(self):
        # Code that skips the button has no seat in the session either.
        self._check_transition("confirm")
        # Flushed first: a trigger refuses changes once the decision is confirmed.
        self.env.flush_all()
        self._end_replaced()
        for determination in self:
            number = self.env["ir.sequence"].next_by_code("tolerance.determination")
            determination._write_transition(
                "confirm",
                {
                    "name": number,
                    "decided_on": determination.company_id._tolerance_today(),
                },
            )
        self._touch_matters()
        # sudo: the system writes effects; the deciding user may not.
        effects = self.env["tolerance.effect"].sudo()._create_effects(self)
        self._ledger_append(
            "determination.confirm",
            lambda determination: determination._get_content(effects),
        )
        self._finish_todo("confirm")
        self.case_id._refresh_decided()
        self.case_id._refresh_referral()
        self._on_confirmed()

    def _do_revoke(self):
        self._check_transition("revoke")
        self._end()
        self.case_id._refresh_decided()
        self.case_id._refresh_referral()
        self._on_revoked()

    def _touch_matters(self):
        """Update the matters, so that a mark written at the same time conflicts.

        One transaction writes a negative mark, another confirms the decision, and
        neither sees the other. Both would succeed. Updating the same row makes
        PostgreSQL retry one of them.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE tolerance_matter SET guard_touch = guard_touch + 1 "
                "WHERE id = ANY(%s)",
                sorted(self.matter_id.ids),
            )
        )
        self.matter_id.invalidate_recordset(["guard_touch"])

    def _get_ledger_chain(self):
        return self.case_id

    def _get_content(self, effects):
        """Return the decision as plain values, for the ledger.

        :param tolerance.effect effects: those of this decision, perhaps others too
        :rtype: dict
        """
        own = effects.filtered(lambda effect: effect.determination_id == self)
        return {
            "degree": self.degree_kind,
            "subject": self.subject_id.id,
            "matter": self.matter_id.name,
            "nature": self.nature or None,
            "situations": self.situation_ids.sorted("number").mapped("number"),
            "exclusions": self.exclusion_ids.sorted("id").ids,
            "facts": self.facts or None,
            "reasons": self.reasons,
            "revocation_reason": self.revocation_reason or None,
            "influence": [
                str(day) for day in (self.influence_from, self.influence_until) if day
            ],
            "areas": sorted(own.area_id.mapped("code")),
            "principle_ids": self.principle_ids.ids,
        }

    @api.depends(
        "state",
        "situation_ids",
        "exclusion_ids",
        "influence_until",
        "has_no_influence_period",
        "line_ids.is_selected",
        "line_ids.form",
        "line_ids.date_from",
        "line_ids.date_to",
        "line_ids.omission_reason",
    )
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        for determination in self:
            determination.next_action = determination._get_next_action()

    def _get_next_action(self):
        """Return the next act of the reader, or the user for whom the decision waits.

        :rtype: str
        """
        self.ensure_one()
        if self.state == "draft" and self._is_decider():
            # What hides the button is said, too.
            lacking = self._get_refusals("confirm").get(self.id)
            return lacking or self.env._("Press Confirm Decision.")
        if self.state == "draft":
            # sudo: every user may know which body decides.
            body_sudo = (
                self.sudo()
                .case_id.session_ids.filtered(
                    lambda session: session.kind == "decision"
                )
                .body_id
            )
            return self.env._(
                "The member who decided for “%(body)s” confirms it.",
                body=body_sudo[:1].name,
            )
        case = self.case_id._filtered_access("read")
        if self.state == "confirmed" and case:
            return self.env._("Confirmed. %(next)s", next=case._get_follow_sentence())
        return self.env._("Nothing to do here.")

    def _on_confirmed(self):
        """Start what follows from a decision; a hook."""

    def _on_revoked(self):
        """End what followed from a decision that no longer stands; a hook."""

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "determination.confirm": self.env._("Determination confirmed"),
            "determination.revoke": self.env._("Determination revoked"),
        }
