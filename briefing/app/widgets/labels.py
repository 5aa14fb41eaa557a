"""Labels of dialogs and panes: captions, secondary text, running text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def muted(text: str, *, name: str = "muted") -> QLabel:
    """Return a wrapping label for secondary text."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def heading_label(text: str, *, wraps: bool = False) -> QLabel:
    """Return the label at the top of a dialog, a pane or a group."""
    label = QLabel(text)
    label.setObjectName("heading")
    label.setWordWrap(wraps)
    return label


def yielding(label: QLabel) -> QLabel:
    """Let a label shrink below its text, so that one long word does not widen the page."""
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
    return label


def caption(text: str, buddy: QWidget | None = None) -> QLabel:
    """Return the label above a control, which also names it for screen readers."""
    label = QLabel(text)
    label.setObjectName("caption")
    if buddy is not None:
        label.setBuddy(buddy)
        buddy.setAccessibleName(text)
    return label


def accept_focus(field: QWidget) -> None:
    """Let a group of controls pass the focus to its first, for the letter of its label.

    The group remains the buddy of the label: as a buddy, a check box would also be clicked.
    """
    if field.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return
    inner = field.findChildren(QWidget)
    first = next((each for each in inner if each.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
    if first is not None:
        pass_focus(field, first)


def pass_focus(group: QWidget, control: QWidget) -> None:
    """Let a group that is no stop of the Tab key pass the focus to one of its controls."""
    # Without this, the policy would be set for the previous control.
    group.setFocusProxy(None)  # type: ignore[arg-type]
    group.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    group.setFocusProxy(control)


def running_text(text: str, name: str = "muted") -> QLabel:
    """Return a label that fills the width of its form and wraps."""
    label = muted(text, name=name)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    label.setSizePolicy(policy)
    return label
