from odoo.tests import tagged

from ...models.base.wording import write_day
from ..common import ToleranceTestCase, act


@tagged("post_install", "-at_install")
class TestSchemePreset(ToleranceTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.version = cls.env["tolerance.scheme"]._load_preset(
            "gansu_2018", cls.company
        )

    def _by_citation(self, records):
        return {
            (record.article_id.number, record.clause or "", record.code)
            for record in records
        }

    def test_what_the_measures_provide(self):
        version = self.version
        self.assertEqual(version.state, "published")
        self.assertTrue(version.trial)
        self.assertEqual(str(version.date_issued), "2018-02-23")
        self.assertEqual(version.date_from, version.date_issued)
        self.assertIn("Party Group", version.scheme_id.issuer)
        self.assertIn("Party Group", version.interpreting_body)
        self.assertEqual(version.legal_basis_ids.citation, "Art. 1")
        self.assertEqual(
            set(version.scope_ids.type_id.mapped("code")),
            {"division", "subordinate_unit"},
        )
        self.assertEqual(
            version.principle_ids.mapped("citation"),
            [f"Art. 4({n})" for n in range(1, 6)],
        )
        self.assertTrue(version.scope_units and version.scope_staff)
        self.assertIn("Five principles", version.article_ids[3].summary)
        self.assertEqual(
            version.article_ids.mapped("number"), [str(n) for n in range(1, 17)]
        )
        self.assertEqual(version.situation_ids.mapped("number"), list(range(1, 13)))
        self.assertEqual(
            set(version.situation_ids.mapped("citation")),
            {f"Art. 6({n})" for n in range(1, 13)},
        )

    def test_exclusions_of_gansu(self):
        exclusions = self.version.exclusion_ids
        aggravating = exclusions.filtered(lambda e: e.kind == "aggravating")
        self.assertEqual(len(aggravating), 4)
        self.assertEqual(set(aggravating.mapped("citation")), {"Art. 11(4)"})
        self.assertEqual(
            self._by_citation(exclusions - aggravating),
            {("12", "", "serious_violation")},
        )

    def test_factors_of_gansu(self):
        kinds = self.version.factor_ids.grouped("kind")
        self.assertEqual(
            {kind: len(factors) for kind, factors in kinds.items()},
            {"condition": 3, "distinction": 3, "factor": 5},
        )
        self.assertEqual(kinds["condition"].article_id.number, "3")
        self.assertEqual(kinds["factor"].article_id.number, "5")
        self.assertTrue(all(self.version.factor_ids.mapped("question")))
        # That the other side of a distinction stops is a choice, and says so.
        for distinction in kinds["distinction"]:
            with self.subTest(distinction.code):
                self.assertTrue(distinction.stop_question and distinction.is_choice)
                self.assertIn("choice of this product", distinction.note)

    def test_degrees_and_areas(self):
        self.assertEqual(
            self.version.degree_ids.mapped("kind"),
            ["exempt", "reduced", "lighter", "refused"],
        )
        areas = self.version.area_ids.filtered(lambda a: a.article_id.number == "10")
        self.assertEqual(
            {
                kind: set(found.mapped("code"))
                for kind, found in areas.grouped("subject_kind").items()
            },
            {
                "unit": {"unit_target_appraisal", "clean_government_appraisal"},
                "person": {
                    "promotion",
                    "rank_title",
                    "delegate_qualification",
                    "reserve_cadre",
                    "honours",
                },
            },
        )
        self.assertEqual(set(areas.mapped("form")), {"unaffected"})
        general = self.version.area_ids - areas
        every = general.filtered("exempt_only")
        self.assertEqual(set(every.area_id.mapped("code")), {"every"})
        self.assertEqual(set(every.mapped("subject_kind")), {"person", "unit"})
        self.assertTrue(all(general.mapped("is_choice")))
        self.assertEqual(set(general.mapped("form")), {"no_negative"})
        self.assertTrue(all(general.mapped("note")))

    def test_steps_of_gansu(self):
        steps = self.version.step_ids
        self.assertEqual(
            steps.mapped("kind"),
            [
                "apply",
                "endorse",
                "accept",
                "inquiry",
                "preliminary",
                "decision",
                "feedback",
                "disclosure",
                "filing",
            ],
        )
        art_8 = steps.filtered(lambda s: s.article_id.number == "8")
        self.assertEqual(len(set(art_8.mapped("clause"))), 6)
        limited = steps.filtered("limit")
        self.assertEqual(limited.mapped("kind"), ["apply", "endorse"])
        for step in limited:
            self.assertEqual(
                (step.limit, step.limit_unit, step.limit_trigger),
                (7, "working_day", "proceeding_start"),
            )
        self.assertIn("reading", limited[0].note)
        self.assertEqual(
            set((steps - limited).mapped("limit_text")),
            {"Not prescribed by the source"},
        )
        optional = steps.filtered(lambda s: not s.required)
        self.assertEqual(optional.kind, "disclosure")
        self.assertEqual(optional.condition_text, "Outcome: Tolerated")
        bodies = steps.grouped("kind")
        self.assertEqual(bodies["decision"].body_id.code, "party_group")
        self.assertEqual(bodies["preliminary"].body_id.code, "agency_party_committee")

    def test_party_bodies_have_the_titles_of_the_party(self):
        bodies = {body.code: body.titles for body in self.version.step_ids.body_id}
        self.assertEqual(bodies["party_group"], "party_group")
        self.assertEqual(bodies["agency_party_committee"], "party_committee")
        self.assertEqual(bodies["working_group"], "committee")

    def test_two_working_bodies_share_what_article_7_gives_them(self):
        """Requirement: 局机关党委（纪委）、人事处承担具体工作。"""
        shared = self.version.step_ids.filtered("partner_body_id")
        self.assertEqual(set(shared.mapped("kind")), {"accept", "feedback"})
        self.assertEqual(shared.body_id.code, "agency_party_committee")
        self.assertEqual(shared.partner_body_id.code, "personnel_division")
        self.assertEqual(
            shared[0]._get_body_names(), "Agency Party Committee and Personnel Division"
        )
        self.assertIn("Personnel Division", self.version.step_ids._draw_chart())

    def test_follow_up_is_shown_as_the_agencys_own(self):
        self.assertTrue(self.version.follow_up_is_default)
        self.assertIn("set by the agency", self.version.follow_up_text)

    def test_what_the_source_leaves_open_is_named_as_a_choice(self):
        self.assertIn("day of the matter", self.version.choices)
        self.assertIn("twelve months", self.version.choices)
        stops = self.version.exclusion_ids.filtered(lambda e: e.kind == "stop")
        for exclusion in stops:
            with self.subTest(exclusion.code):
                self.assertTrue(exclusion.note)

    def test_rectification_is_due_beside_talk_or_letter(self):
        measures = {m.code: m for m in self.version.measure_ids}
        self.assertIn("not in place of", measures["rectification"].note)
        self.assertEqual(measures["talk"].note, measures["reminder_letter"].note)

    def test_situation_parts(self):
        situations = {s.number: s for s in self.version.situation_ids}
        first, eleventh = situations[1], situations[11]
        self.assertEqual(len(first.part_ids), 3)
        self.assertEqual(first.test, "; and ".join(first.part_ids.mapped("name")))
        self.assertEqual(eleventh.test, " or ".join(eleventh.part_ids.mapped("name")))
        answers = dict.fromkeys(first.part_ids, True)
        self.assertTrue(first._evaluate(answers))
        for part in first.part_ids:
            self.assertIs(first._evaluate({**answers, part: False}), False)
        for part in eleventh.part_ids:
            others = dict.fromkeys(eleventh.part_ids - part, False)
            self.assertTrue(eleventh._evaluate({**others, part: True}))
        self.assertIs(
            eleventh._evaluate(dict.fromkeys(eleventh.part_ids, False)), False
        )

    def test_loading_again_gives_the_same(self):
        Scheme = self.env["tolerance.scheme"]
        bodies = self.env["tolerance.body"].search_count([])
        self.assertEqual(Scheme._load_preset("gansu_2018", self.company), self.version)
        self.assertEqual(self.env["tolerance.body"].search_count([]), bodies)

    def test_each_company_has_its_own(self):
        other = self.env["res.company"].create({"name": "Other Bureau"})
        version = self.env["tolerance.scheme"]._load_preset("gansu_2018", other)
        self.assertNotEqual(version, self.version)
        self.assertEqual(version.company_id, other)
        self.assertEqual(version.step_ids.body_id.company_id, other)

    def test_bodies_have_no_head_yet(self):
        bodies = self.env["tolerance.body"].search(
            [("company_id", "=", self.company.id), ("code", "!=", False)]
        )
        self.assertEqual(
            set(bodies.mapped("code")),
            {
                "party_group",
                "agency_party_committee",
                "personnel_division",
                "working_group",
            },
        )
        self.assertFalse(bodies.head_user_id)

    def test_texts_of_languages_not_active_yet(self):
        situation = self.version.situation_ids[0]
        part = situation.part_ids[0]
        for record in (self.version.scheme_id, situation, part):
            self.assertIn(
                "zh_TW", record._fields["name"]._get_stored_translations(record)
            )
        self.env["res.lang"]._activate_lang("zh_CN")
        article = self.version.article_ids[7].with_context(lang="zh_CN")
        self.assertEqual(article.title, "程序")
        self.assertNotEqual(situation.with_context(lang="zh_CN").name, situation.name)

    def test_a_template_gives_another_draft_each_time(self):
        Scheme = self.env["tolerance.scheme"]
        one, two = (Scheme._load_preset("empty", self.company) for _ in range(2))
        self.assertNotEqual(one.scheme_id, two.scheme_id)
        for version in one | two:
            self.assertEqual(version.state, "draft")
            self.assertTrue(version.publish_missing)
            self.assertFalse(version.article_ids or version.step_ids)

    def test_each_regulation_says_what_it_is_and_leaves_open(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        Choice = self.env["tolerance.scheme.preset"].with_context(lang="zh_CN")
        choices = dict(Choice._get_codes())
        self.assertLessEqual({"gansu_2018", "empty"}, set(choices))
        self.assertIn("（试行）", choices["gansu_2018"])
        self.assertIn("原文没有规定", choices["gansu_2018"])
        choice = Choice.create({"code": "gansu_2018"})
        self.assertIn(
            self.version.with_context(lang="zh_CN").display_name, choice.loaded
        )
        self.assertFalse(Choice.create({"code": "empty"}).loaded)

    def test_what_loading_changes_is_said_before(self):
        Choice = self.env["tolerance.scheme.preset"]
        other = self.env["res.company"].create({"name": "Bureau That Asks"})
        Scheme = self.env["tolerance.scheme"]

        def ask(code):
            return Choice.create({"code": code, "company_id": other.id}).effects

        self.assertIn("no other regulation", ask("gansu_2018"))
        self.assertIn(write_day(self.env, self.version.date_from), ask("gansu_2018"))
        for code in dict(Choice._get_codes()):
            with self.subTest(code):
                said = ask(code)
                version = Scheme._load_preset(code, other)
                is_draft = version.state == "draft"
                self.assertEqual("stays a draft" in said, is_draft)
                if parent := version.scheme_id.parent_id:
                    self.assertIn(parent.name, said)
                if not version.scheme_id.code:
                    continue
                self.assertFalse(ask(code))
                # What was said is what the stored version says of those before it.
                for sentence in version._get_publish_effects() if not is_draft else ():
                    if version.display_name not in sentence:
                        self.assertIn(sentence, said)

    def test_a_text_in_every_language(self):
        for code in self.env["tolerance.scheme"]._get_preset_codes():
            with self.subTest(code):
                self._check_texts(code)

    def _check_texts(self, code):
        preset = self.env["tolerance.scheme"]._read_preset(code)

        def texts(value):
            if isinstance(value, dict):
                if "en_US" in value:
                    yield value
                for entry in value.values():
                    yield from texts(entry)
            elif isinstance(value, list):
                for entry in value:
                    yield from texts(entry)

        found = list(texts(preset))
        self.assertTrue(found)
        for text in found:
            self.assertEqual(set(text), {"en_US", "zh_CN", "zh_TW"})
            self.assertTrue(all(text.values()))

    def test_administrator_loads_by_button(self):
        company = self.env["res.company"].create({"name": "Bureau by Button"})
        administrator = self.users["administrator"]
        administrator.company_ids |= company
        Choice = self.env["tolerance.scheme.preset"].with_user(administrator)
        choice = Choice.create({"code": "gansu_2018", "company_id": company.id})
        action = act(choice).action_load()
        version = self.env["tolerance.scheme.version"].browse(action["res_id"])
        self.assertEqual(version.state, "published")
        self.assertEqual(version.company_id, company)
        self.assertEqual(version.published_by_id, administrator)
        again = Choice.create({"code": "gansu_2018", "company_id": company.id})
        self.assertEqual(act(again).action_load()["res_id"], version.id)
