"""Computes all hashes of the ledger anew and says where they differ."""

import json
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from ...rules.canonical import canonical
from ...rules.chain import START, Link, find_fault, holds

BATCH = 1000
# Columns that repeat a key of the hashed text.
STATED = (
    "chain",
    "position",
    "verb",
    "res_model",
    "res_id",
    "number",
    "author_id",
    "author_name",
    "account_id",
    "account_name",
    "principal_id",
    "principal_name",
    "moment",
    "company_id",
)


class Finding(NamedTuple):
    """A fault in the ledger. Of each chain only the first fault is reported."""

    # chain: a chain is broken. loose: an entry of no chain is changed. seal: the chain
    # of seals is broken. sealed: an entry is not as its seal states. uncovered:
    # some entries are neither sealed nor waiting for a seal.
    kind: str
    chain: str
    position: int
    reason: str


class ToleranceLedgerVerifier(models.AbstractModel):
    """Reads the whole ledger of a company and compares it with its hashes.

    Needs no live record: what was hashed is stored. Runs in one transaction, so
    in one state of the database, and holds a batch in memory, not the ledger.
    """

    _name = "tolerance.ledger.verifier"
    _description = "Ledger Verifier"

    @api.model
    def _verify(self, company):
        """Verify chains, entries of no chain, and seals.

        :return: findings, and the numbers of entries, seals and entries waiting
        :rtype: tuple
        """
        findings, entries = [], 0
        chains = self._stream(self._select_entries(company, SQL("IS NOT NULL")))
        # itertools.groupby: the rows are sorted, and too many for Odoo's groupby.
        # pylint: disable-next=bad-builtin-groupby
        for chain, rows in groupby(chains, itemgetter("chain")):
            count, finding = self._verify_chain(chain, rows)
            entries += count
            findings += finding
        findings += self._find_empty_chains()
        for row in self._stream(self._select_entries(company, SQL("IS NULL"))):
            entries += 1
            if reason := self._find_loose_fault(row):
                findings.append(Finding("loose", "", row["id"], reason))
        seals, sealed, sealed_findings = self._verify_seals(company)
        findings += sealed_findings
        pending = self._count_pending(company)
        if not findings and sealed + pending != entries:
            difference = entries - sealed - pending
            findings.append(Finding("uncovered", "", difference, "uncovered"))
        return findings, {"entries": entries, "seals": seals, "pending": pending}

    @api.model
    def _verify_chain(self, chain, rows):
        """Return the number of entries and the first finding, as a list."""
        count, position, head, finding, row = 0, 0, START, [], None
        for row in rows:
            count += 1
            if finding:
                continue
            reason = find_fault(self._get_link(row), position, head)
            reason = reason or self._find_column_fault(row)
            if reason:
                place = position + 1 if reason == "missing" else row["position"]
                finding = [Finding("chain", chain, place, reason)]
            position, head = row["position"], row["hash"]
        if not finding and (position, head) != (row["length"], row["head_hash"]):
            finding = [Finding("chain", chain, position + 1, "missing")]
        return count, finding

    @api.model
    def _find_loose_fault(self, row):
        if row["previous_hash"] or not holds(START, row["content"], row["hash"]):
            return "content"
        return self._find_column_fault(row)

    @api.model
    def _find_column_fault(self, row):
        stated = json.loads(row["content"])
        for name in STATED:
            # Most values read back as they are; moments and decomposed names do not.
            value, text = row[name], stated.get(name)
            if value != text and canonical(value) != canonical(text):
                return "columns"
        return None

    @api.model
    def _get_link(self, row):
        return Link(
            row["position"], row["previous_hash"] or "", row["content"], row["hash"]
        )

    @api.model
    def _verify_seals(self, company):
        """Return the number of seals, of entries they cover, and findings."""
        number, head, covered, lengths = 0, START, 0, {}
        for row in self._stream(self._select_seals(company)):
            reason = find_fault(self._get_link(row), number, head)
            if reason:
                place = number + 1 if reason == "missing" else row["position"]
                return number, covered, [Finding("seal", "", place, reason)]
            number, head = row["position"], row["hash"]
            content = json.loads(row["content"])
            if finding := self._find_unsealed(number, content):
                return number, covered, [finding]
            covered += len(content["loose"])
            for chain, (length, _hash) in content["chains"].items():
                covered += length - lengths.get(chain, 0)
                lengths[chain] = length
        return number, covered, []

    @api.model
    def _find_unsealed(self, number, content):
        """Return a finding if an entry is not, or no longer, as the seal states."""
        chains = content["chains"]
        self.env.cr.execute(
            SQL(
                """
                SELECT stated.chain, stated.position
                  FROM unnest(%s::text[], %s::int[], %s::text[])
                       AS stated (chain, position, hash)
             LEFT JOIN tolerance_ledger_entry AS entry
                    ON entry.chain = stated.chain
                   AND entry.position = stated.position
                 WHERE entry.hash IS DISTINCT FROM stated.hash
             UNION ALL
                SELECT '', stated.id
                  FROM unnest(%s::int[], %s::text[]) AS stated (id, hash)
             LEFT JOIN tolerance_ledger_entry AS entry
                    ON entry.id = stated.id
                 WHERE entry.hash IS DISTINCT FROM stated.hash
              ORDER BY 1, 2
                 LIMIT 1
                """,
                list(chains),
                [length for length, _hash in chains.values()],
                [digest for _length, digest in chains.values()],
                [int(entry_id) for entry_id in content["loose"]],
                list(content["loose"].values()),
            )
        )
        found = self.env.cr.fetchone()
        return found and Finding("sealed", found[0], found[1], str(number))

    @api.model
    def _find_empty_chains(self):
        self.env.cr.execute(
            """
            SELECT key FROM tolerance_ledger_chain AS chain
             WHERE NOT EXISTS (
                   SELECT FROM tolerance_ledger_entry AS entry
                    WHERE entry.chain = chain.key)
          ORDER BY key
            """
        )
        return [
            Finding("chain", key, 1, "missing") for (key,) in self.env.cr.fetchall()
        ]

    @api.model
    def _count_pending(self, company):
        self.env.cr.execute(
            SQL(
                """
                SELECT count(*) FROM tolerance_ledger_pending AS pending
                  JOIN tolerance_ledger_entry AS entry ON entry.id = pending.entry_id
                 WHERE entry.company_id = %s
                """,
                company.id,
            )
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _select_entries(self, company, chained):
        columns = SQL(", ").join(SQL.identifier("entry", name) for name in STATED)
        return SQL(
            """
            SELECT entry.id, %s, entry.content, entry.previous_hash, entry.hash,
                   chain.length, chain.head_hash
              FROM tolerance_ledger_entry AS entry
         LEFT JOIN tolerance_ledger_chain AS chain ON chain.key = entry.chain
             WHERE entry.company_id = %s AND entry.chain %s
          ORDER BY entry.chain, entry.position, entry.id
            """,
            columns,
            company.id,
            chained,
        )

    @api.model
    def _select_seals(self, company):
        return SQL(
            """
            SELECT number AS position, content, previous_hash, hash
              FROM tolerance_ledger_seal
             WHERE company_id = %s
          ORDER BY number
            """,
            company.id,
        )

    @api.model
    def _stream(self, query):
        """Yield the rows of a query as dictionaries through a cursor of the server."""
        self.env.flush_all()
        cursor = SQL.identifier("tolerance_ledger_rows")
        self.env.cr.execute(SQL("DECLARE %s CURSOR FOR %s", cursor, query))
        try:
            while True:
                self.env.cr.execute(SQL("FETCH %s FROM %s", BATCH, cursor))
                rows = self.env.cr.dictfetchall()
                if not rows:
                    return
                yield from rows
        finally:
            self.env.cr.execute(SQL("CLOSE %s", cursor))
