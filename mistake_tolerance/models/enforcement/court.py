from odoo import api, models

from ...rules.cap import count_earlier, count_others
from ...rules.judge import Protection, judge
from .adapter import KEY


class ToleranceEnforcement(models.AbstractModel):
    _inherit = "tolerance.enforcement"

    @api.model
    def _get_log(self, model_name):
        """Return what this transaction has written on a model and not yet judged.

        ``due`` are the rows to judge, ``people`` those of them that a person wrote,
        ``computed`` the columns that the ORM computed, by row and name, ``depth``
        tells how many flushes are under way.

        It lives in the cursor's cache, which a rollback to a savepoint clears
        together with the writes it speaks of.

        :rtype: dict
        """
        logs = self.env.cr.cache.setdefault(KEY, {})
        if model_name not in logs:
            logs[model_name] = {
                "due": set(),
                "people": set(),
                "computed": {},
                "depth": 0,
            }
        return logs[model_name]

    @api.model
    def _judge_due(self, model, watch, log):
        """Judge the rows written since the last time, and forget them."""
        if not log["due"]:
            return
        due = set(log["due"])
        log["due"].clear()
        self._judge(model, watch, due)
        log["people"].clear()
        log["computed"].clear()

    @api.model
    def _judge(self, model, watch, row_ids):
        """Refuse or neutralise the negative ones among rows just written.

        :param model: the model written, an empty recordset will do
        :param Watch watch: what is watched on it
        :param set row_ids: ids of the rows
        :raises UserError: if a person wrote a record that a decision covers
        """
        # What the guard itself writes while it judges, no person wrote.
        people = frozenset(self._get_log(model._name)["people"])
        for spec in watch.specs:
            met = self._find_met(spec, row_ids, people=people)
            if met:
                self._execute_verdicts(spec, met, people)
        for spec, path in watch.hops:
            met = self._find_met(spec, row_ids, path)
            if met:
                # Nobody wrote these records: something they lead to changed.
                self._execute_verdicts(spec, met, set())

    @api.model
    def _execute_verdicts(self, spec, met, people):
        """Do what the judge says about each row.

        :param Spec spec: the guard
        :param list met: what meets the rows, see :meth:`_find_met`
        :param set people: ids of the rows that a person wrote
        """
        verdicts = self._get_verdicts(spec, met)
        rows = {row.row_id: row for row in reversed(met)}
        refused, neutral, unclear = {}, {}, {}
        for row_id, verdict in verdicts.items():
            if verdict.outcome == "pass":
                continue
            if row_id in people:
                refused[row_id] = verdict
            elif verdict.outcome in ("ground_needed", "unanswered"):
                unclear[row_id] = rows[row_id]
            elif self._can_neutralise(spec):
                neutral[row_id] = verdict.effect_id
            else:
                refused[row_id] = verdict
        if refused:
            self._refuse(spec, rows, refused)
        if neutral:
            self._neutralise(spec, neutral)
        if unclear:
            self._note_unclear(spec, unclear)

    @api.model
    def _get_verdicts(self, spec, met):
        """Judge rows that something meets.

        :return: ``{row id: Verdict}``
        :rtype: dict
        """
        by_row = {}
        for row in met:
            by_row.setdefault(row.row_id, []).append(row)
        counted = self._get_counted(spec, met)
        declared = self._use_declarations(
            spec, [rows[0] for rows in by_row.values() if not rows[0].matter_id]
        )
        return {
            row_id: judge(
                [
                    Protection(
                        row.form,
                        bool(row.matter_id) and row.matter_id == row.effect_matter_id,
                        row.effect_id,
                        row.cap,
                    )
                    for row in rows
                ],
                rows[0].amount,
                counted.get(row_id, 0.0),
                row_id in declared,
            )
            for row_id, rows in by_row.items()
        }

    @api.model
    def _get_counted(self, spec, met):
        """Sum what other records already take away where only a part may count.

        :return: ``{row id: points}``
        :rtype: dict
        """
        capped = {row.effect_id for row in met if row.form == "deduction_reduced"}
        if not capped:
            return {}
        others = count_others(self._find_met_by_effects(spec, capped))
        return {
            row.row_id: others.get(
                (row.effect_id, row.row_id), others.get((row.effect_id, None), 0.0)
            )
            for row in met
            if row.effect_id in capped
        }

    @api.model
    def _judge_existing(self, spec, effect_ids):
        """Judge records that exist already and cite what effects protect.

        Under a cap the oldest count first.

        :param Spec spec: the guard
        :param list effect_ids: see :meth:`_find_met_by_effects`
        :return: pairs of a :class:`Met` and a :class:`Verdict`, those that pass left
            out, the oldest first
        :rtype: list
        """
        rows = self._find_met_by_effects(spec, effect_ids)
        pairs = []
        for row, counted in count_earlier(rows):
            protection = Protection(row.form, True, row.effect_id, row.cap)
            verdict = judge([protection], row.amount, counted)
            if verdict.outcome != "pass":
                pairs.append((row, verdict))
        return pairs

    @api.model
    def _can_neutralise(self, spec):
        """Tell whether records of a guard can be made neutral.

        :rtype: bool
        """
        return bool(spec.neutral) or hasattr(
            self.env[spec.model], "_tolerance_neutralise"
        )

    @api.model
    def _use_declarations(self, spec, rows):
        """Find, and use up, the declarations that speak for rows.

        :param Spec spec: the guard
        :param list rows: one :class:`Met` for each row that cites no matter
        :return: ids of the rows that are declared
        :rtype: set
        """
        declared = self._get_grounded(spec, rows)
        rows = [row for row in rows if row.row_id not in declared]
        if not rows:
            return declared
        # The judge reads declarations whoever writes.
        Declaration = self.env["tolerance.declaration"].sudo()
        open_ones = Declaration.search(
            [
                ("guard_id", "=", spec.guard_id),
                ("subject_id", "in", [row.subject_id for row in rows]),
                ("voided_on", "=", False),
                "|",
                ("res_id", "in", [False, 0]),
                ("res_id", "in", [row.row_id for row in rows]),
            ],
            order="id",
        )
        for row in rows:
            fitting = open_ones.filtered(
                lambda d, row=row: (
                    d.subject_id.id == row.subject_id
                    and d.area_id.id == row.area_id
                    and d.date_from <= row.on_date <= d.date_to
                    and row.amount <= d.amount
                    and d.res_id in (0, row.row_id)
                )
            ).sorted(lambda d: not d.res_id)[:1]
            if not fitting:
                continue
            declared.add(row.row_id)
            if not fitting.res_id:
                fitting._use(row.row_id, row.on_date)
        return declared

    @api.model
    def _get_grounded(self, spec, rows):
        """Return rows that name a ground of another kind; a later room says which.

        :param Spec spec: the guard
        :param list rows: one :class:`Met` for each row that cites no matter
        :return: ids of the rows
        :rtype: set
        """
        return set()
