from odoo import api, models
from odoo.tools import SQL

from ..base.single import check_single
from ..base.workflow_mixin import Transition


class ToleranceSchemeVersion(models.Model):
    """Changes a version by a draft of the next one, and discards drafts."""

    _inherit = "tolerance.scheme.version"

    _transitions = {
        "new_draft": Transition(
            hidden_by=("_get_administrator_refusal", "_get_new_draft_refusal"),
            depends="scheme_id.version_ids.state",
            is_personal=False,
        ),
    }

    def action_new_draft(self):
        """Copy this version with all its parts into a draft, and open it."""
        check_single(self)
        self.check_access("write")
        self._check_transition("new_draft")
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
        # The database would take the parts in an order of its own, and then refuse
        # to drop an article on which another part still rests.
        part_models = self.env["tolerance.scheme.part.mixin"]._get_part_models()
        left = set()
        for model in reversed(part_models):
            left.add(model._name)
            parts = self._get_parts(model)
            for field in model._get_references().values():
                if field.comodel_name in left and not field.required:
                    parts.filtered(field.name).write({field.name: False})
        for model in reversed(part_models):
            self._get_parts(model).unlink()
        return super().unlink()

    def _get_parts(self, model):
        """Return the parts of these versions of one model, the oldest first.

        :param model: an empty recordset of the model
        """
        return model.with_context(active_test=False).search(
            [("version_id", "in", self.ids)], order="id"
        )

    def _get_new_draft_refusal(self):
        """Return why no new draft can be made from this version, or nothing."""
        drafts = self.scheme_id.version_ids.filtered(lambda v: v.state == "draft")
        if drafts:
            return self.env._(
                "%(version)s is still a draft. Change that one.",
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
        copies = {self: draft}
        late = []
        for model in self.env["tolerance.scheme.part.mixin"]._get_part_models():
            parts = self._get_parts(model)
            vals_list = []
            for part in parts:
                vals, missing = part._get_copy_vals(copies)
                vals_list.append(vals)
                late += [(part, field) for field in missing]
            copies |= zip(parts, model.create(vals_list), strict=True)
        for part, field in late:
            copies[part][field.name] = part._get_copied_value(field, copies)
        self._copy_texts(copies.items())
        self.env["tolerance.scheme.acceptance"]._fix(draft)
        return draft

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
            if not names:
                continue
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
            "scheme.workbook": self.env._("Scheme version loaded from a workbook"),
        }
