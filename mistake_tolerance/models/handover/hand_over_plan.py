from typing import NamedTuple

from odoo import models
from odoo.fields import Domain


class Kind(NamedTuple):
    """Whose part it is in which records, and who alone may take it over."""

    part: str
    model: str
    name: str
    domain: list
    group: str


KINDS = {
    "case": Kind(
        "clerk",
        "tolerance.case",
        "clerk_id",
        [("state", "!=", "filed")],
        "mistake_tolerance.group_clerk",
    ),
    "inquiry": Kind(
        "inquirer",
        "tolerance.inquiry.member",
        "user_id",
        [("state", "!=", "withdrawn"), ("inquiry_id.state", "=", "open")],
        "mistake_tolerance.group_inquirer",
    ),
    "application": Kind(
        "unit_head",
        "tolerance.application",
        "unit_head_id",
        [("state", "=", "with_unit")],
        "",
    ),
    "helper": Kind(
        "helper",
        "tolerance.follow.up",
        "helper_id",
        [("state", "in", ("open", "running", "due"))],
        "",
    ),
    "responsible": Kind(
        "responsible",
        "tolerance.correction",
        "responsible_id",
        [("state", "in", ("open", "planned", "reported"))],
        "",
    ),
    "checker": Kind(
        "checker",
        "tolerance.correction",
        "checker_id",
        [("state", "in", ("open", "planned", "reported"))],
        "",
    ),
}
# Ways from a record to its matter; the first that a model has is taken.
MATTERS = (
    ("matter_id", "matter_id"),
    ("case_id", "case_id.matter_id"),
    ("follow_up_id", "follow_up_id.matter_id"),
    ("party_ids", "party_ids.case_id.matter_id"),
)


class Item(NamedTuple):
    """One line before it is stored."""

    kind: str
    record: models.BaseModel
    outcome: str
    ground: str | bool = False


class ToleranceHandOver(models.Model):
    """What goes over to the receiver, and what cannot."""

    _inherit = "tolerance.hand.over"

    def _plan(self):
        """List what the leaver has to do, and what becomes of each.

        The number of queries does not depend on how much it is.

        :return: of :class:`Item`
        :rtype: list
        """
        self.ensure_one()
        # All that the leaver has is counted, whoever hands it over; who may read
        # which line is a matter of the lines' rule.
        self_sudo = self.sudo()
        closed = self_sudo._get_closed_matters(self.env.user)
        items = []
        for kind in KINDS:
            items += self_sudo._plan_kind(kind, closed)
        items += self_sudo._plan_activities(items, closed)
        return items + self_sudo._plan_told()

    def _get_closed_matters(self, actor):
        """Return the matters that are closed to the receiver or to who hands over."""
        rows = self.env["tolerance.conflict"].search(
            [("user_id", "in", (self.to_user_id | actor).ids)]
        )
        return rows.matter_id

    def _plan_kind(self, kind, closed):
        part = KINDS[kind]
        records = self.env[part.model].search(
            Domain(part.domain)
            & Domain(part.name, "=", self.from_user_id.id)
            & Domain("company_id", "=", self.company_id.id)
        )
        if not self.to_user_id:
            return [Item(kind, record, "stay", "nobody") for record in records]
        if part.group and not self.to_user_id.has_group(part.group):
            return [Item(kind, record, "stay", "role") for record in records]
        barred = self._get_unsuitable(kind, records)
        return [
            Item(kind, record, "stay", "barred")
            if record in barred or self._get_matter(record) & closed
            else Item(kind, record, "move")
            for record in records
        ]

    def _get_unsuitable(self, kind, records):
        """Return which of these separation of duties keeps from the receiver."""
        to = self.to_user_id
        if kind == "inquiry":
            return records.filtered(
                lambda member: (
                    to
                    in member.inquiry_id.member_ids.user_id
                    | member.case_id.session_ids.seat_ids.user_id
                )
            )
        if kind == "application":
            subjects = records.with_user(to)._get_unsuitable_subjects()
            return records.filtered(
                lambda a: a.user_id == to or a.subject_id.id in subjects.ids
            )
        if kind == "responsible":
            return records.filtered(lambda c: c.checker_id == to)
        if kind == "checker":
            return records.filtered(lambda c: to in c.responsible_id | c.reported_by_id)
        return records.browse()

    def _get_matter(self, record):
        for name, path in MATTERS:
            if name in record._fields:
                return record.mapped(path)
        return self.env["tolerance.matter"]

    def _plan_told(self):
        """List what is personal or a setting: told, not moved."""
        mine = Domain("user_id", "=", self.from_user_id.id)
        here = Domain("company_id", "=", self.company_id.id)
        seats = self.env["tolerance.session.seat"].search(
            mine & here & Domain("session_id.state", "=", "open")
        )
        bodies = self.env["tolerance.body"].search(
            here
            & (
                Domain("head_user_id", "=", self.from_user_id.id)
                | Domain("member_ids", "any", mine)
            )
        )
        loans = self.env["tolerance.stand.in"].search(
            here
            & Domain("deputy_id", "=", self.from_user_id.id)
            & Domain("state", "=", "appointed")
            & Domain("date_to", ">=", self.company_id._tolerance_today())
        )
        items = [Item("seat", seat, "told", "personal") for seat in seats]
        items += [Item("body", body, "told", "personal") for body in bodies]
        items += [Item("stand_in", loan, "told", "setting") for loan in loans]
        if self.company_id.tolerance_clerk_id == self.from_user_id:
            items.append(Item("desk", self.company_id, "told", "setting"))
        return items
