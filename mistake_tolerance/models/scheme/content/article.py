from odoo import api, fields, models

from ....rules.citation import cite_article, cite_chapter


class ToleranceSchemeArticle(models.Model):
    """An article or chapter of the regulation, in the agency's own words."""

    _name = "tolerance.scheme.article"
    _description = "Article"
    _inherit = ["tolerance.scheme.part.mixin"]
    _preset_key = "articles"
    _preset_refs = ("number",)

    kind = fields.Selection(
        [("chapter", "Chapter"), ("article", "Article")],
        required=True,
        default="article",
    )
    number = fields.Char(required=True)
    parent_id = fields.Many2one(
        "tolerance.scheme.article",
        string="Chapter",
        domain=[("kind", "=", "chapter")],
        ondelete="restrict",
        index="btree_not_null",
    )
    title = fields.Char(required=True, translate=True)
    summary = fields.Text(
        translate=True,
        help="What the article says, in the agency's own words.",
    )

    _number_uniq = models.UniqueIndex(
        "(version_id, kind, number)", "This version has an article with this number."
    )

    @api.depends("number", "title", "kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for article in self:
            if article.kind == "chapter":
                number = cite_chapter(article.number or "", self.env.lang)
            else:
                number = cite_article(article.number or "", None, self.env.lang)
            article.display_name = f"{number} {article.title or ''}".rstrip()
