"""A case and a conflict with its matter, made at the same moment, find each other.

The rows stay in the test database, in a bureau of their own.
"""

from uuid import uuid4

import pytest
from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, Command, api


class Meeting:
    """A matter without a case, and a user who comes into conflict with it."""

    def __init__(self, registry):
        self.registry = registry
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            company = env["res.company"].create({"name": f"Race {uuid4()}"})
            self.company = company.id
            env = company.with_company(company).env
            scheme = env["tolerance.scheme"].create(
                {"name": "Race", "company_id": company.id}
            )
            version = env["tolerance.scheme.version"].create({"scheme_id": scheme.id})
            self.version = version.id
            user = env["res.users"].create(
                {"name": "Race", "login": f"conflict_{uuid4()}"}
            )
            self.user = user.id
            person = env["hr.employee"].create(
                {"name": "Race", "company_id": company.id}
            )
            matter = env["tolerance.matter"]._create_unlocked(
                {
                    "title": "Race",
                    "occurred_on": "2026-03-02",
                    "subject_ids": [Command.set(person.tolerance_subject_id.ids)],
                }
            )
            self.matter = matter.id

    def begin(self):
        """Open a connection whose snapshot is taken now."""
        cr = self.registry.cursor()
        cr.execute("SELECT 1")
        context = {"allowed_company_ids": [self.company], "tracking_disable": True}
        return cr, api.Environment(cr, SUPERUSER_ID, context)

    def open_case(self, env):
        env["tolerance.case"]._create_unlocked(
            {"matter_id": self.matter, "version_id": self.version}
        )
        env.flush_all()

    def find_conflict(self, env):
        matter = env["tolerance.matter"].browse(self.matter)
        env["tolerance.conflict"]._add([(self.matter, self.user, "recused")], matter)
        env.flush_all()

    def find_cases(self):
        """Return the case of the matter, and those that its conflict closes."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            matter = env["tolerance.matter"].browse(self.matter)
            conflict = matter.conflict_ids.filtered(lambda c: c.user_id.id == self.user)
            return matter.case_ids.ids, conflict.case_id.ids


WAYS = [("open_case", "find_conflict"), ("find_conflict", "open_case")]


@pytest.mark.parametrize("names", WAYS, ids=["case first", "conflict first"])
def test_who_is_late_starts_again(registry, names):
    scene = Meeting(registry)
    first, second = (getattr(scene, name) for name in names)
    late_cr, late = scene.begin()
    try:
        cr, env = scene.begin()
        with cr:
            first(env)
        with pytest.raises(SerializationFailure):
            second(late)
    finally:
        late_cr.close()
    cr, env = scene.begin()
    with cr:
        second(env)
    cases, closed = scene.find_cases()
    assert len(cases) == 1
    assert closed == cases
