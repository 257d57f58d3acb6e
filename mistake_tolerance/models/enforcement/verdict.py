"""Judges rows just written and acts on the verdict: refuses, neutralises or lists them.

What a person wrote is refused with an error, because that person can correct it. What
nobody wrote, such as a grade that Odoo recomputed, would block somebody else's work if
it were refused: it is neutralised, or put on the worklist of HR where it is not clear
which matter it is about. Only where its guard has no neutral values is it refused as
well.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules.cap import count_others
from ...rules.judge import Protection, judge
from .base_hook import KEY
from .refusal.sentence import get_refusal_sentence
from .refusal.swallowed import create_table, forbid_commit


class ToleranceEnforcement(models.AbstractModel):
    """Judges rows that were written, and executes the verdicts."""

    _inherit = "tolerance.enforcement"

    def init(self):
        """Create the table that blocks the commit when code swallows a refusal."""
        super().init()
        create_table(self.env)

    @api.model
    def _get_log(self, model_name):
        """Return the writes of this transaction on a model that are not judged yet.

        ``due`` are the rows to judge, ``by_person`` those of them that a person wrote,
        ``computed`` the columns that the ORM computed, by row and name, ``depth``
        tells how many flushes are under way.

        It lives in the cursor's cache, which a rollback to a savepoint clears
        together with the writes it speaks of.

        :rtype: dict
        """
        logs = self.env.cr.cache.setdefault(KEY, {})
        if model_name not in logs:
            logs[model_name] = {
                "due": set(),
                "by_person": set(),
                "computed": {},
                "depth": 0,
            }
        return logs[model_name]

    @api.model
    def _judge_due(self, model, watch, log):
        """Judge the rows written since the last time, and forget them."""
        if not log["due"]:
            return
        due = set(log["due"])
        log["due"].clear()
        self._judge(model, watch, due)
        log["by_person"].clear()
        log["computed"].clear()

    @api.model
    def _judge(self, model, watch, row_ids):
        """Refuse or neutralise negative rows that were just written.

        :param model: the model written, an empty recordset will do
        :param Watch watch: what is watched on it
        :param set row_ids: ids of the rows
        :raises UserError: if a person wrote a record that a decision covers, or if
            what nobody wrote cannot be made neutral
        """
        # What the log calls written by a person leaves out the neutral values that
        # the enforcement itself writes.
        person_row_ids = frozenset(self._get_log(model._name)["by_person"])
        for spec in watch.specs:
            matches = self._find_matches(spec, row_ids, person_row_ids=person_row_ids)
            if matches:
                self._execute_verdicts(spec, matches, person_row_ids)
        # Records of other models that refer to the rows written, along ``path``: the
        # date of an appraisal changes, and its marks are judged.
        for spec, path in watch.linked:
            matches = self._find_matches(spec, row_ids, path)
            if matches:
                # No user wrote these records: a record that they refer to changed.
                self._execute_verdicts(spec, matches, set())

    @api.model
    def _execute_verdicts(self, spec, matches, person_row_ids):
        """Apply the verdict on each row.

        A row that passes stays. What a person wrote is refused, whatever the verdict.
        What nobody wrote is made neutral; if it is not clear which matter it is about
        (``ground_needed``, ``unanswered``), HR is asked instead.

        :param GuardSpec spec: the guard
        :param list matches: the matches of the rows, see :meth:`_find_matches`
        :param set person_row_ids: ids of the rows that a person wrote
        """
        Neutralisation = self.env["tolerance.neutralisation"]
        verdicts = self._get_verdicts(spec, matches)
        # The first match of each row speaks for it in messages.
        rows = {match.row_id: match for match in reversed(matches)}
        refused, neutral, unclear = {}, {}, {}
        for row_id, verdict in verdicts.items():
            if verdict.outcome == "pass":
                continue
            if row_id in person_row_ids:
                refused[row_id] = verdict
            elif verdict.outcome in ("ground_needed", "unanswered"):
                unclear[row_id] = rows[row_id]
            elif Neutralisation._can_neutralise(spec):
                neutral[row_id] = verdict.effect_id
            else:
                refused[row_id] = verdict
        if refused:
            self._refuse(spec, rows, refused)
        if neutral:
            Neutralisation._neutralise(spec, neutral)
        if unclear:
            Neutralisation._note_unclear(spec, unclear)

    @api.model
    def _get_verdicts(self, spec, matches):
        """Judge rows that have matches.

        :return: ``{row id: Verdict}``
        :rtype: dict
        """
        by_row = {}
        for match in matches:
            by_row.setdefault(match.row_id, []).append(match)
        counted = self._get_counted(spec, matches)
        declared = self._get_declared(
            spec, [rows[0] for rows in by_row.values() if not rows[0].matter_id]
        )
        return {
            row_id: judge(
                [
                    Protection(
                        match.form,
                        bool(match.matter_id)
                        and match.matter_id == match.effect_matter_id,
                        match.effect_id,
                        match.cap,
                    )
                    for match in rows
                ],
                rows[0].amount,
                counted.get(row_id, 0.0),
                row_id in declared,
            )
            for row_id, rows in by_row.items()
        }

    @api.model
    def _get_counted(self, spec, matches):
        """Sum what other records already take away where only a part may count.

        :return: ``{row id: points}``
        :rtype: dict
        """
        capped = {row.effect_id for row in matches if row.form == "deduction_reduced"}
        if not capped:
            return {}
        # ``None``: what all records take away, if this one is not yet among them.
        others = count_others(self._find_matches_by_effects(spec, capped))
        return {
            row.row_id: others.get(
                (row.effect_id, row.row_id), others.get((row.effect_id, None), 0.0)
            )
            for row in matches
            if row.effect_id in capped
        }

    @api.model
    def _get_declared(self, spec, rows):
        """Return the rows that have another ground, named or declared beforehand.

        :param GuardSpec spec: the guard
        :param list rows: one :class:`Match` for each row that cites no matter
        :return: ids of the rows
        :rtype: set
        """
        grounded = self._get_grounded(spec, rows)
        rest = [row for row in rows if row.row_id not in grounded]
        return grounded | self.env["tolerance.declaration"]._use_for(spec, rest)

    @api.model
    def _get_grounded(self, spec, rows):
        """Return rows whose ground is another record, such as a mark; a hook.

        :param GuardSpec spec: the guard
        :param list rows: one :class:`Match` for each row that cites no matter
        :return: ids of the rows
        :rtype: set
        """
        return set()

    @api.model
    def _refuse(self, spec, rows, verdicts):
        """Refuse records; everything written with them is rolled back.

        :param GuardSpec spec: their guard
        :param dict rows: ``{row id: Match}``
        :param dict verdicts: ``{row id: Verdict}`` of the refused ones
        :raises UserError: always
        """
        effect_ids = {verdict.effect_id for verdict in verdicts.values()} - {None}
        # The message contains only what its reader may know.
        # sudo: effects that the user may not read refuse as well; what the sentences
        # name is filtered below.
        effects_sudo = self.env["tolerance.effect"].sudo().browse(effect_ids)
        visible = (
            self.env["tolerance.effect"].browse(effect_ids)._filtered_access("read")
        )
        subjects_sudo = (
            self.env["tolerance.subject"]
            .sudo()
            .browse({rows[row_id].subject_id for row_id in verdicts})
        )
        names = {subject.id: subject.name for subject in subjects_sudo}
        effects = {effect.id: effect for effect in effects_sudo}
        guard_sudo = self.env["tolerance.guard"].sudo().browse(spec.guard_id)
        takes_marks = guard_sudo.accepts_marks
        Attempt = self.env["tolerance.blocked.attempt"]
        sentences = []
        events = []
        for row_id, verdict in sorted(verdicts.items()):
            row = rows[row_id]
            effect = effects.get(verdict.effect_id, effects_sudo.browse())
            # Why a ground is needed: ``other``, a decision on the matter cited protects
            # somebody else; unrelated, the matter does not concern this person; in
            # what remains, no matter is cited.
            outcome = verdict.outcome
            if outcome == "ground_needed" and row.form == "other":
                outcome = "matter_others"
            elif outcome == "ground_needed" and row.is_unrelated:
                outcome = "matter_unrelated"
            elif outcome == "ground_needed" and takes_marks:
                outcome = "mark_needed"
            sentences.append(
                get_refusal_sentence(
                    self.env, outcome, names[row.subject_id], effect, effect in visible
                )
            )
            record_sudo = self.env[spec.model].sudo().browse(row_id)
            matters_sudo = effects_sudo.env["tolerance.matter"]
            # A cited matter that does not concern the person is named as well.
            named_sudo = matters_sudo
            if spec.matter:
                named_sudo = record_sudo.mapped(".".join(spec.matter))
            protected_sudo = matters_sudo.browse(row.effect_matter_id or ())
            reason, parent = self._describe_attempt(record_sudo)
            events.append(
                {
                    "guard_name": guard_sudo.name,
                    "area_id": row.area_id,
                    "matter_number": named_sudo.name or False,
                    "protected_matter": protected_sudo.name or False,
                    "place_name": parent.display_name if parent else False,
                    "on_date": row.on_date,
                    "reason": reason,
                    "channel": Attempt._get_channel(),
                    "places": tuple(
                        (place._name, place.id) for place in (record_sudo, *parent)
                    ),
                    "moment": fields.Datetime.now(),
                    "company_id": self.env.company.id,
                    "user_name": self.env.user.sudo().name,
                    "user_login": self.env.user.sudo().login,
                    "record_type": spec.model,
                    "subject_name": names[row.subject_id],
                    "subject_id": row.subject_id,
                    "outcome": verdict.outcome,
                    # A hold has no decision number.
                    "decision": effect.form != "hold" and effect.name,
                    "amount": row.amount,
                }
            )
        Attempt._note(events)
        # If code swallows the error and commits, the rows are judged again before the
        # commit; if that check is removed too, the database refuses the commit.
        self._judge_again_at_commit(spec, list(verdicts))
        forbid_commit(self.env, spec, verdicts)
        raise UserError("\n".join(dict.fromkeys(sentences)))

    @api.model
    def _describe_attempt(self, record):
        """Return the ground that a refused record gives, and what it is based on.

        :param record: with all rights
        :return: the reason, and the record above it; a later room knows both
        :rtype: tuple
        """
        return False, record.browse()

    @api.model
    def _judge_again_at_commit(self, spec, row_ids):
        env = self.env

        def judge_again():
            enforcement = env["tolerance.enforcement"]
            matches = enforcement._find_matches(spec, row_ids, person_row_ids=row_ids)
            if matches:
                enforcement._execute_verdicts(spec, matches, set(row_ids))

        env.cr.precommit.add(judge_again)
