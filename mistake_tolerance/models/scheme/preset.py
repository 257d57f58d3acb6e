import json
from pathlib import Path

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import file_open, file_path

FOLDER = "mistake_tolerance/data/scheme"

# Keys of a file that hold a list of parts, and the model of the parts.
MODELS = {
    "situations": "tolerance.scheme.situation",
    "exclusions": "tolerance.scheme.exclusion",
    "factors": "tolerance.scheme.factor",
    "degrees": "tolerance.scheme.degree",
    "areas": "tolerance.scheme.area",
    "measures": "tolerance.scheme.measure",
    "steps": "tolerance.scheme.step",
}


class ToleranceScheme(models.Model):
    """Shipped regulations: one file each, loaded on demand."""

    _inherit = "tolerance.scheme"

    @api.model
    def _get_preset_codes(self):
        """Return the codes of the shipped regulations.

        :rtype: list
        """
        return sorted(path.stem for path in Path(file_path(FOLDER)).glob("*.json"))

    @api.model
    def _read_preset(self, code):
        """Read a shipped regulation.

        :param str code: one of ``_get_preset_codes``
        :rtype: dict
        """
        if code not in self._get_preset_codes():
            raise UserError(
                self.env._(
                    "There is no shipped regulation %(code)s. Choose one of the list.",
                    code=code,
                )
            )
        with file_open(f"{FOLDER}/{code}.json", filter_ext=(".json",)) as file:
            return json.load(file)

    @api.model
    def _load_preset(self, code, company):
        """Load a shipped regulation for a company and publish it.

        Loading it again returns what is there already.

        :param str code: one of ``_get_preset_codes``
        :param res.company company: the agency that is to work by it
        :return: the published version
        :rtype: tolerance.scheme.version
        """
        preset = self._read_preset(code)
        # The company may not be among those that the user has selected.
        Scheme = self.with_company(company)
        scheme = Scheme.with_context(active_test=False).search(
            [("code", "=", code), ("company_id", "=", company.id)]
        )
        if scheme:
            versions = scheme.version_ids.sorted("number", reverse=True)
            return (
                versions.filtered(lambda v: v.state == "published")[:1] or versions[:1]
            )
        loader = PresetLoader(Scheme.env, company)
        scheme = loader.create(self._name, [{**preset["scheme"], "code": code}])
        version = loader.load_version(scheme, preset)
        # The ledger keeps the title in the language people work in.
        lang = self.env.lang or company.partner_id.lang
        version = version.with_context(lang=lang)
        version.check_access("write")
        if refusal := version._get_publish_refusal():
            raise UserError(refusal)
        # An installation loads it too, and then no user is logged in.
        version._publish()
        return version


class PresetLoader:
    """One loading: keeps what references in the file point to."""

    def __init__(self, env, company):
        # Texts are written in English first, then in all languages at once.
        self.env = env(context={**env.context, "lang": "en_US"})
        self.company = company
        self.bodies = {}
        self.articles = {}
        self.areas = {}

    def load_version(self, scheme, preset):
        """Create the draft version of ``scheme`` with all its parts."""
        self._find_bodies(preset["bodies"])
        self.areas = {area.code: area for area in self.env["tolerance.area"].search([])}
        version = self.create(
            "tolerance.scheme.version", [{**preset["version"], "scheme_id": scheme.id}]
        )
        articles = self.create(
            "tolerance.scheme.article",
            [
                {"sequence": index, **entry, "version_id": version.id}
                for index, entry in enumerate(preset["articles"], start=1)
            ],
        )
        self.articles = {article.number: article for article in articles}
        for key, model_name in MODELS.items():
            entries = preset.get(key, [])
            records = self.create(
                model_name, [{**entry, "version_id": version.id} for entry in entries]
            )
            parts = [
                {**part, "situation_id": record.id}
                for record, entry in zip(records, entries, strict=True)
                for part in entry.get("parts", [])
            ]
            self.create("tolerance.scheme.situation.part", parts)
        return version

    # pylint: disable-next=method-required-super
    def create(self, model_name, entries):
        """Create records with their texts in every language of the file."""
        Model = self.env[model_name]
        records = Model.create([self._get_vals(Model, entry) for entry in entries])
        for record, entry in zip(records, entries, strict=True):
            for name, value in entry.items():
                if isinstance(value, dict):
                    # The ORM's own writers refuse languages not active yet; the
                    # column takes them, and they show once one is activated.
                    record._fields[name]._update_cache(
                        record.with_context(prefetch_langs=True), value, dirty=True
                    )
        Model.flush_model()
        Model.invalidate_model()
        return records

    def _get_vals(self, Model, entry):
        """Translate an entry of the file into values for ``create``."""
        vals = {}
        for name, value in entry.items():
            if name == "article":
                vals["article_id"] = self.articles[value].id
            elif name == "body":
                vals["body_id"] = self.bodies[value].id
            elif name == "area":
                vals["area_id"] = self.areas[value].id
            elif isinstance(value, dict):
                vals[name] = value["en_US"]
            elif name in Model._fields:
                vals[name] = value
        if "company_id" in Model._fields and not Model._fields["company_id"].related:
            vals["company_id"] = self.company.id
        return vals

    def _find_bodies(self, entries):
        """Find the bodies the regulation names, and create those that lack."""
        Body = self.env["tolerance.body"].with_context(active_test=False)
        known = Body.search(
            [
                ("company_id", "=", self.company.id),
                ("code", "in", [entry["code"] for entry in entries]),
            ]
        )
        self.bodies = {body.code: body for body in known}
        missing = [entry for entry in entries if entry["code"] not in self.bodies]
        for body in self.create("tolerance.body", missing):
            self.bodies[body.code] = body
