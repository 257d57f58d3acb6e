from odoo.tools import SQL

from ..common import ToleranceTestCase, act

ENTRY, SEAL = "tolerance_ledger_entry", "tolerance_ledger_seal"


class LedgerCase(ToleranceTestCase):
    """A bureau whose ledger is filled, sealed, verified and tampered with."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # A company of its own, since other ledgers are not ours to change.
        cls.bureau = cls.env["res.company"].create({"name": "Sealed Bureau"})
        cls.users["auditor"].company_ids |= cls.bureau
        cls.Entry = cls.env["tolerance.ledger.entry"].with_company(cls.bureau)
        cls.Seal = cls.env["tolerance.ledger.seal"]
        cls.one, cls.two = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.bureau.id} for name in ("One", "Two")]
        )

    def _fill(self):
        """Enter three acts on each of two chains and three without a chain."""
        return self.Entry._append(
            [
                ("case.step", self.one, {"n": number}, anchor)
                for number in range(3)
                for anchor in (self.one, self.two, None)
            ]
        )

    def _verify(self, checkpoint=False):
        Verification = self.as_user(
            "auditor", self.env["tolerance.ledger.verification"]
        ).with_context(allowed_company_ids=self.bureau.ids)
        verification = Verification.create({"checkpoint": checkpoint})
        self.assertEqual(verification.company_id, self.bureau)
        act(verification).action_verify()
        return verification

    def _tamper(self, table, statement, *params):
        """Change the ledger as someone with the rights of its owner could."""
        self.env.flush_all()
        name = SQL.identifier(table)
        self.env.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", name))
        self.env.cr.execute(statement, params)
        self.assertTrue(self.env.cr.rowcount)
        self.env.cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", name))
        self.env.invalidate_all()
