"""What a trigger refuses reaches the user as a sentence, over HTTP as well."""

import re
from pathlib import Path

from psycopg2.errors import CheckViolation

from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from ...models.base import db_trigger
from ..guard.guard_common import GuardCase

MODELS = Path(db_trigger.__file__).parents[1]
BY_HAND = re.compile(r"CREATE\s(OR REPLACE )?(CONSTRAINT )?(TRIGGER|FUNCTION)")


@tagged("post_install", "-at_install")
class TestDbTrigger(GuardCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.effect = cls._decide().effect_ids[:1]
        cls.env.flush_all()

    def _run(self, code, lang):
        """Let a server action run SQL, as an administrator of Odoo may, by the page."""
        action = self.env["ir.actions.server"].create(
            {
                "name": "By SQL",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "code",
                "code": code,
            }
        )
        self.env.ref("base.user_admin").lang = lang
        self.authenticate("admin", "admin")
        self.make_jsonrpc_request(
            "/web/action/run",
            {"action_id": action.id, "context": {"lang": lang}},
        )

    def _refused(self, code, lang="en_US"):
        with (
            mute_logger("odoo.http", "odoo.sql_db"),
            self.assertRaises(JsonRpcException) as caught,
        ):
            self._run(code, lang)
        return str(caught.exception)

    def test_at_once_and_at_the_end_of_the_request(self):
        lift = (
            "env.cr.execute('UPDATE tolerance_effect SET is_lifted = TRUE,"
            f" lifted_on = CURRENT_DATE WHERE id = {self.effect.id}')"
        )
        table = (
            ("env.cr.execute('DELETE FROM tolerance_ledger_entry')", "append-only"),
            ("env.cr.execute('DELETE FROM tolerance_effect')", "confirm or revoke"),
            # Deferred: nothing but our look before the commit finds it in time.
            (lift, "follows from no decision"),
        )
        for code, sentence in table:
            with self.subTest(code=code):
                said = self._refused(code)
                self.assertIn("ValidationError", said)
                self.assertIn(sentence, said)

    def test_in_the_language_of_the_user(self):
        said = self._refused("env.cr.execute('DELETE FROM tolerance_effect')", "zh_CN")
        self.assertIn("ValidationError", said)
        self.assertIn("\u8ba4\u5b9a", said)

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

    def test_no_trigger_is_written_by_hand(self):
        by_hand = [
            path.name
            for path in MODELS.rglob("*.py")
            if BY_HAND.search(path.read_text())
        ]
        self.assertEqual(by_hand, ["db_trigger.py"])

    def test_other_errors_of_the_database_keep_their_own_words(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation) as caught,
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "INSERT INTO tolerance_effect (name, subject_id, matter_id, area_id,"
                " form, date_from, date_to) SELECT name, subject_id, matter_id,"
                " area_id, form, date_from, date_from - 1 FROM tolerance_effect LIMIT 1"
            )
        self.assertFalse(db_trigger.get_sentence(self.env, caught.exception))
        sentence = self.env["tolerance.effect"]._sql_error_to_message(caught.exception)
        self.assertIn("cannot end before", sentence)
