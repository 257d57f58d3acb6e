"""What stands for an entry that is wrong, while the entries below it are tried."""


def fill_required(sheet, known, number):
    """Complete what is right in an entry by values for what it has to have.

    :param Sheet sheet: of the entry
    :param dict known: what is right in it
    :param int number: of its row: no two entries get the same numbers
    :return: the entry; references are not made up
    :rtype: dict
    """
    made_up = {}
    for column in sheet.columns:
        field = column.field
        if not column.is_required or column.is_owner or column.name in known:
            continue
        if field.type == "selection":
            made_up[column.name] = field.get_values(sheet.model.env)[0]
        elif field.type in ("char", "text"):
            made_up[column.name] = "–"
        elif field.type == "integer":
            made_up[column.name] = field.high - number
    return {**known, **made_up}
