"""What another system asks before it counts a matter against somebody."""

import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestCheckProtection(GuardCase):
    def _pair(self, **values):
        return {
            "employee": self.officer.id,
            "matter": self.matter.name,
            "area": "promotion",
            "date": "2026-06-01",
            **values,
        }

    def _ask(self, *pairs, role="hr_officer"):
        return self.as_user(role, self.env["tolerance.effect"]).check_protection(
            list(pairs)
        )

    def test_answer_changes_with_the_decision(self):
        (answer,) = self._ask(self._pair())
        self.assertEqual(answer["answer"], "yes")
        self.assertTrue(answer["is_open"])
        determination = self._decide()
        (answer,) = self._ask(self._pair())
        self.assertEqual(
            answer,
            {
                "answer": "no",
                "decision": determination.name,
                "since": determination.decided_on.isoformat(),
                "cap": False,
                "is_open": False,
                "is_unsure": False,
            },
        )
        determination.revocation_reason = "Facts were concealed."
        act(determination.with_user(self.decider)).action_revoke()
        self.assertEqual(self._ask(self._pair())[0]["answer"], "yes")

    def test_answers_keep_the_order_and_agree_with_the_guard(self):
        self._decide()
        pairs = [
            self._pair(),
            self._pair(matter=self.other_matter.id),
            self._pair(employee=self.colleague.id),
            self._pair(area="exchange"),
            self._pair(date="2026-01-05"),
            self._pair(employee=None, subject=self.subject.id, matter=self.matter.id),
            self._pair(employee=None, department=self.unit.id),
        ]
        self.assertEqual(
            [answer["answer"] for answer in self._ask(*pairs)],
            ["no", "yes", "on_hold", "yes", "no", "no", "on_hold"],
        )
        for date in ("2026-06-01", "2026-01-05"):
            with self.assertRaises(UserError):
                self._make_mark(date=date)
        self._make_mark(matter_id=self.other_matter.id)

    def test_matter_of_others_waits_until_it_concerns_who_is_asked_about(self):
        pair = self._pair(employee=self.colleague.id)
        self.assertEqual(self._ask(pair)[0]["answer"], "yes")
        self._decide()
        (answer,) = self._ask(pair)
        self.assertEqual((answer["answer"], answer["is_unsure"]), ("on_hold", True))
        # Whom it protects is nobody's business here.
        self.assertFalse(answer["decision"] or answer["since"])
        unlocked(self.matter).subject_ids += self.colleague.tolerance_subject_id
        self.assertEqual(self._ask(pair)[0]["answer"], "yes")

    def test_record_older_than_its_matter_is_not_covered(self):
        early = (self.matter.occurred_on - timedelta(days=1)).isoformat()
        for day in (early, "1950-01-01"):
            with self.assertRaisesRegex(UserError, "Pair 2.*before the day"):
                self._ask(self._pair(), self._pair(date=day))
        on_its_day = self.matter.occurred_on.isoformat()
        self.assertEqual(self._ask(self._pair(date=on_its_day))[0]["answer"], "yes")
        self._decide()
        for day in (early, on_its_day):
            self.assertEqual(self._ask(self._pair(date=day))[0]["answer"], "no")

    def test_days_that_cannot_be_right(self):
        self._decide()
        for day in ("0001-01-01", "1926-03-02", "2201-01-01", "9999-12-31"):
            with self.assertRaisesRegex(UserError, "Pair 1: .+ cannot be right"):
                self._ask(self._pair(date=day))
        self.assertEqual(self._ask(self._pair(date="2200-12-31"))[0]["answer"], "no")

    def test_cap(self):
        determination = self._draft("reduced", influence_until="2026-12-31")
        line = determination.with_user(self.decider).line_ids.filtered(
            lambda row: row.area_id == self.annual
        )
        line.cap_points = 1.5
        act(determination.with_user(self.decider)).action_confirm()
        (answer,) = self._ask(self._pair(area="annual_appraisal"))
        self.assertEqual((answer["answer"], answer["cap"]), ("capped", 1.5))

    def test_hold(self):
        unlocked(self.env["tolerance.effect"]).create(
            {
                "name": "HOLD-1",
                "company_id": self.company.id,
                "subject_id": self.subject.id,
                "matter_id": self.matter.id,
                "area_id": self.promotion_area.id,
                "form": "hold",
                "decided_on": "2026-05-04",
                "date_from": "2026-03-02",
            }
        )
        (answer,) = self._ask(self._pair())
        self.assertEqual(
            (answer["answer"], answer["since"], answer["decision"]),
            ("on_hold", "2026-05-04", "HOLD-1"),
        )

    def test_rehired_officer(self):
        self.officer.identification_id = "620102199001011233"
        self._decide()
        again = self.env["hr.employee"].create(
            {"name": "Test Officer", "identification_id": "620102199001011233"}
        )
        self.assertEqual(self._ask(self._pair(employee=again.id))[0]["answer"], "no")

    def test_only_permitted_users_ask(self):
        for role in ("hr_officer", "supervisor", "clerk"):
            self.assertTrue(self._ask(self._pair(), role=role))
        for role in ("officer", "member", "inquirer", "auditor", "administrator"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._ask(self._pair(), role=role)

    def test_invalid_questions_are_named(self):
        good = self._pair()
        for bad in (
            self._pair(employee=0),
            self._pair(employee="7"),
            self._pair(employee=True),
            self._pair(subject=self.subject.id),
            self._pair(employee=2**31 - 1),
            self._pair(matter="M-none"),
            self._pair(matter=None),
            self._pair(area="nowhere"),
            self._pair(date="1 June"),
            self._pair(date=20260601),
            self._pair(color="red"),
            "text",
        ):
            with self.subTest(bad=bad), self.assertRaisesRegex(UserError, "Pair 2"):
                self._ask(good, bad)

    def test_how_many_at_once(self):
        self.assertEqual(len(self._ask(*[self._pair()] * 1000)), 1000)
        with self.assertRaisesRegex(UserError, "1,000"):
            self._ask(*[self._pair()] * 1001)
        with self.assertRaises(UserError):
            self._ask()

    def test_thousand_questions_take_one_query_and_one_entry(self):
        Effect = self.as_user("hr_officer", self.env["tolerance.effect"])
        questions = [
            Effect._parse_question(number, self._pair()) for number in range(1, 1001)
        ]
        Effect._find_protection(questions)
        with self.assertQueryCount(1):
            Effect._find_protection(questions)
        Entry = self.env["tolerance.ledger.entry"]
        wanted = [("verb", "=", "protection.check")]
        before = Entry.search_count(wanted)
        self._ask(*[self._pair()] * 1000)
        self.assertEqual(Entry.search_count(wanted), before + 1)
        entry = Entry.search(wanted, limit=1)
        self.assertEqual(entry.account_id, self.users["hr_officer"].id)
        self.assertEqual(json.loads(entry.payload)["answers"], {"yes": 1000})

    def test_matter_of_another_company_is_not_told(self):
        other = self.env["res.company"].create({"name": "Another bureau"})
        matter = self.env["tolerance.matter"]._create_unlocked(
            {"title": "T", "occurred_on": "2026-03-02", "company_id": other.id}
        )
        with self.assertRaisesRegex(UserError, "Pair 1"):
            self._ask(self._pair(matter=matter.id))


@tagged("post_install", "-at_install")
class TestCheckProtectionHttp(GuardCase, HttpCase):
    def _post(self, role, pairs):
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.users[role])
            ._generate("rpc", "check", fields.Datetime.now() + timedelta(days=1))
        )
        return self.url_open(
            "/json/2/tolerance.effect/check_protection",
            data=json.dumps({"pairs": pairs}),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"bearer {key}",
            },
        )

    def test_with_a_key(self):
        determination = self._decide()
        pair = {
            "employee": self.officer.id,
            "matter": self.matter.name,
            "area": "promotion",
            "date": "2026-06-01",
        }
        response = self._post("hr_officer", [pair])
        self.assertEqual(response.status_code, 200, response.text)
        (answer,) = response.json()
        self.assertEqual(
            (answer["answer"], answer["decision"]), ("no", determination.name)
        )
        with mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2"):
            self.assertEqual(self._post("officer", [pair]).status_code, 403)
            refused = self._post("hr_officer", [pair] * 1001)
        self.assertEqual(refused.status_code, 422)
        self.assertIn("1,000", refused.text)

    def test_question_is_answered_by_the_primary_database(self):
        method = type(self.env["tolerance.effect"]).check_protection
        self.assertFalse(getattr(method, "_readonly", False))
