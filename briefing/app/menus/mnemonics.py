"""Give menu entries and buttons a letter each, unique in their menu or dialog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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

    A letter that a text has already stays. Preferred are first letters of words; where all letters of a
    text are taken, one is appended in brackets, as in menus of languages without an alphabet.
    """
    used = set(taken) | {letter_of(text) for text in texts}
    return [text if letter_of(text) or not text.strip() else _lettered(text, used) for text in texts]


def _lettered(text: str, used: set[str]) -> str:
    position = _free_position(text, used)
    if position is not None:
        used.add(text[position].lower())
        return f"{text[:position]}&{text[position:]}"
    letter = next((each for each in "abcdefghijklmnopqrstuvwxyz0123456789" if each not in used), "")
    used.add(letter)
    return f"{text} (&{letter.upper()})" if letter else text


def _free_position(text: str, used: set[str]) -> int | None:
    """Return the position of the best letter of a text that is not used."""
    starts = [match.start() for match in re.finditer(r"\b\w", text)]
    inside = [match.start() for match in re.finditer(r"\w", text)]
    return next((each for each in (*starts, *inside) if text[each].lower() not in used), None)


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
