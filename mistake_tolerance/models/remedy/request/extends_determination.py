from odoo import fields, models

from ...base.wording import write_day


class ToleranceDetermination(models.Model):
    """A decision on a request ends that request when it is confirmed."""

    _inherit = "tolerance.determination"

    remedy_id = fields.Many2one(
        "tolerance.remedy.request",
        "Decided on Request",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
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
