"""The chains of the ledger, with the hash of the last entry of each.

Each case has a chain of its own, so that acts on different cases do not wait for each
other.
"""

from odoo import api, fields, models
from odoo.tools import SQL

from ..base import bounded


class ToleranceLedgerChain(models.Model):
    """The head of each chain: where the next entry goes.

    An entry takes its position by updating the row of its chain, so that two
    transactions cannot follow the same entry: the later one fails to serialise
    and Odoo runs it again.
    """

    _name = "tolerance.ledger.chain"
    _description = "Ledger Chain"
    _inherit = "tolerance.ledger.append.only"
    _log_access = False
    _written_once = False
    _rec_name = "key"

    key = fields.Char(required=True, readonly=True)
    # pylint: disable-next=attribute-deprecated
    length = bounded.Integer(required=True, readonly=True, high=bounded.MAX_INTEGER)
    head_hash = fields.Char(readonly=True)

    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", search="_search_company_id"
    )

    _key_uniq = models.UniqueIndex("(key)", "This chain already exists.")

    def _compute_company_id(self):
        # The entries of a chain are of one company.
        # sudo: the company of a chain is no secret to the rule that closes it.
        firsts_sudo = self.env["tolerance.ledger.entry"].sudo()
        firsts_sudo = firsts_sudo.search(
            [("chain", "in", self.mapped("key")), ("position", "=", 1)]
        )
        companies = {entry.chain: entry.company_id.id for entry in firsts_sudo}
        for chain in self:
            chain.company_id = companies.get(chain.key)

    def _search_company_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: a rule runs this search for users who may not read the entries.
        firsts_sudo = self.env["tolerance.ledger.entry"].sudo()
        query = firsts_sudo._search(
            [("company_id", "in", value), ("position", "=", 1)]
        ).subselect("chain")
        return [("key", "in", query)]

    @api.model
    def _lock_heads(self, counts):
        """Lock the chains and reserve places at their ends.

        :param dict counts: number of new entries of each chain
        :return: ``{key: (length before, head hash before)}``
        :rtype: dict
        """
        # Locked in a fixed order, so that two batches cannot deadlock.
        rows = SQL(", ").join(
            SQL("(%s, %s)", key, counts[key]) for key in sorted(counts)
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO tolerance_ledger_chain AS chain (key, length)
                     VALUES %s
                ON CONFLICT (key) DO UPDATE
                        SET length = chain.length + excluded.length
                  RETURNING chain.key, chain.length, chain.head_hash
                """,
                rows,
            )
        )
        return {
            key: (length - counts[key], head or "")
            for key, length, head in self.env.cr.fetchall()
        }

    @api.model
    def _write_heads(self, heads):
        """Store the hashes of the last entries of chains that were locked before.

        :param dict heads: ``{key: hash}``
        """
        rows = SQL(", ").join(SQL("(%s, %s)", *head) for head in heads.items())
        self.env.cr.execute(
            SQL(
                """
                UPDATE tolerance_ledger_chain AS chain
                   SET head_hash = head.hash
                  FROM (VALUES %s) AS head (key, hash)
                 WHERE chain.key = head.key
                """,
                rows,
            )
        )
        self.browse().invalidate_model()
