from odoo.fields import Domain
from odoo.tests import tagged

from .closure_common import ClosureCase


@tagged("post_install", "-at_install")
class TestClosureCost(ClosureCase):
    """What conflicts close is found by the record: no statement more, none missed."""

    def count(self, read):
        """Return how many statements a reading takes with nothing in the cache."""
        read()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        read()
        return self.env.cr.sql_log_count - before

    def get_readings(self, env):
        """Return readings of Odoo's own lists, whose rows are about nothing of ours."""
        person = [("res_model", "=", "res.partner")]
        Activity, Event = env["mail.activity"], env["calendar.event"]
        Message = env["mail.message"]
        return {
            "activities": lambda: Activity.search(person).read(["summary"]),
            "messages": lambda: Message.search([("model", "=", "res.partner")]).read(
                ["subject"]
            ),
            "events": lambda: Event.search(person).read(["name"]),
        }

    def test_conflict_costs_no_statement(self):
        partner = self.env["res.partner"].create({"name": "Closure Partner"})
        user = self.users["clerk"]
        partner.activity_schedule("mail.mail_activity_data_todo", user_id=user.id)
        partner.message_post(body="Hello.")
        self.env["calendar.event"].create(
            {
                "name": "Closure Meeting",
                "start": "2026-05-04 09:00:00",
                "stop": "2026-05-04 10:00:00",
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": partner.id,
            }
        )
        self.env.flush_all()
        readings = self.get_readings(self.env(user=user, su=False))
        before = {name: self.count(read) for name, read in readings.items()}
        self.bar()
        after = {name: self.count(read) for name, read in readings.items()}
        self.assertEqual(after, before)

    def test_batch_is_checked_by_one_statement(self):
        case = self.family["tolerance.case"]
        Message = self.env["mail.message"].sudo()
        for number in range(3):
            case.sudo().message_post(body=f"Number {number}")
        messages = Message.search(
            [("model", "=", case._name), ("res_id", "=", case.id)]
        )
        self.bar()
        own = messages.with_user(self.users["clerk"])
        self.assertEqual(own._filter_closed(), own)
        self.env.flush_all()
        self.assertEqual(self.count(own[:1]._filter_closed), 1)
        self.assertEqual(self.count(own._filter_closed), 1)

    def test_archived_rows_stay_closed(self):
        """An activity that is done is archived, and can still be read by its id."""
        user = self.users["clerk"]
        case = self.family["tolerance.case"].sudo()
        todo = case.activity_schedule(
            "mail.mail_activity_data_todo", summary="Closed", user_id=user.id
        )
        todo.action_archive()
        own = todo.with_user(user).sudo(False)
        self.assertTrue(own.has_access("read"))
        self.bar()
        self.assertEqual(own._filter_closed(), own)
        self.assertFalse(own.has_access("read"))

    def test_every_way_to_name_the_type_stays_closed(self):
        """Which types a search is about is read from it, and never too little."""
        case = self.family["tolerance.case"].sudo()
        case.message_post(body="Closed.", author_id=self.users["clerk"].partner_id.id)
        Message = self.env(user=self.users["clerk"], su=False)["mail.message"]
        name, other = "tolerance.case", "res.partner"
        ways = (
            [("model", "=", name)],
            [("model", "in", [name, other])],
            [("model", "!=", other)],
            [("model", "=ilike", name)],
            ["|", ("model", "=", other), ("model", "=", name)],
            ["|", ("model", "=", other), ("res_id", "=", case.id)],
            ["!", ("model", "=", other)],
            [("model", "in", [name, other]), ("model", "not in", [other])],
            [],
        )

        def find(way):
            found = Message.search(Domain(way) & Domain("body", "like", "Closed."))
            return found.filtered(lambda message: message.sudo().model == name)

        for way in ways:
            self.assertTrue(find(way), way)
        self.bar()
        for way in ways:
            self.assertFalse(find(way), way)

    def test_sql_closes_what_the_paths_say(self):
        """The condition of SQL and the paths through the records agree."""
        self.bar()
        Conflict = self.env["tolerance.conflict"]
        users = [*self.staff, self.other, self.applicant]
        closed = 0
        for name in set(self.family) & set(Conflict._get_closable_models()):
            record = self.family[name]
            barred = Conflict._get_conflicted_by_record(record)[record]
            for user in users:
                own = Conflict.with_user(user)._filter_closed(record.with_user(user))
                self.assertEqual(bool(own), user in barred, (name, user.login))
                closed += bool(own)
        self.assertGreater(closed, 100)
