from odoo import api, fields, models

from ....rules.citation import cite_article, cite_chapter, cite_section
from ...base.field import written

# What stands before the number where another entry of a file refers to a part of the
# source; an article is referred to by its bare number.
REFERENCE_PREFIXES = {"chapter": "ch", "section": "pt"}


class ToleranceSchemeArticle(models.Model):
    """An article or chapter: a summary in our words, and the text of the source.

    The summary is always shown as one. The agency, which has the regulation at hand,
    enters or imports the text itself; a shipped regulation leaves it empty.
    """

    _name = "tolerance.scheme.article"
    _description = "Article"
    _inherit = ["tolerance.scheme.part.mixin"]
    _preset_key = "articles"
    _preset_refs = ("reference",)

    kind = fields.Selection(
        [
            ("chapter", "Chapter"),
            ("article", "Article"),
            ("section", "Part"),
            ("passage", "Passage of a Report"),
        ],
        required=True,
        default="article",
        help="A source that has no articles, as a report, is divided into parts. A "
        "passage is what a report says of a regulation while the number of the "
        "article is not known.",
    )
    number = written.Char(
        required=True, help="Its number alone, such as 8 for the eighth article."
    )
    reference = fields.Char(
        compute="_compute_reference",
        help="How other entries of a file refer to it: 3 for an article, ch3 for a "
        "chapter, pt3 for a part.",
    )
    parent_id = fields.Many2one(
        "tolerance.scheme.article",
        string="Chapter",
        domain=[("kind", "=", "chapter")],
        ondelete="restrict",
        index="btree_not_null",
        help="The chapter in which the article stands, where there are chapters.",
    )
    title = fields.Char(
        translate=True, help="Required, except where the article is not known."
    )
    summary = written.Text(
        translate=True,
        help="What the article says in other words. It is never the text itself.",
    )
    source_text = written.Text(
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
            if article.kind == "passage":
                article.display_name = article.title
            else:
                cited = article._cite()
                article.display_name = f"{cited} {article.title or ''}".rstrip()

    @api.depends("number", "kind")
    def _compute_reference(self):
        for article in self:
            prefix = REFERENCE_PREFIXES.get(article.kind, "")
            article.reference = f"{prefix}{article.number or ''}"

    def _cite(self, clause=None):
        """Cite the article, chapter or part in the language of the reader.

        :param str clause: paragraph or item of it, as typed
        :rtype: str
        """
        self.ensure_one()
        if self.kind == "passage":
            return self.env._("%(report)s (article not known)", report=self.title)
        number, lang = self.number or "", self.env.lang
        if self.kind == "chapter":
            return cite_chapter(number, lang)
        cite = cite_section if self.kind == "section" else cite_article
        return cite(number, clause, lang)

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
