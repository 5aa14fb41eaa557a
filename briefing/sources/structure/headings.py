"""Places of a text that may be the heading of a division, each with what speaks for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.sources.source_text import Block, BlockKind
from briefing.sources.structure.numbers import DivisionNumber, letter_at, number_at

ARTICLE, ANNEX, PREAMBLE = "article", "annex", "preamble"
ATTACHED = (ANNEX, "appendix", "schedule", "protocol")
"""What follows the articles of a treaty, with a numbering of its own."""
_WORDS: dict[str, tuple[str, ...]] = {
    ARTICLE: (
        "Article", "Art.", "Artikel", "Artículo", "Artigo", "Articolo", "Articolul", "Artykuł", "Článek",
        "Статья", "Ст.", "Стаття", "Артыкул", "Член", "ماده", "مادهٔ", "مادّه", "المادة", "مادة", "סעיף",
        "Madde", "Maddə", "Modda", "მუხლი", "Հոդված", "Άρθρο", "Члан", "Član", "Straipsnis", "Artikla",
        "Artikkel", "Artikeln", "अनुच्छेद", "ข้อ",
    ),
    "chapter": ("Chapter", "Kapitel", "Chapitre", "Capítulo", "Глава", "Розділ", "فصل", "الفصل",
                "Rozdział"),
    "part": ("Part", "Teil", "Partie", "Parte", "Часть", "Частина", "بخش", "الباب", "القسم"),
    "title": ("Title", "Titre", "Título", "Раздел"),
    ANNEX: (
        "Annex", "Annexe", "Anlage", "Anhang", "Anexo", "Allegato", "Bijlage", "Bilaga", "Vedlegg", "Bilag",
        "Liite", "Załącznik", "Příloha", "Anexa", "Приложение", "Додаток", "Прилог", "پیوست", "ضمیمه",
        "ملحق", "الملحق", "Ek", "Παράρτημα", "נספח", "附件", "附属書", "부속서",
    ),
    "appendix": ("Appendix", "Apéndice", "Appendice", "Apêndice", "附录", "附錄", "التذييل"),
    "schedule": ("Schedule",),
    "protocol": (
        "Protocol", "Protocole", "Protokoll", "Protocolo", "Protocollo", "Protokół", "Protokol", "Протокол",
        "پروتکل", "البروتوكول", "بروتوكول", "议定书", "議定書",
    ),
    PREAMBLE: (
        "Preamble", "Préambule", "Präambel", "Preámbulo", "Preâmbulo", "Preambolo", "Preambule", "Preambuł",
        "Преамбула", "مقدمه", "دیباچه", "الديباجة", "ديباجة", "Önsöz", "序言", "前言", "前文",
    ),
}  # fmt: skip
_WITHOUT_ARTICLES = frozenset({*ATTACHED, PREAMBLE})
_KIND_OF = {word.casefold(): kind for kind, words in _WORDS.items() for word in words}
_ALTERNATIVES = "|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True))
_WORD = re.compile(
    rf"(?<![\w(])({_ALTERNATIVES})(?:\s*(?:№|No\.?|Nr\.?|nº|n°|رقم|شمارهٔ?))?"
    r"[ \t\u00a0]{0,3}\n?[ \t]{0,3}",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"[第제]\s?([〇零一二两三四五六七八九十百]+|\d{1,3})\s?(条|條|조|章|장|編|编|部分)")
_CHINESE_KINDS = {
    "条": ARTICLE,
    "條": ARTICLE,
    "조": ARTICLE,
    "장": "chapter",
    "章": "chapter",
    "編": "part",
    "编": "part",
    "部分": "part",
}
_LEADER = re.compile(r"\.{3,}|…{2,}|(?:\. ){3,}|(?:·\s?){3,}|\t")
_AFTER_REFERENCES = (
    "and", "or", "of", "to", "and/or", "shall", "is", "are", "was", "above", "below", "hereof", "thereof",
    "paragraph", r"bis\s+of", "и", "или", "договора", "یا", "و", "این", "von", "der", "des", "und", "oder",
    "du", "de", "et", "ou", "del", "y", "من", "أو",
)  # fmt: skip
"""Words that continue a sentence after a reference to an article."""
_REFERRING = re.compile(rf"\s*(?:\(|,|;|(?:{'|'.join(_AFTER_REFERENCES)})\b|настоящ|указан|的|所|规定)")
_LONGEST_ENTRY = 200
_NEAR = 60
_TITLE_AND_PARAGRAPH = re.compile(r"\s+[^\W\d_a-z][^.;:()]{1,110}?\s(?:1\.|\(1\))\s")
"""A title and the number of the first paragraph, as "Scope 1. This Agreement"."""
_PREPOSITION = re.compile(
    r"(?:\b(?:of|in|under|with|to|and|or|by|from|see|per|de|du|der|des|von|in|nach)|[,(])$", re.I
)
_ALONE = 4
"""The weight of a line of its own."""
_BETWEEN = frozenset({BlockKind.RUNNING, BlockKind.NOTE})
"""Blocks that come between the parts of a sentence."""
_TO_TREATY = re.compile(
    r"\s*(?:to|of|к|ко|до|zu|zum|zur|des|der|à|au|aux|al|a|del|della|به|إلى|لل\w+)\s", re.IGNORECASE
)
"""What comes between an annex and the treaty that it belongs to, as in "Annex 1 to the Agreement"."""
_LONGEST_LINE = 120
_MARKED = 2
"""The weight that the mark of a heading adds."""
_ORNAMENTS = " \t\u00a0*#_|-"
_SENTENCE_END = frozenset('.:;!?)»”"。；：؛؟۔')


@dataclass(frozen=True, slots=True)
class DivisionHeading:
    """A possible heading. `weight` is higher, the more it looks like one; in contents it has no weight."""

    start: int
    end: int
    kind: str
    number: DivisionNumber
    weight: int
    in_contents: bool


def headings_in(text: str, blocks: Iterable[Block] = ()) -> list[DivisionHeading]:
    """Return the places where a word such as "Article" and a number may be a heading, in order."""
    blocks = list(blocks)
    kinds = {block.start: block.kind for block in blocks}
    places = _Places(blocks)
    text = _without(text, [block for block in blocks if block.kind in _BETWEEN])
    headings = []
    for start, end, kind, number in sorted(_words(text), key=lambda each: each[0]):
        weight = _weight(text, start, end)
        if kind in _WITHOUT_ARTICLES:
            apart = _weight_of_attached(text, start, end, has_number=bool(number.text))
            weight = max(weight, apart) if weight != 1 else 0
        if not number.text and weight < _ALONE:
            continue
        if weight and kinds.get(start) is BlockKind.HEADING:
            weight += _MARKED
        if weight:
            is_entry = places.kind_at(start) is BlockKind.CONTENTS or _is_contents_line(text, start, end)
            headings.append(DivisionHeading(start, end, kind, number, weight, is_entry))
    return headings


def _without(text: str, blocks: Iterable[Block]) -> str:
    """Return a text of the same length with spaces in the place of some blocks."""
    parts, end = [], 0
    for block in sorted(blocks, key=lambda each: each.start):
        parts += [text[end : block.start], " " * (block.end - block.start)]
        end = block.end
    return "".join([*parts, text[end:]])


class _Places:
    """The blocks of a text by their places."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = sorted(blocks, key=lambda block: block.start)
        self._starts = [block.start for block in self._blocks]

    def kind_at(self, place: int) -> BlockKind | None:
        number = bisect_right(self._starts, place) - 1
        if number >= 0 and place < self._blocks[number].end:
            return self._blocks[number].kind
        return None


def _words(text: str) -> Iterator[tuple[int, int, str, DivisionNumber]]:
    for match in _WORD.finditer(text):
        kind = _KIND_OF[match[1].casefold()]
        number = number_at(text, match.end())
        letter = letter_at(text, match.end()) if kind in ATTACHED else None
        for each in (letter, number):  # C is the third letter, or a hundred
            if each is not None and kind != PREAMBLE:
                yield match.start(), match.end() + each.length, kind, each
        if number is None and letter is None and kind in _WITHOUT_ARTICLES:
            yield match.start(), match.end(1), kind, DivisionNumber(1, "", 0, "")
    for match in _CHINESE.finditer(text):
        number = number_at(text, match.start(1))
        if number is not None and match[2] in _CHINESE_KINDS:
            yield match.start(), match.end(), _CHINESE_KINDS[match[2]], number


def _weight(text: str, start: int, end: int) -> int:
    """Return 0 for a reference, 1 for a place within a paragraph, up to 6 for a line that is marked."""
    before = text[max(0, start - 200) : start]
    line_before = before.rpartition("\n")[2]
    after = text[end : end + 160]
    if line_before.strip(_ORNAMENTS):
        return _weight_in_line(line_before.strip(_ORNAMENTS), text[start:end], after)
    marked = _MARKED if line_before.lstrip().startswith("#") else 0
    previous = before[: len(before) - len(line_before)].rstrip()
    is_parted = not previous or "\n\n" in before[len(previous) :] or previous[-1] in _SENTENCE_END
    return marked + _weight_of_line(after, is_parted=is_parted or bool(marked))


def _weight_of_line(after: str, *, is_parted: bool) -> int:
    """Weigh a line that begins with a possible heading; `after` is the text from there."""
    rest, _, following = after.partition("\n")
    if not rest.strip(_ORNAMENTS + ".:–—"):
        # A sentence that goes on with a small letter in the next line refers to the article.
        goes_on = following[:1].islower() or bool(_REFERRING.match(following))
        return 1 if goes_on and not is_parted else _ALONE if is_parted else 2
    if _REFERRING.match(rest):
        return 0
    if _begins_a_title(rest):
        return 3 if is_parted else 2
    return 2 if is_parted else 0


def names_its_treaty(rest: str) -> bool:
    """Return whether the words after "Annex 1" say to which treaty it belongs."""
    return _TO_TREATY.match(f" {rest} ") is not None


def _weight_of_attached(text: str, start: int, end: int, *, has_number: bool) -> int:
    """Weigh the line of a preamble or an annex: one of its own, also with the treaty or a title in it."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[:line_start].rstrip()
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)].strip(_ORNAMENTS)
    following = text[stop + 1 :].lstrip(" \t") if stop >= 0 else ""
    is_parted = not before or "\n" in text[len(before) : line_start].replace("\n", "", 1)
    is_alone = not text[line_start:start].strip(_ORNAMENTS) and is_parted
    is_title = len(rest) <= _LONGEST_LINE and not rest.endswith((".", ";", ",", "、", "。", "؛", "،"))
    if not is_alone or not is_title:
        return 0
    is_followed = not following or following.startswith("\n") or not following[:1].islower()
    is_clear = has_number or text[start:end].isupper() or following[:1] in {"", "\n"}
    if rest.startswith("(") and rest.endswith(")"):
        return _ALONE
    if names_its_treaty(rest) or not _REFERRING.match(f" {rest}"):
        return _ALONE if is_followed and is_clear else 0
    return 0


def _weight_in_line(before: str, heading: str, after: str) -> int:
    """Weigh a heading inside a running paragraph: after the end of a sentence and before a new one."""
    if _REFERRING.match(after):
        return 0
    if before[-1] not in _SENTENCE_END:
        is_capital = heading.isupper() and any(sign.islower() for sign in before[-_NEAR:])
        is_numbered = _TITLE_AND_PARAGRAPH.match(after) and not _PREPOSITION.search(before)
        return 1 if is_capital or is_numbered else 0
    follows = after.lstrip(" .:–—-\u00a0")
    is_marked = after[:1] in {".", ":", "–", "—"} or heading.isupper() or not follows[:1].islower()
    return 1 if is_marked and follows else 0


def _begins_a_title(rest: str) -> bool:
    first = rest.lstrip(" .:–—-\u00a0\t(")[:1]
    return bool(first) and not first.islower()


def _is_contents_line(text: str, start: int, end: int) -> bool:
    """Recognise a line of a table of contents by leaders, or by the number of a page at its end."""
    stop = text.find("\n", end, end + _LONGEST_ENTRY)
    if stop < 0 and len(text) - end > _LONGEST_ENTRY:
        return False
    line = text[start : stop if stop >= 0 else len(text)]
    return bool(_LEADER.search(line)) or bool(re.search(r"[^\d\s.]\s{2,}\d{1,4}\s*$", line))
