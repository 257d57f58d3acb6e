from odoo import api, models

from ...rules.letter_text import find_names
from ..base.wording import write_list

# Papers of the file, which are not sent to anybody.
KEPT = ("report", "catalogue")
# Below so many people a unit is told by what happened in it; a choice of the product.
SMALL_UNIT = 10


class ToleranceLetter(models.Model):
    """What the clerk reads before a letter is issued: refusals, and what may be wrong.

    A circular names no persons, and no letter states a decision that is not confirmed.
    """

    _inherit = "tolerance.letter"

    @api.depends("kind", "body", "title", "party_id", "document_number", "state")
    @api.depends_context("lang")
    def _compute_caution(self):
        for letter in self:
            cautions = (letter._get_unit_caution(), letter._get_number_caution())
            letter.caution = "\n".join(filter(None, cautions))

    def _get_number_caution(self):
        """Return that a letter would go out without a number, or False.

        No regulation that is known asks for one, and an agency numbers some kinds
        only: it is said before the letter is issued, and not refused.
        """
        if self.state != "draft" or self.kind in (False, *KEPT):
            return False
        return not self._get_paper_number() and self.env._(
            "There is no document number yet, and none can be given once the letter is "
            "issued. If the agency numbers letters of this kind, press Document Number "
            "first."
        )

    def _get_unit_caution(self):
        """Return by what somebody could still be known in a circular, or False."""
        if self.kind != "disclosure":
            return False
        # sudo: how many people a unit has is no secret; who they are is not read.
        unit_sudo = self.case_id._filtered_access("read").sudo().matter_id.department_id
        count = unit_sudo.total_employee
        if (
            not unit_sudo
            or count >= SMALL_UNIT
            or unit_sudo.name not in (f"{self.title}{self.body}")
        ):
            return False
        return self.env._(
            "The text names %(unit)s, which has %(count)s people: who is meant can be "
            "guessed. Name a larger unit, or leave it out.",
            unit=unit_sudo.name,
            count=count,
        )

    def _get_decision_refusal(self):
        """Return why no decision lets this letter be issued, or False."""
        if self.kind == "disclosure":
            return self._get_disclosure_refusal()
        if self.kind != "determination":
            return False
        if not self.party_id:
            return self.env._("A determination is about one party: choose the party.")
        # sudo: who issues the letter may not read the decision.
        decision_sudo = self.case_id.sudo()._get_decision(self.party_id)
        return not decision_sudo and self.env._(
            "%(party)s: the decision is not confirmed yet. Until then print it as a "
            "draft.",
            party=self.party_id.display_name,
        )

    def _get_disclosure_refusal(self):
        """Return that nothing was granted that could be made known, or False."""
        # sudo: who issues the letter may not read the decisions.
        case_sudo = self.case_id.sudo()
        decisions_sudo = case_sudo.determination_ids.filtered(
            lambda d: d.state == "confirmed" and d.degree_kind != "refused"
        )
        parties = self.party_id or self.case_id.party_ids
        return not (parties & decisions_sudo.party_id.sudo(False)) and self.env._(
            "%(number)s: only what was granted is made known, after the decision is "
            "confirmed.",
            number=self.case_id.name,
        )

    def _get_names_refusal(self):
        """Return which persons a circular still names, or False."""
        if self.kind != "disclosure":
            return False
        return self._get_named_refusal(f"{self.title}\n{self.addressee}\n{self.body}")

    def _get_named_refusal(self, text):
        """Return which persons a text names that is to be without names, or False."""
        found = find_names(text, self._get_party_names())
        return bool(found) and self.env._(
            "A circular is written without names. Take out first: %(names)s.",
            names=write_list(self.env, found),
        )
