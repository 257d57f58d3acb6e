"""Seals: each states the last hash of every chain that has grown since the one before.

Hashes alone prove that entries follow each other, not that the last ones were not cut
off. A seal states how far each chain had grown, and its hash can be kept outside.
"""

import base64

from odoo import api, fields, models
from odoo.tools import SQL

from ...rules.canonical import canonical
from ...rules.chain import START, link
from ..base import bounded

# Entries one seal covers at most: its text stays small enough to read.
BATCH = 5000
LOCK = "tolerance.ledger.seal"


class ToleranceLedgerSeal(models.Model):
    """A checkpoint: the heads of the chains that grew, and the loose entries.

    The seals of a company are a chain themselves. An auditor who keeps the hash of a
    seal outside the system can prove that nothing before it was changed, not even by
    somebody who can rewrite the whole database.
    """

    _name = "tolerance.ledger.seal"
    _description = "Ledger Seal"
    _inherit = "tolerance.ledger.append.only"
    _log_access = False
    _order = "company_id, number desc"
    _rec_name = "number"

    number = bounded.Integer(
        required=True, readonly=True, aggregator=None, high=bounded.MAX_INTEGER
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    moment = fields.Datetime(string="Sealed On", required=True, readonly=True)
    chain_count = bounded.Integer(
        string="Chains", readonly=True, high=bounded.MAX_INTEGER
    )
    loose_count = bounded.Integer(
        string="Unchained Entries", readonly=True, high=bounded.MAX_INTEGER
    )
    content = fields.Text(
        string="Text as Hashed", required=True, readonly=True, prefetch=False
    )
    previous_hash = fields.Char(readonly=True)
    hash = fields.Char(required=True, readonly=True)
    checkpoint = fields.Binary(
        compute="_compute_checkpoint",
        help="A small text with the number and hash of this seal. Keep it outside "
        "this system: it proves later that nothing before it was changed.",
    )
    checkpoint_name = fields.Char(compute="_compute_checkpoint")

    _number_uniq = models.UniqueIndex(
        "(company_id, number)", "Two seals cannot share a number."
    )
    _previous_uniq = models.UniqueIndex(
        "(company_id, previous_hash)", "A seal already follows this one."
    )

    @api.depends("number", "company_id", "moment", "hash")
    def _compute_checkpoint(self):
        for seal in self:
            text = canonical(
                {
                    "company": seal.company_id.id,
                    "number": seal.number,
                    "moment": seal.moment,
                    "hash": seal.hash,
                }
            )
            seal.checkpoint = base64.b64encode(f"{text}\n".encode())
            seal.checkpoint_name = f"seal-{seal.company_id.id}-{seal.number}.json"

    @api.depends("number")
    def _compute_display_name(self):
        for seal in self:
            seal.display_name = str(seal.number)

    @api.model
    def _cron_seal(self):
        """Seal what is new, company by company, and commit after each seal."""
        IrCron = self.env["ir.cron"]
        IrCron._commit_progress(remaining=self._count_due())
        for company in self._get_due_companies():
            while self._seal(company):
                if not IrCron._commit_progress(1, remaining=self._count_due()):
                    return

    @api.model
    def _count_due(self):
        """Return how many seals are due, about."""
        pending = self.env["tolerance.ledger.pending"].search_count([])
        return -(-pending // BATCH)

    @api.model
    def _get_due_companies(self):
        self.env.cr.execute(
            """
            SELECT DISTINCT entry.company_id
              FROM tolerance_ledger_pending AS pending
              JOIN tolerance_ledger_entry AS entry ON entry.id = pending.entry_id
            """
        )
        return self.env["res.company"].browse(row[0] for row in self.env.cr.fetchall())

    @api.model
    def _seal(self, company):
        """Seal the next entries of ``company``.

        :return: the seal, empty if there is nothing to seal or another process
            is at it
        """
        if not self._try_lock(company):
            return self.browse()
        chains, loose = self._take_pending(company)
        if not chains and not loose:
            return self.browse()
        last = self.search([("company_id", "=", company.id)], limit=1)
        number, previous = last.number + 1, last.hash or START
        moment = fields.Datetime.now()
        content = canonical(
            {
                "company": company.id,
                "number": number,
                "moment": moment,
                "chains": chains,
                "loose": loose,
            }
        )
        row = {
            "number": number,
            "company_id": company.id,
            "moment": moment,
            "chain_count": len(chains),
            "loose_count": len(loose),
            "content": content,
            "previous_hash": previous,
            "hash": link(previous, content),
        }
        return self.browse(self._insert([row]))

    @api.model
    def _try_lock(self, company):
        self.env.cr.execute(
            SQL("SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)", LOCK, company.id)
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _take_pending(self, company):
        """Take the oldest entries off the waiting list.

        Within a chain, ids grow with the position, and an entry is visible only after
        the earlier ones. So no batch skips an entry.

        :return: ``{chain: [length, hash]}`` and ``{entry id: hash}``
        :rtype: tuple
        """
        self.env.cr.execute(
            SQL(
                """
                WITH due AS (
                    SELECT entry.id, entry.chain, entry.position, entry.hash
                      FROM tolerance_ledger_pending AS pending
                      JOIN tolerance_ledger_entry AS entry
                        ON entry.id = pending.entry_id
                     WHERE entry.company_id = %s
                  ORDER BY entry.id
                     LIMIT %s
                ), taken AS (
                    DELETE FROM tolerance_ledger_pending
                          WHERE entry_id IN (SELECT id FROM due)
                )
                SELECT id, chain, position, hash FROM due ORDER BY id
                """,
                company.id,
                BATCH,
            )
        )
        chains, loose = {}, {}
        for entry_id, chain, position, digest in self.env.cr.fetchall():
            if chain:
                chains[chain] = [position, digest]
            else:
                loose[str(entry_id)] = digest
        self.env["tolerance.ledger.pending"].invalidate_model()
        return chains, loose
