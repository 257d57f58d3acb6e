"""The sample agency: the same every time, and the committed demo is made by it."""

import csv
import doctest
import itertools
import sys
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import canonicalize

import pytest

DATA = Path(__file__).resolve().parent.parent / "data"
sys.path.insert(0, str(DATA))

import agency_writers as writers  # noqa: E402
import sample_agency as agency  # noqa: E402

DEFAULT_SEED = 2018


def make(size):
    departments = agency.make_departments(agency.SIZES[size])
    return departments, list(agency.make_employees(departments, DEFAULT_SEED))


def test_doctests():
    results = doctest.testmod(agency)
    assert results.attempted >= 4
    assert not results.failed


@pytest.mark.parametrize("size", ["demo", "S", "M"])
def test_everyone_has_a_place_and_a_number_of_their_own(size):
    departments, employees = make(size)
    assert len(employees) == agency.SIZES[size]
    assert len({e.identification for e in employees}) == len(employees)
    keys = {d.key for d in departments}
    assert {e.department for e in employees} == keys
    heads = {d.manager: d.key for d in departments}
    by_key = {e.key: e for e in employees}
    assert all(by_key[head].department == unit for head, unit in heads.items())


def test_identification_numbers_are_well_formed_and_fictitious():
    _departments, employees = make("S")
    for employee in employees:
        number = employee.identification
        assert number.startswith("99"), "no region of the country begins with 99"
        weighted = sum(
            (10 if digit == "X" else int(digit)) * pow(2, 17 - place, 11)
            for place, digit in enumerate(number)
        )
        assert weighted % 11 == 1
        assert number[6:14] == f"{employee.birthday:%Y%m%d}"
        assert (int(number[16]) % 2 == 1) == (employee.sex == "male")


def test_managers_come_first_and_lead_to_the_head_of_the_bureau():
    _departments, employees = make("S")
    managers = {}
    for employee in employees:
        assert employee.manager is None or employee.manager in managers
        managers[employee.key] = employee.manager
    assert [key for key, manager in managers.items() if manager is None] == [
        "employee_000001"
    ]


def test_larger_samples_hold_other_people_than_the_demonstration():
    demo, large = ({e.identification for e in make(size)[1]} for size in ("demo", "S"))
    assert not demo & large


def test_names_of_the_demonstration_are_all_different():
    _departments, employees = make("demo")
    assert len({e.name for e in employees}) == 60


def test_committed_demo_equals_the_generator():
    for name, text in writers.make_demo(*make("demo")).items():
        committed = (writers.DEMO / name).read_text(encoding="utf-8")
        # The formatter may lay the lines out in its own way.
        assert canonicalize(committed, strip_text=True) == canonicalize(
            text, strip_text=True
        ), f"run data/sample_agency.py: {name} is not what it makes"


def test_logins_are_those_of_the_demo_users():
    with (DATA / "logins.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    users = (writers.DEMO / "res_users_demo.xml").read_text(encoding="utf-8")
    assert len(rows) == 19
    for row in rows:
        assert row["password"] == f"{row['login']}-demo"
        assert f'<field name="login">{row["login"]}</field>' in users
        assert f'<field name="password">{row["password"]}</field>' in users
        assert all(row.values())


def test_csv_files_refer_only_to_rows_before_them(tmp_path):
    paths = writers.write_csv(*make("S"), tmp_path)
    known = set()
    for path in sorted(paths):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for row in rows:
            known.add(row["id"])
            refers = [row[name] for name in row if name.endswith("/id")]
            assert set(filter(None, refers)) <= known
    assert len(known) == 1_000 + 32 + 10


def test_same_seed_same_bytes(tmp_path):
    first, second, other = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    for folder, seed in ((first, 1), (second, 1), (other, 2)):
        departments = agency.make_departments(1_000)
        employees = agency.make_employees(departments, seed)
        list(writers.write_csv(departments, employees, folder))
    employees = "3_hr.employee.csv"
    texts = [(f / employees).read_bytes() for f in (first, second, other)]
    assert [a == b for a, b in itertools.combinations(texts, 2)] == [
        True,
        False,
        False,
    ]


def test_sample_case_is_about_the_demo_officer():
    def read(name):
        return ElementTree.parse(writers.DEMO / name)

    officer = next(
        record.get("id")
        for record in read("hr_employee_demo.xml").iter("record")
        if record.find("field[@name='user_id'][@ref='user_officer']") is not None
    )
    matter = read("tolerance_matter_demo.xml").find(".//*[@id='matter_roll_call']")
    assert officer in matter.find("field[@name='subject_ids']").get("eval")
    appraisal = read("tolerance_appraisal_demo.xml").find(
        ".//*[@id='appraisal_officer']"
    )
    assert appraisal.find("field[@name='employee_id']").get("ref") == officer
