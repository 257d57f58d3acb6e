"""While modules are installed, updated or removed: data files and hooks write."""


def is_loading(env):
    """Tell whether the registry is being loaded.

    Nobody is logged in then. No client can claim it, unlike a key of the context.

    :rtype: bool
    """
    return not env.registry.ready
