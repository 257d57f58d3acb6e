from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.tools import SQL

from ...base import bounded

# Of one user, in one way, of one case: these are one opening.
MINUTES = 5
TRIES = 5


class ToleranceOpening(models.Model):
    """Who opened a classified case, or one on file: written once, kept for good.

    What counts as opening is in ``opening_content``, how a line gets here whatever
    becomes of the transaction in ``opening_note``. The database keeps repeated
    readings apart: within a few minutes one user has one line for each case and way.

    The auditor reads the log, conflicts apart; the subject reads it on their own
    application, see ``application_openings``.
    """

    _name = "tolerance.opening"
    _description = "Opening of a Case"
    _inherit = "tolerance.ledger.append.only"
    _log_access = False
    _order = "id desc"
    _rec_name = "number"
    _conflict_paths = ("case_id.conflict_ids",)
    # The log itself.
    _logged_content = frozenset()

    case_id = fields.Many2one(
        "tolerance.case", required=True, readonly=True, ondelete="restrict", index=True
    )
    # The auditor may not open the case; its number is what they search by.
    number = fields.Char("Case Number", readonly=True)
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
    moment = fields.Datetime("Time of Opening", required=True, readonly=True)
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

    _once_uniq = models.UniqueIndex("(case_id, reader_id, way, slot)")
    _moment_idx = models.Index("(moment)")

    @api.model
    def _write_down(self, rows, **kwargs):
        """Write lines for the cases that exist, in one statement.

        :param rows: ``(case id, user id, user name, way)``
        """
        case_ids, reader_ids, names, ways = map(list, zip(*rows, strict=True))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO tolerance_opening
                    (case_id, number, company_id, reader_id, reader_name, way,
                     moment, slot)
                SELECT c.id, c.name, c.company_id, r.reader_id, r.name, r.way, t.moment,
                       extract(epoch FROM t.moment)::integer / %(seconds)s
                  FROM unnest(%(case_ids)s::integer[], %(reader_ids)s::integer[],
                              %(names)s::varchar[], %(ways)s::varchar[])
                       AS r (case_id, reader_id, name, way)
                  JOIN tolerance_case c ON c.id = r.case_id
                 CROSS JOIN (SELECT date_trunc('second', clock_timestamp()
                                    AT TIME ZONE 'UTC')) AS t (moment)
                 WHERE NOT EXISTS (
                       SELECT FROM tolerance_opening o
                        WHERE o.case_id = c.id AND o.reader_id = r.reader_id
                          AND o.way = r.way
                          AND o.moment > t.moment - %(seconds)s * interval '1 second')
                ON CONFLICT DO NOTHING
                """,
                seconds=60 * MINUTES,
                case_ids=case_ids,
                reader_ids=reader_ids,
                names=names,
                ways=ways,
            ),
            **kwargs,
        )

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
                    own._write_down(rows, log_exceptions=attempt == TRIES - 1)
                return
            except SerializationFailure:
                if attempt == TRIES - 1:
                    raise
