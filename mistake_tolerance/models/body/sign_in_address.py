"""Who changes the address to which a new password is sent is entered in the ledger.

A link to set a password goes to the e-mail address of a user. Who changes that address
and asks for the link can log in as the user.
"""

from odoo import api, models


class ResPartner(models.Model):
    """Logs changes of the address of accounts that act in our records."""

    _inherit = "res.partner"

    def write(self, vals):
        # The link is asked for by ``signup_type``, a field of the module for sign-ups.
        asks_for_link = vals.get("signup_type") and not self.env.user._is_public()
        if "email" not in vals and not asks_for_link:
            return super().write(vals)
        # sudo: the acting user may not read the accounts of a contact.
        partners_sudo = self.sudo().with_context(active_test=False)
        # A user who is written has the new address already when the contact gets it.
        before = {
            user_sudo: partner_sudo.email or ""
            for partner_sudo in partners_sudo
            for user_sudo in partner_sudo.user_ids
        }
        result = super().write(vals)
        users_sudo = partners_sudo.user_ids.filtered(lambda user: user in before)
        if asks_for_link:
            users_sudo._filter_watched()._ledger_append(
                "sign_in.link", lambda user: {"login": user.login}
            )
        if "email" in vals:
            changed_sudo = users_sudo.filtered(
                lambda user: (user.partner_id.email or "") != before[user]
            )
            if changed_sudo:
                changed_sudo._filter_watched()._ledger_append(
                    "sign_in.email",
                    lambda user: {
                        "login": user.login,
                        "before": before[user],
                        "after": user.partner_id.email or "",
                    },
                )
        return result


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "sign_in.email": self.env._("E-mail address of a user changed"),
            "sign_in.link": self.env._("Link to set the password of a user requested"),
        }
