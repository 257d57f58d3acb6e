from freezegun import freeze_time

from odoo.tests import tagged

from ...models.base.wording import write_day
from ...rules import procedure
from ..common import act
from .test_shipped_walk import ShippedWalk


class ExampleWalk(ShippedWalk):
    """Worked examples of a regulation, run as cases: both have to come to the same."""

    def assert_case_agrees(self, code):
        """Run an example as a case up to its determination, and compare.

        :param str code: of the example
        """
        example = self.version.example_ids.filtered(lambda e: e.code == code)
        self.answers = example._get_answers()
        claimed = self.version.situation_ids.filtered(
            lambda s: s.number in self.answers["situations"]
        )
        self.situation = claimed
        with freeze_time(f"{example.received_on} 02:00:00"):
            day = example.proceeding_on or example.received_on
            application = self.file(proceeding_started_on=day)
        with freeze_time(f"{example.accepted_on} 02:00:00"):
            action = self.answer(application)
            case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
            self.assertEqual(case.version_id, self.version)
            case.party_ids.sudo()._write_unlocked(
                {"is_leading_cadre": example.is_leading_cadre}
            )
            self.inquire(case)
            if case.current_step_id.kind == "hearing":
                is_refused = example.degree_id.kind == "refused"
                self.hold_hearing(case, "against" if is_refused else "supports")
        kind = example.degree_id.kind
        values = {} if kind != "refused" else {"situation_ids": False}
        with freeze_time(f"{example.decided_on} 02:00:00"):
            while case.current_step_id.kind != "decision":
                session = self.hold_session(case, kind, **values)
            session = self.hold_session(case, kind, **values)
            determination = self.as_user("leader")["tolerance.determination"].search(
                [("case_id", "=", case.id)]
            )
            if determination.degree_id.area_effect == "after_period":
                determination.has_no_influence_period = True
            determination.line_ids.filtered(
                lambda line: line.form == "deduction_reduced"
            ).write({"no_points": True})
            act(determination).action_confirm()
        self.compare(example, case.sudo(), session, determination.sudo())

    def compare(self, example, case, session, determination):
        steps = case.step_ids.sorted()
        taken = steps.filtered(lambda s: s.plan_state != procedure.LEFT_OUT)
        self.assertEqual(determination.degree_id, example.degree_id)
        follow_up = self.env["tolerance.follow.up"].search(
            [("determination_id", "=", determination.id)]
        )
        labels = dict(
            self.env["tolerance.scheme.area"]
            ._fields["form"]
            ._description_selection(self.env)
        )
        due = {step.name: write_day(self.env, step.due_on) for step in steps}
        for expectation in example.expectation_ids:
            find = example._get_finders()[expectation.what]
            expected, _actual, _reasons = find(expectation.value or "")
            came = {
                "steps": lambda: taken.mapped("name"),
                "due": lambda names=expected: {name: due[name] for name in names},
                "degrees": lambda: (
                    session.ballot_ids[:1].selectable_degree_ids.sorted().mapped("name")
                ),
                "effects": lambda: {
                    line.area_id.name: labels[line.form]
                    for line in determination.line_ids
                },
                "follow_up_months": lambda: {None: str(follow_up.months)},
                "follow_up_end": lambda: {None: write_day(self.env, follow_up.date_to)},
            }[expectation.what]()
            with self.subTest(example=example.code, what=expectation.what):
                self.assertEqual(came, expected)

    def assess(self, inquiry, evidence, **answers):
        """Answer what the example answers, and leave open what it does not."""
        for assessment in inquiry.assessment_ids:
            for line in assessment.line_ids:
                answer = self.find_answer(line) or "unclear"
                line.write(
                    {
                        "answer": answer,
                        "reasoning": "See the minutes.",
                        "evidence_ids": [(6, 0, evidence.ids)],
                    }
                )
            assessment.write(
                {"nature": self.answers["nature"], "conclusion": "As found."}
            )

    def find_answer(self, line):
        if line.situation_id:
            place = line.situation_id.part_ids.ids.index(line.part_id.id)
            return self.answers["situations"][line.situation_id.number][place]
        if line.exclusion_id:
            return self.answers["exclusions"].get(line.exclusion_id.code)
        key = "stops" if line.is_stop else "factors"
        return self.answers[key].get(line.factor_id.code)


@tagged("post_install", "-at_install")
class TestGansuExampleCase(ExampleWalk):
    def test_an_exempt_person(self):
        self.assert_case_agrees("exempt_person")

    def test_handling_is_lighter(self):
        self.assert_case_agrees("lighter_handling")

    def test_private_gain(self):
        self.assert_case_agrees("private_gain")


@tagged("post_install", "-at_install")
class TestBinchengExampleCase(ExampleWalk):
    preset_code = "bincheng_2017"

    def test_a_leading_cadre_in_an_emergency(self):
        self.assert_case_agrees("leading_cadre_emergency")

    def test_reform_as_a_pretext(self):
        self.assert_case_agrees("reform_as_pretext")
