"""What cells show in place of codes, and what else people may write there."""

from odoo.tools.translate import LazyTranslate

from ....rules.cell import read_ordinal, simplify
from .layout import LANGUAGES

_lt = LazyTranslate(__name__)

YES = _lt("Yes")
NO = _lt("No")


def iter_envs(env):
    """Yield the environment in each language in which labels may be written."""
    active = dict(env["res.lang"].get_installed())
    for lang in dict.fromkeys((env.lang or "en_US", "en_US", *LANGUAGES)):
        if lang == "en_US" or lang in active:
            yield env(context={**env.context, "lang": lang})


def get_choices(env, field):
    """Return the values of a selection with their labels.

    :return: ``{value: label}``
    :rtype: dict
    """
    return dict(field._description_selection(env))


def get_choice_index(env, field):
    """Return which value of a selection is meant by what people write.

    :return: ``{simplified label or value: value}``
    :rtype: dict
    """
    index = {}
    for translated in iter_envs(env):
        for value, label in get_choices(translated, field).items():
            index.setdefault(simplify(label), value)
    for value in get_choices(env, field):
        index.setdefault(simplify(value), value)
    return index


def get_outside(env, model_name):
    """Return the choices among records that are no part of a workbook.

    :param str model_name: of effect areas, or of limits of other instruments
    :return: ``{name: code}``
    :rtype: dict
    """
    names = {}
    for record in env[model_name].search([]):
        name = record.display_name
        names[record.code if name in names else name] = record.code
    return names


def is_by_number(model):
    """Return whether records of a model are known by a number, as articles are.

    :rtype: bool
    """
    refs = getattr(model, "_preset_refs", ())
    return "number" in model._fields and bool({"number", "reference"} & {*refs})


def is_by_code(model):
    """Return whether other sheets show the code of a record in place of its name.

    :rtype: bool
    """
    return getattr(model, "_preset_by_code", False)


def get_entry_ref(model, entry):
    """Return the code or number by which other entries refer to an entry.

    :param model: of the record that the entry is for
    :param dict entry: the entry
    :rtype: str | None
    """
    for name in getattr(model, "_preset_refs", ("code", "name")):
        value = entry.get(name)
        if name in model._fields and model._fields[name].compute:
            plain = {
                key: entry[key]
                for key in entry.keys() & model._fields.keys()
                if isinstance(entry[key], (str, int))
            }
            value = model.new(plain)[name]
        if isinstance(value, dict):
            value = value.get("en_US") or next(filter(None, value.values()), None)
        if value:
            return str(value)
    return None


def get_entry_label(model, entry, lang):
    """Return the name or number by which people know an entry.

    :param str lang: code of their language
    :rtype: str
    """
    ref = get_entry_ref(model, entry)
    if is_by_number(model) or (is_by_code(model) and ref):
        return ref
    name = entry.get("name")
    if isinstance(name, dict):
        name = name.get(lang) or name.get("en_US")
    return name or ref


def iter_entry_names(model, entry):
    """Yield all that people may write to mean an entry, simplified."""
    if ref := get_entry_ref(model, entry):
        yield simplify(ref)
    for name in ("code", "name", "number"):
        value = entry.get(name)
        values = value.values() if isinstance(value, dict) else [value]
        for written in filter(None, values):
            yield read_ordinal(written) if name == "number" else simplify(written)


def simplify_ref(model, written):
    """Return a typed name in the form in which names are compared.

    :rtype: str
    """
    return read_ordinal(written) if is_by_number(model) else simplify(written)
