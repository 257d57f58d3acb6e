"""Checks that a button was pressed on one record that exists."""

from odoo.exceptions import MissingError, UserError


def check_single(records):
    """Refuse an action on no record or on several, with a message for the user.

    Public methods use it instead of ``ensure_one``, whose error is for developers.

    :param records: what the action was called on
    :raises UserError: unless it is one record
    :raises MissingError: if it is gone
    """
    if len(records) != 1:
        raise UserError(records.env._("Choose one record, then press the button."))
    check_exists(records)


def check_exists(records):
    """Refuse an action on a record that is not there.

    Odoo reads a record of id 0, which any client can name, as one without values.

    :raises MissingError: if one is gone or never was
    """
    # An abstract model has no records.
    if records._abstract or len(records.exists()) != len(records):
        raise MissingError(records.env._("This record is gone: close the page."))
