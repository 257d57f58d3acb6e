"""What a self-check compares from night to night: who may do what, and what runs."""

from hashlib import sha256

from odoo import api, models
from odoo.fields import Domain

from ...rules.canonical import canonical
from ..guard.guard import SCOPE_FIELDS

OURS = Domain("model_id.model", "=like", "tolerance.%")
RIGHTS = ("perm_read", "perm_write", "perm_create", "perm_unlink")
# Record types of other addons that are compared where they are installed.
OF_NEIGHBOURS = {
    "automation": (
        "base.automation",
        ("active", "model_id", "trigger", "filter_domain", "action_server_ids"),
    ),
    "audit_rule": ("auditlog.rule", ("state", "model_id")),
}


def digest(values):
    """Return a short text that differs where the values differ.

    :param list values: plain values, as :func:`~rules.canonical.canonical` takes them
    :rtype: str

    >>> digest([1, "a"]) == digest([1, "a"]), digest([1]) == digest([2])
    (True, False)
    """
    return sha256(canonical(values).encode()).hexdigest()[:16]


class ToleranceSelfCheck(models.Model):
    _inherit = "tolerance.self.check"

    @api.model
    def _read_settings(self):
        env = self.with_context(active_test=False).env
        settings = super()._read_settings() | {
            "role": self._read_roles(),
            "right": self._read_rows(
                env["ir.model.access"], OURS, ("active", "group_id", *RIGHTS)
            ),
            "rule": self._read_rows(
                env["ir.rule"], OURS, ("active", "domain_force", "groups", *RIGHTS)
            ),
            # Code on any model can reach ours.
            "action": self._read_rows(
                env["ir.actions.server"],
                Domain("state", "not in", ("multi",)),
                ("code", "model_id", "state", "webhook_url", "update_path", "value"),
            ),
            "job": self._read_rows(
                env["ir.cron"],
                Domain.TRUE,
                ("active", "interval_number", "interval_type", "user_id"),
            ),
            "default": self._read_rows(
                env["ir.default"],
                Domain("field_id.model", "=like", "tolerance.%")
                | Domain("field_id.model", "=like", "hr.%"),
                ("field_id", "json_value", "user_id", "company_id"),
            ),
            "sequence": self._read_rows(
                env["ir.sequence"],
                Domain("code", "=like", "tolerance.%"),
                ("prefix", "suffix", "padding", "implementation", "number_increment"),
            ),
            "computed_field": self._read_rows(
                env["ir.model.fields"],
                Domain("state", "=", "manual")
                & (Domain("compute", "!=", False) | Domain("related", "!=", False)),
                ("model", "name", "compute", "depends", "related", "store"),
            ),
            "guard": self._read_rows(
                env["tolerance.guard"], Domain.TRUE, ("active", "model", *SCOPE_FIELDS)
            ),
            "zone": {
                str(company.id): [
                    company.name,
                    digest([company._tolerance_setting("tolerance_tz")]),
                ]
                for company in env["res.company"].search([])
            },
            "trigger": self._read_expected(),
        }
        for kind, (name, names) in OF_NEIGHBOURS.items():
            if name in env:
                settings[kind] = self._read_rows(env[name], Domain.TRUE, names)
        return settings

    @api.model
    def _read_roles(self):
        """Return who holds which role of ours, also by a group that implies it.

        :rtype: dict
        """
        groups = self.env["res.groups"]._get_ours().with_env(self.env)
        return {
            f"{group.id}-{user.id}": [f"{user.login}: {group.full_name}", ""]
            for group in groups
            for user in group.with_context(active_test=False).all_user_ids
        }

    @api.model
    def _read_rows(self, model, domain, names):
        """Return records with a digest of some of their fields.

        :param model: an empty recordset
        :param Domain domain: which records
        :param tuple names: of the fields that are compared
        :rtype: dict
        """
        names = [name for name in names if name in model._fields]
        rows = {}
        for record in model.search(domain, order="id"):
            values = [
                record._fields[name].convert_to_export(record[name], record) or None
                if record._fields[name].type not in ("many2one", "many2many")
                else sorted(record[name].ids)
                for name in names
            ]
            rows[str(record.id)] = [
                record.display_name or str(record.id),
                digest([value if _is_plain(value) else str(value) for value in values]),
            ]
        return rows

    @api.model
    def _read_expected(self):
        """Return the triggers and functions that are noted as created.

        Who drops a trigger could take it off that list as well.

        :rtype: dict
        """
        self.env.cr.execute(
            "SELECT kind, name, on_table, digest FROM tolerance_db_object"
        )
        return {
            f"{kind}-{name}-{table}": [f"{name} ({table})" if table else name, text]
            for kind, name, table, text in self.env.cr.fetchall()
        }


def _is_plain(value):
    return value is None or isinstance(value, (bool, int, str, list))
