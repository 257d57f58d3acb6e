"""Changes to how people log in are entered in the ledger.

The ledger attributes an act to the user who is logged in. A user who sets somebody's
password, or makes an API key for them, can log in as them; so the ledger says who did
it. The secret itself is never entered.
"""

from odoo import api, models

from ..base.loading import is_loading

# Tokens that an identity provider renews at every log-in are left out.
RENEWED = frozenset({"id", "oauth_access_token"})
# Fields that Odoo checks at the next log-in, not in a running session.
AT_LOGIN = frozenset({"oauth_provider_id", "oauth_uid"})
# Fields of the user form, which Odoo writes without calling ``write``.
BY_FORM = frozenset({"new_password"})
# Fields that are no secret, so that old and new value can be compared.
PLAIN = frozenset({"active", "login"})


class ResUsers(models.Model):
    """Logs changes of the log-in of accounts that act in our records."""

    _inherit = "res.users"

    def write(self, vals):
        names = self._get_sign_in_fields() & vals.keys()
        if not names:
            return super().write(vals)
        # sudo: the ledger compares values that the acting user may not read.
        before = {user_sudo.id: user_sudo._get_plain() for user_sudo in self.sudo()}
        watched_sudo = self._filter_acting()
        result = super().write(vals)
        # Users who get their role with this change count too, as after an activation.
        for_sudo = watched_sudo | self._filter_acting()
        for name in sorted(names):
            for_sudo._ledger_append_sign_in(name, before, vals)
        return result

    def unlink(self):
        self._filter_acting()._ledger_append(
            "sign_in.remove", lambda user: {"login": user.login}
        )
        return super().unlink()

    def _get_sign_in_fields(self):
        """Return the fields by which a user logs in, those of other modules included.

        :rtype: set
        """
        return (self._get_session_token_fields() | AT_LOGIN | BY_FORM) - RENEWED

    def _get_plain(self):
        return {name: self[name] for name in PLAIN}

    def _ledger_append_sign_in(self, name, before, vals):
        """Enter that one of the fields by which users log in was written.

        :param str name: of the field
        :param dict before: by user id, the values of the fields that are no secret
        :param dict vals: what was written
        :return: the entries
        :rtype: tolerance.ledger.entry
        """
        users = self
        if name in BY_FORM and not vals[name]:
            # The form also sends it empty; then nothing is set.
            users = self.browse()
        elif name in PLAIN:
            users = self.filtered(lambda user: before[user.id][name] != user[name])
        code = self._get_sign_in_code(name, vals)

        def get_values(user):
            values = {"login": user.login}
            if name == "login":
                values["before"] = before[user.id]["login"]
            elif code == "sign_in.other":
                values["changed"] = name
            return values

        return users._ledger_append(code, get_values)

    @api.model
    def _get_sign_in_code(self, name, vals):
        """Return the code of the ledger for a field that was written.

        :rtype: str
        """
        if name == "active":
            return "sign_in.activate" if vals[name] else "sign_in.deactivate"
        if name == "totp_secret":
            return "sign_in.factor_set" if vals[name] else "sign_in.factor_removed"
        if name in BY_FORM:
            return "sign_in.password"
        codes = {
            "password": "sign_in.password",
            "login": "sign_in.login",
            "auth_passkey_key_ids": "sign_in.passkey",
        }
        return codes.get(name, "sign_in.other")

    def _filter_acting(self):
        """Return the accounts by which somebody acts in our records.

        These hold a role of ours, sit in a body, or belong to an employee: every
        employee may apply, and the head of a unit forwards.

        :return: with all rights, archived ones too
        :rtype: res.users
        """
        # sudo: roles, seats and employee records count whoever changes the log-in.
        users_sudo = self.sudo().with_context(active_test=False)
        # Nobody is logged in during an installation.
        if is_loading(self.env):
            return users_sudo.browse()
        groups = users_sudo._get_our_groups()
        seats_sudo = self.env["tolerance.body.member"].sudo()
        seats_sudo = seats_sudo.with_context(active_test=False)
        seated_sudo = seats_sudo.search([("user_id", "in", self.ids)]).user_id
        return users_sudo.filtered(
            lambda user: groups[user.id] or user in seated_sudo or user.employee_ids
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "sign_in.password": self.env._("Password of a user set"),
            "sign_in.login": self.env._("Login name of a user changed"),
            "sign_in.activate": self.env._("User account activated"),
            "sign_in.deactivate": self.env._("User account deactivated"),
            "sign_in.remove": self.env._("User account deleted"),
            "sign_in.factor_set": self.env._("Second factor of a user set up"),
            "sign_in.factor_removed": self.env._("Second factor of a user removed"),
            "sign_in.passkey": self.env._("Passkeys of a user changed"),
            "sign_in.other": self.env._("Way of a user to log in changed"),
        }


class ResUsersApikeys(models.Model):
    """Keys of the interfaces, and devices that need no second factor."""

    _name = "res.users.apikeys"
    _inherit = ["res.users.apikeys", "tolerance.ledger.mixin"]

    def _generate(self, scope, name, expiration_date):
        key = super()._generate(scope, name, expiration_date)
        self.env.user._filter_acting()._ledger_append(
            "sign_in.key_made",
            lambda user: {"login": user.login, "kind": self._name, "name": name},
        )
        return key

    def unlink(self):
        # sudo: the ledger names the user of a key, whoever removes it.
        keys_sudo = self.sudo()
        acting_sudo = keys_sudo.user_id._filter_acting()
        keys_sudo.filtered(lambda key: key.user_id in acting_sudo)._ledger_append(
            "sign_in.key_removed"
        )
        return super().unlink()

    def _get_ledger_record(self):
        # A change of a way to log in is entered as an act on the user.
        return self.user_id

    def _get_ledger_values(self):
        return {"login": self.user_id.login, "kind": self._name, "name": self.name}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "sign_in.key_made": self.env._("API key of a user made"),
            "sign_in.key_removed": self.env._("API key of a user removed"),
        }


class HrEmployee(models.Model):
    """Logs which account belongs to whom: the head of a unit acts by it."""

    _inherit = "hr.employee"

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        # sudo: the ledger names the account before and after, whoever changes it.
        before = {employee_sudo: employee_sudo.user_id for employee_sudo in self.sudo()}
        result = super().write(vals)
        if is_loading(self.env):
            return result
        for employee_sudo, was_sudo in before.items():
            now_sudo = employee_sudo.user_id
            if now_sudo == was_sudo:
                continue
            terms = {
                "employee": employee_sudo.id,
                "before": was_sudo.id or 0,
                "after": now_sudo.id or 0,
            }
            (now_sudo | was_sudo)._ledger_append(
                "sign_in.employee",
                lambda user, terms=terms: {"login": user.login, **terms},
            )
        return result

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "sign_in.employee": self.env._("User account of an employee changed"),
        }
