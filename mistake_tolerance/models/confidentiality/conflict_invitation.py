from odoo import api, models
from odoo.exceptions import AccessError


class ToleranceConflict(models.Model):
    """Who may bring other people to a record that conflicts can close.

    If only one colleague could not be chosen, the error would reveal that this
    colleague reported the matter or is a witness. So every choice is refused, except
    to the clerk in charge, who knows; others write to the existing followers.
    """

    _inherit = "tolerance.conflict"

    @api.model
    def _check_invitation(self, records, partners):
        """Refuse that a user adds, mentions or assigns people on a closed type.

        :param records: of any model
        :param res.partner partners: whom the user adds, mentions or assigns
        :raise AccessError: independent of who is in conflict
        """
        if self.env.su or not records._conflict_paths:
            return
        new = partners - self.env.user.partner_id
        for record in records if new else ():
            if self.env.user in self._get_clerks_in_charge(record):
                continue
            if new - self._get_audience(record):
                raise AccessError(
                    self.env._(
                        "Only the clerk in charge can bring other people to this "
                        "record. Write the message without mentioning anybody; the "
                        "followers of the record read it."
                    )
                )

    @api.model
    def _get_clerks_in_charge(self, record):
        """Return the clerks of the cases that a record belongs to.

        :rtype: res.users
        """
        clerks = self.env["res.users"]
        for holder_sudo in self._get_holders(record):
            if "clerk_id" in holder_sudo:
                clerks |= holder_sudo.clerk_id.sudo(False)
        return clerks

    @api.model
    def _get_audience(self, record):
        """Return the partners who have a part in a record, so that they reveal nothing.

        :rtype: res.partner
        """
        # Followers and own pages are read for the check, not shown to the user.
        record_sudo = record.sudo()
        users_sudo = self._get_clerks_in_charge(record).sudo()
        for path in record._own_page_paths:
            users_sudo |= record_sudo.mapped(path)
        partners_sudo = users_sudo.partner_id
        if "message_partner_ids" in record_sudo:
            partners_sudo |= record_sudo.message_partner_ids
        return partners_sudo.sudo(False)
