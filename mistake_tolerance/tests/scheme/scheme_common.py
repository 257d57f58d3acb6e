from odoo.fields import Command

from ..common import ToleranceTestCase, accept_findings

CHILDREN = (
    "article",
    "situation",
    "situation.part",
    "exclusion",
    "factor",
    "degree",
    "area",
    "measure",
    "step",
    "principle",
    "legal.basis",
    "responsibility",
    "disclosure",
    "category",
    "level",
    "acceptance",
    "scope",
    "example",
)


class SchemeCase(ToleranceTestCase):
    """A regulation to write versions of."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.scheme = cls.env["tolerance.scheme"].create({"name": "Test Rules"})

    def _make_version(self, scheme=None, **vals):
        """Return a complete draft version."""
        scheme = scheme or self.scheme
        return self.env["tolerance.scheme.version"].create(
            {
                "scheme_id": scheme.id,
                "situation_ids": [
                    Command.create(
                        {
                            "name": "Piloting",
                            "number": 1,
                            "code": "pilot",
                            "part_ids": [Command.create({"name": "First try"})],
                        }
                    )
                ],
                "degree_ids": [
                    Command.create({"name": "Exempt", "kind": "exempt"}),
                    Command.create({"name": "Not tolerated", "kind": "refused"}),
                ],
                "step_ids": [Command.create({"name": "Decide", "kind": "decision"})],
                **vals,
            }
        )

    def _accept(self, version, reason="The agency wants it so."):
        accept_findings(version.with_user(self.users["administrator"]), reason)

    def _find(self, version):
        """Return the keys of what the check finds and nobody has accepted."""
        return {found.key for found in version._get_open_findings()}


class FrozenCase(SchemeCase):
    """A published version, and a draft of the next one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        shipped = cls.env["tolerance.scheme"]._load_preset("gansu_2018", cls.company)
        cls.published = shipped.browse(shipped.action_new_draft()["res_id"])
        # What this regulation does not hold is frozen too.
        cls.published.write(
            {
                "responsibility_ids": [
                    Command.create({"name": "Supervision", "axis": "type"})
                ],
                "category_ids": [Command.create({"name": "Enforcement"})],
                "level_ids": [Command.create({"name": "Prison"})],
            }
        )
        cls.published._publish()
        action = cls.published.action_new_draft()
        cls.draft = cls.published.browse(action["res_id"])

    def _get_children(self, version):
        """Return all parts of ``version``, one recordset a model."""
        for name in CHILDREN:
            path = (
                "situation_id.version_id" if name == "situation.part" else "version_id"
            )
            yield self.env[f"tolerance.scheme.{name}"].search([(path, "=", version.id)])

    def _get_key(self, records):
        return "situation_id" if "situation_id" in records._fields else "version_id"
