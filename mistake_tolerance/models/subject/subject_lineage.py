"""Who comes from whom: after a merger, a reorganisation or a new appointment.

``tolerance.subject`` stores only direct predecessors. This table stores every pair,
also over several steps, because the guard asks it in each write.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..base.deletion import ondelete


class ToleranceSubjectLineage(models.Model):
    """The lineage of subjects: each subject with itself and all its predecessors.

    One row a pair, so that the guard finds the effects of a predecessor by a
    join on an index and not by a walk.
    """

    _name = "tolerance.subject.lineage"
    _description = "Lineage of Persons and Units"
    _log_access = False
    _rec_name = "subject_id"

    subject_id = fields.Many2one("tolerance.subject", required=True, ondelete="cascade")
    ancestor_id = fields.Many2one(
        "tolerance.subject", required=True, ondelete="restrict"
    )

    _pair_uniq = models.UniqueIndex("(subject_id, ancestor_id)")
    _ancestor_idx = models.Index("(ancestor_id, subject_id)")

    # Only _rebuild writes here, in SQL.
    # pylint: disable=method-required-super
    @api.model_create_multi
    def create(self, vals_list):
        self._raise_fixed()

    def write(self, vals):
        self._raise_fixed()

    @ondelete
    def _unlink_forbidden(self):
        self._raise_fixed()

    def _raise_fixed(self):
        raise AccessError(
            self.env._("Lineages follow predecessors: change those of the person.")
        )

    def _rebuild(self, subjects):
        """Recompute the rows of ``subjects`` and of all who descend from them.

        :param tolerance.subject subjects: those whose predecessors changed
        """
        if not subjects:
            return
        self.env["tolerance.subject"].flush_model(["predecessor_ids"])
        self.env["tolerance.person.match"].flush_model(["state"])
        self.env.cr.execute(
            SQL(
                """
                WITH RECURSIVE below(id) AS (
                    SELECT unnest(%(ids)s)
                    UNION
                    SELECT rel.subject_id
                      FROM tolerance_subject_predecessor_rel rel
                      JOIN below ON below.id = rel.predecessor_id
                ), pair(subject_id, ancestor_id) AS (
                    SELECT id, id FROM below
                    UNION
                    SELECT pair.subject_id, rel.predecessor_id
                      FROM tolerance_subject_predecessor_rel rel
                      JOIN pair ON pair.ancestor_id = rel.subject_id
                ), gone AS (
                    DELETE FROM tolerance_subject_lineage l
                     USING below
                     WHERE l.subject_id = below.id
                       AND NOT EXISTS (
                           SELECT FROM pair
                            WHERE pair.subject_id = l.subject_id
                              AND pair.ancestor_id = l.ancestor_id)
                    RETURNING l.subject_id, l.ancestor_id
                ), added AS (
                    INSERT INTO tolerance_subject_lineage (subject_id, ancestor_id)
                    SELECT subject_id, ancestor_id FROM pair
                    ON CONFLICT DO NOTHING
                    RETURNING subject_id, ancestor_id
                )
                SELECT ancestor_id, FALSE FROM gone
                 WHERE NOT tolerance_separated(subject_id, ancestor_id)
                UNION
                SELECT ancestor_id, TRUE FROM added WHERE subject_id <> ancestor_id
                """,
                ids=subjects.ids,
            )
        )
        changed = self.env.cr.fetchall()
        self.invalidate_model()
        left = subjects.browse(row[0] for row in changed if not row[1])
        joined = subjects.browse(row[0] for row in changed if row[1])
        if left:
            left._on_left()
        if joined:
            joined._on_joined()
