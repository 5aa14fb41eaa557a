"""The support of each word of a wording, for the field, its legend and screen readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.app.i18n import tr
from briefing.app.widgets.text.text_marks import MarkStyle, TextMark
from briefing.review.alignment import Support, Trace, WordSupport

_LONGEST_BASIS = 60
"""A basis that is longer is the statement as a whole, which is shown anyway."""

STYLES: Mapping[Support, MarkStyle] = {
    Support.SAME: MarkStyle.LINE,
    Support.FORM: MarkStyle.DASHES,
    Support.SYNONYM: MarkStyle.DOTS,
    Support.BROADER: MarkStyle.DASHES_AND_DOTS,
    Support.THESAURUS: MarkStyle.DASHES_AND_TWO_DOTS,
    Support.NAME: MarkStyle.LINES_ABOVE_AND_BELOW,
    Support.FIGURE: MarkStyle.LINE_ABOVE,
    Support.FRAME: MarkStyle.NONE,
    Support.NONE: MarkStyle.WAVE,
}
NAMES: Mapping[Support, str] = {
    Support.SAME: "same",
    Support.FORM: "form",
    Support.SYNONYM: "synonym",
    Support.BROADER: "broader",
    Support.THESAURUS: "thesaurus",
    Support.NAME: "name",
    Support.FIGURE: "figure",
    Support.FRAME: "frame",
    Support.NONE: "not in the fact",
}
_MEANINGS: Mapping[Support, str] = {
    Support.SAME: "“{word}” is a word of the fact.",
    Support.FORM: "“{word}” is a form of “{basis}”.",
    Support.SYNONYM: "“{word}” means the same as “{basis}”.",
    Support.BROADER: "“{word}” is a wider word than “{basis}”, and says less.",
    Support.THESAURUS: "“{word}” is accepted for “{basis}” in the thesaurus.",
    Support.NAME: "“{word}” names what the fact names.",
    Support.FIGURE: "“{word}” is a figure of the fact.",
    Support.FRAME: "“{word}” is a word of reporting, possibility or connection; the rules check it.",
    Support.NONE: "“{word}” is not in the fact.",
}


@dataclass(frozen=True, slots=True)
class SupportGroup:
    """The words of one kind of support, as the legend shows them."""

    kind: Support
    name: str
    style: MarkStyle
    words: str

    @property
    def is_supported(self) -> bool:
        return self.kind is not Support.NONE


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
    for kind in (Support.NONE, *(each for each in Support if each is not Support.NONE)):
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
    is_same = word.kind in {Support.SAME, Support.FRAME} or shown.casefold() in word.basis.casefold()
    if is_same or not word.basis or len(word.basis) > _LONGEST_BASIS:
        return shown
    return tr("{word} ({basis})", word=shown, basis=word.basis)
