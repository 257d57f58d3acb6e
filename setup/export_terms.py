"""Export the terms of both addons; run by ``odoo shell``, which gives ``env``.

A term that is gone leaves the catalogues. A new one has no translation yet and is
printed: write it into both Chinese catalogues.
"""

import warnings
from io import BytesIO
from pathlib import Path

import polib

from odoo.tools import file_path
from odoo.tools.translate import trans_export

WIDTH = 78
env = globals()["env"]
# Odoo's reader of scripts calls functions of Babel under their old name.
warnings.filterwarnings("ignore", ".*jslexer", DeprecationWarning)


def export(addon):
    """Return the terms of an addon as its code and data have them now."""
    out = BytesIO()
    trans_export(None, [addon], out, "po", env)
    catalogue = polib.pofile(out.getvalue().decode(), wrapwidth=WIDTH)
    # Odoo exports the names of all apps with ``base``, but loads them from any addon.
    module = env.ref(f"base.module_{addon}").with_context(lang=None)
    for field in ("shortdesc", "summary"):
        entry = catalogue.find(module[field])
        if not entry:
            entry = polib.POEntry(msgid=module[field], comment=f"module: {addon}")
            catalogue.append(entry)
        place = f"model:ir.module.module,{field}:base.module_{addon}"
        entry.occurrences.append((place, ""))
    return catalogue


def renew(path, exported):
    """Bring a catalogue up to date; its translations and its head stay."""
    old = polib.pofile(str(path), wrapwidth=WIDTH)
    known = {entry.msgid: entry.msgstr for entry in old}
    new = polib.POFile(wrapwidth=WIDTH)
    new.header, new.metadata = old.header, old.metadata
    for entry in sorted(exported, key=lambda entry: entry.msgid):
        translated = "" if path.suffix == ".pot" else known.get(entry.msgid, "")
        new.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=translated,
                comment=entry.comment,
                occurrences=entry.occurrences,
                flags=entry.flags,
            )
        )
    new.save(str(path))
    if path.suffix == ".po":
        for entry in new.untranslated_entries():
            print(f"{path.name}: {entry.msgid}")


for addon in ("mistake_tolerance", "mistake_tolerance_reports"):
    exported = export(addon)
    for catalogue in sorted(Path(file_path(f"{addon}/i18n")).glob("*.po*")):
        renew(catalogue, exported)
