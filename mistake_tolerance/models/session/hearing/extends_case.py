from odoo import api, fields, models

from ....rules import procedure
from ...base.workflow_mixin import Transition
from .extends_case_step import OPINION_KINDS


class ToleranceCase(models.Model):
    """Brings a case to its hearing and to the opinions of other departments."""

    _inherit = "tolerance.case"
    _logged_content = frozenset({"hearing_ids", "joint_opinion_ids"})
    _read_ahead = ("hearing_ids", "joint_opinion_ids")

    _transitions = {
        "prepare_hearing": Transition(
            hidden_by=("_get_lead_refusal", "_get_hearing_refusal"),
            depends=("hearing_ids.state", "step_ids.state"),
            is_personal=False,
        ),
    }

    hearing_ids = fields.One2many("tolerance.hearing", "case_id", string="Hearings")
    joint_opinion_ids = fields.One2many(
        "tolerance.joint.opinion", "case_id", string="Opinions of Departments"
    )
    can_ask_department = fields.Boolean(compute="_compute_can_ask")
    can_ask_legality = fields.Boolean(compute="_compute_can_ask")
    can_prepare_hearing = fields.Boolean(compute="_compute_can")

    @api.depends("step_ids.state", "step_ids.plan_state")
    @api.depends_context("uid")
    def _compute_can_ask(self):
        for case in self:
            can_ask = not (case._get_lead_refusal() or case._get_opinion_refusal())
            kind = case._get_opinion_step().kind if can_ask else False
            case.can_ask_department = kind == "joint_review"
            case.can_ask_legality = kind == "legality_review"

    def _get_opinion_step(self):
        """Return the next step in which departments give written opinions.

        :rtype: tolerance.case.step
        """
        self.ensure_one()
        return self.step_ids.sorted().filtered(
            lambda step: (
                step.kind in OPINION_KINDS
                and step.state in ("waiting", "running")
                and step.plan_state != procedure.LEFT_OUT
            )
        )[:1]

    def _get_running_hearing(self):
        """Return the hearing that is prepared or called, and not held yet.

        :rtype: tolerance.hearing
        """
        # sudo: the order of steps needs it; not everybody reads the hearing.
        hearings = self.sudo().hearing_ids.sudo(False)
        return hearings.filtered(lambda h: h.sudo().state in ("draft", "called"))[:1]

    def _get_hearing_refusal(self):
        """Return why no hearing can be prepared now, or False."""
        self.ensure_one()
        if self._get_running_hearing():
            return self.env._("%(number)s has a hearing under way.", number=self.name)
        steps = self.step_ids.sorted().filtered(lambda s: s.kind == "hearing")
        step = steps.filtered(lambda s: s.state in ("waiting", "running"))[:1]
        if not step:
            return steps[-1:]._get_left_out_refusal() or self.env._(
                "%(number)s has no step of a hearing to be taken.", number=self.name
            )
        return step._get_plan_refusal() or self._get_earlier_step_refusal(step)

    def action_prepare_hearing(self):
        """Prepare the hearing of the step; the clerk invites and gives the notice."""
        self.check_access("write")
        self._check_transition("prepare_hearing")
        hearings = self.env["tolerance.hearing"]
        for case in self:
            hearings |= hearings._prepare(case._get_step("hearing"))
        return {
            "type": "ir.actions.act_window",
            "res_model": hearings._name,
            "res_id": hearings[:1].id,
            "view_mode": "form",
        }

    def _get_before_body_refusal(self):
        """Refuse while a hearing is under way: it is held or called off first."""
        return (
            super()._get_before_body_refusal() or self._get_hearing_running_sentence()
        )

    def _get_hearing_running_sentence(self):
        """Return that a hearing is under way and what comes next in it, or False."""
        hearing = self._get_running_hearing()
        # sudo: who reads the case is told what comes next, not what was said.
        return bool(hearing) and self.env._(
            "%(number)s: the hearing is under way. %(next)s",
            number=self.name,
            next=hearing.sudo()._get_next_action(),
        )

    def _get_opinion_refusal(self):
        """Return why no department can be asked now, or False."""
        self.ensure_one()
        step = self._get_opinion_step()
        if not step:
            return self.env._(
                "%(number)s has no step in which departments give opinions.",
                number=self.name,
            )
        return step._get_plan_refusal() or self._get_earlier_step_refusal(step)

    @api.depends("hearing_ids.next_action", "joint_opinion_ids.state")
    def _compute_next_action(self):
        return super()._compute_next_action()

    def _get_step_action(self):
        step = self.current_step_id
        if self.state == "filed" or step.is_paused:
            return super()._get_step_action()
        if step.kind == "hearing":
            if hearing := self._get_running_hearing():
                return self._ask_clerk(hearing._get_next_elsewhere())
            return self._ask_clerk(self.env._("Press Prepare Hearing."))
        if step.kind in OPINION_KINDS and (lack := step._get_opinion_lack()):
            return self._ask_clerk(lack)
        return super()._get_step_action()

    def _get_expert_opinions(self, party):
        """Return the signed opinions of professionals about a party.

        :param tolerance.case.party party: of this case
        :rtype: tolerance.hearing.opinion
        """
        # sudo: a decision answers them, also where its author has no right to them.
        held = self.sudo().hearing_ids.filtered(lambda h: h.state == "closed")
        # After a supplementary inquiry the case is heard anew.
        opinions = held.sorted("id")[-1:].opinion_ids
        return opinions.filtered(
            lambda o: o.state == "signed" and o.party_id in (party, o.party_id.browse())
        )
