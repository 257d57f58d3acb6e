from odoo.tests import HttpCase

from ..case.case_common import CaseWalk


class AccessLogCase(CaseWalk, HttpCase):
    """A case with a piece of evidence, and the lines that readings leave."""

    def setUp(self):
        super().setUp()
        self.users["clerk"].group_ids |= self.env.ref("base.group_allow_export")
        self.case = self.accept()
        self.evidence = self.enter_evidence(self.start_inquiry(self.case))

    def classify(self, case=None):
        (case or self.case)._do_classify("secret", "Act 7")

    def log_in(self):
        self.authenticate("test_clerk", "test_clerk_pw")

    def call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def get_lines(self):
        lines = self.env["tolerance.access.log"].search([], order="id")
        return [(line.case_id, line.reader_name, line.way) for line in lines]

    def line(self, way, role="clerk", case=None):
        return (case or self.case).with_env(self.env), self.users[role].name, way
