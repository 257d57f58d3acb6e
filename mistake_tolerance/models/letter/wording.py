from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...rules.letter import Letter
from ...rules.letter_text import fill_line, fill_wording, get_faults, write_text
from ..base.field import written
from ..base.field.changed import find_changed
from ..base.loading import is_loading
from ..base.single import check_single
from ..base.wording import write_list

CASE_KINDS = [
    ("extension", "Notice of Extension"),
    ("recusal", "Decision on Recusal"),
    ("withdrawal", "Confirmation of Withdrawal"),
    ("report", "Report of the Inquiry"),
    ("opinion", "Preliminary Opinion"),
    ("referral", "Letter of Referral"),
    ("disclosure", "Circular on a Case of Tolerance"),
    ("reply", "Reply to an Objection"),
    ("filing", "Filing Report"),
    ("catalogue", "Catalogue of the Case File"),
    ("other", "Other Letter"),
]
KINDS = [
    ("application", "Application"),
    ("receipt", "Receipt of an Application"),
    ("acceptance", "Notice of Acceptance"),
    ("return", "Notice of Return for Completion"),
    ("refusal", "Notice of Non-Acceptance"),
    ("determination", "Determination"),
    ("service", "Proof of Service"),
    *CASE_KINDS,
]
# What is written with placeholders.
TEXTS = ("title", "addressee", "body", "closing")


class ToleranceLetterWording(models.Model):
    """How the agency words one kind of letter, whatever the regulation.

    The product ships one wording of each kind, which all agencies share and nobody
    changes. An agency that words a letter differently adapts it, and then has its own.
    """

    _name = "tolerance.letter.wording"
    _description = "Wording of a Letter"
    _inherit = ["tolerance.admin.audit"]
    _order = "kind, company_id, id"
    _rec_name = "title"
    _watched_fields = (*TEXTS, "kind", "has_seal")

    kind = fields.Selection(KINDS, "Kind of Letter", required=True)
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        default=lambda self: self.env.company,
        index="btree_not_null",
        help="Empty: the wording that came with the product.",
    )
    title = written.Char(required=True, translate=True)
    addressee = fields.Char(translate=True, help="To whom the letter is sent.")
    body = written.Text(
        "Text",
        required=True,
        translate=True,
        help="Each line is a paragraph; a line that begins with # is a heading and is "
        "numbered. A placeholder in braces is filled in from the case. A line whose "
        "placeholders are all empty is left out, and so is a heading without text.",
    )
    closing = written.Text(translate=True, help="The last sentences of the letter.")
    has_seal = fields.Boolean(
        "Place for a Seal",
        default=True,
        help="Keeps the place for the seal of the agency, on paper or electronic.",
    )
    source = fields.Char(
        "Where Its Parts Come From",
        translate=True,
        help="Which instrument names the parts of this letter. No regulation on error "
        "tolerance that is known prescribes them.",
    )
    placeholders = fields.Text(
        "Placeholders That Can Be Used", compute="_compute_placeholders"
    )
    is_shipped = fields.Boolean("Came with the Product", compute="_compute_is_shipped")

    _kind_uniq = models.UniqueIndex(
        "(kind, COALESCE(company_id, 0))",
        "The agency has its wording of this kind of letter already: edit that one.",
    )

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_placeholders(self):
        names = self._get_placeholders()
        for wording in self:
            wording.placeholders = "  ".join(f"{{{name}}}" for name in names.values())

    @api.depends("company_id")
    def _compute_is_shipped(self):
        for wording in self:
            wording.is_shipped = not wording.company_id

    @api.model
    def _get_placeholders(self):
        """Return the placeholders with their names in the language of the reader.

        :rtype: dict
        """
        return {
            "account": self.env._("account of the applicant"),
            "agency": self.env._("agency"),
            "answer": self.env._("answer"),
            "application": self.env._("application number"),
            "articles": self.env._("articles"),
            "attachments": self.env._("attachments"),
            "bases": self.env._("legal bases"),
            "body": self.env._("deciding body"),
            "case": self.env._("case number"),
            "clerk": self.env._("clerk"),
            "conduct": self.env._("conduct for strict handling"),
            "course": self.env._("course of the case"),
            "day": self.env._("date"),
            "disclosure": self.env._("form of disclosure"),
            "effects": self.env._("effects"),
            "evidence": self.env._("evidence"),
            "exclusions": self.env._("exclusions"),
            "explanation": self.env._("explanation"),
            "extension": self.env._("extensions"),
            "facts": self.env._("facts"),
            "letter": self.env._("letter"),
            "matter": self.env._("matter"),
            "nature": self.env._("nature of responsibility"),
            "notes": self.env._("remarks"),
            "number": self.env._("document number"),
            "opinion": self.env._("opinion of the unit"),
            "organ": self.env._("accountability organ"),
            "papers": self.env._("papers"),
            "post": self.env._("post"),
            "preliminary": self.env._("preliminary opinion"),
            "principles": self.env._("principles"),
            "range": self.env._("range of disclosure"),
            "reasons": self.env._("reasons"),
            "receipt": self.env._("receipt"),
            "receiver": self.env._("receiver"),
            "recusal": self.env._("recusals"),
            "regulation": self.env._("regulation"),
            "remedy": self.env._("remedy"),
            "report": self.env._("inquiry report"),
            "request": self.env._("request"),
            "result": self.env._("result"),
            "signature": self.env._("signature"),
            "situations": self.env._("situations found"),
            "statement": self.env._("statement"),
            "subject": self.env._("party"),
            "unit": self.env._("unit"),
            "way": self.env._("way of service"),
            "witness": self.env._("witness"),
        }

    @api.model
    def _get_names(self):
        """Return every name of every placeholder, whatever the language.

        :return: ``{name in a text: placeholder}``
        :rtype: dict
        """
        names = {}
        for lang, _name in self.env["res.lang"].get_installed():
            labels = self.with_context(lang=lang)._get_placeholders()
            names |= {label: key for key, label in labels.items()}
        return names | {key: key for key in self._get_placeholders()}

    @api.constrains(*TEXTS)
    def _check_placeholders(self):
        names = self._get_names()
        for wording in self:
            faults = [
                fault for name in TEXTS for fault in get_faults(wording[name], names)
            ]
            if faults:
                raise ValidationError(
                    self.env._(
                        "%(letter)s: there is no placeholder %(faults)s. Use those "
                        "that are listed below the text.",
                        letter=wording.title,
                        faults=write_list(self.env, faults),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        wordings = super().create(vals_list)
        wordings._check_own()
        return wordings

    def write(self, vals):
        self.check_access("write")
        if not is_loading(self.env):
            # A form that is saved as it is changes nothing.
            changed = find_changed(self, vals)
            if changed:
                self._check_own()
            if {"kind", "company_id"} & changed:
                raise UserError(
                    self.env._(
                        "Kind and agency of a wording stay: edit another wording."
                    )
                )
        return super().write(vals)

    def _update_field_translations(
        self, field_name, translations, digest=None, source_lang=""
    ):
        # The ORM writes translations by SQL, without passing write().
        self.check_access("write")
        self._check_own()
        result = super()._update_field_translations(
            field_name, translations, digest=digest, source_lang=source_lang
        )
        for lang in translations:
            self.with_context(lang=lang)._check_placeholders()
        return result

    def unlink(self):
        self.check_access("unlink")
        self._check_own()
        return super().unlink()

    def _check_own(self):
        """Refuse to change what all agencies share.

        :raises UserError: if one of these came with the product
        """
        if not is_loading(self.env) and self.filtered("is_shipped"):
            raise UserError(
                self.env._(
                    "This wording came with the product and all agencies share it. "
                    "Press Adapt to make one of your own."
                )
            )

    def action_adapt(self):
        """Open the agency's own wording of this kind, made from this one at first.

        :return: action that shows it
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        own = self.search(
            [("kind", "=", self.kind), ("company_id", "=", self.env.company.id)]
        )
        own = own or self.copy({"company_id": self.env.company.id})
        return own.get_formview_action()

    @api.model
    def _find(self, kind, company):
        """Return the wording by which an agency writes a kind of letter.

        :param str kind: key of ``KINDS``
        :param res.company company: the agency
        :rtype: tolerance.letter.wording
        """
        # sudo: who prints a letter needs no right on its wording.
        found_sudo = self.sudo().search(
            [("kind", "=", kind), ("company_id", "in", [company.id, False])]
        )
        # Without one of its own an agency writes by the one that was shipped.
        return found_sudo.sorted(lambda wording: not wording.company_id)[:1]

    def _fill(self, values, **parts):
        """Return a letter, with the placeholders filled in.

        :param dict values: ``{placeholder: text, or lines and blocks}``
        :param parts: other parts of the letter, as ``number`` and ``day``
        :rtype: rules.letter.Letter
        """
        self.ensure_one()
        lang = self.env.lang or "en_US"
        named = {name: values.get(key) for name, key in self._get_names().items()}
        return Letter(
            title=fill_line(self.title, named) or "",
            addressee=fill_line(self.addressee or "", named) or "",
            blocks=(
                *fill_wording(self.body, named, lang),
                *fill_wording(self.closing, named, lang),
            ),
            seal=self.env._("(seal)") if self.has_seal else "",
            lang=lang,
            **parts,
        )

    def _write(self, values):
        """Return the texts of a letter that is worded further, filled in.

        :param dict values: ``{placeholder: text, or lines and blocks}``
        :return: values of title, addressee and body
        :rtype: dict
        """
        self.ensure_one()
        named = {name: values.get(key) for name, key in self._get_names().items()}
        blocks = fill_wording(self.body, named) + fill_wording(self.closing, named)
        return {
            "title": fill_line(self.title, named) or "",
            "addressee": fill_line(self.addressee or "", named) or "",
            "body": write_text(blocks),
        }
