from odoo import api, models


class ResUsers(models.Model):
    """Opens the app at the work of the user's role."""

    _inherit = "res.users"

    @api.model
    def _get_tolerance_home(self):
        """Return the action that opens the app for the current user.

        A user with several roles starts where tasks wait, otherwise with the first of
        their roles.

        :rtype: dict
        """
        homes = self._get_tolerance_homes()
        waiting = [action for action, waits in homes if waits]
        action = (waiting or [action for action, _waits in homes])[0]
        return self.env["ir.actions.actions"]._for_xml_id(action)

    @api.model
    def _get_tolerance_homes(self):
        """List the places of the current user's work, the first one first.

        :return: ``(external id of an action, whether something waits there)``
        :rtype: list
        """
        user = self.env.user
        Application = self.env["tolerance.application"]
        homes = []
        if user.has_group("mistake_tolerance.group_clerk"):
            waits = Application.search_count([("state", "=", "filed")], limit=1)
            homes.append(
                ("mistake_tolerance.tolerance_application_action_clerk", bool(waits))
            )
        with_unit = [("unit_head_id", "=", user.id), ("state", "=", "with_unit")]
        if Application.search_count(with_unit, limit=1):
            homes.append(("mistake_tolerance.tolerance_application_action_unit", True))
        if user.has_group("mistake_tolerance.group_member"):
            Ballot = self.env["tolerance.ballot"]
            if Ballot.search_count(Ballot._get_waiting_domain(), limit=1):
                homes.append(("mistake_tolerance.tolerance_ballot_action", True))
            homes.append(("mistake_tolerance.tolerance_determination_action", False))
        for role, action in (
            ("inquirer", "mistake_tolerance.tolerance_inquiry_action"),
            ("hr_officer", "mistake_tolerance.appraisal_action"),
            ("supervisor", "mistake_tolerance.tolerance_determination_action"),
            ("auditor", "mistake_tolerance.tolerance_ledger_entry_action"),
            ("administrator", "mistake_tolerance.tolerance_scheme_action"),
        ):
            if user.has_group(f"mistake_tolerance.group_{role}"):
                homes.append((action, False))
        homes.append(("mistake_tolerance.tolerance_application_action_mine", False))
        return homes
