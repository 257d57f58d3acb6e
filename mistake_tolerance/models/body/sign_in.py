"""Changes to how people log in are entered in the ledger.

The ledger attributes an act to the user who is logged in. A user who sets somebody's
password, or makes an API key for them, can log in as them; so the ledger says who did
it. The secret itself is never entered.
"""

from odoo import api, models

from ..base.loading import is_loading

# Fields of Odoo's session token that are no credentials: the id, and the token that an
# identity provider renews at every log-in.
NOT_CREDENTIALS = frozenset({"id", "oauth_access_token"})
# Fields that Odoo checks at the next log-in, not in a running session; a new password
# is sent to the address of the contact.
AT_LOGIN = frozenset({"oauth_provider_id", "oauth_uid", "partner_id"})
# The password field of the user form. It comes through ``write``; Odoo then sets
# ``password`` from it without another ``write``.
BY_FORM = frozenset({"new_password"})
# Fields that are no secret, so that old and new value can be compared.
PLAIN = frozenset({"active", "login", "partner_id"})


class ResUsers(models.Model):
    """Logs changes of the log-in of accounts that act in our records."""

    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        users._filter_watched()._ledger_append(
            "sign_in.create", lambda user: {"login": user.login}
        )
        return users

    def write(self, vals):
        names = self._get_sign_in_fields() & vals.keys()
        if not names:
            return super().write(vals)
        # sudo: the ledger compares values that the acting user may not read.
        before = {
            user_sudo.id: user_sudo._get_plain_values() for user_sudo in self.sudo()
        }
        watched_sudo = self._filter_watched()
        result = super().write(vals)
        # An account counts that was watched before, and one that is because of this
        # change: it gets a role or becomes active by it.
        watched_sudo |= self._filter_watched()
        for name in sorted(names):
            watched_sudo._ledger_append_sign_in(name, before, vals)
        return result

    def unlink(self):
        self._filter_watched()._ledger_append(
            "sign_in.remove", lambda user: {"login": user.login}
        )
        return super().unlink()

    def _get_sign_in_fields(self):
        """Return the fields by which a user logs in, those of other modules included.

        :rtype: set
        """
        return (self._get_session_token_fields() | AT_LOGIN | BY_FORM) - NOT_CREDENTIALS

    def _get_plain_values(self):
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

    def _filter_watched(self):
        """Return the accounts by which somebody acts in our records.

        These hold a role of ours, sit in a body, or belong to an employee: every
        employee may apply, and the head of a unit forwards.

        :return: with all rights, archived ones too
        :rtype: res.users
        """
        # sudo: the user who changes the log-in may not read seats and employees.
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
            "sign_in.create": self.env._("User account created"),
            "sign_in.activate": self.env._("User account activated"),
            "sign_in.deactivate": self.env._("User account deactivated"),
            "sign_in.remove": self.env._("User account deleted"),
            "sign_in.factor_set": self.env._("Second factor of a user set up"),
            "sign_in.factor_removed": self.env._("Second factor of a user removed"),
            "sign_in.passkey": self.env._("Passkeys of a user changed"),
            "sign_in.other": self.env._("Way of a user to log in changed"),
        }


class ResUsersApikeys(models.Model):
    """Enters in the ledger who makes or removes an API key.

    Trusted devices of the two-factor log-in inherit this model.
    """

    _name = "res.users.apikeys"
    _inherit = ["res.users.apikeys", "tolerance.ledger.mixin"]

    def _generate(self, scope, name, expiration_date):
        key = super()._generate(scope, name, expiration_date)
        self.env.user._filter_watched()._ledger_append(
            "sign_in.key_made",
            lambda user: {"login": user.login, "kind": self._name, "name": name},
        )
        return key

    def unlink(self):
        # sudo: the ledger names the user of a key, also where another one removes it.
        keys_sudo = self.sudo()
        watched_sudo = keys_sudo.user_id._filter_watched()
        keys_sudo.filtered(lambda key: key.user_id in watched_sudo)._ledger_append(
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
    """Logs which account belongs to whom: the head of a unit acts through it."""

    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(vals_list)
        # sudo: the ledger names accounts that the acting user may not read.
        nobody_sudo = self.env["res.users"].sudo()
        employees._ledger_append_account(dict.fromkeys(employees.sudo(), nobody_sudo))
        return employees

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        # sudo: the ledger names accounts that the acting user may not read.
        before = {employee_sudo: employee_sudo.user_id for employee_sudo in self.sudo()}
        result = super().write(vals)
        self._ledger_append_account(before)
        return result

    def unlink(self):
        # sudo: the ledger names accounts that the acting user may not read.
        nobody_sudo = self.env["res.users"].sudo()
        owned_sudo = self.sudo().filtered("user_id")
        before = {employee_sudo: employee_sudo.user_id for employee_sudo in owned_sudo}
        # Entered first: afterwards there is no employee to name.
        self._ledger_append_account(before, dict.fromkeys(owned_sudo, nobody_sudo))
        return super().unlink()

    @api.model
    def _ledger_append_account(self, before, after=None):
        """Enter that employees have another account than before.

        :param dict before: the accounts, by employee; both with all rights
        :param dict after: the accounts that they get; None: those they have now
        """
        if is_loading(self.env):
            return
        for employee_sudo, old_user_sudo in before.items():
            new_user_sudo = (after or {}).get(employee_sudo, employee_sudo.user_id)
            if new_user_sudo == old_user_sudo:
                continue
            terms = {
                "employee": employee_sudo.id,
                "before": old_user_sudo.id or 0,
                "after": new_user_sudo.id or 0,
            }
            (new_user_sudo | old_user_sudo)._ledger_append(
                "sign_in.employee",
                lambda user, terms=terms: {"login": user.login, **terms},
            )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "sign_in.employee": self.env._("User account of an employee changed"),
        }
