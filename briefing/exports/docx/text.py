"""The text of a Word paragraph: runs, links, bookmarks, fields, footnotes. python-docx has few of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from briefing.composition.blocks.text import as_words, lines, listed, note, source_name
from briefing.composition.views.blocks import Cite, LineBreak, Mark, Text, TextRun
from briefing.exports.blocks.document import BlockDocument
from briefing.exports.docx import styles
from briefing.exports.docx.footnotes_part import Footnotes
from briefing.typography.scripts import directional_runs, language_of, scripts_in, text_direction

# Characters, because LibreOffice does not read w:dir.
_EMBED = "\u202b"
_END_OF_EMBEDDING = "\u202c\u200e"
"""With a mark that keeps a number or a sign that follows out of the embedded text."""


class WordText:
    """Fills paragraphs; each anchor is bookmarked once, where it is first met."""

    def __init__(self, word: WordDocument, laid_out: BlockDocument) -> None:
        self._part = word.part
        self._sources = {source.number: source for source in laid_out.sources}
        self._footnotes = Footnotes(word)
        self._noted: set[int] = set()
        self._bookmarks = {
            anchor: f"row{number}" for number, anchor in enumerate(sorted(laid_out.anchors), 1)
        }
        self._bookmarked: set[str] = set()

    def fill(self, paragraph: Any, text: Text, direction: str = "ltr", anchor: str = "") -> None:
        """Put a text into a `w:p`."""
        if direction == "rtl":
            _turn(paragraph)
        if anchor in self._bookmarks and anchor not in self._bookmarked:
            self._bookmarked.add(anchor)
            paragraph.extend(_bookmark(len(self._bookmarked), self._bookmarks[anchor]))
        self._append(paragraph, text)

    def _append(self, paragraph: Any, text: Text) -> None:
        for run in text:
            if isinstance(run, TextRun) and "\n" in run.text:
                self._append(paragraph, lines(run))
            elif isinstance(run, TextRun):
                paragraph.extend(self._runs_or_link(run, _direction_of(paragraph)))
            elif isinstance(run, LineBreak):
                paragraph.append(_line_break())
            elif isinstance(run, Cite) and run.in_table:
                self._append(paragraph, listed(run.refs))
            elif isinstance(run, Cite):
                self._footnote(paragraph, run)

    def finish(self) -> None:
        """Put the footnotes into the document."""
        self._footnotes.attach()

    def _footnote(self, paragraph: Any, cite: Cite) -> None:
        text = self._footnotes.add(paragraph)
        # A link to a web page would need relationships of the footnotes' own; the register has it.
        runs = [run for run in note(cite.refs, self._sources, self._noted) if isinstance(run, TextRun)]
        # The direction is that of the first source's name; its number and letter say nothing of it.
        named = (as_words(source_name(self._sources[ref.number])) for ref in cite.refs)
        if text_direction(next(named, "")) == "rtl":
            _turn(text)
        for run in (TextRun(" "), *runs):
            text.extend(self._runs_or_link(run, _direction_of(text)))

    def _runs_or_link(self, run: TextRun, around: str) -> list[Any]:
        if run.address:
            link = OxmlElement("w:hyperlink")
            known = self._part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), known)
        elif run.to in self._bookmarks:
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), self._bookmarks[run.to])
        else:
            return text_runs(run.text, around, styles.CHARACTERS.get(run.mark))
        marked = "link" if run.mark in {Mark.PLAIN, Mark.REMARK} else run.mark
        link.extend(text_runs(run.text, around, styles.CHARACTERS.get(marked)))
        return [link]


def _turn(paragraph: Any) -> None:
    """Set a `w:p` from right to left."""
    paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *styles.AFTER_DIRECTION)


def _direction_of(paragraph: Any) -> str:
    return "rtl" if paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None else "ltr"


def text_runs(text: str, around: str, style: styles.WordStyle | None = None) -> list[Any]:
    """Return a run for each stretch of one direction, by which Word chooses its font and order.

    `around` is the direction of the paragraph. A text from right to left in one from left to right is
    embedded as a whole, so that its own names and numbers do not change its order.
    """
    words = text.strip()
    parts = list(directional_runs(words))
    ends_with_sign = not words[-1:].isalpha()
    if around == "rtl" or text_direction(words) == "ltr" or (len(parts) == 1 and not ends_with_sign):
        return [_run(part, style, direction) for part, direction in directional_runs(text)]
    before, _, after = text.partition(words)
    embedded = [_run(part, style, direction) for part, direction in parts]
    return [_run(before + _EMBED, style, "ltr"), *embedded, _run(_END_OF_EMBEDDING + after, style, "ltr")]


def _run(text: str, style: styles.WordStyle | None, direction: str) -> Any:
    run, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
    if style:
        named = OxmlElement("w:rStyle")
        named.set(qn("w:val"), style.id)
        properties.append(named)
    properties.extend(_script(text, direction))
    if len(properties):
        run.append(properties)
    run.extend(_pieces(text))
    return run


def _script(text: str, direction: str) -> Iterator[Any]:
    """Yield what Word needs to choose the font and language of a run, in the order of its schema."""
    found = set() if text.isascii() else scripts_in(text)
    east_asian = next((styles.EAST_ASIAN[each] for each in styles.EAST_ASIAN if each in found), None)
    if east_asian:
        fonts = OxmlElement("w:rFonts")
        fonts.set(qn("w:eastAsia"), east_asian[0])
        yield fonts
    if direction == "rtl":
        yield OxmlElement("w:rtl")
    if found & {"Thai", "Deva"}:
        yield OxmlElement("w:cs")
    languages = {"w:eastAsia": east_asian[1]} if east_asian else {}
    if direction == "rtl":
        languages["w:bidi"] = language_of(text, styles.COMPLEX_LANGUAGE)
    if languages and languages != {"w:bidi": styles.COMPLEX_LANGUAGE}:
        language = OxmlElement("w:lang")
        for name, tag in languages.items():
            language.set(qn(name), tag)
        yield language


def _line_break() -> Any:
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:br"))
    return run


def _pieces(text: str) -> Iterator[Any]:
    """Return the text of a run; line breaks and tabs are elements of their own."""
    for number, line in enumerate(text.splitlines() or [""]):
        if number:
            yield OxmlElement("w:br")
        piece = OxmlElement("w:t")
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        piece.text = line
        yield piece


def _bookmark(number: int, name: str) -> Iterable[Any]:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    return start, end


def field(instruction: str, shown: str) -> Any:
    """Return a field that is brought up to date whenever the document is laid out."""
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'
    )


def field_start(instruction: str) -> tuple[Any, Any, Any]:
    """Return the beginning of a field whose result may be many paragraphs, up to its `field_end`."""
    instruction_run = OxmlElement("w:r")
    code = OxmlElement("w:instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = f" {instruction} "
    instruction_run.append(code)
    return _field_mark("begin"), instruction_run, _field_mark("separate")


def field_end() -> Any:
    return _field_mark("end")


def _field_mark(kind: str) -> Any:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run
