import logging

from odoo import api, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)


class ToleranceDeadlineMixin(models.AbstractModel):
    """Records on which a scheduled action works once their day has passed."""

    _name = "tolerance.deadline.mixin"
    _description = "Falls Due"

    @api.model
    def _get_past_domain(self, name):
        """Find records whose day has passed, each by the date of its company.

        :param str name: the date field
        :rtype: Domain
        """
        # The current day can differ between companies.
        # sudo: a scheduled action counts the day of every agency.
        companies_sudo = self.env["res.company"].sudo().with_context(active_test=False)
        return Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain(name, "<", company._tolerance_today())
            for company in companies_sudo.search([])
        )

    @api.model
    def _run_due(self, domain, act, batch_size=100):
        """Do one thing to each record that is due, committing after each.

        The domain must no longer hold for a record that was worked on, so that
        a run that comes late or twice does the same. One record that fails does
        not stop the rest; the failure shows in the log and on the action.

        :param domain: what is due
        :param act: a function of one record
        """
        IrCron = self.env["ir.cron"]
        IrCron._commit_progress(remaining=self.search_count(domain))
        failure = None
        for record in self.search(domain, limit=batch_size):
            locked = record.try_lock_for_update().filtered_domain(domain)
            if not locked:
                continue  # taken by another process, or no longer due
            try:
                act(locked)
                self.env.flush_all()
            except Exception as error:
                self.env.cr.rollback()
                _logger.exception("%s cannot be worked on", record)
                failure = error
                continue
            if not IrCron._commit_progress(1):
                break
        if failure:
            raise failure
