from odoo import models

KEY = "tolerance.guard"


class Base(models.AbstractModel):
    """Judge what reaches the database, whichever way it came.

    Every column that the ORM writes ends in ``_create`` or ``_write_multi``:
    forms, imports, both RPC interfaces, superuser code, inverses and
    recomputations alike. What ``create`` and ``write`` overrides see is less.
    """

    _inherit = "base"

    def _create(self, data_list):
        records = super()._create(data_list)
        guard = self.env["tolerance.guard"]
        watch = guard._get_watch(self._name)
        if watch is not None and watch.specs:
            log = guard._get_log(self._name)
            log["written"].update({row_id: {"id"} for row_id in records._ids})
            # A row whose subject is still to be computed is judged with it.
            if any(
                data["stored"].get(name)
                for data in data_list
                for name in watch.subject_columns
            ):
                guard._judge(self, watch, set(records._ids))
        return records

    def _write_multi(self, vals_list):
        super()._write_multi(vals_list)
        guard = self.env["tolerance.guard"]
        watch = guard._get_watch(self._name)
        if watch is None:
            return
        log = guard._get_log(self._name)
        for row_id, vals in zip(self._ids, vals_list, strict=True):
            if names := watch.fields.intersection(vals):
                log["written"][row_id] = names.union(log["written"].get(row_id, ()))
                log["due"].add(row_id)
        if not log["depth"]:
            guard._judge_due(self, watch, log)

    def _flush(self):
        guard = self.env["tolerance.guard"]
        watch = guard._get_watch(self._name)
        if watch is None:
            return super()._flush()
        log = guard._get_log(self._name)
        log["depth"] += 1
        try:
            result = super()._flush()
        finally:
            log["depth"] -= 1
        # A savepoint rolled back meanwhile has a log of its own.
        if not log["depth"]:
            guard._judge_due(self, watch, log)
        return result

    def _compute_field_value(self, field):
        super()._compute_field_value(field)
        guard = self.env["tolerance.guard"]
        if field.store and (watch := guard._get_watch(self._name)) is not None:
            if field.name in watch.fields:
                log = guard._get_log(self._name)
                for row_id in filter(None, self._ids):
                    log["computed"].setdefault(row_id, set()).add(field.name)
