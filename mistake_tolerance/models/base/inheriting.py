"""Which record types inherit a mixin: asked of the registry, so nobody lists them."""


def find_inheriting(env, mixin):
    """Name the record types that inherit a mixin, in the order they were made.

    :param str mixin: name of an abstract model
    :rtype: list
    """
    parent = env.registry[mixin]
    return [
        name
        for name, model in env.registry.items()
        if issubclass(model, parent) and not model._abstract
    ]
