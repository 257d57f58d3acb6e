import json
from pathlib import Path

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import file_open, file_path

from .loader import SchemeLoader

FOLDER = "mistake_tolerance/data/scheme"


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
        loader = SchemeLoader(Scheme.env, company)
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
