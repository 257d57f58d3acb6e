"""Holds: effects that protect a party while the case is still being examined.

Without a hold, a promotion could be refused because of the matter before anybody has
decided whether the mistake is tolerated. The agency sets how long a hold lasts at most;
the decision ends it.
"""

from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from ..base import bounded
from ..base.write_permit import unlocked
from .effects_in_force import get_in_force_domain


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_hold_days = bounded.Integer(
        string="Longest Hold",
        default=0,
        help="Days for which nothing may be held against a party while the case is "
        "examined. 0: no hold. Agency default; not prescribed by the source.",
        high=3650,
    )


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"

    def _on_joined(self, parties):
        """Place a hold on each party, where the agency has set its length (P26)."""
        super()._on_joined(parties)
        # sudo: the system places holds; the accepting user may not.
        self.env["tolerance.effect"].sudo()._create_holds(
            self.name,
            self.matter_id,
            dict.fromkeys(parties.subject_id, self.version_id),
        )


class ToleranceSchemeVersion(models.Model):
    _inherit = "tolerance.scheme.version"

    def _get_hold_areas(self, kind):
        """Return every area that a decision by this version could protect.

        :param str kind: ``person`` or ``unit``
        :rtype: tolerance.area
        """
        rows = self.area_ids.filtered(lambda row: row.subject_kind == kind)
        return rows.area_id


class ToleranceProceeding(models.Model):
    """Places holds on matters that an organ refers, from the day of entry (P26)."""

    _inherit = "tolerance.proceeding"

    @api.model_create_multi
    def create(self, vals_list):
        proceedings = super().create(vals_list)
        proceedings._hold_referred()
        return proceedings

    def write(self, vals):
        result = super().write(vals)
        if "trigger" in vals:
            self._hold_referred()
        return result

    def _hold_referred(self):
        """Place holds on those whom the referred matters concern.

        Which areas follows from the scheme version that an application made today
        would be judged by.
        """
        for proceeding in self.filtered(lambda p: p.trigger == "referral"):
            matter = proceeding.matter_id
            company = proceeding.company_id
            # sudo: the user who enters the proceeding may not read schemes.
            Version = self.env["tolerance.scheme.version"].sudo()
            own, today = matter.case_ids.sudo().version_id, company._tolerance_today()
            versions = {
                subject: own
                or Version._get_applicable(
                    company,
                    matter.occurred_on,
                    today,
                    subject.kind,
                    Version._get_scope_types(subject.kind, subject, company),
                )
                for subject in matter.subject_ids
            }
            # sudo: the system places holds; the referring user may not.
            self.env["tolerance.effect"].sudo()._create_holds(
                matter.name,
                matter,
                versions,
            )


class ToleranceEffect(models.Model):
    _inherit = "tolerance.effect"

    @api.model
    def _create_holds(self, name, matter, version_by_subject):
        """Place a hold on the areas that a decision could protect.

        By a regulation that lets handling wait until the body has concluded, the hold
        ends with the decision only. Elsewhere the agency may have set a longest
        duration, which runs once: a hold that has ended is not placed again.

        :param str name: number under which it is known
        :param tolerance.matter matter: what is to be decided
        :param dict version_by_subject: ``{subject: scheme version}``
        :rtype: tolerance.effect
        """
        company = matter.company_id
        if not matter.is_open:
            return self.browse()
        known = {
            (effect.subject_id, effect.area_id)
            for effect in self.search([("matter_id", "=", matter.id)])
        }
        today = company._tolerance_today()
        longest = company.tolerance_hold_days
        last_day = longest and today + timedelta(days=longest)
        holds = unlocked(self).create(
            [
                {
                    "name": name,
                    "company_id": company.id,
                    "subject_id": subject.id,
                    "matter_id": matter.id,
                    "area_id": area.id,
                    "form": "hold",
                    "decided_on": today,
                    "date_from": matter.occurred_on,
                    "date_to": not version.hold_until_decision and last_day,
                }
                for subject, version in version_by_subject.items()
                if version.hold_until_decision or longest
                for area in version._get_hold_areas(subject.kind)
                if (subject, area) not in known
            ]
        )
        holds = holds.with_env(self.env)
        holds._on_held()
        return holds

    def _on_held(self):
        """Called when these holds have begun; a hook."""

    @api.model
    def _cron_end_holds(self):
        """End the holds whose longest duration is over, and notify those who must act.

        From then on the matter counts as under examination: a record that names it
        counts until the decision, whose sweep covers it.
        """
        holds = self.search(get_in_force_domain() & Domain("form", "=", "hold"))
        holds.filtered(
            lambda hold: (
                hold.date_to and hold.date_to < hold.company_id._tolerance_today()
            )
        )._end_overdue()

    def _end_overdue(self):
        for matter, holds in self.grouped("matter_id").items():
            holds._lift(matter.company_id._tolerance_today())
            matter._ledger_append(
                "hold.expire",
                {
                    "subjects": sorted(holds.subject_id.ids),
                    "areas": sorted(set(holds.area_id.mapped("code"))),
                },
            )
            matter._notify_hold_ended()


class ToleranceMatter(models.Model):
    _inherit = "tolerance.matter"

    def write(self, vals):
        result = super().write(vals)
        if "subject_ids" in vals:
            self.proceeding_ids._hold_referred()
        return result

    def _notify_hold_ended(self):
        """Notify clerk and supervisors that the longest hold is over, undecided."""
        self.ensure_one()
        # Users are not notified about a matter that is closed to them.
        barred = self._get_conflicted_users()
        clerk = self.case_ids.clerk_id[:1] or self._get_clerks(self.company_id)
        self._plan_todo("decide_overdue", clerk - barred)
        supervisors = self._get_role_users("supervisor", self.company_id) - barred
        if supervisors:
            # Supervisors may not read matters; the message holds the number only.
            self.message_notify(
                partner_ids=supervisors.partner_id.ids,
                subject=self.env._(
                    "%(matter)s: hold expired, no decision", matter=self.name
                ),
                body=self.env._(
                    "The longest hold is over and matter %(matter)s is still "
                    "undecided. Records that name it count until the decision.",
                    matter=self.name,
                ),
            )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "hold.expire": self.env._("Hold expired without a decision"),
        }
