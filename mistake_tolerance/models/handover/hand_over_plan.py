"""Finds what a user who leaves has to hand over, and what becomes of each item.

A user has *roles* in records (``Part`` in the code): clerk of a case, head of an
inquiry, helper in a follow-up. Each model declares its own in ``_parts_of_users``. A
role goes over to the receiver together with its tasks. A vote is personal and a setting
is not work, so these are only listed.
"""

from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ..base.inheriting import iter_declared


class Item(NamedTuple):
    """A planned line of a hand-over, before it is stored."""

    kind: str
    record: models.BaseModel
    outcome: str
    ground: str | bool = False


class ToleranceHandOver(models.Model):
    """Lists which roles and tasks go to the receiver, and what cannot."""

    _inherit = "tolerance.hand.over"

    def _plan(self):
        """List the open work of the user who leaves, and what becomes of each item.

        The number of queries does not depend on how much it is.

        :return: of :class:`Item`
        :rtype: list
        """
        self.ensure_one()
        # sudo: the plan lists everything the leaver has; the record rule of the lines
        # decides who may read which line.
        self_sudo = self.sudo()
        closed = self_sudo._get_closed_matters(self.env.user)
        items = []
        for model, name, part in self_sudo._get_parts():
            items += self_sudo._plan_part(model, name, part, closed)
        items += self_sudo._plan_activities(items, closed)
        return items + self_sudo._plan_not_moved()

    def _get_closed_matters(self, actor):
        """Return the matters that are closed to the receiver or to who hands over."""
        rows = self.env["tolerance.conflict"].search(
            [("user_id", "in", (self.to_user_id | actor).ids)]
        )
        return rows.matter_id

    @api.model
    def _get_parts(self):
        """Return the roles that users can have in records.

        :return: model, name of the role, and :class:`..base.task_mixin.Part` of each
        :rtype: list
        """
        return [
            (name, part_name, part)
            for name, model in self.env.registry.items()
            if not model._abstract
            for declared in iter_declared(model, "_parts_of_users")
            for part_name, part in declared.items()
        ]

    def _plan_part(self, model, name, part, closed):
        records = self.env[model].search(
            Domain(part.running)
            & Domain(part.field, "=", self.from_user_id.id)
            & Domain("company_id", "=", self.company_id.id)
        )
        if not self.to_user_id:
            return [Item(part.kind, record, "stay", "nobody") for record in records]
        if part.group and not self.to_user_id.has_group(part.group):
            return [Item(part.kind, record, "stay", "role") for record in records]
        barred = records._filter_unsuitable(name, self.to_user_id)
        return [
            Item(part.kind, record, "stay", "barred")
            if record in barred or self._get_matter(record) & closed
            else Item(part.kind, record, "move")
            for record in records
        ]

    def _get_matter(self, record):
        """Return the matters by which conflicts of interest close a record.

        :rtype: tolerance.matter
        """
        # sudo: the matter closes the record also where the user may not read it.
        matters_sudo = self.env["tolerance.matter"].sudo()
        for holder_sudo in self.env["tolerance.conflict"]._get_holders(record):
            if holder_sudo._name == matters_sudo._name:
                matters_sudo |= holder_sudo
            elif "matter_id" in holder_sudo:
                matters_sudo |= holder_sudo.matter_id
        return matters_sudo

    def _get_activities(self):
        """Return the leaver's open tasks that somebody else can do."""
        personal = self.env["tolerance.task.mixin"]._get_task_types(
            lambda task: task.is_personal
        )
        return self.env["mail.activity"].search(
            [
                ("user_id", "=", self.from_user_id.id),
                ("res_model", "=like", "tolerance.%"),
                ("activity_type_id", "not in", personal.ids),
            ]
        )

    def _sort_activities(self, items):
        """Separate the tasks that belong to a role from the others.

        They go to the receiver if the role does, and stay if it stays.

        :param list items: of :class:`Item`
        :return: the tasks that go along, and the others by their record
        :rtype: tuple
        """
        tasks = self.env["tolerance.task.mixin"]._get_tasks()
        part_names = {part.kind: name for _model, name, part in self._get_parts()}
        parts = {
            (item.record, name): item.outcome
            for item in items
            for name, task in tasks.items()
            if part_names.get(item.kind) in task.parts
        }
        names = {
            self.env.ref(f"mistake_tolerance.activity_type_{name}"): name
            for name, task in tasks.items()
            if task.parts
        }
        along, others = self.env["mail.activity"], {}
        for model, activities in self._get_activities().grouped("res_model").items():
            records = self.env[model].browse(set(activities.mapped("res_id"))).exists()
            if "company_id" in records._fields:
                records = records.filtered(lambda r: r.company_id == self.company_id)
            by_id = {record.id: record for record in records}
            for activity in activities.filtered(lambda a, ids=by_id: a.res_id in ids):
                record = by_id[activity.res_id]
                name = names.get(activity.activity_type_id)
                # The role is in the record itself, or in the one that it belongs to.
                outcome = parts.get((record, name)) or parts.get(
                    (record._get_part_record(), name)
                )
                if outcome == "move":
                    along |= activity
                elif not outcome:
                    others[record] = others.get(record, along.browse()) | activity
        return along, others

    def _plan_activities(self, items, closed):
        """List the tasks that belong to no role that goes over."""
        _along, others = self._sort_activities(items)
        readable = set()
        by_model = {}
        for record in others:
            by_model[record._name] = by_model.get(record._name, record) | record
        for records in by_model.values():
            readable.update(self._filter_readable(records))
        listed = {item.record for item in items if item.outcome == "stay"}
        found = []
        for record in others:
            if not self.to_user_id:
                item = Item("activity", record, "stay", "nobody")
            elif record in readable and not self._get_matter(record) & closed:
                item = Item("activity", record, "move")
            else:
                item = Item("activity", record, "stay", "barred")
            if item.outcome == "move" or record not in listed:
                found.append(item)
        return found

    def _filter_readable(self, records):
        """Return the records that the receiver may read already."""
        if not self.to_user_id:
            return records.browse()
        theirs = records.with_user(self.to_user_id).with_context(
            allowed_company_ids=self.company_id.ids
        )
        return theirs._filtered_access("read").with_env(records.env)

    def _plan_not_moved(self):
        """List what is changed by hand: seats, signatures, bodies, settings."""
        mine = Domain("user_id", "=", self.from_user_id.id)
        here = Domain("company_id", "=", self.company_id.id)
        seats = self.env["tolerance.session.seat"].search(
            mine & here & Domain("session_id.state", "in", ("draft", "open"))
        )
        bodies = self.env["tolerance.body"].search(
            here
            & (
                Domain("head_user_id", "=", self.from_user_id.id)
                | Domain("member_ids", "any", mine)
            )
        )
        delegations = self.env["tolerance.delegation"].search(
            here
            & Domain("deputy_id", "=", self.from_user_id.id)
            & Domain("state", "=", "appointed")
            & Domain("date_to", ">=", self.company_id._tolerance_today())
        )
        items = [Item("seat", seat, "told", "personal") for seat in seats]
        for model in ("tolerance.hearing.opinion", "tolerance.hearing.statement"):
            items += [
                Item("signature", asked, "told", "signature")
                for asked in self.env[model].search(
                    mine & here & Domain("state", "=", "waiting")
                )
            ]
        items += [Item("body", body, "told", "personal") for body in bodies]
        items += [Item("stand_in", one, "told", "setting") for one in delegations]
        if self.company_id.tolerance_clerk_id == self.from_user_id:
            items.append(Item("desk", self.company_id, "told", "setting"))
        return items
