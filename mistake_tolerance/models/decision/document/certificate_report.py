"""The content of a printed effects certificate."""

from odoo import api, fields, models
from odoo.tools import format_datetime

from ...base.wording import write_day, write_list


class ReportCertificate(models.AbstractModel):
    """Checks who prints, because the address of a report can be opened directly.

    The certificate states what binds the reader and how to check it: the number of a
    matter, and nothing of the facts, of who reported it, or of other parties.
    """

    _name = "report.mistake_tolerance.report_certificate"
    _description = "Effects Certificate on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        certificates = self.env["tolerance.certificate"].browse(docids).exists()
        certificates.check_access("read")
        certificates._check_transition("print")
        return {
            "doc_ids": certificates.ids,
            "doc_model": certificates._name,
            "docs": certificates,
            "papers": {
                certificate.id: self._get_paper(certificate)
                for certificate in certificates
            },
        }

    @api.model
    def _get_paper(self, certificate):
        """Return the words of one certificate, in the reader's language.

        :rtype: dict
        """
        # sudo: a reader of the certificate may not read decisions and schemes.
        certificate_sudo = certificate.sudo()
        company_sudo = certificate_sudo.company_id
        parts = certificate_sudo.effect_ids.sorted(
            lambda effect: (
                effect.decided_on,
                effect.name,
                effect.matter_id.id,
                effect.area_id.sequence,
            )
        ).grouped(lambda effect: (effect.name, effect.matter_id))
        level, levels = certificate._get_level(), dict(self._get_levels())
        zone = company_sudo._tolerance_setting("tolerance_tz")
        moment = format_datetime(self.env, certificate_sudo.issued_at, tz=zone)
        local = fields.Datetime.context_timestamp(
            certificate_sudo.with_context(tz=zone),
            certificate_sudo.issued_at,
        )
        return {
            "intro": self.env._(
                "It is certified that what is named below may not be held against "
                "%(subject)s in the areas named.",
                subject=certificate_sudo.subject_name
                or certificate_sudo.subject_id.name,
            ),
            "agency": company_sudo.name,
            "issuer": certificate_sudo.issuer_id.name,
            "is_own_copy": certificate_sudo.is_own_copy,
            "moment": f"{moment} ({zone})",
            "day": write_day(self.env, local.date()),
            "level": level
            and self.env._("Confidentiality level: %(level)s", level=levels[level]),
            "hash": certificate_sudo.entry_hash,
            "parts": [self._get_part(effects) for effects in parts.values()],
        }

    @api.model
    def _get_levels(self):
        field = self.env["tolerance.case"]._fields["secrecy_level"]
        return field._description_selection(self.env)

    @api.model
    def _get_part(self, effects):
        """Return the text of one decision, or one hold, about one matter.

        :param tolerance.effect effects: with all rights
        :rtype: dict
        """
        decision = effects.determination_id
        matter = effects.matter_id
        cases = matter.case_ids
        session = decision._get_deciding_session()
        return {
            "decision": effects[0].name,
            "document_number": decision.document_number,
            "matter": matter.name,
            "is_hold": not decision,
            "body": write_list(self.env, session.body_id.mapped("name")),
            "day": write_day(self.env, effects[0].decided_on),
            "scheme": (decision.version_id or cases.version_id).display_name,
            "influence": self._get_influence(decision),
            "rows": [self._get_row(effect) for effect in effects],
        }

    @api.model
    def _get_influence(self, decision):
        """Return whether an influence period runs, and until when.

        :rtype: str
        """
        until = decision.influence_until
        if not until:
            return self.env._("None runs")
        day = write_day(self.env, until)
        if until < decision.company_id._tolerance_today():
            return self.env._("Ended on %(day)s", day=day)
        return self.env._("Runs until %(day)s", day=day)

    @api.model
    def _get_row(self, effect):
        line = effect.determination_id.line_ids.filtered(
            lambda line: line.area_id == effect.area_id
        )
        return {
            "area": effect.area_id.name,
            "form": effect.form_text,
            "rule": self._get_rule(effect),
            "date_from": write_day(self.env, effect.date_from),
            "date_to": write_day(self.env, effect.date_to),
            "citation": line.scheme_area_id.citation,
        }

    @api.model
    def _get_rule(self, effect):
        """Return the sentence that says what may not be done in the area.

        :rtype: str
        """
        if effect.form == "deduction_reduced" and effect.cap_points:
            return self.env._(
                "All records together may deduct %(points)s points for the matter at "
                "most.",
                points=f"{effect.cap_points:g}",
            )
        return {
            "unaffected": self.env._("The matter must not weigh against them."),
            "no_negative": self.env._("No negative appraisal because of the matter."),
            "deduction_waived": self.env._("No points deducted for the matter."),
            "deduction_reduced": self.env._("No points deducted for the matter."),
            "same_treatment": self.env._(
                "Treated the same as others in spite of the matter."
            ),
            "hold": self.env._("Nothing is held against them until it is decided."),
        }[effect.form]
