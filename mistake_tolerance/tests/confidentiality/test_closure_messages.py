import json

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tests.common import new_test_user

from .closure_common import ClosureCase

SECRET = "Vote as the chair said"


@tagged("post_install", "-at_install")
class TestClosureMessages(ClosureCase):
    """No message, activity, invitation or push of a case reaches those in conflict."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = cls.env["tolerance.conflict"]._get_threads()
        cls.threads = [cls.family[name].sudo() for name in names]

    def work(self):
        """Have everybody follow, write and plan on every record with a thread."""
        partners = self.staff.partner_id
        for thread in self.threads:
            thread.message_subscribe(partners.ids)
            thread.message_post(
                body=SECRET,
                partner_ids=partners.ids,
                subtype_xmlid="mail.mt_comment",
            )
            for user in self.staff:
                thread.activity_schedule(
                    "mail.mail_activity_data_todo", summary=SECRET, user_id=user.id
                )
                thread.message_post(body="Mine.", author_id=user.partner_id.id)

    def make_event(self, thread, partners):
        return self.env["calendar.event"].create(
            {
                "name": SECRET,
                "description": SECRET,
                "start": "2026-05-04 09:00:00",
                "stop": "2026-05-04 10:00:00",
                "res_model_id": self.env["ir.model"]._get_id(thread._name),
                "res_id": thread.id,
                "partner_ids": [(6, 0, partners.ids)],
            }
        )

    def count_attachments(self, env, domain):
        try:
            return env["ir.attachment"].search_count(domain)
        except AccessError:
            # Odoo says so where the role has no right on the type at all.
            return 0

    def count(self, env):
        """Count what a user finds of the threads, by each way of asking."""
        found = {}
        for thread in self.threads:
            own = [("model", "=", thread._name), ("res_id", "=", thread.id)]
            ours = [("res_model", "=", thread._name), ("res_id", "=", thread.id)]
            Message, Activity = env["mail.message"], env["mail.activity"]
            fetched = Message._message_fetch([*own], search_term="Vote")
            counts = {
                "messages": Message.search_count(own),
                "fetched": len(fetched["messages"]),
                "inbox": Message.search_count([*own, ("needaction", "=", True)]),
                "activities": Activity.search_count(ours),
                "calendar": Activity.search_count(
                    [*ours, ("date_deadline", "!=", False)]
                ),
                "events": env["calendar.event"].search_count(ours),
                "followers": env["mail.followers"].search_count(ours),
                "notifications": env["mail.notification"].search_count(
                    [("mail_message_id", "in", Message.sudo().search(own).ids)]
                ),
                "attachments": self.count_attachments(env, ours),
            }
            for way, number in counts.items():
                found[way] = found.get(way, 0) + number
        groups = env["res.users"]._get_activity_groups()
        found["systray"] = sum(
            group["total_count"]
            for group in groups
            if group["model"].startswith("tolerance.")
            or group["model"] == "mail.activity"
        )
        found["needaction"] = env.user.partner_id._get_needaction_count()
        return found

    def test_former_handler_in_conflict_finds_nothing(self):
        self.staff.notification_type = "inbox"
        self.work()
        for thread in self.threads:
            self.make_event(thread, self.staff.partner_id)
            self.env["ir.attachment"].create(
                {
                    "name": "note.txt",
                    "raw": b"x",
                    "res_model": thread._name,
                    "res_id": thread.id,
                }
            )
        for role, env in self.each_user():
            # Not every role may open every type; what was sent to them each sees.
            seen = self.count(env)
            ways = (
                set(seen)
                if role == "clerk"
                else set(seen) - {"attachments", "followers"}
            )
            self.assertEqual({way for way in ways if not seen[way]}, set(), role)
        messages = self.env["mail.message"].search(
            [("model", "in", [t._name for t in self.threads]), ("body", "like", "Vote")]
        )
        activities = self.env["mail.activity"].search([("summary", "=", SECRET)])
        events = self.env["calendar.event"].search([("name", "=", SECRET)])
        self.bar()
        for role, env in self.each_user():
            left = {way: n for way, n in self.count(env).items() if n}
            self.assertEqual(left, {}, role)
            for records in (messages, activities, events):
                for record in records.with_env(env):
                    with self.assertRaises(AccessError, msg=(role, record)):
                        record.read(["display_name"])
        # The work goes on with somebody else.
        self.assertFalse(activities.user_id & self.staff)

    def test_new_messages_do_not_reach_users_in_conflict(self):
        self.staff.notification_type = "inbox"
        self.bar()
        partners = self.staff.partner_id
        for thread in self.threads:
            thread.message_subscribe(partners.ids)
            self.assertFalse(thread.message_partner_ids & partners, thread)
            message = thread.message_post(
                body=SECRET,
                partner_ids=(partners | self.other.partner_id).ids,
                subtype_xmlid="mail.mt_comment",
            )
            told = message.notification_ids.res_partner_id
            self.assertIn(self.other.partner_id, told, thread)
            self.assertFalse(told & partners, thread)
            with self.assertRaises(ValidationError):
                thread.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=self.staff[0].id
                )
            with self.assertRaises(ValidationError):
                self.make_event(thread, partners[0])
            # Still a follower by another way than the door.
            self.env["mail.followers"].sudo()._insert_followers(
                thread._name, thread.ids, partners.ids
            )
            message = thread.message_post(body=SECRET, subtype_xmlid="mail.mt_comment")
            self.assertFalse(message.notification_ids.res_partner_id & partners, thread)
        for role, env in self.each_user():
            left = {way: n for way, n in self.count(env).items() if n}
            self.assertEqual(left, {}, role)

    def test_a_mail_carries_number_and_link(self):
        self.staff.notification_type = "email"
        for user in self.staff:
            user.email = f"{user.login}@example.com"
        everybody = self.staff.partner_id | self.other.partner_id
        for thread in self.threads:
            message = thread.message_post(
                body=SECRET,
                subject=SECRET,
                partner_ids=everybody.ids,
                subtype_xmlid="mail.mt_comment",
                attachments=[("secret.txt", SECRET.encode())],
                force_send=False,
            )
            mails = message.mail_ids
            self.assertLessEqual(everybody, mails.recipient_ids, thread)
            texts = [mail.body_html for mail in mails]
            for mail in mails:
                for sent in mail._prepare_outgoing_list():
                    number = thread.display_name
                    self.assertTrue(sent["subject"].startswith(number), number)
                    self.assertEqual(sent["attachments"], [])
                    texts += [sent["body"], sent["body_alternative"]]
            for text in texts:
                self.assertNotIn(SECRET, text)
                self.assertNotIn(self.person.name, text)
                self.assertIn(thread.display_name, text)
                self.assertIn(f"res_id={thread.id}", text)
            # In the queue already when the conflict is found.
            with self.env.cr.savepoint() as savepoint:
                self.bar()
                sent = [one for m in mails for one in m._prepare_outgoing_list()]
                reached = self.env["res.partner"].union(
                    *(one["partner_id"] for one in sent)
                )
                self.assertIn(self.other.partner_id, reached, thread)
                self.assertFalse(reached & self.staff.partner_id, thread)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_push_carries_the_number(self):
        Parameter = self.env["ir.config_parameter"]
        for part in ("private", "public"):
            Parameter.set_param(f"mail.web_push_vapid_{part}_key", "key")
        self.bar()
        readers = self.env["res.users"].union(
            *(
                new_test_user(
                    self.env,
                    login=f"closure_reader_{number}",
                    groups="base.group_user,mistake_tolerance.group_clerk",
                    notification_type="inbox",
                )
                for number in range(5)
            )
        )
        self.staff.notification_type = "inbox"
        partners = self.staff.partner_id | readers.partner_id
        # Five devices are what Odoo puts in a queue instead of sending at once.
        self.env["mail.push.device"].create(
            [
                {
                    "partner_id": partner.id,
                    "endpoint": f"https://push.example.com/{partner.id}",
                    "keys": json.dumps({"p256dh": "x", "auth": "y"}),
                }
                for partner in partners
            ]
        )
        for thread in self.threads:
            self.env["mail.push"].search([]).unlink()
            thread.message_post(
                body=SECRET,
                partner_ids=partners.ids,
                subtype_xmlid="mail.mt_comment",
            )
            pushes = self.env["mail.push"].search([])
            reached = pushes.mail_push_device_id.partner_id
            self.assertEqual(reached, readers.partner_id, thread)
            for push in pushes:
                payload = json.loads(push.payload)
                self.assertEqual(payload["title"], thread.display_name)
                self.assertNotIn(SECRET, push.payload)
                self.assertNotIn(self.person.name, push.payload)

    def test_colleagues_do_not_learn_who_follows_or_when_it_meets(self):
        """What Odoo shows to every employee is not shown of these records."""
        colleague = new_test_user(
            self.env, login="closure_colleague", groups="base.group_user"
        )
        self.work()
        for thread in self.threads:
            self.make_event(thread, self.staff.partner_id)
        env = self.env(user=colleague, su=False)
        for thread in self.threads:
            ours = [("res_model", "=", thread._name), ("res_id", "=", thread.id)]
            followers = self.env["mail.followers"].search(ours)
            self.assertTrue(followers)
            self.assertFalse(env["mail.followers"].search(ours), thread)
            with self.assertRaises(AccessError):
                followers.with_env(env).read(["partner_id"])
            messages = self.env["mail.message"].search(
                [("model", "=", thread._name), ("res_id", "=", thread.id)]
            )
            notifications = messages.notification_ids
            self.assertTrue(notifications)
            Notification = env["mail.notification"]
            domain = [("id", "in", notifications.ids)]
            self.assertFalse(Notification.search(domain), thread)
            with self.assertRaises(AccessError):
                notifications.with_env(env).read(["mail_message_id"])
            for event in env["calendar.event"].search(ours):
                self.assertNotIn(SECRET, str(event.read(["name", "description"])))
                self.assertNotIn(SECRET, event.display_name)
