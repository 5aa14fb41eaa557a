"""The table that maps the terms in use to another grading scheme."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from briefing.app.i18n import counted, tr
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.labels import running_text
from briefing.editing import SetScheme, terms_in_use
from briefing.grading import Proposal, Scheme, Subject, band_text, proposals
from briefing.model.briefing import Briefing

_UNDECIDED, _UNGRADED = "?", ""
"""Data of the two entries that are not terms; no term has such an id."""


class SchemeMapping(QWidget):
    """A line for each term in use: its count, the new term, and why that is proposed.

    Where no term fits, none is preselected. `decided_changed` follows changes of `is_decided`.
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
        self.setAccessibleName(tr("New grades"))
        self.hide()

    def show_change(self, briefing: Briefing, old: Scheme | None, new: Scheme | None) -> None:
        """Show the mapping between two schemes; empty where they are the same."""
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
                "Grades are converted from {old} to {new} as in this table. One Undo reverts this, and the "
                "history keeps the earlier grades. The wording of sentences does not change.",
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
        term_text = f"{name} {band_text(term)}".strip() if term else name
        label = QLabel(tr("{term} · used in {rows}", term=term_text, rows=counted(count, "row", "rows")))
        box = ComboBox()
        box.setAccessibleName(tr("New grade for {term}", term=term_text))
        box.setAccessibleDescription(proposal.reason)
        box.addItem(tr("Choose…"), _UNDECIDED)
        for new_term in new.terms if new else ():
            box.addItem(f"{tr(new_term.term)} {band_text(new_term)}".strip(), new_term.id)
        box.addItem(tr("Leave ungraded"), _UNGRADED)
        box.setCurrentIndex(max(0, box.findData(proposal.target.id if proposal.target else _UNDECIDED)))
        box.currentIndexChanged.connect(lambda _index: self.decided_changed.emit())
        label.setBuddy(box)
        grid.addWidget(label, row, 0)
        grid.addWidget(box, row, 1)
        grid.addWidget(running_text(proposal.reason, name="small"), row + 1, 1)
        self._choices[proposal.subject, proposal.term_id] = box

    @property
    def is_decided(self) -> bool:
        return all(box.currentData() != _UNDECIDED for box in self._choices.values())

    def edit(self) -> SetScheme | None:
        """Return the change of scheme with its mapping, None where the scheme stays the same."""
        if self._scheme_id is None:
            return None
        chosen = {key: box.currentData() or None for key, box in self._choices.items()}
        return SetScheme(
            scheme_id=self._scheme_id,
            likelihood={
                term: new for (subject, term), new in chosen.items() if subject is Subject.LIKELIHOOD
            },
            confidence={
                term: new for (subject, term), new in chosen.items() if subject is Subject.CONFIDENCE
            },
        )
