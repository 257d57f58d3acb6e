from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestSchemeFrozenRpc(ToleranceTestCase, HttpCase):
    @mute_logger("odoo.http")
    def test_rpc_changes_no_published_version(self):
        version = self.env["tolerance.scheme"]._load_preset("gansu_2018", self.company)
        situation = version.situation_ids[0]
        login = "test_administrator"
        self.authenticate(login, f"{login}_pw")
        calls = [
            ("tolerance.scheme.version", "write", [[version.id], {"state": "draft"}]),
            ("tolerance.scheme.version", "web_save", [[version.id], {"trial": False}]),
            (
                "tolerance.scheme.version",
                "web_save",
                [[version.id], {"situation_ids": [[1, situation.id, {"number": 50}]]}],
            ),
            ("tolerance.scheme.situation", "write", [[situation.id], {"number": 50}]),
            ("tolerance.scheme.situation", "unlink", [[situation.id]]),
            (
                "tolerance.scheme.situation",
                "update_field_translations",
                [[situation.id], "name", {"en_US": "Changed"}],
            ),
            (
                "tolerance.scheme.version",
                "create",
                [
                    {
                        "scheme_id": version.scheme_id.id,
                        "number": 9,
                        "state": "published",
                    }
                ],
            ),
        ]
        for model, method, args in calls:
            with self.subTest(model=model, method=method):
                kwargs = {"specification": {}} if method == "web_save" else {}
                response = self.url_open(
                    "/web/dataset/call_kw",
                    json={
                        "params": {
                            "model": model,
                            "method": method,
                            "args": args,
                            "kwargs": kwargs,
                        }
                    },
                ).json()
                self.assertIn(
                    response["error"]["data"]["name"],
                    ("odoo.exceptions.UserError", "odoo.exceptions.AccessError"),
                )
        situation.invalidate_recordset()
        self.assertEqual(situation.number, 1)
        self.assertEqual(version.state, "published")
