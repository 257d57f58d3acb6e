from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .scheme_common import FrozenCase


@tagged("post_install", "-at_install")
class TestSchemeFrozen(FrozenCase):
    """A published version stays as it is, for every user and every way of the ORM."""

    def _get_text_field(self, records):
        names = ("question", "title", "note", "name")
        return next(
            name
            for name in names
            if name in records._fields
            and records._fields[name].translate
            and records._fields[name].store
        )

    def test_no_part_of_a_published_version_is_written(self):
        for records in self._get_children(self.published):
            with self.subTest(model=records._name):
                with self.assertRaisesRegex(UserError, "has been published"):
                    records[0].write({"sequence": 77})
        for records in self._get_children(self.draft):
            with self.subTest(model=records._name, draft=True):
                records[0].write({"sequence": 77})
                self.env.flush_all()
                self.assertEqual(records[0].sequence, 77)

    def test_no_part_of_a_published_version_is_deleted(self):
        for records in self._get_children(self.published):
            with self.subTest(model=records._name):
                with self.assertRaisesRegex(UserError, "has been published"):
                    records[-1].unlink()
        for records in reversed(list(self._get_children(self.draft))):
            with self.subTest(model=records._name, draft=True):
                records.unlink()

    def test_no_part_is_added_to_a_published_version(self):
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

    def test_no_part_moves_into_or_out_of_a_published_version(self):
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

    def test_translations_of_a_published_version_stay(self):
        for records in self._get_children(self.published):
            if records._name == "tolerance.scheme.acceptance":
                continue  # a reason is given in one language
            if records._name == "tolerance.scheme.scope":
                continue  # it has no text of its own
            if records._name == "tolerance.scheme.area":
                name = "note"
            else:
                name = self._get_text_field(records)
            with self.subTest(model=records._name, field=name):
                with self.assertRaisesRegex(UserError, "has been published"):
                    records[0].update_field_translations(name, {"zh_CN": "改"})
                with self.assertRaisesRegex(UserError, "has been published|已经发布"):
                    records[0].with_context(lang="zh_CN")[name] = "改"
        draft = self.draft.situation_ids[0]
        draft.update_field_translations("name", {"zh_CN": "改"})
        self.assertEqual(draft.with_context(lang="zh_CN").name, "改")
        with self.assertRaisesRegex(UserError, "has been published"):
            self.published.update_field_translations(
                "interpreting_body", {"zh_CN": "改"}
            )
        with self.assertRaisesRegex(UserError, "has been published"):
            self.published.scheme_id.update_field_translations("name", {"zh_CN": "改"})

    def test_no_command_changes_a_published_version(self):
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

    def test_the_published_version_itself_stays(self):
        for vals in (
            {"trial": False},
            {"date_issued": "2030-01-01"},
            {"scope_units": "Other units"},
            {"interpreting_body": "Someone Else"},
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

    def test_no_import_changes_a_published_version(self):
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
