"""Damaged and random documents: mutations of valid ones, and random pieces of each format."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.unit.sources.readers.documents import docx, pdf, valid_documents, zipped

_PIECES = {
    "pdf": [
        "obj", "endobj", "<<", ">>", "/Kids", "[", "]", "1 0 R", "stream", "endstream",
        "/Type /Page", "(", ")", "BT", "ET", "Tj", "99999999999", "-1", "/Count", "trailer",
        "xref", "startxref", "%%EOF", "\\777",
    ],
    "docx": [
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>x</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>",
        "</w:tr>", "<w:tc>", "</w:tc>", "<w:ins>", "</w:ins>", "<w:del/>",
        "<w:sdt><w:sdtContent/></w:sdt>", "&#0;", "&x;", "<w:numPr><w:numId w:val='7'/></w:numPr>",
        "<w:footnoteReference w:id='1'/>", "<w:txbxContent/>",
    ],
    "akoma-ntoso": [
        "<act>", "</act>", "<article eId='a'>", "</article>", "<num>1</num>", "<num/>",
        "<heading>", "<p>x</p>", "</heading>", "<quotedStructure>", "</quotedStructure>",
        "<authorialNote/>", "<meta/>", "&y;", "text",
    ],
    "html": [
        "<div>", "</div>", "<table>", "<td>", "</table>", "<p", ">", "<!--", "-->", "<script>",
        "</script>", "&#x0;", "<br>", "<body>", "</html>", "<svg>", "<template>", "<li>", "x",
        "<pre>", "\x00", "<meta charset=utf-7>",
    ],
    "markdown": [
        "# ", "**", "*", "_", "`", "```\n", "[a](", ")", "\n", "\n\n", "- ", "1. ", "| a |",
        "|--|", "> ", "---\n", "<b>", "\\", "![", "Article 1", "&amp;", "~~",
    ],
    "plain-text": [
        "Article 1", "\n", "\n\n", "\f", "Art. 5(2)", "....... 3", "ARTICLE IV", "ماده ۱", "第一条",
        "\x00", "\ufeff", "\u202e", "Статья 1", " ", "\t", "1. ", "ANNEX", "😀",
    ],
}  # fmt: skip


def damaged_documents(reader_id: str, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of files; of two, one is a mutation of a valid one. The same for each run."""
    chance = random.Random(f"{reader_id} {count}")  # noqa: S311 - test data
    name, valid = valid_documents()[reader_id]
    for number in range(count):
        yield name, _mutated(valid, chance) if number % 2 else _random(reader_id, chance)


def _mutated(raw: bytes, chance: random.Random) -> bytes:
    content = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        chance.choice(_MUTATIONS)(content, chance)
    return bytes(content)


def _flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 20)):
        if content:
            content[chance.randrange(len(content))] = chance.randrange(256)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content) + 1) :]


def _remove(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) + 1)
    del content[start : start + chance.randint(1, 60)]


def _repeat(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) + 1)
    part = content[start : start + chance.randint(1, 200)]
    content[start:start] = part * chance.randint(1, 5)


def _exaggerate(content: bytearray, chance: random.Random) -> None:
    digits = [place for place, byte in enumerate(content) if 48 <= byte <= 57]
    if digits:
        place = chance.choice(digits)
        content[place : place + 1] = chance.choice([b"999999999", b"-1", b"0", b"4294967296", b"\x00"])


_MUTATIONS: list[Callable[[bytearray, random.Random], None]] = [_flip, _cut, _remove, _repeat, _exaggerate]


def _random(reader_id: str, chance: random.Random) -> bytes:
    pieces = chance.choices(_PIECES[reader_id], k=chance.randint(1, 200))
    text = chance.choice([" ", ""]).join(pieces)
    if reader_id == "pdf":
        if chance.random() < 0.5:
            return pdf([[(72, 90, "x")]], drawn=text.encode("ascii", "replace").decode())
        return b"%PDF-1.7\n" + text.encode()
    if reader_id == "docx":
        if chance.random() < 0.2:
            return zipped({"word/document.xml": text})
        return docx(_closed(text) if chance.random() < 0.5 else text)
    if reader_id == "akoma-ntoso":
        return f"<akomaNtoso>{_closed(text) if chance.random() < 0.5 else text}</akomaNtoso>".encode()
    return text.encode(chance.choice(["utf-8", "utf-16", "utf-8"]))


def _closed(text: str) -> str:
    """Return XML that is well-formed more often than random pieces are."""
    from lxml import html

    try:
        root = html.fragment_fromstring(text.replace("\x00", ""), create_parent="div")
    except Exception:  # noqa: BLE001 - any text will do
        return text
    content: str = html.tostring(root, encoding="unicode", method="xml")
    return content.removeprefix("<div>").removesuffix("</div>")
