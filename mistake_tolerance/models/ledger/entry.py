"""One act in the ledger: who did what and when.

Each entry holds the hash of the entry before it in its chain, so a changed or deleted
entry is found by computing the hashes anew.
"""

import json
from collections import Counter
from uuid import uuid4

from odoo import api, fields, models
from odoo.tools import SQL, split_every

from ...rules.canonical import canonical
from ...rules.chain import START, link
from ..base import bounded
from ..base.person import find_person
from .ledger_name import get_chain_key, get_ledger_name

# Rows of one INSERT.
BATCH = 1000


class ToleranceLedgerEntry(models.Model):
    """An act of a user: who did what and when; hashed and never changed.

    Entries about one case form a chain; an entry without a case is unchained until a
    seal includes it. The hashed text is stored unchanged, so that the verification
    needs no other record; the columns are copies of it for searching.
    """

    _name = "tolerance.ledger.entry"
    _description = "Ledger Entry"
    _inherit = "tolerance.ledger.append.only"
    _log_access = False
    _order = "id desc"
    _rec_name = "verb"

    chain = fields.Char(
        readonly=True,
        help="The record whose entries form the chain. Empty: the entry is in no "
        "chain.",
    )
    position = bounded.Integer(readonly=True, aggregator=None, high=bounded.MAX_INTEGER)
    # The names of the columns are keys of the hashed text, so they never change.
    verb = fields.Char(string="Act Code", required=True, readonly=True)
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = bounded.Integer(
        string="Record ID", readonly=True, aggregator=None, high=bounded.MAX_INTEGER
    )
    number = fields.Char(string="Record as Stated", readonly=True)
    # No foreign key: an entry outlives the account, and must not change with it.
    author_id = bounded.Integer(
        string="User ID", readonly=True, aggregator=None, high=bounded.MAX_INTEGER
    )
    author_name = fields.Char(
        string="By",
        readonly=True,
        help="Who was logged in. Empty: nobody, as in a scheduled action.",
    )
    account_id = bounded.Integer(
        string="Account Used, User ID",
        readonly=True,
        aggregator=None,
        high=bounded.MAX_INTEGER,
    )
    account_name = fields.Char(
        string="Account Used",
        readonly=True,
        help="In whose name the program ran, where that is not who was logged in.",
    )
    principal_id = bounded.Integer(
        string="On Behalf of User ID",
        readonly=True,
        aggregator=None,
        high=bounded.MAX_INTEGER,
    )
    principal_name = fields.Char(
        string="On Behalf Of",
        readonly=True,
        help="Who was away when a stand-in did this.",
    )
    moment = fields.Datetime(string="Time of the Act", required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    content = fields.Text(
        string="Text as Hashed", required=True, readonly=True, prefetch=False
    )
    previous_hash = fields.Char(readonly=True)
    hash = fields.Char(required=True, readonly=True)
    payload = fields.Text(string="Details", compute="_compute_payload")
    is_sealed = fields.Boolean(
        string="Sealed",
        compute="_compute_is_sealed",
        search="_search_is_sealed",
        help="A seal covers this entry. Until then, for a few minutes, removing it "
        "from the end of its chain would leave no trace.",
    )

    _place_uniq = models.UniqueIndex(
        "(chain, position) WHERE chain IS NOT NULL",
        "Two entries cannot share a place.",
    )
    _record_idx = models.Index("(res_model, res_id)")
    _moment_idx = models.Index("(company_id, moment)")

    @api.depends("content")
    def _compute_payload(self):
        for entry in self:
            payload = json.loads(entry.content or "{}").get("payload")
            entry.payload = json.dumps(payload, ensure_ascii=False, indent=2)

    def _compute_is_sealed(self):
        waiting = dict(
            self.env["tolerance.ledger.pending"]._read_group(
                [("entry_id", "in", self.ids)], ["entry_id"], ["__count"]
            )
        )
        for entry in self:
            entry.is_sealed = entry not in waiting

    def _search_is_sealed(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: auditors may read pending entries; the subquery needs no second check.
        waiting_sudo = self.env["tolerance.ledger.pending"].sudo()
        query = waiting_sudo._search([]).subselect("entry_id")
        return [("id", "not in" if True in value else "in", query)]

    @api.model
    def _append(self, acts):
        """Enter acts in order, in a few statements for each thousand.

        A record enters its own acts by ``_ledger_append``; this takes those on records
        of several types at once.

        :param acts: ``(code, record, values, chain)``: what was done, e.g.
            ``case.accept``; the record acted on; plain values (see
            :mod:`..rules.canonical`); the record whose chain it joins, or an empty
            recordset or None to let the entry stand alone
        :return: the entries
        """
        drafts = [self._draft(*act) for act in acts]
        counts = Counter(draft["chain"] for draft in drafts if draft["chain"])
        Chain = self.env["tolerance.ledger.chain"]
        heads = Chain._lock_heads(counts) if counts else {}
        rows = [self._finish(draft, heads) for draft in drafts]
        entry_ids = []
        for batch in split_every(BATCH, rows, list):
            entry_ids += self._insert(batch)
        if counts:
            Chain._write_heads({key: head for key, (_length, head) in heads.items()})
        return self.browse(entry_ids)

    @api.model
    def _insert(self, rows):
        entry_ids = super()._insert(rows)
        self.env.cr.execute(
            SQL(
                "INSERT INTO tolerance_ledger_pending (entry_id) SELECT unnest(%s)",
                entry_ids,
            )
        )
        return entry_ids

    @api.model
    def _draft(self, code, record, payload, chain):
        record.ensure_one()
        # sudo: the acting user may not be able to read what the entry states.
        record_sudo, user_sudo = record.sudo(), self.env.user.sudo()
        # A chain is read and sealed as a whole, so its company is one.
        owner_sudo = chain.sudo() if chain else record_sudo
        company = "company_id" in owner_sudo and owner_sudo.company_id
        person_sudo = find_person(self.env).sudo()
        account_sudo = user_sudo - person_sudo
        principal_sudo = self._find_principal(code, record_sudo, chain)
        return {
            "chain": get_chain_key(chain) if chain else None,
            "position": None,
            "verb": code,
            "res_model": get_ledger_name(record),
            "res_id": record.id,
            "number": record_sudo.display_name or "",
            "author_id": person_sudo.id or None,
            "author_name": person_sudo.name or None,
            "account_id": account_sudo.id or None,
            "account_name": account_sudo.name or None,
            "principal_id": principal_sudo.id or None,
            "principal_name": principal_sudo.name or None,
            "moment": fields.Datetime.now(),
            "company_id": (company or self.env.company).id,
            "payload": payload,
        }

    @api.model
    def _find_principal(self, code, record_sudo, chain):
        """Find on whose behalf the user acts; a hook.

        :return: the absent person, or no user
        :rtype: res.users
        """
        return self.env["res.users"]

    @api.model
    def _finish(self, draft, heads):
        """Set place and hash of a draft, and move the head of its chain.

        :param dict draft: as :meth:`_draft` returns it
        :param dict heads: ``{key: (length, hash)}``, changed
        :return: the row
        :rtype: dict
        """
        length, previous = heads.get(draft["chain"], (0, START))
        position = length + 1 if draft["chain"] else None
        stated = dict(draft, position=position)
        if not draft["chain"]:
            # Two equal acts in one second are two entries.
            stated["nonce"] = uuid4().hex
        content = canonical(stated)
        digest = link(previous, content)
        if draft["chain"]:
            heads[draft["chain"]] = (position, digest)
        row = {name: value for name, value in draft.items() if name != "payload"}
        return {
            **row,
            "position": position,
            "content": content,
            "previous_hash": previous,
            "hash": digest,
        }
