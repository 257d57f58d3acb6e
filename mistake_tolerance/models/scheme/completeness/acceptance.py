from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import MissingError, UserError

from ...base.field import written
from ...base.person import check_person
from ...base.wording import write_pair
from .found import find_record, get_fingerprints


class ToleranceSchemeAcceptance(models.Model):
    """A finding of the completeness check that somebody accepts, and why.

    It counts as long as what the finding is about stays as it is.
    """

    _name = "tolerance.scheme.acceptance"
    _description = "Accepted Finding"
    _inherit = ["tolerance.ledger.mixin", "tolerance.scheme.part.mixin"]
    _rec_name = "label"
    _rec_names_search = ("finding", "reason")
    _preset_key = "acceptances"
    _preset_refs = ("finding",)

    finding = written.Char(
        required=True,
        help="Written when a version is downloaded, and usually left as it is. To "
        "accept another finding, write the reason in the list of the completeness "
        "check.",
    )
    # The key is for files and the ledger; people read this.
    label = fields.Char("Accepted Finding", compute="_compute_label")
    reason = written.Char(required=True)
    fingerprint = fields.Char(readonly=True, copy=False)
    accepted_by_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    accepted_on = fields.Datetime(required=True, readonly=True, copy=False)
    is_valid = fields.Boolean("Still Counts", compute="_compute_is_valid")

    _finding_uniq = models.UniqueIndex(
        "(version_id, finding)", "This finding is accepted already."
    )

    @api.depends("finding", "version_id")
    @api.depends_context("lang")
    def _compute_label(self):
        Finding = self.env["tolerance.scheme.finding"]
        checks = dict(Finding._fields["check"]._description_selection(self.env))
        for acceptance in self:
            check, _colon, reference = (acceptance.finding or "").partition(":")
            record = find_record(acceptance.version_id, reference)
            label, name = checks.get(check), record.display_name if record else False
            if label and name:
                label = write_pair(self.env, label, name)
            acceptance.label = label or name

    @api.depends("fingerprint", "version_id.state", "version_id.finding_data")
    def _compute_is_valid(self):
        for version, acceptances in self.grouped("version_id").items():
            accepted = {
                key for key, _text, is_open in version.finding_data or () if not is_open
            }
            for acceptance in acceptances:
                acceptance.is_valid = (
                    version.state != "draft" or acceptance.finding in accepted
                )

    @api.model_create_multi
    def create(self, vals_list):
        given = {
            "accepted_by_id": self.env.uid,
            "accepted_on": fields.Datetime.now(),
            "fingerprint": False,
        }
        acceptances = super().create([{**vals, **given} for vals in vals_list])
        acceptances._ledger_append("scheme.accept_finding")
        return acceptances

    def write(self, vals):
        self.check_access("write")
        if vals.keys() - {"fingerprint", "sequence"}:
            self._check_not_frozen()
            self._check_not_frozen(self._get_parent_versions(vals))
            raise UserError(
                self.env._(
                    "An acceptance stays as it is. Take it back, and accept the "
                    "finding anew."
                )
            )
        return super().write(vals)

    def unlink(self):
        self._check_not_frozen()
        self._ledger_append("scheme.accept_end")
        return super().unlink()

    def action_take_back(self):
        """Take acceptances back; their findings are to be resolved again."""
        check_person(self.env)
        if self.exists() != self:
            raise MissingError(
                self.env._(
                    "This finding is not accepted any more. Load the page again."
                )
            )
        self.check_access("unlink")
        self.unlink()

    @api.model
    def _accept(self, findings):
        """Accept findings as they are now, in the place of earlier acceptances.

        :param tolerance.scheme.finding findings: each with its reason
        """
        for version, records in findings.grouped("version_id").items():
            keys = records.mapped("key")
            version.acceptance_ids.filtered(lambda a, k=keys: a.finding in k).unlink()
            self.create(
                [
                    {
                        "version_id": version.id,
                        "finding": record.key,
                        "reason": record.reason,
                    }
                    for record in records
                ]
            )
            self._fix(version)

    @api.model
    def _accept_new_bodies(self, version):
        """Accept that bodies which a shipped regulation brings have no members yet.

        The regulation is published when it is loaded, and only then can the agency
        appoint them.

        :param tolerance.scheme.version version: just loaded
        """
        # The reason is kept in the language in which the regulation was loaded. Nobody
        # was asked: it is not the user who accepts.
        self.with_user(SUPERUSER_ID).create(
            [
                {
                    "version_id": version.id,
                    "finding": found.key,
                    "reason": version.env._(
                        "Entered by the system when the regulation was loaded: the "
                        "agency appoints head and members afterwards."
                    ),
                }
                for found in version._get_open_findings()
                if found.check == "memberless"
            ]
        )
        self._fix(version)

    @api.model
    def _fix(self, version):
        """Note what new acceptances are about; they end when it changes.

        A file and a new draft bring acceptances before what they are about.

        :param tolerance.scheme.version version: one version
        """
        new = version.acceptance_ids.filtered(lambda a: not a.fingerprint)
        if not new:
            return
        check = self.env["tolerance.scheme.check"]
        prints = get_fingerprints(self.env, check._get_findings(version))
        # sudo: no user writes what an acceptance is about.
        for acceptance_sudo in new.sudo():
            acceptance_sudo.fingerprint = prints.get(acceptance_sudo.finding)

    def _get_ledger_record(self):
        # What is accepted is said of the version.
        return self.version_id

    def _get_ledger_values(self):
        return {
            "finding": self.finding,
            "reason": self.reason,
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "scheme.accept_finding": self.env._("Finding accepted"),
            "scheme.accept_end": self.env._("Acceptance of a finding taken back"),
        }
