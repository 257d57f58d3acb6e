from odoo import api, fields, models

from ....rules.citation import cite_article, cite_chapter


class ToleranceSchemeArticle(models.Model):
    """An article or chapter: a summary in our words, and the text of the source.

    The summary is always shown as one. The agency, which has the regulation at hand,
    enters or imports the text itself; a shipped regulation leaves it empty.
    """

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
    title = fields.Char(
        translate=True, help="Required, except where the article is not known."
    )
    summary = fields.Text(
        translate=True,
        help="What the article says in other words. It is never the text itself.",
    )
    source_text = fields.Text(
        "Text of the Source",
        help="The article word for word, as the agency enters or imports it.",
    )
    is_open = fields.Boolean(
        "Wording Not Known",
        help="The source counts this article, but its wording is not known. The agency "
        "writes it.",
    )
    wording = fields.Text("What It Says", compute="_compute_wording")

    _number_uniq = models.UniqueIndex(
        "(version_id, kind, number)", "This version has an article with this number."
    )
    _title_known = models.Constraint(
        "CHECK (is_open OR title IS NOT NULL)",
        "Give the article a title, or say that its wording is not known.",
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

    @api.depends("summary", "source_text", "is_open")
    @api.depends_context("lang")
    def _compute_wording(self):
        """Show the text of the source, else the summary and that it is one."""
        for article in self:
            if article.source_text:
                article.wording = article.source_text
            elif article.is_open:
                article.wording = self.env._("To be written: wording not known")
            elif article.summary:
                article.wording = self.env._(
                    "Summary: %(summary)s", summary=article.summary
                )
            else:
                article.wording = False
