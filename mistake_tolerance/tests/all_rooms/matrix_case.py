import gc

from odoo.tests import HttpCase, new_test_user

from .matrix import RELATIONS, ROLES, Matrix
from .matrix_dossier import SHARED, Dossier
from .matrix_shelf import Shelf


class MatrixCase(HttpCase):
    """A user of each role, and a dossier for each relation."""

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
            # What the commit would still do keeps the environments of its records,
            # and Odoo goes through all there are whenever it needs one.
            cls.env.flush_all()
            cls.env.cr.precommit.clear()
            gc.collect(1)

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
