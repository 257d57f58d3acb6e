"""The linter of the rooms finds what is planted, and nothing in the tree as it is."""

import shutil
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "setup"))
import lint_rooms  # noqa: E402

IN_PYTHON = {
    "comodel": 'verdict_id = fields.Many2one("tolerance.determination")',
    "comodel by name": 'ids = fields.One2many(comodel_name="tolerance.session")',
    "environment": 'MODEL = env["tolerance.mark"]',
    "inherit": 'class Later:\n    _inherit = "tolerance.ballot"',
    "import": "from ..session import ballot",
    "import of a name": "from ..decision.effect import FORMS",
}
IN_XML = {
    "groups": '<t groups="base.group_user,!tolerance_ballot_rule_seat" />',
    "inherit_id": '<field name="inherit_id" ref="tolerance_session_view_form" />',
    "model_id": '<field name="model_id" ref="model_tolerance_ballot" />',
    "button": '<button name="%(mistake_tolerance.tolerance_ballot_action)d" />',
    "eval": '<field name="x" eval="ref(\'tolerance_session_view_form\')" />',
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of the addon, as far as the linter reads it."""
    copy = tmp_path_factory.mktemp("rooms") / "mistake_tolerance"
    for folder in ("models", "security", "data", "views"):
        shutil.copytree(lint_rooms.ADDON / folder, copy / folder)
    return copy


@pytest.fixture
def plant(copied):
    """Write a file into the copy; returns the files with faults."""
    planted = []

    def plant(name, text):
        planted.append(copied / name)
        planted[-1].write_text(text)
        rooms = lint_rooms.get_rooms(copied)
        find = lint_rooms.find_xml_faults
        if name.endswith(".py"):
            find = lint_rooms.find_python_faults
        return {file for file, _other, _line in find(rooms, copied)}

    yield plant
    for path in planted:
        path.unlink()


def test_the_tree_is_clean():
    assert lint_rooms.find_faults() == []


@pytest.mark.parametrize("text", IN_PYTHON.values(), ids=IN_PYTHON)
def test_a_planted_name_is_found(plant, text):
    name = "models/matter/planted.py"
    assert name in plant(name, text + "\n")


def test_names_of_earlier_rooms_are_free(plant):
    name = "models/remedy/planted.py"
    assert name not in plant(name, "\n".join(IN_PYTHON.values()) + "\n")


@pytest.mark.parametrize("text", IN_XML.values(), ids=IN_XML)
def test_a_planted_reference_of_xml_is_found(plant, text):
    name = "views/matter/planted.xml"
    assert name in plant(name, f"<odoo>\n{text}\n</odoo>\n")


def test_a_planted_row_of_access_rights_is_found(plant):
    name = "data/matter/planted.csv"
    row = "planted,planted,model_tolerance_ballot,base.group_user,1,0,0,0\n"
    assert name in plant(name, row)


def test_limits_are_watched(monkeypatch):
    monkeypatch.setattr(lint_rooms, "MOST_FILES", 3)
    monkeypatch.setattr(lint_rooms, "MOST_LINES_OF_A_FILE", 300)
    monkeypatch.setattr(lint_rooms, "MOST_FILES_OF_A_MODEL", 2)
    faults = "\n".join(lint_rooms.find_faults())
    assert "files, at most 3" in faults
    assert "lines, at most 300" in faults
    assert "files of its room, at most 2" in faults


@pytest.mark.parametrize(
    "order",
    [
        {"IN_ORDER": ("tolerance.workflow.mixin", "tolerance.permit")},
        {"ODOO_LAST": ("tolerance.ledger.mixin",)},
    ],
)
def test_the_order_of_mixins_is_watched(monkeypatch, order):
    for name, value in order.items():
        monkeypatch.setattr(lint_rooms, name, value)
    assert any("IN_ORDER" in fault for fault in lint_rooms.find_faults())


def test_word_that_the_glossary_does_not_use_is_found(tmp_path):
    text = (
        "def check_verb(entry):\n    return entry.verb, getattr(entry, '_court', 0)\n"
    )
    (tmp_path / "planted.py").write_text(text)
    [court, verb] = lint_rooms.find_word_faults([tmp_path])
    assert "planted.py: _court: say verdict" in court
    assert "planted.py: check_verb: say action" in verb


def test_all_rights_without_a_reason_are_found(tmp_path):
    text = """class Planted:
    def _get_name(self):
        # {reason}
        return self.sudo().name
"""
    path = tmp_path / "planted.py"
    path.write_text(text.format(reason="sudo: the user may not read it."))
    assert not lint_rooms.find_sudo_faults([tmp_path])
    path.write_text(text.format(reason="The name."))
    [fault] = lint_rooms.find_sudo_faults([tmp_path])
    assert "planted.py:4: say why" in fault
