"""Rooms of models/: what a room names belongs to it or to an earlier room.

Arrows point upward in the order of ``models/__init__.py`` alone. Read are the Python
of the models (imports, and every text that is the name of a model, so ``_inherit``,
comodels and ``env[...]``) and the XML and CSV of security, data and views (``ref``,
``groups`` and others). What a name leads to, as the steps of a related path,
``test_room_order`` reads from the registry.

Names of the code do without the words that ``docs/glossary.md`` lists as not used.

Run: ``python setup/lint_rooms.py``; called by ``make lint``.
"""

import ast
import csv
import os
import re
import sys
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
ADDON = REPOSITORY / "mistake_tolerance"
CODE = (ADDON, REPOSITORY / "mistake_tolerance_reports", REPOSITORY / "tests")
# Where ``sudo()`` needs its reason; tests use it to look behind the scenes.
SERVER_CODE = (ADDON / "models", CODE[1] / "models", CODE[1] / "wizard")

MOST_FILES = 20
MOST_LINES = 2000
MOST_LINES_OF_A_FILE = 400
MOST_FILES_OF_A_MODEL = 4
# Mixins that stand in this order where a model has several, Odoo's after all of ours.
# Each shuts the write permit after ``super()``: the workflow looks at what is created
# while it is open, so it comes after the other that shuts it.
ODOO_LAST = ("mail.thread", "mail.activity.mixin")
IN_ORDER = (
    "tolerance.ledger.mixin",
    "tolerance.permit",
    "tolerance.workflow.mixin",
    *ODOO_LAST,
)
MODEL = re.compile(r"tolerance\.[a-z_]+(\.[a-z_]+)*")
XML_NAME = re.compile(
    r'(?:\bref|\binherit_id|\bparent|\baction)="(?:mistake_tolerance\.)?([a-z_0-9]+)"'
    r"|ref\('(?:mistake_tolerance\.)?([a-z_0-9]+)'\)"
    r"|%\((?:mistake_tolerance\.)?([a-z_0-9]+)\)d"
)
XML_GROUPS = re.compile(r'\bgroups="([^"]+)"')
XML_ID = re.compile(r'\bid="([a-z_0-9]+)"')


def get_rooms(addon=ADDON):
    """Return the rooms in their order.

    :param Path addon: the addon whose ``models/__init__.py`` imports the rooms
    :return: names of the rooms, the first one first
    :rtype: list
    """
    tree = ast.parse((addon / "models" / "__init__.py").read_text())
    return [
        name.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    ]


def get_text(node):
    """Return the text of a constant, an empty one for anything else."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else ""


def get_attribute(node, name):
    """Return the texts that a class gives to an attribute: one, or those of a list."""
    for statement in node.body:
        if isinstance(statement, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name
            for target in statement.targets
        ):
            value = statement.value
            if isinstance(value, ast.List | ast.Tuple):
                return [get_text(item) for item in value.elts]
            return [get_text(value)]
    return []


def iter_models(tree):
    """Yield each class of a model with its name and what it inherits."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            names = get_attribute(node, "_name")
            inherits = get_attribute(node, "_inherit")
            if names or inherits:
                yield node, (names or inherits)[0], names, inherits


def find_homes(rooms, addon=ADDON):
    """Say in which room each model is made.

    :return: ``{model: room}``
    :rtype: dict
    """
    homes = {}
    for room in rooms:
        for path in sorted((addon / "models" / room).rglob("*.py")):
            for _node, name, names, inherits in iter_models(
                ast.parse(path.read_text())
            ):
                if names and name not in inherits:
                    homes.setdefault(name, room)
    return homes


def iter_named_models(tree):
    """Yield the models that a file names in code, with the line: every text that is
    just the name of a model of ours, wherever it stands."""
    for node in ast.walk(tree):
        if MODEL.fullmatch(get_text(node)):
            yield get_text(node), node.lineno


def iter_imports(path, tree):
    """Yield the room of each relative import, with the line.

    :param Path path: of the file, below ``models``
    """
    package = path.parts[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            start = package[: len(package) - node.level + 1]
            if node.level - 1 > len(package):
                continue
            whole = [*start, *(node.module or "").split(".")] if node.module else start
            room = whole[0] if whole else node.names[0].name
            yield room, node.lineno


def find_python_faults(rooms, addon=ADDON):
    """List what Python files name of later rooms.

    :return: ``(file below the addon, room that is named, line)``
    :rtype: list
    """
    rank = {room: at for at, room in enumerate(rooms)}
    homes = find_homes(rooms, addon)
    faults = []
    for room in rooms:
        for path in sorted((addon / "models" / room).rglob("*.py")):
            tree = ast.parse(path.read_text())
            file = path.relative_to(addon / "models")
            named = [
                (homes.get(model), line) for model, line in iter_named_models(tree)
            ]
            for other, line in [*named, *iter_imports(file, tree)]:
                if rank.get(other, -1) > rank[room]:
                    faults.append((f"models/{file.as_posix()}", other, line))
    return faults


def get_room_of(parts, rooms):
    """Return the room of a file of security, data or views; False for a shared one.

    :param tuple parts: of its path below the addon
    """
    name = (
        parts[1]
        if len(parts) > 2
        else Path(parts[1]).stem.removeprefix("ir.model.access-")
    )
    return name if name in rooms else False


def read_names_of_xml(line):
    """Return the records that a line of XML names, by ``ref`` or ``groups`` too."""
    names = ["".join(found) for found in XML_NAME.findall(line)]
    for groups in XML_GROUPS.findall(line):
        names += [group.rpartition(".")[2].strip("! ") for group in groups.split(",")]
    return names


def read_names_of_csv(line):
    """Return the records that a line of CSV may name: the text of every cell."""
    return [
        cell.removeprefix(f"{ADDON.name}.")
        for row in csv.reader([line])
        for cell in row
    ]


READ_NAMES = {".xml": read_names_of_xml, ".csv": read_names_of_csv}


def find_xml_faults(rooms, addon=ADDON):
    """List what XML and CSV files name of later rooms.

    :return: ``(file below the addon, room that is named, line)``
    :rtype: list
    """
    rank = {room: at for at, room in enumerate(rooms)}
    homes = {
        f"model_{m.replace('.', '_')}": r for m, r in find_homes(rooms, addon).items()
    }
    texts = {}
    for folder in ("security", "data", "views"):
        for path in sorted((addon / folder).rglob("*")):
            if path.suffix not in READ_NAMES:
                continue
            if room := get_room_of(path.relative_to(addon).parts, rooms):
                texts[path] = (room, path.read_text())
    for room, text in texts.values():
        homes.update(dict.fromkeys(XML_ID.findall(text), room))
    faults = []
    for path, (room, text) in texts.items():
        for line, content in enumerate(text.splitlines(), 1):
            for name in READ_NAMES[path.suffix](content):
                other = homes.get(name)
                if rank.get(other, -1) > rank[room]:
                    faults.append((path.relative_to(addon).as_posix(), other, line))
    return faults


def find_size_faults(rooms):
    """List folders with too many files or lines, and files with too many lines."""
    faults = []
    for room in rooms:
        for folder in [
            ADDON / "models" / room,
            *(p for p in (ADDON / "models" / room).rglob("*") if p.is_dir()),
        ]:
            files = sorted(folder.glob("*.py"))
            lines = {path: len(path.read_text().splitlines()) for path in files}
            where = folder.relative_to(REPOSITORY)
            if len(files) > MOST_FILES:
                faults.append(f"{where}: {len(files)} files, at most {MOST_FILES}")
            if sum(lines.values()) > MOST_LINES:
                faults.append(
                    f"{where}: {sum(lines.values())} lines, at most {MOST_LINES}"
                )
    for path in sorted([*ADDON.rglob("*.py"), *(REPOSITORY / "tests").rglob("*.py")]):
        count = len(path.read_text().splitlines())
        if count > MOST_LINES_OF_A_FILE:
            where = path.relative_to(REPOSITORY)
            faults.append(f"{where}: {count} lines, at most {MOST_LINES_OF_A_FILE}")
    return faults


def find_spread_faults(rooms):
    """List models in too many files of their own room, extensions of others apart."""
    homes = find_homes(rooms)
    files = {}
    for room in rooms:
        for path in sorted((ADDON / "models" / room).rglob("*.py")):
            if path.name.startswith("extends_"):
                continue
            for _node, name, *_rest in iter_models(ast.parse(path.read_text())):
                if homes.get(name) == room:
                    files.setdefault(name, set()).add(path)
    return [
        f"{name}: {len(own)} files of its room, at most {MOST_FILES_OF_A_MODEL}"
        for name, own in sorted(files.items())
        if len(own) > MOST_FILES_OF_A_MODEL
    ]


def find_test_faults():
    """List test files of one name: Odoo's runner would see the last one alone."""
    names = Counter(path.name for path in (ADDON / "tests").rglob("test_*.py"))
    return [
        f"{name}: {count} files of this name"
        for name, count in names.items()
        if count > 1
    ]


def find_mixin_faults(rooms):
    """List models whose mixins are not :data:`IN_ORDER`, or Odoo's before ours."""
    faults = []
    for room in rooms:
        for path in sorted((ADDON / "models" / room).rglob("*.py")):
            for node, _name, _names, inherits in iter_models(
                ast.parse(path.read_text())
            ):
                late = [i for i, name in enumerate(inherits) if name in ODOO_LAST]
                ours = [i for i, n in enumerate(inherits) if n.startswith("tolerance.")]
                places = [IN_ORDER.index(n) for n in inherits if n in IN_ORDER]
                if places != sorted(places) or (
                    late and max(ours, default=0) > late[0]
                ):
                    where = path.relative_to(REPOSITORY)
                    faults.append(
                        f"{where}:{node.lineno}: mixins in the order of IN_ORDER"
                    )
    return faults


def find_sudo_faults(folders=SERVER_CODE):
    """List methods that take all rights and do not say why before."""
    faults = []
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            text = path.read_text()
            lines = text.splitlines()
            methods = [
                node
                for part in ast.parse(text).body
                for node in (part.body if isinstance(part, ast.ClassDef) else [part])
                if isinstance(node, ast.FunctionDef)
            ]
            for method in methods:
                taken = [
                    node.end_lineno
                    for node in ast.walk(method)
                    if isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr == "sudo"
                    and not node.args
                ]
                if taken and "sudo:" not in "\n".join(
                    lines[method.lineno - 1 : min(taken)]
                ):
                    where = os.path.relpath(path, REPOSITORY)
                    faults.append(
                        f"{where}:{min(taken)}: say why in a comment above that begins "
                        "with “sudo:”"
                    )
    return faults


def find_word_faults(folders=CODE):
    """List names of the code that hold a word which the glossary does not use."""
    page = (REPOSITORY / "docs" / "glossary.md").read_text()
    table = page.partition("## Words that are not used")[2]
    instead = dict(re.findall(r"^\| en \| (\w+) \| ([^|]+) \|", table, re.MULTILINE))
    faults = []
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            found = set()
            for node in ast.walk(ast.parse(path.read_text())):
                for field in ("name", "attr", "id", "arg", "value"):
                    name = getattr(node, field, None)
                    is_name = isinstance(name, str) and name.isidentifier()
                    # A text is a name too where getattr() or a test reads it.
                    parts = name.split("_") if is_name else ()
                    # A word of its own may be a stored column, as in the ledger.
                    if len(parts) > 1:
                        found |= {(w, name) for w in instead.keys() & set(parts)}
            where = os.path.relpath(path, REPOSITORY)
            faults += [
                f"{where}: {name}: say {instead[word]} instead of {word}"
                for word, name in sorted(found)
            ]
    return faults


def find_faults():
    """Return every fault as a line to read."""
    rooms = get_rooms()
    faults = [
        f"{file}:{line}: names the later room {other}"
        for file, other, line in find_python_faults(rooms) + find_xml_faults(rooms)
    ]
    faults += find_size_faults(rooms) + find_spread_faults(rooms)
    faults += find_test_faults() + find_mixin_faults(rooms) + find_word_faults()
    faults += find_sudo_faults()
    return faults


if __name__ == "__main__":
    found = find_faults()
    print("\n".join(found))
    sys.exit(bool(found))
