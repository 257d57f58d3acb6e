"""What README.md, docs/ and the other papers name exists: files, tests, menus."""

import re
import subprocess
from functools import cache
from pathlib import Path

import polib
import pytest

import odoo.addons

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
# *Settings ▸ Guards ▸ New*: a way through the menus; › in the papers of an addon.
# Between two words in bold type stands no way.
WAY = re.compile(r"(?<!\*)\*(?!\*)([^*]*[▸›][^*]*)\*(?!\*)")
FILE = re.compile(r"[\w./-]+\.(py|csv|md|sh|js|json|sql|xml)")
# Odoo's own addons whose menus and buttons the papers name.
PLATFORM = ("base", "hr", "web")
LANGUAGES = {"": "msgid", ".zh_CN": "msgstr"}
# Their own page has two screens.
SCREENS = 110


def find_papers():
    listed = subprocess.run(
        ["git", "ls-files", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines()]


PAPERS = find_papers()
NAMES = [str(path.relative_to(ROOT)) for path in PAPERS]
TESTS = {path.stem for path in ROOT.glob("**/tests/**/test_*.py")}
each_paper = pytest.mark.parametrize("paper", PAPERS, ids=NAMES)


def read(paper):
    """Return the text without its blocks of code."""
    return FENCE.sub("", paper.read_text(encoding="utf-8"))


@cache
def read_anchors(paper):
    """Return the anchors of the headings as the hosting sites make them."""
    heads = re.findall(r"^#+ (.+)$", read(paper), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def find_false_links(paper, text):
    """Return the links of a text that lead nowhere.

    :param Path paper: the file that holds the text
    :rtype: list
    """
    false = []
    for link in LINK.findall(text):
        if "://" in link:
            continue
        path, _hash, anchor = link.partition("#")
        target = (paper.parent / path).resolve() if path else paper
        if not target.exists() or (anchor and anchor not in read_anchors(target)):
            false.append(link)
    return false


def find_false_names(paper, text):
    """Return the files and tests in code marks that do not exist."""
    folders = (ROOT, paper.parent, *ROOT.glob("mistake_tolerance*"))
    false = []
    for name in CODE.findall(text):
        if name.startswith(("test_", "tests/test_")):
            folder, _slash, stem = name.removesuffix(".py").rpartition("/")
            found = stem in TESTS and (
                not folder or (ROOT / folder / f"{stem}.py").is_file()
            )
        elif FILE.fullmatch(name):
            found = any((folder / name).is_file() for folder in folders)
        else:
            continue
        if not found:
            false.append(name)
    return false


@cache
def read_labels(attribute):
    """Return what stands on a screen, in English (``msgid``) or Chinese."""
    addons = [Path(path) for path in odoo.addons.__path__]
    catalogues = [*ROOT.glob("*/i18n/zh_CN.po")]
    for name in PLATFORM:
        catalogues += [
            path / name / "i18n" / "zh_CN.po"
            for path in addons
            if (path / name / "i18n" / "zh_CN.po").is_file()
        ]
    return {
        # A term without a translation is shown as it is.
        getattr(entry, attribute) or entry.msgid
        for catalogue in catalogues
        for entry in polib.pofile(catalogue)
    }


def find_false_ways(text, attribute):
    """Return the steps of menu ways that no label on a screen is called by."""
    between = " " if attribute == "msgid" else ""
    return [
        step
        for way in WAY.findall(text)
        for step in re.split(r"\s*[▸›]\s*", re.sub(r"\s*\n\s*", between, way))
        if step.removeprefix("⚙") and step not in read_labels(attribute)
    ]


def get_language(paper):
    return ".zh_CN" if paper.stem.endswith(".zh_CN") else ""


@each_paper
def test_links_lead_somewhere(paper):
    assert find_false_links(paper, read(paper)) == []


@each_paper
def test_files_and_tests_exist(paper):
    assert find_false_names(paper, read(paper)) == []


@each_paper
def test_ways_through_the_menus_exist(paper):
    assert find_false_ways(read(paper), LANGUAGES[get_language(paper)]) == []


@pytest.mark.parametrize("text", ["[x](nowhere.md)", "[x](README.md#nothing)"])
def test_a_false_link_is_found(text):
    assert find_false_links(ROOT / "README.md", "[x](LICENSE)") == []
    assert find_false_links(ROOT / "README.md", text)


@pytest.mark.parametrize(
    "text", ["`test_nothing`", "`tests/test_guard.py`", "`rules/nothing.py`"]
)
def test_a_false_name_is_found(text):
    assert find_false_names(ROOT / "README.md", "`test_guard` `rules/judge.py`") == []
    assert find_false_names(ROOT / "README.md", text)


def test_a_false_way_is_found():
    assert find_false_ways("*Settings ▸ Guards*", "msgid") == []
    assert find_false_ways("**Roll** in | Case ▸ **Call**", "msgid") == []
    assert find_false_ways("*Settings ▸ Nowhere*", "msgid") == ["Nowhere"]
    assert find_false_ways("*设置 ▸ 防护\n规则*", "msgstr") == []
    assert find_false_ways("*设置 ▸ 无此处*", "msgstr") == ["无此处"]


def test_both_languages_say_the_same():
    """Equal numbers of headings and rows, the same tests and pictures."""
    pairs = [
        (path, path.with_suffix(".zh_CN.md"))
        for path in PAPERS
        if path.with_suffix(".zh_CN.md") in PAPERS
    ]
    assert len(pairs) > 5
    for pair in pairs:
        english, chinese = (
            (
                len(re.findall("^#+ ", text, re.MULTILINE)),
                sorted(re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)),
                # The walk stands with its clicks in Chinese alone.
                pair[0].stem == "README" or len(re.findall(r"^\|", text, re.MULTILINE)),
                pair[0].stem == "README"
                or sorted(set(re.findall(r"`\w*test_\w+`", text))),
            )
            for text in map(read, pair)
        )
        assert english == chinese, pair[0].name


@pytest.mark.parametrize("name", ["README.md", "README.zh_CN.md"])
def test_readme_fits_two_screens(name):
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= SCREENS


def test_every_picture_is_shown():
    shown = {
        (paper.parent / link).resolve()
        for paper in PAPERS
        for link in LINK.findall(read(paper))
    }
    assert set((ROOT / "docs" / "screenshots").glob("*.png")) - shown == set()
