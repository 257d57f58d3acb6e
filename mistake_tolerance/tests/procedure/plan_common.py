from odoo.fields import Command

from ..case.case_common import CaseWalk


class PlanCase(CaseWalk):
    """Cases under the Gansu procedure with other settings of its steps."""

    def publish(self, steps=(), new=()):
        """Publish a version with other settings; cases from now on follow it.

        :param dict steps: values by the kind of the step
        :param new: values of further steps
        """
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        draft.step_ids = [Command.create(vals) for vals in new]
        by_kind = draft.step_ids.grouped("kind")
        for kind, vals in dict(steps).items():
            vals = dict(vals)
            if target := vals.pop("return_to", None):
                vals["return_step_id"] = by_kind[target].id
            by_kind[kind].write(vals)
        self.follow(draft)

    def follow(self, draft):
        """Publish a draft; cases from now on follow it."""
        draft._publish()
        self.version = draft
        self.situation = draft.situation_ids.sorted("number")[0]
        self.degrees = draft.degree_ids.grouped("kind")

    def hearing(self, *conditions, **vals):
        """Return a required hearing before the opinion, with conditions."""
        return {
            "kind": "hearing",
            "name": "Hearing",
            "sequence": 45,
            "condition_ids": [Command.create(vals) for vals in conditions],
            **vals,
        }

    def step(self, case, kind):
        return case.step_ids.filtered(lambda step: step.kind == kind).sorted()[-1:]

    def entries(self, verb):
        return self.env["tolerance.ledger.entry"].search([("verb", "=", verb)])
