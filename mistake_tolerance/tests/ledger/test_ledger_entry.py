import json
from datetime import date

import psycopg2

from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...rules.chain import Link, verify
from ..common import ROLES, ToleranceTestCase, act


@tagged("post_install", "-at_install")
class TestLedgerEntry(ToleranceTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Entry = cls.env["tolerance.ledger.entry"]

    def _links(self, entries):
        return [
            Link(entry.position, entry.previous_hash or "", entry.content, entry.hash)
            for entry in entries.sorted("position")
        ]

    def test_entry_states_who_did_what_when(self):
        Entry = self.as_user("clerk", self.Entry)
        entry = (
            act(Entry)
            ._append(
                [
                    (
                        "case.accept",
                        self.officer,
                        {"on": date(2026, 3, 9), "reason": "适用"},
                        None,
                    )
                ]
            )
            .sudo()
        )
        self.assertEqual(entry.verb, "case.accept")
        self.assertEqual(entry.author_id, self.users["clerk"].id)
        self.assertEqual(entry.author_name, self.users["clerk"].name)
        self.assertEqual(entry.number, self.officer.display_name)
        self.assertEqual(entry.company_id, self.company)
        stated = json.loads(entry.content)
        self.assertEqual(stated["payload"], {"on": "2026-03-09", "reason": "适用"})
        self.assertEqual(stated["res_id"], self.officer.id)
        self.assertFalse(entry.chain)
        self.assertFalse(entry.is_sealed)
        self.assertFalse(entry.previous_hash)

    def test_chain_links_entries_of_one_record(self):
        for number in range(3):
            self.Entry._append([("case.step", self.officer, {"n": number}, self.unit)])
        self.Entry._append([("case.step", self.officer, {}, self.head)])
        entries = self.Entry.search([("chain", "=", f"hr.department,{self.unit.id}")])
        self.assertEqual(entries.sorted("id").mapped("position"), [1, 2, 3])
        self.assertIsNone(verify(self._links(entries)))
        head = self.env["tolerance.ledger.chain"].search(
            [("key", "=", f"hr.department,{self.unit.id}")]
        )
        self.assertEqual(head.length, 3)
        self.assertEqual(head.head_hash, entries.sorted("position")[-1].hash)

    def test_equal_acts_without_chain_are_two_entries(self):
        first = self.Entry._append([("mark.add", self.officer, {}, None)])
        second = self.Entry._append([("mark.add", self.officer, {}, None)])
        self.assertNotEqual(first.hash, second.hash)

    def test_batch_of_several_chains(self):
        acts = [
            ("case.step", self.officer, {"n": n}, (self.unit, self.head, None)[n % 3])
            for n in range(30)
        ]
        entries = self.Entry._append(acts)
        self.assertEqual(
            [json.loads(entry.content)["payload"]["n"] for entry in entries],
            list(range(30)),
        )
        for anchor in (self.unit, self.head):
            mine = entries.filtered(
                lambda entry, key=f"{anchor._name},{anchor.id}": entry.chain == key
            )
            self.assertEqual(len(mine), 10)
            self.assertIsNone(verify(self._links(mine)))
        self.assertFalse(self.Entry._append([]))

    def test_number_of_statements(self):
        self.Entry._append([("mark.add", self.officer, {}, self.unit)])
        with self.assertQueryCount(2):
            self.Entry._append([("mark.add", self.officer, {}, None)])
        with self.assertQueryCount(4):
            self.Entry._append([("mark.add", self.officer, {}, self.unit)])
        acts = [("mark.add", self.officer, {"n": n}, self.unit) for n in range(10_000)]
        with self.assertQueryCount(22):
            self.Entry._append(acts)

    def test_values_without_a_defined_form_are_refused(self):
        with self.assertRaises(TypeError):
            self.Entry._append(
                [("case.step", self.officer, {"record": self.unit}, None)]
            )

    def test_orm_refuses_writing_entries(self):
        entry = self.Entry._append([("case.step", self.officer, {}, self.unit)])
        contexts = ({}, {"tolerance_permit": True, "install_mode": True, "force": 1})
        for context in contexts:
            for role in (*ROLES, None):
                record = entry.with_user(self.users[role]) if role else entry.sudo()
                record = record.with_context(**context)
                with self.subTest(role=role, context=context):
                    with self.assertRaises(AccessError):
                        record.write({"author_name": "Nobody"})
                    with self.assertRaises(AccessError):
                        record.unlink()
                    with self.assertRaises(AccessError):
                        record.copy()
                    with self.assertRaises(AccessError):
                        record.create({"verb": "case.accept"})
                    with self.assertRaises(AccessError):
                        record.web_save({"verb": "case.accept"}, {})

    def test_ledger_methods_are_private(self):
        for model in ("entry", "seal", "chain", "pending"):
            records = self.env[f"tolerance.ledger.{model}"]
            for name in ("create", "write", "unlink", "_insert", "_append", "_seal"):
                if hasattr(records, name):
                    with self.subTest(model=model, name=name):
                        with self.assertRaises(AccessError):
                            get_public_method(records, name)

    def test_only_the_auditor_reads(self):
        entry = self.Entry._append([("case.step", self.officer, {}, self.unit)])
        self.assertEqual(self.as_user("auditor", entry).verb, "case.step")
        for role in (*ROLES, "officer"):
            if role == "auditor":
                continue
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_user(role, entry).read(["verb"])

    def test_auditor_of_another_company_does_not_read(self):
        other = self.env["res.company"].create({"name": "Other Bureau"})
        entry = self.Entry.with_company(other)._append(
            [("case.step", self.env.ref("base.cn"), {}, None)]
        )
        self.assertEqual(entry.company_id, other)
        self.assertNotIn(entry, self.as_user("auditor", self.Entry).search([]))

    @mute_logger("odoo.sql_db")
    def test_database_refuses_changes(self):
        entry = self.Entry._append([("case.step", self.officer, {}, self.unit)])
        statements = (
            "UPDATE tolerance_ledger_entry SET author_name = 'x' WHERE id = %s",
            "DELETE FROM tolerance_ledger_entry WHERE id = %s",
            "TRUNCATE tolerance_ledger_entry CASCADE",
        )
        for statement in statements:
            with (
                self.subTest(statement=statement),
                self.assertRaisesRegex(psycopg2.Error, "append-only"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [entry.id])
        self.assertTrue(entry.exists())

    def test_act_reads_in_words(self):
        entry = self.Entry._append([("case.accept", self.officer, {}, None)])
        strange = self.Entry._append([("case.unheard_of", self.officer, {}, None)])
        self.assertEqual(entry.act, "Case accepted")
        self.assertEqual(entry.record_type, "Employee")
        self.assertEqual(strange.act, "case.unheard_of")
        for words in ("accepted", "case.accept"):
            found = self.Entry.search([("act", "ilike", words)])
            self.assertIn(entry, found)
            self.assertNotIn(strange, found)
