from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import SQL

from ...rules.letter import Letter
from ...rules.letter_text import (
    find_names,
    hide_names,
    read_text,
    write_plain,
)
from ..base.db_trigger import create_trigger, keep_columns
from ..base.deletion import ondelete
from ..base.field import written
from ..base.wording import write_day, write_list
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked
from ..confidentiality.classified_mixin import CLASSIFIED
from .wording import CASE_KINDS

# What the clerk words while the letter is a draft.
WORDED = frozenset({"kind", "party_id", "title", "addressee", "body", "has_seal"})
# What is proposed by the wording of the agency.
PROPOSED = ("title", "addressee", "body", "has_seal")
# What stays as it was issued.
ISSUED = ("kind", "party_id", "title", "addressee", "body", "issued_on", "file_digest")
# Below so many people a unit is told by what happened in it; a choice of the product.
SMALL_UNIT = 10


class ToleranceLetter(models.Model):
    """A letter of a case: proposed by its wording, worded by the clerk, then issued.

    What is issued stays as it was: its text, and the file with its digest.
    """

    _name = "tolerance.letter"
    _description = "Letter of a Case"
    _inherit = [
        "tolerance.numbered.mixin",
        "tolerance.document",
        "tolerance.letter.mixin",
    ]
    _workflow_fields = frozenset(
        {"state", "issued_on", "issued_by", "file", "file_name", "file_digest"}
    )
    _order = "id desc"
    _rec_name = "title"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"addressee", "body", "file", "title"})

    _transitions = {
        "issue": Transition(
            "draft",
            "issued",
            required=("title", "body"),
            hidden_by="_get_in_charge_refusal",
            refused_by=(
                "_get_decision_refusal",
                "_get_names_refusal",
                "_get_font_refusal",
            ),
        ),
        "discard": Transition("draft", "discarded", hidden_by="_get_in_charge_refusal"),
    }

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    matter_title = fields.Char(related="case_id.matter_title")
    party_id = fields.Many2one(
        "tolerance.case.party",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('case_id', '=', case_id)]",
        help="Empty: the letter is about all parties of the case.",
    )
    kind = fields.Selection(
        [("determination", "Determination"), *CASE_KINDS],
        "Kind of Letter",
        required=True,
    )
    title = written.Char(
        compute="_compute_text", store=True, readonly=False, precompute=True
    )
    addressee = fields.Char(
        compute="_compute_text", store=True, readonly=False, precompute=True
    )
    body = written.Text(
        "Text",
        compute="_compute_text",
        store=True,
        readonly=False,
        precompute=True,
        help="Proposed from the wording of the agency and the case. A line that begins "
        "with # is a heading.",
    )
    has_seal = fields.Boolean(
        "Place for a Seal",
        compute="_compute_text",
        store=True,
        readonly=False,
        precompute=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("checking", "Waiting for a Second Person"),
            ("issued", "Issued"),
            ("discarded", "Discarded"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    issued_on = fields.Date(readonly=True, copy=False)
    issued_by = fields.Many2one("res.users", readonly=True, copy=False)
    file = fields.Binary("Issued File", attachment=True, readonly=True, copy=False)
    file_name = fields.Char(readonly=True, copy=False)
    file_digest = fields.Char("SHA-256 of the File", readonly=True, copy=False)
    caution = fields.Text("To Look At", compute="_compute_caution")
    can_issue = fields.Boolean(compute="_compute_can")
    can_discard = fields.Boolean(compute="_compute_can")

    def init(self):
        """Let the database keep what a letter is about, and what was issued."""
        super().init()
        keep_columns(self, "case_id")
        create_trigger(
            self.env.cr,
            self._table,
            "tolerance_letter_kept",
            SQL("UPDATE"),
            "tolerance_column_kept",
            *ISSUED,
            when=SQL("OLD.state IN ('issued', 'discarded')"),
        )

    @api.constrains("party_id", "case_id")
    def _check_party_id(self):
        for letter in self:
            if letter.party_id.case_id - letter.case_id:
                raise ValidationError(self.env._("Choose a party of this case."))

    @api.depends("kind", "party_id", "case_id")
    def _compute_text(self):
        """Propose title, addressee and text; the clerk words them."""
        may_write = self.browse().has_access("create")
        for letter in self:
            if letter.state != "draft":
                letter.update({name: letter[name] for name in PROPOSED})
            elif may_write and letter.kind and letter.case_id._filtered_access("read"):
                letter.update(letter._propose())
            else:
                letter.update(dict.fromkeys(PROPOSED, False))

    def _propose(self):
        """Return what the wording of the agency makes of the case.

        :return: values of the fields in ``PROPOSED``
        :rtype: dict
        """
        wording = self.env["tolerance.letter.wording"]._find(
            self.kind, self.case_id.company_id
        )
        # sudo: who words the letter may not read all that it is about.
        case_sudo = self.case_id.sudo()._origin
        party_sudo = self.party_id.sudo()._origin & case_sudo.party_ids
        text = wording._write(case_sudo._get_letter_values(party_sudo))
        if self.kind == "disclosure":
            names = self._get_party_names()
            text = {name: hide_names(part, names) for name, part in text.items()}
        return {**text, "has_seal": wording.has_seal}

    @api.depends("title", "document_number")
    def _compute_display_name(self):
        for letter in self:
            letter.display_name = letter.document_number or letter.title or ""

    @api.depends("kind", "body", "title", "party_id")
    @api.depends_context("lang")
    def _compute_caution(self):
        for letter in self:
            letter.caution = letter.kind == "disclosure" and letter._get_caution()

    def _get_caution(self):
        """Return by what somebody could still be known in a circular, or False."""
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

    def _get_party_names(self):
        # sudo: the parties are read to keep their names out of the text.
        subjects_sudo = self.case_id.sudo()._origin.party_ids.subject_id
        return subjects_sudo.filtered(lambda s: s.kind == "person").mapped("name")

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

    def _get_letter_number(self):
        """Return the number of the letter; a determination has that of the decision.

        :rtype: str
        """
        number = self.document_number
        if not number and self.kind == "determination":
            # sudo: who reads the letter may not read the decision.
            decision_sudo = self.case_id.sudo()._get_decision(self.party_id)
            number = decision_sudo.document_number or decision_sudo.name
        return number or ""

    def _get_issued_text(self):
        """Return the text of an issued letter, as a service keeps it.

        :rtype: str
        """
        letter = self._make_letter()
        head = [letter.level, letter.title, letter.number, letter.addressee]
        return "\n".join(
            filter(None, [*head, write_plain(letter.blocks), letter.sender, letter.day])
        )

    def _get_names_refusal(self):
        """Return which persons a circular still names, or False."""
        if self.kind != "disclosure":
            return False
        found = find_names(f"{self.title}\n{self.body}", self._get_party_names())
        return bool(found) and self.env._(
            "A circular is written without names. Take out first: %(names)s.",
            names=write_list(self.env, found),
        )

    def _get_font_refusal(self):
        """Return which characters cannot be printed here, or False; a hook."""
        return self._get_missing_sentence()

    def _get_number_refusal(self):
        if self.state != "draft":
            return self.env._("The number of a letter stays once it is issued.")
        return super()._get_number_refusal()

    @api.model
    def _get_number_sequence(self, company):
        # Letters are numbered by hand: their books differ by kind.
        return self.env["ir.sequence"]

    @api.model
    def _get_worded(self):
        """Return the fields that the clerk writes while the letter is a draft; a hook.

        :rtype: frozenset
        """
        return WORDED

    def write(self, vals):
        names = (self._get_worded() | {"case_id"}) & vals.keys()
        if names and not is_unlocked(self):
            self.check_access("write")
            if "case_id" in names or any(one.state != "draft" for one in self):
                raise AccessError(
                    self.env._(
                        "A letter stays as it was issued or discarded. Write a new one."
                    )
                )
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Letters stay on file; discard a draft instead."))

    def _get_letter_refusal(self):
        self.ensure_one()
        if self.state == "discarded":
            return self.env._("This draft was discarded: write a new letter.")
        return super()._get_letter_refusal()

    def _make_letter(self):
        self.ensure_one()
        lang = self.env.lang or "en_US"
        # sudo: who reads the letter may not read the company.
        company_sudo = self.company_id.sudo()
        levels = dict(self._fields["secrecy_level"]._description_selection(self.env))
        is_draft = not self.issued_on
        return Letter(
            title=self.title or "",
            addressee=self.addressee or "",
            blocks=tuple(read_text(self.body, lang)),
            number=self._get_letter_number(),
            level=levels[self.secrecy_level]
            if self.secrecy_level in CLASSIFIED
            else "",
            draft=self.env._("Draft, not issued") if is_draft else "",
            sender=company_sudo.name,
            day=write_day(self.env, self.issued_on),
            seal=self.env._("(seal)") if self.has_seal and not is_draft else "",
        )
