"""The sheets and columns of a workbook, as the models of the parts describe them."""

import re
from dataclasses import dataclass, replace
from dataclasses import field as attribute

from odoo.tools.translate import LazyTranslate

from ..dump import get_plain_fields

_lt = LazyTranslate(__name__)

# The languages in which shipped regulations are written.
LANGUAGES = {"zh_CN": "简体", "zh_TW": "繁體", "en_US": "English"}
# Of a body a regulation says no more than this: not who sits in it.
BODY_FIELDS = ("name", "code", "kind", "titles")
# Excel allows no more, and none of these signs.
LONGEST_TITLE = 31
NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\']")

REGULATION = _lt("Regulation")
BODIES = _lt("Bodies")
GUIDE = _lt("Guide")


@dataclass(frozen=True)
class Column:
    """A column: one field of an entry, or one language of it.

    ``key`` stands in a hidden row, so that labels can be translated and columns be
    moved. ``name`` is the key of the entry.
    """

    key: str
    name: str
    field: object
    label: str
    lang: str | None = None
    is_required: bool = False
    is_owner: bool = False

    @property
    def is_reference(self):
        """Return whether its cells name other records."""
        return self.field.type in ("many2one", "many2many")


@dataclass(frozen=True)
class Sheet:
    """A sheet: the entries of one list, or of the regulation itself.

    The sheet of the regulation has one entry and lies on its side: a label and a value
    in each row. ``owner`` is the key of the sheet whose entries these belong to.
    """

    key: str
    title: str
    model: object
    columns: list = attribute(default_factory=list)
    is_upright: bool = True
    owner: str | None = None


class Layout:
    """The sheets of a workbook in the language of a user."""

    def __init__(self, env, langs):
        """Describe the sheets.

        :param env: of the user who reads the workbook
        :param list langs: codes of the languages of its texts, the main one first
        """
        self.env = env
        self.langs = langs
        self.guide = env._(GUIDE)
        sheets = [
            self._describe_regulation(),
            Sheet("bodies", env._(BODIES), env["tolerance.body"]),
        ]
        for model in env["tolerance.scheme.part.mixin"]._get_part_models():
            if not model._preset_parent:
                sheets += self._describe_parts(model)
        self.sheets = []
        for sheet in sheets:
            columns = sheet.columns or self._describe(sheet)
            title = self._get_free_title(sheet.title)
            self.sheets.append(replace(sheet, title=title, columns=columns))

    @property
    def keys(self):
        """The sheets by their keys."""
        return {sheet.key: sheet for sheet in self.sheets}

    def find_sheet(self, model_name):
        """Return the sheet of a model, or None.

        :rtype: Sheet | None
        """
        return next((s for s in self.sheets if s.model._name == model_name), None)

    def _describe_regulation(self):
        columns = []
        for key in ("scheme", "version"):
            model = self.env[f"tolerance.{'scheme.' * (key == 'version')}{key}"]
            for field in get_plain_fields(model).values():
                # Regulation and version may have a field of the same name.
                columns += [
                    replace(column, name=f"{key}.{field.name}")
                    for column in self._describe_field(key, field)
                ]
        model = self.env["tolerance.scheme.version"]
        title = self.env._(REGULATION)
        return Sheet("regulation", title, model, columns, is_upright=False)

    def _describe_parts(self, model, owner=None):
        """Yield the sheet of a part, and of what belongs to it after it."""
        title = self.env["ir.model"]._get(model._name).name
        yield Sheet(model._preset_key, title, model, owner=owner)
        for child in model._get_child_models().values():
            yield from self._describe_parts(child, model._preset_key)

    def _get_free_title(self, title):
        """Return a title that a spreadsheet takes, and no other sheet has."""
        taken = {sheet.title.casefold() for sheet in self.sheets}
        taken.add(self.guide.casefold())
        title = plain = NOT_IN_TITLE.sub(" ", title)[:LONGEST_TITLE].strip()
        number = 1
        while title.casefold() in taken:
            number += 1
            title = f"{plain[: LONGEST_TITLE - 3]} {number}"
        return title

    def _describe(self, sheet):
        """Return the columns of a sheet: the owner, what is required, the rest."""
        model = sheet.model
        if sheet.key == "bodies":
            fields = [model._fields[name] for name in BODY_FIELDS]
            return [
                c for field in fields for c in self._describe_field("bodies", field)
            ]
        references = {f: key for key, f in model._get_references().items()}
        wanted = {*get_plain_fields(model).values(), *references}
        first, rest, last = [], [], []
        if sheet.owner:
            owner = model._fields[model._preset_parent]
            name = owner.name.removesuffix("_id")
            first += self._describe_field(sheet.key, owner, name, is_owner=True)
        for field in model._fields.values():
            if field in wanted:
                place = rest
                if self._is_required(field):
                    place = first
                elif field.name == "note":
                    place = last
                place += self._describe_field(sheet.key, field, references.get(field))
        return first + rest + last

    def _is_required(self, field):
        """Return whether an entry needs a value that nothing else proposes.

        :rtype: bool
        """
        return bool(field.required and not field.default and not field.compute)

    def _describe_field(self, sheet_key, field, name=None, is_owner=False):
        """Return the columns of a field: one, or one for each language.

        :rtype: list
        """
        name = name or field.name
        key = f"{sheet_key}.{name}"
        label = field._description_string(self.env)
        column = Column(
            key,
            name,
            field,
            label,
            is_required=is_owner
            or (self._is_required(field) and field.type != "boolean"),
            is_owner=is_owner,
        )
        if not field.translate:
            return [column]
        if len(self.langs) == 1:
            return [replace(column, key=f"{key}@{self.langs[0]}", lang=self.langs[0])]
        return [
            replace(
                column,
                key=f"{key}@{lang}",
                lang=lang,
                label=f"{label} ({LANGUAGES.get(lang, lang)})",
                is_required=column.is_required and number == 0,
            )
            for number, lang in enumerate(self.langs)
        ]


def get_default(column, model):
    """Return the value that an empty cell of a column stands for.

    :param model: an empty recordset of the model of the column's field
    """
    return model.default_get([column.field.name]).get(column.field.name)
