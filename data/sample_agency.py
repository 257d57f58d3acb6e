"""Make the sample agency: a fictitious provincial bureau with its units.

    python data/sample_agency.py --size demo   # demo/*.xml, logins.csv
    python data/sample_agency.py --size S --out /tmp/sample   # CSV for the import

The same size and seed give the same bytes on every machine and Python version.
"""

import argparse
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import agency_words as words

SIZES = {"demo": 60, "S": 1_000, "M": 20_000, "L": 300_000}
WARD_SIZE = 50
CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Department:
    key: str
    name: str
    parent: str
    kind: str
    headcount: int
    first: int

    @property
    def manager(self):
        return employee_key(self.first)


@dataclass(frozen=True)
class Employee:
    key: str
    name: str
    sex: str
    birthday: date
    identification: str
    entered_on: date
    department: str
    job: str
    manager: str


def employee_key(index):
    return f"employee_{index:06d}"


def job_key(kind, is_head):
    return f"job_{kind}_{'head' if is_head else 'staff'}"


def identification(index, birthday, is_male, region=990_000):
    """Return a number of the right form, of a region that does not exist.

    >>> identification(0, date(1980, 1, 31), True)
    '990000198001310015'
    """
    body = f"{region + index // 500}{birthday:%Y%m%d}{2 * (index % 500) + is_male:03d}"
    total = sum(int(d) * w for d, w in zip(body, CHECK_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def chinese_number(number):
    """Return a number below 100 as the wards are counted.

    >>> [chinese_number(n) for n in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    text = (DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return text + (DIGITS[ones] if ones or not tens else "")


def place_name(index):
    others = [head + tail for head in words.PLACE_HEADS for tail in words.PLACE_TAILS]
    places = list(dict.fromkeys([*words.FIRST_PLACES, *others]))
    turn, place = divmod(index, len(places))
    return places[place] + (f"第{chinese_number(turn + 1)}" if turn else "")


def split(total, shares):
    """Split a head count by shares, everyone counted and nobody left empty.

    >>> split(20, [2, 2, 1])
    [8, 8, 4]
    >>> split(7, [1, 1, 1])
    [3, 2, 2]
    """
    counts = [max(1, total * share // sum(shares)) for share in shares]
    for place in range(total - sum(counts)):
        counts[place % len(counts)] += 1
    return counts


def make_departments(size):
    """Return the departments of an agency, every parent before its children."""
    rows = [("bureau", words.BUREAU, "", "bureau", 2)]
    in_bureau = min(max(20, size // 20), 500)
    shares = [share for _key, _name, share in words.BUREAU_DIVISIONS]
    counts = split(in_bureau - 2, shares)
    for (key, name, _share), count in zip(words.BUREAU_DIVISIONS, counts, strict=True):
        rows.append((f"bureau_{key}", name, "bureau", "division", count))
    units = max(2, size // 1_000)
    for index, in_unit in enumerate(split(size - in_bureau, [1] * units)):
        unit = f"unit{index + 1:02d}"
        name = f"{words.PROVINCE}{place_name(index)}监狱"
        rows.append((unit, name, "bureau", "unit", 2))
        wards = max(2, in_unit * 7 // 10 // WARD_SIZE)
        parts = [
            (f"{unit}_{key}", part, "section", share * 12)
            for key, part, share in words.UNIT_DIVISIONS
        ] + [
            (f"{unit}_ward{n:02d}", f"{chinese_number(n)}监区", "ward", WARD_SIZE)
            for n in range(1, wards + 1)
        ]
        counts = split(in_unit - 2, [share for *_rest, share in parts])
        for (key, part, kind, _share), count in zip(parts, counts, strict=True):
            rows.append((key, part, unit, kind, count))
    departments, first = [], 1
    for key, name, parent, kind, headcount in rows:
        departments.append(Department(key, name, parent, kind, headcount, first))
        first += headcount
    return departments


def make_employees(departments, seed):
    """Yield the employees, the head of a department first."""
    # Only random() promises the same numbers in every Python version.
    draw = random.Random(seed).random
    managers = {department.key: department.manager for department in departments}
    # Larger samples hold other people than the demonstration they may join.
    is_demo = sum(d.headcount for d in departments) <= SIZES["demo"]
    region = 990_000 if is_demo else 991_000
    for department in departments:
        for place in range(department.headcount):
            index = department.first + place
            is_male = draw() < 0.7
            given = words.GIVEN_MALE if is_male else words.GIVEN_FEMALE
            given = given.split(",")
            name = words.SURNAMES[int(draw() * len(words.SURNAMES))]
            name += given[int(draw() * len(given))]
            age = (38 if place == 0 else 23) + int(draw() * 20)
            birthday = date(2025 - age, 1, 1) + timedelta(int(draw() * 365))
            entered_on = date(birthday.year + 23, 8, 1)
            yield Employee(
                key=employee_key(index),
                name=name,
                sex="male" if is_male else "female",
                birthday=birthday,
                identification=identification(index, birthday, is_male, region),
                entered_on=entered_on,
                department=department.key,
                job=job_key(department.kind, place == 0),
                manager=department.manager
                if place
                else managers.get(department.parent),
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=SIZES, default="demo")
    parser.add_argument("--seed", type=int, default=2018)
    parser.add_argument("--out", type=Path, help="folder for the CSV files")
    options = parser.parse_args()
    # Imported here: the writers need the classes above.
    import agency_writers as writers

    departments = make_departments(SIZES[options.size])
    employees = make_employees(departments, options.seed)
    if options.size == "demo" and not options.out:
        for path in writers.write_demo(departments, list(employees)):
            print(path)
    else:
        out = options.out or Path("sample_agency")
        for path in writers.write_csv(departments, employees, out):
            print(path)


if __name__ == "__main__":
    main()
