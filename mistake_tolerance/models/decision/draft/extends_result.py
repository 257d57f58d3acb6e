from odoo import models

from ...base.write_permit import unlocked


class ToleranceSessionResult(models.Model):
    """The reasons of a result are those of the draft, until it is confirmed."""

    _inherit = "tolerance.session.result"

    def _is_drafted(self):
        """Return whether a determination follows from the result; a hook.

        :rtype: bool
        """
        self.ensure_one()
        return True

    def _prepare_draft(self):
        """Return the values of the determination that follows from it; a hook.

        :rtype: dict
        """
        self.ensure_one()
        return {
            "party_id": self.party_id.id,
            "degree_id": self.degree_id.id,
            "situation_ids": [(6, 0, self.situation_ids.ids)],
            "exclusion_ids": [(6, 0, self.exclusion_ids.ids)],
            "reasons": self.reasons,
            "nature": self.nature,
        }

    def _get_drafts(self):
        """Return the drafts that follow from this result, none from another session.

        :rtype: tolerance.determination
        """
        self.ensure_one()
        return self.party_id.determination_ids.filtered(
            lambda d: d.state == "draft" and d._get_deciding_result() == self
        )

    def _get_wording_refusal(self):
        refusal = super()._get_wording_refusal()
        if refusal or self.kind != "decision":
            return refusal
        # sudo: the secretary may not read decisions.
        if not self.sudo()._get_drafts():
            return self.env._(
                "The decision is confirmed: its reasons stay as they are."
            )
        return False

    def _on_worded(self):
        super()._on_worded()
        # sudo: the secretary words the draft without deciding.
        for result_sudo in self.sudo().filtered(lambda r: r.kind == "decision"):
            unlocked(result_sudo._get_drafts()).write({"reasons": result_sudo.reasons})
