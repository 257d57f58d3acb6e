from odoo import fields, models

from ...rules.letter import Signature
from ..base.wording import write_day


class ToleranceDecisionDelivery(models.Model):
    """Prints the proof of service (送达回证), to be signed and filed."""

    _name = "tolerance.decision.delivery"
    _inherit = ["tolerance.letter.mixin", "tolerance.decision.delivery"]
    _workflow_fields = frozenset({"letter_id"})

    letter_id = fields.Many2one(
        "tolerance.letter", "Issued Letter", readonly=True, ondelete="restrict"
    )

    def _do_serve(self):
        """Keep which issued letter was handed over."""
        super()._do_serve()
        # sudo: the clerk who serves may not be able to read every letter.
        decision_sudo = self.case_id.sudo()._get_decision(self.party_id)
        letter_sudo = self.case_id.sudo()._get_issued_determination(decision_sudo)
        if letter_sudo:
            # sudo: the clerk may create a service, but has no right to write it.
            self.sudo()._write_unlocked({"letter_id": letter_sudo.id})

    def _make_letter(self):
        self.ensure_one()
        # sudo: who reads the service may not read the decision and the company.
        delivery_sudo = self.sudo()
        company_sudo = delivery_sudo.company_id
        wording = self.env["tolerance.letter.wording"]._find("service", company_sudo)
        letter = wording._fill(
            delivery_sudo._get_letter_values(),
            sender=company_sudo.name,
            day=write_day(self.env, self.served_on),
        )
        return letter._replace(signatures=tuple(delivery_sudo._make_signatures()))

    def _get_letter_values(self):
        """Return what the placeholders stand for.

        :return: ``{placeholder: text, or lines}``
        :rtype: dict
        """
        self.ensure_one()
        decision = self.case_id._get_decision(self.party_id)
        values = decision._get_letter_values() if decision else {}
        ways = dict(self._fields["way"]._description_selection(self.env))
        signed = dict(self._fields["signature"]._description_selection(self.env))
        return {
            "subject": self.party_id.subject_id.name,
            "case": self.case_id.name,
            "agency": self.company_id.name,
            **values,
            "letter": decision._make_letter().title if decision else "",
            "number": self.document_number or decision.name or "",
            "day": write_day(self.env, self.served_on),
            "way": ways[self.way],
            "receiver": self.receiver,
            "signature": signed[self.signature],
            "witness": self.witness or "",
            "explanation": (self.explanation or "").splitlines(),
        }

    def _make_signatures(self):
        """Return the lines to sign: who received it, or who saw the refusal."""
        if self.signature == "signed":
            yield Signature(self.env._("Received By"))
        else:
            yield Signature(self.env._("Witness of the Service"))
        yield Signature(self.env._("Served By"))
