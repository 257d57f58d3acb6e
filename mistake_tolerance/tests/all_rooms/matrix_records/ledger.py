class LedgerRecords:
    """Chains, entries and seals of the ledger."""

    def _make_tolerance_ledger_chain(self):
        key = self.get("tolerance.ledger.entry").chain
        return self.env["tolerance.ledger.chain"].search([("key", "=", key)])

    def _make_tolerance_ledger_entry(self):
        entry = self.env["tolerance.ledger.entry"]
        case = self.get("tolerance.case")
        entry._append([("matrix.try", case, {}, case)])
        return entry.search([("chain", "=", f"tolerance.case,{case.id}")], limit=1)

    def _make_tolerance_ledger_pending(self):
        if self.shared:
            return self.shared.get("tolerance.ledger.pending")
        self.get("tolerance.ledger.seal")
        self._append_loose()
        return self.env["tolerance.ledger.pending"].search(
            [("entry_id.company_id", "=", self.company.id)], limit=1
        )

    def _append_loose(self):
        entry = self.env["tolerance.ledger.entry"].with_company(self.company)
        entry._append([("matrix.try", self.company, {}, None)])

    def _make_tolerance_ledger_seal(self):
        Seal = self.env["tolerance.ledger.seal"]
        self._append_loose()
        Seal._seal(self.company)
        return Seal.search([("company_id", "=", self.company.id)], limit=1)
