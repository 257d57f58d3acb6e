from typing import NamedTuple

from odoo import models
from odoo.fields import Domain

from .guard import SUBJECT_ENDS


class Spec(NamedTuple):
    """What the guard needs to know of a record type, without reading records."""

    guard_id: int
    model: str
    subject: tuple
    matter: tuple
    date: tuple
    amount: tuple
    area: tuple
    area_id: int
    domain: Domain
    neutral: tuple


class ToleranceGuard(models.Model):
    _inherit = "tolerance.guard"

    def _get_spec(self):
        """Return what the guard reads, of a record type that it can read.

        :rtype: Spec
        """
        self.ensure_one()
        model = self.env[self.model]
        subject = tuple(self.path_subject.split("."))
        end = model
        for name in subject:
            end = self.env[end._fields[name].comodel_name]
        if SUBJECT_ENDS[end._name]:
            subject += (SUBJECT_ENDS[end._name],)

        def split(path):
            return tuple(path.split(".")) if path else ()

        return Spec(
            self.id,
            self.model,
            subject,
            split(self.path_matter),
            split(self.path_date),
            split(self.path_amount),
            split(self.path_area),
            self.area_id.id,
            self._get_domain(),
            tuple(sorted(self._get_neutral_values().items())),
        )
