from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...base.single import check_exists, check_single
from ...base.write_permit import is_unlocked
from ..ballot.ballot import CHOICE
from . import box


class ToleranceBallot(models.Model):
    """A secret ballot says who has voted; what was chosen lies in the box alone."""

    _inherit = "tolerance.ballot"

    is_secret = fields.Boolean("Secret Ballot", compute="_compute_is_secret")

    def init(self):
        """Create the box, and keep choices out of secret ballots."""
        super().init()
        box.create_box(self)

    @api.depends("session_id.is_secret", "session_id.is_collective", "session_id.mode")
    def _compute_is_secret(self):
        for ballot in self:
            ballot.is_secret = ballot.session_id._has_box()

    def write(self, vals):
        """Store no choice, not even as a draft that the form saves by itself."""
        if CHOICE & vals.keys() and not is_unlocked(self):
            self.check_access("write")
            if any(ballot.is_secret for ballot in self):
                raise UserError(self._get_not_kept_sentence())
        return super().write(vals)

    def _get_not_kept_sentence(self):
        return self.env._(
            "Nothing of a secret ballot is kept before it is cast: fill it in and "
            "press Cast Ballot."
        )

    def _get_missing(self):
        """Ask for the choice as long as it is not filled in on the form."""
        if self.is_secret and self == self._origin:
            return [self._get_not_kept_sentence()]
        return super()._get_missing()

    def action_cast(self, choice=None):
        """Cast the ballot; the choice of a secret one is given here.

        :param dict choice: of a secret ballot, values as for ``write``
        :raises UserError: with what the ballot still lacks
        """
        if not any(ballot.is_secret for ballot in self):
            return super().action_cast()
        check_single(self)
        self.check_access("write")
        self._check_actor("cast")
        if refusal := self._get_seat_refusal():
            raise UserError(refusal)
        choice = self._read_choice(choice or {})
        filled = self.new(
            {
                name: [Command.set(value)] if isinstance(value, list) else value
                for name, value in choice.items()
            },
            origin=self,
        )
        if refusals := filled._get_refusals("cast"):
            raise UserError("\n".join(refusals.values()))
        filled._check_version_id()
        self._do_cast()
        # What the database may refuse comes first: an error would name the choice.
        self.env.flush_all()
        box.put(self.env.cr, self.session_id.id, self.party_id.id, self.round, choice)
        return self._get_cast_answer()

    def _read_choice(self, vals):
        """Return a choice as it goes into the box.

        An abstention has nothing else, and a return has its question only.

        :param dict vals: values as for ``write``, of a client
        :raises MissingError: if it names what is not there
        :rtype: dict
        """
        given = self.new({name: vals[name] for name in CHOICE & vals.keys()})
        voted = not given.is_abstention
        returns = voted and given.is_return
        choice = {"is_abstention": given.is_abstention, "is_return": returns}
        for name in sorted(CHOICE - choice.keys()):
            field = self._fields[name]
            is_given = voted and returns == (name == "question")
            if field.relational:
                records = given[name]._origin
                check_exists(records)
                ids = sorted((is_given and records.ids) or ())
                is_many = field.type == "many2many"
                choice[name] = ids if is_many else (bool(ids) and ids[0])
            else:
                value = field.convert_to_cache(given[name], self)
                choice[name] = (is_given and value) or False
        return choice
