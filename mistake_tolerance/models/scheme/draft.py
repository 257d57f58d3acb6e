from odoo import api, models
from odoo.tools import SQL

from ..base.single import check_single
from ..base.workflow_mixin import Transition

# Every table of a version but the articles, which the others point to.
PARTS = (
    "situation_ids",
    "exclusion_ids",
    "factor_ids",
    "degree_ids",
    "area_ids",
    "measure_ids",
    "step_ids",
)


class ToleranceSchemeVersion(models.Model):
    """Changes a version by a draft of the next one, and discards drafts."""

    _inherit = "tolerance.scheme.version"

    _transitions = {
        "new_draft": Transition(
            step=("_get_administrator_refusal", "_get_new_draft_refusal"),
            depends="scheme_id.version_ids.state",
            is_personal=False,
        ),
    }

    def action_new_draft(self):
        """Copy this version with all its parts into a draft, and open it."""
        check_single(self)
        self.check_access("write")
        self._check_verb("new_draft")
        draft = self._make_new_draft()
        draft._ledger_append("scheme.new_draft")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "views": [(False, "form")],
        }

    def unlink(self):
        self._check_not_frozen()
        # What rests on an article goes before it, and an article before its
        # chapter: the database would take them in an order of its own.
        for name in PARTS:
            self[name].unlink()
        self.article_ids.filtered("parent_id").unlink()
        self.article_ids.unlink()
        return super().unlink()

    def _get_new_draft_refusal(self):
        """Return why no new draft can be made from this version, or nothing."""
        drafts = self.scheme_id.version_ids.filtered(lambda v: v.state == "draft")
        if drafts:
            return self.env._(
                "%(version)s is a draft still. Change that one.",
                version=drafts[:1].display_name,
            )
        return None

    def _make_new_draft(self):
        """Copy this version and its parts, in all languages.

        :return: the draft
        :rtype: tolerance.scheme.version
        """
        self.ensure_one()
        draft = self.copy()
        articles = self._copy_articles(draft)
        pairs = [(self, draft), *articles]
        article_by_old = {old.id: new.id for old, new in articles}
        for name in PARTS:
            old_parts = self[name].sorted("id")
            vals_list = old_parts.copy_data({"version_id": draft.id})
            for vals in vals_list:
                vals["article_id"] = article_by_old.get(vals["article_id"], False)
            new_parts = old_parts.create(vals_list)
            pairs += zip(old_parts, new_parts, strict=True)
            if name == "situation_ids":
                pairs += zip(
                    old_parts.part_ids.sorted("id"),
                    new_parts.part_ids.sorted("id"),
                    strict=True,
                )
        self._copy_texts(pairs)
        return draft

    def _copy_articles(self, draft):
        """Copy the articles into ``draft``, each below its own chapter.

        :return: pairs of old and new article
        :rtype: list
        """
        old_articles = self.article_ids.sorted("id")
        new_articles = old_articles.create(
            old_articles.copy_data({"version_id": draft.id, "parent_id": False})
        )
        new_by_old = dict(zip(old_articles, new_articles, strict=True))
        for old, new in new_by_old.items():
            if old.parent_id:
                new.parent_id = new_by_old[old.parent_id]
        return list(new_by_old.items())

    def _copy_texts(self, pairs):
        """Give copies the texts of their originals in every language.

        The ORM copies only the languages that are active today; a text kept
        for another one would be lost with the first new draft.

        :param pairs: pairs of original and copy, of any models
        """
        self.env.flush_all()
        ids_by_model = {}
        for old, new in pairs:
            ids_by_model.setdefault(old._name, []).append((old.id, new.id))
        for model_name, ids in ids_by_model.items():
            Model = self.env[model_name]
            names = [
                field.name
                for field in Model._fields.values()
                if field.translate and field.store and field.copy
            ]
            old_ids, new_ids = zip(*ids, strict=True)
            self.env.cr.execute(
                SQL(
                    """
                    UPDATE %(table)s copy SET %(assignments)s
                      FROM %(table)s original
                      JOIN unnest(%(old)s, %(new)s) pair(old_id, new_id)
                           ON pair.old_id = original.id
                     WHERE copy.id = pair.new_id
                    """,
                    table=SQL.identifier(Model._table),
                    assignments=SQL(", ").join(
                        SQL("%s = original.%s", *[SQL.identifier(name)] * 2)
                        for name in names
                    ),
                    old=list(old_ids),
                    new=list(new_ids),
                )
            )
            Model.invalidate_model(names)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "scheme.new_draft": self.env._("Next scheme version drafted"),
        }
