from datetime import timedelta

from ..common import act


class DelegationCase:
    """Appoints stand-ins as the administrator does; for ToleranceTestCase."""

    def delegate(self, role, principal, deputy, first=0, last=7, **values):
        """Return an appointment, drafted and appointed by the administrator."""
        stand_in = self.draft_delegation(role, principal, deputy, first, last, **values)
        act(stand_in).action_appoint()
        return stand_in

    def draft_delegation(self, role, principal, deputy, first=0, last=7, **values):
        today = self.company._tolerance_today()
        return self.as_user("administrator")["tolerance.delegation"].create(
            {
                "role": role,
                "principal_id": self.users[principal].id,
                "deputy_id": self.users[deputy].id,
                "date_from": today + timedelta(days=first),
                "date_to": today + timedelta(days=last),
                "reason": "Leave",
                **values,
            }
        )

    def get_last_entry(self, action):
        return self.env["tolerance.ledger.entry"].search(
            [("verb", "=", action)], limit=1, order="id desc"
        )
