"""Fills the wording of a letter that an agency has written, with placeholders.

The wording is plain text. A line is a paragraph, one that begins with ``#`` a heading.
``{subject}`` stands for a value; names are words of any language. What is empty leaves
no trace: a line whose placeholders are all empty is left out, and so is a heading with
nothing below it. Nothing else is read in a wording, so no text that is filled in can
become a placeholder or a heading.
"""

import re

from .paper import Heading, Table, get_texts, write_head

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
HEAD = "#"


def get_placeholders(text):
    """Return the names of the placeholders in a wording, each once, in their order.

    >>> get_placeholders("{当事人}：{ case } {当事人}")
    ['当事人', 'case']
    """
    names = (name.strip() for name in PLACEHOLDER.findall(text or ""))
    return list(dict.fromkeys(names))


def get_faults(text, names):
    """Return what is wrong with a wording: unknown placeholders, and braces alone.

    :param str text: the wording
    :param names: the names that exist
    :rtype: list

    >>> get_faults("{case} {nothing} {}", {"case"})
    ['{nothing}', '{}']
    >>> get_faults("{case", {"case"})
    ['{']
    """
    faults = [f"{{{n}}}" for n in get_placeholders(text) if n not in names]
    rest = PLACEHOLDER.sub("", text or "")
    return faults + [brace for brace in "{}" if brace in rest]


def fill_line(line, values):
    """Fill in one line; None if all its placeholders are empty.

    :param str line: of a wording
    :param dict values: ``{name: text or lines}``
    :rtype: str | None

    >>> fill_line("案号：{case}", {"case": "容〔2026〕1号"})
    '案号：容〔2026〕1号'
    >>> fill_line("案号：{case}", {"case": ""}) is None
    True
    >>> fill_line("{a}，{b}", {"a": "{b}", "b": ("一", "二")})
    '{b}，一；二'
    """
    names = get_placeholders(line)
    if names and not any(values.get(name) for name in names):
        return None
    return PLACEHOLDER.sub(lambda m: _join(values.get(m[1].strip())), line)


def _join(value):
    if isinstance(value, (list, tuple)):
        return "；".join(text for part in value for text in get_texts(part))
    return str(value or "")


def fill_wording(text, values, lang=None):
    """Return the blocks of a letter from its wording.

    A line that is one placeholder alone becomes all lines of its value, one paragraph
    each; they may be blocks too.

    :param str text: the wording
    :param dict values: ``{name: text, or a list of lines and blocks}``
    :param str lang: language of the headings' numbers, such as ``zh_CN``; without one
        they have none
    :return: texts and blocks of :mod:`.paper`
    :rtype: list

    >>> wording = "{subject}\\n# 理由\\n{reasons}\\n# 证据\\n{evidence}\\n# 效力\\n有"
    >>> values = {"subject": "吕某某", "reasons": ["其一", "其二"], "evidence": []}
    >>> for block in fill_wording(wording, values, "zh_CN"):
    ...     print(getattr(block, "text", block))
    吕某某
    一、理由
    其一
    其二
    二、效力
    有
    """
    blocks, head, number = [], None, 0
    for line in (text or "").splitlines():
        line = line.strip()
        if line.startswith(HEAD):
            head = fill_line(line.lstrip(HEAD).strip(), values)
            continue
        found = list(_fill(line, values))
        if found and head:
            number += 1
            blocks.append(Heading(write_head(number, head, lang) if lang else head))
            head = None
        blocks += found
    return blocks


def _fill(line, values):
    """Return what one line becomes: nothing, one paragraph, or those of a value."""
    names = get_placeholders(line)
    if len(names) == 1 and PLACEHOLDER.fullmatch(line):
        value = values.get(names[0]) or ()
        yield from value.splitlines() if isinstance(value, str) else value
    elif line and (text := fill_line(line, values)) is not None:
        yield text


def write_plain(blocks):
    """Return blocks as plain text, a line for each paragraph.

    >>> write_plain([Heading("一、事实"), "门未上锁。"])
    '一、事实\\n门未上锁。'
    >>> write_plain([Table(("序号", "名称"), (("1", "笔录"),), (1, 3))])
    '序号  名称\\n1  笔录'
    """
    lines = []
    for block in blocks:
        if isinstance(block, Table):
            rows = [block.heads, *block.rows] if block.heads else block.rows
            lines += ["  ".join("".join(get_texts(c)) for c in row) for row in rows]
        else:
            lines.append("".join(get_texts(block)))
    return "\n".join(lines)


def read_text(text, lang):
    """Return the blocks of a letter from text in which nothing is filled in.

    >>> for block in read_text("# 事实\\n{门}开。\\n\\n# 结果\\n免责。", "zh_CN"):
    ...     print(getattr(block, "text", block))
    一、事实
    {门}开。
    二、结果
    免责。
    """
    number = 0
    for line in (text or "").splitlines():
        line = line.strip()
        if line.startswith(HEAD):
            number += 1
            head = line.lstrip(HEAD).strip()
            yield Heading(write_head(number, head, lang))
        elif line:
            yield line


def write_text(blocks):
    """Return blocks as text that :func:`read_text` reads; no text becomes a heading.

    >>> write_text([Heading("事实"), "#门"])
    '# 事实\\n门'
    """
    lines = []
    for block in blocks:
        text = write_plain([block])
        is_head = isinstance(block, Heading)
        lines += [
            f"{HEAD} {line}" if is_head else line.strip().lstrip(HEAD).strip()
            for line in text.splitlines()
        ]
    return "\n".join(lines)


def find_names(text, names):
    """Return which of the names a text holds, blanks apart.

    >>> find_names("由张 三负责", ["张三", "李四", ""])
    ['张三']
    """
    written = re.sub(r"\s", "", text or "")
    return [name for name in names if name and re.sub(r"\s", "", name) in written]


def hide_names(text, names):
    """Write the first character of each name alone (张某某).

    >>> hide_names("张三和欧阳明、李四明说明", ["张三", "李四明", "欧阳明"])
    '张某和欧某某、李某某说明'
    >>> hide_names("张 三", ["张三"])
    '张某'
    """
    for name in sorted(filter(None, names), key=len, reverse=True):
        letters = re.sub(r"\s", "", name)
        pattern = r"\s*".join(map(re.escape, letters))
        hidden = letters[0] + "某" * min(2, len(letters) - 1)
        text = re.sub(pattern, hidden, text or "")
    return text
