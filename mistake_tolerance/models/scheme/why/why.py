from markupsafe import Markup

from odoo import api, fields, models

from ...base.inheriting import find_inheriting
from ...base.wording import write_pair

LINK = Markup('<a href="/odoo/%s/%s">%s</a>')
PARAGRAPH = Markup('<p class="mb-1">%s</p>')
LINES = Markup("<br/>")
EMPHASIS = Markup("<strong>%s</strong>")
HEAD = Markup("<h4>%s</h4>")


def write_link(record):
    """Return a link to a record under its name, escaped.

    :rtype: Markup
    """
    return LINK % (record._name, record.id, record.display_name or "")


def write_lines(text):
    """Return a text with its line breaks, escaped.

    :rtype: Markup
    """
    return LINES.join((text or "").splitlines())


class ToleranceWhy(models.TransientModel):
    """Shows a reader the articles, answers and evidence that a record rests on."""

    _name = "tolerance.why"
    _description = "Why"
    _inherit = ["tolerance.document.dialog.mixin"]
    _opened_by = "tolerance.grounded.mixin"

    # Not stored: a right to read that ends takes it away. All texts are escaped.
    content = fields.Html("Grounds", compute="_compute_content", sanitize=False)

    @api.depends("res_model", "res_id")
    @api.depends_context("lang", "uid")
    def _compute_content(self):
        names = find_inheriting(self.env, self._opened_by)
        for why in self:
            is_known = why.res_id and why.res_model in names
            why.content = is_known and why._write_content(why._get_record())

    @api.model
    def _write_content(self, record):
        """Write what a record rests on, for a user who may read it.

        :rtype: Markup
        """
        parts = [
            PARAGRAPH % write_lines(sentence) for sentence in record._get_remarks()
        ]
        grounds = [
            self._write_ground(ground)
            for grounds in record._get_grounds()
            for ground in grounds
        ]
        if grounds:
            parts += [HEAD % self.env._("Articles"), *grounds]
        if answers := record._get_found_answers():
            parts.append(HEAD % self.env._("Answers and Evidence"))
            parts += [self._write_answer(found) for found in answers]
        if not parts:
            parts.append(PARAGRAPH % self.env._("No ground that you may read."))
        return Markup().join(parts)

    @api.model
    def _write_ground(self, ground):
        """Write a provision: its article, what it says and what the system does."""
        article = ground.article_id
        lines = [
            EMPHASIS
            % write_pair(self.env, ground._get_part_label(), ground.display_name),
            write_link(article) if article else ground.citation,
        ]
        if article and (ground.clause or ground.marking):
            lines.append(ground.citation)
        lines += [write_lines(text) for text in (article.wording, ground.note) if text]
        return PARAGRAPH % LINES.join(lines)

    @api.model
    def _write_answer(self, found):
        """Write a question, its answer and the evidence it rests on."""
        lines = [EMPHASIS % found.question]
        if found.reply:
            lines.append(self.env._("Answer: %(answer)s", answer=found.reply))
        if found.argument:
            lines.append(
                write_lines(self.env._("Reasons: %(reasons)s", reasons=found.argument))
            )
        lines += [write_link(evidence) for evidence in found.evidence]
        return PARAGRAPH % LINES.join(lines)
