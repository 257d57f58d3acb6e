"""What happens when an employee or a user is archived because they leave.

Their protections remain. Their open work is drafted as a hand-over, and the clerks of
cases about them are asked how to go on.
"""

from odoo import api, models


class ToleranceSubject(models.Model):
    """Asks the clerks about cases and follow-ups of a person who has left."""

    _inherit = "tolerance.subject"

    def _on_departure(self):
        """Ask the clerks how to go on with cases and follow-ups of a leaver.

        Decisions stay in force and bind: they are about the person, not about the
        employee record. The source does not prescribe how to go on with a follow-up,
        so the clerk decides.
        """
        parties = self.env["tolerance.case.party"].search(
            [("subject_id", "in", self.ids), ("case_id.state", "!=", "filed")]
        )
        follow_ups = self.env["tolerance.follow.up"].search(
            [
                ("subject_id", "in", self.ids),
                ("state", "in", ("open", "running", "due")),
            ]
        )
        for party in parties:
            case = party.case_id
            case._plan_once(
                "party_left", case.clerk_id or self._get_receiving_clerk(case)
            )
        for follow_up in follow_ups:
            follow_up._plan_once("followed_left", follow_up._get_clerk())
        parties._ledger_append("departure.party")
        follow_ups._ledger_append(
            "departure.follow_up", lambda record: {"subject": record.subject_id.id}
        )

    def _get_receiving_clerk(self, case):
        return case._get_clerks(case.company_id)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "departure.party": self.env._("A party has left"),
            "departure.follow_up": self.env._("The person followed up has left"),
        }


class ToleranceCaseParty(models.Model):
    """Enters in the case that a party has left."""

    _name = "tolerance.case.party"
    _inherit = ["tolerance.case.party", "tolerance.ledger.mixin"]

    def _get_ledger_record(self):
        return self.case_id

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        return {"subject": self.subject_id.id}


class ToleranceTaskMixin(models.AbstractModel):
    _inherit = "tolerance.task.mixin"

    def _plan_once(self, name, users):
        """Ask, unless somebody was asked already and has not answered.

        :param str name: as for ``_plan_todo``
        :param res.users users: whose turn it is
        """
        kind = self.env.ref(f"mistake_tolerance.activity_type_{name}")
        for record in self:
            # sudo: to-dos of others count, which the user may not read.
            if kind not in record.sudo().activity_ids.activity_type_id:
                record._plan_todo(name, users)


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        leaving = self.browse()
        if "active" in vals and not vals["active"]:
            leaving = self.filtered("active")
        result = super().write(vals)
        if leaving:
            # sudo: the user administrator may not be able to read their tasks.
            leaving_sudo = leaving.sudo()
            for company in leaving_sudo.company_ids:
                leaving_sudo.filtered(
                    lambda user, company=company: company in user.company_ids
                )._prepare_hand_over(company)
        return result

    def _prepare_hand_over(self, company):
        """Draft what these users have to hand over in a company, and ask for it.

        :param res.company company: where they leave
        """
        HandOver = self.env["tolerance.hand.over"]
        known = HandOver.search(
            [
                ("from_user_id", "in", self.ids),
                ("company_id", "=", company.id),
                ("state", "=", "draft"),
            ]
        )
        drafts = HandOver.create(
            [
                {
                    "from_user_id": user.id,
                    "company_id": company.id,
                    "reason": self.env._("Has left"),
                }
                for user in self - known.from_user_id
            ]
        )
        for hand_over in known | drafts:
            items = hand_over._plan()
            if not items:
                (hand_over & drafts).unlink()
                continue
            hand_over._list(items)
            hand_over._plan_once(
                "hand_over", hand_over._get_appointers(items, hand_over.from_user_id)
            )


class ResourceResource(models.Model):
    """Handles the departure when an employee is archived, by form, API or wizard."""

    _inherit = "resource.resource"

    def write(self, vals):
        leaving = self.browse()
        if "active" in vals and not vals["active"]:
            leaving = self.filtered("active")
        result = super().write(vals)
        if leaving:
            # sudo: the user who archives employees may not be able to read cases.
            leaving.sudo().employee_id._on_departure()
        return result


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _on_departure(self):
        """Look at what somebody who leaves was in, and what they had to do."""
        self.tolerance_subject_id._on_departure()
        for company, employees in self.grouped("company_id").items():
            employees.user_id._prepare_hand_over(company)
