"""Activities (to-dos) that the procedure plans, and the roles that they belong to.

Example: when an application is submitted, ``_plan_todo("forward", head)`` puts an
activity on the desk of the head of the unit. ``_tasks`` says that this kind of activity
belongs to the role ``unit_head``, so a hand-over or a delegation of that role includes
it.
"""

from typing import NamedTuple

from lxml import etree

from odoo import api, models, tools
from odoo.tools import clean_context

from .inheriting import find_inheriting, iter_declared
from .wording import write_list

# Keys of the context with which a client could suppress activities.
SUPPRESSING_KEYS = ("mail_activity_automation_skip", "mail_activity_quick_update")


class Task(NamedTuple):
    """Describes a kind of task, besides its activity type."""

    # The roles it belongs to, as keys of ``_parts_of_users``: a hand-over or a
    # delegation of such a role includes it.
    parts: tuple = ()
    # Only the assigned user can do it.
    is_personal: bool = False
    # A notice: no button ends it, the reader marks it as done.
    is_notice: bool = False


class Part(NamedTuple):
    """A role that a user has in single records, such as the clerk in charge of a case.

    It is not a group: a group gives rights, a role is about one record. It can be
    delegated to a stand-in and handed over to another user.
    """

    # The name of the task on a line of a hand-over.
    kind: str
    # The field that names the user.
    field: str
    # Domain of the records in which the work of the role is not done yet.
    running: list
    # The group that the user who takes over needs.
    group: str = ""


class Base(models.AbstractModel):
    _inherit = "base"

    # The roles that users have in such records: a :class:`Part` by the name of the
    # role, such as ``clerk``.
    _parts_of_users = {}

    def _filter_unsuitable(self, part, user):
        """Return the records in which separation of duties bars a user; a hook.

        :param str part: key of ``_parts_of_users``
        :param res.users user: who would take it over
        :rtype: Self
        """
        return self.browse()

    def _get_part_record(self):
        """Return the record in which somebody has the role that tasks here belong to.

        A hook for records without roles of their own, such as a step of a case.

        :rtype: recordset
        """
        return self


class ToleranceTaskMixin(models.AbstractModel):
    """Records that create tasks for the next responsible person."""

    _name = "tolerance.task.mixin"
    _description = "Reminds the Next Person"
    _inherit = ["tolerance.thread", "mail.activity.mixin"]

    # The tasks that are planned on such records: a :class:`Task` by the last part of
    # the XML id, as for ``_plan_todo``. Later rooms add their own.
    _tasks = {}

    @api.model
    @tools.ormcache()
    def _get_tasks(self):
        """Return the tasks of all record types.

        :return: of :class:`Task`, by the last part of the XML id
        :rtype: dict
        """
        tasks = {}
        for name in find_inheriting(self.env, "tolerance.task.mixin"):
            for declared in iter_declared(self.env.registry[name], "_tasks"):
                tasks |= declared
        return tasks

    @api.model
    def _get_task_types(self, choose):
        """Return the types of activity of some tasks.

        :param choose: tells of a :class:`Task` whether it is wanted
        :rtype: mail.activity.type
        """
        types = self.env["mail.activity.type"]
        for name, task in self._get_tasks().items():
            if choose(task):
                types |= self.env.ref(f"mistake_tolerance.activity_type_{name}")
        return types

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Add to every search view the filters that the activity menu asks for.

        The menu opens the records of a type with these names; where a search view
        lacks one, Odoo shows the records of everybody.
        """
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "search":
            known = set(arch.xpath("//filter/@name"))
            for group in self._get_activity_filters():
                filters = [vals for vals in group if vals["name"] not in known]
                if filters:
                    etree.SubElement(arch, "separator", invisible="1")
                for vals in filters:
                    etree.SubElement(arch, "filter", invisible="1", **vals)
        return arch, view

    @api.model
    def _get_activity_filters(self):
        """Return groups of filters; those of one group are joined by "or".

        :rtype: list
        """
        deadline = "my_activity_date_deadline"
        return [
            [
                {
                    "name": "filter_activities_my",
                    "string": self.env._("My Activities"),
                    "domain": "[('activity_user_id', '=', uid)]",
                }
            ],
            [
                {
                    "name": "activities_overdue",
                    "string": self.env._("Late Activities"),
                    "domain": f"[('{deadline}', '<', 'today')]",
                },
                {
                    "name": "activities_today",
                    "string": self.env._("Today Activities"),
                    "domain": f"[('{deadline}', '=', 'today')]",
                },
                {
                    "name": "activities_upcoming_all",
                    "string": self.env._("Future Activities"),
                    "domain": f"[('{deadline}', '>', 'today')]",
                },
            ],
        ]

    @api.model
    def _get_my_todos(self):
        """List the records of this type that wait for the current user.

        :return: for each record its ``state``, as the activity menu counts it, and
            the ``res_model`` and ``res_id`` of the form on which its task is done
        :rtype: list
        """
        todos = self.env["mail.activity"].search(
            [("user_id", "=", self.env.uid), ("res_model", "=", self._name)]
        )
        by_record = todos.grouped("res_id")
        records = self.browse(by_record).exists()._filtered_access("read")
        found = []
        for record, place in records._get_todo_places().items():
            states = set(by_record[record.id].mapped("state"))
            found.append(
                {
                    "state": next(
                        (s for s in ("overdue", "today") if s in states), "upcoming_all"
                    ),
                    "res_model": place._name,
                    "res_id": place.id,
                }
            )
        return found

    @api.model
    def _get_my_todo_name(self):
        """Return how the tasks of the current user on such records are called.

        :return: their names, or False if there are more than two
        """
        todos = self.env["mail.activity"].search(
            [("user_id", "=", self.env.uid), ("res_model", "=", self._name)]
        )
        names = dict.fromkeys(filter(None, todos.sorted("id").mapped("summary")))
        return 0 < len(names) < 3 and write_list(self.env, names)

    def _get_todo_places(self):
        """Return the record on whose form the current user does the task of each.

        A hook: where the task is done elsewhere, a later room names that record.

        :return: ``{record: record}``
        :rtype: dict
        """
        return {record: record for record in self}

    def _plan_todo(self, name, users, deadline=None):
        """Put an activity on the desk of each user.

        :param str name: last part of the XML id, ``activity_type_<name>``
        :param res.users users: whose turn it is
        :param date deadline: today in the agency if not given
        """
        barred = self._get_barred_users()
        if users & barred:
            # The clerk gets the task if no user is left for it.
            users = (users - barred) or self._get_clerks(self.company_id)
        # sudo: the acting user may not be allowed to plan activities for others.
        records_sudo = self._for_todos()
        xmlid = f"mistake_tolerance.activity_type_{name}"
        # Scheduled actions run as a user without a time zone, so the agency's day is
        # used.
        deadline = deadline or self._get_todo_company()._tolerance_today()
        for user in users:
            records_sudo.activity_schedule(
                xmlid,
                date_deadline=deadline,
                summary=records_sudo.with_context(lang=user.lang)._get_todo_summary(
                    name
                ),
                user_id=user.id,
                # A user-defined default of this field must not archive the activity.
                active=True,
            )

    def _get_todo_summary(self, name):
        """Return how a task of this name is called on these records; a hook.

        :param str name: as for ``_plan_todo``
        :rtype: str
        """
        return self.env.ref(f"mistake_tolerance.activity_type_{name}").name

    def _for_todos(self):
        """Return these records as the system plans and closes what is to do.

        :return: with all rights, and without what a client says about it
        :rtype: recordset
        """
        context = clean_context(self.env.context)
        # sudo: a user plans and ends the to-dos of others by an action.
        # pylint: disable-next=context-overridden
        return self.sudo().with_context(
            {key: context[key] for key in context if key not in SUPPRESSING_KEYS}
        )

    def _finish_todo(self, *names, user=None):
        """Close the activities of these names: what they asked for is done."""
        # The user who does the step also closes the activities of the others.
        self._for_todos().activity_feedback(
            [f"mistake_tolerance.activity_type_{name}" for name in names],
            user_id=user.id if user else None,
        )

    def _cancel_todo(self, *names, user=None):
        """Remove the activities of these names: nobody did what they asked for.

        :param res.users user: whose; of all if not given
        """
        self._for_todos().activity_unlink(
            [f"mistake_tolerance.activity_type_{name}" for name in names],
            user_id=user.id if user else None,
        )

    def _get_todo_company(self):
        """Return the agency whose date today counts.

        :rtype: res.company
        """
        if "company_id" not in self._fields:
            return self.env.company
        # sudo: every user may know the current day of an agency.
        return self.sudo().company_id[:1] or self.env.company

    def _get_clerks(self, company):
        """Return the clerk who gets unassigned tasks; a hook.

        :rtype: res.users
        """
        users = self._get_role_users("clerk", company) - self._get_barred_users()
        return users[:1]

    @api.model
    def _get_role_users(self, role, company):
        """Return the users of a company who have a role, in a fixed order.

        :param str role: last part of the group, as ``hr_officer``
        :param res.company company: whose users
        :rtype: res.users
        """
        # sudo: roles are no secret, but users cannot read each other's groups.
        group_sudo = self.env.ref(f"mistake_tolerance.group_{role}").sudo()
        users_sudo = group_sudo.all_user_ids.filtered(
            lambda user: user.active and company in user.company_ids
        )
        return users_sudo.sorted("id").sudo(False)

    def _get_barred_users(self):
        """Return the users who must not hear of these records; a hook.

        :rtype: res.users
        """
        return self.env["res.users"]
