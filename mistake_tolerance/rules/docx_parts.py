"""The parts of a docx around the document: settings, header, footer, types."""

from lxml import etree

from . import paper as papers
from .docx_xml import (
    CORE,
    DC,
    PACKAGE,
    RELS,
    TYPES,
    WORD,
    R,
    add,
    add_paragraph,
    get_language,
    make_root,
    write_runs,
)

PARTS = {
    "word/styles.xml": ("styles", f"{WORD}.styles+xml"),
    "word/settings.xml": ("settings", f"{WORD}.settings+xml"),
    "word/fontTable.xml": ("fontTable", f"{WORD}.fontTable+xml"),
    "word/header1.xml": ("header", f"{WORD}.header+xml"),
    "word/footer1.xml": ("footer", f"{WORD}.footer+xml"),
    "word/footer2.xml": ("footer", f"{WORD}.footer+xml"),
}


def write_settings(lang):
    root = make_root("settings")
    add(root, "evenAndOddHeaders")
    add(root, "characterSpacingControl", val="compressPunctuation")
    add(root, "themeFontLang", val="en-US", eastAsia=get_language(lang))
    return root


def write_header(text):
    root = make_root("hdr")
    write_runs(add_paragraph(root, "Header"), (text,))
    return root


def write_footer(align):
    root = make_root("ftr")
    paragraph = add_paragraph(root, "Footer", align)
    write_runs(paragraph, ("— ",))
    field = add(paragraph, "fldSimple", instr=" PAGE ")
    write_runs(field, ("1",))
    write_runs(paragraph, (" —",))
    return root


def write_types():
    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    for extension, kind in (
        ("rels", f"{PACKAGE}-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(
            root, f"{{{TYPES}}}Default", Extension=extension, ContentType=kind
        )
    parts = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "docProps/core.xml": f"{PACKAGE}-package.core-properties+xml",
        **{name: kind for name, (_relation, kind) in PARTS.items()},
    }
    for name, kind in parts.items():
        etree.SubElement(
            root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind
        )
    return root


def write_rels(targets):
    """Write which parts belong to a part.

    >>> write_rels([("styles", "styles.xml")])[0].get("Target")
    'styles.xml'
    """
    root = etree.Element(f"{{{RELS}}}Relationships", nsmap={None: RELS})
    for number, (kind, target) in enumerate(targets, 1):
        start = RELS if kind.startswith("metadata") else R
        etree.SubElement(
            root,
            f"{{{RELS}}}Relationship",
            Id=f"rId{number}",
            Type=f"{start}/{kind}",
            Target=target,
        )
    return root


def write_core(paper):
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC})
    etree.SubElement(root, f"{{{DC}}}title").text = papers.clean(paper.title)
    etree.SubElement(root, f"{{{DC}}}language").text = get_language(paper.lang)
    return root
