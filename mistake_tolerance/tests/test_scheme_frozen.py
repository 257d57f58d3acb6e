from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL, mute_logger

from .common import ToleranceCase

CHILDREN = (
    "article",
    "situation",
    "situation.part",
    "exclusion",
    "factor",
    "degree",
    "area",
    "measure",
    "step",
)


@tagged("post_install", "-at_install")
class TestSchemeFrozen(ToleranceCase):
    """A published version stays as it is, whoever tries, by whatever way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.published = cls.env["tolerance.scheme"]._load_preset(
            "gansu_2018", cls.company
        )
        action = cls.published.action_new_draft()
        cls.draft = cls.published.browse(action["res_id"])

    def _get_children(self, version):
        """Return all parts of ``version``, one recordset a model."""
        for name in CHILDREN:
            path = (
                "situation_id.version_id" if name == "situation.part" else "version_id"
            )
            yield self.env[f"tolerance.scheme.{name}"].search([(path, "=", version.id)])

    def _get_text_field(self, records):
        names = ("question", "title", "note", "name")
        return next(
            name
            for name in names
            if name in records._fields
            and records._fields[name].translate
            and records._fields[name].store
        )

    def _get_key(self, records):
        return "situation_id" if "situation_id" in records._fields else "version_id"

    def test_write(self):
        for records in self._get_children(self.published):
            with self.subTest(model=records._name):
                with self.assertRaisesRegex(UserError, "has been published"):
                    records[0].write({"sequence": 77})
        for records in self._get_children(self.draft):
            with self.subTest(model=records._name, draft=True):
                records[0].write({"sequence": 77})
                self.env.flush_all()
                self.assertEqual(records[0].sequence, 77)

    def test_unlink(self):
        for records in self._get_children(self.published):
            with self.subTest(model=records._name):
                with self.assertRaisesRegex(UserError, "has been published"):
                    records[-1].unlink()
        for records in reversed(list(self._get_children(self.draft))):
            with self.subTest(model=records._name, draft=True):
                records.unlink()

    def test_create(self):
        for records in self._get_children(self.published):
            with self.subTest(model=records._name):
                vals = records[0].copy_data()[0]
                with self.assertRaisesRegex(UserError, "has been published"):
                    records.create(vals)
        vals = self.published.measure_ids[0].copy_data({"article_id": False})[0]
        del vals["version_id"]
        Measure = self.env["tolerance.scheme.measure"]
        with self.assertRaisesRegex(UserError, "has been published"):
            Measure.with_context(default_version_id=self.published.id).create(vals)
        Measure.with_context(default_version_id=self.draft.id).create(vals)

    def test_moving_in_or_out(self):
        for mine, theirs in zip(
            self._get_children(self.published),
            self._get_children(self.draft),
            strict=True,
        ):
            key = self._get_key(mine)
            with self.subTest(model=mine._name):
                with self.assertRaisesRegex(UserError, "has been published"):
                    mine[0].write({key: theirs[0][key].id})
                with self.assertRaisesRegex(UserError, "has been published"):
                    theirs[0].write({key: mine[0][key].id})

    def test_translations(self):
        for records in self._get_children(self.published):
            if records._name == "tolerance.scheme.area":
                name = "note"
            else:
                name = self._get_text_field(records)
            with self.subTest(model=records._name, field=name):
                with self.assertRaisesRegex(UserError, "has been published"):
                    records[0].update_field_translations(name, {"zh_CN": "改"})
                with self.assertRaisesRegex(UserError, "has been published"):
                    records[0].with_context(lang="zh_CN")[name] = "改"
        draft = self.draft.situation_ids[0]
        draft.update_field_translations("name", {"zh_CN": "改"})
        self.assertEqual(draft.with_context(lang="zh_CN").name, "改")
        with self.assertRaisesRegex(UserError, "has been published"):
            self.published.update_field_translations("legal_bases", {"zh_CN": "改"})
        with self.assertRaisesRegex(UserError, "has been published"):
            self.published.scheme_id.update_field_translations("name", {"zh_CN": "改"})

    def test_commands_of_the_version(self):
        situation = self.published.situation_ids[0]
        theirs = self.draft.situation_ids[0]
        commands = [
            Command.create({"name": "New", "number": 99}),
            Command.update(situation.id, {"name": "Changed"}),
            Command.delete(situation.id),
            Command.unlink(situation.id),
            Command.link(theirs.id),
            Command.clear(),
            Command.set([theirs.id]),
        ]
        for command in commands:
            with self.subTest(command=command[0]):
                with self.assertRaisesRegex(UserError, "has been published"):
                    self.published.write({"situation_ids": [command]})
        with self.assertRaisesRegex(UserError, "has been published"):
            self.published.scheme_id.write(
                {
                    "version_ids": [
                        Command.update(
                            self.published.id, {"situation_ids": [commands[1]]}
                        )
                    ]
                }
            )
        with self.assertRaisesRegex(UserError, "has been published"):
            self.draft.write({"situation_ids": [Command.link(situation.id)]})
        part = situation.part_ids[0]
        with self.assertRaisesRegex(UserError, "has been published"):
            situation.write({"part_ids": [Command.update(part.id, {"group": 5})]})
        self.draft.write(
            {"situation_ids": [Command.update(theirs.id, {"name": "Changed"})]}
        )
        self.assertEqual(theirs.name, "Changed")

    def test_the_version_itself(self):
        for vals in (
            {"trial": False},
            {"number": 5},
            {"date_to": "2030-01-01"},
            {"follow_up_months": 1},
        ):
            with self.subTest(vals=vals):
                with self.assertRaisesRegex(UserError, "has been published"):
                    self.published.write(vals)
                self.draft.write(vals)
        with self.assertRaisesRegex(UserError, "has been published"):
            self.published.unlink()
        with self.assertRaisesRegex(UserError, "has been published"):
            self.published.scheme_id.issuer = "Someone Else"
        with self.assertRaises(AccessError):
            self.published.state = "draft"
        self.published.scheme_id.active = False
        self.draft.unlink()
        self.assertFalse(self.draft.exists())

    def test_import(self):
        Measure = self.env["tolerance.scheme.measure"]
        found = self.published.measure_ids[0]
        self.env["ir.model.data"].create(
            {
                "module": "__import__",
                "name": "scheme_measure",
                "model": Measure._name,
                "res_id": found.id,
            }
        )
        result = Measure.load(
            ["id", "name"], [["__import__.scheme_measure", "By import"]]
        )
        self.assertFalse(result["ids"])
        self.assertIn("has been published", result["messages"][0]["message"])
        names = ["version_id/.id", "name"]
        result = Measure.load(names, [[str(self.published.id), "By import"]])
        self.assertFalse(result["ids"])
        result = Measure.load(names, [[str(self.draft.id), "By import"]])
        self.assertEqual(Measure.browse(result["ids"]).version_id, self.draft)

    def _refuse(self, query):
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "stays as it is"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(query)

    def test_sql_below_the_orm(self):
        for mine, theirs in zip(
            self._get_children(self.published),
            self._get_children(self.draft),
            strict=True,
        ):
            table, key = (
                SQL.identifier(mine._table),
                SQL.identifier(self._get_key(mine)),
            )
            parent = mine[0][self._get_key(mine)].id
            with self.subTest(table=mine._table):
                self._refuse(
                    SQL("UPDATE %s SET sequence = 99 WHERE id = %s", table, mine[0].id)
                )
                self._refuse(SQL("DELETE FROM %s WHERE id = %s", table, mine[-1].id))
                self._refuse(
                    SQL(
                        "UPDATE %s SET %s = %s WHERE id = %s",
                        table,
                        key,
                        parent,
                        theirs[0].id,
                    )
                )
                self._refuse(SQL("INSERT INTO %s (%s) VALUES (%s)", table, key, parent))
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET sequence = 98 WHERE id = %s", table, theirs[0].id
                    )
                )
                self.assertEqual(self.env.cr.rowcount, 1)
        for query in (
            "UPDATE tolerance_scheme_version SET trial = NOT trial WHERE id = %s",
            "UPDATE tolerance_scheme_version SET state = 'draft' WHERE id = %s",
            "UPDATE tolerance_scheme_version SET withdrawn_on = now() WHERE id = %s",
            "DELETE FROM tolerance_scheme_version WHERE id = %s",
        ):
            with self.subTest(query=query):
                self._refuse(SQL(query, self.published.id))
        self._refuse(
            SQL(
                "UPDATE tolerance_scheme_version SET state = 'withdrawn' WHERE id = %s",
                self.draft.id,
            )
        )

    def test_who_wrote_it_is_no_content(self):
        situation = self.published.situation_ids[0]
        self.env.cr.execute(
            "UPDATE tolerance_scheme_situation SET write_uid = NULL WHERE id = %s",
            [situation.id],
        )
        situation.invalidate_recordset()
        self.assertFalse(situation.write_uid)

    def test_the_trigger_is_back_after_an_update(self):
        """Adding a filled column works, and afterwards the table is closed."""
        models = [
            self.env[f"tolerance.scheme.{name}"] for name in ("version", *CHILDREN)
        ]
        for Model in models:
            Model._drop_frozen_trigger()
            Model._create_frozen_trigger()
        self.env.cr.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger "
            "WHERE tgname = 'tolerance_frozen'"
        )
        self.assertEqual(
            {table for (table,) in self.env.cr.fetchall()},
            {Model._table for Model in models},
        )
        measure = self.published.measure_ids[0]
        self._refuse(
            SQL(
                "UPDATE tolerance_scheme_measure SET sequence = 9 WHERE id = %s",
                measure.id,
            )
        )


@tagged("post_install", "-at_install")
class TestSchemeFrozenRpc(ToleranceCase, HttpCase):
    @mute_logger("odoo.http")
    def test_writes_over_rpc(self):
        version = self.env["tolerance.scheme"]._load_preset("gansu_2018", self.company)
        situation = version.situation_ids[0]
        login = "test_administrator"
        self.authenticate(login, f"{login}_pw")
        calls = [
            ("tolerance.scheme.version", "write", [[version.id], {"state": "draft"}]),
            ("tolerance.scheme.version", "web_save", [[version.id], {"trial": False}]),
            (
                "tolerance.scheme.version",
                "web_save",
                [[version.id], {"situation_ids": [[1, situation.id, {"number": 50}]]}],
            ),
            ("tolerance.scheme.situation", "write", [[situation.id], {"number": 50}]),
            ("tolerance.scheme.situation", "unlink", [[situation.id]]),
            (
                "tolerance.scheme.situation",
                "update_field_translations",
                [[situation.id], "name", {"en_US": "Changed"}],
            ),
            (
                "tolerance.scheme.version",
                "create",
                [
                    {
                        "scheme_id": version.scheme_id.id,
                        "number": 9,
                        "state": "published",
                    }
                ],
            ),
        ]
        for model, method, args in calls:
            with self.subTest(model=model, method=method):
                kwargs = {"specification": {}} if method == "web_save" else {}
                response = self.url_open(
                    "/web/dataset/call_kw",
                    json={
                        "params": {
                            "model": model,
                            "method": method,
                            "args": args,
                            "kwargs": kwargs,
                        }
                    },
                ).json()
                self.assertIn(
                    response["error"]["data"]["name"],
                    ("odoo.exceptions.UserError", "odoo.exceptions.AccessError"),
                )
        situation.invalidate_recordset()
        self.assertEqual(situation.number, 1)
        self.assertEqual(version.state, "published")
