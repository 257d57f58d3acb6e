from odoo import models

from .hand_over_plan import Item


class ToleranceHandOver(models.Model):
    """Which open tasks go along, and which are looked at one by one."""

    _inherit = "tolerance.hand.over"

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
        """Tell the tasks that go along with a part from the others.

        What belongs to a part that stays, stays with it.

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
                part = (record._get_part_record(), names.get(activity.activity_type_id))
                outcome = parts.get(part)
                if outcome == "move":
                    along |= activity
                elif not outcome:
                    others[record] = others.get(record, along.browse()) | activity
        return along, others

    def _plan_activities(self, items, closed):
        """List the tasks that do not simply go along with what goes over."""
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
        """Return those of the records that the receiver may read already."""
        if not self.to_user_id:
            return records.browse()
        theirs = records.with_user(self.to_user_id).with_context(
            allowed_company_ids=self.company_id.ids
        )
        return theirs._filtered_access("read").with_env(records.env)
