"""The support of each word of a wording, for the field, its legend and screen readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.app.i18n import tr
from briefing.app.widgets.text.text_marks import MarkStyle, TextMark
from briefing.review.alignment import SupportKind, Trace, WordSupport

_LONGEST_BASIS = 60
"""A basis that is longer is the statement as a whole, which is shown anyway."""

STYLES: Mapping[SupportKind, MarkStyle] = {
    SupportKind.SAME: MarkStyle.LINE,
    SupportKind.FORM: MarkStyle.DASHES,
    SupportKind.SYNONYM: MarkStyle.DOTS,
    SupportKind.BROADER: MarkStyle.DASHES_AND_DOTS,
    SupportKind.THESAURUS: MarkStyle.DASHES_AND_TWO_DOTS,
    SupportKind.NAME: MarkStyle.LINES_ABOVE_AND_BELOW,
    SupportKind.FIGURE: MarkStyle.LINE_ABOVE,
    SupportKind.FRAME: MarkStyle.NONE,
    SupportKind.NONE: MarkStyle.WAVE,
}
NAMES: Mapping[SupportKind, str] = {
    SupportKind.SAME: "same",
    SupportKind.FORM: "form",
    SupportKind.SYNONYM: "synonym",
    SupportKind.BROADER: "broader",
    SupportKind.THESAURUS: "thesaurus",
    SupportKind.NAME: "name",
    SupportKind.FIGURE: "figure",
    SupportKind.FRAME: "frame",
    SupportKind.NONE: "not in the fact",
}
_MEANINGS: Mapping[SupportKind, str] = {
    SupportKind.SAME: "“{word}” is a word of the fact.",
    SupportKind.FORM: "“{word}” is a form of “{basis}”.",
    SupportKind.SYNONYM: "“{word}” means the same as “{basis}”.",
    SupportKind.BROADER: "“{word}” is a wider word than “{basis}”, and says less.",
    SupportKind.THESAURUS: "“{word}” is accepted for “{basis}” in the thesaurus.",
    SupportKind.NAME: "“{word}” names what the fact names.",
    SupportKind.FIGURE: "“{word}” is a figure of the fact.",
    SupportKind.FRAME: "“{word}” is a word of reporting, possibility or connection; the rules check it.",
    SupportKind.NONE: "“{word}” is not in the fact.",
}


@dataclass(frozen=True, slots=True)
class SupportGroup:
    """The words of one kind of support, as the legend shows them."""

    kind: SupportKind
    name: str
    style: MarkStyle
    words: str

    @property
    def is_supported(self) -> bool:
        return self.kind is not SupportKind.NONE


def support_marks(trace: Trace) -> list[TextMark]:
    """Return the underlining of each word, with a sentence for the pointer."""
    return [
        TextMark(word.start, word.end, meaning(word, trace.text), STYLES[word.kind])
        for word in trace.words
        if STYLES[word.kind] is not MarkStyle.NONE
    ]


def support_groups(trace: Trace) -> list[SupportGroup]:
    """Return the words by kind, those that are not in the fact first."""
    groups = []
    for kind in (SupportKind.NONE, *(each for each in SupportKind if each is not SupportKind.NONE)):
        words = [_in_legend(word, trace.text) for word in trace.words if word.kind is kind]
        if words:
            groups.append(
                SupportGroup(kind, tr(NAMES[kind]), STYLES[kind], ", ".join(dict.fromkeys(words)))
            )
    return groups


def support_in_words(trace: Trace) -> str:
    """Return the support of every word in one text for screen readers."""
    return " ".join(f"{group.name}: {group.words}." for group in support_groups(trace))


def meaning(word: WordSupport, text: str) -> str:
    """Return a sentence on the support of a word."""
    shown = text[word.start : word.end]
    sentence = tr(_MEANINGS[word.kind], word=shown, basis=word.basis)
    if word.replaces is not None:
        sentence += " " + tr("It may be in place of “{word}”.", word=word.replaces.text)
    return sentence


def _in_legend(word: WordSupport, text: str) -> str:
    shown = text[word.start : word.end]
    if word.replaces is not None:
        return tr("{word} (for “{other}”)", word=shown, other=word.replaces.text)
    is_same = (
        word.kind in {SupportKind.SAME, SupportKind.FRAME} or shown.casefold() in word.basis.casefold()
    )
    if is_same or not word.basis or len(word.basis) > _LONGEST_BASIS:
        return shown
    return tr("{word} ({basis})", word=shown, basis=word.basis)
