from odoo.exceptions import MissingError, UserError


def check_single(records):
    """Refuse an action on no record or on several, in words a client may show.

    Public methods use it in place of ``ensure_one``, whose error is one of code.

    :param records: what the action was called on
    :raises UserError: unless it is one record
    :raises MissingError: if it is gone
    """
    if len(records) != 1:
        raise UserError(records.env._("Choose one record, then press the button."))
    if not records.exists():
        raise MissingError(records.env._("This record is gone: close the page."))
