"""What docs/developers.md names is there, and the rooms say of themselves the same."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "setup"))
import lint_rooms  # noqa: E402

MODELS = lint_rooms.ADDON / "models"
TEXT = (REPOSITORY / "docs" / "developers.md").read_text(encoding="utf-8")
# What stands between backquotes, code blocks apart.
TOKENS = sorted(
    set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", TEXT, flags=re.S)))
)
PATH = re.compile(r"[\w./<>-]+(/|\.(py|xml|csv|json|md|po))")
METHOD = re.compile(r"([\w./]+\.py)::(\w+)")
NAME = re.compile(r"(?<![\w<>/:-])_[a-z]+(?:_[a-z]+)*\b(?!>)")
MODEL = re.compile(r"tolerance(\.[a-z]+)+")


@cache
def read_code():
    """Return the names that the Python of both addons defines, and all of its text."""
    defined, texts = set(), []
    for path in REPOSITORY.glob("mistake_tolerance*/**/*.py"):
        text = path.read_text(encoding="utf-8")
        texts.append(text)
        defined |= set(re.findall(r"(?:def|class) (\w+)", text))
        defined |= set(re.findall(r"^    (\w+) = ", text, flags=re.M))
    return defined, "\n".join(texts)


def find(path):
    """Find a path of the page in the addon or in the repository.

    What stands in angle brackets is any name.
    """
    pattern = re.sub(r"<\w+>", "*", path).rstrip("/")
    roots = (lint_rooms.ADDON, REPOSITORY, MODELS / "care")
    return next((found for root in roots for found in root.glob(pattern)), None)


def get_rows():
    """Return the table of the rooms: ``{room: (what it holds, hooks)}``."""
    table = TEXT[TEXT.index("| Room |") : TEXT.index("Inside a room")]
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.*?)\|$", table, flags=re.M)
    return {room: (held, re.findall(r"`(\w+)`", hooks)) for room, held, hooks in rows}


def test_the_page_names_much():
    """A token that no pattern takes is not checked; here is how many are."""
    assert len([t for t in TOKENS if METHOD.fullmatch(t)]) > 40
    assert len([t for t in TOKENS if PATH.fullmatch(t)]) > 30


@pytest.mark.parametrize("token", [t for t in TOKENS if PATH.fullmatch(t)])
def test_every_path_exists(token):
    assert find(token)


@pytest.mark.parametrize("token", [t for t in TOKENS if METHOD.fullmatch(t)])
def test_every_method_stands_in_its_file(token):
    name, method = METHOD.fullmatch(token).groups()
    path = find(name)
    assert path, name
    names = {
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    assert method in names


@pytest.mark.parametrize(
    "name", sorted({name for token in TOKENS for name in NAME.findall(token)})
)
def test_every_inner_name_is_defined(name):
    assert name in read_code()[0]


@pytest.mark.parametrize("token", [t for t in TOKENS if MODEL.fullmatch(t)])
def test_every_model_exists(token):
    assert f'_name = "{token}"' in read_code()[1]


def test_every_target_exists():
    targets = set(re.findall(r"`make ([a-z]+)", TEXT))
    for path in re.findall(r'make one T=([^`"]+)`', TEXT):
        assert find(path), path
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert targets - set(re.findall(r"^([a-z]+):", makefile, flags=re.M)) == set()
    assert len(targets) > 5


def test_the_rooms_stand_in_their_order():
    assert list(get_rows()) == lint_rooms.get_rooms()


@pytest.mark.parametrize("room", lint_rooms.get_rooms())
def test_a_room_says_of_itself_what_the_page_says(room):
    tree = ast.parse((MODELS / room / "__init__.py").read_text(encoding="utf-8"))
    said = ast.get_docstring(tree)
    held, hooks = get_rows()[room]
    assert said.splitlines()[0].rstrip(".").replace("``", "`") == held
    assert "It may know" in " ".join(said.split())
    _rest, *named = re.split(r"\bHooks?\b", said)
    assert re.findall(r"``(_\w+)``", "".join(named)) == hooks


@pytest.mark.parametrize("room", lint_rooms.get_rooms())
def test_a_hook_of_a_room_is_used(room):
    """A hook that nobody defines, extends or calls is a dead word."""
    for hook in get_rows()[room][1]:
        assert hook in read_code()[0]
        assert read_code()[1].count(hook) > 1, hook


# Attributes of Odoo itself.
OF_ODOO = {"_name", "_inherit", "_description", "_order", "_rec_name", "_auto"}
OF_ODOO |= {"_check_company_auto", "_log_access", "_mail_post_access"}
OF_ODOO |= {"_rec_names_search"}


def get_declared():
    """Return the class attributes that models of several rooms set."""
    rooms = {}
    for path in MODELS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for part in node.body if isinstance(node, ast.ClassDef) else ():
                # A constraint or an index is a call of ``models``.
                if isinstance(part, ast.Assign) and not ast.unparse(
                    part.value
                ).startswith("models."):
                    name = ast.unparse(part.targets[0])
                    room = path.relative_to(MODELS).parts[0]
                    rooms.setdefault(name, set()).add(room)
    return {
        name for name, found in rooms.items() if name[0] == "_" and len(found) > 1
    } - OF_ODOO


def test_what_models_of_several_rooms_declare_is_explained():
    section = TEXT.partition("## What a model declares")[2].partition("\n## ")[0]
    explained = set(re.findall(r"^\|[^|]*\|", section, flags=re.M))
    explained = set(re.findall(r"`(_\w+)`", " ".join(explained)))
    assert get_declared() - explained == set()
