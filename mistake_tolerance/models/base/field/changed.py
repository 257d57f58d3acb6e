"""Tells which values of a write change something, so that saving as it is may pass."""


def find_changed(records, vals):
    """Return the names of the fields that a write would change.

    A file counts as changed whenever one is sent: it is not read to compare it.

    :param records: the records that are written, which the user may read
    :param dict vals: values as for ``write``
    :rtype: set
    """
    return {
        name
        for name in vals
        if (field := records._fields.get(name))
        and any(_is_changed(field, record, vals[name]) for record in records)
    }


def _is_changed(field, record, value):
    if field.type == "binary":
        return bool(value) or bool(record[field.name])
    before = field.convert_to_cache(record[field.name], record)
    return (field.convert_to_cache(value, record) or False) != (before or False)
