from collections import Counter

from odoo.tests import tagged

from ...models.ledger.ledger_name import find_model_names, get_ledger_name
from ..confidentiality.closure_common import ClosureCase


@tagged("post_install", "-at_install")
class TestLedgerName(ClosureCase):
    """Requirement: what was entered stays true when a model gets another name."""

    def setUp(self):
        super().setUp()
        self.Entry = self.env["tolerance.ledger.entry"]
        self.case = self.family["tolerance.case"].sudo()
        self.effect = self.family["tolerance.effect"].sudo()

    def _name_first(self, record, name):
        """Let the model have had another name when its first entry was written."""
        model = self.env.registry[record._name]
        model._ledger_name = name
        self.addCleanup(delattr, model, "_ledger_name")

    def _enter_under_first_names(self):
        """Enter acts when both models are known by names of an earlier version."""
        self._name_first(self.case, "first.case")
        self._name_first(self.effect, "first.effect")
        return self.Entry._append(
            [
                ("case.accept", self.case, {}, self.case),
                ("case.serve", self.case, {}, self.case),
                ("hold.end", self.effect, {}, None),
            ]
        )

    def test_ledger_names_are_unique(self):
        models = self.env.registry.values()
        names = Counter(get_ledger_name(model) for model in models)
        self.assertEqual([name for name, count in names.items() if count > 1], [])
        self.assertEqual(find_model_names(self.env)["tolerance.case"], "tolerance.case")

    def test_a_report_of_a_violation_keeps_its_first_name(self):
        names = find_model_names(self.env)
        self.assertEqual(names["tolerance.breach"], "tolerance.violation.report")
        report = self.family["tolerance.violation.report"].sudo()
        report._ledger_append("breach.report")
        entry = self.Entry.search([("verb", "=", "breach.report")], limit=1)
        self.assertEqual(entry.res_model, "tolerance.breach")
        self.assertEqual(entry.res_id, report.id)
        self.assertEqual(entry.record_type, report._description)
        as_auditor = entry.with_user(self.users["auditor"])
        self.assertTrue(as_auditor._filtered_access("read"))
        self.bar()
        self.assertFalse(as_auditor._filtered_access("read"))

    def test_renamed_model_is_entered_and_verified_under_its_first_name(self):
        entries = self._enter_under_first_names()
        key = f"first.case,{self.case.id}"
        self.assertEqual(entries.mapped("chain"), [key, key, False])
        self.assertEqual(entries.mapped("position"), [1, 2, 0])
        self.assertEqual(
            entries.mapped("res_model"), ["first.case", "first.case", "first.effect"]
        )
        self.assertIn('"res_model":"first.effect"', entries[2].content)
        findings, _counts = self.env["tolerance.ledger.verifier"]._verify(
            entries.company_id
        )
        self.assertEqual(findings, [])

    def test_entry_of_a_renamed_model_has_a_label(self):
        entries = self._enter_under_first_names()
        case, effect = self.case._description, self.effect._description
        self.assertEqual(entries.mapped("record_type"), [case, case, effect])
        self.assertEqual(
            entries.mapped("act"), ["Case accepted", "Decision served", "Hold ended"]
        )

    def test_entry_of_a_renamed_model_is_hidden_in_conflict(self):
        entries = self._enter_under_first_names()
        env = self.env(user=self.users["auditor"], su=False)
        mine = [("id", "in", entries.ids)]
        chain = [("key", "=", entries[0].chain)]
        Chain = env["tolerance.ledger.chain"]
        self.assertEqual(self.Entry.with_env(env).search(mine), entries.with_env(env))
        self.assertTrue(Chain.search(chain))
        self.bar()
        self.assertFalse(self.Entry.with_env(env).search(mine))
        self.assertFalse(entries.with_env(env)._filtered_access("read"))
        self.assertFalse(Chain.search(chain))
        other = self.env(user=self.other, su=False)
        self.assertEqual(self.Entry.with_env(other).search(mine), entries)

    def test_entries_are_found_from_the_renamed_record(self):
        certificate = self.dossier.get("tolerance.certificate").sudo()
        self._name_first(certificate, "first.certificate")
        entry = self.Entry._append([("certificate.issue", certificate, {}, None)])
        certificate.invalidate_recordset(["entry_hash"])
        self.assertEqual(certificate.entry_hash, entry.hash)
