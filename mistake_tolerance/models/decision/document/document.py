"""The documents a case keeps: report, evidence, minutes, decision, service of it."""

from odoo import api, fields, models

from ...base.single import check_single
from ...confidentiality.classified_mixin import CLASSIFIED


class ToleranceDocument(models.AbstractModel):
    """A document of a case: as confidential as the case, unless it says otherwise."""

    _name = "tolerance.document"
    _description = "Document of a Case"
    _inherit = ["tolerance.classified.mixin"]

    @api.depends("case_id.secrecy_level")
    def _compute_secrecy_level(self):
        return super()._compute_secrecy_level()

    def _get_usual_level(self):
        return self.case_id.secrecy_level or super()._get_usual_level()

    def _get_case(self):
        return self.case_id


class ToleranceInquiry(models.Model):
    """The report of the inquiry gets its number when it is submitted."""

    _name = "tolerance.inquiry"
    _inherit = ["tolerance.numbered.mixin", "tolerance.document", "tolerance.inquiry"]

    def _get_number_refusal(self):
        if self.state != "closed":
            return self.env._("Number the report when the inquiry is closed.")
        return super()._get_number_refusal()


class ToleranceSession(models.Model):
    """The minutes of a session are numbered once it is closed."""

    _name = "tolerance.session"
    _inherit = ["tolerance.numbered.mixin", "tolerance.document", "tolerance.session"]

    def _get_number_refusal(self):
        if self.state != "closed":
            return self.env._("Number the minutes when the session is closed.")
        return super()._get_number_refusal()


class ToleranceMinutes(models.Model):
    """Minutes are printed with the number and level of their session."""

    _inherit = "tolerance.minutes"

    document_number = fields.Char(related="session_id.document_number")
    can_number = fields.Boolean(related="session_id.can_number")

    def action_number(self):
        """Open the dialog that numbers the minutes, which are those of their session.

        :return: action of the dialog
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return self.session_id.action_number()

    def _make_letter(self):
        # sudo: who reads the minutes may not read the session, as its secretary.
        session_sudo = self.session_id.sudo()
        levels = dict(
            session_sudo._fields["secrecy_level"]._description_selection(self.env)
        )
        level = session_sudo.secrecy_level
        return (
            super()
            ._make_letter()
            ._replace(
                number=session_sudo.document_number or "",
                level=levels[level] if level in CLASSIFIED else "",
            )
        )


class ToleranceDetermination(models.Model):
    """A decision is numbered after it is confirmed, and until it is served."""

    _name = "tolerance.determination"
    _inherit = [
        "tolerance.numbered.mixin",
        "tolerance.document",
        "tolerance.determination",
    ]
    _number_field = "name"

    def _get_number_refusal(self):
        if self.state != "confirmed":
            return self.env._("Number the decision when it is confirmed.")
        if self.party_id.is_served:
            return self.env._(
                "%(number)s was served under its number; that number stays.",
                number=self.name,
            )
        return super()._get_number_refusal()


class ToleranceEvidence(models.Model):
    """Evidence keeps the number of its issuer, which cannot change after entry."""

    _name = "tolerance.evidence"
    _inherit = ["tolerance.paper.number", "tolerance.document", "tolerance.evidence"]

    document_number = fields.Char(
        index="trigram", help="As its issuer numbered the document, if it is one."
    )

    def _get_fixed(self):
        return super()._get_fixed() | {"document_number"}


class ToleranceDecisionDelivery(models.Model):
    """A delivery shows the number and the secrecy level of its decision."""

    _name = "tolerance.decision.delivery"
    _inherit = [
        "tolerance.paper.number",
        "tolerance.document",
        "tolerance.decision.delivery",
    ]

    _workflow_fields = frozenset({"document_number"})

    document_number = fields.Char(readonly=True, copy=False, index="trigram")

    def _do_serve(self):
        super()._do_serve()
        # sudo: the clerk who serves the decision may not be able to read it.
        decision_sudo = self.case_id.sudo()._get_decision(self.party_id)
        # sudo: the clerk may create it, but has no right to write it.
        self.sudo()._write_unlocked(
            {
                "document_number": decision_sudo.document_number,
                "own_level": decision_sudo.own_level,
            }
        )
