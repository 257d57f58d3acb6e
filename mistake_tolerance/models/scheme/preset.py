import json
from pathlib import Path

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import file_open, file_path

from .loader import SchemeLoader

FOLDER = "mistake_tolerance/data/scheme"
# Keys that say something of the file and are no part of the version.
ABOUT_THE_FILE = frozenset({"code", "scheme", "about", "is_template"})


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
    def _get_preset_titles(self):
        """Return the regulations to choose from, with what each is and leaves open.

        One that stands above another comes with it, and is not listed by itself.

        :return: pairs of code and words, in the language of the user
        :rtype: list
        """
        presets = {code: self._read_preset(code) for code in self._get_preset_codes()}
        above = {preset["scheme"].get("parent") for preset in presets.values()}
        lang = self.env.lang or "en_US"
        return [
            (
                code,
                self.env._(
                    "%(title)s. %(about)s",
                    title=preset["scheme"]["name"].get(lang)
                    or preset["scheme"]["name"]["en_US"],
                    about=preset["about"].get(lang) or preset["about"]["en_US"],
                ),
            )
            for code, preset in presets.items()
            if code not in above
        ]

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
        """Load a shipped regulation for a company, the one above it first.

        It is published if it can be. A source that names no degrees or no steps gives
        a draft, which the agency completes. Loading it again returns what is there
        already; a template gives another draft each time.

        :param str code: one of ``_get_preset_codes``
        :param res.company company: the agency that is to work by it
        :return: the published version, or the draft
        :rtype: tolerance.scheme.version
        """
        preset = self._read_preset(code)
        # The company may not be among those that the user has selected.
        Scheme = self.with_company(company)
        if version := Scheme._find_preset(code, company):
            return version
        vals = dict(preset["scheme"])
        if parent := vals.pop("parent", None):
            vals["parent_id"] = self._load_preset(parent, company).scheme_id.id
        if not preset.get("is_template"):
            vals["code"] = code
        loader = SchemeLoader(Scheme.env, company)
        scheme = loader.create(self._name, [vals])
        version = loader.load_version(
            scheme,
            {key: rows for key, rows in preset.items() if key not in ABOUT_THE_FILE},
        )
        # The ledger keeps the title in the language people work in.
        lang = self.env.lang or company.partner_id.lang
        version = version.with_context(lang=lang)
        version.check_access("write")
        self.env["tolerance.scheme.acceptance"]._accept_new_bodies(version)
        if not version._get_publish_refusal():
            # An installation loads it too, and then no user is logged in.
            version._publish()
        return version

    def _find_preset(self, code, company):
        """Return the version of a shipped regulation that a company has already.

        :return: the one in force, else the latest; empty where it was not loaded
        :rtype: tolerance.scheme.version
        """
        scheme = self.with_context(active_test=False).search(
            [("code", "=", code), ("company_id", "=", company.id)]
        )
        versions = scheme.version_ids.sorted("number", reverse=True)
        return versions.filtered(lambda v: v.state == "published")[:1] or versions[:1]
