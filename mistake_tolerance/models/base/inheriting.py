"""Finds in the registry which models inherit a mixin, so that no list is needed."""


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
    """Find what each room declares in an attribute of a model, earlier rooms first.

    An attribute of an extension hides the one that it extends; here each counts.

    :param model: a class of the registry
    :param str name: of the attribute
    :return: its values
    """
    for part in reversed(model.mro()):
        if name in vars(part):
            yield vars(part)[name]
