"""Places of a text that may be the heading of a division, each with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.sources.source_text import Block, BlockKind
from briefing.sources.structure.numbers import DivisionNumber, number_at

ARTICLE = "article"
_WORDS: dict[str, tuple[str, ...]] = {
    ARTICLE: (
        "Article", "Art.", "Artikel", "Artículo", "Artigo", "Articolo", "Articolul", "Artykuł", "Článek",
        "Статья", "Ст.", "Стаття", "Артыкул", "Член", "ماده", "مادهٔ", "مادّه", "المادة", "مادة", "סעיף", "Madde",
    ),
    "chapter": ("Chapter", "Kapitel", "Chapitre", "Capítulo", "Глава", "Розділ", "فصل", "الفصل", "Rozdział"),
    "part": ("Part", "Teil", "Partie", "Parte", "Часть", "Частина", "بخش", "الباب", "القسم"),
    "title": ("Title", "Titre", "Título", "Раздел"),
    "annex": ("Annex", "Annexe", "Anlage", "Anhang", "Anexo", "Приложение", "Додаток", "پیوست", "الملحق", "Appendix"),
}  # fmt: skip
_KIND_OF = {word.casefold(): kind for kind, words in _WORDS.items() for word in words}
_WORD = re.compile(
    r"(?<![\w(])(" + "|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True)) + r")(?:\s*(?:№|No\.?|nº))?[ \t\u00a0]{0,3}\n?[ \t]{0,3}",
    re.IGNORECASE,
)  # fmt: skip
_CHINESE = re.compile(r"第\s?([〇零一二两三四五六七八九十百]+|\d{1,3})\s?(条|章|編|编|節|节|部分)")
_CHINESE_KINDS = {"条": ARTICLE, "章": "chapter", "編": "part", "编": "part", "部分": "part"}
_LEADER = re.compile(r"\.{3,}|…{2,}|(?:\. ){3,}|(?:·\s?){3,}|\t")
_REFERRING = re.compile(
    r"\s*(?:\(|,|;|and\b|or\b|of\b|to\b|and/or\b|shall\b|is\b|are\b|was\b|above\b|below\b|hereof\b|thereof\b|paragraph\b"
    r"|bis\s+of\b|настоящ|и\b|или\b|договора\b|указан|یا\b|و\b|این\b|von\b|der\b|des\b|und\b|oder\b|du\b|de\b|et\b|ou\b|del\b|y\b|من\b|أو\b|的|所|规定)"
)
_SENTENCE_END = frozenset('.:;!?)»”"。；：؛؟۔')


@dataclass(frozen=True, slots=True)
class Heading:
    """A possible heading. `weight` is higher, the more it looks like one; in contents it has no weight."""

    start: int
    end: int
    kind: str
    number: DivisionNumber
    weight: int
    in_contents: bool


def headings_in(text: str, blocks: Iterable[Block] = ()) -> list[Heading]:
    """Return the places where a word such as "Article" and a number may be a heading, in order."""
    contents = [(b.start, b.end) for b in blocks if b.kind is BlockKind.CONTENTS]
    skipped = [(b.start, b.end) for b in blocks if b.kind in {BlockKind.RUNNING, BlockKind.NOTE}]
    found = sorted(_words(text), key=lambda each: each[0])
    return [
        Heading(
            start, end, kind, number, weight,
            _is_within(start, contents) or _is_contents_line(text, start, end),
        )
        for start, end, kind, number in found
        if not _is_within(start, skipped) and (weight := _weight(text, start, end))
    ]  # fmt: skip


def _words(text: str) -> Iterator[tuple[int, int, str, DivisionNumber]]:
    for match in _WORD.finditer(text):
        number = number_at(text, match.end())
        if number is not None:
            yield match.start(), match.end() + number.length, _KIND_OF[match[1].casefold()], number
    for match in _CHINESE.finditer(text):
        number = number_at(text, match.start(1))
        if number is not None and match[2] in _CHINESE_KINDS:
            yield match.start(), match.end(), _CHINESE_KINDS[match[2]], number


def _weight(text: str, start: int, end: int) -> int:
    """Return 0 for a reference, 1 for a place within a paragraph, up to 4 for a line of its own."""
    before = text[max(0, start - 200) : start]
    line_before = before.rpartition("\n")[2].strip(" \t\u00a0*#_|")
    after = text[end : end + 160]
    rest = after.partition("\n")[0]
    if line_before:
        return _weight_in_line(line_before, text[start:end], after)
    is_alone = not rest.strip(" \t.:–—-*_")
    if not is_alone and _REFERRING.match(rest):
        return 0
    previous = before.rstrip()
    is_parted = not previous or before.rstrip(" \t").endswith("\n\n") or previous[-1] in _SENTENCE_END
    if is_alone:
        return 4 if is_parted else 3
    if not is_parted and not _begins_a_title(rest):
        return 0
    return 3 if _begins_a_title(rest) else 2


def _weight_in_line(before: str, heading: str, after: str) -> int:
    """Weigh a heading inside a running paragraph: after the end of a sentence and before a new one."""
    if before[-1] not in _SENTENCE_END or _REFERRING.match(after):
        return 0
    follows = after.lstrip(" .:–—-\u00a0")
    is_marked = after[:1] in {".", ":", "–", "—"} or heading.isupper() or not follows[:1].islower()
    return 1 if is_marked and follows else 0


def _begins_a_title(rest: str) -> bool:
    first = rest.lstrip(" .:–—-\u00a0\t(")[:1]
    return bool(first) and not first.islower()


def _is_contents_line(text: str, start: int, end: int) -> bool:
    """Recognise a line of a table of contents by leaders, or by the number of a page at its end."""
    stop = text.find("\n", end)
    line = text[start : stop if stop >= 0 else len(text)]
    return bool(_LEADER.search(line)) or bool(re.search(r"[^\d\s.]\s{2,}\d{1,4}\s*$", line))


def _is_within(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
