from odoo import Command, api, fields, models

from ...base.single import check_single


class ToleranceBallot(models.Model):
    """Shows the brief on the ballot, and lets a member agree with what was proposed."""

    _inherit = "tolerance.ballot"
    _logged_content = frozenset({"brief", "called_in_ids"})

    brief = fields.Html(compute="_compute_brief")
    # What a ballot says that agrees, as the client sends it.
    proposal = fields.Json(
        compute="_compute_proposal", exportable=False, export_string_translation=False
    )

    called_in_ids = fields.Many2many(
        "tolerance.session.seat",
        string="Opinions of Persons Called In",
        compute="_compute_called_in_ids",
    )

    @api.depends("session_id.seat_ids.question", "session_id.seat_ids.opinion")
    @api.depends_context("uid")
    def _compute_called_in_ids(self):
        for ballot in self:
            seats = ballot.session_id.seat_ids._filtered_access("read")
            ballot.called_in_ids = seats.filtered(
                lambda seat: seat.question or seat.opinion
            )

    @api.depends("party_id", "case_id.session_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_brief(self):
        for ballot in self:
            ballot.brief = ballot.party_id._write_brief()

    @api.depends("is_mine", "kind", "case_id.session_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_proposal(self):
        """Compute the choice of a member who agrees with the preliminary opinion."""
        for ballot in self:
            # sudo: what was decided before is read by those who decide now.
            decided_sudo = ballot.party_id.sudo()._get_preliminary_results()[-1:]
            is_open = ballot.is_mine and ballot.kind == "decision"
            ballot.proposal = is_open and decided_sudo._get_agreeing_choice()

    def action_agree(self):
        """Fill in the ballot as the preliminary opinion says, and show it once more.

        :return: action of the dialog that asks whether to cast this vote
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        if choice := self.proposal:
            self.write(
                {
                    name: [Command.set(value)] if isinstance(value, list) else value
                    for name, value in choice.items()
                }
            )
        return self.action_review()


class ToleranceSessionResult(models.Model):
    _inherit = "tolerance.session.result"

    def _get_agreeing_choice(self):
        """Return what a ballot says that agrees with this result, or False.

        :rtype: dict | bool
        """
        return bool(self) and {
            "degree_id": self.degree_id.id,
            "situation_ids": self.situation_ids.ids,
            "exclusion_ids": self.exclusion_ids.ids,
            "conduct_answer": self.conduct_answer,
            "is_abstention": False,
            "is_return": False,
            "question": False,
            "reasons": self.env._(
                "I agree with the preliminary opinion: %(reasons)s",
                reasons=self.reasons,
            ),
        }
