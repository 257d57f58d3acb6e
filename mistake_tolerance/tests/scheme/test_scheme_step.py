from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import act
from .scheme_common import SchemeCase


class StepCase(SchemeCase):
    """A draft with an inquiry, a hearing and a determination."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.version = cls.make_version()

    @classmethod
    def make_version(cls):
        version = cls.env["tolerance.scheme.version"].create(
            {
                "scheme_id": cls.scheme.id,
                "situation_ids": [
                    Command.create(
                        {
                            "name": "Piloting",
                            "number": 1,
                            "part_ids": [Command.create({"name": "First try"})],
                        }
                    )
                ],
                "degree_ids": [
                    Command.create({"name": kind, "kind": kind, "code": kind})
                    for kind in ("exempt", "refused")
                ],
                "factor_ids": [
                    Command.create(
                        {
                            "name": "Gain",
                            "question": "Was there a gain?",
                            "code": "gain",
                        }
                    )
                ],
                "step_ids": [
                    Command.create({"name": kind.title(), "kind": kind, "sequence": at})
                    for at, kind in enumerate(
                        ("apply", "accept", "inquiry", "hearing", "decision", "filing")
                    )
                ],
            }
        )
        return version

    def step(self, kind, version=None):
        version = version or self.version
        return version.step_ids.filtered(lambda step: step.kind == kind)

    def condition(self, step, **vals):
        return self.env["tolerance.scheme.step.condition"].create(
            {"step_id": step.id, **vals}
        )

    def states(self, *facts):
        return {p.step.kind: p.state for p in self.version._plan_steps(*facts)}


@tagged("post_install", "-at_install")
class TestSchemeStep(StepCase):
    def test_each_condition_opens_and_closes_a_step(self):
        hearing, filing = self.step("hearing"), self.step("filing")
        degree = self.version.degree_ids[0]
        level = self.env["tolerance.scheme.level"].create(
            {"version_id": self.version.id, "name": "Prison", "code": "prison"}
        )
        for step, vals, held, failed in (
            (hearing, {"what": "subject_kind", "value": "unit"},
             {"subject_kind": "unit"}, {"subject_kind": "person"}),
            (hearing, {"what": "loss", "comparison": "above", "value": "100,000"},
             {"loss": 100000.01}, {"loss": 100000}),
            (hearing, {"what": "urgency", "comparison": "is_not", "value": "urgent"},
             {"urgency": "ordinary"}, {"urgency": "urgent"}),
            (hearing, {"what": "answer", "factor_id": self.version.factor_ids.id,
                       "value": "no"},
             {"answers": {"gain": "no"}}, {"answers": {"gain": "yes"}}),
            (filing, {"what": "outcome", "value": "granted"},
             {"degree": "exempt"}, {"degree": "refused"}),
            (filing, {"what": "degree", "degree_id": degree.id},
             {"degree": "exempt"}, {"degree": "refused"}),
            (hearing, {"what": "level", "level_id": level.id},
             {"level": "prison"}, {"level": "bureau"}),
        ):  # fmt: skip
            with self.subTest(vals=vals):
                self.assertEqual(self.states({})[step.kind], "applies")
                condition = self.condition(step, **vals)
                found = {p.step: p for p in self.version._plan_steps({})}[step]
                self.assertEqual(found.state, "open")
                self.assertEqual(found.grounds, condition)
                self.assertEqual(self.states(held)[step.kind], "applies")
                self.assertEqual(self.states(failed)[step.kind], "left_out")
                self.assertEqual(self.states(failed, held)[step.kind], "applies")
                condition.unlink()

    def test_a_duty_is_shared_by_two_bodies_unless_one_decides(self):
        one, two = self.env["tolerance.body"].create(
            [
                {"name": name, "company_id": self.version.company_id.id}
                for name in ("Office One", "Office Two")
            ]
        )
        step = self.step("accept")
        step.write({"body_id": one.id, "partner_body_id": two.id})
        self.assertEqual(step._get_body_names(), "Office One and Office Two")
        # The other one may be that of the level, which the step does not name.
        step.body_id = False
        self.assertEqual(step._get_body_names(), "Office Two")
        step.body_id = one
        for kind, vals in (
            ("accept", {"body_id": two.id}),
            ("decision", {"body_id": one.id, "partner_body_id": two.id}),
        ):
            with (
                self.subTest(kind=kind, vals=vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.step(kind).write(vals)

    def test_a_condition_reads_as_a_sentence(self):
        hearing = self.step("hearing")
        self.condition(hearing, what="loss", comparison="above", value="100000")
        self.condition(hearing, what="subject_kind", comparison="is_not", value="unit")
        self.assertEqual(
            hearing.condition_text,
            "Loss above 100,000 yuan and Kind of the Party: not Unit",
        )

    def test_a_label_is_taken_for_its_code(self):
        self.env.user.lang = "zh_CN"
        hearing = self.step("hearing").with_context(lang="zh_CN")
        condition = self.condition(hearing, what="subject_kind", value="unit")
        label = condition._get_values()["person"]
        condition.value = label
        self.assertEqual(condition.value, "person")

    def test_wrong_conditions_are_refused(self):
        hearing = self.step("hearing")
        other = self.make_version()
        for vals in (
            {"what": "subject_kind", "value": "troop"},
            {"what": "subject_kind", "comparison": "above", "value": "unit"},
            {"what": "loss", "comparison": "above", "value": "much"},
            {"what": "loss", "comparison": "above"},
            {"what": "answer", "value": "yes"},
            {"what": "answer", "factor_id": self.version.factor_ids.id, "value": "x"},
            {"what": "degree", "value": "exempt"},
            {"what": "degree", "degree_id": other.degree_ids[0].id},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                self.condition(hearing, **vals)

    def test_conditions_are_copied_and_frozen_with_the_version(self):
        hearing, filing = self.step("hearing"), self.step("filing")
        degree = self.version.degree_ids[0]
        self.condition(hearing, what="loss", comparison="above", value="5")
        mine = self.condition(filing, what="degree", degree_id=degree.id)
        hearing.return_step_id = self.step("inquiry")
        act(self.version.with_user(self.users["administrator"])).action_publish()
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        copied = self.step("filing", draft).condition_ids
        self.assertIn(copied.degree_id, draft.degree_ids)
        self.assertEqual(
            self.step("hearing", draft).return_step_id, self.step("inquiry", draft)
        )
        for change in (
            lambda: self.condition(hearing, what="urgency", value="urgent"),
            lambda: mine.write({"comparison": "is_not"}),
            lambda: mine.unlink(),
            lambda: hearing.write({"condition_ids": [Command.clear()]}),
        ):
            with self.assertRaises(UserError):
                change()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "stays as it is"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_scheme_step_condition SET value = 'x' WHERE id = %s",
                [mine.id],
            )
        copied.comparison = "is_not"

    def test_a_return_leads_back_between_acceptance_and_determination(self):
        decision = self.step("decision")
        decision.return_step_id = self.step("inquiry")
        for kind, target in (
            ("hearing", "decision"),
            ("inquiry", "accept"),
            ("accept", "apply"),
            ("filing", "inquiry"),
            ("filing", "decision"),
            ("hearing", "hearing"),
        ):
            with self.subTest(kind=kind), self.assertRaises(ValidationError):
                self.step(kind).return_step_id = self.step(target)
        with self.assertRaises(ValidationError):
            self.step("inquiry").sequence = 90

    def test_steps_that_cannot_be_taken_are_found(self):
        hearing, inquiry = self.step("hearing"), self.step("inquiry")
        self.assertFalse(hearing._get_faults())
        one = self.condition(hearing, what="loss", comparison="above", value="10")
        two = self.condition(hearing, what="loss", comparison="below", value="5")
        self.assertIn("exclude each other", hearing._get_faults()[0])
        (one | two).unlink()
        self.condition(inquiry, what="outcome", value="granted")
        self.assertIn("no earlier step settles", inquiry._get_faults()[0])
        inquiry.condition_ids.unlink()
        for step, trigger in (
            (self.step("apply"), "previous_step"),
            (self.step("accept"), "acceptance"),
            (hearing, "decision"),
            (hearing, "service"),
        ):
            with self.subTest(trigger=trigger):
                step.write({"limit": 5, "limit_trigger": trigger})
                self.assertEqual(len(step._get_faults()), 1)
                step.limit_trigger = "proceeding_start"
                self.assertFalse(step._get_faults())


@tagged("post_install", "-at_install")
class TestSchemeStepLimit(StepCase):
    def due(self, start, paused=0, extensions=(), **vals):
        step = self.step("inquiry")
        step.write(vals)
        day, _provisional = step._get_due(
            date.fromisoformat(start), self.company, paused, extensions
        )
        return day and str(day)

    def test_units_and_the_last_day(self):
        self.assertFalse(self.due("2026-06-01", limit=0))
        self.assertEqual(self.due("2026-06-01", limit=5), "2026-06-08")
        self.assertEqual(
            self.due("2026-06-01", limit=5, limit_unit="day"), "2026-06-08"
        )
        self.assertEqual(
            self.due("2026-06-01", limit=5, limit_unit="day", rolls_over=False),
            "2026-06-06",
        )
        self.assertEqual(
            self.due("2026-01-31", limit=1, limit_unit="month", rolls_over=False),
            "2026-02-28",
        )

    def test_pauses_and_extensions_prolong_it(self):
        vals = {"limit": 1, "limit_unit": "month", "rolls_over": False}
        self.assertEqual(self.due("2026-06-01", **vals), "2026-07-01")
        self.assertEqual(self.due("2026-06-01", paused=3), "2026-07-04")
        vals = {
            "extension_count": 2,
            "extension_limit": 2,
            "extension_unit": "working_day",
        }
        self.assertEqual(self.due("2026-06-01", 0, [2], **vals), "2026-07-03")
        self.assertEqual(self.due("2026-06-01", 3, [1, 1]), "2026-07-07")

    def test_a_last_day_that_may_move_is_provisional(self):
        step = self.step("inquiry")
        step.write({"limit": 10, "limit_unit": "day"})
        start = date(2039, 3, 1)
        self.assertTrue(step._get_due(start, self.company)[1])
        step.rolls_over = False
        self.assertEqual(step._get_due(start, self.company), (date(2039, 3, 11), False))

    def test_an_extension_needs_a_limit_to_prolong(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.step("inquiry").extension_count = 1
            self.env.flush_all()

    def test_the_source_of_a_limit_is_shown(self):
        step = self.step("accept")
        self.assertEqual(step.limit_text, "Not prescribed by the source")
        step.write({"limit": 10, "limit_source": "Qianhai 2019"})
        self.assertIn("10 Working Days", step.limit_text)
        self.assertIn("Qianhai 2019", step.limit_text)
        self.assertFalse(step.extension_text)
        step.write({"extension_count": 1, "extension_limit": 5})
        self.assertIn("the clerk in charge", step.extension_text)
