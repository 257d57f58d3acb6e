import base64
from urllib.parse import quote

from odoo import api, fields, models

from ....rules.cell import read_ordinal
from ....rules.docx import write_docx
from ...base.single import check_single


class ToleranceSchemeVersion(models.Model):
    """The flow chart and the review paper of a version."""

    _inherit = "tolerance.scheme.version"

    # Drawn here out of escaped texts. As an image it runs no script.
    flow_chart = fields.Html(compute="_compute_flow_chart", sanitize=False)
    review_docx = fields.Binary(
        "Review Paper",
        compute="_compute_review_docx",
        attachment=False,
        exportable=False,
    )

    @api.depends(
        "step_ids.name",
        "step_ids.sequence",
        "step_ids.required",
        "step_ids.body_id.name",
        "step_ids.partner_body_id.name",
        "step_ids.limit_text",
        "step_ids.extension_text",
        "step_ids.condition_text",
        "step_ids.return_step_id",
        "step_ids.citation",
        "step_ids.marking",
    )
    @api.depends_context("lang")
    def _compute_flow_chart(self):
        for version in self:
            version.flow_chart = version.step_ids.sorted()._show_chart()

    @api.depends_context("lang", "uid")
    def _compute_review_docx(self):
        Review = self.env["tolerance.scheme.review"]
        for version in self:
            version.review_docx = base64.b64encode(
                write_docx(Review._make_paper(version))
            )

    def _get_follow_up_article(self):
        """Return the article that provides for the follow-up, if it is there.

        :rtype: tolerance.scheme.article
        """
        self.ensure_one()
        number = read_ordinal(self.follow_up_article or "")
        return self.article_ids.filtered(
            lambda article: (
                article.kind != "chapter" and read_ordinal(article.number) == number
            )
        )[:1]

    def _get_follow_up_basis(self):
        """Cite the article on the follow-up, or say that there is none.

        :rtype: str
        """
        if article := self._get_follow_up_article():
            return article._cite()
        if self.follow_up_is_default:
            return self.env._(
                "Choice of the agency or the product: the source prescribes nothing"
            )
        return self.follow_up_article or self.env._("Article not entered")

    def action_download_review(self):
        """Hand out the review paper of one version as a docx.

        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        name = self.env._("Review of %(version)s", version=self.display_name)
        filename = f"{name}.docx".replace("/", " ")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/review_docx"
            f"?download=true&filename={quote(filename)}",
            "target": "download",
        }
