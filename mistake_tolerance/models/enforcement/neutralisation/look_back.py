from odoo import api, models

from ...base.loading import is_loading


class ToleranceGuard(models.Model):
    _inherit = "tolerance.guard"

    @api.model_create_multi
    def create(self, vals_list):
        guards = super().create(vals_list)
        guards._look_back_if_watching()
        return guards

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() - {"name", "sequence"}:
            self._look_back_if_watching()
        return result

    def _look_back_if_watching(self):
        """What a guard newly watches may hold something against somebody already."""
        if not is_loading(self.env) and self.filtered("active"):
            self.env["tolerance.enforcement"]._look_back()


class ToleranceEnforcement(models.AbstractModel):
    _inherit = "tolerance.enforcement"

    @api.model
    def _look_back(self, effects=None):
        """Neutralise negative records that exist already.

        :param tolerance.effect effects: those that have just begun, or None to
            sweep all that stand, for what came in below the ORM
        :return: how many records were neutralised
        :rtype: int
        """
        self.env.flush_all()
        ids = None if effects is None else effects.ids
        if ids == []:
            return 0
        done = 0
        # Each guard stands with its own model, and nowhere else.
        specs = [spec for watch in self._get_table().values() for spec in watch.specs]
        for spec in sorted(specs, key=lambda spec: spec.guard_id):
            covered = {
                row.row_id: row.effect_id
                for row, _verdict in self._judge_existing(spec, ids)
            }
            if covered and self._can_neutralise(spec):
                self._neutralise(spec, covered)
                done += len(covered)
        return done

    @api.model
    def _cron_sweep(self):
        """Neutralise every night what came in below the ORM.

        What names no matter is listed for HR, also what was there before the
        decision: nobody has yet said what it is about.
        """
        self._look_back()
        self._list_unclear()

    @api.model
    def _list_unclear(self):
        """List for HR what is on file without a ground where a decision protects."""
        for watch in self._get_table().values():
            for spec in watch.specs:
                rows = {
                    row.row_id: row
                    for row in self._find_without_ground(spec)
                    if row.effect_id
                }
                if not rows:
                    continue
                known = self._get_known(spec, list(rows))
                effects = self.env["tolerance.effect"].browse(
                    row.effect_id for row in rows.values()
                )
                for company, own in effects.grouped("company_id").items():
                    self.with_company(company)._note_unclear(
                        spec,
                        {
                            row_id: row
                            for row_id, row in rows.items()
                            if row.effect_id in own.ids and row_id not in known
                        },
                    )

    @api.model
    def _get_known(self, spec, row_ids):
        """Return records of which somebody has said, or been asked, what they are.

        :rtype: set
        """
        of_these = [("guard_id", "=", spec.guard_id), ("res_id", "in", row_ids)]
        listed = self.env["tolerance.neutralisation"].search(of_these)
        declared = self.env["tolerance.declaration"].search(
            [*of_these, ("voided_on", "=", False)]
        )
        return {*listed.mapped("res_id"), *declared.mapped("res_id")}

    def _register_hook(self):
        super()._register_hook()
        # Modules write while they load, before anything is watched.
        if self.pool.updated_modules:
            self.env.registry.clear_cache()
            self.sudo()._look_back()
