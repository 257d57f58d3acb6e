"""What a room says belongs to it or to an earlier room, read from the registry."""

from odoo.tests import tagged

from ..common import ToleranceTestCase
from .room_order import RoomOrder

# Conflicts are found for matters and applications alone; the rooms of both answer.
AFFAIRS = "asked of a matter or an application"
# Who is in charge is asked only of what has somebody in charge.
CHARGE = "asked of records that have the field or method alone"
# What still names a later room, and why. An entry that is no longer true has to go.
KNOWN = {
    ("base/number_search.py", "document_number"): "a default that models replace",
    ("base/odoo/mail_route.py", "tolerance_subject_id"): CHARGE,
    ("confidentiality/access_log/access_log_content.py", "case_id"): CHARGE,
    ("confidentiality/classified_mixin.py", "_is_in_charge"): CHARGE,
    ("confidentiality/conflict.py", "_get_subject_domain"): AFFAIRS,
    ("confidentiality/conflict_audience.py", "case_id"): CHARGE,
    ("confidentiality/conflict_audience.py", "clerk_id"): CHARGE,
    ("confidentiality/conflict_closure.py", "case_ids"): CHARGE,
    ("confidentiality/conflict_closure.py", "conflict_ids"): AFFAIRS,
    ("confidentiality/conflict_search.py", "_get_protected_sources"): AFFAIRS,
    ("confidentiality/conflict_search.py", "_get_subjects"): AFFAIRS,
    ("confidentiality/conflict_search.py", "_get_applications"): AFFAIRS,
    ("confidentiality/conflict_search.py", "_get_conflict_start"): AFFAIRS,
    ("confidentiality/conflict_search.py", "filed_by"): AFFAIRS,
    ("confidentiality/conflict_search.py", "filing_way"): AFFAIRS,
    ("confidentiality/conflict_search.py", "unit_head_id"): AFFAIRS,
    ("delegation/extends_ledger_entry.py", "clerk_id"): CHARGE,
    ("delegation/extends_ledger_entry.py", "seat_ids"): CHARGE,
    ("delegation/extends_ledger_entry.py", "session_ids"): CHARGE,
    ("delegation/extends_ledger_entry.py", "tolerance_clerk_id"): CHARGE,
    ("enforcement/neutralisation/neutralisation.py", "_tolerance_neutralise"): CHARGE,
}


@tagged("post_install", "-at_install")
class TestRoomOrder(ToleranceTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = RoomOrder(cls.env.registry)

    def test_no_field_path_leads_to_a_later_room(self):
        found = {
            f"{file}: {what} of {room}": (file, what)
            for file, what, room in self.order.find_all()
        }
        new = [line for line, key in found.items() if key not in KNOWN]
        self.assertEqual(sorted(new), [])

    def test_the_list_of_exceptions_shrinks(self):
        found = {(file, what) for file, what, _room in self.order.find_all()}
        self.assertEqual(sorted(KNOWN.keys() - found), [])
        self.assertTrue(all(KNOWN.values()), "each says why")

    def test_steps_of_a_path_are_told_by_the_room_that_adds_them(self):
        path = "case_ids.party_ids.application_id.company_id"
        for room, later in (
            ("matter", ["case_ids", "party_ids", "application_id", "company_id"]),
            ("case", ["application_id", "company_id"]),
            ("application", []),
        ):
            with self.subTest(room=room):
                found = self.order.find_later_steps("tolerance.matter", path, room)
                names = [step.rpartition(".")[2] for step, _other in found]
                self.assertEqual(names, later)

    def test_a_name_in_the_code_is_told_by_the_room_that_declares_it(self):
        for code in (
            "record.current_step_id",
            "record._get_order_refusal",
            "record.mapped('case_ids.inquiry_ids')",
            "[('current_step_id', '=', False)]",
        ):
            with self.subTest(code=code):
                self.assertTrue(set(self.order.find_later_names(code, "subject")))
                self.assertFalse(set(self.order.find_later_names(code, "care")))
        # What Odoo declares too, codes of the ledger and columns of links are no find.
        for code in (
            "record.company_id",
            "'case.accept'",
            "Many2many('a', 'current_step_id')",
        ):
            with self.subTest(code=code):
                self.assertFalse(set(self.order.find_later_names(code, "base")))
