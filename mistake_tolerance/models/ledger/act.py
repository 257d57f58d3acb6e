"""The names that the screen shows for the codes of acts, such as ``case.accept``."""

from odoo import api, fields, models

from .ledger_name import find_model_names


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def _get_ledger_acts(self):
        """Return the codes of the acts of this record type, each with its name; a hook.

        :return: names in the reader's language, by code
        :rtype: dict
        """
        return {}


class ToleranceLedgerEntry(models.Model):
    """The names people read for the codes an entry states.

    Names may change with the language and the years, codes are hashed; a code
    without a name is shown as it is.
    """

    _inherit = "tolerance.ledger.entry"

    act = fields.Char(compute="_compute_act", search="_search_act")
    record_type = fields.Char("Type of Record", compute="_compute_record_type")
    record_label = fields.Char("Record", compute="_compute_record_label")

    @api.depends("verb")
    @api.depends_context("lang")
    def _compute_act(self):
        names = self._get_act_names()
        for entry in self:
            entry.act = names.get(entry.verb, entry.verb)

    def _search_act(self, operator, value):
        if operator not in ("ilike", "like", "in"):
            return NotImplemented
        words = [value] if isinstance(value, str) else value
        codes = [
            code
            for code, name in self._get_act_names().items()
            if any(str(word).lower() in f"{code} {name}".lower() for word in words)
        ]
        return [("verb", "in", codes)]

    @api.depends("verb", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = " ".join(filter(None, [entry.act, entry.number]))

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_record_type(self):
        names = find_model_names(self.env)
        known = {kind: names.get(kind, kind) for kind in self.mapped("res_model")}
        # sudo: users may not read the list of models; only the labels are used.
        Model_sudo = self.env["ir.model"].sudo()
        models_sudo = Model_sudo.union(*map(Model_sudo._get, known.values()))
        labels = {model_sudo.model: model_sudo.name for model_sudo in models_sudo}
        for entry in self:
            label = labels.get(known[entry.res_model])
            entry.record_type = label or entry.res_model

    @api.depends("number", "res_model", "res_id")
    @api.depends_context("lang")
    def _compute_record_label(self):
        """Compute the label; grades, groups and the like in the reader's language.

        An entry states the name as it was, in the language of the acting user, and this
        text is hashed. A record with a translated name is vocabulary of the agency and
        no secret. So the entry shows its present name as long as the record exists.
        """
        for entry in self:
            entry.record_label = entry.number
        for model, entries in self.grouped("res_model").items():
            if model not in self.env or not self._is_vocabulary(model):
                continue
            # sudo: only the names of settings records are read.
            records_sudo = self.env[model].sudo().browse(entries.mapped("res_id"))
            names = {r.id: r.display_name for r in records_sudo.exists()}
            for entry in entries:
                entry.record_label = names.get(entry.res_id, entry.number)

    @api.model
    def _is_vocabulary(self, model):
        """Return whether the records of a model are named by a translated word.

        :rtype: bool
        """
        # Groups are shown by a name computed from the translated one.
        field = self.env[model]._fields.get("name")
        return bool(field and field.translate)

    @api.model
    def _get_act_names(self):
        """Return the name of each code in the reader's language.

        :rtype: dict
        """
        names = {}
        for name, model in self.env.registry.items():
            if not model._abstract:
                names |= self.env[name]._get_ledger_acts()
        return names
