import json
from unittest.mock import patch

import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.ledger import seal as seal_module
from .ledger_common import SEAL, LedgerCase


@tagged("post_install", "-at_install")
class TestLedgerSeal(LedgerCase):
    """What a seal covers, and that nobody changes it."""

    def test_seal_covers_heads_and_loose_entries(self):
        entries = self._fill()
        self.assertFalse(any(entries.mapped("is_sealed")))
        self.assertEqual(
            self.Entry.search(
                [("company_id", "=", self.bureau.id), ("is_sealed", "=", False)]
            ),
            entries.sorted("id", reverse=True),
        )
        seal = self.Seal._seal(self.bureau)
        entries.invalidate_recordset(["is_sealed"])
        self.assertTrue(all(entries.mapped("is_sealed")))
        self.assertEqual((seal.number, seal.chain_count, seal.loose_count), (1, 2, 3))
        content = json.loads(seal.content)
        self.assertEqual(
            content["chains"][f"hr.department,{self.one.id}"],
            [3, entries.filtered(lambda e: e.position == 3)[0].hash],
        )
        self.assertFalse(self.Seal._seal(self.bureau), "nothing new to seal")

    def test_seals_follow_each_other(self):
        self._fill()
        with patch.object(seal_module, "BATCH", 4):
            seals = self.Seal
            while seal := self.Seal._seal(self.bureau):
                seals |= seal
        self.assertEqual(seals.mapped("number"), [1, 2, 3])
        self.assertFalse(seals[0].previous_hash)
        self.assertEqual(seals[1].previous_hash, seals[0].hash)
        self.assertEqual(self._verify().state, "ok")

    def test_scheduled_action_seals_every_company(self):
        entries = self._fill()
        with self.enter_registry_test_mode():
            cron = self.env.ref("mistake_tolerance.ledger_seal_cron_seal")
            cron.method_direct_trigger()
        entries.invalidate_recordset(["is_sealed"])
        self.assertTrue(all(entries.mapped("is_sealed")))

    @mute_logger("odoo.sql_db")
    def test_seals_do_not_change(self):
        self._fill()
        seal = self.Seal._seal(self.bureau)
        for operation in (
            lambda: seal.write({"number": 9}),
            seal.unlink,
            lambda: seal.create({"number": 9}),
        ):
            with self.assertRaises(AccessError):
                operation()
        with self.assertRaisesRegex(psycopg2.Error, "append-only"):
            self.env.cr.execute(f"DELETE FROM {SEAL}")

    def test_heads_and_waiting_list_do_not_change_by_hand(self):
        """An entry taken off the list could be deleted without a trace."""
        entries = self._fill()
        for model, domain in (
            ("tolerance.ledger.pending", [("entry_id", "in", entries.ids)]),
            ("tolerance.ledger.chain", [("key", "in", entries.mapped("chain"))]),
        ):
            records = self.env[model].search(domain)
            self.assertTrue(records)
            for operation in (records.unlink, lambda r=records: r.write({})):
                with self.subTest(model=model), self.assertRaises(AccessError):
                    operation()
