"""The hook on all models that has every write of a guarded record judged.

A write is judged when the values have reached the database, because the judgement is an
SQL statement. During a flush several writes of one record follow each other, so the
rows are collected and judged once, when the flush ends.
"""

from odoo import models
from odoo.exceptions import UserError

KEY = "tolerance.guard"


class BatchRefused(Exception):
    """Signals that an import has a refused row; each row is then tried alone."""


class Base(models.AbstractModel):
    """Judges every row that the ORM writes, from whichever caller.

    Every column that the ORM writes ends in ``_create`` or ``_write_multi``:
    forms, imports, both RPC interfaces, superuser code, inverses and
    recomputations alike. What ``create`` and ``write`` overrides see is less.
    """

    _inherit = "base"

    def _create(self, data_list):
        records = super()._create(data_list)
        enforcement = self.env["tolerance.enforcement"]
        watch = enforcement._get_watch(self._name)
        if watch is not None and watch.specs:
            log = enforcement._get_log(self._name)
            log["by_person"].update(records._ids)
            if self._is_guard_pending(watch, records):
                # Judged when what it reads has been computed, at the next flush
                # at the latest, even if nothing of it has to be written then.
                log["due"].update(records._ids)
                self.env.cr.precommit.add(
                    lambda: enforcement._judge_due(self, watch, log)
                )
            elif any(
                data["stored"].get(name)
                for data in data_list
                for name in watch.subject_columns
            ):
                enforcement._judge(self, watch, set(records._ids))
                log["by_person"].difference_update(records._ids)
        return records

    def _is_guard_pending(self, watch, records):
        """Return whether a column the guard reads is still to be computed."""
        return any(
            self.env.is_to_compute(self._fields[name], records[:1])
            for name in watch.fields
        )

    def _write_multi(self, vals_list):
        super()._write_multi(vals_list)
        self._note_written(vals_list)

    def _note_written(self, vals_list, by_person=True):
        """Judge what has been written, now or when the flush under way ends.

        :param list vals_list: the columns written, one dict a record
        :param bool by_person: whether a person wrote what the ORM did not compute
        """
        enforcement = self.env["tolerance.enforcement"]
        watch = enforcement._get_watch(self._name)
        # Most writes touch nothing that is watched, and cost no more than this.
        if watch is None or all(map(watch.fields.isdisjoint, vals_list)):
            return
        log = enforcement._get_log(self._name)
        for row_id, vals in zip(self._ids, vals_list, strict=True):
            if names := watch.fields.intersection(vals):
                log["due"].add(row_id)
                # A value equal to the computed one was not entered by a person.
                if computed := log["computed"].get(row_id):
                    names = {
                        name
                        for name in names
                        if name not in computed or computed[name] != vals[name]
                    }
                if names and by_person:
                    log["by_person"].add(row_id)
        if not log["depth"]:
            enforcement._judge_due(self, watch, log)

    def _flush(self):
        enforcement = self.env["tolerance.enforcement"]
        watch = enforcement._get_watch(self._name)
        if watch is None:
            return super()._flush()
        log = enforcement._get_log(self._name)
        log["depth"] += 1
        try:
            result = super()._flush()
        finally:
            log["depth"] -= 1
        # A rollback to a savepoint has already undone what it wrote.
        if not log["depth"]:
            enforcement._judge_due(self, watch, log)
        return result

    def _compute_field_value(self, field):
        super()._compute_field_value(field)
        enforcement = self.env["tolerance.enforcement"]
        watch = enforcement._get_watch(self._name) if field.store else None
        if watch is None:
            return
        # A compute method of several fields is called for one of them.
        fields = [
            one for one in self.pool.field_computed[field] if one.name in watch.fields
        ]
        if not fields:
            return
        log = enforcement._get_log(self._name)
        for record in self:
            if record.id:
                values = log["computed"].setdefault(record.id, {})
                for one in fields:
                    values[one.name] = one.get_column_update(record)

    def _load_records(self, data_list, update=False):
        watch = self.env["tolerance.enforcement"]._get_watch(self._name)
        if watch is None or not watch.specs or len(data_list) == 1:
            return super()._load_records(data_list, update)
        # An import that fails as a batch with an error for users blames the
        # first row; with any other error it tries the rows one by one and
        # blames the right one.
        try:
            records = super()._load_records(data_list, update)
            self.env.cr.flush()
        except UserError as error:
            raise BatchRefused from error
        return records
