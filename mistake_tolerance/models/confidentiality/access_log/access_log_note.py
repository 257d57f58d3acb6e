"""Writes the access log reliably, even if the request fails after the reading."""

from odoo import api, models
from odoo.http import request

KEY = "tolerance.access.log"
WAYS = (
    ("/json/2/", "program"),
    ("/jsonrpc", "program"),
    ("/xmlrpc", "program"),
    ("/web/export", "export"),
    ("/web/content", "file"),
    ("/web/image", "file"),
    ("/web/dataset/call_kw", "form"),
    ("/web/dataset/call_button", "form"),
)


def get_way():
    """Return by which way the current request reads.

    The web client reads by methods of its own; a plain ``read`` through the same
    address is some program with a session.

    :rtype: str
    """
    path = request.httprequest.path if request else ""
    way = next((way for start, way in WAYS if path.startswith(start)), "read")
    method = path.rpartition("/")[2].rpartition(".")[2]
    return "read" if way == "form" and method in ("read", "search_read") else way


class ToleranceAccessLog(models.Model):
    """Collects the cases that users open, and writes them to the access log.

    A read runs on a cursor that may be read-only, rolled back or retried. So accesses
    are collected beside the cursor and written

    - with the transaction, just before it is committed, if it can write;
    - in a transaction of their own once a read-only one is over (Odoo would else
      refuse the write and run the whole request again);
    - in a transaction of their own after a rollback, for what was read was read.

    The line is always written before the response is sent: if it cannot be written,
    the user gets no data. Reads with ``sudo()`` are made by the system and not logged.
    """

    _inherit = "tolerance.access.log"

    @api.model
    def _note(self, cases, way=None):
        """Note that the current user opens cases.

        :param tolerance.case cases: those neither classified nor on file are skipped
        :param str way: key of ``way``; found from the request if not given
        """
        # sudo: this check reads fields of the case that the user may not read.
        logged_sudo = cases.sudo().filtered(
            lambda case: case.state == "filed" or case.is_classified
        )
        if not logged_sudo:
            return
        user_sudo = self.env.user.sudo()
        way = way or get_way()
        self._get_store().update(
            ((case_id, user_sudo.id, way), (case_id, user_sudo.id, user_sudo.name, way))
            for case_id in logged_sudo.ids
        )

    @api.model
    def _get_store(self):
        """Return the openings of this transaction, to be written at its end.

        :rtype: dict
        """
        cr = self.env.cr
        store = cr.postrollback.data.get(KEY)
        if store is None:
            store = cr.postrollback.data[KEY] = {}
            # sudo: no user writes the access log.
            registry, opening = self.env.registry, self.sudo()

            def write_apart():
                rows = list(store.values())
                store.clear()
                if rows:
                    opening._write_apart(registry, rows)

            cr.postrollback.add(write_apart)
            # Reads before a rollback to a savepoint are kept.
            cr.postcommit.add(write_apart)
        if KEY not in cr.precommit.data:
            cr.precommit.data[KEY] = True
            cr.precommit.add(lambda: self._write_along(store))
        return store

    @api.model
    def _write_along(self, store):
        """Write what was read with the transaction that is about to be committed."""
        if self.env.cr.readonly:
            # A read-only transaction wrote nothing; after it the log can be written.
            self.env.cr.rollback()
        elif store:
            # sudo: no user writes the access log.
            self.sudo()._insert_lines(list(store.values()))
            store.clear()
