"""docs/glossary.md names every model as the screens do, and no word it rules out."""

import csv
import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "glossary.md"
# The print of a certificate is a model too.
OURS = ("tolerance.", "report.mistake_tolerance")
ADDONS = ("mistake_tolerance", "mistake_tolerance_reports")


def read_tables(page):
    """Return the rows below each heading of a page.

    :param str page: Markdown
    :return: heading of the second level -> rows as lists of cells, without heads
    :rtype: dict
    """
    tables, head = {}, None
    for line in page.splitlines():
        if line.startswith("## "):
            head = line[3:]
        elif line.startswith("|") and "---" not in line:
            tables.setdefault(head, []).append(
                [cell.strip() for cell in line.strip("|").split("|")]
            )
    names = {"Model", "中文", "Language"}
    return {
        head: [row for row in rows if row[0] not in names]
        for head, rows in tables.items()
    }


def read_catalogue(language):
    """Return msgid -> msgstr of both addons."""
    return {
        entry.msgid: entry.msgstr
        for addon in ADDONS
        for entry in polib.pofile(ROOT / addon / "i18n" / f"{language}.po")
    }


def find_words(word, texts):
    """Return the texts that hold a word: whole in English, anywhere in Chinese."""
    pattern = rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word)
    return [text for text in texts if re.search(pattern, text, re.IGNORECASE)]


@pytest.fixture(scope="module")
def tables():
    return read_tables(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def chinese():
    return read_catalogue("zh_CN")


@pytest.fixture
def models(env):
    return {
        name: model._description
        for name, model in env.registry.items()
        if name.startswith(OURS)
    }


def test_every_model_stands_in_it_once(tables, models):
    rows = tables["Models"] + tables["Technical models"]
    named = [row[0].strip("`") for row in rows]
    assert sorted(named) == sorted(models)


def test_the_technical_models_hold_no_records(tables, env):
    technical = {row[0].strip("`") for row in tables["Technical models"]}
    abstract = {name for name in technical if env[name]._abstract}
    assert technical == abstract
    others = {row[0].strip("`") for row in tables["Models"]}
    assert [name for name in others if env[name]._abstract] == []


def test_models_are_called_what_the_screens_call_them(tables, models, chinese):
    rows = tables["Models"] + tables["Technical models"]
    shown = {name: (label, chinese[label]) for name, label in models.items()}
    assert {row[0].strip("`"): (row[1], row[2]) for row in rows} == shown


def test_terms_are_used_as_they_are_defined(tables, chinese):
    for chinese_term, english, definition, _source in tables["Terms"]:
        pairs = [
            msgid
            for msgid, msgstr in chinese.items()
            if chinese_term in msgstr and english.lower() in msgid.lower()
        ]
        assert pairs, (chinese_term, english)
        assert definition.endswith(".")


def test_sources_are_requirements(tables):
    with (ROOT / "data" / "coverage.csv").open(encoding="utf-8", newline="") as file:
        known = {row["requirement"] for row in csv.DictReader(file)}
    named = {
        source
        for row in tables["Terms"] + tables["Models"]
        for source in row[-1].split(", ")
        if source
    }
    assert named - known == set()
    assert len(named) > 30


def test_no_screen_holds_a_word_that_is_not_used(tables, chinese):
    texts = {"en": chinese.keys(), "zh": chinese.values()}
    found = {
        word: lines
        for language, word, _instead, _why in tables["Words that are not used"]
        if (lines := find_words(word, texts[language]))
    }
    assert found == {}


def test_word_is_matched_as_a_whole():
    assert find_words("tie", ["A tied vote", "Necktie"]) == []
    assert find_words("tie", ["Declared Ties"]) == ["Declared Ties"]
    assert find_words("中和", ["已中和的记录"]) == ["已中和的记录"]


def test_a_table_is_read_by_its_heading():
    page = "## Terms\n\n| 中文 | English |\n| --- | --- |\n| 容错 | tolerance |\n"
    assert read_tables(page) == {"Terms": [["容错", "tolerance"]]}
