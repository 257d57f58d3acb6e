from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules.citation import cite_article


class ToleranceSchemeProvision(models.AbstractModel):
    """Something a version provides for, with the article it rests on."""

    _name = "tolerance.scheme.provision"
    _description = "Provision of a Scheme Version"
    _inherit = ["tolerance.scheme.part.mixin"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        help="Common to regulations that provide for the same thing; a difference "
        "from the higher regulation is found by it.",
    )
    article_id = fields.Many2one(
        "tolerance.scheme.article",
        domain=[("kind", "=", "article")],
        ondelete="restrict",
        index="btree_not_null",
    )
    clause = fields.Char(help="Paragraph or item of the article, such as (1).")
    citation = fields.Char(compute="_compute_citation")
    note = fields.Text(
        "Remarks",
        translate=True,
        help="What a reader should know about this entry, such as that it is a "
        "choice of the agency and not of the source.",
    )

    @api.depends("article_id.number", "clause")
    @api.depends_context("lang")
    def _compute_citation(self):
        for provision in self:
            if not provision.article_id:
                provision.citation = self.env._("Not prescribed by the source")
            else:
                provision.citation = cite_article(
                    provision.article_id.number, provision.clause, self.env.lang
                )

    def _get_reference_code(self):
        """Return what facts and answers know this entry by.

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
