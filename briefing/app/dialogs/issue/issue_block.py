"""The dialog for the issue block: reference, who signs, who receives it."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.dialogs.issue.emblem_field import EmblemField
from briefing.app.dialogs.issue.sign_off_fields import SignOffFields
from briefing.app.i18n import tr
from briefing.app.widgets.dates.optional_date import OptionalDate
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.labels import pass_focus
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.model.briefing import Briefing
from briefing.model.issue import IssueBlock
from briefing.organisation import OwnOrganisation, months_after


class IssueBlockDialog(Dialog):
    """Edits the issue block; `issue` returns it. `proposed` is the next reference, or empty."""

    def __init__(
        self,
        parent: QWidget,
        briefing: Briefing,
        emblem: bytes,
        own: OwnOrganisation,
        *,
        proposed: str,
        today: str,
    ) -> None:
        super().__init__(parent, tr("Issue block"))
        issue, people = briefing.issue, own.defaults.people
        self._before = issue
        self.reference = QLineEdit(issue.reference)
        self._proposed = proposed
        self.prepared = SignOffFields(tr("Prepared by"), issue.prepared, people, today)
        self.reviewed = SignOffFields(tr("Reviewed by"), issue.reviewed, people, today)
        self.approved = SignOffFields(tr("Approved by"), issue.approved, people)
        self.approved.setEnabled(not briefing.is_approved)
        self.distribution = _lines(tr("Distribution"), issue.distribution)
        self.copies = _lines(tr("Copies"), issue.copies)
        self.contact = QLineEdit(issue.contact)
        months = own.defaults.review_after_months
        later = months_after(briefing.issued or today, months) if months else today
        self.review_by = OptionalDate(tr("Review by"), issue.review_by, later)
        self.emblem = EmblemField(emblem, own.emblem)
        self._lay_out(own, is_approved=briefing.is_approved)
        for field in (self.prepared, self.reviewed):
            if field.day is not None:
                field.day.changed.connect(self._update_ok)
        self.review_by.changed.connect(self._update_ok)

    def _lay_out(self, own: OwnOrganisation, *, is_approved: bool) -> None:
        content = QWidget()
        form = form_layout(content)
        signed = tr("A name without a day is printed with a rule to sign on.")
        approving = (
            tr("The briefing is approved. Withdraw the approval to name somebody else.")
            if is_approved
            else tr("Printed with a rule to sign on. File → Approve enters the day.")
        )
        add_row(
            form, tr("Reference"), self._with_proposal(), tr("The number of your office, in every head.")
        )
        add_row(form, tr("Prepared by"), self.prepared, signed)
        add_row(form, tr("Reviewed by"), self.reviewed)
        add_row(form, tr("Approved by"), self.approved, approving)
        add_row(form, tr("Distribution"), self._with_lists(own), tr("An addressee a line."))
        add_row(form, tr("Copies"), self.copies, tr("An addressee a line."))
        add_row(form, tr("Contact"), self.contact)
        add_row(
            form, tr("Review by"), self.review_by, tr("The day by which this issue is looked at again.")
        )
        add_row(form, tr("Emblem"), self.emblem, tr("Printed at the head of the first page."))
        buttons, self._ok = self.decision_box(tr("Apply"))
        buttons.accepted.connect(self.accept)
        self.lay_out(content, buttons, width=660, height=640)

    def _with_proposal(self) -> QWidget:
        self.propose_button = QPushButton(tr("Propose next number"))
        self.propose_button.setAutoDefault(False)
        self.propose_button.setVisible(bool(self._proposed))
        self.propose_button.clicked.connect(lambda: self.reference.setText(self._proposed))
        self.reference.setAccessibleName(tr("Reference"))
        return _beside(self.reference, self.propose_button)

    def _with_lists(self, own: OwnOrganisation) -> QWidget:
        """Return the addressees with a choice of the lists of the organisation."""
        lists = own.defaults.distribution
        entries: list[tuple[str, object]] = [(tr("Add a list…"), None), *((name, name) for name in lists)]
        self.lists: QComboBox = choice(tr("Distribution lists"), entries)
        self.lists.setVisible(bool(lists))

        def add(index: int) -> None:
            name = self.lists.itemData(index)
            if name is None:
                return
            present = _entered(self.distribution)
            new = [each for each in lists[str(name)] if each not in present]
            self.distribution.set_exact_text("\n".join((*present, *new)))
            self.lists.setCurrentIndex(0)

        self.lists.activated.connect(add)
        return _below(self.distribution, self.lists)

    def _update_ok(self) -> None:
        fields = (self.prepared, self.reviewed, self.review_by)
        self._ok.setEnabled(all(field.is_valid for field in fields))

    def issue(self) -> IssueBlock:
        """Return the block as it was entered."""
        return IssueBlock(
            reference=self.reference.text().strip(),
            prepared=self.prepared.value,
            reviewed=self.reviewed.value,
            approved=self._before.approved if not self.approved.isEnabled() else self.approved.value,
            distribution=_entered(self.distribution),
            copies=_entered(self.copies),
            contact=self.contact.text().strip(),
            review_by=self.review_by.value,
            emblem=self.emblem.sha256,
        )


def _lines(name: str, entries: tuple[str, ...]) -> ExactTextEdit:
    field = ExactTextEdit("\n".join(entries))
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setMaximumHeight(70)
    return field


def _entered(field: ExactTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.exact_text().split("\n") if line.strip())


def _beside(field: QWidget, button: QWidget) -> QWidget:
    box = QWidget()
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(field, 1)
    line.addWidget(button)
    pass_focus(box, field)
    return box


def _below(field: QWidget, other: QWidget) -> QWidget:
    box = QWidget()
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(field)
    column.addWidget(other)
    pass_focus(box, field)
    return box
