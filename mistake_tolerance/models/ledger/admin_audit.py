"""Enters what an administrator changes around the records in the ledger.

An administrator may add users to a group, loosen a rule or switch off a scheduled
action, and can undo a protection by it. This is allowed, but the ledger shows it. An
automation on our record types acts through a server action, which is watched.
"""

from odoo import api, models

from ..base.loading import is_loading


class ToleranceAdminAudit(models.AbstractModel):
    """Enters creation, change and deletion of the watched records."""

    _name = "tolerance.admin.audit"
    _description = "Watched by the Ledger"
    _inherit = ["tolerance.ledger.mixin"]

    _watched_fields = ()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._filter_watched()._ledger_append(
            "oversight.create", lambda record: record._get_audited()
        )
        return records

    def write(self, vals):
        names = sorted(set(self._watched_fields) & vals.keys())
        if not names:
            return super().write(vals)
        watched = self._filter_watched()
        before = watched._get_watched_values(names)
        result = super().write(vals)
        now = watched._get_watched_values(names)
        changed = watched.filtered(lambda record: before[record.id] != now[record.id])
        changed._ledger_append(
            "oversight.change",
            lambda record: {
                **record._get_audited(),
                "before": str(before[record.id]),
                "after": str(now[record.id]),
            },
        )
        return result

    def unlink(self):
        self._filter_watched()._ledger_append(
            "oversight.remove", lambda record: record._get_audited()
        )
        return super().unlink()

    def _filter_watched(self):
        """Return the records whose changes are entered.

        :rtype: recordset
        """
        # Modules set up their own records during an installation.
        if is_loading(self.env):
            return self.browse()
        # sudo: the user may not read all that tells whether a record affects ours.
        return self.sudo()._filter_ours()

    def _filter_ours(self):
        """Return the records that bear on ours: all of a record type of ours.

        :rtype: recordset
        """
        if self._name.startswith("tolerance."):
            return self
        return self.filtered(
            lambda record: record.model_id.model.startswith("tolerance.")
        )

    def _get_watched_values(self, names):
        return {
            record.id: {
                name: record._fields[name].convert_to_export(record[name], record)
                if record._fields[name].type != "many2many"
                else sorted(record[name].ids)
                for name in names
            }
            for record in self
        }

    def _get_audited(self):
        """Return which record was changed, as the ledger states it.

        :rtype: dict
        """
        return {"model": self._name, "name": self.display_name}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "oversight.create": self.env._("Rule, right or action set up"),
            "oversight.change": self.env._("Rule, right or action changed"),
            "oversight.remove": self.env._("Rule, right or action removed"),
        }


class IrRule(models.Model):
    _name = "ir.rule"
    _inherit = ["ir.rule", "tolerance.admin.audit"]

    _watched_fields = (
        "active",
        "domain_force",
        "groups",
        "model_id",
        "perm_create",
        "perm_read",
        "perm_unlink",
        "perm_write",
    )


class IrModelAccess(models.Model):
    _name = "ir.model.access"
    _inherit = ["ir.model.access", "tolerance.admin.audit"]

    _watched_fields = (
        "active",
        "group_id",
        "model_id",
        "perm_create",
        "perm_read",
        "perm_unlink",
        "perm_write",
    )


class IrActionsServer(models.Model):
    _name = "ir.actions.server"
    _inherit = ["ir.actions.server", "tolerance.admin.audit"]

    _watched_fields = ("code", "model_id", "state", "crud_model_id", "update_path")


class IrCron(models.Model):
    _name = "ir.cron"
    _inherit = ["ir.cron", "tolerance.admin.audit"]

    _watched_fields = ("active", "interval_number", "interval_type", "user_id")


class ResGroups(models.Model):
    _name = "res.groups"
    _inherit = ["res.groups", "tolerance.admin.audit"]

    _watched_fields = ("implied_ids", "implied_by_ids", "user_ids")

    def _filter_ours(self):
        return self & self._get_ours()

    @api.model
    def _get_ours(self):
        """Return the groups of this addon.

        :rtype: res.groups
        """
        # sudo: every user may know which groups exist.
        data_sudo = self.env["ir.model.data"].sudo()
        rows_sudo = data_sudo.search_fetch(
            [("module", "=", "mistake_tolerance"), ("model", "=", self._name)],
            ["res_id"],
        )
        return self.sudo().browse(rows_sudo.mapped("res_id")).exists()


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = ["res.users", "tolerance.ledger.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        users._ledger_append_roles({user.id: set() for user in users})
        return users

    def write(self, vals):
        if "group_ids" not in vals:
            return super().write(vals)
        before = self._get_our_groups()
        result = super().write(vals)
        self._ledger_append_roles(before)
        return result

    def _get_our_groups(self):
        # sudo: users do not read the groups of each other.
        ours_sudo = self.env["res.groups"]._get_ours()
        return {
            user.id: set((user.all_group_ids & ours_sudo).ids) for user in self.sudo()
        }

    def _ledger_append_roles(self, before):
        """Enter who got or lost one of our roles.

        :param dict before: ``{user id: ids of our groups}``
        """
        if is_loading(self.env):
            return
        now = self._get_our_groups()
        # sudo: the ledger names groups that the user may not read.
        Group = self.env["res.groups"].sudo()

        def get_names(group_ids):
            return Group.browse(sorted(group_ids)).mapped("name")

        # sudo: the entry states the login name, which the acting user may not read.
        changed_sudo = self.sudo().filtered(
            lambda user: now[user.id] != before[user.id]
        )
        changed_sudo._ledger_append(
            "oversight.roles",
            lambda user: {
                "login": user.login,
                "given": get_names(now[user.id] - before[user.id]),
                "taken": get_names(before[user.id] - now[user.id]),
            },
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "oversight.roles": self.env._("Roles of a user changed"),
        }
