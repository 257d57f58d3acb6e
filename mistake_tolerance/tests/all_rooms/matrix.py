"""The access matrix: who may do what, read from ``security/access_matrix.csv``.

A field of a row holds one value, several apart by blanks, or ``*`` for all; models
are always named. The last row that fits a cell decides it; a cell that no row fits
is denied.
"""

import csv
from itertools import product
from pathlib import Path

ADDONS = ("odoo.addons.mistake_tolerance", "odoo.addons.mistake_tolerance_reports")
COLUMNS = ("role", "relation", "model", "operation")
ROLES = (
    "employee",
    "unit_head",
    "clerk",
    "inquirer",
    "member",
    "hr_officer",
    "supervisor",
    "auditor",
    "administrator",
)
RELATIONS = ("own", "own_unit", "team", "roll", "conflicted", "other_company", "none")
BASIC_OPERATIONS = ("read", "create", "write", "unlink", "export")
# Runs; refused for lack of right; refused with a sentence on state or content.
OUTCOMES = ("1", "0", "refused")
PATH = Path(__file__).parents[3] / "security" / "access_matrix.csv"


class Matrix:
    """Rows of the table, and the outcome they give to a cell."""

    def __init__(self, path=PATH):
        with open(path, encoding="utf-8", newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.by_model = {}
        for row in self.rows:
            for name in COLUMNS:
                row[name] = frozenset(row[name].split())
            for model in row["model"]:
                self.by_model.setdefault(model, []).append(row)

    def get_outcome(self, role, relation, model, operation):
        """Return the outcome of a cell.

        :rtype: str
        """
        cell = dict(zip(COLUMNS, (role, relation, model, operation), strict=True))
        for row in reversed(self.by_model.get(model, ())):
            if all(cell[name] in row[name] or "*" in row[name] for name in COLUMNS):
                return row["allowed"]
        return "0"

    def get_problems(self):
        """List rows that cannot mean anything.

        :rtype: list
        """
        known = {"role": {*ROLES, "*"}, "relation": {*RELATIONS, "*"}}
        return [
            f"row {number}: {sorted(row[name] - known[name]) or row['allowed']}"
            for number, row in enumerate(self.rows, 2)
            for name in known
            if row[name] - known[name] or row["allowed"] not in OUTCOMES
        ]

    def names(self, model, operation=None):
        """Tell whether a row names the model, and the operation of it, outright.

        :rtype: bool
        """
        return any(
            operation is None or operation in row["operation"]
            for row in self.by_model.get(model, ())
        )


def get_public_methods(registry_class):
    """Return the public methods that our addons bring to a model.

    What Odoo itself makes public is not repeated: the basic operations stand for it.

    :param type registry_class: as ``env.registry[name]``
    :rtype: set
    """
    classes = registry_class.mro()
    ours = [cls for cls in classes if cls.__module__.startswith(ADDONS)]
    theirs = {
        name
        for cls in classes
        if cls.__module__.startswith("odoo.") and cls not in ours
        for name in vars(cls)
        if not cls.__module__.startswith("odoo.api")
    }
    return {
        name
        for cls in ours
        for name, value in vars(cls).items()
        if not name.startswith("_")
        and callable(value)
        and not isinstance(value, type)
        and not getattr(value, "_api_private", False)
        and name not in theirs
    }


def expand(matrix, relations_of, operations_of):
    """Yield every cell that has a record to try it on.

    :param dict relations_of: ``{model: relations}``
    :param dict operations_of: ``{model: operations}``
    """
    for model, relations in relations_of.items():
        for role, relation, operation in product(
            ROLES, relations, operations_of[model]
        ):
            outcome = matrix.get_outcome(role, relation, model, operation)
            yield role, relation, model, operation, outcome
