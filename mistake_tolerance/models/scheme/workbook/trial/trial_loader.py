"""Finds what the database and the rules of the models refuse, row by row."""

import psycopg2

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .....rules.cell import simplify
from ...loader import SchemeLoader
from .stand_in import fill_required

# What the database refuses because of the content; anything else is tried again.
REFUSED = (
    psycopg2.IntegrityError,
    psycopg2.DataError,
    psycopg2.errors.RaiseException,
)


class TrialLoader(SchemeLoader):
    """Creates each entry by itself, and notes all that are refused.

    Used after a loading failed; all that it creates is taken back.

    :param reader: the :class:`..reader.WorkbookReader` that has read the entries
    """

    def __init__(self, env, company, reader):
        super().__init__(env, company)
        # Refusals are read by the user.
        self.env = env
        self.reader = reader
        # {record: the row from which it was created}
        self.rows = {}

    def try_one(self, row, model, make):
        """Create one entry; note it if that is refused.

        :param row: the entry as it was read, or None
        :param model: of the record
        :param make: does it, and returns the record
        :return: the record, or an empty recordset
        """
        try:
            # A statement that the database refuses is no error of the program.
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                return make()
        except UserError as error:
            self._note(row, model, str(error), getattr(error, "field_name", None))
        except REFUSED as error:
            self._note(row, model, model._sql_error_to_message(error))
        except ValueError:
            # It needs an entry that is refused itself, and is noted there.
            return model.browse()
        return model.browse()

    def _note(self, row, model, sentence, field_name=None):
        if row is None:
            return
        columns = [
            column
            for column in row.sheet.columns
            if column.field.model_name == model._name
        ]
        if field_name:
            columns = [c for c in columns if c.field.name == field_name]
        else:
            # The sentence usually names the field.
            text = simplify(sentence)
            columns = [
                column
                for column in columns
                if simplify(column.field._description_string(self.env)) in text
                and column.name in row.cells
            ]
        self.reader.add(row, columns[0].name if columns else None, sentence)

    def create_version(self, scheme, entry):
        model = self.env["tolerance.scheme.version"]
        create = super().create_version
        version = self.try_one(
            self.reader.regulation, model, lambda: create(scheme, entry)
        )
        # Its parts can be tried all the same.
        return version or create(scheme, {})

    def create_parts(self, model, owned):
        records = []
        create = super().create_parts
        for number, (field, owner, row) in enumerate(owned, start=1):
            record = model.browse()
            if owner and not row.is_wrong:
                entry = {"sequence": number, **row}
                record = self.try_one(
                    row,
                    model,
                    lambda part=(field, owner, entry): create(model, [part]),
                )
            if record:
                self.rows[record] = row
            elif owner:
                record = self._make_stand_in(model, field, owner, row)
            records.append(record)
        return records

    def _make_stand_in(self, model, field, owner, row):
        """Create what stands for a wrong entry, so that its own parts can be tried.

        :param model: an empty recordset of the entry's model
        :param field: name of the many2one to the owner
        :param owner: the record that the entry belongs to
        :param Row row: the entry; what is wrong in it is left out
        :return: the record, or an empty recordset
        """
        right = {name: row[name] for name in row.keys() - row.wrong_names}
        for known in (right, {}):
            row.is_lost = known is not right
            entry = fill_required(row.sheet, known, row.number)
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    part = (field, owner, {"sequence": row.number, **entry})
                    # One part, where the caller makes many.
                    # pylint: disable-next=super-method-mismatch
                    return super().create_parts(model, [part])
            except (UserError, ValueError, *REFUSED):
                continue
        row.is_lost = True
        return model.browse()

    def write_late(self, record, key, field, entry):
        write = super().write_late
        row = self.rows.get(record)
        self.try_one(row, record, lambda: write(record, key, field, entry))

    def get_reference(self, field, value):
        try:
            return super().get_reference(field, value)
        except ValueError:
            # It names an entry that is refused itself. The rest is tried without it.
            if field.required:
                raise
            return False

    def find_bodies(self, entries):
        super().find_bodies([entry for entry in entries if not entry.is_wrong])

    def create_body(self, entry):
        model = self.env["tolerance.body"]
        create = super().create_body
        return self.try_one(entry, model, lambda: create(entry))
