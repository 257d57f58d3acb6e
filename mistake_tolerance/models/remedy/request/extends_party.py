from odoo import api, fields, models

from ....rules.brief import shorten
from ...base.wording import write_pair
from ...session.brief.extends_party import SHOWN
from .limits import REVIEWS
from .request import ENDED, KINDS, OPEN


class ToleranceCaseParty(models.Model):
    """What a party can ask for after the service, and what was asked."""

    _inherit = "tolerance.case.party"

    remedy_ids = fields.One2many(
        "tolerance.remedy.request", "party_id", string="Requests to Decide Anew"
    )

    @api.depends("delivery_ids.remedy_id", "remedy_ids.state")
    def _compute_is_served(self):
        """After a request was decided, what was decided is served once more."""
        result = super()._compute_is_served()
        for party in self:
            if request := party._get_last_remedy():
                party.is_served = request in party.delivery_ids.remedy_id
        return result

    def _get_deciding_sessions(self):
        """Leave out a panel that has not decided in place of the first session."""
        # sudo: who asks may not read the request.
        return (
            super()
            ._get_deciding_sessions()
            .filtered(
                lambda session: (
                    not session.remedy_id or session.sudo().remedy_id.state == "changed"
                )
            )
        )

    def _get_last_remedy(self):
        """Return the last request that a panel decided.

        :rtype: tolerance.remedy.request
        """
        self.ensure_one()
        ended = self.remedy_ids.filtered(lambda request: request.state in ENDED)
        return ended.sorted("id")[-1:]

    def _get_open_remedy(self):
        """Return the requests about these parties that are dealt with now.

        :rtype: tolerance.remedy.request
        """
        return self.remedy_ids.filtered(lambda request: request.state in OPEN)

    def _get_decision_in_force(self):
        """Return the decision about the party that is in force.

        :rtype: tolerance.determination
        """
        self.ensure_one()
        return self.determination_ids.filtered(lambda d: d.state == "confirmed")

    def _get_remedy_refusal(self, kind, way="own_page"):
        """Return why nobody can ask for this now, or False.

        :param str kind: of the request
        :param str way: how it comes in
        :rtype: str | bool
        """
        case = self.case_id
        if not self or not self._get_decision_in_force() or not self.is_served:
            return self.env._(
                "A decision can be questioned once it is in force and was served in "
                "writing."
            )
        if open_request := self._get_open_remedy():
            return self.env._(
                "%(number)s about this decision is being dealt with already.",
                number=open_request.name,
            )
        steps = case.version_id._get_known_steps()
        has_step = bool(steps.filtered(lambda step: step.kind in REVIEWS))
        if kind in REVIEWS and not has_step:
            return self.env._(
                "%(scheme)s has neither reconsideration nor appeal: ask for a "
                "correcting session.",
                scheme=case.version_id.display_name,
            )
        if kind == "correction" and has_step and way != "own_motion":
            return self.env._(
                "%(scheme)s has reconsideration or appeal: ask for that.",
                scheme=case.version_id.display_name,
            )
        done = set(self.remedy_ids.filtered(lambda r: r.state in ENDED).mapped("kind"))
        if kind in done or (kind == "reconsideration" and "appeal" in done):
            kinds = dict(
                self.remedy_ids._fields["kind"]._description_selection(self.env)
            )
            return kind in REVIEWS and self.env._(
                "This was decided once already: %(kind)s. It is not asked for again.",
                kind=kinds[kind],
            )
        return kind not in dict(KINDS) and self.env._("Say what is asked for.")

    def _get_brief_rows(self):
        rows = super()._get_brief_rows()
        # sudo: members read the request in the session that decides it.
        for request in self.sudo()._get_open_remedy():
            kinds = dict(request._fields["kind"]._description_selection(self.env))
            rows.insert(
                2,
                (
                    self.env._("Asked to Decide Anew"),
                    write_pair(
                        self.env, kinds[request.kind], shorten(request.reason, SHOWN)
                    ),
                ),
            )
        return rows
