"""Generated text in every script, and the text that readers extract from its PDF."""

from __future__ import annotations

import html
import io
import subprocess
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from hypothesis import strategies as st

from briefing.render.layout.typesetter import Typesetter
from briefing.render.pdf import writer

_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\ufffe"))
"""Signs of direction and joiners, which readers and this program add where directions meet."""
_STYLE = (
    "<style>@page { size: 2400px 300px; margin: 20px } p { margin: 0 } section { break-after: page }"
    " body { font: 14px/26px 'Source Sans 3', Amiri; margin: 0 }</style>"
)
BEFORE, AFTER = (
    "The treaty has nine articles and two annexes in all",
    "It was signed in the spring of that year",
)
FRAME = ("The treaty", "was signed in the spring.")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text in one script, and how it is set.

    `place` is ``page`` for a paragraph on a page of its own, ``paragraph`` for one between English ones,
    and ``phrase`` for words in an English sentence. `parts` say what is in it that some reader has
    trouble with.
    """

    script: str
    language: str
    text: str
    place: str
    parts: frozenset[str]

    @property
    def direction(self) -> str:
        return "rtl" if self.script in FROM_RIGHT else "ltr"

    @property
    def mostly_from_left(self) -> bool:
        kinds = [unicodedata.bidirectional(character) for character in self.text]
        return kinds.count("L") >= kinds.count("R") + kinds.count("AL")

    @property
    def page(self) -> str:
        """Return the page as HTML."""
        own = html.escape(self.text)
        if self.place == "phrase":
            return f'<p lang="en">{FRAME[0]} <bdi lang="{self.language}">{own}</bdi> {FRAME[1]}</p>'
        own = f'<p lang="{self.language}" dir="{self.direction}">{own}</p>'
        return own if self.place == "page" else f'<p lang="en">{BEFORE}</p>{own}<p lang="en">{AFTER}</p>'

    @property
    def expected(self) -> str:
        before, after = {"page": ("", ""), "paragraph": (BEFORE, AFTER), "phrase": FRAME}[self.place]
        return folded(f"{before} {self.text} {after}")


FROM_RIGHT = frozenset({"Persian", "Arabic", "Hebrew"})
MARKS, NUMBER, FOREIGN = "marks", "number", "foreign words"


def folded(text: str) -> str:
    """Return text as it is compared: composed, one space for white space, without signs of direction."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


# Readers


def _poppler(path: Path) -> list[str]:
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return run.stdout.decode().split("\f")


def _pdfium(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def _pypdf(path: Path) -> list[str]:
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]


READERS: dict[str, Callable[[Path], list[str]]] = {"poppler": _poppler, "PDFium": _pdfium, "pypdf": _pypdf}


def readable(sample: Sample, reader: str) -> bool:
    """Say whether a reader is able to return a sample in logical order, however it is drawn.

    poppler orders numbers and foreign words on a page by the direction of most of its letters. PDFium
    reverses the order of words from left to right in a line from right to left. pypdf keeps the order of
    drawing, and has no order of words in a line from left to right that suits PDFium and itself, if there
    are marks in them.
    """
    if sample.direction == "ltr":
        return True
    on_english_page = sample.place != "page" or sample.mostly_from_left
    return not {
        "poppler": on_english_page and bool(sample.parts & {NUMBER, FOREIGN}),
        "PDFium": FOREIGN in sample.parts,
        "pypdf": sample.place == "phrase" and MARKS in sample.parts,
    }[reader]


def set_pages(typesetter: Typesetter, samples: Iterable[Sample]) -> bytes:
    """Return a PDF with a page for each sample."""
    pages = "".join(f"<section>{sample.page}</section>" for sample in samples)
    page = f"<html lang=en><head><title>Samples</title>{_STYLE}</head><body>{pages}</body></html>"
    return writer.write(typesetter.lay_out(page).document, "2025-01-01")


def extracted(pdf: bytes, samples: Sequence[Sample], folder: Path) -> dict[str, list[str]]:
    """Return the text of each sample's page, by reader."""
    path = folder / "samples.pdf"
    path.write_bytes(pdf)
    return {
        reader: [folded(text) for text in read(path)][: len(samples)] for reader, read in READERS.items()
    }


# Generated text


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


def _words_of(
    sounds: st.SearchStrategy[str], joins: st.SearchStrategy[str] | None = None, most: int = 7
) -> st.SearchStrategy[str]:
    """Return words of letters, each with its marks, and of what joins two of them."""
    if joins is None:
        return st.lists(sounds, min_size=1, max_size=most).map("".join)
    return st.lists(st.tuples(sounds, joins), min_size=2, max_size=most).map(
        lambda pairs: "".join(f"{sound}{join}" for sound, join in pairs[:-1]) + pairs[-1][0]
    )


def _sometimes(marks: str, *, seldom: int = 3) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *[""] * len(marks) * seldom, *marks])


_PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئ"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإؤئآ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשתםןףץך"
_VOWELS = "\u064e\u064f\u0650\u0652\u064b\u064c\u064d"
_POINTS = "\u05b0\u05b4\u05b5\u05b6\u05b7\u05b8"
_LATIN = "abcdefghijklmnopqrstuvwxyzABCÉÖŞŽŁñçåœæßéü"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяЁДІЇЄҐўї"
_CONJUNCTS = ("\u094dय", "\u094dर", "\u094dव", "\u094dत", "\u094dष", "\u094d\u200dष", "\u094d\u200cय")
_DEVANAGARI = "कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह"

_PLAIN = {
    "Latin": ("en", _words_of(st.sampled_from([*_LATIN, "ffi", "fl", "fi", "e\u0301", "s\u0323\u0307"]))),
    "Cyrillic": ("ru", _words_of(st.sampled_from([*_CYRILLIC, "и\u0306", "а\u0301"]))),
    "Greek": ("el", _words_of(st.sampled_from("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώΐΑΘΣΩ"))),
    "Devanagari": (
        "hi",
        _words_of(
            _joined(
                st.sampled_from(_DEVANAGARI),
                st.sampled_from(["", "", "", *_CONJUNCTS]),
                _sometimes("ािीुूृेैोौ", seldom=1),
                _sometimes("\u0902"),
            ),
            most=5,
        ),
    ),
    "Thai": (
        "th",
        _words_of(
            _joined(
                _sometimes("เแโไ"),
                st.sampled_from("กขคงจชซญดตถทนบปผพฟมยรลวสหอ"),
                _sometimes("ะาิีึืุู", seldom=1),
                _sometimes("\u0e48\u0e49"),
            ),
            most=5,
        ),
    ),
    "Georgian": ("ka", _words_of(st.sampled_from("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"))),
    "Armenian": ("hy", _words_of(st.sampled_from("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև"))),
    "Chinese, simplified": ("zh-Hans", _words_of(st.sampled_from("条约第三关于合作协定国际法律双方"))),
    "Chinese, traditional": ("zh-Hant", _words_of(st.sampled_from("條約第三關於國際雙方應當軍經濟協議"))),
    "Japanese": ("ja", _words_of(st.sampled_from("条約についてガスパイプライン「」協力する、第条ー"))),
    "Korean": ("ko", _words_of(st.sampled_from("조약에관하여협정제국가안보한글경제협력"))),
}  # fmt: skip
_FROM_RIGHT_PLAIN = {
    "Persian": ("fa", _words_of(st.sampled_from(_PERSIAN))),
    "Arabic": ("ar", _words_of(st.sampled_from([*_ARABIC, "لا", "لأ"]))),
    "Hebrew": ("he", _words_of(st.sampled_from(_HEBREW))),
}
_FROM_RIGHT_MARKED = {
    "Persian": _words_of(st.sampled_from([*_PERSIAN, "ه\u0654", "م\u0651"]), _sometimes("\u200c")),
    "Arabic": _words_of(
        _joined(st.sampled_from([*_ARABIC, "لا"]), _sometimes("\u0651"), _sometimes(_VOWELS, seldom=1))
    ),
    "Hebrew": _words_of(
        _joined(st.sampled_from(_HEBREW), _sometimes("\u05bc"), _sometimes(_POINTS, seldom=1))
        | st.just("ש\u05c1")
    ),
}  # fmt: skip
_NUMBERS = {"Persian": ("۱۲", "۲۰۲۵", "55"), "Arabic": ("٤", "٢٠٢٥", "12"), "Hebrew": ("12", "2025")}
_SPACED = {"Chinese, simplified": "", "Chinese, traditional": "", "Japanese": ""}
SCRIPTS = (*_PLAIN, *_FROM_RIGHT_PLAIN)


@st.composite
def samples(draw: st.DrawFn, scripts: Sequence[str] = SCRIPTS) -> Sample:
    """Return words or a sentence in one of the scripts."""
    script = draw(st.sampled_from(scripts))
    place = draw(st.sampled_from(["page", "paragraph", "phrase"]))
    if script in _PLAIN:
        language, word = _PLAIN[script]
        ends = st.sampled_from(["", "", "", ",", "."])
        words = draw(st.lists(_joined(word, ends), min_size=1, max_size=6))
        return Sample(script, language, _SPACED.get(script, " ").join(words), place, frozenset())
    language, plain = _FROM_RIGHT_PLAIN[script]
    kinds = {
        "": plain,
        MARKS: _FROM_RIGHT_MARKED[script],
        NUMBER: st.sampled_from(_NUMBERS[script]),
        FOREIGN: st.sampled_from(["Iran", "OPEC", "Договор"]),
    }
    chosen = draw(
        st.lists(st.sampled_from(["", "", "", MARKS, MARKS, NUMBER, FOREIGN]), min_size=0, max_size=5)
    )
    # A word from right to left at each end, so that the direction of the text is certain.
    chosen = ["", *chosen, *([""] if chosen else [])]
    words = [draw(kinds[kind]) for kind in chosen]
    return Sample(script, language, " ".join(words), place, frozenset(chosen) - {""})
