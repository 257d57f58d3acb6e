"""Gives a record type the method with which its actions enter what was done."""

from odoo import models


class ToleranceLedgerMixin(models.AbstractModel):
    """Records whose acts are entered in the ledger.

    A model says once, by the three hooks, which record its entries name, whose chain
    they join and what all of them state; a method that acts gives the rest.
    """

    _name = "tolerance.ledger.mixin"
    _description = "Acts Entered in the Ledger"

    # First part of the ledger codes, if a parent model enters acts of several models.
    _ledger_prefix = ""

    def _ledger_append(self, code, values=None, chain=None):
        """Enter one act on each of these records, in a few statements for all.

        :param str code: what was done, as ``case.accept``; it is hashed and never
            changes, and has a name in ``_get_ledger_acts``
        :param values: what the entry states of this act: a dict of plain values (see
            :mod:`..rules.canonical`), or a function that returns it for a record
        :param chain: the record whose chain they join, where it is another one than
            the hook says; an empty recordset lets them stand alone
        :return: the entries
        :rtype: tolerance.ledger.entry
        """
        acts = []
        for record in self:
            # sudo: the entry names a record that the acting user may not see.
            record_sudo = record.sudo()
            stated = values(record) if callable(values) else values or {}
            acts.append(
                (
                    code,
                    record_sudo._get_ledger_record(),
                    {**record._get_ledger_values(), **stated},
                    record_sudo._get_ledger_chain() if chain is None else chain,
                )
            )
        return self.env["tolerance.ledger.entry"]._append(acts)

    def _get_ledger_record(self):
        """Return the record that entries name; a hook.

        :rtype: recordset
        """
        self.ensure_one()
        return self

    def _get_ledger_chain(self):
        """Return the record whose chain entries join, usually the case; a hook.

        An entry without a chain stands alone, so that acts on different records never
        wait for each other.

        :return: one record, or an empty recordset
        :rtype: recordset
        """
        return self.browse()

    def _get_ledger_values(self):
        """Return the values that every entry on the record holds; a hook.

        Those of mixins are entries on it too, such as a level of confidentiality.

        :return: plain values
        :rtype: dict
        """
        return {}
