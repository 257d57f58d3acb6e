from odoo import api, fields, models
from odoo.tools import SQL

from ..ledger.ledger_name import get_ledger_name
from .matter_trigger import meet_at_matter


class ToleranceConflict(models.Model):
    """Conflicts with a matter also close its case, and are entered in its chain."""

    _inherit = "tolerance.conflict"
    _subject_paths = ("case_id.party_ids.subject_id",)

    case_id = fields.Many2one(
        "tolerance.case", readonly=True, ondelete="cascade", index="btree_not_null"
    )

    # Whether a user is in conflict with one case; a matter has a unique index for it.
    _case_user_idx = models.Index("(case_id, user_id) WHERE case_id IS NOT NULL")

    def init(self):
        super().init()
        meet_at_matter(self, SQL("NEW.matter_id IS NOT NULL AND NEW.case_id IS NULL"))

    @api.model
    def _prepare(self, target, user_id, reason):
        values = super()._prepare(target, user_id, reason)
        return {**values, "case_id": target._get_conflict_case().id}

    def _get_ledger_record(self):
        return self.case_id or super()._get_ledger_record()

    @api.model
    def _write_closed_chain(self, chain, user_id):
        return SQL(
            """
            CASE WHEN starts_with(%(chain)s, %(start)s) THEN EXISTS (
                SELECT FROM %(table)s
                 WHERE %(case)s = substr(%(chain)s, length(%(start)s) + 1)::integer
                   AND %(user)s = %(user_id)s
                OFFSET 0) ELSE FALSE END
            """,
            chain=chain,
            # As ``get_chain_key`` writes it.
            start=f"{get_ledger_name(self.env['tolerance.case'])},",
            table=SQL.identifier(self._table),
            case=SQL.identifier(self._table, "case_id", self._fields["case_id"]),
            user=SQL.identifier(self._table, "user_id", self._fields["user_id"]),
            user_id=user_id,
        )

    def _get_ledger_chain(self):
        return self.case_id or super()._get_ledger_chain()
