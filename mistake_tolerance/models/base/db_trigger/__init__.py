"""The functions and triggers by which the database enforces our rules."""

from .noted import find_changed_objects
from .trigger import (
    Refusal,
    check_deferred,
    create_deferred_trigger,
    create_function,
    create_trigger,
    drop_trigger,
    get_sentence,
    keep_columns,
)
