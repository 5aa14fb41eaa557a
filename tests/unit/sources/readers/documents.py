"""Small documents in each format that is read, made by hand so that every byte is known."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAGE_HEIGHT = 842

PlacedText = tuple[float, float, str]
"""Text with its place: points from the left edge, and of its base line from the upper edge."""


def pdf(pages: Sequence[Sequence[PlacedText]], *, size: int = 10, info: str = "", drawn: str = "") -> bytes:
    """Return a PDF with lines of text in Helvetica; `drawn` is a further operator of every page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>", b"", b""]
    objects[2] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = []
    for page in pages:
        content = "".join(
            f"BT /F1 {size} Tf {x} {PAGE_HEIGHT - y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in page
        )
        raw = (content + drawn).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(raw), raw))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (PAGE_HEIGHT, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects.append(f"<< {info} >>".encode("cp1252"))
    return _assembled(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: Iterable[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(places) + 1, len(places))
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def lines(
    texts: Iterable[str], *, left: float = 72, top: float = 90, leading: float = 14
) -> list[PlacedText]:
    """Return lines below each other; an empty text is the space between paragraphs."""
    return [(left, top + leading * row, text) for row, text in enumerate(texts) if text]


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word document with this XML as its body; `parts` are further members."""
    main = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": main, **(parts or {})})


def zipped(members: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Treaty heading"/><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def numbered(text: str, level: int = 0) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


AKN = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="pact"><meta>
<identification source="#x"><FRBRWork><FRBRalias value="Pact on Lakes" name="title"/></FRBRWork>
<FRBRExpression><FRBRdate date="2005-01-31" name="x"/><FRBRlanguage language="eng"/></FRBRExpression>
</identification></meta>
<preamble eId="preamble"><p>The Parties agree<authorialNote>
<p>Not in the text.</p></authorialNote>:</p></preamble>
<body><chapter eId="chp_I"><num>Chapter I</num><heading>General</heading>
<article eId="art_1"><num>Article 1</num><heading>Scope</heading>
<paragraph eId="art_1__para_1"><num>1.</num><content><p>It applies to lakes.</p></content></paragraph>
<paragraph eId="art_1__para_2"><num>2.</num>
<content><p>It does not apply to rivers.</p></content></paragraph>
</article>
<article wId="art_2w"><num>Article 2</num>
<content><p>The old pact is changed: <quotedStructure><article eId="q_1"><num>Article 9</num>
<content><p>Quoted words.</p></content></article></quotedStructure></p></content></article>
</chapter></body></act></akomaNtoso>"""

HTML = """<!DOCTYPE html><html lang="en-GB"><head><title>A statement</title>
<meta name="author" content="A. Author">
<meta property="article:published_time" content="2024-05-06T10:00:00Z">
<link rel="canonical" href="https://news.example/1"><style>p { color: red }</style></head><body>
<nav><ul><li>Home</li></ul></nav><h1>A  statement</h1><script>alert("never")</script>
<p>One <b>bold</b>
word &amp; more.<br>Next line.</p><table><tr><td>a</td><td>b</td></tr></table><pre>kept  as
is</pre><ul><li>first</li><li>second</li></ul><footer>At the end.</footer></body></html>"""

MARKDOWN = """---
title: A memorandum
date: 2024-02-03
---
# Memorandum of *Understanding*

- [Article 1](#one)
- [Article 2](#two)

## Article 1

The **Parties** agree to `cooperate`, as [the pact](https://x.example/a_(b)) says.
It has snake_case and 2 \\* 3.

## Article 2

1. First point
2. Second point

| Name | Value |
|------|-------|
| a    | 1     |
"""

PLAIN = "Article 1\nScope\nThis applies to lakes.\n\nArticle 2\nEnd\nIt ends.\n"


def valid_documents() -> dict[str, tuple[str, bytes]]:
    """Return a valid document for each reader, by the reader's id, with the name of its file."""
    first = lines(["Article 1", "This applies to lakes."])
    second = lines(["Article 2", "It ends."])
    return {
        "pdf": ("a.pdf", pdf([first, second], info="/Title (A pact)")),
        "docx": (
            "a.docx",
            docx(
                paragraph("The pact", "H1")
                + numbered("Scope")
                + paragraph("It applies.")
                + numbered("End"),
                {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING},
            ),
        ),
        "akoma-ntoso": ("a.xml", AKN.encode()),
        "html": ("a.html", HTML.encode()),
        "markdown": ("a.md", MARKDOWN.encode()),
        "plain-text": ("a.txt", PLAIN.encode()),
    }
