"""Reads a version of a regulation back into plain entries: the opposite of loading."""

from odoo import fields

# Types of fields whose value stands in an entry as it is.
PLAIN = ("char", "text", "integer", "float", "boolean", "date", "selection")
# The order of the entries says it, and an archived entry is none.
LEFT_OUT = ("id", "sequence", "active")


def get_plain_fields(model):
    """Return the fields that a file holds for records of a model, references apart.

    They are those that a copy takes over and people can write.

    :param model: any recordset of it
    :return: ``{name: field}``
    :rtype: dict
    """
    return {
        name: field
        for name, field in model._fields.items()
        if field.type in PLAIN
        and field.store
        and field.copy
        and not (field.compute and field.readonly)
        and name not in LEFT_OUT
        and name not in getattr(model, "_get_workflow_fields", frozenset)()
    }


def get_ref(record):
    """Return the code or number by which entries refer to a record.

    :rtype: str | bool
    """
    names = getattr(record, "_preset_refs", ("code", "name"))
    source = record.with_context(lang="en_US")
    return next(
        (str(source[n]) for n in names if n in record._fields and source[n]), False
    )


def dump_record(record):
    """Return a record as an entry, without the parts that belong to it.

    :rtype: dict
    """
    entry = {}
    for name, field in get_plain_fields(record).items():
        value = record[name]
        if field.translate:
            texts = field._get_stored_translations(record) or {}
            if texts := {lang: text for lang, text in texts.items() if text}:
                entry[name] = texts
        elif field.type == "date":
            if value:
                entry[name] = fields.Date.to_string(value)
        elif field.type in ("integer", "float", "boolean") or value:
            entry[name] = value
    references = getattr(record, "_get_references", dict)()
    for key, field in references.items():
        if found := record[field.name]:
            refs = [get_ref(target) for target in found]
            entry[key] = refs if field.type == "many2many" else refs[0]
    return entry


def dump_version(version):
    """Return a version and all its parts as a shipped file holds them.

    :param tolerance.scheme.version version: one version
    :return: the entries
    :rtype: dict
    """
    version.env.flush_all()
    entries = {}
    preset = {
        "scheme": dump_record(version.scheme_id),
        "version": dump_record(version),
    }
    bodies = version.env["tolerance.body"]
    for model in version.env["tolerance.scheme.part.mixin"]._get_part_models():
        owner = model._preset_parent
        if not owner:
            preset[model._preset_key] = []
        # The order in which people read them is the order of the entries.
        for part in model.search([("version_id", "=", version.id)]):
            entry = dump_record(part)
            entries[part] = entry
            if owner:
                entries[part[owner]].setdefault(model._preset_key, []).append(entry)
            else:
                preset[model._preset_key].append(entry)
            for field in model._get_references().values():
                if field.comodel_name == bodies._name:
                    bodies |= part[field.name]
    preset["bodies"] = [dump_body(body) for body in bodies.sorted()]
    return preset


def dump_body(body):
    """Return the values of a body in a regulation, without its members.

    :rtype: dict
    """
    entry = dump_record(body)
    names = ["code", "name", "kind"]
    # Most bodies have the titles of a committee; a file names others only.
    if body.titles != "committee":
        names.append("titles")
    return {name: entry[name] for name in names if name in entry}
