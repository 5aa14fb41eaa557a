"""The pages of the help: the user's guide, the reference, and the codes of the scheme in use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefing import paths
from briefing.app.i18n import tr
from briefing.app.presentation.grade_text import code_in_words
from briefing.composition.formatting import STANDINGS
from briefing.grading import MarkingSet, Scale, ScaleTerm, Scheme
from briefing.model.terms import Standing

CODES_PAGE = "codes"
START_PAGE = "window"
_USER_PAGES = (
    "window",
    "review",
    "figures",
    "templates",
    "contact-sheets",
    "typography",
    "signing-off",
    "pdf",
    "formats",
    "your-own-treaty",
    "your-own-library",
    "sources",
    "capturing",
    "sharing",
    "command-line",
)
_REFERENCE_PAGES = (
    "library-files",
    "reliability",
    "contrast-sets",
    "library-content",
    "import-formats",
    "project-file",
    "template-interface",
)
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *$", re.MULTILINE)
_STANDING_MEANINGS = {
    Standing.IN_FORCE: "is a provision of a text in force",
    Standing.SIGNED: "is a provision of a text signed and not yet in force",
    Standing.ESTABLISHED: "happened or is so, undisputed",
    Standing.ASSERTED: "is so, as the named actor states",
    Standing.REPORTED: "is so, as third parties report",
    Standing.ALLEGED: "is so, against a denial",
    Standing.DENIED: "is not so, as the named actor states",
    Standing.PLANNED: "is decided for the future",
    Standing.NEGOTIATING: "is under discussion",
    Standing.CONSIDERED: "is an option that somebody considers",
    Standing.CONDITIONAL: "will be so if something else happens",
    Standing.POSSIBLE: "may be so; nobody is committed",
}


@dataclass(frozen=True, slots=True)
class PageHeading:
    """A heading of a page; `anchor` is its fragment in links."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page in Markdown; links and images are relative to `folder`."""

    id: str
    title: str
    markdown: str
    folder: Path

    def sections(self) -> Iterator[tuple[PageHeading, str]]:
        """Yield each heading with the text up to the next one."""
        marks = list(_HEADING.finditer(_without_code(self.markdown)))
        ends = [mark.start() for mark in marks[1:]] + [len(self.markdown)]
        for mark, end in zip(marks, ends, strict=True):
            text = plain(mark[2])
            yield PageHeading(len(mark[1]), text, anchor_of(text)), self.markdown[mark.end() : end]


def plain(markdown: str) -> str:
    """Return a heading without the marks of Markdown."""
    return re.sub(r"[*`]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown))


def anchor_of(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")


def _without_code(markdown: str) -> str:
    """Return the text with the lines of code blocks blanked, in which `#` begins no heading."""
    return re.sub(r"^```.*?^```", lambda match: re.sub(r"\S", " ", match[0]), markdown, flags=re.S | re.M)


def written_pages() -> list[GuidePage]:
    """Return the guide and the reference, as they are installed with the program."""
    pages = []
    for part, names in (("user", _USER_PAGES), ("reference", _REFERENCE_PAGES)):
        folder = paths.guide() / part
        for name in names:
            markdown = (folder / f"{name}.md").read_text(encoding="utf-8")
            heading = _HEADING.search(markdown)
            pages.append(GuidePage(name, plain(heading[2]) if heading else name, markdown, folder))
    return pages


def codes_page(
    scheme: Scheme | None, schemes: Mapping[str, Scheme], markings: Iterable[MarkingSet]
) -> GuidePage:
    """Return a page that explains the terms of a scheme, and every code and sign of the window."""
    title = tr("Grades and codes")
    parts = [f"# {title}"]
    parts += _scheme_parts(scheme) if scheme else []
    parts += _admiralty_parts(schemes.get("admiralty"))
    parts += _signs()
    parts += _table(
        tr("Standing of a fact"),
        (tr("Standing"), tr("According to the source, it…")),
        [(tr(STANDINGS[standing]), tr(meaning)) for standing, meaning in _STANDING_MEANINGS.items()],
    )
    for marking_set in markings:
        parts += _table(
            marking_set.name,
            (tr("Marking"), tr("Who may read")),
            [(marking.label, tr(marking.audience)) for marking in marking_set.markings],
        )
    return GuidePage(CODES_PAGE, title, "\n\n".join(parts), paths.guide() / "user")


def _scheme_parts(scheme: Scheme) -> Iterator[str]:
    yield tr(
        "The briefing is graded with **{scheme}** ({reference}).",
        scheme=scheme.name,
        reference=scheme.reference,
    )
    for scale in scheme.scales:
        yield from _scale_parts(scale)


def _scale_parts(scale: Scale) -> Iterator[str]:
    rows = [(_term_text(term), _range_text(term), tr(term.definition)) for term in scale.terms]
    columns = (tr("Term"), tr("Range"), tr("Meaning"))
    used = [number for number in range(3) if number == 0 or any(row[number] for row in rows)]
    heading, *table = _table(
        tr(scale.name), tuple(columns[n] for n in used), [tuple(row[n] for n in used) for row in rows]
    )
    yield heading
    if scale.explanation:
        yield tr(scale.explanation)
    yield from table


def _term_text(term: ScaleTerm) -> str:
    words = " / ".join(tr(word) for word in term.words)
    level = tr("{level} marks filled", level=term.level) if term.level else ""
    return f"{words} ({term.short})" if term.short else (f"{words} – {level}" if level else words)


def _range_text(term: ScaleTerm) -> str:
    if term.low is None or term.high is None:
        return ""
    return f"{term.low:g}–{term.high:g} %"


def _admiralty_parts(scheme: Scheme | None) -> Iterator[str]:
    yield f"## {tr('The code of a fact')}"
    yield tr(
        "The letter grades the source, the figure the information: **C2** means “{meaning}”. The most "
        "reliable source that is cited decides the letter.",
        meaning=code_in_words("C2"),
    )
    for scale in scheme.scales if scheme else ():
        yield from _table(
            tr(scale.name),
            (tr("Code"), tr("Meaning"), tr("Used for")),
            [(term.id.upper(), tr(term.term), tr(term.definition)) for term in scale.terms],
        )


def _signs() -> Iterator[str]:
    yield from _table(
        tr("Signs"),
        (tr("Sign"), tr("Meaning")),
        [
            (
                tr("Two arrows on a red plate"),
                tr("Another fact contradicts this one; hover over it to see which."),
            ),
            (
                tr("Filled and empty marks"),
                tr("Level of confidence: more filled marks are a higher confidence."),
            ),
            (tr("Tick in the library"), tr("The briefing uses the fact; click the tick to go to the row.")),
            (tr("Two capital letters, such as RU"), tr("A country by its ISO 3166 code.")),
            ("J1", tr("The number of a judgement; facts are numbered 1, 2, 3.")),
        ],
    )


def _table(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    line = partial(str.join, " | ")
    yield f"## {title}"
    lines = [line(head), line(["---"] * len(head)), *(line([_cell(cell) for cell in row]) for row in rows)]
    yield "\n".join(f"| {each} |" for each in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
