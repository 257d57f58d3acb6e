from odoo import api, models
from odoo.exceptions import UserError

from ...base.write_permit import unlocked


class ToleranceApplication(models.Model):
    """An accepted application joins the case of its matter, or opens it."""

    _inherit = "tolerance.application"

    def _do_accept(self, matter, dialog, vals):
        """Bring the application into the case of its matter.

        :param tolerance.matter matter: what it is about; one matter, one case
        :param dialog: the clerk's answer, for the proceeding
        :param dict vals: as for ``_do_answer``
        :return: action that opens the case
        :rtype: dict
        """
        self.ensure_one()
        # Users cannot create cases directly; an accepted application creates its case.
        case = matter.case_ids or self._create_case(matter, dialog)
        self._check_joining(case)
        party = case.party_ids.filtered(lambda p: p.subject_id == self.subject_id)
        if party:
            party._write_unlocked({"application_id": self.id})
        else:
            self.env["tolerance.case.party"]._create_unlocked(
                [
                    {
                        "case_id": case.id,
                        "subject_id": self.subject_id.id,
                        "application_id": self.id,
                    }
                ]
            )
        # Each party is examined in their own right, so the matter concerns them too.
        unlocked(matter).subject_ids |= self.subject_id
        self._do_answer("accepted", vals)
        case._on_accepted(self)
        self._ledger_append(
            "case.accept", {"case": case.name, **self._get_answer()}, chain=case
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "tolerance.case",
            "res_id": case.id,
            "view_mode": "form",
        }

    def _create_case(self, matter, dialog):
        """Open the case of a matter, with the current user in charge.

        :param tolerance.matter matter: what it is about
        :param dialog: the clerk's answer, for the proceeding
        :rtype: tolerance.case
        """
        case_sudo = (
            self.env["tolerance.case"]
            .sudo()
            ._create_unlocked(
                [
                    {
                        "matter_id": matter.id,
                        "proceeding_id": dialog.proceeding_id.id,
                        "version_id": self.version_id.id,
                        "company_id": self.company_id.id,
                    }
                ]
            )
        )
        return case_sudo.sudo(False)

    def _check_joining(self, case):
        """Refuse a second application of one party, and one that comes too late."""
        party = case.party_ids.filtered(lambda p: p.subject_id == self.subject_id)
        if party.application_id:
            raise UserError(
                self.env._(
                    "%(subject)s has applied in %(number)s already: do not accept this "
                    "one, or return it.",
                    subject=self.subject_id.name,
                    number=case.name,
                )
            )
        if not case._takes_parties():
            raise UserError(
                self.env._(
                    "%(number)s is before the deciding body and takes no further "
                    "party.",
                    number=case.name,
                )
            )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "case.accept": self.env._("Case accepted"),
        }
