"""Closes records by conflicts of interest and by company where no rule does.

It also refuses a closed record without naming the person it is about.
"""

from functools import partial

from odoo import api, models, tools
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ..closure_sql import get_path_to, write_path


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        """Close a record type by its paths where no rule of it names conflicts.

        Where nobody wrote a rule, records stay hidden instead of being shown to all.
        The same holds for the company. Rules that name both are left as they are.
        """
        domain = super()._compute_domain(model_name, mode)
        if self.env.su or not self.env[model_name]._conflict_paths:
            return domain
        names_conflicts, names_company = self._get_named(model_name)
        if not names_conflicts:
            domain &= ~self.env["tolerance.conflict"]._get_closed_domain(model_name)
        if not names_company and "company_id" in self.env[model_name]._fields:
            domain &= Domain("company_id", "in", [*self.env.companies.ids, False])
        return domain.map_conditions(partial(self._search_by_record, model_name))

    def _search_by_record(self, model_name, condition):
        """Let a search ask of each record whether it is closed.

        What a rule says about conflicts stays as it is; PostgreSQL would begin with
        all the records that the conflicts of the user close.

        :param condition: one condition of a rule
        :rtype: Domain
        """
        user_id = self.env.uid
        if not condition.operator.startswith("not any"):
            return condition
        path = f"{condition.field_expr}.{get_path_to(condition.value, user_id)}"
        if path.removesuffix(".user_id") not in self.env[model_name]._conflict_paths:
            return condition
        return Domain.custom(
            to_sql=lambda model, alias, _query: SQL(
                "NOT %s", write_path(model, alias, path, user_id)
            ),
            predicate=lambda record: bool(record.filtered_domain(condition)),
        )

    @api.model
    @tools.ormcache("model_name")
    def _get_named(self, model_name):
        """Tell whether rules name conflicts, and one for everybody the company.

        :rtype: tuple
        """
        # sudo: users may not read the rules that hold for them.
        rules_sudo = self.sudo().search([("model_id.model", "=", model_name)])
        shared_sudo = rules_sudo.filtered(lambda rule: not rule.groups)
        return (
            any("conflict" in (rule.domain_force or "") for rule in rules_sudo),
            any("company" in (rule.domain_force or "") for rule in shared_sudo),
        )

    def _make_access_error(self, operation, records):
        """Refuse a closed record without naming the person it is about.

        Odoo's own text names the records and the rules in developer mode.
        """
        error = super()._make_access_error(operation, records)
        if not records._name.startswith("tolerance."):
            return error
        named = AccessError(
            self.env._(
                "You cannot open or change this %(kind)s. If your work needs it, ask "
                "the clerk in charge of error tolerance.",
                kind=self.env["ir.model"]._get(records._name).name,
            )
        )
        if context := getattr(error, "context", None):
            named.context = context
        return named
