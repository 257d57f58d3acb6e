"""What a workbook says to those who fill it in: the first sheet, and a note a head."""

from .labels import NO, YES, get_choices, is_by_number
from .layout import get_default


def get_guide(layout):
    """Return the sentences of the first sheet.

    :param Layout layout: of the workbook
    :rtype: list
    """
    env = layout.env
    return [
        env._(
            "Each sheet holds one kind of entry of the regulation: one row for "
            "each entry, in the order in which they are to be read. Blank rows do "
            "no harm."
        ),
        env._(
            "Columns with an orange head have to be filled in. Point at a head to "
            "read what belongs there."
        ),
        env._(
            "Begin with the sheets “%(regulation)s”, “%(bodies)s” and "
            "“%(articles)s”: the other sheets refer to them.",
            regulation=layout.sheets[0].title,
            bodies=layout.sheets[1].title,
            articles=layout.sheets[2].title,
        ),
        env._(
            "Leave empty what the regulation does not say. The program then shows "
            "that the source does not prescribe it."
        ),
        env._(
            "The higher regulation is not in the workbook: choose it afterwards on "
            "the page of the regulation."
        ),
        env._(
            "On the sheets “%(examples)s”, “%(answers)s” and “%(expectations)s” write "
            "cases whose outcome you know. The regulation is published only when all "
            "of them come out so.",
            examples=layout.keys["examples"].title,
            answers=layout.keys["answers"].title,
            expectations=layout.keys["expectations"].title,
        ),
        env._(
            "Do not delete sheets, even if they stay empty. The second row of each "
            "sheet is hidden: by it the program recognizes the columns."
        ),
        env._(
            "Load the file with the button “Load Workbook”. If anything is wrong, "
            "you get a list of all places, and nothing is changed."
        ),
    ]


def get_note(layout, column):
    """Return the note of a column: what belongs there.

    :param Layout layout: of the workbook
    :param Column column: one of its columns
    :rtype: str
    """
    env = layout.env
    field = column.field
    help_text = field._description_help(env)
    lines = [help_text] if help_text else []
    if column.is_required:
        lines.append(env._("Has to be filled in."))
    if column.lang and column.lang != layout.langs[0]:
        lines.append(env._("The same text in another language; it may stay empty."))
    if field.type == "selection":
        choices = "、".join(get_choices(env, field).values())
        lines.append(env._("One of: %(choices)s", choices=choices))
    elif field.type == "boolean":
        lines.append(env._("%(yes)s or %(no)s", yes=env._(YES), no=env._(NO)))
    elif field.type == "date":
        lines.append(env._("A day, such as 2018-02-23 or 2018年2月23日."))
    elif field.type in ("integer", "float"):
        lines.append(env._("A number, without its unit."))
    elif column.is_reference:
        lines.append(get_reference_note(layout, column))
    lines += iter_default_notes(env, column)
    return "\n".join(lines)


def iter_default_notes(env, column):
    """Yield what an empty cell of a column stands for, where that is a value."""
    field = column.field
    model = env[field.model_name]
    if is_counted(env, column):
        value = str(get_default(column, model) or 0)
    elif column.is_owner or field.type not in ("selection", "boolean"):
        return
    elif field.type == "boolean":
        value = env._(YES) if get_default(column, model) else env._(NO)
    else:
        value = get_choices(env, field).get(get_default(column, model))
    if value:
        yield env._("If empty: %(value)s", value=value)


def is_counted(env, column):
    """Return whether an empty cell stands for a number.

    :rtype: bool
    """
    explicit = getattr(env[column.field.model_name], "_preset_explicit", {})
    return (
        column.field.type in ("integer", "float")
        and not column.is_required
        and column.name not in explicit
    )


def get_reference_note(layout, column):
    """Return how a cell names an entry of another sheet.

    :rtype: str
    """
    env = layout.env
    target = layout.find_sheet(column.field.comodel_name)
    if not target:
        return env._("One entry of the list.")
    if column.field.type == "many2many":
        return env._(
            "Entries of the sheet “%(sheet)s”, separated by semicolons.",
            sheet=target.title,
        )
    if is_by_number(target.model):
        return env._(
            "The number of an entry of the sheet “%(sheet)s”.", sheet=target.title
        )
    return env._(
        "The name or code of an entry of the sheet “%(sheet)s”.", sheet=target.title
    )
