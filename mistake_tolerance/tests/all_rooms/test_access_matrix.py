import gc
import logging
import runpy
from collections import Counter

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from ..common import logged_in
from .matrix import BASIC_OPERATIONS, PATH, ROLES, expand, get_public_methods
from .matrix_case import MatrixCase
from .matrix_operations import get_arguments, get_stored
from .matrix_shelf import find_models

# What goes here is printed at the end of a test run; see conftest.py.
_logger = logging.getLogger(f"{__name__}.figures")
READING = ("read", "export_data")
SILENT = (
    "odoo.sql_db",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.models.unlink",
    "odoo.models",
)


@tagged("post_install", "-at_install")
class TestAccessMatrix(MatrixCase):
    """Every cell of the access matrix, tried by a real user of the role."""

    def _try(self, user, model, operation, args):
        """Call as RPC does and return the outcome.

        Whatever the call changed stays changed: the caller takes it back.
        """
        env = self.env(user=user, su=False, context={"lang": "en_US"})
        try:
            with logged_in(env):
                call_kw(env[model], operation, args, {})
            env.flush_all()
            return "1"
        except AccessError:
            return "0"
        except (UserError, IntegrityError):
            return "refused"
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            # A method that breaks is neither allowed nor refused: show what.
            return repr(error)

    def _try_all(self, cells):
        """Try cells one after the other, each on what there was before the first.

        :param list cells: ``(cell, user, model, method, arguments)``
        :return: yields ``(cell, outcome)``
        """
        cr = self.env.cr
        # One savepoint for all: a rollback to it leaves it in place.
        with cr.savepoint(flush=False) as savepoint:
            for number, (cell, user, model, method, args) in enumerate(cells):
                if number % 50 == 0:
                    # Environments hold themselves by what they have in cache, and
                    # each one that is left makes all that follows slower.
                    gc.collect(1)
                outcome = self._try(user, model, method, args)
                if method not in READING:
                    savepoint.rollback()
                self._forget()
                yield cell, outcome

    def _forget(self):
        """Begin anew as the next request does: nothing in cache, nothing to come."""
        cr = self.env.cr
        self.env.transaction.clear()
        for callbacks in (cr.precommit, cr.postcommit, cr.postrollback):
            callbacks.clear()

    def test_every_model_and_method_is_named(self):
        """Nothing is left to the default without somebody having thought of it."""
        missing = [n for n in find_models(self.env) if not self.matrix.names(n)]
        for name in sorted(self.env.registry):
            methods = get_public_methods(self.env.registry[name])
            missing += [
                f"{name}.{method}"
                for method in sorted(methods)
                if not self.matrix.names(name, method)
            ]
        self.assertFalse(missing, "Name them in security/access_matrix.csv.")

    def test_access_page_shows_the_current_matrix(self):
        script = runpy.run_path(PATH.with_name("show_matrix.py"))
        shown = PATH.with_name("ACCESS.md").read_text(encoding="utf-8")
        self.assertEqual(shown, script["render"](PATH))

    def test_rows_mean_something(self):
        problems = self.matrix.get_problems()
        for model, rows in self.matrix.by_model.items():
            if model not in self.env:
                problems.append(f"{model} does not exist")
                continue
            methods = get_public_methods(self.env.registry[model])
            named = {operation for row in rows for operation in row["operation"]}
            problems += [
                f"{model}.{operation} does not exist"
                for operation in sorted(named - methods - {*BASIC_OPERATIONS, "*"})
            ]
        self.assertFalse(problems)

    def _prepare_cells(self, cells):
        """Make what each cell is called with, all before the first is tried."""
        arguments = {}
        prepared = []
        for cell in cells:
            role, relation, model, operation, _expected = cell
            dossier = self._get_dossier(relation, role)
            user = self.users[role]
            is_own = operation == "write" or self.env[model]._transient
            key = (dossier, model, operation, user if is_own else None)
            if key not in arguments:
                arguments[key] = get_arguments(dossier, model, operation, user)
            method = {"export": "export_data"}.get(operation, operation)
            prepared.append((cell, user, model, method, arguments[key]))
        self.env.flush_all()
        self._forget()
        return prepared

    @mute_logger(*SILENT)
    def test_every_cell(self):
        # How a refusal is worded is not tried here, and takes most of the time.
        for name in ("ir.model.access", "ir.rule"):
            self.patch(
                self.env.registry[name],
                "_make_access_error",
                lambda *args: AccessError(""),
            )
        models = find_models(self.env)
        operations = {
            name: (
                *BASIC_OPERATIONS,
                *sorted(get_public_methods(self.env.registry[name])),
            )
            for name in models
        }
        relations = {name: self._get_relations(name) for name in models}
        outcomes = Counter()
        wrong = []
        for (*cell, expected), outcome in self._try_all(
            self._prepare_cells(expand(self.matrix, relations, operations))
        ):
            outcomes[outcome] += 1
            if outcome != expected:
                wrong.append(f"{','.join(cell)}: {outcome}, not {expected}")
        _logger.info("Access matrix: %s cells, %s", outcomes.total(), dict(outcomes))
        self.assertFalse("\n".join(wrong))

    @mute_logger(*SILENT, "odoo.http")
    def test_one_cell_of_every_rule_holds_over_http(self):
        """Each rule is met once by a real request, allowed and denied."""
        groups = {
            self.env.ref(f"mistake_tolerance.group_{role}"): role
            for role in ROLES
            if role not in ("employee", "unit_head")
        }
        groups[self.env.ref("base.group_user")] = "employee"
        ids = self.env["ir.model.data"].search(
            [("model", "=", "ir.rule"), ("module", "=like", "mistake_tolerance%")]
        )
        cells = {
            (groups[group], rule.model_id.model)
            for rule in self.env["ir.rule"].browse(ids.mapped("res_id"))
            for group in rule.groups or groups
            if not self.env[rule.model_id.model]._transient
        }
        wrong = []
        for role in ROLES:
            models = sorted(model for name, model in cells if name == role)
            if models:
                login = self.users[role].login
                self.authenticate(login, login * 2)
            for model in models:
                wrong += self._try_over_http(role, model)
        _logger.info("Access matrix over HTTP: %s pairs", len(cells))
        self.assertFalse("\n".join(wrong))

    def _try_over_http(self, role, model):
        """Read one record that the role may read, and one that it may not.

        :return: what went otherwise
        :rtype: list
        """
        tried, wrong = {}, []
        for relation in self._get_relations(model):
            tried.setdefault(
                self.matrix.get_outcome(role, relation, model, "read"), relation
            )
        for expected, relation in tried.items():
            record = self._get_dossier(relation, role).get(model)
            try:
                self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {
                        "model": model,
                        "method": "read",
                        "args": [record.ids, [get_stored(record)]],
                        "kwargs": {},
                    },
                )
                outcome = "1"
            except JsonRpcException as error:
                outcome = "0" if "AccessError" in str(error) else str(error)
            if outcome != expected:
                wrong.append(f"{role},{relation},{model},read: {outcome}")
        return wrong
