import base64
import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...rules.canonical import canonical
from ...rules.chain import START, link
from ..common import ROLES, act
from .ledger_common import ENTRY, SEAL, LedgerCase


@tagged("post_install", "-at_install")
class TestLedgerVerifier(LedgerCase):
    """What was changed below the ORM is found."""

    def _assert_broken(self, text):
        verification = self._verify()
        self.assertEqual(verification.state, "broken")
        self.assertIn(text, verification.result)

    def _place(self, anchor, position):
        return f"Chain hr.department,{anchor.id}, place {position}"

    def test_sound_ledger_holds(self):
        self._fill()
        # Whole, but nothing proves it: green would say too much.
        self.assertEqual(self._verify().state, "unsealed")
        self.Seal._seal(self.bureau)
        self._fill()
        verification = self._verify()
        self.assertEqual(verification.state, "ok", verification.result)
        # nine and nine acts, and the verification before this one
        self.assertEqual(verification.entry_count, 19)
        self.assertEqual(verification.seal_count, 1)
        self.assertEqual(verification.pending_count, 9)

    def test_verification_is_entered(self):
        self._verify()
        entry = self.Entry.search([("verb", "=", "ledger.verify")], limit=1)
        self.assertEqual(entry.author_id, self.users["auditor"].id)

    def test_entries_from_before_a_column_hold(self):
        """What an older version did not state is empty, and nothing may stand there."""
        entries = self._fill()
        chained, loose = entries[6], entries[8]
        for entry in chained + loose:
            stated = json.loads(entry.content)
            del stated["account_id"], stated["account_name"]
            content = canonical(stated)
            digest = link(entry.previous_hash or START, content)
            self._tamper(
                ENTRY,
                "UPDATE tolerance_ledger_entry SET content = %s, hash = %s,"
                " account_id = NULL, account_name = NULL WHERE id = %s",
                content,
                digest,
                entry.id,
            )
        self.env.cr.execute(
            "UPDATE tolerance_ledger_chain SET head_hash = %s WHERE key = %s",
            (chained.hash, chained.chain),
        )
        verification = self._verify()
        self.assertEqual(verification.state, "unsealed", verification.result)
        for name, value in (("account_id", 7), ("account_name", "Nobody")):
            for entry in loose + chained:
                statement = f"UPDATE {ENTRY} SET {name} = %s WHERE id = %s"
                self._tamper(ENTRY, statement, value, entry.id)
                self._assert_broken("its columns")
                self._tamper(ENTRY, statement, None, entry.id)

    def test_edited_text_is_found(self):
        entry = self._fill()[3]
        self._tamper(
            ENTRY,
            "UPDATE tolerance_ledger_entry SET content = replace(content,"
            " '\"n\":1', '\"n\":9') WHERE id = %s",
            entry.id,
        )
        self._assert_broken(f"{self._place(self.one, 2)}: its text was changed")

    def test_edited_column_is_found(self):
        entries = self._fill()
        statement = (
            "UPDATE tolerance_ledger_entry SET author_name = 'Nobody' WHERE id = %s"
        )
        self._tamper(ENTRY, statement, entries[4].id)
        self._assert_broken(f"{self._place(self.two, 2)}: its columns")
        self._tamper(ENTRY, statement, entries[5].id)
        self._assert_broken(f"Entry with ID {entries[5].id}: its columns")

    def test_rehashed_entry_is_found(self):
        """Who edits a text and its hash breaks the link of the next entry."""
        entry = self._fill()[0]
        content = entry.content.replace('"n":0', '"n":9')
        self._tamper(
            ENTRY,
            "UPDATE tolerance_ledger_entry SET content = %s, hash = '$1$' ||"
            " encode(sha256(convert_to(E'\\n' || %s, 'UTF8')), 'hex') WHERE id = %s",
            content,
            content,
            entry.id,
        )
        self._assert_broken(f"{self._place(self.one, 2)}: does not follow")

    def test_deleted_entry_is_found(self):
        entry = self._fill()[3]
        self.Seal._seal(self.bureau)
        self._tamper(ENTRY, f"DELETE FROM {ENTRY} WHERE id = %s", entry.id)
        self._assert_broken(f"{self._place(self.one, 2)}: is missing")

    def test_deleted_end_of_chain_is_found(self):
        entries = self._fill()
        before, last = entries[3], entries[6]
        self.Seal._seal(self.bureau)
        self._tamper(ENTRY, f"DELETE FROM {ENTRY} WHERE id = %s", last.id)
        self._assert_broken(f"{self._place(self.one, 3)}: is missing")
        self.env.cr.execute(
            "UPDATE tolerance_ledger_chain SET length = 2, head_hash = %s"
            " WHERE key = %s",
            (before.hash, before.chain),
        )
        self._assert_broken(
            f"Seal 1 states another entry at place 3 of chain {before.chain}"
        )

    def test_deleted_chain_is_found(self):
        chain = self._fill()[0].chain
        self.Seal._seal(self.bureau)
        self._tamper(ENTRY, f"DELETE FROM {ENTRY} WHERE chain = %s", chain)
        self._assert_broken(f"{self._place(self.one, 1)}: is missing")
        self.env.cr.execute(
            "DELETE FROM tolerance_ledger_chain WHERE key = %s", (chain,)
        )
        self._assert_broken(f"place 3 of chain {chain}")

    def test_deleted_loose_entry_is_found(self):
        entry = self._fill()[2]
        self.Seal._seal(self.bureau)
        self._tamper(ENTRY, f"DELETE FROM {ENTRY} WHERE id = %s", entry.id)
        self._assert_broken(f"Seal 1 states another entry with ID {entry.id}")

    def test_swapped_entries_are_found(self):
        entries = self._fill()
        first, second = entries[0], entries[3]
        statement = f"UPDATE {ENTRY} SET position = %s WHERE id = %s"
        self._tamper(ENTRY, statement, 99, first.id)
        self._tamper(ENTRY, statement, 1, second.id)
        self._tamper(ENTRY, statement, 2, first.id)
        self._assert_broken(f"{self._place(self.one, 1)}: does not follow")

    def test_entry_moved_to_another_chain_is_found(self):
        entry = self._fill()[6]
        self._tamper(
            ENTRY,
            f"UPDATE {ENTRY} SET chain = 'hr.department,0', position = 1 WHERE id = %s",
            entry.id,
        )
        self._assert_broken("Chain hr.department,0, place 1: does not follow")

    def test_changed_and_deleted_seals_are_found(self):
        self._fill()
        self.Seal._seal(self.bureau)
        self._fill()
        last = self.Seal._seal(self.bureau)
        with self.env.cr.savepoint() as savepoint:
            self._tamper(SEAL, f"DELETE FROM {SEAL} WHERE id = %s", last.id)
            self._assert_broken("neither sealed nor waiting for a seal: 9")
            savepoint.rollback()
        self._tamper(
            SEAL, f"UPDATE {SEAL} SET content = content || ' ' WHERE id = %s", last.id
        )
        self._assert_broken("Seal 2: its text was changed")

    def test_entry_taken_off_the_waiting_list_is_found(self):
        entry = self._fill()[0]
        self.env.cr.execute(
            "DELETE FROM tolerance_ledger_pending WHERE entry_id = %s", (entry.id,)
        )
        self._assert_broken("neither sealed nor waiting for a seal: 1")

    def test_checkpoint_kept_elsewhere(self):
        """It finds even a ledger that was rewritten as a whole."""
        self._fill()
        seal = self.Seal._seal(self.bureau)
        checkpoint = self.as_user("auditor", seal).checkpoint
        self.assertEqual(self._verify(checkpoint).state, "ok")
        forged = json.loads(base64.b64decode(checkpoint))
        forged["hash"] = forged["hash"].replace("$1$", "$1$0")
        forged = base64.b64encode(json.dumps(forged).encode())
        verification = self._verify(forged)
        self.assertEqual(verification.state, "broken")
        self.assertIn("Seal 1 is not the one", verification.result)
        for wrong in (b"text", b"[]", b"{}", b'{"company": 0, "number": 1, "hash": 2}'):
            with self.subTest(file=wrong), self.assertRaises(UserError):
                self._verify(base64.b64encode(wrong))

    def test_only_the_auditor_verifies_and_reads(self):
        self._fill()
        seal = self.Seal._seal(self.bureau)
        for role in (*ROLES, "officer"):
            if role == "auditor":
                continue
            with self.subTest(role=role):
                with self.assertRaises(AccessError):
                    self.as_user(role, seal).read(["hash"])
                with self.assertRaises(AccessError):
                    self.env["tolerance.ledger.verification"].with_user(
                        self.users[role]
                    ).create({})
                with self.assertRaises(AccessError):
                    act(self.as_user(role, self._verify())).action_verify()

    def test_auditor_does_not_verify_companies_of_others(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        verification = self.as_user(
            "auditor", self.env["tolerance.ledger.verification"]
        ).create({"company_id": other.id})
        with self.assertRaises(UserError):
            act(verification).action_verify()
