import logging
from collections import Counter

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .matrix import BASIC_VERBS, RELATIONS, ROLES, Matrix, expand, get_public_methods
from .matrix_records import SHARED, Dossier, Shelf, find_models
from .matrix_verbs import get_arguments

_logger = logging.getLogger(__name__)
READING = ("read", "export_data")
SILENT = (
    "odoo.sql_db",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.models.unlink",
    "odoo.models",
)


@tagged("post_install", "-at_install")
class TestAccessMatrix(HttpCase):
    """Every cell of the access matrix, tried by a real user of the role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.matrix = Matrix()
        cls.company = cls.env.company
        cls.other_company = cls.env["res.company"].create({"name": "Other Bureau"})
        cls.env.user.company_ids |= cls.other_company
        cls.unit, far_unit = cls.env["hr.department"].create(
            [{"name": "Matrix Ward"}, {"name": "Matrix Ward Far Away"}]
        )
        cls.users = {role: cls._make_user(role) for role in ROLES}
        cls.employees = {
            role: cls._make_employee(role, cls.unit, user_id=user.id)
            for role, user in cls.users.items()
        }
        cls.unit.manager_id = cls.employees["unit_head"]
        near = cls._make_employee("near", cls.unit)
        far = cls._make_employee("far", far_unit)
        abroad = cls._make_employee(
            "abroad", cls.env["hr.department"], company_id=cls.other_company.id
        )
        shared = Shelf(cls.env, cls.company)
        shared_abroad = Shelf(cls.env, cls.other_company)
        cls.dossiers = {"none": Dossier(cls.env, shared, "none", far)}
        cls.dossiers["own_unit"] = Dossier(cls.env, shared, "own_unit", near)
        cls.dossiers["other_company"] = Dossier(
            cls.env, shared_abroad, "other_company", abroad
        )
        for role in ROLES:
            cls.dossiers["own", role] = Dossier(
                cls.env, shared, "own", cls.employees[role]
            )
        for relation, role in (("team", "inquirer"), ("roll", "member")):
            others = [user for name, user in cls.users.items() if name != role]
            for key, users in (
                (relation, others),
                ((relation, role), [cls.users[role]]),
            ):
                person = cls._make_employee(f"{key}", far_unit)
                dossier = Dossier(cls.env, shared, relation, person)
                cls.dossiers[key] = dossier
                if relation == "team":
                    dossier.join_team(users)
                else:
                    dossier.take_seats(users)

        # In conflict, and of those who would see the matter otherwise.
        dossier = Dossier(
            cls.env, shared, "conflicted", cls._make_employee("conflicted", far_unit)
        )
        users = list(cls.users.values())
        dossier.join_team(users)
        dossier.take_seats(users)
        dossier.recuse(users)
        cls.dossiers["conflicted"] = dossier
        for dossier in cls.dossiers.values():
            dossier.fill()

    @classmethod
    def _make_user(cls, role):
        groups = "base.group_user,base.group_allow_export"
        if role not in ("employee", "unit_head"):
            groups += f",mistake_tolerance.group_{role}"
        login = f"matrix_{role}"
        return new_test_user(cls.env, login=login, password=login * 2, groups=groups)

    @classmethod
    def _make_employee(cls, name, department, **vals):
        return cls.env["hr.employee"].create(
            {
                "name": f"Matrix {name}",
                "department_id": department.id,
                "company_id": cls.company.id,
                **vals,
            }
        )

    def _get_dossier(self, relation, role):
        return self.dossiers.get((relation, role)) or self.dossiers[relation]

    def _get_relations(self, model):
        tied = self.dossiers["none"].tied
        known = {key if isinstance(key, str) else key[0] for key in self.dossiers}
        if self.env[model]._transient:
            return ["own"]
        names = RELATIONS if model in tied else SHARED
        return [name for name in names if name in known]

    def _try(self, user, model, verb, args):
        """Call as RPC does, take everything back, return the outcome."""
        env = self.env(user=user, su=False, context={"lang": "en_US"})
        cr = self.env.cr
        # What is still to be written belongs to the record, not to this cell.
        env.flush_all()
        env.transaction.clear()
        savepoint = verb not in READING and cr.savepoint(flush=False)
        try:
            call_kw(env[model], verb, args, {})
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
        finally:
            if savepoint:
                env.transaction.clear()
                savepoint.close(rollback=True)
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

    def test_rows_mean_something(self):
        problems = self.matrix.get_problems()
        for model, rows in self.matrix.by_model.items():
            if model not in self.env:
                problems.append(f"{model} does not exist")
                continue
            methods = get_public_methods(self.env.registry[model])
            named = {verb for row in rows for verb in row["verb"]}
            problems += [
                f"{model}.{verb} does not exist"
                for verb in sorted(named - methods - {*BASIC_VERBS, "*"})
            ]
        self.assertFalse(problems)

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
        verbs = {
            name: (*BASIC_VERBS, *sorted(get_public_methods(self.env.registry[name])))
            for name in models
        }
        relations = {name: self._get_relations(name) for name in models}
        arguments = {}
        outcomes = Counter()
        wrong = []
        for role, relation, model, verb, expected in expand(
            self.matrix, relations, verbs
        ):
            dossier = self._get_dossier(relation, role)
            user = self.users[role]
            key = (dossier, model, verb, user if self.env[model]._transient else None)
            if key not in arguments:
                arguments[key] = get_arguments(dossier, model, verb, user)
            name = {"export": "export_data"}.get(verb, verb)
            outcome = self._try(user, model, name, arguments[key])
            outcomes[outcome] += 1
            if outcome != expected:
                wrong.append(
                    f"{role},{relation},{model},{verb}: {outcome}, not {expected}"
                )
        _logger.info("Access matrix: %s cells, %s", outcomes.total(), dict(outcomes))
        self.assertFalse("\n".join(wrong))
