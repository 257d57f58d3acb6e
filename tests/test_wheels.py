"""Each addon as a wheel carries everything Odoo reads."""

import subprocess
import zipfile
from pathlib import Path

import pytest
from whool.buildapi import build_wheel

REPOSITORY = Path(__file__).parents[1]
ADDONS = [path.parent.name for path in REPOSITORY.glob("*/__manifest__.py")]
# What Odoo reads of an installed addon.
READ = {".csv", ".js", ".json", ".po", ".png", ".py", ".scss", ".sql", ".xml"}


@pytest.fixture(scope="module", params=ADDONS)
def addon(request):
    return request.param


@pytest.fixture(scope="module")
def wheel(addon, tmp_path_factory):
    folder = tmp_path_factory.mktemp(addon)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(REPOSITORY / addon)
        name = build_wheel(str(folder))
    with zipfile.ZipFile(folder / name) as archive:
        yield archive


def test_both_addons_are_found():
    assert sorted(ADDONS) == ["mistake_tolerance", "mistake_tolerance_reports"]


def test_wheel_holds_every_file(addon, wheel):
    inside = set(wheel.namelist())
    # The wheel is made of the files in version control.
    tracked = subprocess.run(
        ["git", "ls-files", addon],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    wanted = {f"odoo/addons/{path}" for path in tracked if Path(path).suffix in READ}
    assert f"odoo/addons/{addon}/static/description/icon.png" in wanted
    assert wanted - inside == set()


def test_wheel_requires_what_the_manifest_says(addon, wheel):
    (name,) = (name for name in wheel.namelist() if name.endswith("METADATA"))
    metadata = wheel.read(name).decode()
    assert "Requires-Dist: odoo==19.0.*" in metadata
    library = {"mistake_tolerance": "holidays"}.get(addon, "xlsxwriter")
    assert f"Requires-Dist: {library}" in metadata
