from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...base.field import written


class ToleranceSchemeProvision(models.AbstractModel):
    """Something a version provides for, with the article it rests on."""

    _name = "tolerance.scheme.provision"
    _description = "Provision of a Scheme Version"
    _inherit = ["tolerance.scheme.part.mixin"]
    # An office that writes its own regulation gives no codes.
    _preset_refs = ("code", "name")

    # The fields that name a body, which belongs to the company of the regulation.
    _body_fields = ()

    name = written.Char(required=True, translate=True)
    code = fields.Char(
        help="Common to regulations that provide for the same thing; a difference "
        "from the higher regulation is found by it.",
    )
    article_id = fields.Many2one(
        "tolerance.scheme.article",
        ondelete="restrict",
        index="btree_not_null",
        help="The article that says so. Empty: the source prescribes nothing.",
    )
    clause = fields.Char(help="Paragraph or item of the article, such as (1).")
    is_open = fields.Boolean(
        "Wording Not Known",
        help="The source counts this entry, but its wording is not known. It cannot be "
        "used in a case until the agency has written it.",
    )
    is_choice = fields.Boolean(
        "Choice, Not from the Source",
        help="The agency or the product chose this; no source prescribes it. The "
        "remarks say why.",
    )
    marking = fields.Char(compute="_compute_marking")
    citation = fields.Char(compute="_compute_citation")
    basis_text = fields.Text("Text of the Article", compute="_compute_basis_text")
    note = written.Text(
        "Remarks",
        translate=True,
        help="What a reader should know about this entry, such as that it is a "
        "choice of the agency and not of the source.",
    )

    @api.depends("is_open", "is_choice")
    @api.depends_context("lang")
    def _compute_marking(self):
        for provision in self:
            if provision.is_open:
                provision.marking = self.env._("To be written: wording not known")
            else:
                provision.marking = provision.is_choice and self.env._(
                    "Choice of the agency or the product"
                )

    @api.depends(
        "article_id.number",
        "article_id.kind",
        "article_id.title",
        "clause",
        "is_open",
        "is_choice",
    )
    @api.depends_context("lang")
    def _compute_citation(self):
        for provision in self:
            provision.citation = provision._get_citation()

    def _get_citation(self):
        """Cite the article, and say where the source is silent or not known.

        :rtype: str
        """
        self.ensure_one()
        article = self.article_id
        if not article:
            if self.is_open:
                return self.env._("Not known: to be written by the agency")
            if self.is_choice:
                return self.env._(
                    "Choice of the agency or the product: the source prescribes nothing"
                )
            return self.env._("Not prescribed by the source")
        cited = article._cite(self.clause)
        if self.is_open:
            return self.env._("%(article)s: wording not known", article=cited)
        if self.is_choice:
            return self.env._(
                "%(article)s, as read by the agency or the product", article=cited
            )
        return cited

    @api.depends("article_id.wording")
    @api.depends_context("lang")
    def _compute_basis_text(self):
        for provision in self:
            provision.basis_text = provision.article_id.wording

    def _get_reference_code(self):
        """Return the code by which facts and answers refer to this entry.

        :rtype: str
        """
        self.ensure_one()
        return self.code or str(self.id)

    @api.constrains("article_id", "version_id")
    def _check_article_id(self):
        for provision in self:
            article = provision.article_id
            if article and article.version_id != provision.version_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s rests on an article of another version. Choose "
                        "an article of the same version.",
                        name=provision.name,
                    )
                )

    @api.constrains(lambda self: (*self._body_fields, "version_id"))
    def _check_body_company(self):
        for provision in self:
            company = provision.version_id.company_id
            for body in (provision[name] for name in self._body_fields):
                if company and body and body.company_id != company:
                    raise ValidationError(
                        self.env._(
                            "%(body)s belongs to another company. Choose a body of "
                            "%(company)s for “%(name)s”.",
                            body=body.name,
                            company=company.name,
                            name=provision.name,
                        )
                    )

    @api.constrains("is_choice", "note")
    def _check_choice(self):
        for provision in self:
            if provision.is_choice and not provision.note:
                raise ValidationError(
                    self.env._(
                        "%(name)s is a choice that no source prescribes. Say in the "
                        "remarks why it is made.",
                        name=provision.name,
                    )
                )

    def _get_open_refusal(self):
        """Return the sentence that some of these cannot be used yet, or False.

        :rtype: str | bool
        """
        waiting = self.filtered("is_open")
        return bool(waiting) and self.env._(
            "%(name)s cannot be used: its wording is not known. The agency writes it "
            "in a new draft of %(version)s first.",
            name=waiting[0].name,
            version=waiting[0].version_id.display_name,
        )

    def _check_usable(self):
        """Refuse the use of a provision whose wording is not known.

        :raises ValidationError: if the wording of one of them is not known
        """
        if refusal := self._get_open_refusal():
            raise ValidationError(refusal)
