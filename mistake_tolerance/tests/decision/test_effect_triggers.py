"""Decisions and their effects against SQL: the database holds them by itself."""

from psycopg2.errors import CheckViolation

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..common import act
from ..guard.guard_common import GuardCase

DEFERRED = (
    "tolerance_determination_entered",
    "tolerance_effect_founded",
)


@tagged("post_install", "-at_install")
class TestEffectTriggers(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.tolerance_hold_days = 30
        cls.party = cls._make_party()
        cls.company.tolerance_hold_days = 0
        cls.hold = cls.env["tolerance.effect"].search(
            [("matter_id", "=", cls.matter.id)], limit=1
        )

    def _end_transaction(self):
        """Run the checks that wait for the end of the transaction."""
        self.env.flush_all()
        for mode in ("IMMEDIATE", "DEFERRED"):
            self.env.cr.execute(f"SET CONSTRAINTS {', '.join(DEFERRED)} {mode}")

    def _decide(self, **values):
        determination = super()._decide(party=self.party, **values)
        self._end_transaction()
        return determination

    def assertRefused(self, *statements, deferred=False):
        """Expect a refusal, by the statement itself or at the end."""
        # A table with checks still to come cannot be emptied for that reason alone.
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")
        savepoint = self.env.cr.savepoint()
        with self.subTest(statements[-1]), mute_logger("odoo.sql_db"):
            if deferred:
                for statement in statements:
                    self.env.cr.execute(statement)
            with self.assertRaises(CheckViolation), self.env.cr.savepoint():
                if deferred:
                    self._end_transaction()
                else:
                    self.env.cr.execute(statements[0])
        savepoint.close(rollback=True)

    def _update(self, record, **values):
        return SQL(
            "UPDATE %s SET %s WHERE id = %s",
            SQL.identifier(record._table),
            SQL(", ").join(
                SQL("%s = %s", SQL.identifier(name), value)
                for name, value in values.items()
            ),
            record.id,
        )

    def test_effect_cannot_be_weakened_by_sql(self):
        effect = self._decide().effect_ids[:1]
        other = self.colleague.tolerance_subject_id
        for values in (
            {"subject_id": other.id},
            {"matter_id": self.other_matter.id},
            {"area_id": self.honours.id + self.annual.id - effect.area_id.id},
            {"form": "hold"},
            {"date_from": "2030-01-01"},
            {"date_to": "2026-03-03"},
            {"cap_points": 9},
            {"determination_id": None},
            {"lifted_on": "2026-03-03"},
            {"is_lifted": True},
        ):
            self.assertRefused(self._update(effect, **values))
        self.env.cr.execute(self._update(effect, write_uid=1))

    def test_effect_cannot_be_deleted_by_sql(self):
        effect = self._decide().effect_ids[:1]
        self.assertRefused(SQL("DELETE FROM tolerance_effect WHERE id = %s", effect.id))
        self.assertRefused(SQL("TRUNCATE tolerance_effect CASCADE"))
        self.assertRefused(SQL("TRUNCATE tolerance_matter CASCADE"))

    def test_lifting_follows_a_revocation(self):
        determination = self._decide()
        lift = SQL(
            "UPDATE tolerance_effect SET is_lifted = TRUE, lifted_on = CURRENT_DATE "
            "WHERE determination_id = %s",
            determination.id,
        )
        self.assertRefused(lift, deferred=True)
        revoke = self._update(determination, state="revoked", revoked_on="2026-11-01")
        self.assertRefused(lift, revoke, deferred=True)
        determination.revocation_reason = "Facts were concealed."
        act(determination.with_user(self.decider)).action_revoke()
        self._end_transaction()
        effect = determination.effect_ids[:1]
        for values in (
            {"is_lifted": False, "lifted_on": None},
            {"lifted_on": "2030-01-01"},
        ):
            self.assertRefused(self._update(effect, **values))

    def test_the_day_of_a_revocation_goes_with_it(self):
        determination = self._decide()
        self.assertRefused(self._update(determination, revoked_on="2026-11-01"))
        self.assertRefused(self._update(determination, state="revoked"))
        determination.revocation_reason = "Facts were concealed."
        act(determination.with_user(self.decider)).action_revoke()
        self._end_transaction()
        self.assertRefused(self._update(determination, revoked_on=None))
        self.env.cr.execute(self._update(determination, write_uid=1))

    def test_an_effect_follows_a_decision(self):
        determination = self._decide()
        # The same decision, for another matter, person, area; and none at all.
        for name, value in (
            ("matter_id", self.other_matter.id),
            ("subject_id", self.colleague.tolerance_subject_id.id),
            ("area_id", self.env.ref("mistake_tolerance.area_exchange").id),
            ("determination_id", None),
        ):
            values = {
                "name": "RD-2026-9999",
                "company_id": self.company.id,
                "determination_id": determination.id,
                "subject_id": self.subject.id,
                "matter_id": self.matter.id,
                "area_id": self.promotion_area.id,
                "form": "unaffected",
                "decided_on": "2026-06-01",
                "date_from": "2026-06-01",
                name: value,
            }
            if name == "determination_id":
                values["matter_id"] = self.other_matter.id
            self.assertRefused(
                SQL(
                    "INSERT INTO tolerance_effect (%s) VALUES %s",
                    SQL(", ").join(map(SQL.identifier, values)),
                    tuple(values.values()),
                ),
                deferred=True,
            )

    def test_a_confirmed_determination_stays(self):
        determination = self._decide()
        other = self.version.degree_ids.filtered(lambda d: d.kind == "refused")
        for values in (
            {"degree_id": other.id},
            {"degree_kind": "refused"},
            {"subject_id": self.colleague.tolerance_subject_id.id},
            {"matter_id": self.other_matter.id},
            {"name": "RD-2026-9999"},
            {"reasons": "Other"},
            {"decided_on": "2020-01-01"},
            {"state": "draft"},
        ):
            self.assertRefused(self._update(determination, **values))
        for statement in (
            "DELETE FROM tolerance_determination WHERE id = %s",
            "UPDATE tolerance_determination_line SET is_selected = FALSE"
            " WHERE determination_id = %s",
            "DELETE FROM tolerance_determination_line WHERE determination_id = %s",
            "INSERT INTO tolerance_determination_line"
            " (determination_id, scheme_area_id, form)"
            " SELECT determination_id, scheme_area_id, form"
            "   FROM tolerance_determination_line WHERE determination_id = %s LIMIT 1",
            "DELETE FROM tolerance_determination_situation_rel"
            " WHERE determination_id = %s",
        ):
            self.assertRefused(SQL(statement, determination.id))
        self.assertRefused(SQL("TRUNCATE tolerance_determination_line"))
        self.assertRefused(SQL("TRUNCATE tolerance_determination CASCADE"))
        self.env.cr.execute(self._update(determination, revocation_reason="Draft"))

    def test_state_without_ledger_entry_is_refused(self):
        draft = self._draft(party=self.party)
        self.env.flush_all()
        confirm = self._update(
            draft, state="confirmed", name="RD-1", decided_on="2026-06-01"
        )
        self.assertRefused(confirm, deferred=True)
        self.assertRefused(self._update(draft, state="revoked"))
        # A draft is free.
        self.env.cr.execute(self._update(draft, reasons="In other words."))
        self.env.cr.execute(
            SQL(
                "UPDATE tolerance_determination_line SET is_selected = FALSE"
                " WHERE determination_id = %s",
                draft.id,
            )
        )
        self._end_transaction()

    def test_hold_ends_by_its_action_and_may_be_prolonged(self):
        hold = self.hold
        self._end_transaction()
        self.assertRefused(self._update(hold, date_to="2026-03-03"))
        self.assertRefused(self._update(hold, date_to=None))
        self.assertRefused(
            self._update(hold, is_lifted=True, lifted_on="2026-06-01"), deferred=True
        )
        self.env.cr.execute(self._update(hold, date_to="2040-01-01"))
        self._end_transaction()
        self.env.invalidate_all()
        self._decide()
        self.assertTrue(hold.is_lifted)
        entry = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", "tolerance.effect"), ("res_id", "=", hold.id)]
        )
        self.assertEqual(entry.mapped("verb"), ["hold.end"])

    def test_a_hold_needs_a_party(self):
        vals = {
            "name": "RC-1",
            "company_id": self.company.id,
            "subject_id": self.colleague.tolerance_subject_id.id,
            "matter_id": self.matter.id,
            "area_id": self.annual.id,
            "form": "hold",
            "decided_on": "2026-06-01",
            "date_from": "2026-06-01",
        }
        insert = SQL(
            "INSERT INTO tolerance_effect (%s) VALUES %s",
            SQL(", ").join(map(SQL.identifier, vals)),
            tuple(vals.values()),
        )
        self.assertRefused(insert, deferred=True)
