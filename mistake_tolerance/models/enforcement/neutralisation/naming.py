from odoo import api, fields, models

from ...base.write_permit import unlocked


class ToleranceNeutralisation(models.Model):
    _inherit = "tolerance.neutralisation"

    matter_id = fields.Many2one(
        "tolerance.matter",
        string="It Is About",
        ondelete="restrict",
        index="btree_not_null",
        help="The matter that the record is about, though it does not say so.",
    )


class ToleranceEnforcement(models.AbstractModel):
    """Records that name no matter, and of which somebody said what they are about.

    They are judged as if they named it; the record itself stays as it is.
    """

    _inherit = "tolerance.enforcement"

    @api.model
    def _find_met(self, spec, row_ids, path=(), people=()):
        met = super()._find_met(spec, row_ids, path, people)
        unnamed = self._get_unnamed(met)
        if not unnamed:
            return met
        return self._apply_names(
            met, self._get_named(spec, [("res_id", "in", unnamed)])
        )

    @api.model
    def _find_met_by_effects(self, spec, effect_ids):
        met = super()._find_met_by_effects(spec, effect_ids)
        domain = []
        if effect_ids is not None:
            effects = self.env["tolerance.effect"].sudo().browse(effect_ids)
            domain = [("matter_id", "in", effects.matter_id.ids)]
        named = self._get_named(spec, domain)
        if not named:
            return met
        rows = self._find_met(spec, list(named))
        wanted = None if effect_ids is None else set(effect_ids)
        return met + [
            row
            for row in rows
            if row.effect_id
            and row.matter_id == named[row.row_id]
            and (wanted is None or row.effect_id in wanted)
        ]

    @api.model
    def _get_unnamed(self, met):
        return list({row.row_id for row in met if not row.matter_id})

    @api.model
    def _apply_names(self, met, named):
        """Let rows cite the matter that somebody said they are about.

        :param list met: see :meth:`_find_met`
        :param dict named: ``{row id: matter id}``
        :return: the same, without what meets such rows because of other matters
        :rtype: list
        """
        return [
            row._replace(matter_id=named[row.row_id])
            if not row.matter_id and row.row_id in named
            else row
            for row in met
            if row.matter_id
            or row.row_id not in named
            or row.effect_matter_id == named[row.row_id]
        ]

    @api.model
    def _get_named(self, spec, domain):
        """Return what was said about records of a guard.

        :param Spec spec: the guard
        :param list domain: which of its rows in the worklist
        :return: ``{row id: matter id}``, the newest word for each
        :rtype: dict
        """
        # The judge reads it whoever writes.
        rows_sudo = (
            self.env["tolerance.neutralisation"]
            .sudo()
            .search(
                [
                    ("guard_id", "=", spec.guard_id),
                    ("matter_id", "!=", False),
                    ("state", "=", "named"),
                    *domain,
                ],
                order="id",
            )
        )
        return {row.res_id: row.matter_id.id for row in rows_sudo}

    @api.model
    def _judge_named(self, spec, row_ids, matters):
        """Judge records of which somebody has just said what they are about.

        :param Spec spec: their guard
        :param list row_ids: their ids
        :param tolerance.matter matters: those named; they are updated, so that a
            decision being confirmed meanwhile starts again
        :return: ids of the rows that must not count and cannot be made neutral
        :rtype: list
        """
        for matter in matters:
            unlocked(matter).write({"guard_touch": matter.guard_touch + 1})
        self.env.flush_all()
        met = self._find_met(spec, row_ids)
        if not self._can_neutralise(spec):
            verdicts = self._get_verdicts(spec, met)
            return [i for i, verdict in verdicts.items() if verdict.outcome != "pass"]
        self._execute_verdicts(spec, met, set())
        return []
