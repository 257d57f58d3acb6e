from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import act
from .scheme_common import SchemeCase


@tagged("post_install", "-at_install")
class TestSchemeCompleteness(SchemeCase):
    """What a draft lacks is found, shown with a link, and resolved or accepted."""

    def setUp(self):
        super().setUp()
        self.version = self._make_version()
        self.mine = self.version.with_user(self.users["administrator"])

    def _make_body(self, **vals):
        return self.env["tolerance.body"].create(
            {"name": "Committee", "code": "committee", **vals}
        )

    def test_a_complete_draft_has_no_finding(self):
        self.assertFalse(self.env["tolerance.scheme.check"]._get_findings(self.version))
        self.assertTrue(self.mine.can_publish)
        self.assertEqual(self.version.finding_text, "Nothing to resolve")

    def test_a_step_for_tolerated_errors_before_the_decision_is_never_reached(self):
        self.version.step_ids = [
            Command.create(
                {
                    "name": "Disclose",
                    "code": "disclose",
                    "kind": "disclosure",
                    "condition_ids": [
                        Command.create({"what": "outcome", "value": "granted"})
                    ],
                    "sequence": 1,
                }
            )
        ]
        self.assertEqual(self._find(self.version), {"unreachable:step.disclose"})
        self.version.step_ids.filtered("condition_ids").sequence = 20
        self.assertFalse(self._find(self.version))

    def test_a_condition_that_nobody_covered_meets(self):
        self.version.step_ids = [
            Command.create(
                {
                    "name": "Hear the unit",
                    "code": "hear",
                    "kind": "hearing",
                    "condition_ids": [
                        Command.create({"what": "subject_kind", "value": "unit"})
                    ],
                }
            )
        ]
        self.assertFalse(self._find(self.version))
        self.version.covers_units = False
        self.assertEqual(self._find(self.version), {"unreachable:step.hear"})

    def test_every_case_is_decided(self):
        self.version.step_ids.code = "decide"
        self.version.step_ids.condition_ids = [
            Command.create({"what": "loss", "comparison": "above", "value": "1000"})
        ]
        self.assertEqual(self._find(self.version), {"outcome:step.decide"})
        self.assertIn("Loss: 999 yuan.", self.version._get_open_findings()[0].sentence)
        self.version.step_ids = [
            Command.create(
                {
                    "name": "Decide small ones",
                    "kind": "decision",
                    "condition_ids": [
                        Command.create(
                            {"what": "loss", "comparison": "at_most", "value": "1000"}
                        )
                    ],
                }
            )
        ]
        self.assertFalse(self._find(self.version))
        self.version.step_ids.kind = "hearing"
        self.assertEqual(self._find(self.version), {"outcome:version"})

    def test_all_levels_are_decided(self):
        self.version.step_ids.code = "decide"
        county, city = self.env["tolerance.scheme.level"].create(
            [
                {"version_id": self.version.id, "name": name, "code": name.lower()}
                for name in ("County", "City")
            ]
        )
        self.version.step_ids.condition_ids = [
            Command.create({"what": "level", "level_id": county.id})
        ]
        self.assertEqual(self._find(self.version), {"outcome:step.decide"})
        self.assertIn(city.name, self.version._get_open_findings()[0].sentence)
        self.version.step_ids.condition_ids.comparison = "is_not"
        self.assertIn(county.name, self.version._get_open_findings()[0].sentence)
        self.version.step_ids = [
            Command.create(
                {
                    "name": "Decide in the county",
                    "kind": "decision",
                    "condition_ids": [
                        Command.create({"what": "level", "level_id": county.id})
                    ],
                }
            )
        ]
        self.assertFalse(self._find(self.version))

    def test_a_condition_that_excludes_all_whom_it_covers(self):
        self.version.covers_units = False
        self.version.step_ids = [
            Command.create(
                {
                    "name": "Hear",
                    "code": "hear",
                    "kind": "hearing",
                    "condition_ids": [
                        Command.create(
                            {
                                "what": "subject_kind",
                                "comparison": "is_not",
                                "value": "person",
                            }
                        )
                    ],
                }
            )
        ]
        self.assertEqual(self._find(self.version), {"unreachable:step.hear"})

    def test_an_undecided_case_is_told_in_words(self):
        self.version.step_ids.condition_ids = [
            Command.create({"what": "subject_kind", "value": "unit"}),
            Command.create({"what": "urgency", "value": "urgent"}),
        ]
        (found,) = self.version._get_open_findings()
        self.assertIn("Kind of the Party: Person", found.sentence)
        self.assertIn("Urgency: Ordinary", found.sentence)
        chinese = self.version.with_context(lang="zh_CN")._get_open_findings()[0]
        self.assertIn("个人", chinese.sentence)

    def test_an_acceptance_names_what_it_is_about(self):
        body = self._make_body()
        self.version.step_ids.body_id = body
        self._accept(self.version)
        labels = self.version.acceptance_ids.mapped("label")
        self.assertIn(f"Body That Cannot Act: {body.name}", labels)

    def test_a_reason_of_blanks_is_none(self):
        self.version.step_ids.body_id = self._make_body()
        mine = self.version.with_user(self.users["administrator"])
        action = act(mine).action_check_completeness()
        finding = mine.env[action["res_model"]].search(action["domain"])[:1]
        for reason in (" ", "\u3000\n"):
            with self.subTest(reason=reason), self.assertRaises(UserError):
                finding.reason = reason
                act(finding).action_accept()
        self.assertFalse(self.version.acceptance_ids)

    def test_a_limit_needs_a_start(self):
        self.version.step_ids.write({"limit": 7, "code": "decide"})
        self.assertEqual(self._find(self.version), {"untriggered:step.decide"})
        self.version.step_ids.limit_trigger = "proceeding_start"
        self.assertFalse(self._find(self.version))

    def test_a_situation_needs_a_test_part(self):
        self.version.situation_ids.part_ids.unlink()
        self.assertEqual(self._find(self.version), {"untested:situation.1"})

    def test_every_answer_leads_to_one_degree(self):
        exempt, refused = self.version.degree_ids.sorted("id")
        refused.unlink()
        self.assertEqual(self._find(self.version), {"outcome:version"})
        self.version.degree_ids = [
            Command.create({"name": "No", "kind": "refused", "code": "no"}),
        ]
        exempt.unlink()
        self.assertEqual(self._find(self.version), {"outcome:version"})

    def test_one_code_means_one_exclusion(self):
        self.version.exclusion_ids = [
            Command.create({"name": name, "code": "gain", "kind": kind})
            for name, kind in (("For gain", "stop"), ("With gain", "aggravating"))
        ]
        self.assertEqual(self._find(self.version), {"outcome:exclusion.gain"})

    def test_an_area_that_nothing_guards(self):
        self.version.area_ids = [
            Command.create(
                {
                    "area_id": self.env.ref("mistake_tolerance.area_exchange").id,
                    "subject_kind": "person",
                }
            )
        ]
        self.assertFalse(self._find(self.version))
        guards = self.env["tolerance.guard"].search([("path_area", "!=", False)])
        self.assertTrue(guards)
        guards.active = False
        self.assertEqual(self._find(self.version), {"unguarded:area.exchange"})

    def test_a_body_needs_somebody(self):
        body = self._make_body()
        self.version.step_ids.body_id = body
        self.assertEqual(self._find(self.version), {"memberless:body.committee"})
        body.with_user(self.users["administrator"]).head_user_id = self.users["head"]
        (found,) = self.version._get_open_findings()
        self.assertIn(self.users["head"].name, found.sentence)
        self.assertIn("the role of a deciding member", found.sentence)
        # Who heads an office decides on no case.
        self.version.step_ids.kind = "accept"
        self.assertNotIn("memberless:body.committee", self._find(self.version))
        self.version.step_ids.kind = "decision"
        body.with_user(self.users["administrator"]).head_user_id = self.users["member"]
        self.assertFalse(self._find(self.version))
        member = {"user_id": self.users["clerk"].id, "role": "member"}
        body.with_user(self.users["administrator"]).member_ids = [
            Command.create(member)
        ]
        self.assertFalse(body.head_user_id)
        self.assertEqual(self._find(self.version), {"memberless:body.committee"})

    def test_what_the_higher_regulation_provides_otherwise(self):
        higher = self.env["tolerance.scheme"].create({"name": "Higher Rules"})
        above = self._make_version(
            higher,
            exclusion_ids=[Command.create({"name": "No piloting", "code": "pilot"})],
        )
        self.version.scheme_id.parent_id = higher
        act(above.with_user(self.users["administrator"])).action_publish()
        self.assertEqual(self._find(self.version), {"clash:situation.1"})

    def test_the_second_body_of_a_step_needs_somebody(self):
        body = self._make_body(head_user_id=self.users["member"].id)
        second = self._make_body(name="Second", code="second")
        self.version.step_ids = [
            Command.create(
                {
                    "name": "Accept",
                    "code": "accept",
                    "kind": "accept",
                    "sequence": 1,
                    "body_id": body.id,
                    "partner_body_id": second.id,
                }
            )
        ]
        self.assertEqual(self._find(self.version), {"memberless:body.second"})
        second.with_user(self.users["administrator"]).head_user_id = self.users["head"]
        self.assertFalse(self._find(self.version))
        second.active = False
        self.assertEqual(self._find(self.version), {"dangling:step.accept"})

    def test_references_to_nothing(self):
        body = self._make_body(head_user_id=self.users["head"].id)
        self.version.step_ids.write({"body_id": body.id, "code": "decide"})
        body.active = False
        self.version.situation_ids.clause = "(1)"
        self.assertEqual(
            self._find(self.version),
            {"dangling:step.decide", "dangling:situation.1"},
        )

    def test_chinese_texts_are_missing_where_some_are_there(self):
        self.assertFalse(self._find(self.version))
        self.version.degree_ids[0].with_context(lang="zh_CN").name = "免责"
        found = self._find(self.version)
        self.assertIn("untranslated:situation.1", found)
        self.assertNotIn("untranslated:degree.Exempt", found)

    def test_a_finding_is_shown_and_leads_to_its_record(self):
        self.version.situation_ids.part_ids.unlink()
        action = act(self.mine).action_check_completeness()
        finding = self.mine.env[action["res_model"]].search(action["domain"])
        self.assertEqual(finding.check, "untested")
        self.assertEqual(finding.state, "open")
        opened = act(finding).action_open()
        self.assertEqual(
            (opened["res_model"], opened["res_id"]),
            ("tolerance.scheme.situation", self.version.situation_ids.id),
        )
        self.version.situation_ids.part_ids = [Command.create({"name": "First try"})]
        finding.invalidate_recordset()
        self.assertEqual(finding.state, "resolved")

    def test_publication_waits_until_each_is_resolved_or_accepted(self):
        self.version.situation_ids.part_ids.unlink()
        with self.assertRaises(UserError):
            act(self.mine).action_publish()
        self.assertIn("no test part", self.mine.publish_missing)
        action = act(self.mine).action_check_completeness()
        finding = self.mine.env[action["res_model"]].search(action["domain"])
        with self.assertRaises(UserError):
            act(finding).action_accept()
        finding.reason = "The source gives no test."
        act(finding).action_accept()
        self.assertEqual(finding.state, "accepted")
        acceptance = self.version.acceptance_ids
        self.assertEqual(acceptance.accepted_by_id, self.users["administrator"])
        self.assertTrue(acceptance.is_valid)
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "scheme.accept_finding")], limit=1
        )
        self.assertEqual(entry.res_id, self.version.id)
        act(self.mine).action_publish()
        self.assertEqual(self.version.state, "published")

    def test_an_acceptance_ends_when_what_it_is_about_changes(self):
        self.version.situation_ids.part_ids.unlink()
        self._accept(self.version)
        self.assertFalse(self._find(self.version))
        self.version.situation_ids.with_context(lang="zh_CN").name = "先行先试"
        self.version.invalidate_recordset()
        self.assertIn("untested:situation.1", self._find(self.version))
        self.version.acceptance_ids.invalidate_recordset()
        self.assertFalse(self.version.acceptance_ids.is_valid)
        with self.assertRaises(UserError):
            act(self.mine).action_publish()
        self._accept(self.version)
        act(self.mine).action_publish()

    def test_an_acceptance_can_be_taken_back_and_not_changed(self):
        self.version.situation_ids.part_ids.unlink()
        self._accept(self.version)
        acceptance = self.mine.acceptance_ids
        for vals in ({"reason": "Another"}, {"fingerprint": "0"}):
            with self.assertRaises(AccessError):
                acceptance.write(vals)
        with self.assertRaises(UserError):
            acceptance.sudo().write({"reason": "Another"})
        with self.assertRaises(AccessError):
            act(acceptance.with_user(self.users["clerk"])).action_take_back()
        act(acceptance).action_take_back()
        self.assertEqual(self._find(self.version), {"untested:situation.1"})

    def test_nobody_signs_for_somebody_else(self):
        acceptance = self.mine.env["tolerance.scheme.acceptance"].create(
            {
                "version_id": self.version.id,
                "finding": "untested:situation.1",
                "reason": "So",
                "accepted_by_id": self.users["head"].id,
                "fingerprint": "0",
            }
        )
        self.assertEqual(acceptance.accepted_by_id, self.users["administrator"])
        self.assertFalse(acceptance.fingerprint)

    def test_the_next_draft_keeps_what_was_accepted(self):
        self.version.situation_ids.part_ids.unlink()
        self._accept(self.version)
        act(self.mine).action_publish()
        draft = self.mine.browse(act(self.mine).action_new_draft()["res_id"])
        self.assertEqual(draft.acceptance_ids.reason, "The agency wants it so.")
        self.assertFalse(self._find(draft))
        act(draft).action_publish()

    def test_shipped_regulations_are_complete(self):
        Scheme = self.env["tolerance.scheme"]
        published = set()
        for code in Scheme._get_preset_codes():
            with self.subTest(code=code):
                version = Scheme.with_user(self.users["administrator"])._load_preset(
                    code, self.company
                )
                stale = version.acceptance_ids.filtered(lambda a: not a.fingerprint)
                self.assertFalse(stale.mapped("finding"))
                # Nobody was asked: no user has accepted it.
                by_system = version.acceptance_ids.filtered(
                    lambda a: a.finding.startswith("memberless:")
                )
                self.assertLessEqual(
                    by_system.accepted_by_id, self.env.ref("base.user_root")
                )
                if version.state == "published":
                    published.add(code)
                    self.assertFalse(self._find(version))
        # Others leave open what a procedure needs: the agency completes the draft.
        self.assertLessEqual({"gansu_2018", "bincheng_2017", "fujian_2018"}, published)

    def test_the_check_of_a_whole_regulation_takes_few_queries(self):
        version = self.env["tolerance.scheme"]._load_preset("gansu_2018", self.company)
        draft = version.browse(version.action_new_draft()["res_id"])
        self.env.flush_all()
        self.env.invalidate_all()
        # A few for each kind of part, however many parts there are.
        with self.assertQueryCount(50):
            draft._get_open_findings()
