"""Give menu entries and buttons a letter each, unique in their menu or dialog."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QRadioButton, QWidget

_LETTER = re.compile(r"(?<!&)(?:&&)*&([^&\s])")


def letter_of(text: str) -> str:
    """Return the letter that `&` marks in a text, in lower case; empty if there is none."""
    match = _LETTER.search(text)
    return match[1].lower() if match else ""


def without_letter(text: str) -> str:
    """Return the text as it is shown, without the mark of its letter."""
    return re.sub(r"&(.)", r"\1", text)


def with_letters(texts: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Return the texts, each with a letter that no other has and that is not among `taken`.

    A letter that a text has already stays. Preferred are first letters of words. Where all letters of a
    text are taken, another text gives way that has another letter; if there is none, a letter is appended
    in brackets, as in menus of languages without an alphabet.
    """
    used = set(taken) | {letter_of(text) for text in texts}
    waiting = [place for place, text in enumerate(texts) if text.strip() and not letter_of(text)]
    holders = dict[str, int]()
    for place in waiting:
        _find_letter(place, texts, used, holders, set())
    letters = {place: letter for letter, place in holders.items()}
    used |= holders.keys()
    lettered = list(texts)
    for place in waiting:
        text = texts[place]
        if place in letters:
            position = next(each for each in _positions(text) if text[each].lower() == letters[place])
            lettered[place] = f"{text[:position]}&{text[position:]}"
        else:
            lettered[place] = _bracketed(text, used)
    return lettered


def _find_letter(
    place: int, texts: Sequence[str], used: Collection[str], holders: dict[str, int], tried: set[str]
) -> bool:
    """Give a text the first of its letters that is free or that its holder can give up for another."""
    letters = [texts[place][each].lower() for each in _positions(texts[place])]
    free = next((each for each in letters if each not in used and each not in holders), None)
    if free is not None:
        holders[free] = place
        return True
    for letter in letters:
        if letter in holders and letter not in tried:
            tried.add(letter)
            if _find_letter(holders[letter], texts, used, holders, tried):
                holders[letter] = place
                return True
    return False


def _bracketed(text: str, used: set[str]) -> str:
    letter = next((each for each in "abcdefghijklmnopqrstuvwxyz0123456789" if each not in used), "")
    used.add(letter)
    return f"{text} (&{letter.upper()})" if letter else text


def _positions(text: str) -> list[int]:
    """Return the positions of the letters of a text, those that begin words first."""
    starts = [match.start() for match in re.finditer(r"\b\w", text)]
    inside = [match.start() for match in re.finditer(r"\w", text)]
    return [*starts, *inside]


def _free_position(text: str, used: Collection[str]) -> int | None:
    """Return the position of the best letter of a text that is not used."""
    return next((each for each in _positions(text) if text[each].lower() not in used), None)


def assign_letters(surface: QWidget) -> None:
    """Give every button of a dialog a letter; check boxes and labels one while their own letters last."""
    buttons = [each for each in surface.findChildren(QPushButton) if each.text()]
    for button, text in zip(buttons, with_letters([each.text() for each in buttons]), strict=True):
        _set_text(button, text)
    used = {letter_of(button.text()) for button in buttons}
    optional: list[QAbstractButton | QLabel] = [
        *surface.findChildren(QCheckBox),
        *surface.findChildren(QRadioButton),
        *(label for label in surface.findChildren(QLabel) if label.buddy() is not None),
    ]
    for each in optional:
        text = each.text()
        used.add(letter_of(text))
        position = None if letter_of(text) else _free_position(text, used)
        if position is not None:
            used.add(text[position].lower())
            _set_text(each, f"{text[:position]}&{text[position:]}")


def _set_text(widget: QAbstractButton | QLabel, text: str) -> None:
    """Set the text and keep the accessible name, which has no letter."""
    if text != widget.text():
        widget.setText(text)
