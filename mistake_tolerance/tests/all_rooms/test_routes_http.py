import base64
import json

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk
from ..common import act

SECRET = "Vote as the chair said"
LOGGERS = (
    "odoo.http",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.mail.models.mail_thread",
    "odoo.addons.web.controllers.export",
    "odoo.addons.base_import.models.base_import",
    "odoo.models",
    "odoo.sql_db",
)
SUGGESTIONS = ("recipients", "recipients of a message", "suggested")
TASK = "mail.mail_activity_data_todo"


@tagged("post_install", "-at_install")
class TestRoutes(CaseWalk, HttpCase):
    """What Odoo brings that names a case says and writes nothing of a closed one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user(
            "clerk_two",
            "base.group_allow_export",
            "mail.group_mail_template_editor",
            "clerk",
        )
        export = cls.env.ref("base.group_allow_export")
        export.user_ids |= cls.users["colleague"]

    def setUp(self):
        super().setUp()
        self.case = self.accept().sudo()
        inquiry = self.start_inquiry(self.case.with_user(self.users["clerk"]))
        self.evidence = self.enter_evidence(
            inquiry, content=base64.b64encode(SECRET.encode())
        ).sudo()
        self.message = self.case.message_post(
            body=SECRET, attachments=[("secret.txt", SECRET.encode())]
        )
        self.case.message_subscribe(self.users["clerk_two"].partner_id.ids)
        self.case.activity_schedule(
            TASK, summary=SECRET, user_id=self.users["clerk_two"].id
        )
        self.event = self.env["calendar.event"].create(
            {
                "name": SECRET,
                "start": "2026-05-04 09:00:00",
                "stop": "2026-05-04 10:00:00",
                "res_model_id": self.env["ir.model"]._get_id("tolerance.case"),
                "res_id": self.case.id,
                "partner_ids": [(6, 0, self.users["clerk_two"].partner_id.ids)],
            }
        )
        self.attendee = self.event.attendee_ids
        self.template = self.env["mail.template"].create(
            {
                "name": "Preview",
                "model_id": self.env["ir.model"]._get_id("tolerance.case"),
                "subject": "{{ object.name }}",
                "body_html": '<p t-out="object.name"/>',
            }
        )
        self.env.flush_all()

    def declare(self):
        act(
            self.env["tolerance.interest.declaration"].with_user(
                self.users["clerk_two"]
            )
        ).create({"subject_id": self.officer.tolerance_subject_id.id})
        self.env.flush_all()

    def post(self, path, **params):
        """Send JSON; return the text of the answer."""
        body = {"jsonrpc": "2.0", "method": "call", "id": 1, "params": params}
        return self.url_open(path, json=body).text

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.post("/web/dataset/call_kw", **params)

    def walk(self, model, values, method, context=None, fields=(), args=()):
        """Make a dialog, press its button and read it; return all that is said."""
        more = {"context": context or {}}
        said = self.call(model, "create", [values], **more)
        ids = json.loads(said).get("result")
        if not ids:
            return said
        if method:
            said += self.call(model, method, ids, *args, **more)
        return said + self.call(model, "read", ids, list(fields), **more)

    def upload(self, path, **data):
        token = http.Request.csrf_token(self)
        files = {"ufile": ("new.txt", b"Changed", "text/plain")}
        return self.url_open(path, data={**data, "csrf_token": token}, files=files).text

    def _get_writes(self):
        """Return the ways that write on a case.

        :rtype: dict
        """
        name, res_id = "tolerance.case", self.case.id
        partner = self.users["head"].partner_id.id
        table = base64.b64encode(
            f".id,title\n{self.case.matter_id.id},Changed".encode()
        )
        options = {"quoting": '"', "separator": ",", "has_headers": True}
        return {
            "composer": lambda: self.walk(
                "mail.compose.message",
                {"body": "Changed", "subject": "Changed", "partner_ids": [partner]},
                "action_send_mail",
                {"default_model": name, "default_res_ids": [res_id]},
                ["record_name", "subject", "body"],
            ),
            "mailing": lambda: self.walk(
                "mail.compose.message",
                {"template_id": self.template.id, "composition_mode": "mass_mail"},
                "action_send_mail",
                {"default_model": name, "default_res_ids": [res_id]},
                ["record_name", "subject", "body"],
            ),
            "schedule": lambda: self.walk(
                "mail.activity.schedule",
                {
                    "res_model": name,
                    "res_ids": str([res_id]),
                    "activity_type_id": self.env.ref(TASK).id,
                    "summary": "Changed",
                    "activity_user_id": self.users["clerk"].id,
                },
                "action_schedule_activities",
                {"active_model": name, "active_ids": [res_id]},
            ),
            "followers": lambda: self.walk(
                "mail.followers.edit",
                {
                    "res_model": name,
                    "res_ids": str([res_id]),
                    "operation": "add",
                    "partner_ids": [[6, 0, self.users["supervisor"].partner_id.ids]],
                    "notify": False,
                },
                "edit_followers",
            ),
            "post": lambda: self.post(
                "/mail/message/post",
                thread_model=name,
                thread_id=res_id,
                post_data={"body": "Changed", "message_type": "comment"},
            ),
            "subscribe": lambda: self.post(
                "/mail/thread/subscribe",
                res_model=name,
                res_id=res_id,
                partner_ids=[self.users["member"].partner_id.id],
            ),
            "upload": lambda: self.upload(
                "/mail/attachment/upload", thread_id=res_id, thread_model=name
            ),
            "upload on a form": lambda: self.upload(
                "/web/binary/upload_attachment", model=name, id=res_id
            ),
            "import": lambda: self.walk(
                "base_import.import",
                {
                    "res_model": "tolerance.matter",
                    "file": table.decode(),
                    "file_name": "x.csv",
                    "file_type": "text/csv",
                },
                "execute_import",
                fields=["res_model"],
                args=[[".id", "title"], [".id", "title"], options],
            ),
        }

    def _get_reads(self):
        """Return the ways that read a case.

        :rtype: dict
        """
        name, res_id = "tolerance.case", self.case.id
        domain = [["id", "=", res_id]]
        thread = {"thread_model": name, "thread_id": res_id}
        file = f"{self.evidence._name}/{self.evidence.id}/content"
        query = f"model={self.evidence._name}&id={self.evidence.id}&field=content"
        shown = ["followers", "attachments", "activities", "suggestedRecipients"]
        spec = {
            "model": name,
            "fields": [{"name": "name", "label": "N", "type": "char"}],
            "ids": False,
            "domain": domain,
            "import_compat": False,
            "groupby": [],
            "context": {},
        }
        ways = {
            "preview": lambda: self.walk(
                "mail.template.preview",
                {
                    "mail_template_id": self.template.id,
                    "resource_ref": f"{name},{res_id}",
                },
                None,
                fields=["subject", "body_html"],
            ),
            "activity view": lambda: self.call(
                "mail.activity", "get_activity_data", name, domain
            ),
            "activities": lambda: self.call(
                "mail.activity",
                "search_read",
                [["res_model", "=", name]],
                ["summary", "res_name"],
            ),
            "activity format": lambda: self.call(
                "mail.activity", "activity_format", self.case.activity_ids.ids
            ),
            "systray": lambda: self.post(
                "/mail/data", fetch_params=["systray_get_activities"]
            ),
            "thread": lambda: self.post(
                "/mail/data",
                fetch_params=[["mail.thread", {**thread, "request_list": shown}]],
            ),
            "messages": lambda: self.post("/mail/thread/messages", **thread),
            "recipients": lambda: self.post("/mail/thread/recipients", **thread),
            "recipients of a message": lambda: self.post(
                "/mail/thread/recipients", **thread, message_id=self.message.id
            ),
            "suggested": lambda: self.post(
                "/mail/thread/recipients/get_suggested_recipients", **thread
            ),
            "export": lambda: (
                self.url_open(
                    "/web/export/csv",
                    data={
                        "data": json.dumps(spec),
                        "csrf_token": http.Request.csrf_token(self),
                    },
                ).text
            ),
        }
        for path in (
            f"/web/content/{file}",
            f"/web/content?{query}",
            f"/web/image/{file}",
            f"/web/image?{query}",
            f"/web/content/{self.message.attachment_ids.id}",
        ):
            ways[path] = lambda path=path: self.url_open(path).text
        return ways

    def _get_stored(self):
        """Return what is kept about the case, and every mail, as text."""
        self.env.invalidate_all()
        case, stored = self.case, []
        ours = [("res_model", "=", case._name), ("res_id", "=", case.id)]
        stored.append(case.message_ids.mapped("body"))
        stored.append(case.message_partner_ids.ids)
        stored.append([case.matter_id.title, case.state, case.clerk_id.id])
        stored.append(self.attendee.exists().mapped("state"))
        for name in ("mail.activity", "ir.attachment", "calendar.event"):
            stored.append(self.env[name].sudo().search(ours).ids)
        stored.append(self.env["mail.mail"].sudo().search([]).ids)
        return stored

    def _enter(self, login):
        self.authenticate(f"test_{login}", f"test_{login}_pw")

    def _get_address(self, act):
        token = f"token={self.attendee.access_token}&id={self.event.id}"
        return f"/calendar/meeting/{act}?{token}"

    def _find_told(self, way, said):
        """Return what an answer says of the case, with the words around it."""
        # The menu of tasks counts them by type; each answer of the others has words.
        secrets = (SECRET, self.case.name)
        if way == "systray":
            secrets = ('"tolerance.case"',)
        places = [said.index(secret) for secret in secrets if secret in said]
        return [said[max(0, at - 150) : at + 80] for at in places]

    @mute_logger(*LOGGERS)
    def test_routes_answer_permitted_users(self):
        """The ways are real ones: they work for a clerk without a conflict."""
        self._enter("clerk_two")
        idle = {}
        for way, ask in self._get_reads().items():
            said = ask()
            # Nobody is suggested for a case, to no user.
            answered = way in SUGGESTIONS and '"result": []' in said
            if not answered and not self._find_told(way, said):
                idle[way] = said[:500]
        for way, write in self._get_writes().items():
            before = self._get_stored()
            said = write()
            # The title of a matter is not theirs to import; the dialog says so.
            refused = way == "import" and '"messages": [{' in said
            # Nor is it theirs to bring somebody to a case of another clerk.
            refused |= "Only the clerk in charge" in said
            if not refused and self._get_stored() == before:
                idle[way] = said[:2000]
        self.authenticate(None, None)
        if SECRET not in (said := self.url_open(self._get_address("view")).text):
            idle["view"] = said
        self.assertEqual(idle, {})

    @mute_logger(*LOGGERS)
    def test_closed_to_colleague_and_conflicted(self):
        ways = {**self._get_reads(), **self._get_writes()}
        # The links were sent to the clerk before the conflict; no login is asked.
        links = {}
        for answer in ("view", "accept", "decline"):
            address = self._get_address(answer)
            links[answer] = lambda address=address: self.url_open(address).text
        self.declare()
        faults = {}
        for login in ("colleague", "clerk_two", None):
            self.authenticate(login and f"test_{login}", login and f"test_{login}_pw")
            for way, ask in {**ways, **links}.items():
                if login == "colleague" and way in links:
                    continue
                before = self._get_stored()
                said = ask()
                if told := self._find_told(way, said):
                    faults[login, way] = told
                if self._get_stored() != before:
                    faults[login, way, "stored"] = said[:200]
        self.assertEqual(faults, {})
