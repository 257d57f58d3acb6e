from odoo import api, fields, models

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


class ToleranceConflict(models.Model):
    """Who must not see or touch a matter as staff, and why.

    Kept by the system: found in batch whenever parties, the line of command or
    declarations change, and asked by the rules of every staff group.
    """

    _name = "tolerance.conflict"
    _description = "Conflict of Interest"
    _order = "id"
    _rec_name = "user_id"

    matter_id = fields.Many2one(
        "tolerance.matter", index=True, required=True, readonly=True, ondelete="cascade"
    )
    case_id = fields.Many2one(
        "tolerance.case", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    company_id = fields.Many2one(related="matter_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade", index=True
    )
    reason = fields.Selection(REASONS, required=True, readonly=True)
    found_on = fields.Date(required=True, readonly=True)

    _reason_uniq = models.UniqueIndex("(matter_id, user_id, reason)")

    @api.model
    def _refresh_for(self, subjects):
        """Find the conflicts of all matters about these persons and units."""
        if not subjects:
            return
        parties = self.env["tolerance.case.party"].search(
            [("subject_id", "in", subjects.ids)]
        )
        matters = parties.matter_id | self.env["tolerance.matter"].search(
            [("subject_ids", "in", subjects.ids)]
        )
        self._refresh(matters)

    @api.model
    def _refresh(self, matters):
        """Compare what is kept with what is found, and act on what is new.

        :param tolerance.matter matters: whose conflicts may have changed
        """
        if not matters:
            return
        self.env.flush_all()
        kept = {
            (row.matter_id.id, row.user_id.id, row.reason): row
            for row in self.search([("matter_id", "in", matters.ids)])
        }
        found = self._find(matters)
        gone = self.browse(
            [
                row.id
                for key, row in kept.items()
                if key not in found and row.reason not in LASTING
            ]
        )
        gone._log("conflict.end")
        gone.unlink()
        self._add(sorted(found - kept.keys()))

    @api.model
    def _add(self, keys):
        """Take down new conflicts and withdraw the matters from these users.

        :param list keys: ``(matter id, user id, reason)``
        """
        matters = self.env["tolerance.matter"].browse({key[0] for key in keys})
        cases = {matter.id: matter.case_ids[:1] for matter in matters}
        new = self.create(
            [
                {
                    "matter_id": matter_id,
                    "case_id": cases[matter_id].id,
                    "user_id": user_id,
                    "reason": reason,
                    "found_on": cases[matter_id].company_id._tolerance_today()
                    if cases[matter_id]
                    else self.env.company._tolerance_today(),
                }
                for matter_id, user_id, reason in keys
            ]
        )
        new._log("conflict.find")
        new._withdraw()

    def _log(self, verb):
        self.env["tolerance.ledger.entry"]._append_many(
            [
                (
                    verb,
                    row.case_id or row.matter_id,
                    row._get_ledger_values(),
                    row.case_id or None,
                )
                for row in self
            ]
        )

    def _get_ledger_values(self):
        """Say what was found; who reported the matter is not for auditors either.

        :rtype: dict
        """
        if self.reason in PROTECTED:
            return {"user": None, "reason": "protected"}
        return {"user": self.user_id.id, "reason": self.reason}
