from odoo import api, fields, models
from odoo.tools import SQL

from ..confidentiality.access_log.access_log import MINUTES


class ToleranceAccessLog(models.Model):
    """Adds the case to the entries of the access log, and writes them."""

    _inherit = "tolerance.access.log"
    _conflict_paths = ("case_id.conflict_ids",)

    case_id = fields.Many2one(
        "tolerance.case", required=True, readonly=True, ondelete="restrict", index=True
    )

    _once_uniq = models.UniqueIndex("(case_id, reader_id, way, slot)")

    @api.model
    def _insert_lines(self, rows, **kwargs):
        """Write one line for each case, user and way within a few minutes."""
        case_ids, reader_ids, names, ways = map(list, zip(*rows, strict=True))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO tolerance_access_log
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
                       SELECT FROM tolerance_access_log o
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
