from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ...base.wording import write_day

# What the party enters on the own page, and what the clerk enters.
OF_PARTY = frozenset(
    {"application_id", "kind", "reason", "late_reason", "attachment_ids"}
)
OF_CLERK = frozenset(
    {
        "party_id",
        "kind",
        "way",
        "asked_by",
        "asked_on",
        "reason",
        "late_reason",
        "attachment_ids",
    }
)


class ToleranceRemedyRequest(models.Model):
    """What is asked for: checked against the decision, its service and the limit."""

    _inherit = "tolerance.remedy.request"

    @api.model
    def _prepare_request(self, vals):
        """Return the values of a request, from what the person entered.

        :raises UserError: if it cannot be asked for now
        """
        given = {name: value for name, value in vals.items() if value}
        is_own = "application_id" in given
        if is_own:
            # A form sends its defaults too; on the own page they follow.
            given |= {"way": "own_page", "asked_on": False}
        self._check_entered(given, OF_PARTY if is_own else OF_CLERK)
        party_sudo = self._find_party(given)
        today = party_sudo.company_id._tolerance_today()
        asked_on = fields.Date.to_date(given.get("asked_on")) or today
        refusal = party_sudo._get_remedy_refusal(given.get("kind"), given["way"])
        if refusal:
            raise UserError(refusal)
        limit = party_sudo._get_remedy_limit(given["kind"])
        is_late = bool(limit.due_on) and asked_on > limit.due_on
        if is_late and not (given.get("late_reason") or "").strip():
            raise UserError(
                self.env._(
                    "The last day was %(day)s: say why the request comes late. The "
                    "clerk answers whether that is taken into account.",
                    day=write_day(self.env, limit.due_on),
                )
            )
        files = self._check_uploads(given.get("attachment_ids"), given["way"])
        return {
            **{name: given.get(name) for name in ("kind", "way", "application_id")},
            **{name: given.get(name) for name in ("asked_by", "late_reason")},
            "reason": given["reason"],
            "attachment_ids": [Command.set(files.ids)],
            "party_id": party_sudo.id,
            "user_id": is_own and self.env.uid,
            "asked_on": asked_on,
            "determination_id": party_sudo._get_decision_in_force().id,
            "served_on": limit.served_on,
            "due_on": limit.due_on,
            "limit_text": limit.text,
            "is_late": is_late,
        }

    @api.model
    def _check_entered(self, given, names):
        """Refuse what is not entered with a request, and one without its reason.

        :param dict given: what was entered
        :param names: of the fields that this user enters
        """
        own = names | {"way", "asked_on", "state"}
        is_first = given.get("state", "submitted") == "submitted"
        if given.keys() - own or not is_first or not given.get("way"):
            raise AccessError(self.env._("A new record starts at its first step."))
        if "application_id" not in names and given["way"] == "own_page":
            raise AccessError(self.env._("Say whether it came in on paper."))
        if not (given.get("reason") or "").strip():
            raise UserError(self.env._("Say why it is to be decided anew."))
        if given["way"] == "paper" and not (given.get("asked_by") or "").strip():
            raise UserError(self.env._("Enter the name on the paper."))

    @api.model
    def _find_party(self, given):
        """Return the party for whom somebody asks, with all rights.

        :param dict given: what was entered
        :raises AccessError: if it is neither the own application nor a clerk's case
        :rtype: tolerance.case.party
        """
        if application_id := given.get("application_id"):
            application = self.env["tolerance.application"].browse(application_id)
            application.check_access("read")
            if application.user_id != self.env.user:
                raise AccessError(self.env._("Ask from your own application."))
            # sudo: the applicant does not read the case.
            return application.sudo().party_ids[:1]
        party = self.env["tolerance.case.party"].browse(given.get("party_id"))
        if not party or not self.env.user.has_group("mistake_tolerance.group_clerk"):
            raise AccessError(
                self.env._("Ask from your own application, or let a clerk enter it.")
            )
        party.check_access("read")
        # sudo: the clerk reads the case; the decision is only looked up.
        return party.sudo()

    @api.model
    def _check_uploads(self, commands, way):
        """Refuse files of others, and a paper without its scan.

        :raises UserError: if one is no upload of this user
        :rtype: ir.attachment
        """
        files = self.new({"attachment_ids": commands or []}).attachment_ids._origin
        # sudo: only whose upload it is, and whether it belongs to a record.
        files_sudo = files.sudo().exists()
        if any(f.res_id or f.create_uid != self.env.user for f in files_sudo):
            raise AccessError(self.env._("Upload the file here, from your device."))
        if way == "paper" and not files_sudo:
            raise UserError(self.env._("Attach the scan of the paper."))
        return files
