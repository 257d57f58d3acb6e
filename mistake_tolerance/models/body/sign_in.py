"""How people log in: every change is entered in the ledger.

An act of a person is that of whoever is logged in. Who sets somebody's password, or
makes a key for them, can log in as them; so the ledger says who did it. Nothing of
the secret itself is entered.
"""

from odoo import models

from ..base.loading import is_loading

# A token that an identity provider renews at every log-in tells nothing.
RENEWED = frozenset({"id", "oauth_access_token"})
# What Odoo asks for at the next log-in, but not again in a running session.
AT_LOGIN = frozenset({"oauth_provider_id", "oauth_uid"})
# What the form of a user writes; Odoo hands it on below ``write``.
BY_FORM = frozenset({"new_password"})
# What is no secret and can be compared with what it was.
PLAIN = frozenset({"active", "login"})


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        names = self._get_sign_in_fields() & vals.keys()
        if not names:
            return super().write(vals)
        before = {user_sudo.id: user_sudo._get_plain() for user_sudo in self.sudo()}
        watched_sudo = self._filter_acting()
        result = super().write(vals)
        # Who only now may act is watched too, as after an activation.
        for_sudo = watched_sudo | self._filter_acting()
        self._enter_sign_ins(
            [
                (code, user_sudo, payload)
                for user_sudo in for_sudo
                for code, payload in user_sudo._get_sign_in_changes(
                    names, before[user_sudo.id], vals
                )
            ]
        )
        return result

    def unlink(self):
        self._enter_sign_ins(
            [("sign_in.remove", user_sudo, {}) for user_sudo in self._filter_acting()]
        )
        return super().unlink()

    def _get_sign_in_fields(self):
        """Return the fields by which a user logs in, those of other modules included.

        :rtype: set
        """
        return (self._get_session_token_fields() | AT_LOGIN | BY_FORM) - RENEWED

    def _get_plain(self):
        return {name: self[name] for name in PLAIN}

    def _get_sign_in_changes(self, names, before, vals):
        """Say what has changed for one user.

        :param names: the fields that were written
        :param dict before: values of the fields that are no secret
        :param dict vals: what was written
        :return: pairs of a code of the ledger and its details
        :rtype: list
        """
        changes = []
        now = self._get_plain()
        for name in sorted(names):
            if name in PLAIN and before[name] == now[name]:
                continue
            if name in BY_FORM and not vals[name]:
                # The form sends it empty too, and then nothing is set.
                continue
            if name == "password" or name in BY_FORM:
                changes.append(("sign_in.password", {}))
            elif name == "login":
                changes.append(("sign_in.login", {"before": before["login"]}))
            elif name == "active":
                code = "sign_in.activate" if now["active"] else "sign_in.deactivate"
                changes.append((code, {}))
            elif name == "totp_secret":
                is_set = bool(vals[name])
                code = "sign_in.factor_set" if is_set else "sign_in.factor_removed"
                changes.append((code, {}))
            elif name == "auth_passkey_key_ids":
                changes.append(("sign_in.passkey", {}))
            else:
                changes.append(("sign_in.other", {"changed": name}))
        return changes

    def _filter_acting(self):
        """Return the accounts by which somebody acts in our records.

        These hold a role of ours, sit in a body, or belong to an employee: every
        employee may apply, and the head of a unit forwards.

        :return: with all rights, archived ones too
        :rtype: res.users
        """
        users_sudo = self.sudo().with_context(active_test=False)
        # During an installation nobody logs in.
        if is_loading(self.env):
            return users_sudo.browse()
        groups = users_sudo._get_our_groups()
        seats_sudo = self.env["tolerance.body.member"].sudo()
        seats_sudo = seats_sudo.with_context(active_test=False)
        seated_sudo = seats_sudo.search([("user_id", "in", self.ids)]).user_id
        return users_sudo.filtered(
            lambda user: groups[user.id] or user in seated_sudo or user.employee_ids
        )

    def _enter_sign_ins(self, acts):
        """Enter changes of how users log in.

        :param acts: triples of a code, a user and details that hold no secret
        """
        if acts:
            self.env["tolerance.ledger.entry"].sudo()._append_many(
                [
                    (code, user_sudo, {"login": user_sudo.login, **payload}, None)
                    for code, user_sudo, payload in acts
                ]
            )


class ResUsersApikeys(models.Model):
    """Keys of the interfaces, and devices that need no second factor."""

    _inherit = "res.users.apikeys"

    def _generate(self, scope, name, expiration_date):
        key = super()._generate(scope, name, expiration_date)
        user = self.env.user
        payload = {"kind": self._name, "name": name}
        user._enter_sign_ins(
            [
                ("sign_in.key_made", user_sudo, payload)
                for user_sudo in user._filter_acting()
            ]
        )
        return key

    def unlink(self):
        keys_sudo = self.sudo()
        acting_sudo = keys_sudo.user_id._filter_acting()
        acting_sudo._enter_sign_ins(
            [
                (
                    "sign_in.key_removed",
                    key_sudo.user_id,
                    {"kind": self._name, "name": key_sudo.name},
                )
                for key_sudo in keys_sudo
                if key_sudo.user_id in acting_sudo
            ]
        )
        return super().unlink()


class HrEmployee(models.Model):
    """Which account is whose: the head of a unit acts by theirs."""

    _inherit = "hr.employee"

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        before = {employee_sudo: employee_sudo.user_id for employee_sudo in self.sudo()}
        result = super().write(vals)
        acts = [
            (
                "sign_in.employee",
                user_sudo,
                {
                    "employee": employee_sudo.id,
                    "before": was_sudo.id or 0,
                    "after": employee_sudo.user_id.id or 0,
                },
            )
            for employee_sudo, was_sudo in before.items()
            if employee_sudo.user_id != was_sudo
            for user_sudo in employee_sudo.user_id | was_sudo
        ]
        if not is_loading(self.env):
            self.env["res.users"]._enter_sign_ins(acts)
        return result
