import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base import bounded
from ..base.field import written


class ToleranceEvidence(models.Model):
    """A piece of evidence, fixed by its hash at the moment it is entered.

    An entry cannot change, not even by its author. A new entry that names the wrong
    one replaces it.
    """

    _name = "tolerance.evidence"
    _description = "Evidence"
    _inherit = ["tolerance.ledger.mixin", "tolerance.workflow.mixin"]
    _order = "inquiry_id, number"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"content", "description"})

    _workflow_fields = frozenset({"sha256", "is_supplement", "number", "entered_on"})

    inquiry_id = fields.Many2one(
        "tolerance.inquiry", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="inquiry_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="inquiry_id.company_id", store=True)
    number = bounded.Integer(readonly=True, aggregator=None)
    name = written.Char("What It Is", required=True)
    kind = fields.Selection(
        [
            ("document", "Document"),
            ("interview", "Interview"),
            ("statement", "Statement of a Party"),
            ("recording", "Picture or Recording"),
            ("data", "Electronic Data"),
            ("opinion", "Expert Opinion"),
            ("visit", "Site Visit"),
        ],
        string="Type of Evidence",
        required=True,
        default="document",
    )
    source = written.Char(
        required=True, help="Where it comes from: who gave it, which file or place."
    )
    description = written.Text("What It Shows")
    content = fields.Binary("Attached File", attachment=True)
    content_name = fields.Char("File Name")
    sha256 = fields.Char("SHA-256", readonly=True)
    is_intact = fields.Boolean("Unchanged Since Entry", compute="_compute_is_intact")
    replaces_id = fields.Many2one(
        "tolerance.evidence",
        "Evidence Replaced",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('inquiry_id', '=', inquiry_id)]",
        help="The wrong entry that this one corrects. It stays on file.",
    )
    replaced_by_ids = fields.One2many("tolerance.evidence", "replaces_id")
    is_supplement = fields.Boolean(
        "Supplement", readonly=True, help="Entered after the inquiry was closed."
    )
    entered_on = fields.Date(readonly=True)

    _number_uniq = models.UniqueIndex(
        "(inquiry_id, number) WHERE number > 0",
        "Another piece of evidence took this number: try again.",
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for evidence in self:
            evidence.display_name = " ".join(
                str(part) for part in (evidence.number, evidence.name) if part
            )

    @api.depends("sha256", "content", "description")
    def _compute_is_intact(self):
        for evidence in self.with_context(bin_size=False):
            evidence.is_intact = evidence.sha256 == evidence._get_sha256()

    @api.model_create_multi
    def create(self, vals_list):
        pieces = super().create(vals_list)
        for evidence in pieces:
            evidence._do_enter()
        return pieces

    def write(self, vals):
        if self._get_fixed() & vals.keys():
            raise UserError(
                self.env._(
                    "Evidence stays as it was entered. Enter the correct piece as new "
                    "and name in it the one it replaces."
                )
            )
        return super().write(vals)

    def _get_fixed(self):
        """Return the names of the fields that entry has fixed; a hook.

        :rtype: set
        """
        return {
            "inquiry_id",
            "name",
            "kind",
            "source",
            "description",
            "content",
            "content_name",
            "replaces_id",
        }

    def _do_enter(self):
        """Fix a new piece: number, hash, and whether it came after the closing."""
        self.ensure_one()
        inquiry = self.inquiry_id
        refusal = self._get_entry_refusal()
        if refusal:
            raise UserError(refusal)
        # The number counts all pieces, read or not; the author needs no write right.
        # sudo: the author has no right to write it again.
        evidence_sudo = self.sudo()
        numbers = (evidence_sudo.inquiry_id.evidence_ids - self).mapped("number")
        evidence_sudo._write_unlocked(
            {
                "number": max(numbers, default=0) + 1,
                "sha256": self._get_sha256(),
                "is_supplement": inquiry.state != "open",
                "entered_on": self.company_id._tolerance_today(),
            }
        )
        self._ledger_append(
            "evidence.enter",
            {
                "number": self.number,
                "name": self.name,
                "kind": self.kind,
                "source": self.source,
                "sha256": self.sha256,
                "supplement": self.is_supplement,
                "replaces": self.replaces_id.number,
            },
        )

    def _get_ledger_chain(self):
        return self.case_id

    def _get_entry_refusal(self):
        """Return why this piece cannot be entered, or False."""
        inquiry = self.inquiry_id
        if inquiry.state == "open":
            refusal = inquiry._get_work_refusal()
        elif self.case_id.state != "deliberation":
            refusal = self.env._("The decision is taken: no evidence is added to it.")
        elif self.env.user not in inquiry._get_team().user_id:
            refusal = self.env._("Only members of the team can enter supplements.")
        else:
            refusal = False
        if refusal:
            return refusal
        if not self.content and not self.description:
            return self.env._(
                "%(name)s: add the file, or write down what it shows.", name=self.name
            )
        if self.replaces_id and self.replaces_id.inquiry_id != inquiry:
            return self.env._("A piece replaces one of the same inquiry.")
        return False

    def _get_sha256(self):
        """Hash the file, or the text where there is no file.

        :rtype: str
        """
        content = self.with_context(bin_size=False).content
        raw = base64.b64decode(content) if content else None
        if raw is None:
            raw = (self.description or "").encode()
        return hashlib.sha256(raw).hexdigest()

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "evidence.enter": self.env._("Evidence entered"),
        }
