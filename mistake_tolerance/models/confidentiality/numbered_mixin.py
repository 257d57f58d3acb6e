"""Document numbers of cases and documents, typed or taken from a sequence."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules.document_number import get_number_key, get_number_year
from ..base import bounded
from ..base.single import check_single
from ..base.workflow_mixin import Transition
from ..base.write_permit import unlocked

FIELDS = frozenset({"document_number", "document_year", "number_key"})


class ToleranceNumberedMixin(models.AbstractModel):
    """A case or document with the number that the agency gives it (文号).

    The number is free text, as on the paper; two numbers that differ only in
    their brackets, blanks or leading zeros count as the same. An agency that keeps a
    sequence for a kind of document may leave the number empty and get the next one.
    The number can be corrected until the document is sent. Sequences are the standard
    ones of PostgreSQL: they do not block, and an unused number is not given again.

    Inherit this mixin before the model itself, for it brings an action of its own.
    """

    _name = "tolerance.numbered.mixin"
    _description = "Has a Document Number"
    _inherit = ["tolerance.paper.number", "tolerance.classified.mixin"]
    _workflow_fields = FIELDS
    _delegated_acts = {
        "document.number": "clerk",
    }

    _transitions = {
        # Opens a dialog; the button of the dialog is the personal action.
        "number": Transition(
            hidden_by=("_get_in_charge_refusal", "_get_number_refusal"),
            depends="document_number",
            is_personal=False,
        ),
    }

    document_number = fields.Char(readonly=True, copy=False, index="trigram")
    document_year = bounded.Integer(
        "Year of the Number", readonly=True, copy=False, aggregator=None, high=2200
    )
    can_number = fields.Boolean(compute="_compute_can")

    _document_number_uniq = models.UniqueIndex(
        "(company_id, number_key) WHERE number_key IS NOT NULL",
        "Another document of this kind has this number in this year, perhaps written "
        "with other brackets or blanks: enter the number as it stands on the paper.",
    )

    @api.depends("document_number", "document_year")
    def _compute_number_key(self):
        """Add the year to a number that names none: each year begins again."""
        super()._compute_number_key()
        for record in self:
            if record.number_key and not get_number_year(record.document_number):
                record.number_key += f" / {record.document_year}"

    def _get_number_refusal(self):
        """Return why the document takes no number now, or False.

        :rtype: str | bool
        """
        case = self._get_case()
        if case.state == "filed":
            return self.env._(
                "%(number)s is on file: the numbers of its documents stay.",
                number=case.name,
            )
        return False

    @api.model
    def _get_number_sequence(self, company):
        """Return the agency's sequence for this kind of document, if it keeps one.

        :rtype: ir.sequence
        """
        kind = self._name.removeprefix("tolerance.")
        return company[f"tolerance_{kind}_sequence_id"]

    def action_number(self):
        """Open the dialog in which the clerk in charge enters the number."""
        check_single(self)
        self.check_access("read")
        self._check_transition("number")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Document Number"),
            "res_model": "tolerance.numbering.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name,
                "default_res_id": self.id,
                "default_document_number": self.document_number,
            },
        }

    def _do_number(self, number, year):
        """Set the document number.

        :param str number: as on the paper; empty: the next of the agency's sequence
        :param int year: the year in which the number counts, unless it names one
        :raises UserError: without the right, too late, or without a number
        """
        self.ensure_one()
        self._check_transition("number")
        number = (number or "").strip()
        if not number:
            # sudo: clerks have no right to use sequences.
            sequence_sudo = self._get_number_sequence(self.company_id).sudo()
            number = sequence_sudo.next_by_id() if sequence_sudo else ""
        if not get_number_key(number):
            raise UserError(
                self.env._("Enter the number: the agency keeps no sequence for it.")
            )
        # A number that contains its year is unique within that year.
        year = get_number_year(number) or year
        before = self.document_number
        # sudo: the clerk in charge has no right to write documents of the bodies.
        unlocked(self.sudo()).write({"document_number": number, "document_year": year})
        self._ledger_append(
            "document.number",
            {"before": before or "", "number": number, "year": year},
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "document.number": self.env._("Document number given"),
        }
