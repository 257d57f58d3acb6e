"""A run of the verifier that an auditor started, and what it found."""

import base64
import binascii
import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base import bounded
from ..base.single import check_single

# Number of findings shown.
SHOWN = 50


class ToleranceLedgerVerification(models.TransientModel):
    """A verification of the ledger, started by an auditor, with its findings."""

    _name = "tolerance.ledger.verification"
    _description = "Verify the Ledger"

    state = fields.Selection(
        [
            ("draft", "Not Verified Yet"),
            ("unsealed", "Nothing Sealed Yet"),
            ("ok", "Intact"),
            ("broken", "Broken"),
        ],
        default="draft",
        readonly=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    checkpoint = fields.Binary(
        string="Checkpoint Kept Elsewhere",
        attachment=False,
        help="The file of a seal that was kept outside this system, to compare.",
    )
    entry_count = bounded.Integer(
        string="Entries Read", readonly=True, high=bounded.MAX_INTEGER
    )
    seal_count = bounded.Integer(
        string="Seals Read", readonly=True, high=bounded.MAX_INTEGER
    )
    pending_count = bounded.Integer(
        string="Not Yet Sealed", readonly=True, high=bounded.MAX_INTEGER
    )
    result = fields.Text(readonly=True)

    def action_verify(self):
        """Verify the ledger of the company, and enter that it was done."""
        check_single(self)
        self.check_access("write")
        self.env["tolerance.ledger.entry"].check_access("read")
        # The form offers the user's companies only; a client may send any.
        if self.company_id not in self.env.companies:
            raise UserError(
                self.env._("Choose one of the companies you are working in.")
            )
        findings, counts = self.env["tolerance.ledger.verifier"]._verify(
            self.company_id
        )
        lines = [self._describe(finding) for finding in findings[:SHOWN]]
        lines += self._compare_checkpoint()
        # Without a seal, a person who rewrites entries could rewrite their hashes too.
        state = "ok" if counts["seals"] else "unsealed"
        self.write(
            {
                "state": "broken" if lines else state,
                "entry_count": counts["entries"],
                "seal_count": counts["seals"],
                "pending_count": counts["pending"],
                "result": "\n".join(lines),
            }
        )
        self.company_id._ledger_append("ledger.verify", {**counts, "holds": not lines})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Verify the Ledger"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _compare_checkpoint(self):
        """Compare the checkpoint given with the seal of its number.

        :return: a sentence if they differ, as a list
        :rtype: list
        """
        if not self.checkpoint:
            return []
        try:
            known = json.loads(base64.b64decode(self.checkpoint))
            number, company = known["number"], known["company"]
            digest = known["hash"]
        except (binascii.Error, ValueError, TypeError, KeyError):
            raise UserError(
                self.env._("This file is no checkpoint: choose one saved from a seal.")
            ) from None
        if company != self.company_id.id:
            raise UserError(
                self.env._(
                    "This checkpoint is of another company: switch to that company."
                )
            )
        seal = self.env["tolerance.ledger.seal"].search(
            [("company_id", "=", company), ("number", "=", number)]
        )
        if seal.hash == digest:
            return []
        return [
            self.env._(
                "Seal %(number)s is not the one of the checkpoint: the ledger was "
                "rewritten before it or at it.",
                number=number,
            )
        ]

    @api.model
    def _describe(self, finding):
        """Return the sentence that says where the ledger breaks and how."""
        place = {"chain": finding.chain, "position": finding.position}
        if finding.kind == "uncovered":
            return self.env._(
                "Entries neither sealed nor waiting for a seal: %(count)s.",
                count=finding.position,
            )
        if finding.kind == "sealed":
            if finding.chain:
                return self.env._(
                    "Seal %(seal)s states another entry at place %(position)s of chain "
                    "%(chain)s.",
                    seal=finding.reason,
                    **place,
                )
            return self.env._(
                "Seal %(seal)s states another entry with ID %(position)s.",
                seal=finding.reason,
                position=finding.position,
            )
        where = {
            "chain": self.env._("Chain %(chain)s, place %(position)s", **place),
            "loose": self.env._("Entry with ID %(position)s", **place),
            "seal": self.env._("Seal %(position)s", **place),
        }[finding.kind]
        return self.env._(
            "%(where)s: %(how)s", where=where, how=self._describe_reason(finding.reason)
        )

    @api.model
    def _describe_reason(self, reason):
        return {
            "missing": self.env._("is missing."),
            "order": self.env._("stands twice or out of order."),
            "previous": self.env._("does not follow the one before it."),
            "content": self.env._("its text was changed after it was entered."),
            "columns": self.env._("its columns no longer say what its text says."),
        }[reason]

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "ledger.verify": self.env._("Ledger verified"),
        }
