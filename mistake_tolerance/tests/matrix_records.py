"""One record of every model for every relation, for the access matrix.

A *dossier* is a matter with all that hangs on it. There is one for each relation,
and one of their own for each role where the relation is to the person. Records of
models without such a tie, as schemes, are shared by the dossiers of a company.
"""

from itertools import count
from unittest.mock import patch

from odoo import Command, fields

from ..models.verb import opened

NUMBERS = count(1)
SHARED = ("none", "other_company")
# Records belong to a dossier if they lead to one of these, however far away.
SEEDS = {
    "hr.employee",
    "tolerance.ledger.chain",
    "tolerance.ledger.entry",
    "tolerance.matter",
    "tolerance.subject",
}


def find_models(env):
    """Return the stored models of our addons.

    :rtype: list
    """
    return sorted(
        name
        for name, cls in env.registry.items()
        if name.startswith("tolerance.") and not cls._abstract
    )


def find_tied(env):
    """Return the models whose records belong to one dossier.

    :rtype: set
    """
    models = find_models(env)
    tied = set(SEEDS)
    while True:
        more = {
            name
            for name in models
            if any(
                field.comodel_name in tied
                for field in env[name]._fields.values()
                if field.type == "many2one" and field.store
            )
        } - tied
        if not more:
            return tied
        tied |= more


class Shelf:
    """Records made on demand, one a model, each from its required fields."""

    def __init__(self, env, company, shared=None):
        self.env = env(su=True)
        self.company = company
        self.shared = shared
        self.records = {}
        self.tied = shared.tied if shared else find_tied(env)

    def get(self, model):
        """Return the record of a model, made if there is none yet."""
        if self.shared and model not in self.tied:
            return self.shared.get(model)
        if model not in self.records:
            special = getattr(self, f"_make_{model.replace('.', '_')}", None)
            self.records[model] = (
                special()
                if special
                else self._find(model)
                or opened(self.env[model]).create(self.prepare(model))
            )
            if not self.records[model]:
                raise ValueError(f"There is no {model} to try.")
        return self.records[model]

    def fill(self):
        """Make every record, so that no cell depends on the cells before it."""
        for model in find_models(self.env):
            self.get(model)

    def _make_plainly(self, model):
        vals = self.prepare(model)
        return opened(self.env[model]).create(vals).with_env(self.env)

    def _find(self, model):
        """Return a record that came by itself with an earlier one, if any."""
        Model = self.env[model]
        for name, owner in (
            ("case_id", "tolerance.case"),
            ("assessment_id", "tolerance.assessment"),
            ("determination_id", "tolerance.determination"),
        ):
            if name in Model._fields and owner in self.records and owner != model:
                return Model.search([(name, "=", self.records[owner].id)], limit=1)
        return Model

    def prepare(self, model, fresh=False):
        """Return values for a new record: what is required, and its company.

        :param bool fresh: for one more record beside the first
        :rtype: dict
        """
        Model = self.env[model]
        vals = {}
        if "company_id" in Model._fields and not Model._fields["company_id"].related:
            vals["company_id"] = self.company.id
        for name, field in Model._fields.items():
            if (
                field.required
                and field.store
                and not (field.related or field.default)
                and not (field.compute and field.readonly)
                and name not in vals
            ):
                vals[name] = self._get_value(Model, field)
        extra = getattr(self, f"_vals_{model.replace('.', '_')}", None)
        return {**vals, **(extra(fresh) if extra else {})}

    def _get_value(self, Model, field):
        if field.type == "many2one":
            return self.get(field.comodel_name).id
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type in ("integer", "many2one_reference"):
            return 100 + next(NUMBERS)
        if field.type in ("float", "monetary"):
            return 1
        if field.type == "date":
            return fields.Date.to_date("2026-03-02")
        if field.type == "datetime":
            return fields.Datetime.to_datetime("2026-03-02 08:00:00")
        return f"Matrix {next(NUMBERS)}"

    # What the required fields alone do not tell.

    def _make_res_company(self):
        return self.company

    def _make_res_users(self):
        return self.env.ref("base.user_admin")

    def _make_tolerance_area(self):
        return self.env.ref("mistake_tolerance.area_annual_appraisal")

    def _make_tolerance_ledger_pending(self):
        if self.shared:
            return self.shared.get("tolerance.ledger.pending")
        self.get("tolerance.ledger.seal")
        self._append_loose()
        return self.env["tolerance.ledger.pending"].search(
            [("entry_id.company_id", "=", self.company.id)], limit=1
        )

    def _append_loose(self):
        entry = self.env["tolerance.ledger.entry"].with_company(self.company)
        entry._append("matrix.try", self.company, {})

    def _make_tolerance_ledger_seal(self):
        Seal = self.env["tolerance.ledger.seal"]
        self._append_loose()
        Seal._seal(self.company)
        return Seal.search([("company_id", "=", self.company.id)], limit=1)

    def _vals_tolerance_body_member(self, fresh):
        return {"user_id": self._make_other_user().id} if fresh else {}

    def _make_other_user(self):
        number = next(NUMBERS)
        groups = self.env.ref("mistake_tolerance.group_inquirer")
        groups |= self.env.ref("base.group_user")
        return self.env["res.users"].create(
            {
                "name": f"Matrix {number}",
                "login": f"matrix_{number}",
                "group_ids": [Command.set(groups.ids)],
            }
        )

    def _vals_tolerance_calendar_day(self, fresh):
        return {"date": f"20{next(NUMBERS) % 60 + 30}-01-01"}

    def _vals_tolerance_calendar_year(self, fresh):
        return {"year": 2100 + next(NUMBERS) % 100}

    def _vals_tolerance_guard(self, fresh):
        # Its record type is not installed, so this guard judges nothing.
        return {"model": "x.matrix", "area_id": self.get("tolerance.area").id}

    def _vals_tolerance_guard_change(self, fresh):
        return {"is_switched_off": True}

    def _vals_tolerance_scheme_area(self, fresh):
        return {"subject_kind": "unit" if fresh else "person"}

    def _vals_tolerance_scheme_version(self, fresh):
        return {"number": next(NUMBERS)}


class Dossier(Shelf):
    """A matter about one person, with all that hangs on it."""

    def __init__(self, env, shared, relation, employee):
        super().__init__(env, shared.company, shared)
        self.relation = relation
        self.employee = employee
        self.user = None

    def join_team(self, users):
        """Put users on the inquiry team, inquirers or not.

        What the rules let them see then is for the matrix to say.
        """
        self.user = users[:1]
        Member = self.env["tolerance.inquiry.member"]
        for user in users:
            with self._waive("tolerance.inquiry.member", "_get_seat_refusal"):
                member = opened(Member).create(
                    {
                        "inquiry_id": self.get("tolerance.inquiry").id,
                        "user_id": user.id,
                    }
                )
            self.records.setdefault(Member._name, member)

    def take_seats(self, users):
        """Give users a seat in the session, members or not."""
        self.user = users[:1]
        Seat = self.env["tolerance.session.seat"]
        for user in users:
            seat = opened(Seat).create(
                {
                    "session_id": self.get("tolerance.session").id,
                    "user_id": user.id,
                }
            )
            self.records.setdefault(Seat._name, seat)

    def recuse(self, users):
        """Put users in conflict with the matter, whatever else they are in it."""
        self.get("tolerance.case")
        self.env["tolerance.conflict"]._add(
            [(self.get("tolerance.matter").id, user.id, "recused") for user in users]
        )

    def _waive(self, model, name, value=False):
        """Leave out a check on state or content, to get at a record at all."""
        return patch.object(self.env.registry[model], name, lambda *args: value)

    def _make_hr_employee(self):
        return self.employee.sudo().with_env(self.env)

    def _make_tolerance_subject(self):
        return self.get("hr.employee").tolerance_subject_id

    def _about(self, fresh=False):
        return {"employee_id": self.employee.id}

    _vals_tolerance_appraisal = _about
    _vals_tolerance_promotion = _about
    _vals_tolerance_commendation = _about

    def _vals_tolerance_mark(self, fresh):
        return {
            **self._about(),
            "matter_id": self.get("tolerance.matter").id,
            "area_id": self.env.ref("mistake_tolerance.area_points").id,
        }

    def _vals_tolerance_matter(self, fresh):
        return {"subject_ids": [Command.set(self.get("tolerance.subject").ids)]}

    def _vals_tolerance_case(self, fresh):
        if not fresh:
            return {}
        return {"matter_id": self._make_other("tolerance.matter").id}

    def _vals_tolerance_application(self, fresh):
        if fresh:
            return {}
        head = self.employee.department_id.manager_id.user_id
        user = self.employee.user_id or self.env.user
        return {"user_id": user.id, "unit_head_id": head.id, "state": "filed"}

    def _vals_tolerance_inquiry(self, fresh):
        return {"case_id": self._make_other("tolerance.case").id} if fresh else {}

    _vals_tolerance_session = _vals_tolerance_inquiry

    def _vals_tolerance_session_seat(self, fresh):
        return {"user_id": self._make_other_user().id} if fresh else {}

    def _vals_tolerance_inquiry_member(self, fresh):
        return {"user_id": self._make_other_user().id}

    def _make_tolerance_inquiry_member(self):
        with self._waive("tolerance.inquiry.member", "_get_seat_refusal"):
            return self._make_plainly("tolerance.inquiry.member")

    def _make_tolerance_evidence(self):
        with self._waive("tolerance.evidence", "_get_entry_refusal"):
            return self._make_plainly("tolerance.evidence")

    def _vals_tolerance_evidence(self, fresh):
        return {"description": "Matrix"}

    def _make_tolerance_breach(self):
        user = self.employee.user_id or self.env.user
        Breach = self.env["tolerance.breach"].with_user(user).sudo()
        with self._waive("tolerance.breach", "_is_concerned", True):
            return Breach.create(self.prepare("tolerance.breach")).with_env(self.env)

    def _make_tolerance_follow_up_concern(self):
        with self._waive("tolerance.follow.up.concern", "_check_raiser"):
            return self._make_plainly("tolerance.follow.up.concern")

    def _vals_tolerance_tie(self, fresh):
        user = self.employee.user_id or self.env.user
        return {"kind": "interest"} if fresh else {"user_id": user.id}

    def _make_tolerance_supervision(self):
        Supervision = self.env["tolerance.supervision"]
        domain = [("employee_id", "=", self.employee.id)]
        return Supervision.search(domain, limit=1) or self._make_plainly(
            "tolerance.supervision"
        )

    def _vals_tolerance_supervision(self, fresh):
        other = self.env["hr.employee"].create(
            {"name": "Matrix Superior", "company_id": self.company.id}
        )
        return {"superior_id": other.id}

    def _make_tolerance_service(self):
        with self._waive("tolerance.service", "_do_serve", None):
            return self._make_plainly("tolerance.service")

    def _make_tolerance_case_step_pause(self):
        step = self.get("tolerance.case.step")
        step._write_verb({"state": "running", "started_on": "2026-03-02"})
        return self._make_plainly("tolerance.case.step.pause")

    def _make_plainly(self, model):
        return opened(self.env[model]).create(self.prepare(model))

    def _make_other(self, model):
        return opened(self.env[model]).create(self.prepare(model, fresh=True))

    def _vals_tolerance_subject(self, fresh):
        return {"kind": "unit"}

    def _vals_tolerance_case_party(self, fresh):
        if fresh:
            return {"subject_id": self._make_other("tolerance.subject").id}
        return {"application_id": self.get("tolerance.application").id}

    def _vals_tolerance_determination(self, fresh):
        other = fresh and self._make_other("tolerance.case.party")
        return {"party_id": other.id} if other else {}

    _vals_tolerance_assessment = _vals_tolerance_determination
    _vals_tolerance_ballot = _vals_tolerance_determination

    def _vals_tolerance_effect(self, fresh):
        other = fresh and self._make_other("tolerance.matter")
        return {"matter_id": other.id} if other else {}

    def _vals_tolerance_subject_lineage(self, fresh):
        other = fresh and self._make_other("tolerance.subject")
        return {"ancestor_id": other.id} if other else {}

    def _make_tolerance_subject_lineage(self):
        return self.env["tolerance.subject.lineage"].search([], limit=1)

    def _make_tolerance_ledger_chain(self):
        key = self.get("tolerance.ledger.entry").chain
        return self.env["tolerance.ledger.chain"].search([("key", "=", key)])

    def _make_tolerance_ledger_entry(self):
        entry = self.env["tolerance.ledger.entry"]
        case = self.get("tolerance.case")
        entry._append("matrix.try", case, {}, chain=case)
        return entry.search([("chain", "=", f"tolerance.case,{case.id}")], limit=1)
