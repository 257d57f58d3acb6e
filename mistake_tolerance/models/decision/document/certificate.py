from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...base.deletion import ondelete
from ...base.workflow_mixin import Transition
from ...confidentiality.classified_mixin import CLASSIFIED, LEVELS, RANK
from ...confidentiality.conflict_closure import OF_SUBJECT
from ...ledger.ledger_name import get_ledger_name

REPORT = "mistake_tolerance.tolerance_certificate_report"


class ToleranceCertificate(models.Model):
    """A certificate for HR: whom decisions protect, in which areas, until when.

    Issued at one instant, entered in the ledger, and true of that instant. It names
    effects, which never change, and so is printed again as it was; once one of them
    has ended it is not printed any more, and a new one is issued.

    No source prescribes such a paper; what it may say follows from the scheme.
    """

    _name = "tolerance.certificate"
    _description = "Effects Certificate"
    _inherit = ["tolerance.ledger.mixin", "tolerance.workflow.mixin"]
    _order = "id desc"
    _conflict_paths = ("effect_ids.matter_id.conflict_ids",)
    _own_page_paths = OF_SUBJECT

    _transitions = {
        "print": Transition(
            hidden_by=(
                "_get_reader_refusal",
                "_get_withdrawn_refusal",
                "_get_ended_refusal",
            ),
            depends=("effect_ids.is_lifted", "effect_ids.date_to", "withdrawn_at"),
            is_personal=False,
        ),
    }
    _workflow_fields = frozenset(
        {
            "name",
            "subject_id",
            "subject_name",
            "company_id",
            "effect_ids",
            "issuer_id",
            "issued_at",
            "is_own_copy",
            "withdrawn_at",
            "withdrawn_because",
        }
    )

    name = fields.Char("Certificate Number", required=True, readonly=True)
    subject_id = fields.Many2one(
        "tolerance.subject",
        "Person or Unit",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    subject_name = fields.Char(
        "Name at the Time", readonly=True, help="As the certificate says it."
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    effect_ids = fields.Many2many(
        "tolerance.effect",
        "tolerance_certificate_effect_rel",
        "certificate_id",
        "effect_id",
        string="Effects Named",
        readonly=True,
    )
    issuer_id = fields.Many2one("res.users", "Issued By", required=True, readonly=True)
    issued_at = fields.Datetime(required=True, readonly=True)
    is_own_copy = fields.Boolean(
        "Self-Service Copy",
        readonly=True,
        help="Issued by the person it is about, or the head of the unit: it bears no "
        "seal of the agency.",
    )
    entry_hash = fields.Char(
        "Hash of Its Ledger Entry", compute="_compute_entry_hash", compute_sudo=True
    )
    is_current = fields.Boolean(
        "Still True",
        compute="_compute_is_current",
        compute_sudo=True,
        help="It was not withdrawn, and none of the effects it names has ended.",
    )
    withdrawn_at = fields.Datetime(readonly=True)
    withdrawn_because = fields.Selection(
        [("separated", "Two persons had been taken for one when it was issued")],
        "Reason of Withdrawal",
        readonly=True,
    )
    can_print = fields.Boolean(compute="_compute_can")

    _number_uniq = models.UniqueIndex("(name)", "Each certificate has its own number.")

    def _compute_entry_hash(self):
        hashes = {
            entry.res_id: entry.hash
            for entry in self.env["tolerance.ledger.entry"].search(
                [
                    ("res_model", "=", get_ledger_name(self)),
                    ("res_id", "in", self.ids),
                    ("verb", "=", "certificate.issue"),
                ]
            )
        }
        for certificate in self:
            certificate.entry_hash = hashes.get(certificate.id, False)

    @api.depends("effect_ids.is_lifted", "effect_ids.date_to", "withdrawn_at")
    def _compute_is_current(self):
        for certificate in self:
            certificate.is_current = not (
                certificate.withdrawn_at or certificate._get_ended()
            )

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Certificates stay on file, as they were issued."))

    def _get_ended(self):
        """Return the named effects that are no longer in force.

        :rtype: tolerance.effect
        """
        # sudo: a reader of the certificate may not read every effect it names.
        effects_sudo = self.sudo().effect_ids
        return effects_sudo - effects_sudo._filter_in_force()

    def _get_reader_refusal(self):
        # sudo: the check needs the subjects and effects that the certificate names.
        certificate_sudo = self.sudo()
        effects = certificate_sudo.effect_ids.sudo(False)
        is_own = self.env.user in certificate_sudo.subject_id._get_users()
        if is_own or effects == effects._filter_certifiable():
            return False
        return self.env._(
            "%(number)s: certificates are printed by HR officers, by the clerk in "
            "charge and by the person or unit they are about.",
            number=certificate_sudo.name,
        )

    def _get_withdrawn_refusal(self):
        # sudo: the access of the reader has been checked above.
        certificate_sudo = self.sudo()
        return bool(certificate_sudo.withdrawn_at) and self.env._(
            "%(number)s was withdrawn: two persons had been taken for one when it was "
            "issued. Issue a new certificate.",
            number=certificate_sudo.name,
        )

    def _get_ended_refusal(self):
        return bool(self._get_ended()) and self.env._(
            "%(number)s names a protection that has ended since. Issue a new "
            "certificate.",
            number=self.name,
        )

    def action_print(self):
        """Print the certificates as PDF.

        :return: the report action
        :rtype: dict
        :raises UserError: if the user may not print one, or it is true no longer
        """
        self.check_access("read")
        self._check_transition("print")
        return self.env.ref(REPORT).report_action(self, config=False)

    @api.model
    def _issue(self, subject, effects):
        """Return a certificate that says this: the current one, or a new one.

        A new one is written down, and entered in the ledger.

        :param tolerance.subject subject: whom it is about
        :param tolerance.effect effects: what it names; the caller has checked them
        :rtype: tolerance.certificate
        """
        if current := self._find_current(subject, effects):
            return current
        number = self.env["ir.sequence"].next_by_code(self._name)
        # sudo: no user has a right to create certificates directly.
        certificate_sudo = self.sudo()._create_unlocked(
            [
                {
                    "name": number,
                    "subject_id": subject.id,
                    "subject_name": subject.name,
                    "company_id": self.env.company.id,
                    "effect_ids": [(6, 0, effects.ids)],
                    "issuer_id": self.env.uid,
                    "issued_at": fields.Datetime.now(),
                    "is_own_copy": bool(subject._filter_own()),
                }
            ]
        )
        certificate_sudo._ledger_append(
            "certificate.issue", certificate_sudo._get_statement()
        )
        return certificate_sudo.sudo(False)

    @api.model
    def _find_current(self, subject, effects):
        """Find a certificate of the user, or one to print, that says the same.

        :rtype: tolerance.certificate
        """
        # sudo: the name of the person is compared, not shown.
        certificates = self.search(
            [
                ("subject_id", "=", subject.id),
                ("subject_name", "=", subject.sudo().name),
                ("company_id", "=", self.env.company.id),
                ("is_own_copy", "=", bool(subject._filter_own())),
                ("withdrawn_at", "=", False),
            ]
        )
        return certificates.filtered(
            lambda certificate: (
                certificate.is_current
                # sudo: a reader of the certificate may not read every effect it names.
                and certificate.sudo().effect_ids == effects.sudo()
            )
        )[:1]

    def _withdraw(self, because):
        """Withdraw certificates that are no longer true for the person they name.

        :param str because: a value of ``withdrawn_because``
        """
        self._write_unlocked(
            {"withdrawn_at": fields.Datetime.now(), "withdrawn_because": because}
        )
        self._ledger_append("certificate.withdraw", {"because": because})

    def _get_statement(self):
        """Return the content of the certificate, in codes.

        :rtype: dict
        """
        return {
            "subject": self.subject_id.id,
            "issued_at": self.issued_at,
            "own_copy": self.is_own_copy,
            "effects": [
                {
                    "id": effect.id,
                    "decision": effect.name,
                    "matter": effect.matter_id.name,
                    "area": effect.area_id.code,
                    "form": effect.form,
                    "from": effect.date_from,
                    "to": effect.date_to or None,
                    "cap": effect.cap_points,
                }
                for effect in self.effect_ids.sorted("id")
            ],
        }

    def _get_level(self):
        """Return the level of what the certificate rests on, if it is classified.

        :rtype: str | bool
        """
        # sudo: the level counts also where the reader may not read the case.
        matters_sudo = self.sudo().effect_ids.matter_id
        decisions_sudo = self.sudo().effect_ids.determination_id
        levels = [
            *matters_sudo.case_ids.mapped("secrecy_level"),
            *decisions_sudo.mapped("secrecy_level"),
        ]
        highest = max(levels, key=RANK.get, default=LEVELS[0][0])
        return highest if highest in CLASSIFIED else False

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "certificate.issue": self.env._("Effects certificate issued"),
            "certificate.withdraw": self.env._("Effects certificate withdrawn"),
        }
