from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...models.base.db_trigger import drop_trigger
from ...models.base.inheriting import find_inheriting
from .scheme_common import CHILDREN, FrozenCase


@tagged("post_install", "-at_install")
class TestSchemeFrozenSql(FrozenCase):
    """The database refuses what gets past the ORM."""

    def _refuse(self, query):
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "stays as it is"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(query)

    def test_sql_changes_no_published_version(self):
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
            self.env[name]
            for name in find_inheriting(self.env, "tolerance.scheme.frozen")
            if self.env[name]._frozen_function
        ]
        self.assertGreater(len(models), len(CHILDREN))
        for Model in models:
            drop_trigger(self.env.cr, Model._table, "tolerance_frozen")
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
