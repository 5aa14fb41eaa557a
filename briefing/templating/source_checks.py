"""Check the source of a template's pages and pictures: names, options, tokens, addresses."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefing.composition import phrases
from briefing.composition.template_traits import Derived
from briefing.errors import BriefingError
from briefing.render.templates import interface
from briefing.render.templates.functions import PHRASE
from briefing.render.templates.loader import BASE, Template
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.page_text import Named, PageText, read_page
from briefing.templating.finding import TemplateFinding, TemplateSeverity, error, warning
from briefing.text import characters

_READ_BY_THE_PROGRAM = frozenset(
    {
        *(
            "paper",
            "typeface",
            "colour",
            "large_print",
            "numbering",
            "notes",
            "back_page",
            "matrix",
            "waivers",
            "new_page",
        ),
        *("register", "obligations", *Derived),
    }
)
"""Options that take effect although no page names them."""
_IMG = re.compile(r"<img\b(?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*>", re.S)
_OUTSIDE = re.compile(
    r"<(?!a\b)\w+\b[^>]*?\s(?:src|href|xlink:href|data|srcset|poster)\s*=\s*[\"']?"
    r"((?:[a-z][a-z0-9+.-]*:)?//[^\"'\s>]+|(?:file|data):[^\"'\s>]+)",
    re.I,
)
_SVG_OUTSIDE = re.compile(
    r"(?:href\s*=\s*[\"'](?!#)|<!DOCTYPE|<!ENTITY|<script\b|url\(\s*[\"']?(?!#))", re.I
)


def source_findings(template: Template) -> Iterator[TemplateFinding]:
    """Yield the findings in the template's own pages and pictures."""
    pages = dict(_pages(template))
    texts: dict[str, PageText] = {}
    for name in pages:
        try:
            texts[name] = read_page(template, name)
        except BriefingError as refused:
            yield from (
                TemplateFinding("syntax", TemplateSeverity.ERROR, problem) for problem in refused.problems
            )
    defined = frozenset().union(*(text.defined for text in texts.values()))
    for name, text in texts.items():
        if _is_own(template, pages[name]):
            yield from _name_findings(template, pages[name], text, defined | _inherited_names(texts, name))
            yield from _markup_findings(pages[name])
    yield from _missing_pages(template, pages, texts)
    yield from _unused_options(template, _printable_pages(template, texts))
    for path in template.files():
        if path.suffix.lower() == ".svg" and _is_own(template, path):
            yield from _svg_findings(path)


def _inherited_names(texts: Mapping[str, PageText], name: str) -> frozenset[str]:
    """Return the names that a page's blocks get from the page itself and from those that it extends."""
    names: frozenset[str] = frozenset()
    seen: set[str] = set()
    while name in texts and name not in seen:
        seen.add(name)
        names |= texts[name].offered
        name = texts[name].parent
    return names


def _is_own(template: Template, path: Path) -> bool:
    return path.is_relative_to(template.folder)


def _pages(template: Template) -> Iterator[tuple[str, Path]]:
    """Yield the pages of the template and of its base, with the names that pages use for them."""
    for path in sorted(template.folder.rglob("*.jinja")):
        yield path.relative_to(template.folder).as_posix(), path
    if not template.base.is_relative_to(template.folder):
        for path in sorted(template.base.rglob("*.jinja")):
            yield f"{BASE}/{path.relative_to(template.base).as_posix()}", path


# Names


def _name_findings(
    template: Template, path: Path, text: PageText, defined: frozenset[str]
) -> Iterator[TemplateFinding]:
    known = {*interface.VALUES, *defined}
    unknown = text.undefined - known
    kinds: dict[str, object] = dict(interface.VALUES)
    for named in text.names:
        root, *rest = named.chain or ("",)
        if root in unknown:
            yield error(
                "unknown-name", f"There is no name '{root}'.", _nearest(root, known), path, named.line
            )
            continue
        if root == PHRASE:
            yield from _phrase_findings(path, rest, named.line)
        elif root == "options":
            yield from _option_findings(template, path, named)
        elif root == "tokens" and rest and rest[0] not in {"items", "keys", "values", "get"}:
            yield from _token_finding(template, path, rest[0], named.line)
        kind, missing = _resolve(kinds.get(root), rest)
        if missing:
            owner = ".".join(named.chain[: named.chain.index(missing, 1)])
            message = f"'{owner}' has no '{missing}'."
            yield error(
                "unknown-name",
                message,
                _nearest(missing, _fields(kinds.get(root), rest, missing)),
                path,
                named.line,
            )
        if named.binds:
            kinds[named.binds] = interface.element(kind) if named.of_elements else kind


def _resolve(kind: object, names: Iterable[str]) -> tuple[object, str]:
    """Return the type at the end of a chain, None if unknown, and the first name that is missing."""
    for name in names:
        fields = interface.attributes(kind)
        if not fields:
            return None, ""
        if name not in fields:
            return None, name
        kind = fields[name]
    return kind, ""


def _fields(kind: object, names: Iterable[str], missing: str) -> Iterable[str]:
    before = list(names)[: list(names).index(missing)]
    return interface.attributes(_resolve(kind, before)[0])


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"Did you mean '{close[0]}'?" if close else f"Known names: {', '.join(sorted(known)) or 'none'}."


def _option_findings(template: Template, path: Path, named: Named) -> Iterator[TemplateFinding]:
    names = {spec.name.replace("-", "_") for spec in template.spec.options}
    has_default = named.chain[1:2] == ("get",)
    for name in named.chain[2:3] if has_default else named.chain[1:2]:
        if name in names or name in {"items", "keys", "values"}:
            continue
        # Pages of the program's base use options.get for options that only some templates have.
        report = warning if has_default else error
        if not has_default or not path.is_relative_to(template.base):
            message = f"The template has no option '{name}'."
            yield report("unknown-option", message, _nearest(name, names), path, named.line)


def _phrase_findings(path: Path, ids: Iterable[str], line: int) -> Iterator[TemplateFinding]:
    known = phrases.english()
    for phrase_id in ids:
        if phrase_id not in known:
            message = f"There is no phrase '{phrase_id}'."
            yield error("unknown-phrase", message, _nearest(phrase_id, known), path, line)


def _token_finding(template: Template, path: Path, name: str, line: int) -> Iterator[TemplateFinding]:
    if name not in template.shared.colour:
        yield error(
            "unknown-token",
            f"There is no token '{name}'.",
            _nearest(name, template.shared.colour),
            path,
            line,
        )


def _printable_pages(template: Template, texts: Mapping[str, PageText]) -> list[PageText]:
    """Return the pages that may be printed: the template's, else the base's, and those that they use."""
    parts = ["page", "furniture", *template.spec.parts]
    waiting = [name for name in texts if not name.startswith(f"{BASE}/")]
    waiting += [f"{BASE}/{part}.html.jinja" for part in parts if f"{part}.html.jinja" not in texts]
    pages: dict[str, PageText] = {}
    while waiting:
        name = waiting.pop()
        if name in texts and name not in pages:
            pages[name] = texts[name]
            waiting.extend(texts[name].others)
    return list(pages.values())


def _unused_options(template: Template, texts: Iterable[PageText]) -> Iterator[TemplateFinding]:
    used = set(_READ_BY_THE_PROGRAM)
    for text in texts:
        for named in text.names:
            if named.chain[:1] == ("options",):
                used.update(named.chain[1:3])
    file = template.folder / "template.yaml"
    for spec in template.spec.options:
        if spec.name.replace("-", "_") not in used:
            message = f"The option '{spec.name}' is declared, but no page uses it."
            yield warning(
                "unused-option",
                message,
                "Use it, or remove it.",
                file,
                line_of(file, rf"\b{re.escape(spec.name)}\b"),
            )


def _missing_pages(
    template: Template, pages: Mapping[str, Path], texts: Mapping[str, PageText]
) -> Iterator[TemplateFinding]:
    for name, text in texts.items():
        for other in sorted(text.others):
            if template.file(other) is None and _is_own(template, pages[name]):
                line = line_of(pages[name], re.escape(other))
                yield error(
                    "missing-file",
                    f"There is no file '{other}'.",
                    "Add it, or correct the name.",
                    pages[name],
                    line,
                )
    if PartKind.SECTIONS in template.spec.parts and not any(
        template.file(f"{folder}sections.html.jinja") for folder in ("", f"{BASE}/")
    ):
        yield error(
            "missing-file", "There is no page for sections.", "Add sections.html.jinja.", template.folder
        )


# Markup and pictures


def _markup_findings(path: Path) -> Iterator[TemplateFinding]:
    text = path.read_text(encoding="utf-8", errors="replace")
    for match in _IMG.finditer(text):
        if not re.search(r"\balt\s*=", match[0]):
            remedy = 'Add an alt attribute; alt="" for a decorative image.'
            yield error(
                "missing-alt",
                "An image has no alternative text.",
                remedy,
                path,
                _line(text, match),
            )
    for match in _OUTSIDE.finditer(text):
        yield outside_finding(path, _line(text, match), match[1])
    yield from _character_findings(path, text)


def _character_findings(path: Path, text: str) -> Iterator[TemplateFinding]:
    """Find the first hidden character of each line, which would be printed or reorder the source."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if objection := characters.objection_to(line.removesuffix("\r")):
            yield error("hidden-character", objection, characters.REMEDY, path, number)


def outside_finding(path: Path, line: int, address: str) -> TemplateFinding:
    message = f"'{address[:80]}' is outside the template."
    return error(
        "outside", message, "Put the file into the template's folder and refer to it there.", path, line
    )


def _svg_findings(path: Path) -> Iterator[TemplateFinding]:
    text = path.read_text(encoding="utf-8", errors="replace")
    for match in _SVG_OUTSIDE.finditer(text):
        rest = text[match.start() : match.start() + 60].split("\n")[0]
        message = f"The SVG refers to something outside itself: {rest}"
        yield error(
            "outside",
            message,
            "Remove the reference; references within the SVG are allowed.",
            path,
            _line(text, match),
        )
    yield from _character_findings(path, text)


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def line_of(path: Path, pattern: str) -> int | None:
    """Return the number of the first line of a file that matches a pattern; None where none does."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return next((number for number, line in enumerate(lines, 1) if re.search(pattern, line)), None)
