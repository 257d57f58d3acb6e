from odoo import api, fields, models

from ...base.single import check_single
from ...base.wording import write_list
from .limits import REVIEWS


class ToleranceCase(models.Model):
    """The step of a request opens and closes, and a case on file opens again."""

    _inherit = "tolerance.case"
    _logged_content = frozenset({"remedy_ids"})
    _read_ahead = ("party_ids.remedy_ids",)

    remedy_ids = fields.One2many(
        "tolerance.remedy.request", "case_id", string="Requests to Decide Anew"
    )
    can_enter_remedy = fields.Boolean(compute="_compute_can_enter_remedy")

    @api.depends("state", "party_ids.is_served", "remedy_ids.state")
    @api.depends_context("uid")
    def _compute_can_enter_remedy(self):
        for case in self:
            case.can_enter_remedy = not case._get_enter_remedy_refusal()

    @api.depends("remedy_ids.state", "party_ids.is_served")
    def _compute_can_serve(self):
        return super()._compute_can_serve()

    @api.depends("remedy_ids.state", "party_ids.is_served")
    def _compute_next_action(self):
        return super()._compute_next_action()

    def _get_enter_remedy_refusal(self):
        """Return why no request is entered in this case now, or False."""
        if refusal := self._get_lead_refusal():
            return refusal
        served = self.party_ids.filtered("is_served")
        return not (served - self._get_open_remedies().party_id) and self.env._(
            "%(number)s: a request is entered once the decision is served.",
            number=self.name,
        )

    def _get_open_remedies(self):
        """Return the requests that are dealt with now.

        :rtype: tolerance.remedy.request
        """
        return self.party_ids._get_open_remedy()

    def action_enter_remedy(self):
        """Open the page on which the clerk enters a request that came on paper.

        :return: action that shows it
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        parties = self.party_ids.filtered("is_served")
        steps = self.version_id._get_known_steps()
        has_step = steps.filtered(lambda step: step.kind in REVIEWS)
        defaults = {"default_party_id": parties.id} if len(parties) == 1 else {}
        return self.env["tolerance.remedy.request"]._get_new_action(
            self.env._("Enter a Request"),
            default_case_id=self.id,
            default_way="paper",
            default_kind="reconsideration" if has_step else "correction",
            **defaults,
        )

    def _get_remedy_step(self, kind):
        """Return the step in which a request is decided.

        Where the regulation has none, it is that of the decision, which stays done.

        :param str kind: of the request
        :rtype: tolerance.case.step
        """
        self.ensure_one()
        reviews = self.step_ids.filtered(lambda step: step.kind in REVIEWS)
        own = self._get_step(kind) or reviews.filtered(lambda s: s.kind == kind)[-1:]
        decided = self.step_ids.filtered(lambda step: step.kind == "decision")
        return own or reviews[-1:] or decided.sorted("round")[-1:]

    def _is_required(self, step):
        """A review is taken where somebody asks for it, and only there."""
        if step.kind in REVIEWS:
            # sudo: the steps follow from the request, whoever reads them.
            return bool(self.sudo()._get_open_remedies().filtered("accepted_on"))
        return super()._is_required(step)

    def _open_for(self, request):
        """Take a case up again for a request: from the file, and in its step.

        :param tolerance.remedy.request request: just accepted
        """
        self.ensure_one()
        # sudo: the clerk may not write a case on file, nor its steps.
        case_sudo = self.sudo()
        if case_sudo.state == "filed":
            case_sudo._write_unlocked(
                {"state": "decided", "filed_on": False, "filed_by": False}
            )
            case_sudo._ledger_append("case.reopen", {"request": request.name})
        step_sudo = case_sudo._get_remedy_step(request.kind)
        if step_sudo.kind not in REVIEWS or step_sudo.state == "done":
            return
        if step_sudo.state == "running":
            # It may count from the service; one that another party opened goes on.
            if self._get_open_remedies().filtered("accepted_on") == request:
                step_sudo._write_unlocked({"started_on": request.asked_on})
            return
        running_sudo = case_sudo.step_ids.filtered(lambda s: s.state == "running")
        running_sudo._write_plan("waiting")
        # One step runs at a time: the next may start once this one is out.
        case_sudo.step_ids.flush_recordset(["state"])
        step_sudo._write_unlocked({"state": "running", "started_on": request.asked_on})
        case_sudo._rename_todos()

    def _close_for(self, request):
        """Close the step of a request, and ask for the service of the answer.

        :param tolerance.remedy.request request: just decided
        """
        self.ensure_one()
        # sudo: the member who decides has no rights on the steps.
        case_sudo = self.sudo()
        step_sudo = case_sudo._get_remedy_step(request.kind)
        is_last = not case_sudo._get_open_remedies().filtered("accepted_on")
        if is_last and step_sudo.kind in REVIEWS and step_sudo.state == "running":
            users_sudo = request.sudo().session_ids[:1]._get_presiding_users()
            step_sudo._complete(user=users_sudo[:1])
        case_sudo._cancel_todo("file")
        case_sudo._plan_todo("serve", case_sudo.clerk_id)

    def _get_filing_refusal(self):
        if requests := self._get_open_remedies():
            return self.env._(
                "%(number)s: first decide the requests that are open: %(requests)s.",
                number=self.name,
                requests=write_list(self.env, requests.mapped("name")),
            )
        return super()._get_filing_refusal()

    def _get_state_action(self):
        requests = self._get_open_remedies()
        asked = requests.filtered(lambda request: request.state == "submitted")
        if asked:
            return self._ask_clerk(
                self.env._(
                    "A party asks for a decision anew: answer %(requests)s.",
                    requests=write_list(self.env, asked.mapped("name")),
                )
            )
        if running := self._get_running_session() if requests else False:
            return running[:1]._get_next_elsewhere()
        if requests:
            return requests[:1]._get_next_action()
        return super()._get_state_action()

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "case.reopen": self.env._("Case taken up from the file"),
        }
