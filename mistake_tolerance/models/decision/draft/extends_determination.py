from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...base.field import written
from ...base.wording import write_day
from ...base.write_permit import is_unlocked, unlocked

# What the members of a committee vote on, beside the outcome.
VOTED = frozenset({"situation_ids", "exclusion_ids"})


class ToleranceDetermination(models.Model):
    """The reasons of a draft are worded in one text, here or in the session.

    What a committee voted stays as it was voted, also for who confirms it.
    """

    _inherit = "tolerance.determination"
    _logged_content = frozenset({"voted_reasons"})

    facts = written.Text(
        "Facts Found",
        compute="_compute_facts",
        store=True,
        readonly=False,
        precompute=True,
        help="What happened, as the decision states it; the party reads it. Proposed "
        "from the matter and the assessment: leave out what names who reported it.",
    )
    recorded_note = fields.Char(
        "Recorded From a Meeting", compute="_compute_recorded_note"
    )
    is_voted = fields.Boolean("Decided by Several", compute="_compute_voted")
    voted_reasons = fields.Text(
        "Reasons of the Vote",
        compute="_compute_voted",
        help="As the members gave them, where the reasons were worded anew.",
    )
    wording_note = fields.Char("Reasons Worded Anew", compute="_compute_voted")

    def _get_deciding_sessions(self):
        """Return the closed sessions from which this decision can follow; a hook.

        :rtype: tolerance.session
        """
        self.ensure_one()
        return self.case_id._get_deciding_sessions()

    def _get_deciding_result(self):
        """Return the result of a session from which this decision follows.

        :rtype: tolerance.session.result
        """
        self.ensure_one()
        return self.party_id._pick_result(self._get_deciding_sessions())

    def _get_deciding_session(self):
        """Return the sessions from which these decisions follow.

        :rtype: tolerance.session
        """
        found = self.env["tolerance.session"]
        for one in self:
            found |= one.party_id._pick_session(one._get_deciding_sessions())
        return found

    def _get_confirming_users(self):
        """Return who confirms and revokes these decisions.

        It is who presided over that session: the chair, or the vice chair who did so.

        :rtype: res.users
        """
        # sudo: a rule needs this; the user may not read the sessions.
        session_sudo = self.sudo()._get_deciding_session()
        return session_sudo._get_presiding_users().sudo(False)

    @api.depends("party_id.case_id.session_ids.state", "reasons")
    @api.depends_context("lang")
    def _compute_voted(self):
        """Say whether several decided, and where the reasons are not theirs."""
        for determination in self:
            # sudo: who reads the decision may not read the session.
            result_sudo = determination.sudo()._get_deciding_result()
            determination.is_voted = (
                bool(result_sudo) and result_sudo.session_id.is_collective
            )
            voted = determination.is_voted and result_sudo.voted_reasons
            is_reworded = voted and voted != determination.reasons
            determination.voted_reasons = is_reworded and voted
            determination.wording_note = is_reworded and self.env._(
                "The reasons were worded anew after the vote; those of the members "
                "stand beside them."
            )

    @api.depends("party_id.case_id.session_ids.state")
    @api.depends_context("lang")
    def _compute_recorded_note(self):
        """Say of a decision that it was taken in a room and entered later."""
        for determination in self:
            # sudo: who reads the decision may not read the session.
            result_sudo = determination.sudo()._get_deciding_result()
            determination.recorded_note = (
                result_sudo.session_id._get_recorded_note() if result_sudo else False
            )

    @api.depends("party_id")
    def _compute_facts(self):
        """Propose the facts; who confirms the decision words them."""
        for determination in self:
            is_new = determination.state == "draft" and not determination.facts
            determination.facts = (
                # sudo: who confirms the decision may not read the whole matter.
                determination.sudo()._propose_facts() if is_new else determination.facts
            )

    def _propose_facts(self):
        """Return what the matter and the assessment say of the facts.

        :rtype: str
        """
        self.ensure_one()
        assessment = self.party_id.assessment_ids[:1]
        texts = (
            self._write_matter(),
            self.matter_id.description,
            assessment.conclusion,
        )
        return "\n".join(filter(None, texts))

    def _write_matter(self):
        """Return number, title and day of the matter as a sentence.

        :rtype: str
        """
        matter = self.matter_id
        return self.env._(
            "Matter %(number)s, %(title)s, happened on %(day)s.",
            number=matter.name,
            title=matter.title,
            day=write_day(self.env, matter.occurred_on),
        )

    def _write_facts(self):
        """Return the facts in the language of the reader, as far as they are ours.

        The sentence about the matter is kept in the language of who drafted the
        decision. Where nobody has worded it anew, it says the same in any other.

        :rtype: list
        """
        installed = [lang for lang, _name in self.env["res.lang"].get_installed()]
        ours = {self.with_context(lang=lang)._write_matter() for lang in installed}
        lines = (self.facts or self._propose_facts()).splitlines()
        return [self._write_matter() if line in ours else line for line in lines]

    def write(self, vals):
        if VOTED & vals.keys() and not is_unlocked(self):
            self._check_voted()
        result = super().write(vals)
        if "reasons" in vals:
            self._share_reasons()
        return result

    def _check_voted(self):
        """Refuse other situations and exclusions than a committee voted."""
        if any(determination.is_voted for determination in self):
            raise AccessError(
                self.env._(
                    "Situations and exclusions are those that the body voted on; a new "
                    "session decides again."
                )
            )

    def _share_reasons(self):
        """Enter the reasons of a draft in the result that it rests on."""
        # sudo: who confirms the decision may not have the rights of the session.
        for draft_sudo in self.sudo().filtered(lambda d: d.state == "draft"):
            result_sudo = draft_sudo._get_deciding_result()
            if result_sudo and result_sudo.reasons != draft_sudo.reasons:
                unlocked(result_sudo).write({"reasons": draft_sudo.reasons})
