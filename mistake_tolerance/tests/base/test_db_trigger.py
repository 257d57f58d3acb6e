"""What a trigger refuses reaches the user as a sentence, over HTTP as well."""

import re
from pathlib import Path

from psycopg2.errors import CheckViolation

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models.base.db_trigger import trigger as db_trigger
from ..guard.guard_common import GuardCase

MODELS = Path(db_trigger.__file__).parents[2]
BY_HAND = re.compile(r"CREATE\s(OR REPLACE )?(CONSTRAINT )?(TRIGGER|FUNCTION)")


@tagged("post_install", "-at_install")
class TestDbTrigger(GuardCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.effect = cls._decide().effect_ids[:1]
        cls.env.flush_all()

    def _refuse(self, statement, lang="en_US"):
        """Let a server action run SQL, as an administrator of Odoo may, by the page.

        :param str statement: run when the request ends: what fails within the action
            is an error of its code
        :return: what the client is told
        :rtype: dict
        """
        action = self.env["ir.actions.server"].create(
            {
                "name": "By SQL",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "code",
                "code": f"env.cr.precommit.add(lambda: env.cr.execute({statement!r}))",
            }
        )
        self.env.ref("base.user_admin").lang = lang
        self.authenticate("admin", "admin")
        with mute_logger("odoo.http", "odoo.sql_db"):
            response = self.url_open(
                "/web/action/run",
                json={"params": {"action_id": action.id, "context": {"lang": lang}}},
            )
        return response.json()["error"]["data"]

    def test_deferred_trigger_runs_on_check_and_at_commit(self):
        lift = (
            "UPDATE tolerance_effect SET is_lifted = TRUE, lifted_on = CURRENT_DATE"
            f" WHERE id = {self.effect.id}"
        )
        table = (
            ("DELETE FROM tolerance_ledger_entry", "append-only"),
            ("DELETE FROM tolerance_effect", "confirm or revoke"),
            # Deferred: nothing but our look before the commit finds it in time.
            (lift, "follows from no decision"),
        )
        for statement, sentence in table:
            with self.subTest(statement=statement):
                said = self._refuse(statement)
                self.assertEqual(said["name"], "odoo.exceptions.ValidationError")
                self.assertIn(sentence, said["message"])

    def test_in_the_language_of_the_user(self):
        said = self._refuse("DELETE FROM tolerance_effect", "zh_CN")
        self.assertEqual(said["name"], "odoo.exceptions.ValidationError")
        self.assertIn("认定", said["message"])
        self.assertNotIn("confirm", said["message"])

    def test_every_refusal_is_translated_and_known_to_the_database(self):
        self.env.cr.execute(
            "SELECT string_agg(prosrc, ' ') FROM pg_proc"
            r" WHERE proname LIKE 'tolerance\_%'"
        )
        (sources,) = self.env.cr.fetchone()
        chinese = self.env(context={"lang": "zh_CN"})
        self.assertTrue(db_trigger._REFUSALS)
        for name, refusal in db_trigger._REFUSALS.items():
            with self.subTest(name=name):
                self.assertIn(name, sources)
                self.assertIn(self.env._(refusal.text), sources)
                self.assertNotEqual(chinese._(refusal.text), self.env._(refusal.text))

    def test_every_trigger_refuses_by_one_of_them(self):
        """No function of ours raises anything else."""
        self.env.cr.execute(
            "SELECT proname, prosrc FROM pg_proc"
            r" WHERE proname LIKE 'tolerance\_%' AND prosrc LIKE '%RAISE%'"
        )
        for name, source in self.env.cr.fetchall():
            with self.subTest(function=name):
                for statement in source.split("RAISE EXCEPTION")[1:]:
                    code = re.search(r"CONSTRAINT = '(\w+)'", statement)
                    self.assertIn(code and code[1], db_trigger._REFUSALS)

    def test_triggers_are_made_by_the_helpers_only(self):
        by_hand = [
            path.name
            for path in MODELS.rglob("*.py")
            if BY_HAND.search(path.read_text())
        ]
        self.assertEqual(by_hand, ["trigger.py"])

    def test_other_errors_of_the_database_keep_their_own_words(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation) as caught,
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "INSERT INTO tolerance_effect (name, company_id, subject_id, matter_id,"
                " area_id, form, decided_on, is_lifted, lifted_on, date_from, date_to)"
                " SELECT name, company_id, subject_id, matter_id, area_id, form,"
                " decided_on, TRUE, decided_on, date_from, date_from - 1"
                " FROM tolerance_effect LIMIT 1"
            )
        self.assertFalse(db_trigger.get_sentence(self.env, caught.exception))
        sentence = self.env["tolerance.effect"]._sql_error_to_message(caught.exception)
        self.assertIn("cannot end before", sentence)
