"""Checks every night whether what protects still stands, and tells the auditors."""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import NO_ACCESS

from ..base.person import check_person
from ..base.task_mixin import Task


class ToleranceSelfCheck(models.Model):
    """One run: what is wrong, and what was changed since the run before.

    An administrator of Odoo can change roles, rules, scheduled actions and code. The
    ledger enters what passes through the screens. This compares what holds now with
    what held the night before, however it was changed, and so shows a change by SQL
    or by a program as well.
    """

    _name = "tolerance.self.check"
    _description = "Self-Check"
    _inherit = ["tolerance.ledger.mixin", "tolerance.task.mixin"]
    _order = "id desc"
    _rec_name = "checked_at"
    _tasks = {"read_self_check": Task(is_notice=True)}

    checked_at = fields.Datetime(
        required=True, readonly=True, default=fields.Datetime.now
    )
    state = fields.Selection(
        [
            ("sound", "Nothing Found"),
            ("known", "Nothing New"),
            ("alarm", "New Findings"),
        ],
        required=True,
        readonly=True,
        default="sound",
    )
    finding_ids = fields.One2many(
        "tolerance.self.check.finding", "check_id", readonly=True
    )
    # What the next run compares with.
    settings_seen = fields.Json(
        readonly=True, groups=NO_ACCESS, export_string_translation=False
    )

    def action_check(self):
        """Check now, whichever records are chosen in the list.

        :return: action that shows what was found
        :rtype: dict
        :raises AccessError: unless an auditor asks
        """
        check_person(self.env)
        if not self.env.user.has_group("mistake_tolerance.group_auditor"):
            raise AccessError(self.env._("Only auditors start a self-check."))
        check = self._check()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": check.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    @api.model
    def _cron_check(self):
        """Check once, for the whole database."""
        self._check()

    @api.model
    def _check(self):
        """Look for faults and changes, and plan a task for the auditors if any is new.

        :rtype: tolerance.self.check
        """
        # sudo: the check reads settings of every kind, and auditors may not.
        before_sudo = self.sudo().search([], limit=1)
        own_sudo = before_sudo.with_user(SUPERUSER_ID)
        seen = own_sudo._read_settings()
        faults = own_sudo._find_faults()
        # The first run has nothing to compare with.
        changes = (
            own_sudo._compare(before_sudo.settings_seen, seen) if before_sudo else []
        )
        known = {
            (finding.kind, finding.what, finding.name)
            for finding in before_sudo.finding_ids
            if finding.is_fault
        }
        rows = [
            {"kind": kind, "what": what, "name": name, "is_fault": is_fault}
            for is_fault, found in ((True, faults), (False, changes))
            for kind, what, name in found
        ]
        for row in rows:
            row["is_new"] = (row["kind"], row["what"], row["name"]) not in known
        is_alarm = any(row["is_new"] for row in rows)
        check_sudo = own_sudo.create(
            {
                "state": "alarm" if is_alarm else "known" if rows else "sound",
                "settings_seen": seen,
                "finding_ids": [(0, 0, row) for row in rows],
            }
        )
        # Each run is compared with the one before it alone.
        before_sudo.settings_seen = False
        check_sudo._ledger_append(
            "oversight.check", {"faults": len(faults), "changes": len(changes)}
        )
        if is_alarm:
            # The auditors of every company read it.
            # pylint: disable-next=no-search-all
            companies = check_sudo.env["res.company"].search([])
            auditors = check_sudo.env["res.users"].union(
                *(self._get_role_users("auditor", company) for company in companies)
            )
            check_sudo._plan_todo("read_self_check", auditors)
        return check_sudo.with_env(self.env)

    @api.model
    def _compare(self, before, now):
        """Return how the settings differ from those of another run.

        :param dict before: as of :meth:`_read_settings`
        :param dict now: the same
        :return: ``(kind, what happened, name)``
        :rtype: list
        """
        found = []
        for kind, rows in now.items():
            # A kind that the run before did not read yet says nothing.
            old = (before or {}).get(kind)
            if old is None:
                continue
            for key in sorted(rows.keys() | old.keys()):
                if key not in old:
                    found.append((kind, "added", rows[key][0]))
                elif key not in rows:
                    found.append((kind, "removed", old[key][0]))
                elif rows[key][1] != old[key][1]:
                    found.append((kind, "changed", rows[key][0]))
        return found

    @api.model
    def _find_faults(self):
        """Return what does not work as it should; a hook.

        :return: ``(kind, what happened, name)``
        :rtype: list
        """
        return []

    @api.model
    def _read_settings(self):
        """Return what decides who may do what, and what runs by itself; a hook.

        :return: ``{kind: {key: [name, digest of the values]}}``, of plain values
        :rtype: dict
        """
        return {}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "oversight.check": self.env._("Self-check run"),
        }
