from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...base.db_trigger import create_trigger, drop_trigger


class ToleranceSchemeFrozen(models.AbstractModel):
    """Records that cannot change once their scheme version is published.

    This mixin enforces the rule in the ORM, for the superuser too; a database
    trigger enforces it below the ORM. Both read the state of the version.

    Adding a column to such a table must stay possible. So the trigger is dropped
    while a module is installed or updated, and created again before the module is
    done. A migration script that has to change published rows disables the trigger
    itself, for that statement.
    """

    _name = "tolerance.scheme.frozen"
    _description = "Fixed by Publication"

    # The many2one that leads to the version, and the trigger's function.
    _frozen_parent = "version_id"
    _frozen_function = "tolerance_scheme_child_frozen"

    def _auto_init(self):
        if self._frozen_function and not self._abstract:
            drop_trigger(self.env.cr, self._table, "tolerance_frozen")
        return super()._auto_init()

    def init(self):
        if self._frozen_function and not self._abstract:
            self.pool.post_init(self._create_frozen_trigger)
        return super().init()

    def _get_frozen_versions(self):
        """Return the versions on which these records depend.

        :rtype: tolerance.scheme.version
        """
        return self.version_id

    def _get_frozen_names(self, names):
        """Return the fields among ``names`` that publication fixes.

        :param names: field names about to be written
        :rtype: set
        """
        return set(names)

    @api.model
    def _get_parent_versions(self, vals):
        """Return the version into which ``vals`` would put a record.

        :param dict vals: values as for ``create`` or ``write``
        :rtype: tolerance.scheme.version
        """
        name = self._frozen_parent
        if name not in self._fields or name == "id":
            return self.env["tolerance.scheme.version"]
        parent_id = vals.get(name) or self.env.context.get(f"default_{name}")
        if isinstance(parent_id, (models.BaseModel, tuple)):
            parent_id = parent_id and next(iter(getattr(parent_id, "ids", parent_id)))
        # Anything else the ORM does not take for a record either.
        is_id = isinstance(parent_id, int) and parent_id
        Parent = self.env[self._fields[name].comodel_name]
        parent = Parent.browse(parent_id if is_id else [])
        # sudo: the check must also hold for users who may not read the version.
        parent_sudo = parent.sudo()
        if parent_sudo._name == "tolerance.scheme.version":
            return parent_sudo
        return parent_sudo._get_frozen_versions()

    def _check_not_frozen(self, versions=None):
        """Refuse to touch records of a published version.

        :param versions: the versions to look at, by default those of ``self``
        :raises UserError: if one of them is published or withdrawn
        """
        if versions is None:
            # sudo: the check must also hold for users who may not read the version.
            versions = self.sudo()._get_frozen_versions()
        for version in versions:
            if version.state != "draft":
                raise UserError(
                    self.env._(
                        "%(version)s has been published and stays as it is. Make a new "
                        "draft of it, change that, and publish it.",
                        version=version.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_frozen(self._get_parent_versions(vals))
        return super().create(vals_list)

    def write(self, vals):
        if self._get_frozen_names(vals):
            self._check_not_frozen()
            self._check_not_frozen(self._get_parent_versions(vals))
        return super().write(vals)

    def unlink(self):
        self._check_not_frozen()
        return super().unlink()

    def _update_field_translations(
        self, field_name, translations, digest=None, source_lang=""
    ):
        # The ORM writes translations by SQL, without passing write().
        if self._get_frozen_names([field_name]):
            self._check_not_frozen()
        return super()._update_field_translations(
            field_name, translations, digest=digest, source_lang=source_lang
        )

    def _create_frozen_trigger(self):
        """Create the trigger that refuses changes past the ORM."""
        # New stored columns are filled now, before the trigger is created again.
        self.env.flush_all()
        arguments = [self._frozen_parent]
        owner = getattr(self._fields[self._frozen_parent], "comodel_name", None)
        if owner and owner != "tolerance.scheme.version":
            arguments.append(self.env[owner]._table)
        create_trigger(
            self.env.cr,
            self._table,
            "tolerance_frozen",
            SQL("INSERT OR UPDATE OR DELETE"),
            self._frozen_function,
            *arguments,
        )
