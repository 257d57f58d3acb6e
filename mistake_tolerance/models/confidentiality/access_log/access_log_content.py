"""Which parts of a case are content: reading them adds a line to the access log.

Lists, boards and searches show number, persons, matter, outcome, step and state; they
leave out the persons and the outcome of a classified case. Reading them does not count
as opening a case. A user opens a case by reading its parties, inquiry, evidence,
assessment, minutes, ballots, decision or service, from any record and by any
interface. Applicants who read their own application are not logged.
"""

from odoo import api, models

from ...base.inheriting import iter_declared


class Base(models.AbstractModel):
    """Notes the cases that are opened when fields with content are read."""

    _inherit = "base"

    # The fields whose reading the access log notes as opening the case, a frozenset.
    # Each room adds its own fields. None: not declared yet; empty: reading the record
    # is not opening the case, and a comment says why.
    _logged_content = None

    @api.model
    def _get_logged_content(self):
        """Return the fields whose reading opens a case, of all rooms.

        :rtype: frozenset
        """
        if not self._logged_content:
            return frozenset()
        declared = iter_declared(type(self), "_logged_content")
        return frozenset().union(*filter(None, declared))

    def _get_opened_cases(self):
        """Return the cases that these records belong to; a hook.

        :return: with all rights
        :rtype: tolerance.case
        """
        # sudo: the user who reads a document may not be able to read its case.
        return self.sudo().case_id

    def _read_format(self, fnames, load="_classic_read"):
        """Every reading method ends here: ``read``, ``search_read``, ``web_read``."""
        result = super()._read_format(fnames, load)
        self._note_reading(fnames)
        return result

    @api.model
    def _read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        """Grouping by a text, or taking the first of them, reads it."""
        self._note_grouping(domain, (*groupby, *aggregates))
        return super()._read_group(domain, groupby, aggregates, *args, **kwargs)

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        # What is no name of a field is refused by the ORM.
        specs = {
            spec
            for groupby in grouping_sets
            for spec in groupby
            if isinstance(spec, str)
        }
        self._note_grouping(domain, (*specs, *aggregates))
        return super()._read_grouping_sets(domain, grouping_sets, aggregates, order)

    def copy_data(self, default=None):
        """What a copy would begin with is read from the record."""
        result = super().copy_data(default)
        self._note_reading(self._fields)
        return result

    def export_data(self, fields_to_export):
        """An export may reach a case from any record, over any path."""
        result = super().export_data(fields_to_export)
        for path in fields_to_export:
            self._note_path(path.split("/"), "export")
        return result

    def _note_reading(self, names, way=None):
        """Note the cases of these records if one of the fields is content.

        :param names: of fields
        :param str way: as for ``_note`` of the log
        """
        if not self.env.su and self._get_logged_content().intersection(names):
            self.env["tolerance.access.log"]._note(
                self._origin._get_opened_cases(), way
            )

    @api.model
    def _note_grouping(self, domain, specs):
        """Note the cases whose content is read by grouping records.

        :param domain: which records
        :param specs: as of ``_read_group``: a field, or a path, and how it is read
        """
        for spec in () if self.env.su else specs:
            if not isinstance(spec, str):
                continue  # Odoo refuses it
            path = spec.split(":")[0].split(".")
            if next(self._iter_content(path), None) is not None:
                self.search(domain)._note_path(path)

    def _note_path(self, names, way=None):
        """Note the cases whose content is read over a path from these records.

        :param list names: fields from record to record
        :param str way: as for ``_note`` of the log
        """
        for at in () if self.env.su else self._iter_content(names):
            records = self.mapped(".".join(names[:at])) if at else self
            self.env["tolerance.access.log"]._note(records._get_opened_cases(), way)

    @api.model
    def _iter_content(self, names):
        """Find the fields on a path that are content.

        :param list names: fields from record to record
        :return: for each how many fields lead to it
        """
        model = self.browse()
        for at, name in enumerate(names):
            if name in model._get_logged_content():
                yield at
            field = model._fields.get(name)
            if field is None or not field.relational:
                return
            model = self.env[field.comodel_name]
