from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.task_mixin import Task
from ..base.wording import write_day, write_list
from ..base.workflow_mixin import Transition


class ToleranceCase(models.Model):
    """Brings a case before the bodies that give an opinion on it and decide it."""

    _inherit = "tolerance.case"
    _logged_content = frozenset({"session_ids"})
    _tasks = {"open_session": Task(parts=("clerk",))}
    _read_ahead = ("session_ids.result_ids",)

    _transitions = {
        # The state stays until the last body has decided.
        "open_session": Transition(
            "deliberation",
            hidden_by=("_get_lead_refusal", "_get_before_body_refusal"),
            refused_by="_get_open_session_refusal",
            depends=("session_ids.state", "party_ids", "step_ids.state"),
            is_personal=False,
        ),
    }

    session_ids = fields.One2many("tolerance.session", "case_id", string="Sessions")
    can_open_session = fields.Boolean(compute="_compute_can")

    def _on_inquired(self):
        super()._on_inquired()
        for case in self:
            case._plan_todo("open_session", case.clerk_id)

    def _is_task_early(self, name):
        if name != "open_session":
            return super()._is_task_early(name)
        step = self._get_next_session_step()
        return bool(step and self._get_earlier_step_refusal(step))

    def _get_next_session_step(self):
        """Return the step for which a session has to be opened now.

        :rtype: tolerance.case.step
        """
        self.ensure_one()
        return self._get_step("preliminary") or self._get_step("decision")

    def _get_before_body_refusal(self):
        """Return why it is not the turn of any body, or False."""
        self.ensure_one()
        step = self._get_next_session_step()
        if self.state != "deliberation" or not step:
            return self.env._(
                "%(number)s can come before a body only after the inquiry and before "
                "the decision.",
                number=self.name,
            )
        if self._get_running_session():
            return self.env._("%(number)s is before a body now.", number=self.name)
        return self._get_earlier_step_refusal(step) or step._get_plan_refusal()

    def _get_open_session_refusal(self):
        """Return why no body can be called on this case now, or False."""
        if refusal := self._get_before_body_refusal():
            return refusal
        step = self._get_next_session_step()
        incomplete = self.party_ids.filtered(
            lambda party: not party.assessment_ids[:1].is_complete
        )
        if incomplete:
            return self.env._(
                "%(number)s: the assessment of %(names)s is not complete; there is no "
                "decision without it.",
                number=self.name,
                names=write_list(self.env, incomplete.subject_id.mapped("name")),
            )
        return self._get_body_refusal(step.body_id) or self._get_sitting_refusal(step)

    def _get_running_session(self):
        """Return the session that is called or open now.

        :rtype: tolerance.session
        """
        return self.session_ids.filtered(lambda s: s.state in ("draft", "open"))

    def _get_sitting_refusal(self, step):
        """Return why nobody can sit for the body of a step, or False.

        A committee is called if one of its members may decide: the others lose their
        vote when the roll is made.
        """
        body = step.body_id
        if not body._is_collective(self.company_id._tolerance_today()):
            user = body._get_sitting()[0]
            return self._get_voter_refusal(user) or self._get_earlier_seat_refusal(
                step, user
            )
        members = body._get_roll_members(self.company_id._tolerance_today())
        for user in members.user_id:
            if refusal := self._get_role_refusal(user):
                return refusal
        return False

    def _check_writer(self, names):
        super()._check_writer(names)
        if "level_id" in names and any(
            case.session_ids or case.state in ("decided", "filed") for case in self
        ):
            raise AccessError(
                self.env._(
                    "A body of its level deals with the case already: the level stays."
                )
            )

    def _get_body_refusal(self, body):
        if not body and self.level_ids and not self.level_id:
            return self.env._(
                "%(number)s: enter the level that deals with the case; its committee "
                "decides.",
                number=self.name,
            )
        if not body:
            return self.env._(
                "The scheme names no body for this step: ask the administrator."
            )
        today = self.company_id._tolerance_today()
        if not body.head_user_id and not body._is_collective(today):
            return self.env._(
                "%(body)s has no head: the administrator enters who decides for it.",
                body=body.name,
            )
        return False

    def _get_role_refusal(self, user):
        """Return that a user has not the role of a deciding member, or False."""
        # sudo: users may not read each other's accounts and groups.
        if user and not user.sudo().active:
            return self.env._(
                "The account of %(user)s is closed: the administrator ends the term, "
                "or a leave is entered.",
                user=user.name,
            )
        if not user.sudo().has_group("mistake_tolerance.group_member"):
            return self.env._(
                "%(user)s is not a deciding member: ask the administrator for that "
                "role first.",
                user=user.name,
            )
        return False

    def _get_voter_refusal(self, user):
        """Return why a user may not decide in this case, or False."""
        self.ensure_one()
        return self._get_role_refusal(user) or self._get_bias_refusal(user)

    def _get_bias_refusal(self, user):
        """Return what a user has to do with this case, so that they may not decide it.

        :return: the sentence, or False
        """
        self.ensure_one()
        if user in self._get_inquirers():
            return self.env._(
                "%(user)s has inquired into the case and cannot decide it.",
                user=user.name,
            )
        return self._get_conflicts(user).get(user.id, False)

    def _get_earlier_seat_refusal(self, step, user):
        """Return a refusal if a user sat in the session of another step, else False."""
        # sudo: the check needs the seats; the reader does not see them.
        others_sudo = self.sudo().session_ids.filtered(
            lambda s: (
                s.step_id.scheme_step_id != step.scheme_step_id and s.state != "void"
            )
        )
        seats_sudo = others_sudo.seat_ids.filtered(lambda seat: seat.state != "recused")
        if user in seats_sudo.user_id:
            return self.env._(
                "%(user)s gave the opinion on this case and cannot decide it too: "
                "the administrator enters who heads the body instead.",
                user=user.name,
            )
        return False

    def action_open_session(self):
        """Call the body of the next step.

        Its roll is made; if one person decides for it, the voting opens at once.
        """
        sessions = self._open_sessions()
        return {
            "type": "ir.actions.act_window",
            "res_model": sessions._name,
            "res_id": sessions[:1].id,
            "view_mode": "form",
        }

    def _open_sessions(self, **entered):
        """Call the body of the next step, as the current user.

        :param entered: what is known of a session held already, such as its day
        :rtype: tolerance.session
        """
        self.check_access("write")
        self._check_transition("open_session")
        sessions = self.env["tolerance.session"]
        for case in self:
            sessions |= sessions._call(case._get_next_session_step(), **entered)
        self._finish_todo("open_session")
        return sessions

    def _refresh_decided(self):
        """Go on once every party is decided.

        Here the closing of the deciding session says so; the room ``effect``
        waits for the determinations that come of it.
        """
        self._on_decided()

    def _get_deciding_sessions(self):
        """Return the closed sessions of these cases that decided, opinions apart.

        :rtype: tolerance.session
        """
        return self.session_ids.filtered(
            lambda session: session.kind == "decision" and session.state == "closed"
        )

    def _get_undecided_parties(self, step):
        """Return the parties about whom the body of a step has not decided yet.

        A decision stands, even if the case goes back for another party.

        :param tolerance.case.step step: for which a body is called
        :rtype: tolerance.case.party
        """
        self.ensure_one()
        closed = self.session_ids.filtered(
            lambda s: (
                s.state == "closed"
                and (s.step_id == step or s.kind == step.kind == "decision")
            )
        )
        decided = closed.result_ids.filtered(lambda r: r.state == "decided")
        return self.party_ids - decided.party_id

    def _is_step_decided(self, step):
        """Return whether the body of a step has decided about every party.

        :rtype: bool
        """
        return not self._get_undecided_parties(step)

    @api.depends("session_ids.state", "session_ids.next_action")
    def _compute_next_action(self):
        return super()._compute_next_action()

    def _get_next_action(self):
        if self.state != "deliberation":
            return super()._get_next_action()
        if running := self._get_running_session():
            return running[:1]._get_next_elsewhere()
        step = self._get_next_session_step()
        if step and self.current_step_id == step:
            action = self._get_open_session_refusal() or self._get_call_sentence(step)
            if self.session_ids.filtered(
                lambda s: s.step_id == step and s._is_undetermined()
            ):
                action = self.env._(
                    "Not determined: no outcome had the majority in two ballots. "
                    "Call the body anew. %(action)s",
                    action=action,
                )
            return self._ask_clerk(action)
        if not step:
            return self.env._(
                "The deciding member confirms what was decided about each party."
            )
        return super()._get_next_action()

    def _get_call_sentence(self, step):
        """Return by which button the body of a step is called."""
        return self.env._(
            "Press Open Session: %(step)s by %(body)s.",
            step=step.name,
            body=step.body_id.name,
        )

    def _get_decision_text(self, party):
        """Write what was decided about a party: outcome, situations, reasons."""
        result = party._get_deciding_result()
        if not result:
            return super()._get_decision_text(party)
        lines = [
            self.env._(
                "Decision on %(subject)s in case %(number)s, taken on %(day)s by "
                "%(body)s: %(degree)s.",
                subject=party.subject_id.name,
                number=self.name,
                day=write_day(self.env, result.session_id.closed_on),
                body=result.session_id.body_id.name,
                degree=result.degree_id.name,
            )
        ]
        lines += [situation._get_item() for situation in result.situation_ids]
        lines += [exclusion.name for exclusion in result.exclusion_ids]
        if result.nature:
            natures = dict(result._fields["nature"]._description_selection(self.env))
            lines.append(
                self.env._(
                    "Nature of responsibility: %(nature)s",
                    nature=natures[result.nature],
                )
            )
        lines.append(self.env._("Reasons: %(reasons)s", reasons=result.reasons))
        return "\n".join(lines)
