"""Labels of dialogs and panes: captions, secondary text, running text."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def muted(text: str, *, name: str = "muted") -> QLabel:
    """Text in the second rank, which wraps and can be chosen to copy."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def yielding(label: QLabel) -> QLabel:
    """A label that takes what width there is: one endless word does not push the page out of sight."""
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
    return label


def caption(text: str, buddy: QWidget | None = None) -> QLabel:
    """The name above a control."""
    label = QLabel(text)
    label.setObjectName("caption")
    if buddy is not None:
        label.setBuddy(buddy)
        buddy.setAccessibleName(text)
    return label


def running_text(text: str, name: str = "muted") -> QLabel:
    """Text that takes the width of its form and breaks into as many lines as that leaves."""
    label = muted(text, name=name)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    label.setSizePolicy(policy)
    return label
