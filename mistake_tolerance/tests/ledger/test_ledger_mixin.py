import json

from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestLedgerMixin(ToleranceTestCase):
    """Requirement: one method enters the acts on records, many at once."""

    def setUp(self):
        super().setUp()
        self.subjects = self.env["tolerance.subject"].create(
            [{"name": f"Ward {number}", "kind": "unit"} for number in range(12)]
        )

    def get_payloads(self, entries):
        return [json.loads(entry.content)["payload"] for entry in entries]

    def test_each_record_has_its_entry(self):
        entries = self.subjects._ledger_append(
            "unit.department", lambda subject: {"name": subject.name}
        )
        self.assertEqual(entries.mapped("res_id"), self.subjects.ids)
        self.assertEqual(
            self.get_payloads(entries),
            [{"name": name} for name in self.subjects.mapped("name")],
        )
        self.assertFalse(any(entries.mapped("chain")))

    def test_one_dict_of_values_is_entered_for_all(self):
        entries = self.subjects._ledger_append("unit.department", {"after": 1})
        self.assertEqual(self.get_payloads(entries), [{"after": 1}] * 12)
        self.assertEqual(
            self.get_payloads(self.subjects[:1]._ledger_append("unit.department")), [{}]
        )

    def test_empty_recordset_enters_nothing(self):
        self.assertFalse(self.subjects.browse()._ledger_append("unit.department"))

    def test_many_take_no_more_statements_than_one(self):
        anchor = self.subjects[0]
        anchor._ledger_append("unit.department", chain=anchor)
        self.subjects.mapped("display_name")
        with self.assertQueryCount(4):
            anchor._ledger_append("unit.department", chain=anchor)
        with self.assertQueryCount(4):
            self.subjects._ledger_append("unit.department", chain=anchor)

    def test_hooks_say_record_chain_and_values(self):
        body = self.env["tolerance.body"].create({"name": "Ward Committee"})
        member = unlocked(self.env["tolerance.body.member"]).create(
            {"body_id": body.id, "user_id": self.users["member"].id}
        )
        entry = member._ledger_append("body.member.change", {"note": "seen"})
        self.assertEqual((entry.res_model, entry.res_id), ("tolerance.body", body.id))
        self.assertEqual(
            self.get_payloads(entry),
            [
                {
                    "is_voting": True,
                    "kind_of_seat": "fixed",
                    "note": "seen",
                    "role": member.role,
                    "user_id": self.users["member"].id,
                }
            ],
        )

    def test_a_chain_given_goes_before_the_hook(self):
        unit, other = self.subjects[:2]
        entry = unit._ledger_append("unit.department", chain=other)
        self.assertEqual(entry.chain, f"tolerance.subject,{other.id}")
        alone = unit._ledger_append("unit.department", chain=other.browse())
        self.assertFalse(alone.chain)

    def test_entry_needs_no_read_access_of_the_user(self):
        unit = self.subjects[:1].with_user(self.users["officer"])
        self.assertFalse(
            self.env["tolerance.ledger.entry"]
            .with_user(self.users["officer"])
            .has_access("read")
        )
        entry = unit._ledger_append("unit.department").sudo()
        self.assertEqual(entry.number, self.subjects[0].display_name)
