"""The name of a record type in the ledger.

It is part of the texts that are hashed, as the name of a record type and as the
key of a chain. A model that is renamed therefore keeps its first name in the
attribute ``_ledger_name``; any other model is entered under its own name.
"""


def get_ledger_name(model):
    """Return the name under which records of a model are entered.

    :param model: a model class or a recordset
    :rtype: str
    """
    return getattr(model, "_ledger_name", None) or model._name


def get_chain_key(record):
    """Return the key of the chain to which entries about a record are linked.

    :param record: one record, usually a case
    :rtype: str
    """
    return f"{get_ledger_name(record)},{record.id}"


def find_model_names(env):
    """Find today's names of the models, by the names the ledger has for them.

    :return: ``{ledger name: model name}``, of every model
    :rtype: dict
    """
    return {get_ledger_name(model): name for name, model in env.registry.items()}
