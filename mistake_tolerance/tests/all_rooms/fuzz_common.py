"""Calls of public methods with arguments that no page would send."""

import gc
import inspect
import random
import traceback
from collections import Counter
from itertools import product

from psycopg2 import IntegrityError

from odoo.exceptions import AccessDenied, AccessError, UserError
from odoo.service.model import call_kw, get_public_method
from odoo.tools import SQL, mute_logger

from ..common import logged_in
from .matrix import ADDONS, ROLES, get_public_methods
from .matrix_case import MatrixCase
from .matrix_shelf import find_models

# What a client may be told; Odoo words a broken constraint for the user.
EXPECTED = (AccessError, AccessDenied, UserError, IntegrityError)
# What somebody without a role may leave behind: their own pages, and the notes that
# say what they did.
OWN_TABLES = (
    "tolerance_application",
    "tolerance_violation_report",
    "tolerance_ledger",
    "tolerance_access_log",
    "tolerance_blocked_attempt",
    "tolerance_interest_declaration",
)
STRANGE = (
    None,
    False,
    True,
    0,
    -1,
    2**31,
    2**63,
    float("nan"),
    float("inf"),
    "",
    " ",
    "0",
    "1",
    "nobody",
    "'; --",
    "a" * 5000,
    "\u200b\u3000",
    "%(x)s %s {0}",
    [],
    [[]],
    {},
    [None],
    ["name"],
    {"name": "x"},
    [["id", "=", 1]],
    [["name", "ilike", "%"], "|"],
    [[6, 0, [1]]],
    [[1, 1, {"active": False}]],
    "2026-13-45",
    "2026-01-01",
)
SILENT = (
    "odoo.sql_db",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_cron",
    "odoo.addons.mail.models.mail_thread",
    "odoo.models.unlink",
    "odoo.models",
    "odoo.http",
    "odoo.fields",
    "odoo.domains",
    "odoo.tools.mail",
    "odoo.tools.safe_eval",
    "py.warnings",
)


class FuzzCase(MatrixCase):
    """Every public method of our models, called by each role with anything."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.models = [n for n in find_models(cls.env) if cls.env[n]._auto]
        cls.tables = sorted(
            cls.env[name]._table
            for name in cls.models
            if not cls.env[name]._transient
            and not cls.env[name]._table.startswith(OWN_TABLES)
        )
        cls.callable = cls._find_callable()

    @classmethod
    def _find_callable(cls):
        """Return the models that offer each public method, by its name."""
        found = {}
        for name in cls.models:
            model = cls.env[name]
            for method in dir(type(model)):
                if method.startswith("_"):
                    continue
                value = inspect.getattr_static(type(model), method)
                if not callable(value) and not isinstance(value, classmethod):
                    continue
                try:
                    get_public_method(model, method)
                except AccessError:
                    continue
                found.setdefault(method, []).append(name)
        return found

    def fuzz(self, calls, seed):
        """Call each public method, in turn by every role.

        :param int calls: how often each method is called
        :param int seed: makes a run that found something repeatable
        :return: faults in words, and how many calls ended how
        :rtype: tuple
        """
        chance = random.Random(seed)
        faults, outcomes = {}, Counter()
        before = self._get_fingerprint()
        with mute_logger(*SILENT):
            for number, method in enumerate(sorted(self.callable)):
                if number % 20 == 0:
                    gc.collect(1)
                for turn in range(calls):
                    role = ROLES[turn % len(ROLES)]
                    call = self._choose(chance, method, role)
                    fault, outcome = self._try(role, method, call, before)
                    outcomes[outcome] += 1
                    if fault:
                        faults.setdefault(f"{call[0]}.{method}: {fault}", call[1:])
        return faults, outcomes

    def fuzz_ids(self, id_lists):
        """Call each public method of our own by every role on these ids.

        :param id_lists: lists of ids, each for a call of its own
        :return: as :meth:`fuzz` does
        :rtype: tuple
        """
        chance = random.Random(0)
        faults, outcomes = {}, Counter()
        before = self._get_fingerprint()
        with mute_logger(*SILENT):
            for method, models in sorted(self.callable.items()):
                for name in models:
                    registry = self.env.registry[name]
                    if method not in get_public_methods(registry) or getattr(
                        getattr(registry, method), "_api_model", False
                    ):
                        continue
                    for role, ids in product(ROLES, id_lists):
                        kwargs = self._choose_kwargs(chance, self.env[name], method)
                        call = name, [ids], kwargs
                        fault, outcome = self._try(role, method, call, before)
                        outcomes[outcome] += 1
                        if fault:
                            faults.setdefault(f"{name}.{method}: {fault}", call[1:])
        return faults, outcomes

    def _choose(self, chance, method, role):
        """Choose a model, and arguments for one of its public methods."""
        name = chance.choice(self.callable[method])
        model = self.env[name]
        args = []
        if not getattr(getattr(type(model), method), "_api_model", False):
            args.append(self._choose_ids(chance, name, role))
        kwargs = self._choose_kwargs(chance, model, method)
        if chance.random() < 0.3:
            kwargs["context"] = self._choose_context(chance, model)
        return name, args, kwargs

    def _choose_kwargs(self, chance, model, method):
        signature = inspect.signature(getattr(type(model), method))
        kwargs = {}
        for parameter in list(signature.parameters.values())[1:]:
            if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
                continue
            if parameter.default is not parameter.empty and chance.random() < 0.5:
                continue
            kwargs[parameter.name] = self._choose_value(chance, model, parameter.name)
        return kwargs

    def _choose_ids(self, chance, name, role):
        dossier = self.dossiers[chance.choice(("none", "conflicted", "other_company"))]
        if role != "employee" and chance.random() < 0.3:
            dossier = self._get_dossier("own", role)
        if self.env[name]._transient or chance.random() < 0.2:
            return chance.choice(([], [0], [-1], [2**31 - 1], [1, 2], [1]))
        return dossier.get(name).ids

    def _choose_value(self, chance, model, parameter):
        if parameter in ("vals", "values", "custom_values", "default", "vals_list"):
            names = chance.sample(sorted(model._fields), min(3, len(model._fields)))
            values = {name: chance.choice(STRANGE) for name in names}
            return [values] if parameter == "vals_list" else values
        if parameter == "field_name":
            return chance.choice((*sorted(model._fields), "nothing", ""))
        if parameter in ("domain", "fields", "field_names", "groupby", "fnames"):
            if chance.random() < 0.5:
                return [chance.choice(sorted(model._fields))]
            if parameter == "domain":
                name = chance.choice(sorted(model._fields))
                return [(name, chance.choice(("=", "ilike", ">", "any")), "x")]
        return chance.choice(STRANGE)

    def _choose_context(self, chance, model):
        name = chance.choice(sorted(model._fields))
        return {
            f"default_{name}": chance.choice(STRANGE),
            "tolerance_permit": True,
            "active_test": False,
            "import_file": True,
            "install_mode": True,
            "module": "base",
            "lang": chance.choice(("en_US", "zh_CN", "xx")),
            "tz": chance.choice(("Asia/Shanghai", "nowhere")),
        }

    def _try(self, role, method, call, before):
        """Call as RPC does; take back what it changed.

        :return: what is wrong, or None, and how the call ended
        """
        name, args, kwargs = call
        cr = self.env.cr
        fault = None
        with cr.savepoint(flush=False) as savepoint:
            try:
                env = self.env(user=self.users[role], su=False, context={})
                with logged_in(env):
                    call_kw(env[name], method, args, dict(kwargs))
                env.flush_all()
                outcome = "answered"
                if role == "employee" and self._get_fingerprint() != before:
                    fault = "somebody without a role changed what is not theirs"
            except EXPECTED as error:
                outcome = type(error).__name__
            # Anything at all may come out of a call; that is what is asked.
            # pylint: disable-next=broad-exception-caught
            except Exception as error:  # noqa: BLE001
                outcome = "error"
                fault = self._get_fault(call, method, error)
            savepoint.rollback()
        self.env.transaction.clear()
        for callbacks in (cr.precommit, cr.postcommit, cr.postrollback):
            callbacks.clear()
        return fault, outcome

    def _get_fault(self, call, method, error):
        """Say what a client should not have been told, if it was our code.

        What Odoo itself makes of strange arguments, on any model, is not ours.
        """
        own = method in get_public_methods(self.env.registry[call[0]])
        # Defaults that no field can hold are Odoo's to refuse.
        own = own and not call[2].get("context")
        frames = traceback.extract_tb(error.__traceback__)
        paths = [frame.filename for frame in frames]
        raised = next(
            (path for path in reversed(paths) if "/odoo/" in path or is_ours(path)), ""
        )
        if is_ours(raised) or (own and any(map(is_ours, paths))):
            place = next(f for f in reversed(frames) if is_ours(f.filename))
            where = f"{place.filename.rpartition('/')[2]}:{place.lineno}"
            return f"{type(error).__name__} {error} at {where}"[:300]
        return None

    def _get_fingerprint(self):
        """Return a digest of what somebody without a role cannot change."""
        parts = SQL(" UNION ALL ").join(
            SQL(
                "SELECT %s, md5(coalesce(string_agg(t::text, '|' ORDER BY id), '')) "
                "FROM %s t",
                table,
                SQL.identifier(table),
            )
            for table in self.tables
        )
        self.env.cr.execute(parts)
        return dict(self.env.cr.fetchall())


def is_ours(path):
    """Tell whether a file of code belongs to our addons and not to their tests.

    :rtype: bool
    """
    folders = path.split("/")
    return "tests" not in folders and any(
        addon.rpartition(".")[2] in folders for addon in ADDONS
    )
