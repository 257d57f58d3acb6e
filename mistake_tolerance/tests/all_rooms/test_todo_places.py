import re

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ...models.base.write_permit import unlocked
from ..care.common_care import CareCase
from ..case.case_common import CaseWalk
from ..common import act, logged_in

# What does each task, on the form of the record that it hangs on: buttons of the
# header or a field that is filled in; nothing for what is only to be read.
PLACES = {
    "apply": ("action_apply",),
    "read_notice": (),
    "tell_on_paper": ("action_enter_paper",),
    "forward": ("action_forward",),
    "complete": ("action_submit",),
    "accept": ("action_answer",),
    "start_inquiry": ("action_start_inquiry",),
    "form_team": ("member_ids",),
    "state_interest": ("action_state_no_interest",),
    "inquire": ("action_close",),
    "open_session": ("action_open_session",),
    "open_ballot": (
        "action_open_ballot",
        "action_open_meeting",
        "action_call_members",
    ),
    "attend_meeting": (),
    "read_papers": (),
    "cast": ("action_vote",),
    "close_session": ("action_close",),
    "confirm_record": ("action_close",),
    "read_record": (),
    "answer_question": ("action_give_opinion",),
    "answer_contest": ("contest_ids",),
    "submit_minutes": ("action_submit",),
    "confirm_minutes": ("action_confirm", "action_send_back"),
    "give_opinion": ("action_sign",),
    "confirm_statement": ("action_sign", "action_waive"),
    "give_joint_opinion": ("action_sign",),
    "joint_opinion_overdue": (),
    "decide_recusal": ("action_grant", "action_refuse"),
    "recusal_decided": (),
    "moved_up": (),
    "serve": ("mistake_tolerance.tolerance_decision_delivery_action_new",),
    "file": ("action_file",),
    "confirm": ("action_confirm",),
    "refer": ("action_open_referral",),
    "plan_correction": ("action_plan",),
    "report_correction": ("action_report",),
    "check_correction": ("action_verify", "action_send_back"),
    "correction_overdue": ("action_report", "action_replan"),
    "name_helper": ("action_plan",),
    "hold_talk": ("action_record",),
    "talk_overdue": ("action_record", "action_cancel"),
    "complete_follow_up": ("action_complete",),
    "answer_concern": ("action_dismiss", "action_uphold"),
    "hear_post": ("action_agree", "action_object"),
    "uphold_post": ("action_uphold",),
    "carry_out_post": ("action_carry_out",),
    "record_handling": ("action_record",),
    "compare_handling": (),
    "read_self_check": (),
    "answer_interference": ("action_answer",),
    "answer_violation_report": ("action_resolve", "action_dismiss"),
    "answer_remedy": ("action_accept", "action_refuse", "action_call_panel"),
    "decide_remedy": (),
    "read_declaration": (),
    "answer_declaration_contest": ("action_resolve", "action_dismiss"),
    "decide_overdue": (),
    "step_overdue": (),
    "finish_appraisal": ("action_confirm",),
    "answer_match": ("action_join", "action_keep_apart"),
    "approve_guard_change": ("action_approve", "action_decline"),
    "hand_over": ("action_hand_over", "action_preview", "action_next"),
    "party_left": (),
    "followed_left": (),
}


class PlaceCase:
    """Looks at what the assignee of a task finds on the record it opens."""

    def get_notices(self):
        """Return the names of the tasks that only tell something."""
        tasks = self.env["tolerance.task.mixin"]._get_tasks()
        return {name for name, task in tasks.items() if task.is_notice}

    def get_kinds(self):
        """Return the types of our tasks by the last part of their XML id."""
        rows = self.env["ir.model.data"].search(
            [
                ("module", "=", "mistake_tolerance"),
                ("model", "=", "mail.activity.type"),
            ]
        )
        types = self.env["mail.activity.type"]
        return {
            row.name.removeprefix("activity_type_"): types.browse(row.res_id)
            for row in rows
        }

    def find(self, record, name):
        """Return the nodes of the form that bear this name, outside of lists."""
        arch = etree.fromstring(record.get_view(False, "form")["arch"])
        if "." in name:
            name = str(self.env.ref(name).id)
        return [
            node
            for node in arch.xpath(f"//header//*[@name='{name}']|//*[@name='{name}']")
            if not any(parent.tag == "field" for parent in node.iterancestors())
        ]

    def is_shown(self, record, node):
        """Tell whether a node is there to be used in this record."""
        hidden = [node.get("invisible"), node.get("readonly")]
        hidden += [parent.get("invisible") for parent in node.iterancestors()]
        for expression in filter(None, hidden):
            names = set(re.findall(r"\w+", expression)) & set(record._fields)
            values = {
                name: record._fields[name].convert_to_read(
                    record[name], record, use_display_name=False
                )
                for name in names
            }
            if safe_eval(expression, {**values, "context": {}, "uid": record.env.uid}):
                return False
        return True

    def check_open_tasks(self):
        """Check each open task of the procedure; returns the kinds that were seen."""
        names = {kind.id: name for name, kind in self.get_kinds().items()}
        self.env.flush_all()
        self.env.invalidate_all()
        todos = self.env["mail.activity"].search([("activity_type_id", "in", [*names])])
        for todo in todos:
            name = names[todo.activity_type_id.id]
            record = self.env[todo.res_model].browse(todo.res_id)
            theirs = record.with_user(todo.user_id)
            with self.subTest(name, user=todo.user_id.login):
                self.assertTrue(theirs.has_access("read"))
                if name in self.get_notices():
                    self.assertTrue(
                        todo.with_user(todo.user_id).can_write,
                        (name, todo.res_model, todo.summary),
                    )
                else:
                    nodes = [n for one in PLACES[name] for n in self.find(theirs, one)]
                    with logged_in(theirs.env):
                        shown = any(self.is_shown(theirs, n) for n in nodes)
                    self.assertTrue(shown)
        return {names[todo.activity_type_id.id] for todo in todos}


@tagged("post_install", "-at_install")
class TestTodoPlaces(PlaceCase, CaseWalk):
    """A task opens the place where it is done, with the button in view."""

    def test_every_kind_of_task_has_its_place(self):
        kinds = self.get_kinds()
        self.assertEqual(set(kinds), set(PLACES))
        told = {name for name, places in PLACES.items() if not places}
        self.assertEqual(told, self.get_notices())
        for name, places in PLACES.items():
            model = self.env[kinds[name].res_model]
            # Some buttons are loaded for their role alone.
            role = {
                "tolerance.guard.change": "administrator",
                "tolerance.application": "clerk",
            }.get(model._name)
            if role:
                model = self.as_user(role, model)
            for place in places:
                with self.subTest(name, place=place):
                    self.assertTrue(self.find(model, place))

    def test_the_walk_of_a_case(self):
        application = self.submit()
        seen = self.check_open_tasks()
        act(self.as_user("head", application)).action_forward()
        seen |= self.check_open_tasks()
        action = self.answer(application)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        seen |= self.check_open_tasks()
        case.action_start_inquiry()
        seen |= self.check_open_tasks()
        inquiry = case.inquiry_ids
        inquiry.member_ids = [(0, 0, {"user_id": self.users["inquirer"].id})]
        seen |= self.check_open_tasks()
        inquiry = self.as_user("inquirer", inquiry)
        act(inquiry).action_state_no_interest()
        seen |= self.check_open_tasks()
        self.assess(inquiry, self.enter_evidence(inquiry))
        inquiry.report = "<p>The gate was unwatched for an hour.</p>"
        act(inquiry).action_close()
        for _body in range(2):
            seen |= self.check_open_tasks()
            session = self.open_session(case)
            seen |= self.check_open_tasks()
            own = self.get_ballots(session)
            own = own.with_user(own.user_id)
            self.fill(own)
            act(own).action_cast()
            seen |= self.check_open_tasks()
            session.minutes = "Discussed and resolved."
            act(session).action_close()
        seen |= self.check_open_tasks()
        act(
            self.as_user("leader")["tolerance.determination"].search(
                [("case_id", "=", case.id)]
            )
        ).action_confirm()
        seen |= self.check_open_tasks()
        self.serve(case)
        self.plan_corrections(case)
        seen |= self.check_open_tasks()
        walk = ("forward accept start_inquiry form_team state_interest inquire").split()
        walk += ["open_session", "cast", "close_session", "confirm", "serve", "file"]
        walk += ["plan_correction", "report_correction", "name_helper"]
        self.assertFalse(set(walk) - seen)


@tagged("post_install", "-at_install")
class TestTodoPlacesCare(PlaceCase, CareCase):
    """The same for what follows a decision."""

    def test_tasks_after_a_decision_open_their_place(self):
        correction = self.make_planned()
        seen = self.check_open_tasks()
        self.report(correction)
        seen |= self.check_open_tasks()
        follow_up = correction.matter_id.env["tolerance.follow.up"].search(
            [("matter_id", "=", correction.matter_id.id)]
        )
        as_clerk = self.as_user("clerk", follow_up)
        as_clerk.helper_id = self.users["colleague"]
        as_clerk.action_plan()
        seen |= self.check_open_tasks()
        follow_up.talk_ids[0]._remind()
        seen |= self.check_open_tasks()
        case = follow_up.case_id
        unlocked(case.session_ids.body_id).head_user_id = self.decider
        concern = self.as_user("colleague")["tolerance.follow.up.concern"].create(
            {"follow_up_id": follow_up.id, "text": "Came late again."}
        )
        seen |= self.check_open_tasks()
        concern.with_user(concern.sudo().body_id.head_user_id).write(
            {"answer": "Looked into."}
        )
        follow_up.sudo()._end()
        self.officer.action_archive()
        seen |= self.check_open_tasks()
        wanted = {"report_correction", "check_correction", "hold_talk", "talk_overdue"}
        wanted |= {"answer_concern", "followed_left", "complete_follow_up"}
        self.assertFalse(wanted - seen)
