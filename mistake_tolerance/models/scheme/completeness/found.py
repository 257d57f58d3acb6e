"""What the completeness check of a scheme version finds, before it is a record."""

import hashlib
import json
from typing import Any, NamedTuple

from odoo.tools import SQL, groupby

from ..dump import get_ref
from ..frozen.frozen_sql import LOG_COLUMNS


class Found(NamedTuple):
    """One finding: the check, the record to look at, and the sentence to read.

    ``detail`` is what the finding rests on beside the record itself.
    """

    check: str
    record: Any
    sentence: str
    detail: str = ""

    @property
    def hinders(self):
        """Tell whether publication waits for it; an entry left open is only listed."""
        return self.check != "open"

    @property
    def key(self):
        """Return the name by which a file and an acceptance mean this finding."""
        return f"{self.check}:{get_reference(self.record)}"


def get_reference(record):
    """Name a record as files do: its kind, and its code or number, or its name.

    :param record: a version, a part of one or a body
    :rtype: str
    """
    kind = record._name.removeprefix("tolerance.").removeprefix("scheme.")
    if kind == "version":
        return kind
    ref = get_ref(record) or record.with_context(lang="en_US").display_name
    return f"{kind}.{ref}"


def find_record(version, reference):
    """Return the record of a version to which a reference leads, or nothing.

    :param tolerance.scheme.version version: one version
    :param str reference: kind and code, such as ``step.accept``
    """
    kind, _dot, ref = reference.partition(".")
    if kind == "version":
        return version
    # Kinds have dots too: the longest that is one counts.
    models = {
        model._name.removeprefix("tolerance.scheme."): model
        for model in version.env["tolerance.scheme.part.mixin"]._get_part_models()
    }
    for name in sorted(models, key=len, reverse=True):
        if reference.startswith(f"{name}."):
            parts = version._get_parts(models[name])
            return parts.filtered(lambda part: get_reference(part) == reference)[:1]
    if kind == "body":
        bodies = version.env["tolerance.body"].with_context(active_test=False)
        bodies = bodies.search([("company_id", "in", [version.company_id.id, False])])
        return bodies.filtered(lambda body: get_ref(body) == ref)[:1]
    return None


def get_fingerprints(env, findings):
    """Return a hash of what each finding is about; it changes when that changes.

    :param findings: any number of :class:`Found`
    :return: ``{key: hash}``
    :rtype: dict
    """
    env.flush_all()
    rows = {}
    for model_name, group in groupby(findings, lambda found: found.record._name):
        query = SQL(
            "SELECT id, (to_jsonb(t) - %s - %s)::text FROM %s t WHERE id = ANY(%s)",
            LOG_COLUMNS,
            # The same part of the next draft is the same.
            SQL("ARRAY['id', 'version_id', 'article_id']"),
            SQL.identifier(env[model_name]._table),
            [found.record.id for found in group],
        )
        rows.update({(model_name, row[0]): row[1] for row in env.execute_query(query)})
    about = {}
    for found in findings:
        row = rows.get((found.record._name, found.record.id))
        about.setdefault(found.key, []).append([row, found.detail])
    return {
        key: hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        for key, parts in about.items()
    }
