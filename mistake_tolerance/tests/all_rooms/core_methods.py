"""Public methods that Odoo itself brings to our models, and what stands in their way.

The table ``security/core_methods.csv`` names each with a verdict: *harmless* says
nothing of a record, *refused* is closed to everybody, *checked* asks for the right of
the caller.
"""

import csv
import inspect
from pathlib import Path

from odoo.exceptions import AccessError
from odoo.service.model import get_public_method

from .matrix import ADDONS, get_public_methods

PATH = Path(__file__).parents[3] / "security" / "core_methods.csv"
VERDICTS = ("harmless", "refused", "checked")
MAIL = "From: a@example.com\nTo: b@example.com\nSubject: x\nMessage-Id: <x@y>\n\nText"
ARCHIVING = ("action_archive", "action_unarchive", "toggle_active")
ACTIVITY = "mail.mail_activity_data_todo"


def read_table():
    """Return the rows of the table.

    :rtype: list
    """
    with open(PATH, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find_all_models(env):
    """Return the models of our addons, abstract ones and dialogs among them.

    :rtype: list
    """
    modules = {addon.rpartition(".")[2] for addon in ADDONS}
    return sorted(
        n for n, cls in env.registry.items() if cls._original_module in modules
    )


def find_core_methods(env, names):
    """Return the methods of Odoo that a client can call on the models.

    :param list names: names of models
    :return: ``{method: names of models}``
    :rtype: dict
    """
    found = {}
    for name in names:
        model = env[name]
        ours = get_public_methods(type(model))
        for method in dir(type(model)):
            if method.startswith("_") or method in ours:
                continue
            value = inspect.getattr_static(type(model), method)
            if callable(value) or isinstance(value, classmethod):
                found.setdefault(method, set()).add(name)
    return found


def is_callable(model, method):
    """Tell whether a client can call the method.

    :rtype: bool
    """
    try:
        get_public_method(model, method)
    except AccessError:
        return False
    # A method of the class takes no records, so that no call of a client fits it.
    return not isinstance(inspect.getattr_static(type(model), method), classmethod)


def is_applicable(model, method):
    """Tell whether the method can do anything at all on the type.

    :rtype: bool
    """
    if method in ARCHIVING:
        return "active" in model._fields
    if method == "create":
        return model._auto
    if method == "read_progress_bar":
        return bool(find_states(model))
    if method == "name_create":
        return model._fields[model._rec_name or "id"].type in ("char", "text")
    if method == "get_property_definition":
        return any(field.type == "properties" for field in model._fields.values())
    return is_callable(model, method)


def get_call(model, method, record_id, mine, leads):
    """Say how a client would call the method to get at one record.

    :param model: in the environment of the caller
    :param str method: name of the method
    :param int record_id: what the caller tries to reach
    :param res.users mine: who calls
    :param dict leads: a new record that leads to what the caller tries to reach
    :return: arguments, and keyword arguments, as ``call_kw`` takes them
    :rtype: tuple
    """
    ids, partner = [record_id], mine.partner_id.id
    domain = [["id", "=", record_id]]
    fields = {
        name: field
        for name, field in sorted(model._fields.items())
        if field.store and field.type in ("char", "text", "date", "many2one")
    }
    read = [n for n in fields if mine.has_groups(fields[n].groups or "base.group_user")]
    read = [*read, "display_name"]
    grouped = next((n for n in read[:-1] if fields[n].type != "text"), "create_date")
    if grouped != "create_date" and fields[grouped].type == "date":
        grouped = "create_uid"
    linked = next((n for n in read[:-1] if fields[n].type == "many2one"), "create_uid")
    texts = [n for n in read[:-1] if fields[n].type in ("char", "text")]
    text = next(
        (n for n in texts if not fields[n].readonly), (*texts, "display_name")[0]
    )
    values = {text: "Changed"}
    spec = {name: {} for name in read}
    shown, colors = next(iter(find_states(model).items()), ("state", ()))
    source = "mail.message_user_assigned"
    rendered = {
        "render_values": {"object": {"display_name": "x"}, "model_description": "x"}
    }
    named = {
        "activity_feedback": ([ids, [ACTIVITY]], {"feedback": "Changed"}),
        "activity_reschedule": ([ids, [ACTIVITY]], {"date_deadline": "2026-01-01"}),
        "activity_schedule": ([ids, ACTIVITY], {"user_id": mine.id}),
        "activity_search": ([ids, [ACTIVITY]], {}),
        "activity_send_mail": ([ids, find_template(model)], {}),
        "activity_unlink": ([ids, [ACTIVITY]], {}),
        "check_access_rights": (["read"], {"raise_exception": False}),
        "check_access_rule": ([ids, "read"], {}),
        "check_field_access_rights": (["read", [text]], {}),
        "copy_translations": ([ids, record_id], {}),
        "create": ([[leads]], {}),
        "default_get": ([[text]], {}),
        "export_data": ([ids, read], {}),
        "formatted_read_group": ([domain, [grouped], ["__count"]], {}),
        "formatted_read_grouping_sets": ([domain, [[grouped]], ["__count"]], {}),
        "get_empty_list_help": (["x"], {}),
        "get_field_translations": ([ids, text], {}),
        "get_property_definition": ([f"{linked}.x"], {}),
        "get_views": ([[[False, "list"]]], {}),
        "has_access": ([ids, "read"], {}),
        "load": ([[".id", text], [[str(record_id), "Changed"]]], {}),
        "message_mail_with_source": ([ids, source], rendered),
        "message_notify": ([ids], {"partner_ids": [partner], "body": "Changed"}),
        "message_parse": ([MAIL], {}),
        "message_post": ([ids], {"body": "Changed", "partner_ids": [partner]}),
        "message_post_with_source": ([ids, source], rendered),
        "message_process": ([model._name, MAIL], {"thread_id": record_id}),
        "message_subscribe": ([ids, [partner]], {}),
        "message_unsubscribe": ([ids, [partner]], {}),
        "name_create": (["Changed"], {}),
        "name_search": ([""], {"domain": domain}),
        "notify_cancel_by_type": ([], {"notification_type": "email"}),
        "onchange": ([ids, values, [text], spec], {}),
        "read": ([ids, read], {}),
        "read_group": ([domain, [grouped], [grouped]], {}),
        "read_progress_bar": (
            [
                domain,
                grouped,
                {"field": shown, "colors": dict.fromkeys(colors, "danger")},
            ],
            {},
        ),
        "search": ([domain], {}),
        "search_count": ([domain], {}),
        "search_panel_select_multi_range": ([linked], {"search_domain": domain}),
        "search_panel_select_range": ([linked], {"search_domain": domain}),
        "search_read": ([domain, read], {}),
        "update_field_translations": ([ids, text, {"en_US": "Changed"}], {}),
        "view_header_get": ([False, "list"], {}),
        "web_name_search": (["", {"display_name": {}}], {"domain": domain}),
        "web_override_translations": ([ids, values], {}),
        "web_read": ([ids, spec], {}),
        "web_read_group": ([domain, [grouped], ["__count"]], {}),
        "web_resequence": ([ids, {"display_name": {}}], {"field_name": text}),
        "web_save": ([ids, values, spec], {}),
        "web_save_multi": ([ids, [values], spec], {}),
        "web_search_read": ([domain, spec], {}),
        "write": ([ids, values], {}),
    }
    if method in named:
        return named[method]
    value = getattr(type(model), method)
    return ([] if getattr(value, "_api_model", False) else [ids]), {}


def find_states(model):
    """Return the values of each field that a progress bar can count.

    :rtype: dict
    """
    return {
        name: field.get_values(model.env)
        for name, field in sorted(model._fields.items())
        if field.type == "selection" and field.store and not field.groups
    }


def find_template(model):
    """Return the id of a template of mails for the type, made if there is none."""
    Template = model.env["mail.template"].sudo()
    model_id = model.env["ir.model"].sudo()._get_id(model._name)
    found = Template.search([("model_id", "=", model_id)], limit=1)
    return (found or Template.create({"name": "T", "model_id": model_id})).id
