from odoo import api, fields, models

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
# These rest on what happened, and stay when the facts of today change.
LASTING = ("recused",)
# Whoever reads these would know who reported the matter.
PROTECTED = ("accuser", "witness")
# What somebody can be in conflict with, and the field that names it.
AFFAIRS = {
    "tolerance.matter": "matter_id",
    "tolerance.application": "application_id",
}


class ToleranceConflict(models.Model):
    """Who must not see or touch a matter or an application as staff, and why.

    Kept by the system: found in batch whenever parties, the reporting line or
    declarations change, and asked by the rules of every staff group. An
    application has its own rows from the day it is submitted, for it may wait
    long for its case.
    """

    _name = "tolerance.conflict"
    _description = "Conflict of Interest"
    _inherit = ["tolerance.ledger.mixin", "tolerance.original", "tolerance.permit"]
    _order = "id"
    _rec_name = "user_id"
    # Users never read their own conflicts; the rules say who reads the others.
    _conflict_paths = ()
    # Conflicts have readers of their own.
    _logged_content = frozenset()

    matter_id = fields.Many2one(
        "tolerance.matter", index="btree_not_null", readonly=True, ondelete="cascade"
    )
    case_id = fields.Many2one(
        "tolerance.case", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    application_id = fields.Many2one(
        "tolerance.application",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade", index=True
    )
    reason = fields.Selection(REASONS, required=True, readonly=True)
    found_on = fields.Date(required=True, readonly=True)

    _reason_uniq = models.UniqueIndex("(matter_id, user_id, reason)")
    _application_uniq = models.UniqueIndex(
        "(application_id, user_id, reason) WHERE application_id IS NOT NULL"
    )
    _one_affair = models.Constraint(
        "CHECK (num_nonnulls(matter_id, application_id) = 1)",
        "A conflict is with a matter or with an application.",
    )

    @api.depends("matter_id.company_id", "application_id.company_id")
    def _compute_company_id(self):
        for conflict in self:
            affair = conflict.matter_id or conflict.application_id
            conflict.company_id = affair.company_id

    @api.model
    def _refresh_for(self, subjects):
        """Find the conflicts of all that is about these persons and units."""
        if not subjects:
            return
        parties = self.env["tolerance.case.party"].search(
            [("subject_id", "in", subjects.ids)]
        )
        matters = parties.matter_id | self.env["tolerance.matter"].search(
            [("subject_ids", "in", subjects.ids)]
        )
        self._refresh(matters)
        self._refresh(
            self.env["tolerance.application"].search(
                [("subject_id", "in", subjects.ids), ("state", "!=", "draft")]
            )
        )

    @api.model
    def _refresh(self, affairs):
        """Compare what is kept with what is found, and act on what is new.

        :param affairs: matters or applications whose conflicts may have changed
        """
        if not affairs:
            return
        self.env.flush_all()
        name = AFFAIRS[affairs._name]
        kept = {
            (row[name].id, row.user_id.id, row.reason): row
            for row in self.search([(name, "in", affairs.ids)])
        }
        found = self._find(affairs)
        gone = self.browse(
            [
                row.id
                for key, row in kept.items()
                if key not in found and row.reason not in LASTING
            ]
        )
        gone._ledger_append("conflict.end")
        unlocked(gone).unlink()
        self._add(sorted(found - kept.keys()), affairs)

    @api.model
    def _add(self, keys, affairs):
        """Take down new conflicts and withdraw the affairs from these users.

        :param list keys: ``(id of the affair, user id, reason)``
        :param affairs: matters or applications
        """
        if not keys:
            return
        name = AFFAIRS[affairs._name]
        known = {affair.id: affair for affair in affairs}
        new = (
            unlocked(self)
            .create(
                [
                    {
                        name: affair_id,
                        "case_id": known[affair_id]._get_conflict_case().id,
                        "user_id": user_id,
                        "reason": reason,
                        "found_on": known[affair_id].company_id._tolerance_today(),
                    }
                    for affair_id, user_id, reason in keys
                ]
            )
            .with_env(self.env)
        )
        new._ledger_append("conflict.find")
        new._withdraw()

    def _add_sentences(self, sentences, users):
        """Add a sentence for each of the users who is in one of these conflicts.

        :param dict sentences: ``{user id: sentence}`` known already
        :param res.users users: who is thought of
        :rtype: dict
        """
        # Why somebody is barred is told to nobody.
        for user in self.user_id & users:
            sentences.setdefault(user.id, self._get_choice_sentence(user))
        return sentences

    def _get_ledger_record(self):
        # A conflict is an act on what it closes.
        return self.case_id or self.matter_id or self.application_id

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        """Say what was found; who reported the matter is not for auditors either.

        :rtype: dict
        """
        if self.reason in PROTECTED:
            return {"user": None, "reason": "protected"}
        return {"user": self.user_id.id, "reason": self.reason}
