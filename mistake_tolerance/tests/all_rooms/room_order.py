"""Which room each field, method and step of a path belongs to, read from the registry.

``setup/lint_rooms.py`` reads the names that stand in the files. What a name leads to is
known only after loading: each step of a path, and the room that adds a field or method
to the model of another.
"""

import ast
import hashlib
import inspect
import re
from collections import defaultdict
from pathlib import Path

PACKAGE = "odoo.addons.mistake_tolerance.models."
MODELS = Path(__file__).parents[2] / "models"
# A text that may be a path of fields. A step without an underscore is passed over, for
# it may be part of a code, as in "case.accept".
PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
# What objects and modules of these kinds have says nothing of a room.
KINDS = (str, dict, set, list, re.Match, Path, hashlib)
PLAIN = {name for kind in KINDS for name in dir(kind)}


def get_rooms():
    """Return the rooms in the order in which they are loaded.

    :return: ``{room: its place}``
    :rtype: dict
    """
    tree = ast.parse((MODELS / "__init__.py").read_text())
    names = [name.name for node in tree.body for name in node.names]
    return {name: place for place, name in enumerate(names)}


class RoomOrder:
    """Finds what a room says of a later one: each find is ``(file, what, room)``.

    :param registry: a loaded registry
    """

    def __init__(self, registry):
        self.registry = registry
        self.rank = get_rooms()
        self.homes = {}
        # Which rooms declare a field of a model, and which declare a name at all.
        self.fields = defaultdict(set)
        self.names = defaultdict(set)
        self.foreign = set(PLAIN)
        self.definitions = {}
        for model_name, model in registry.items():
            for definition in model.__mro__:
                # Classes of the registry repeat what the definitions say.
                if not getattr(definition, "pool", None):
                    self._read_definition(model_name, definition)

    def _read_definition(self, model_name, definition):
        fields = [f.name for f in getattr(definition, "_field_definitions", ())]
        room = self.get_room(definition)
        for name in fields:
            self.fields[model_name, name].add(room)
        if room is None:
            self.foreign.update(fields, vars(definition))
            return
        for name in {*fields, *vars(definition)}:
            self.names[name].add(room)
        if definition._name == model_name:
            self.definitions[definition] = model_name
            rooms = {room, self.homes.get(model_name, room)}
            self.homes[model_name] = min(rooms, key=self.rank.get)

    def get_room(self, definition):
        """Return the room whose file defines a class; None for one that is not ours.

        :param type definition: a class in the ``__mro__`` of a model
        :rtype: str | None
        """
        module = definition.__module__
        if not module.startswith(PACKAGE):
            return None
        return module.removeprefix(PACKAGE).split(".")[0]

    def get_field_room(self, model_name, name):
        """Return the first room that declares a field; None where Odoo does.

        :rtype: str | None
        """
        rooms = self.fields[model_name, name]
        return None if None in rooms else min(rooms, key=self.rank.get, default=None)

    def is_later(self, other, room):
        return other is not None and self.rank[other] > self.rank[room]

    def find_later_steps(self, model_name, path, room):
        """Yield the steps of a path that belong to a later room, with that room.

        :param str model_name: where the path begins
        :param str path: names of fields with dots, as in ``related``
        :param str room: whose file says it
        """
        for name in path.split("."):
            field = self.registry[model_name]._fields.get(name)
            if field is None:
                # A mixin reads what the models that inherit it have to declare.
                return
            other = self.get_field_room(model_name, name)
            if self.is_later(other, room):
                yield f"{model_name}.{name}", other
            if not field.relational:
                return
            model_name = field.comodel_name

    def find_in_fields(self):
        """Yield comodels and steps of related paths that belong to a later room."""
        for definition, model_name in self.definitions.items():
            room, file = self.get_room(definition), get_file(definition)
            for field in definition._field_definitions:
                arguments = field._args__ or {}
                comodel = arguments.get("comodel_name")
                home = self.homes.get(comodel)
                if (
                    comodel
                    and comodel.startswith("tolerance.")
                    and self.is_later(home, room)
                ):
                    yield file, comodel, home
                if related := arguments.get("related"):
                    for step, other in self.find_later_steps(model_name, related, room):
                        yield file, step, other

    def find_in_methods(self):
        """Yield steps of the paths that methods depend on or check, in a later room."""
        for definition, model_name in self.definitions.items():
            room, file = self.get_room(definition), get_file(definition)
            for method in vars(definition).values():
                for attribute in ("_depends", "_constrains", "_onchange"):
                    paths = getattr(method, attribute, None) or ()
                    for path in () if callable(paths) else paths:
                        for step, other in self.find_later_steps(
                            model_name, path, room
                        ):
                            yield file, step, other

    def find_in_tables(self):
        """Yield columns of a later room in checks and indexes."""
        for definition, model_name in self.definitions.items():
            room, file = self.get_room(definition), get_file(definition)
            for table_object in definition._table_object_definitions:
                text = table_object.get_definition(self.registry)
                for name in re.findall(r"[a-z_0-9]+", text):
                    other = self.get_field_room(model_name, name)
                    if self.is_later(other, room):
                        yield file, f"{model_name}.{name}", other

    def find_in_code(self):
        """Yield names that the code of a room uses and only later rooms declare."""
        for module in {
            inspect.getmodule(definition) for definition in self.definitions
        }:
            file = get_file(module)
            room = file.split("/")[0]
            for name, other in self.find_later_names(inspect.getsource(module), room):
                yield file, name, other

    def find_later_names(self, source, room):
        """Yield the fields and methods that code uses and only later rooms declare.

        A name that Odoo or Python declares as well says nothing and is passed over.

        :param str source: Python
        :param str room: whose code it is
        """
        tree = ast.parse(source)
        # The columns of a table of links are no fields.
        columns = {
            id(argument)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("2many")
            for argument in node.args
        }
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.Attribute):
                names = [node.attr]
            elif isinstance(node, ast.Constant) and id(node) not in columns:
                text = node.value if isinstance(node.value, str) else ""
                names = text.split(".") if PATH.fullmatch(text) else []
                names = [name for name in names if "_" in name]
            for name in names:
                rooms = self.names.get(name, ()) if name not in self.foreign else ()
                if rooms and all(self.is_later(other, room) for other in rooms):
                    yield name, min(rooms, key=self.rank.get)

    def find_all(self):
        """Return everything that a room says of a later one.

        :rtype: set
        """
        return {
            *self.find_in_fields(),
            *self.find_in_methods(),
            *self.find_in_tables(),
            *self.find_in_code(),
        }


def get_file(thing):
    """Return the file of a class or module below ``models``.

    :rtype: str
    """
    name = getattr(thing, "__module__", None) or thing.__name__
    return f"{name.removeprefix(PACKAGE).replace('.', '/')}.py"
