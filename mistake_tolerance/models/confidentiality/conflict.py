"""Conflicts of interest: which user must not see which matter, and for what reason.

Example: the superior of a party is in conflict with the matter of that party. A row
here closes to the superior the matter, its case and all that hangs on it.
"""

from odoo import api, fields, models, tools

from ..base.inheriting import iter_declared
from ..base.write_permit import unlocked

REASONS = [
    ("party", "Is a party, heads it, or applied"),
    ("accuser", "Reported the matter"),
    ("witness", "Is a witness"),
    ("superior", "Leads a party"),
    ("subordinate", "Is led by a party"),
    ("kin", "Is related to a party"),
    ("interest", "Declared an interest"),
    ("earlier_role", "Had an earlier part in it"),
    ("recused", "Withdrew or was recused"),
]
# Kinds of past events: they stay when the present facts change.
LASTING = ("recused",)
# These kinds reveal who reported the matter or is a witness.
PROTECTED = ("accuser", "witness")


class ToleranceConflict(models.Model):
    """Who must not see or change a matter or an application as staff, and why.

    The system finds conflicts in batch when parties, the reporting line or
    declarations change. The rules of every staff group read them. An application
    has its own rows from the day it is submitted, because its case may come much
    later.
    """

    _name = "tolerance.conflict"
    _description = "Conflict of Interest"
    _inherit = ["tolerance.ledger.mixin", "tolerance.original", "tolerance.permit"]
    _order = "id"
    _rec_name = "user_id"
    # Users may not read their own conflicts; access rules cover those of others.
    _conflict_paths = ()
    # Reading conflicts is not logged.
    _logged_content = frozenset()
    # Paths to the persons and units that a conflict is about. Each room adds its own.
    _subject_paths = ()

    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade", index=True
    )
    reason = fields.Selection(REASONS, required=True, readonly=True)
    found_on = fields.Date(required=True, readonly=True)

    @api.depends(
        lambda self: [
            f"{name}.company_id" for name in self._get_target_fields().values()
        ]
    )
    def _compute_company_id(self):
        for conflict in self:
            target = conflict._get_target()
            conflict.company_id = target.company_id if target else False

    @api.model
    @tools.ormcache()
    def _get_target_fields(self):
        """Return the models of whose records a user can be in conflict.

        :return: the field of a conflict that names such a record, by its model
        :rtype: dict
        """
        return {
            name: model._conflict_field
            for name, model in self.env.registry.items()
            if model._conflict_field and not model._abstract
        }

    def _get_target(self):
        """Return the record with which somebody is in conflict, or None."""
        self.ensure_one()
        found = (self[name] for name in self._get_target_fields().values())
        return next((target for target in found if target), None)

    @api.model
    def _get_subject_paths(self):
        """Return the paths to the persons and units that conflicts are about.

        :rtype: list
        """
        declared = iter_declared(type(self), "_subject_paths")
        return [path for paths in declared for path in paths]

    @api.model
    def _refresh_for(self, subjects):
        """Find the conflicts of all that is about these persons and units."""
        if not subjects:
            return
        for name in self._get_target_fields():
            Model = self.env[name]
            self._refresh(Model.search(Model._get_subject_domain(subjects)))

    @api.model
    def _refresh(self, targets):
        """Compare what is kept with what is found, and act on what is new.

        :param targets: matters or applications whose conflicts may have changed
        """
        if not targets:
            return
        self.env.flush_all()
        name = targets._conflict_field
        kept = {
            (row[name].id, row.user_id.id, row.reason): row
            for row in self.search([(name, "in", targets.ids)])
        }
        found = self._find(targets)
        gone = self.browse(
            [
                row.id
                for key, row in kept.items()
                if key not in found and row.reason not in LASTING
            ]
        )
        gone._ledger_append("conflict.end")
        unlocked(gone).unlink()
        self._add(sorted(found - kept.keys()), targets)

    @api.model
    def _add(self, keys, targets):
        """Store new conflicts and withdraw messages and tasks from these users.

        :param list keys: ``(id of the target, user id, reason)``
        :param targets: matters or applications
        """
        if not keys:
            return
        known = {target.id: target for target in targets}
        new = (
            unlocked(self)
            .create(
                [
                    self._prepare(known[target_id], user_id, reason)
                    for target_id, user_id, reason in keys
                ]
            )
            .with_env(self.env)
        )
        new._ledger_append("conflict.find")
        new._withdraw()

    @api.model
    def _prepare(self, target, user_id, reason):
        """Return the values of a new conflict; a hook.

        :param target: a matter or an application
        :param int user_id: who is in conflict with it
        :param str reason: key of ``REASONS``
        :rtype: dict
        """
        return {
            target._conflict_field: target.id,
            "user_id": user_id,
            "reason": reason,
            "found_on": target.company_id._tolerance_today(),
        }

    def _add_sentences(self, sentences, users):
        """Add a sentence for each of the users who is in one of these conflicts.

        :param dict sentences: ``{user id: sentence}`` known already
        :param res.users users: the users to check
        :rtype: dict
        """
        # The message does not name the kind of conflict.
        for user in self.user_id & users:
            sentences.setdefault(user.id, self._get_choice_sentence(user))
        return sentences

    def _get_ledger_record(self):
        # A conflict is entered as an act on the matter or application that it closes.
        return self._get_target()

    def _get_ledger_values(self):
        """Return the ground found; a protected source is not named to auditors.

        :rtype: dict
        """
        if self.reason in PROTECTED:
            return {"user": None, "reason": "protected"}
        return {"user": self.user_id.id, "reason": self.reason}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "conflict.find": self.env._("Conflict of interest found"),
            "conflict.end": self.env._("Conflict of interest ended"),
        }
