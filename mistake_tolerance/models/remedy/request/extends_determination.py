from odoo import api, fields, models

from ...base.db_trigger import keep_columns
from ...base.wording import write_day


class ToleranceDetermination(models.Model):
    """A decision on a request ends that request when it is confirmed."""

    _inherit = "tolerance.determination"
    _workflow_fields = frozenset({"remedy_id"})

    remedy_id = fields.Many2one(
        "tolerance.remedy.request",
        "Decided on Request",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    def init(self):
        """Let the database refuse another request."""
        super().init()
        keep_columns(self, "remedy_id")

    def _get_deciding_sessions(self):
        """Tell the panel of a request from the session that decided first."""
        return (
            super()
            ._get_deciding_sessions()
            .filtered(lambda session: session.remedy_id == self.remedy_id)
        )

    @api.model
    def _get_can_depends(self):
        return super()._get_can_depends() | {"party_id.remedy_ids.state"}

    def _get_bound_refusal(self):
        """A decision that is questioned stands until the panel has decided."""
        if refusal := super()._get_bound_refusal():
            return refusal
        # sudo: who revokes the decision may not read the request.
        requests_sudo = self.sudo().party_id._get_open_remedy()
        return bool(requests_sudo) and self.env._(
            "%(request)s asks for a decision anew: until that is answered, "
            "%(number)s stays in force.",
            request=requests_sudo[:1].name,
            number=self.display_name,
        )

    def _get_content(self, effects):
        content = super()._get_content(effects)
        if self.replaces_id:
            content["replaces"] = self.replaces_id.name
        return content

    def _get_request_sentence(self):
        """Return on which request it was taken or upheld, or False.

        :rtype: str | bool
        """
        self.ensure_one()
        # sudo: who reads the decision may not read the request.
        determination_sudo = self.sudo()
        if request_sudo := determination_sudo.remedy_id:
            return self.env._(
                "On the request of %(day)s, decision %(number)s ends, and this one "
                "takes its place.",
                day=write_day(self.env, request_sudo.asked_on),
                number=request_sudo.determination_id.name,
            )
        request_sudo = determination_sudo.party_id._get_last_remedy()
        if request_sudo.state != "upheld":
            return False
        return request_sudo.determination_id == determination_sudo and self.env._(
            "On the request of %(day)s, decision %(number)s is upheld.",
            day=write_day(self.env, request_sudo.asked_on),
            number=self.name,
        )

    def _on_confirmed(self):
        result = super()._on_confirmed()
        # sudo: the deciding member has no rights on the request.
        self.sudo().remedy_id._end("changed")
        return result
