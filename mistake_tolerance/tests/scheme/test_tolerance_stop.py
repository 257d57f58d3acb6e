from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import act
from .scheme_common import SchemeCase


@tagged("post_install", "-at_install")
class TestToleranceStop(SchemeCase):
    """What the settings of a version rule out, told from plain answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = {
            "factor_ids": [
                Command.create(
                    {
                        "name": "Lawful",
                        "code": "lawful",
                        "kind": "condition",
                        "question": "Was it lawful?",
                    }
                ),
                Command.create(
                    {
                        "name": "Trial or knowing",
                        "code": "trial",
                        "kind": "distinction",
                        "question": "Was it a trial?",
                        "stop_question": "Was it done knowingly?",
                    }
                ),
                Command.create(
                    {
                        "name": "Motive",
                        "code": "motive",
                        "question": "What was the motive?",
                        "scale": "choice",
                        "choice_ids": [
                            Command.create({"name": "To help"}),
                            Command.create({"name": "To gain"}),
                        ],
                    }
                ),
            ],
            "exclusion_ids": [
                Command.create({"name": "Violation", "code": "violation"}),
                Command.create(
                    {"name": "Hiding", "code": "hiding", "kind": "aggravating"}
                ),
            ],
        }

    def _get_grounds(self, version, **answers):
        found = version._get_tolerance_stops(answers)
        for _stop, sentence in found:
            self.assertTrue(sentence)
        return [stop.ground for stop, _sentence in found]

    def test_each_ground_that_rules_tolerance_out_is_found(self):
        version = self._make_version(**self.rules)
        for answers, grounds in (
            ({}, []),
            ({"factors": {"lawful": "no"}}, ["condition"]),
            ({"factors": {"lawful": "partly", "trial": "no"}}, []),
            ({"stops": {"trial": "no"}}, []),
            ({"stops": {"trial": "yes"}}, ["stop"]),
            ({"exclusions": {"violation": "yes"}}, ["exclusion"]),
            ({"exclusions": {"violation": "unclear", "hiding": "yes"}}, []),
            ({"nature": "intent"}, ["nature"]),
            ({"nature": "gross"}, []),
            ({"situations": {1: ["no"]}}, ["situation"]),
            ({"situations": {1: ["unclear"]}}, []),
        ):
            with self.subTest(answers=answers):
                self.assertEqual(self._get_grounds(version, **answers), grounds)

    def test_the_higher_regulation_stops_too(self):
        higher = self.env["tolerance.scheme"].create({"name": "Higher Rules"})
        above = self._make_version(
            higher,
            exclusion_ids=[
                Command.create({"name": "No hiding", "code": "hiding"}),
                Command.create({"name": "No piloting", "code": "pilot"}),
            ],
        )
        act(above.with_user(self.users["administrator"])).action_publish()
        version = self._make_version(**self.rules)
        hidden = {"exclusions": {"hiding": "yes"}}
        claimed = {"situations": {1: ["yes"]}}
        self.assertEqual(self._get_grounds(version, **hidden, **claimed), [])
        self.scheme.parent_id = higher
        self.assertEqual(self._get_grounds(version, **hidden), ["exclusion"])
        self.assertEqual(self._get_grounds(version, **claimed), ["situation"])
        self.assertFalse(version._get_tolerance_stops(hidden, above.browse()))

    def test_a_choice_needs_choices_before_publication(self):
        version = self._make_version(**self.rules)
        motive = version.factor_ids.filtered(lambda f: f.scale == "choice")
        choices = motive.choice_ids.copy_data()
        motive.choice_ids.unlink()
        administrator = version.with_user(self.users["administrator"])
        with self.assertRaises(UserError):
            act(administrator).action_publish()
        motive.choice_ids = [Command.create(values) for values in choices]
        act(administrator).action_publish()
        with self.assertRaises(UserError):
            motive.choice_ids[0].name = "Changed"
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "DELETE FROM tolerance_scheme_factor_choice WHERE id = %s",
                [motive.choice_ids[0].id],
            )
        draft = version.browse(act(administrator).action_new_draft()["res_id"])
        copied = draft.factor_ids.choice_ids
        self.assertEqual(copied.mapped("name"), motive.choice_ids.mapped("name"))
        self.assertFalse(copied & motive.choice_ids)

    def test_only_a_distinction_asks_twice(self):
        version = self._make_version(**self.rules)
        motive = version.factor_ids.filtered(lambda f: f.code == "motive")
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            motive.stop_question = "Was it gain?"
            motive.flush_recordset()

    def test_what_stands_above_a_published_regulation_stays(self):
        higher, other = self.env["tolerance.scheme"].create(
            [{"name": "Higher Rules"}, {"name": "Other Rules"}]
        )
        version = self._make_version()
        self.scheme.parent_id = other
        self.scheme.parent_id = False
        act(version.with_user(self.users["administrator"])).action_publish()
        self.scheme.parent_id = higher
        for parent in (other, other.browse()):
            with self.subTest(parent=parent), self.assertRaises(UserError):
                self.scheme.parent_id = parent
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_scheme SET parent_id = NULL WHERE id = %s",
                [self.scheme.id],
            )
        with self.assertRaises(ValidationError):
            higher.parent_id = self.scheme
        entries = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", version._name), ("res_id", "=", version.id)]
        )
        self.assertIn("scheme.higher", entries.mapped("verb"))
