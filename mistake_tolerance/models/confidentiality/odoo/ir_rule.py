"""Closes records by conflicts of interest and by company where no rule does.

It also refuses a closed record without naming the person it is about.
"""

from functools import partial, reduce
from operator import getitem

from odoo import api, models, tools
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ...base.read_together import read_together
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
        if condition.operator == "any":
            return self._search_parent_by_record(model_name, condition)
        if not self._get_closing_path(model_name, condition):
            return condition
        return self._search_closed_by_record(model_name, condition)

    @api.model
    def _search_closed_by_record(self, model_name, condition):
        user_id = self.env.uid
        path = self._get_closing_path(model_name, condition)
        return Domain.custom(
            to_sql=lambda model, alias, _query: SQL(
                "NOT %s", write_path(model, alias, path, user_id)
            ),
            predicate=lambda record: self._is_met(record, condition, path),
        )

    @api.model
    def _search_parent_by_record(self, model_name, condition):
        """Take what a rule says about the conflicts of a parent out of the rest."""
        field = self.env[model_name]._fields.get(condition.field_expr)
        parent = condition.value
        if not field or field.type != "many2one" or not isinstance(parent, Domain):
            return condition
        domain = rest = Domain.TRUE
        is_and = getattr(parent, "OPERATOR", None) == "&"
        for part in parent.children if is_and else [parent]:
            whole = Domain(field.name, "any", part)
            if self._get_closing_path(model_name, whole):
                domain &= self._search_closed_by_record(model_name, whole)
            else:
                rest &= part
        if domain.is_true():
            return condition
        # As the rule says it: without a parent, the record is not found.
        has_parent = Domain(field.name, "!=", False)
        return domain & (
            has_parent if rest.is_true() else Domain(field.name, "any", rest)
        )

    @api.model
    def _get_closing_path(self, model_name, condition):
        """Return the path by which a condition asks whether conflicts close a record.

        :return: to the user, or None if it asks for something else
        :rtype: str
        """
        names = []
        while getattr(condition, "operator", None) == "any":
            names.append(condition.field_expr)
            condition = condition.value
        if not getattr(condition, "operator", "").startswith("not any"):
            return None
        end = get_path_to(condition.value, self.env.uid)
        path = ".".join([*names, condition.field_expr, end or ""])
        closing = self.env[model_name]._conflict_paths
        return path if path.removesuffix(".user_id") in closing else None

    @api.model
    def _is_met(self, record, condition, path):
        """Return whether a record meets a condition about its conflicts.

        Those of the whole page are read by one statement.

        :param str path: to the users in conflict, as in the condition
        """
        *way, name, _user = path.split(".")
        holders = reduce(getitem, way, record)
        field = holders._fields[name]
        for holder in holders:
            if holder.id not in field._get_cache(holder.env):
                read_together(field._to_prefetch(holder), [name])
        return bool(record.filtered_domain(condition))

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
