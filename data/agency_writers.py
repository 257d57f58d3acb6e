"""Write the sample agency: CSV for Odoo's import, XML for the demonstration."""

import csv
from pathlib import Path
from xml.sax.saxutils import escape

import agency_words as words

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent / "mistake_tolerance" / "demo"
MODULE = "mistake_tolerance"
EMPLOYEE_COLUMNS = (
    "id",
    "name",
    "sex",
    "birthday",
    "identification_id",
    "date_version",
    "department_id/id",
    "job_id/id",
)


def get_jobs():
    """Return ``(key, name)`` of every job."""
    return [
        (f"job_{kind}_{place}", name)
        for kind, names in words.JOBS.items()
        for place, name in zip(("head", "staff"), names, strict=True)
    ]


def write_csv(departments, employees, folder):
    """Write the files in the order in which the import takes them.

    External ids carry the prefix ``sample.``, so that they never meet those of
    the demonstration. Employees are written as they come: 300,000 of them do
    not have to fit into memory.
    """
    folder.mkdir(parents=True, exist_ok=True)
    managers = {department.key: department.manager for department in departments}
    tables = {
        "1_hr.department.csv": (
            ("id", "name", "parent_id/id"),
            ((_id(d.key), d.name, _id(d.parent)) for d in departments),
        ),
        "2_hr.job.csv": (("id", "name"), ((_id(k), name) for k, name in get_jobs())),
        "3_hr.employee.csv": (
            EMPLOYEE_COLUMNS,
            (
                (
                    _id(e.key),
                    e.name,
                    e.sex,
                    e.birthday,
                    e.identification,
                    e.entered_on,
                    _id(e.department),
                    _id(e.job),
                )
                for e in employees
            ),
        ),
        "4_hr.department.csv": (
            ("id", "manager_id/id"),
            ((_id(d.key), _id(d.manager)) for d in departments),
        ),
        # The import cannot refer to rows of the same file. Naming the head of a
        # department makes them everyone's manager there; their own is left.
        "5_hr.employee.csv": (
            ("id", "parent_id/id"),
            (
                (_id(d.manager), _id(managers[d.parent]))
                for d in departments
                if d.parent
            ),
        ),
    }
    for name, (header, rows) in tables.items():
        path = folder / name
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
        yield path


def _id(key):
    return f"sample.{key}" if key else ""


def make_demo(departments, employees):
    """Return ``{file name: text}`` of the demonstration's data files."""
    by_place = {
        (d.key, place): f"employee_{d.first + place:06d}"
        for d in departments
        for place in range(d.headcount)
    }
    logins = {by_place[row[1], row[2]]: row[0] for row in words.LOGINS}
    names = {employee.key: employee.name for employee in employees}
    users = {login: names[key] for key, login in logins.items()}
    return {
        "hr_department_demo.xml": _xml(
            _record(
                "department",
                "hr.department",
                department.key,
                name=department.name,
                parent_id=Ref("department", department.parent),
            )
            for department in departments
        ),
        "hr_job_demo.xml": _xml(
            _record("", "hr.job", key, name=name) for key, name in get_jobs()
        ),
        "res_users_demo.xml": _xml(
            _user(login, users[login], group)
            for login, _department, _place, group, _role, _try in words.LOGINS
        ),
        "hr_employee_demo.xml": _xml(
            _record(
                "",
                "hr.employee",
                employee.key,
                name=employee.name,
                sex=employee.sex,
                birthday=employee.birthday.isoformat(),
                identification_id=employee.identification,
                date_version=employee.entered_on.isoformat(),
                department_id=Ref("department", employee.department),
                job_id=Ref("", employee.job),
                parent_id=Ref("", employee.manager),
                user_id=Ref("user", logins.get(employee.key)),
            )
            for employee in employees
        ),
        "hr_department_manager_demo.xml": _xml(
            _record(
                "department",
                "hr.department",
                department.key,
                manager_id=Ref("", department.manager),
            )
            for department in departments
        ),
    }


def write_demo(departments, employees):
    """Write the demonstration's XML files and the list of logins."""
    DEMO.mkdir(exist_ok=True)
    for name, text in make_demo(departments, employees).items():
        (DEMO / name).write_text(text, encoding="utf-8")
        yield DEMO / name
    path = HERE / "logins.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(
            ("role", "role_zh", "login", "password", "what_to_try", "what_to_try_zh")
        )
        for login, _department, _place, _group, role, what in words.LOGINS:
            writer.writerow((*role, login, f"{login}-demo", *what))
    yield path


class Ref(str):
    """The external id a field points to; empty means: leave the field out."""

    def __new__(cls, prefix, key):
        return super().__new__(
            cls, "_".join(filter(None, (prefix, key))) if key else ""
        )


def _user(login, name, group):
    wanted = ["base.group_user", f"{MODULE}.group_{group}" if group else None]
    if group == "hr_officer":
        wanted.append("hr.group_hr_user")
    links = ", ".join(f"Command.link(ref('{name}'))" for name in wanted if name)
    return (
        _record(
            "user",
            "res.users",
            login,
            name=name,
            login=login,
            password=f"{login}-demo",
            email=f"{login}@qinglan.example",
            notification_type="inbox",
            tz="Asia/Shanghai",
            # Who tries the product starts in it, not among the messages.
            action_id=Ref("tolerance", "home_action"),
        )
        .replace(
            ' model="res.users">',
            # Where auth_signup is installed, no invitation is sent out.
            """ model="res.users" context="{'no_reset_password': True}">""",
        )
        .replace(
            "    </record>\n",
            f'        <field name="group_ids" eval="[{links}]"/>\n    </record>\n',
        )
    )


def _record(prefix, model, key, **values):
    xml_id = "_".join(filter(None, (prefix, key)))
    lines = [f'    <record id="{xml_id}" model="{model}">\n']
    for name, value in values.items():
        if isinstance(value, Ref):
            if value:
                lines.append(f'        <field name="{name}" ref="{value}"/>\n')
        else:
            lines.append(f'        <field name="{name}">{escape(value)}</field>\n')
    return "".join([*lines, "    </record>\n"])


def _xml(records):
    # "Department created" would be kept in the language the data is loaded in.
    head = (
        '<?xml version="1.0" encoding="UTF-8" ?>\n'
        "<odoo context=\"{'mail_create_nolog': True}\">\n"
    )
    return head + "".join(records) + "</odoo>\n"
