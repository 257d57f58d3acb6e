from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..base import bounded
from ..base.inheriting import find_inheriting

# What parts refer to beside each other and bodies: it belongs to no regulation.
OUTSIDE = ("tolerance.area", "tolerance.limit.preset", "tolerance.subject.type")


def make_field_error(name, sentence):
    """Make the refusal of a value, which a workbook shows in the cell of its field.

    :param str name: of the field
    :param str sentence: what is wrong and what to write instead
    :rtype: ValidationError
    """
    error = ValidationError(sentence)
    error.field_name = name
    return error


class ToleranceSchemePartMixin(models.AbstractModel):
    """A part of a scheme version.

    What a part declares here is all that the loader of regulations, the workbook and
    the copy of a draft need to know about it.
    """

    _name = "tolerance.scheme.part.mixin"
    _description = "Part of a Scheme Version"
    _inherit = ["tolerance.scheme.frozen"]
    _order = "sequence, id"

    # The list in a file that holds such parts. A part without one is not loaded.
    _preset_key = None
    # The many2one to the part that this one belongs to, if that is not the version
    # itself. Its list then lies in the entry of that part.
    _preset_parent = None
    # The fields by which other entries refer to a part; the first that is filled.
    _preset_refs = ("code",)
    # Whether other sheets of a workbook show the code of a part in place of its name.
    _preset_by_code = False
    # Fields that a workbook has to fill in where the parent has several such parts,
    # since an empty cell would leave open what is meant; each with what to write.
    _preset_explicit = {}

    version_id = fields.Many2one(
        "tolerance.scheme.version", required=True, ondelete="cascade", index=True
    )
    sequence = bounded.Integer(default=10, aggregator=None)

    @api.model
    def _get_part_models(self):
        """Return the models of parts, each after those that it refers to.

        :return: empty recordsets
        :rtype: list
        """
        return [self.env[name] for name in self._get_ordered_names()]

    @api.model
    @tools.ormcache()
    def _get_part_names(self):
        """Return the names of the models of parts that a file holds.

        A reading asks thousands of times; the answer stays as long as the models do.

        :rtype: tuple
        """
        names = find_inheriting(self.env, "tolerance.scheme.part.mixin")
        return tuple(name for name in names if self.env[name]._preset_key)

    @api.model
    @tools.ormcache()
    def _get_ordered_names(self):
        """Return the names of the models of parts, each after those it refers to.

        :rtype: tuple
        """
        waiting = [self.env[name] for name in self._get_part_names()]
        ordered = []
        while waiting:
            left = {model._name for model in waiting}
            # Parts that refer to each other come as they were declared.
            model = next(
                (m for m in waiting if not m._get_needed_models() & left), waiting[0]
            )
            waiting.remove(model)
            ordered.append(model._name)
        return tuple(ordered)

    @api.model
    def _get_needed_models(self):
        """Return the other models of parts to which records of this one refer.

        :rtype: set
        """
        parents = {self._preset_parent} - {None}
        fields_ = [*self._get_references().values(), *map(self._fields.get, parents)]
        return {field.comodel_name for field in fields_} - {self._name}

    @api.model
    def _get_references(self):
        """Return the fields that refer to other parts, to bodies or to areas.

        In a file they have the key ``article`` for ``article_id``, and ``articles``
        for ``article_ids``.

        :return: ``{key: field}``
        :rtype: dict
        """
        known = {*self._get_part_names(), "tolerance.body", *OUTSIDE}
        keys = {}
        for name, field in self._fields.items():
            if (
                field.type in ("many2one", "many2many")
                and field.comodel_name in known
                and field.store
                and not field.compute
                and name not in ("version_id", self._preset_parent)
            ):
                key = name.removesuffix("_id")
                if field.type == "many2many":
                    key = name.removesuffix("_ids") + "s"
                keys[key] = field
        return keys

    @api.model
    def _get_child_models(self):
        """Return the models of parts that belong to a part of this model.

        :return: ``{key of their list: empty recordset}``
        :rtype: dict
        """
        return {
            model._preset_key: model
            for model in self._get_part_models()
            if model._preset_parent
            and model._fields[model._preset_parent].comodel_name == self._name
        }

    def _get_copy_vals(self, copies):
        """Return the values by which another version gets the same part.

        :param dict copies: ``{original: copy}`` of what this part may refer to
        :return: the values, and the fields that refer to what is not copied yet
        :rtype: tuple
        """
        self.ensure_one()
        vals = self.copy_data()[0]
        for name, field in self._fields.items():
            if field.type == "one2many":
                vals.pop(name, None)  # these parts are copied by themselves
        owner = self._preset_parent or "version_id"
        vals[owner] = copies[self[owner]].id
        missing = []
        for field in self._get_references().values():
            found = self[field.name]
            if "version_id" not in found._fields or not found:
                continue  # a body or an area belongs to no version
            if all(record in copies for record in found):
                vals[field.name] = self._get_copied_value(field, copies)
            else:
                vals.pop(field.name, None)
                missing.append(field)
        return vals, missing

    def _get_copied_value(self, field, copies):
        """Return the values by which a copy refers to copies.

        :param field: that refers to other parts
        :param dict copies: ``{original: copy}``
        """
        found = self[field.name]
        return field.convert_to_write(
            found.browse().union(*(copies[record] for record in found)), self
        )
