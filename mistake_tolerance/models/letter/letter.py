from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import SQL

from ...rules.letter import Letter
from ...rules.letter_text import hide_names, read_text, write_plain
from ..base.db_trigger import create_trigger, keep_columns
from ..base.deletion import ondelete
from ..base.field import written
from ..base.field.changed import find_changed
from ..base.wording import write_day
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked
from ..confidentiality.classified_mixin import CLASSIFIED
from .wording import CASE_KINDS

# What the clerk words while the letter is a draft.
WORDED = frozenset(
    {"kind", "lang", "party_id", "title", "addressee", "body", "has_seal"}
)
# What is proposed by the wording of the agency.
PROPOSED = ("title", "addressee", "body", "has_seal")
# What stays as it was issued.
ISSUED = (
    "kind",
    "lang",
    "party_id",
    "title",
    "addressee",
    "body",
    "has_seal",
    "document_number",
    "determination_id",
    "remedy_id",
    "state",
    "issued_on",
    "file_name",
    "file_digest",
)


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
        {
            "state",
            "issued_on",
            "issued_by",
            "file",
            "file_name",
            "file_digest",
            "determination_id",
            "remedy_id",
        }
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
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language of the Letter",
        default=lambda self: self.env.lang or "en_US",
        required=True,
        help="The whole letter is in this language, whoever reads or prints it.",
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
    determination_id = fields.Many2one(
        "tolerance.determination",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="The decision that was issued by this letter.",
    )
    remedy_id = fields.Many2one(
        "tolerance.remedy.request",
        "Issued After the Request",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="The last request about the decision that a panel had decided by then.",
    )
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

    @api.depends("kind", "lang", "party_id", "case_id")
    def _compute_text(self):
        """Propose title, addressee and text; the clerk words them."""
        may_write = self.browse().has_access("create")
        for letter in self:
            if letter.state != "draft":
                letter.update({name: letter[name] for name in PROPOSED})
            elif may_write and letter.kind and letter.case_id._filtered_access("read"):
                letter.update(letter.with_context(lang=letter.lang)._propose())
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

    def _get_party_names(self):
        # sudo: the parties are read to keep their names out of the text.
        subjects_sudo = self.case_id.sudo()._origin.party_ids.subject_id
        return subjects_sudo.filtered(lambda s: s.kind == "person").mapped("name")

    def _get_letter_number(self):
        """Return the number of the letter; a determination has that of the decision.

        :rtype: str
        """
        number = self._get_paper_number()
        if not number and self.kind == "determination":
            # sudo: who reads the letter may not read the decision.
            number = self.case_id.sudo()._get_decision(self.party_id).name
        return number or ""

    def _get_paper_number(self):
        """Return the number that the agency gave the letter, or its decision, if any.

        :rtype: str | bool
        """
        number = self.document_number
        if not number and self.kind == "determination":
            # sudo: who reads the letter may not read the decision.
            decision_sudo = self.case_id.sudo()._get_decision(self.party_id)
            number = decision_sudo.document_number
        return number

    def _get_issued_text(self):
        """Return the text of an issued letter, as a service keeps it.

        :rtype: str
        """
        letter = self._make_letter()
        head = [letter.level, letter.title, letter.number, letter.addressee]
        return "\n".join(
            filter(None, [*head, write_plain(letter.blocks), letter.sender, letter.day])
        )

    def _get_decided_values(self):
        """Return which decision the letter issues, and after which request.

        :rtype: dict
        """
        decision_sudo = self._find_issued_decision()
        request_sudo = decision_sudo and decision_sudo.party_id._get_last_remedy()
        return {
            "determination_id": decision_sudo.id,
            "remedy_id": request_sudo.id if request_sudo else False,
        }

    def _find_issued_decision(self):
        """Return the decision that this letter issues, if it is a determination.

        :rtype: tolerance.determination
        """
        # sudo: who issues the letter may not read the decision.
        case_sudo = self.case_id.sudo()
        if self.kind != "determination":
            return case_sudo.determination_ids.browse()
        return case_sudo._get_decision(self.party_id)

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
        worded = (self._get_worded() | {"case_id"}) & vals.keys()
        if worded and not is_unlocked(self):
            self.check_access("write")
            # A draft that is saved as it is names the case that it has.
            is_moved = "case_id" in worded and find_changed(
                self, {"case_id": vals["case_id"]}
            )
            if is_moved or any(one.state != "draft" for one in self):
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
        # What it says was worded in one language; day and headings are in the same.
        return self.with_context(lang=self.lang)._write_letter()

    def _lay_out(self, letter):
        written = self.with_context(lang=self.lang)
        return super(ToleranceLetter, written)._lay_out(letter)

    def _write_letter(self):
        """Return the letter in the language of the environment.

        :rtype: rules.letter.Letter
        """
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
