from markupsafe import Markup

from odoo import api, fields, models

from .why import HEAD, PARAGRAPH, write_link

# Of each kind, so many of the latest are listed.
MOST_USES = 50


class ToleranceSchemeArticle(models.Model):
    """What uses an article: parts of the scheme, and what was decided by them."""

    _inherit = "tolerance.scheme.article"

    # Links, all of their texts escaped.
    used_by = fields.Html(compute="_compute_used_by", sanitize=False)

    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_used_by(self):
        for article in self:
            article.used_by = article._origin and article._origin._write_uses()

    def _write_uses(self):
        """List the records that use the article and that the user may read.

        :rtype: Markup
        """
        self.ensure_one()
        parts = []
        for records in self._get_uses():
            if not records:
                continue
            kind = self.env["ir.model"]._get(records._name).name
            parts.append(HEAD % kind)
            parts += [PARAGRAPH % write_link(record) for record in records[:MOST_USES]]
            if len(records) > MOST_USES:
                parts.append(
                    PARAGRAPH
                    % self.env._("These are the latest %(count)s.", count=MOST_USES)
                )
        if not parts:
            return PARAGRAPH % self.env._("Nothing cites this article.")
        return Markup().join(parts)

    def _get_uses(self):
        """Return the records that use the article.

        A later room adds what it holds with :meth:`_find_uses`.

        :return: recordsets, each of one model
        :rtype: list
        """
        self.ensure_one()
        Review = self.env["tolerance.scheme.review"]
        return Review._get_provision_sets(
            self.version_id, [("article_id", "=", self.id)]
        )

    def _find_uses(self, model, domain):
        """Find records that the user may read, the latest first.

        :param str model: its name; without any right to it nothing is found
        :param domain: what cites the article
        """
        records = self.env[model]
        if not records.has_access("read"):
            return records
        return records.search(domain, limit=MOST_USES + 1, order="id desc")
