"""The log of who opened a classified or archived case."""

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models

from ...base import bounded

# Accesses of one user to one case in one way within this time are one line.
MINUTES = 5
TRIES = 5


class ToleranceAccessLog(models.Model):
    """Who opened a classified or archived case: never changed, never deleted.

    ``access_log_content`` says what counts as opening. ``access_log_note`` writes the
    line even if the transaction is rolled back. The database merges repeated reads:
    within a few minutes one user has one line for each case and way.

    The auditor reads the log, conflicts apart; the subject reads it on their own
    application, see ``application_access``.
    """

    _name = "tolerance.access.log"
    _description = "Access to a Case"
    _inherit = "tolerance.ledger.append.only"
    _log_access = False
    _order = "id desc"
    _rec_name = "number"
    # Reading the log is not logged.
    _logged_content = frozenset()

    # Auditors may not read the case; they search by its number.
    number = fields.Char("Case Number", readonly=True, index="trigram")
    company_id = fields.Many2one(
        "res.company", readonly=True, ondelete="restrict", index=True
    )
    # No foreign key: a line outlives the account, and must not change with it.
    reader_id = bounded.Integer(
        "User ID",
        required=True,
        readonly=True,
        aggregator=None,
        high=bounded.MAX_INTEGER,
    )
    reader_name = fields.Char("Opened By", readonly=True)
    moment = fields.Datetime("Time of Access", required=True, readonly=True)
    way = fields.Selection(
        [
            ("form", "On the Screen"),
            ("read", "By a Read"),
            ("export", "By an Export"),
            ("file", "By Opening a File"),
            ("program", "By Another Program"),
        ],
        "How",
        required=True,
        readonly=True,
    )
    slot = bounded.Integer(
        readonly=True,
        aggregator=None,
        export_string_translation=False,
        high=bounded.MAX_INTEGER,
    )

    _moment_idx = models.Index("(moment)")

    @api.model
    def _insert_lines(self, rows, **kwargs):
        """Write lines for the cases that exist, in one statement; a hook.

        :param rows: ``(case id, user id, user name, way)``
        :param kwargs: as for ``execute`` of a cursor
        """
        raise NotImplementedError

    @api.model
    def _write_apart(self, registry, rows):
        """Write lines in a transaction of their own.

        Two windows of one user may write the same line at once: the second one
        looks again and finds it written.
        """
        for attempt in range(TRIES):
            try:
                with registry.cursor() as cr:
                    own = api.Environment(cr, self.env.uid, {})[self._name]
                    own._insert_lines(rows, log_exceptions=attempt == TRIES - 1)
                return
            except SerializationFailure:
                if attempt == TRIES - 1:
                    raise
