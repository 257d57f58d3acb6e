"""Marks as the grounds of results that another record type holds.

Example: a promotion is rejected because of an objection, which is a mark. The guard of
the result says by ``accepts_marks`` that marks are its grounds. If a decision
neutralises the last of these marks, nothing supports the result any more, so it is
neutralised too.
"""

from odoo import api, models, tools


class ToleranceMark(models.Model):
    """A result that rests on marks is in force as long as one of its marks counts."""

    _inherit = "tolerance.mark"

    @api.model
    def _get_result_models(self):
        """Return the record types whose guard says that marks are their grounds."""
        # sudo: users may read neither guards nor models; only the labels are used.
        guard_ids = self.env["tolerance.enforcement"]._get_mark_guards()
        guards_sudo = self.env["tolerance.guard"].sudo().browse(sorted(guard_ids))
        names = guards_sudo.mapped("model")
        return [
            (name, self.env["ir.model"]._get(name).name)
            for name in dict.fromkeys(names)
            if name in self.env
        ]

    def write(self, vals):
        before = self._get_results()
        result = super().write(vals)
        if before:
            is_decided = "effect_id" in vals
            self.env["tolerance.enforcement"]._judge_results(before, is_decided, self)
        return result

    def unlink(self):
        before = self._get_results()
        result = super().unlink()
        self.env["tolerance.enforcement"]._judge_results(before)
        return result

    def _get_results(self):
        """Return the results that the marks are grounds of.

        :return: values as stored in ``result_ref``
        :rtype: set
        """
        if not self.env["tolerance.enforcement"]._get_mark_guards():
            return set()
        results = [mark.result_ref for mark in self if mark.result_ref]
        return {f"{result._name},{result.id}" for result in results}


class ToleranceEnforcement(models.AbstractModel):
    _inherit = "tolerance.enforcement"

    @api.model
    @tools.ormcache()
    def _get_mark_guards(self):
        """Return the ids of the guards that take marks as grounds.

        :rtype: frozenset
        """
        # Guards that are tried before they are switched on are included.
        Guard = self.env["tolerance.guard"].with_context(active_test=False)
        # sudo: who enters a mark may not read the settings of the guard.
        guards_sudo = Guard.sudo()
        return frozenset(guards_sudo.search([("accepts_marks", "=", True)]).ids)

    @api.model
    def _get_grounded(self, spec, rows):
        grounded = super()._get_grounded(spec, rows)
        if not rows or spec.guard_id not in self._get_mark_guards():
            return grounded
        refs = {f"{spec.model},{row.row_id}": row for row in rows}
        # sudo: the guard needs all marks; the user may not read them.
        marks_sudo = (
            self.env["tolerance.mark"]
            .sudo()
            .search([("result_ref", "in", list(refs)), ("is_neutralised", "=", False)])
        )
        for mark_sudo in marks_sudo - marks_sudo._filter_held():
            result = mark_sudo.result_ref
            row = refs[f"{result._name},{result.id}"]
            # A mark about another person or in another area is no ground.
            if (mark_sudo.subject_id.id, mark_sudo.area_id.id) == (
                row.subject_id,
                row.area_id,
            ):
                grounded.add(row.row_id)
        return grounded

    @api.model
    def _judge_results(self, refs, is_decided=False, marks=None):
        """Judge results whose grounds have changed.

        :param set refs: the results, as stored in ``result_ref``
        :param bool is_decided: a decision changed the grounds, not a person
        :param tolerance.mark marks: the grounds
        :raises UserError: if a person took away the last ground of a result
        """
        by_model = {}
        for ref in sorted(refs):
            name, _comma, row_id = ref.partition(",")
            by_model.setdefault(name, []).append(int(row_id))
        for name, row_ids in by_model.items():
            watch = self._get_watch(name)
            for spec in watch.specs if watch else ():
                self.env.flush_all()
                person_row_ids = () if is_decided else row_ids
                matches = self._find_matches(
                    spec, row_ids, person_row_ids=person_row_ids
                )
                if not matches:
                    continue
                if not is_decided:
                    self._execute_verdicts(spec, matches, set(row_ids))
                else:
                    self._neutralise_results(spec, matches, marks)

    @api.model
    def _neutralise_results(self, spec, matches, marks):
        """Neutralise results after a decision neutralised their last ground.

        They are restored when that decision is revoked.

        :param GuardSpec spec: their guard
        :param list matches: their matches
        :param tolerance.mark marks: the grounds, just neutralised
        """
        Neutralisation = self.env["tolerance.neutralisation"]
        # sudo: the effect is written to the result, which the user may not read.
        effects = {
            mark.result_ref.id: mark.effect_id.id
            for mark in marks.sudo()
            if mark.result_ref and mark.effect_id
        }
        rows = {row.row_id: row for row in reversed(matches)}
        lost = {
            row_id: rows[row_id]
            for row_id, verdict in self._get_verdicts(spec, matches).items()
            if verdict.outcome == "ground_needed"
        }
        neutral = {row_id: effects[row_id] for row_id in lost if effects.get(row_id)}
        if not Neutralisation._can_neutralise(spec):
            neutral = {}
        if neutral:
            Neutralisation._neutralise(spec, neutral)
        if unclear := {i: row for i, row in lost.items() if i not in neutral}:
            Neutralisation._note_unclear(spec, unclear)
