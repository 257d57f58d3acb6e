"""Whether modules are being installed, updated or removed."""


def is_loading(env):
    """Return whether the registry is being loaded.

    No user is logged in then. A client cannot fake it, unlike a context key.

    :rtype: bool
    """
    return not env.registry.ready
