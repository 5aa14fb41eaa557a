"""Footnotes for Word documents, which python-docx does not write: the part and what refers to it."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

TEXT_STYLE = "Footnote Text"
REFERENCE_STYLE = "Footnote Reference"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
_AFTER_FOOTNOTES = (
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "mathPr",
    "themeFontLang",
    "clrSchemeMapping",
)
"""Elements that the schema wants after the settings of footnotes, if the default document has them."""


class Footnotes:
    """Collects footnotes while a document is written, and is put into it at the end."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for number, kind in _SEPARATORS:
            self._root.append(_separator(number, kind))
        self._count = 0

    def add(self, paragraph: Any) -> Any:
        """Add a footnote with its mark at the end of a `w:p`, and return the `w:p` for its text."""
        self._count += 1
        mark = _run(REFERENCE_STYLE)
        mark.append(_element("w:footnoteReference", id=self._count))
        paragraph.append(mark)
        text, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
        properties.append(_element("w:pStyle", val=_style_id(TEXT_STYLE)))
        own_mark = _run(REFERENCE_STYLE)
        own_mark.append(OxmlElement("w:footnoteRef"))
        text.extend([properties, own_mark])
        note = _element("w:footnote", id=self._count)
        note.append(text)
        self._root.append(note)
        return text

    def attach(self) -> None:
        """Add the part to the package, and name the separators in the settings."""
        from lxml import etree

        content = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        named = OxmlElement("w:footnotePr")
        named.extend([_element("w:footnote", id=number) for number, _ in _SEPARATORS])
        settings = self._document.settings.element
        following = next((element for element in settings if element.tag in _TAGS_AFTER), None)
        if following is None:
            settings.append(named)
        else:
            following.addprevious(named)


_TAGS_AFTER = frozenset(qn(f"{'m' if name == 'mathPr' else 'w'}:{name}") for name in _AFTER_FOOTNOTES)


def _separator(number: int, kind: str) -> Any:
    note = _element("w:footnote", type=kind, id=number)
    paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
    run.append(OxmlElement(f"w:{kind}"))
    paragraph.append(run)
    note.append(paragraph)
    return note


def _run(style: str) -> Any:
    run, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
    properties.append(_element("w:rStyle", val=_style_id(style)))
    run.append(properties)
    return run


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _element(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
