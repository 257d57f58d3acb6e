from odoo import api, fields, models
from odoo.fields import Command

from ..base.person import check_person
from ..base.single import check_single
from ..base.wording import write_day, write_list


class ToleranceSchemePreset(models.TransientModel):
    """The administrator's choice among the shipped regulations."""

    _name = "tolerance.scheme.preset"
    _description = "Load a Shipped Regulation"

    code = fields.Selection(selection="_get_codes", string="Regulation", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )

    loaded = fields.Char(compute="_compute_loaded")
    effects = fields.Text("What Loading Changes", compute="_compute_effects")

    @api.model
    def _get_codes(self):
        """Return the shipped regulations in the user's language.

        :rtype: list
        """
        return self.env["tolerance.scheme"]._get_preset_titles()

    @api.depends("code", "company_id")
    @api.depends_context("lang")
    def _compute_loaded(self):
        for choice in self:
            version = choice.code and self.env["tolerance.scheme"]._find_preset(
                choice.code, choice.company_id or self.env.company
            )
            choice.loaded = bool(version) and self.env._(
                "Loaded already: %(version)s. It opens as it is.",
                version=version.display_name,
            )

    @api.depends("code", "company_id")
    @api.depends_context("lang")
    def _compute_effects(self):
        for choice in self:
            sentences = choice.code and not choice.loaded and choice._get_effects()
            choice.effects = sentences and "\n".join(sentences)

    def _get_effects(self):
        """Say what loading the chosen regulation changes, before anything is loaded.

        :return: sentences
        :rtype: list[str]
        """
        self.ensure_one()
        preset = self.env["tolerance.scheme"]._read_preset(self.code)
        missing = [
            label
            for key, label in (
                ("degrees", self.env._("degrees")),
                ("steps", self.env._("steps")),
                ("situations", self.env._("situations")),
            )
            if not preset.get(key)
        ]
        sentences = []
        if code := preset["scheme"].get("parent"):
            above = self.env["tolerance.scheme"]._read_preset(code)["scheme"]["name"]
            sentences.append(
                self.env._(
                    "%(parent)s, which stands above it, comes with it.",
                    parent=above.get(self.env.lang) or above["en_US"],
                )
            )
        if missing:
            sentences.append(
                self.env._(
                    "It stays a draft and governs nothing until you publish it: its "
                    "source leaves open: %(missing)s.",
                    missing=write_list(self.env, missing),
                )
            )
            return sentences
        version = self._plan_version(preset)
        alone = self.env._("It takes the place of no other regulation.")
        return [
            *sentences,
            self.env._(
                "It is published at once and cannot be changed then. It governs new "
                "applications; running cases keep the version by which they were "
                "opened."
            ),
            self._write_first_day(version),
            *([] if version._get_effects_on_others() else [alone]),
            *version._get_publish_effects(),
        ]

    def _plan_version(self, preset):
        """Return the version as it would be loaded, without storing anything.

        :param dict preset: the shipped regulation
        :rtype: tolerance.scheme.version
        """
        codes = [scope["type"] for scope in preset.get("scopes", [])]
        types = self.env["tolerance.subject.type"].search([("code", "in", codes)])
        names = ("date_from", "date_to", "covers_persons", "covers_units")
        names += ("version_date_rule",)
        given = preset["version"]
        Version = self.env["tolerance.scheme.version"]
        company = self.company_id or self.env.company
        return Version.new(
            {
                "scheme_id": self.env["tolerance.scheme"].new(
                    {"company_id": company.id}
                ),
                "scope_ids": [Command.create({"type_id": kind.id}) for kind in types],
                **{name: given[name] for name in names if name in given},
            }
        )

    def _write_first_day(self, version):
        """Say from which day on the regulation governs, and which day counts.

        :param tolerance.scheme.version version: see :meth:`_plan_version`
        :rtype: str
        """
        if not version.date_from:
            return self.env._("It names no first day: it applies whatever the day.")
        day = write_day(self.env, version.date_from)
        if version.version_date_rule == "filing":
            return self.env._(
                "It applies to what is submitted on %(day)s or later.", day=day
            )
        return self.env._("It applies to matters of %(day)s or later.", day=day)

    def action_load(self):
        """Load the chosen regulation for the company, and open it."""
        check_single(self)
        check_person(self.env)
        self.check_access("write")
        Scheme = self.env["tolerance.scheme"]
        Scheme.check_access("create")
        version = Scheme._load_preset(self.code, self.company_id)
        return {
            "type": "ir.actions.act_window",
            "res_model": version._name,
            "res_id": version.id,
            "views": [(False, "form")],
        }
