"""What becomes of each term in use when a briefing goes to another grading scheme."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from briefing.app.i18n import counted, tr
from briefing.app.widgets.labels import running_text
from briefing.editing import SetScheme, terms_in_use
from briefing.grading import Proposal, Scheme, Subject, band_text, proposals
from briefing.model.briefing import Briefing

_UNDECIDED, _LET_GO = "?", ""
"""Data of the two entries that are no term; no term has such an id."""


class SchemeMapping(QWidget):
    """A line for each term in use: how often, what it becomes, and why that is proposed.

    Nothing is chosen where nothing fits; `decided_changed` tells when every line has been decided on, or
    one no longer is.
    """

    decided_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lead = running_text("")
        self._choices: dict[tuple[Subject, str], QComboBox] = {}
        self._scheme_id: str | None = None
        self._table = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 6)
        self._column.addWidget(self._lead)
        self._column.addWidget(self._table)
        self.setAccessibleName(tr("What becomes of the grades"))
        self.hide()

    def show_change(self, briefing: Briefing, old: Scheme | None, new: Scheme | None) -> None:
        """Show what a change from one scheme to the other does; nothing where they are the same."""
        self._choices = {}
        self._scheme_id = new.id if new is not None and new is not old else None
        self._column.removeWidget(self._table)
        self._table.hide()
        self._table.deleteLater()
        self._table = QWidget()
        self._column.addWidget(self._table)
        if self._scheme_id is not None and old is not None and new is not None:
            self._fill(briefing, old, new)
        self.setVisible(bool(self._choices))
        self.decided_changed.emit()

    def _fill(self, briefing: Briefing, old: Scheme, new: Scheme) -> None:
        likelihoods, confidences = terms_in_use(briefing)
        self._lead.setText(
            tr(
                "The grades go from {old} to {new} as the table says, in one step that can be undone; "
                "the earlier ones stay in the history. Words in the sentences themselves stay as they are.",
                old=old.name,
                new=new.name,
            )
        )
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(1, 1)
        for line, proposal in enumerate(proposals(old, new, likelihoods, confidences)):
            used = likelihoods if proposal.subject is Subject.LIKELIHOOD else confidences
            self._add_line(grid, 2 * line, proposal, (old, new), used[proposal.term_id])

    def _add_line(
        self, grid: QGridLayout, row: int, proposal: Proposal, schemes: tuple[Scheme, Scheme], count: int
    ) -> None:
        old, new = (scheme.scale(proposal.subject) for scheme in schemes)
        term = old.term(proposal.term_id) if old else None
        name = tr(term.term) if term else proposal.term_id
        if proposal.subject is Subject.CONFIDENCE:
            name = tr("{term} confidence", term=name)
        said = f"{name} {band_text(term)}".strip() if term else name
        label = QLabel(f"{said} · {counted(count, 'row', 'rows')}")
        box = QComboBox()
        box.setAccessibleName(tr("What becomes of {term}", term=said))
        box.setAccessibleDescription(proposal.reason)
        box.addItem(tr("Choose …"), _UNDECIDED)
        for each in new.terms if new else ():
            box.addItem(f"{tr(each.term)} {band_text(each)}".strip(), each.id)
        box.addItem(tr("Let go: ungraded"), _LET_GO)
        box.setCurrentIndex(max(0, box.findData(proposal.target.id if proposal.target else _UNDECIDED)))
        box.currentIndexChanged.connect(lambda _at: self.decided_changed.emit())
        label.setBuddy(box)
        grid.addWidget(label, row, 0)
        grid.addWidget(box, row, 1)
        grid.addWidget(running_text(proposal.reason, name="small"), row + 1, 1)
        self._choices[proposal.subject, proposal.term_id] = box

    @property
    def is_decided(self) -> bool:
        return all(box.currentData() != _UNDECIDED for box in self._choices.values())

    def edit(self) -> SetScheme | None:
        """The change with all that it does to grades; None where the scheme stays."""
        if self._scheme_id is None:
            return None
        chosen = {key: box.currentData() or None for key, box in self._choices.items()}
        return SetScheme(
            scheme_id=self._scheme_id,
            likelihood={
                term: to for (subject, term), to in chosen.items() if subject is Subject.LIKELIHOOD
            },
            confidence={
                term: to for (subject, term), to in chosen.items() if subject is Subject.CONFIDENCE
            },
        )
