from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestNeeded(ToleranceTestCase):
    """What the steps of the procedure find by its external id or code stays."""

    def get_ours(self, model):
        rows = self.env["ir.model.data"].search(
            [("module", "=", "mistake_tolerance"), ("model", "=", model)]
        )
        self.assertTrue(rows, model)
        return self.env[model].browse(rows.mapped("res_id"))

    def assertKept(self, act, *args):
        with self.assertRaises(UserError) as caught:
            act(*args)
        self.assertIn("procedure needs this", str(caught.exception))

    def test_needed_records_cannot_be_deleted(self):
        for model in (
            "mail.activity.type",
            "ir.sequence",
            "res.groups",
            "ir.actions.report",
            "ir.actions.act_window",
            "ir.ui.view",
        ):
            for record in self.get_ours(model):
                with self.subTest(f"{model} {record.id}"):
                    self.assertKept(record.unlink)
        # Nor with the key by which Odoo says that a module goes.
        kind = self.env.ref("mistake_tolerance.activity_type_complete")
        self.assertKept(kind.with_context(_force_unlink=True).unlink)

    def test_needed_records_cannot_be_archived_or_recoded(self):
        for model, values in (
            ("mail.activity.type", {"active": False}),
            ("mail.activity.type", {"res_model": "res.partner"}),
            ("ir.sequence", {"active": False}),
            ("ir.sequence", {"code": "elsewhere"}),
            (
                "ir.sequence",
                {"company_id": self.env["res.company"].create({"name": "Other"}).id},
            ),
        ):
            for record in self.get_ours(model):
                with self.subTest(f"{model} {record.id} {values}"):
                    self.assertKept(record.write, values)
                    self.assertKept(record.write, {"name": "New name", **values})

    def test_external_ids_of_needed_records_stay(self):
        for name in ("activity_type_complete", "group_clerk"):
            row = self.env["ir.model.data"].search(
                [("module", "=", "mistake_tolerance"), ("name", "=", name)]
            )
            self.assertEqual(len(row), 1)
            with self.subTest(name):
                self.assertKept(row.unlink)
                self.assertKept(row.write, {"name": "elsewhere"})
                self.assertKept(row.write, {"res_id": 1})

    def test_a_pattern_of_which_no_number_can_be_made(self):
        for sequence in self.get_ours("ir.sequence"):
            for values in ({"prefix": "%(nothing)s"}, {"suffix": "%"}):
                with self.subTest(f"{sequence.code} {values}"):
                    with self.assertRaises(UserError):
                        sequence.write(values)
        with self.assertRaises(UserError):
            self.env["ir.sequence"].create(
                {
                    "name": "Before ours",
                    "code": "tolerance.case",
                    "company_id": self.company.id,
                    "prefix": "%(nothing)s",
                }
            )

    def test_names_and_what_is_not_ours_change_as_ever(self):
        kind = self.env.ref("mistake_tolerance.activity_type_complete")
        kind.write({"name": "Complete it", "active": True})
        other = kind.create({"name": "Call"})
        other.active = False
        other.unlink()
        sequence = self.env["ir.sequence"].create({"name": "Plain", "code": "plain"})
        sequence.write({"code": "plainer", "active": False, "prefix": "%(year)s-"})
        sequence.unlink()
        self.env["res.groups"].create({"name": "Other"}).unlink()

    def test_the_sequence_an_agency_draws_from(self):
        sequence = self.env["ir.sequence"].create({"name": "Numbers"})
        self.company.tolerance_case_sequence_id = sequence
        self.assertKept(sequence.unlink)
        self.assertKept(sequence.write, {"active": False})
        with self.assertRaises(UserError):
            sequence.prefix = "%(nothing)s"
        self.company.tolerance_case_sequence_id = False
        sequence.unlink()
