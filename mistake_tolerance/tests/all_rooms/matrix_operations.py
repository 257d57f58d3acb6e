"""How each operation of the access matrix is called."""

from odoo.exceptions import AccessError
from odoo.models import MAGIC_COLUMNS

PLAIN = ("char", "text", "integer", "selection", "date", "datetime", "many2one")
# Arguments after the ids, for the public methods that want some.
ARGUMENTS = {}


def get_arguments(dossier, model, operation, user):
    """Return what RPC passes for an operation on the record of a dossier.

    :param Dossier dossier: holds the records
    :param res.users user: whose dialogs are whose own
    :rtype: list
    """
    if operation == "create":
        return [dossier.prepare(model, fresh=True)]
    record = dossier.get(model)
    if record._transient:
        # A dialog belongs to the user who opened it.
        record = record.with_user(user).sudo().create(dossier.prepare(model))
    if operation == "read":
        return [record.ids, ["id", "display_name"]]
    if operation == "export":
        return [record.ids, [get_stored(record)]]
    if operation == "write":
        return [record.ids, get_harmless(record, user)]
    if (model, operation) == ("tolerance.scheme.version", "action_publish"):
        accept_findings(record)
    return [record.ids, *ARGUMENTS.get((model, operation), ())]


def accept_findings(version):
    """Accept what a draft lacks: what is tried is the right to publish it."""
    Acceptance = version.env["tolerance.scheme.acceptance"]
    Acceptance.create(
        [
            {"version_id": version.id, "finding": found.key, "reason": "For a test."}
            for found in version._get_open_findings()
        ]
    )
    Acceptance._fix(version)


def get_stored(record):
    """Return the name of a field that cannot be read without the right to read."""
    return next(
        name
        for name, field in sorted(
            record._fields.items(),
            key=lambda item: PLAIN.index(item[1].type) if item[1].type in PLAIN else 99,
        )
        if field.type in PLAIN and field.store and not field.groups and name != "id"
    )


def get_transitions(model):
    """Return the transitions that a model declares, of those that are a workflow.

    :param model: records, or the class of a model
    :return: ``{operation: Transition}``
    :rtype: dict
    """
    return model._get_transitions() if hasattr(model, "_get_transitions") else {}


def get_harmless(record, user):
    """Return values for a write that changes nothing: one field as it is.

    :param res.users user: who writes; where a step is open for some fields only, it
        is one of those
    :rtype: dict
    """
    locked = getattr(record, "_get_workflow_fields", frozenset)()
    open_names = get_open_names(record.with_user(user))
    names = sorted(
        (
            name
            for name, field in record._fields.items()
            if field.type in PLAIN
            and field.store
            and not (field.readonly or field.related or field.compute)
            and name not in MAGIC_COLUMNS
            and name not in locked
        ),
        key=lambda name: (
            name not in open_names,
            record._fields[name].type != "text",
            name,
        ),
    )
    if not names:
        return {}
    name = names[0]
    return {name: record._fields[name].convert_to_write(record[name], record)}


def get_open_names(record):
    """Name the fields that the present step of a record leaves open for its user.

    :rtype: set
    """
    try:
        return (
            record._get_writable_names()
            if hasattr(record, "_get_writable_names")
            else set()
        )
    except AccessError:
        return set()
