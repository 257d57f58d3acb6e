from odoo import api, fields, models

from ..base.single import check_single
from ..base.wording import write_list
from ..base.workflow_mixin import Transition


class ToleranceSchemeVersion(models.Model):
    """Publishes complete versions, and withdraws them."""

    _inherit = "tolerance.scheme.version"

    _transitions = {
        "publish": Transition(
            "draft",
            "published",
            hidden_by=("_get_administrator_refusal", "_get_publish_refusal"),
            depends="finding_data",
        ),
        "withdraw": Transition(
            "published", "withdrawn", hidden_by="_get_administrator_refusal"
        ),
    }

    acceptance_ids = fields.One2many("tolerance.scheme.acceptance", "version_id")
    # The check is made once for all that is shown of it: key, sentence and whether
    # publication waits for it, of each finding.
    finding_data = fields.Json(
        compute="_compute_finding_data",
        exportable=False,
        export_string_translation=False,
    )
    finding_text = fields.Char("Completeness", compute="_compute_finding_text")
    publish_missing = fields.Char(
        "Missing before Publication", compute="_compute_publish_missing"
    )

    @api.depends("state", "finding_data")
    @api.depends_context("lang")
    def _compute_publish_missing(self):
        for version in self:
            version.publish_missing = (
                version.state == "draft" and version._get_publish_refusal()
            )

    def action_publish(self):
        """Put the versions into use; from then on they stay as they are."""
        self.check_access("write")
        # What the check rests on is more than the ORM can follow.
        self.invalidate_recordset(["finding_data"])
        self._check_transition("publish")
        self._publish()

    def _publish(self):
        """Put versions into use that have been checked."""
        # Parts still waiting to be written belong to the draft.
        self.env.flush_all()
        self.lock_for_update(allow_referencing=True)
        self._write_transition(
            "publish",
            {
                "published_on": fields.Datetime.now(),
                "published_by_id": self.env.uid,
            },
        )
        self._ledger_append("scheme.publish")

    def action_withdraw(self):
        """Take the versions out of use for new cases; running ones keep them."""
        self.check_access("write")
        self._check_transition("withdraw")
        self._write_transition("withdraw", {"withdrawn_on": fields.Datetime.now()})
        self._ledger_append("scheme.withdraw")

    def _get_administrator_refusal(self):
        return not self.has_access("write") and self.env._(
            "Only the tolerance administrator can set up schemes."
        )

    def _get_publish_refusal(self):
        """Return what is missing before this version can be published, or nothing."""
        labels = {
            "degree_ids": self.env._("degrees"),
            "step_ids": self.env._("steps"),
            "situation_ids": self.env._("situations"),
        }
        missing = [label for name, label in labels.items() if not self[name]]
        if missing:
            return self.env._(
                "%(version)s is not complete. Add first: %(missing)s.",
                version=self.display_name,
                missing=write_list(self.env, missing),
            )
        if not (self.covers_persons or self.covers_units):
            return self.env._(
                "%(version)s is not complete. Say whom it covers: persons, units or "
                "both.",
                version=self.display_name,
            )
        return self._get_finding_refusal()

    def _get_finding_refusal(self):
        """Return a sentence on findings that nobody has resolved or accepted."""
        if not (waiting := self._get_waiting_sentences()):
            return None
        return self.env._(
            "%(version)s is not complete. Findings of the check: %(count)s, such as: "
            "%(first)s Press Check Completeness, and resolve each or accept it with a "
            "reason.",
            version=self.display_name,
            count=len(waiting),
            first=waiting[0],
        )

    def _get_waiting_sentences(self):
        """Return the findings for which publication waits, as sentences.

        :rtype: list[str]
        """
        return [text for _key, text, is_open in self.finding_data or [] if is_open]

    @api.depends(
        "state",
        "acceptance_ids.fingerprint",
        "degree_ids",
        "step_ids",
        "situation_ids.part_ids",
        "situation_ids.is_open",
        "factor_ids.choice_ids",
        "covers_persons",
        "covers_units",
    )
    @api.depends_context("lang")
    def _compute_finding_data(self):
        check = self.env["tolerance.scheme.check"]
        for version in self:
            # A form asks while it is filled in: what is stored is checked.
            stored = version._origin
            findings = []
            if stored and version.state == "draft":
                findings = check._get_findings(stored)
            waiting = {f.key for f in check._get_open_findings(version, findings)}
            version.finding_data = [
                [found.key, found.sentence, found.key in waiting] for found in findings
            ]

    @api.depends("state", "finding_data")
    @api.depends_context("lang")
    def _compute_finding_text(self):
        for version in self:
            count = len(version._get_waiting_sentences())
            if version.state != "draft":
                version.finding_text = False
            elif count:
                version.finding_text = self.env._("Findings to resolve: %s", count)
            else:
                version.finding_text = self.env._("Nothing to resolve")

    def action_check_completeness(self):
        """List what a draft lacks, each finding with a link and a place for a reason.

        :return: the list
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        return self.env["tolerance.scheme.finding"]._list(self)

    def _get_open_findings(self):
        """Return the findings that publication waits for: not accepted yet; a hook.

        :rtype: list
        """
        self.ensure_one()
        return self.env["tolerance.scheme.check"]._get_open_findings(self)

    def _get_ledger_values(self):
        self.ensure_one()
        return {
            "scheme": self.scheme_id.code
            or self.scheme_id.with_context(lang=None).name,
            "number": self.number,
            "state": self.state,
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "scheme.publish": self.env._("Scheme version published"),
            "scheme.withdraw": self.env._("Scheme version withdrawn"),
            "scheme.higher": self.env._("Higher regulation added"),
        }
