"""Collects what the rooms declare about a model, so that no central list is needed.

In Python an attribute of an extending class hides that of the class it extends. Here
the attribute of each room counts.
"""


def find_inheriting(env, mixin):
    """Return the record types that inherit a mixin, in the order of creation.

    :param str mixin: name of an abstract model
    :rtype: list
    """
    parent = env.registry[mixin]
    return [
        name
        for name, model in env.registry.items()
        if issubclass(model, parent) and not model._abstract
    ]


def iter_declared(model, name):
    """Return the values that each class of a model gives an attribute, in order.

    :param model: a class of the registry
    :param str name: of the attribute
    :return: its values
    """
    for part in reversed(model.mro()):
        if name in vars(part):
            yield vars(part)[name]
