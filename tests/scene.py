"""A scene for tests on several real connections, and the acts that meet in it."""

from uuid import uuid4

from psycopg2.errors import DeadlockDetected, SerializationFailure

from odoo import SUPERUSER_ID, Command, api
from odoo.exceptions import UserError

from odoo.addons.mistake_tolerance.models.base.write_permit import unlocked
from odoo.addons.mistake_tolerance.tests.common import act


class Scene:
    """One officer, and a matter with a drafted exemption for each repetition."""

    def __init__(self, registry, count):
        self.registry = registry
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            # A bureau of its own: what stays behind is in nobody's way.
            self.company = env["res.company"].create({"name": f"Race {uuid4()}"}).id
            env = env["res.company"].with_company(self.company).env
            self.area = env.ref("mistake_tolerance.area_promotion").id
            self.employee = (
                env["hr.employee"]
                .create({"name": "Race", "company_id": self.company})
                .id
            )
            subject = env["hr.employee"].browse(self.employee).tolerance_subject_id
            self.pairs = self._draft(env, subject, count)

    def _draft(self, env, subject, count):
        version = env["tolerance.scheme.version"].create(
            {
                "scheme_id": env["tolerance.scheme"]
                .create({"name": "Race", "company_id": self.company})
                .id,
                "degree_ids": [Command.create({"name": "Exempt", "kind": "exempt"})],
                "situation_ids": [Command.create({"name": "A pilot", "number": 1})],
                "area_ids": [
                    Command.create({"area_id": self.area, "subject_kind": "person"})
                ],
                "step_ids": [Command.create({"name": "Decision", "kind": "decision"})],
            }
        )
        matters = env["tolerance.matter"]._create_unlocked(
            [
                {
                    "title": f"Race {number}",
                    "occurred_on": "2026-03-02",
                    "subject_ids": [Command.set(subject.ids)],
                }
                for number in range(count)
            ]
        )
        cases = env["tolerance.case"]._create_unlocked(
            [{"matter_id": matter.id, "version_id": version.id} for matter in matters]
        )
        body = env["tolerance.body"].create({"name": "Race"})
        sessions = env["tolerance.session"]._create_unlocked(
            [
                {
                    "case_id": case.id,
                    "step_id": case.step_ids.id,
                    "body_id": body.id,
                    "kind": "decision",
                    "state": "closed",
                }
                for case in cases
            ]
        )
        # Somebody who can log in: the system itself confirms nothing.
        member = env.ref("base.user_admin").id
        unlocked(env["tolerance.session.seat"]).create(
            [{"session_id": s.id, "user_id": member} for s in sessions]
        )
        parties = env["tolerance.case.party"]._create_unlocked(
            [{"case_id": case.id, "subject_id": subject.id} for case in cases]
        )
        drafts = env["tolerance.determination"]._create_unlocked(
            [
                {
                    "party_id": party.id,
                    "degree_id": version.degree_ids.id,
                    "situation_ids": [Command.set(version.situation_ids.ids)],
                    "reasons": "Acted in good faith.",
                }
                for party in parties
            ]
        )
        return list(zip(matters.ids, drafts.ids, strict=True))

    def begin(self):
        """Open a connection whose snapshot is taken now."""
        cr = self.registry.cursor()
        cr.execute("SELECT 1")
        context = {"allowed_company_ids": [self.company]}
        return cr, api.Environment(cr, SUPERUSER_ID, context)

    def decide(self, env, pair):
        member = env.ref("base.user_admin")
        draft = env["tolerance.determination"].browse(pair[1])
        act(draft.with_user(member).sudo()).action_confirm()

    def mark(self, env, pair):
        env["tolerance.mark"].create(self.get_mark_vals(pair[0]))

    def get_mark_vals(self, matter):
        return {
            "kind": "objection",
            "employee_id": self.employee,
            "area_id": self.area,
            "matter_id": matter,
            "date": "2026-06-01",
            "reason": "Because of the matter.",
        }

    def insist(self, act, pair, before):
        """Do ``act`` as a request would: start again when the race is lost.

        :return: ``done`` or ``refused``
        """
        while True:
            cr, env = self.begin()
            try:
                before()
                before = bool
                act(env, pair)
                cr.commit()
                return "done"
            except (SerializationFailure, DeadlockDetected):
                continue
            except UserError:
                return "refused"
            finally:
                cr.close()

    def get_unprotected(self):
        """Return the marks that count although their matter is exempt."""
        cr, _env = self.begin()
        try:
            cr.execute(
                """
                SELECT k.id FROM tolerance_mark k
                  JOIN tolerance_effect e ON e.matter_id = k.matter_id
                 WHERE k.active AND k.effect_id IS NULL AND k.matter_id = ANY(%s)
                """,
                [[matter for matter, _draft in self.pairs]],
            )
            return cr.fetchall()
        finally:
            cr.close()
