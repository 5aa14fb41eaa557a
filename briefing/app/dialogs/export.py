"""Export: what is written, in which form, where to; then progress, and what to do with the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.app import jobs
from briefing.app.dialogs.asking import ask
from briefing.app.dialogs.dialog import Dialog
from briefing.app.dialogs.fields import OptionFields, add_row, choice, form_layout, running_text
from briefing.app.language import counted, tr
from briefing.app.panes import muted, scrolling
from briefing.app.renderer import Order, Renderer
from briefing.app.shelf import Stock
from briefing.errors import BriefingError
from briefing.files import write_atomically
from briefing.model.briefing import Briefing
from briefing.project import Project, pack
from briefing.project.series import issue_before
from briefing.render.worker import Rendered
from briefing.review import Finding, review, rules

_MOST_SHOWN = 4
"""So many of the findings that stand in the way are named."""


class ExportDialog(Dialog):
    """Writes a PDF of the project as it is. The project itself is not changed by what is chosen here.

    What the review finds blocking stops it; `review_requested` asks to see that. `exported` tells the id of
    the template that a file was written with.
    """

    review_requested = Signal()
    exported = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        project: Project,
        stock: Stock,
        path: Path,
        written: Callable[[Path], object] = lambda _path: None,
    ) -> None:
        super().__init__(parent, tr("Export PDF"))
        self._project, self._stock, self._written = project, stock, written
        self._order: Order | None = None
        self._review: jobs.Job | None = None
        self._target = path
        self.renderer = Renderer(self)
        self.renderer.warm_up()
        briefing = project.briefing
        self.path = QLineEdit(str(path))
        self.template = choice(
            tr("Template"),
            [(tr(each.spec.name), each.spec.id) for each in stock.templates.values()],
            briefing.template_id,
        )
        labels = [m.label for s in stock.reference.scales.marking_sets.values() for m in s.markings]
        self.marking = choice(tr("Marking"), [(label, label) for label in labels], briefing.marking)
        self.embed = QCheckBox(tr("Put the project into the PDF"))
        self.options = OptionFields()
        self._show_options()
        self.template.currentIndexChanged.connect(lambda _at: self._show_options())
        self._pages = QStackedWidget()
        for page in (self._choices(), self._progress(), self._result()):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.addWidget(self._pages)
        self.go.setDefault(True)
        self.resize(660, 700)

    # Its three pages

    def _choices(self) -> QWidget:
        page, fields = QWidget(), QWidget()
        form = form_layout(fields)
        form.setContentsMargins(0, 0, 10, 0)
        place, line = QWidget(), QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.path, 1)
        browse = QPushButton(tr("Choose…"))
        browse.setAccessibleName(tr("Choose the file"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        line.addWidget(browse)
        place.setLayout(line)
        add_row(form, tr("File"), place)
        self.path.setAccessibleName(tr("File"))
        add_row(form, tr("Template"), self.template)
        form.addRow(self.options)
        add_row(form, tr("Marking"), self.marking, tr("For this file only; the project keeps its own."))
        add_row(
            form,
            tr("Project"),
            self.embed,
            tr("Who has the PDF then has the facts, grades, notes and history too."),
        )
        form.addRow(
            tr("Form"),
            running_text(
                tr(
                    "PDF/A-3a for archives and, in the same file, PDF/UA-1 for readers who use assistive "
                    "technology. Neither costs the other anything, so there is nothing to choose."
                )
            ),
        )
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(tr("Export PDF"))
        heading.setObjectName("heading")
        column.addWidget(heading)
        column.addWidget(scrolling(fields), 1)
        self.trouble = QLabel()
        self.trouble.setObjectName("danger")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        buttons = QHBoxLayout()
        self.allow_flaws = QCheckBox(tr("Write it with these flaws"))
        self.allow_flaws.hide()
        buttons.addWidget(self.allow_flaws)
        self.show_review = QPushButton(tr("Show in the review"))
        self.show_review.clicked.connect(self.review_requested)
        self.show_review.hide()
        buttons.addWidget(self.show_review)
        buttons.addStretch(1)
        cancel, self.go = QPushButton(tr("Cancel")), QPushButton(tr("Export"))
        cancel.clicked.connect(self.close)
        self.go.clicked.connect(self.export)
        buttons.addWidget(cancel)
        buttons.addWidget(self.go)
        column.addLayout(buttons)
        return page

    def _progress(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        self.step = QLabel()
        column.addWidget(self.step)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the export"))
        column.addWidget(self.bar)
        self.stop = QPushButton(tr("Cancel"))
        self.stop.setAccessibleName(tr("Cancel the export"))
        self.stop.clicked.connect(self._cancel)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.stop)
        column.addLayout(line)
        column.addStretch(2)
        return page

    def _result(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        self.done_text = QLabel()
        self.done_text.setObjectName("heading")
        self.done_text.setWordWrap(True)
        self.done_path = muted("")
        column.addWidget(self.done_text)
        column.addWidget(self.done_path)
        line = QHBoxLayout()
        for name, deed in (
            (tr("Open"), lambda: self._open(self._target)),
            (tr("Show in folder"), lambda: self._open(self._target.parent)),
            (tr("Close"), self.close),
        ):
            button = QPushButton(name)
            button.clicked.connect(deed)
            line.addWidget(button)
        line.addStretch(1)
        column.addSpacing(10)
        column.addLayout(line)
        column.addStretch(2)
        return page

    def _show_options(self) -> None:
        template = self._stock.templates[str(self.template.currentData())]
        self.options.show_template(template, template.accepted(self._project.briefing.template_options))

    # What it does

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("Export PDF"),
            self.path.text(),
            tr("PDF files (*.pdf)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.path.setText(name)

    def briefing(self) -> Briefing:
        """The briefing as it is to be printed this once."""
        return replace(
            self._project.briefing,
            template_id=str(self.template.currentData()),
            template_options=self.options.values(),
            marking=str(self.marking.currentData()),
        )

    def export(self) -> None:
        text = self.path.text().strip()
        if not text:
            self._say_trouble(tr("Choose a file first."))
            return
        self._target = Path(text).expanduser()
        if self._target.suffix.lower() != ".pdf":
            self._target = self._target.with_name(f"{self._target.name}.pdf")
        if self._target.exists() and not self._may_replace():
            return
        self.trouble.hide()
        self.show_review.hide()
        self._pages.setCurrentIndex(1)
        self.bar.setRange(0, 0)
        self.step.setText(tr("Reviewing"))
        briefing, reference = self.briefing(), self._stock.reference
        self._review = jobs.start(
            lambda: review(briefing, reference.scales, reference.library),
            self._reviewed,
            lambda error: self._failed([str(error)]),
        )

    def _reviewed(self, findings: tuple[Finding, ...]) -> None:
        """Go on to the pages, unless something stands in the way that is neither mended nor waived."""
        self._review = None
        blocking = [finding for finding in findings if finding.blocks]
        if blocking:
            said = [f"{tr(rules()[each.rule_id].title)}: {each.message}" for each in blocking[:_MOST_SHOWN]]
            if len(blocking) > _MOST_SHOWN:
                said.append(tr("and {number} more", number=len(blocking) - _MOST_SHOWN))
            head = tr("The review stops the export until this is mended, or waived with a reason:")
            self._failed([head, *said])
            self.show_review.show()
            return
        self.step.setText(tr("Composing"))
        template = self._stock.templates[str(self.template.currentData())]
        self._order = self.renderer.render(
            Order(
                self.briefing(),
                str(template.folder),
                dict(self._project.attachments),
                done=self._rendered,
                failed=self._failed,
                progressed=self._progressed,
                allow_flaws=self.allow_flaws.isChecked(),
                earlier=issue_before(self._project),
                embedded=pack(self._project) if self.embed.isChecked() else b"",
            )
        )

    def _may_replace(self) -> bool:
        return ask(
            self,
            tr("Replace the file?"),
            tr("{name} exists already.", name=self._target.name),
            tr("Replace it"),
        )

    def _progressed(self, step: str, done: int, total: int) -> None:
        self.step.setText(step)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _rendered(self, rendered: Rendered) -> None:
        self._order = None
        try:
            write_atomically(self._target, rendered.pdf)
        except BriefingError as error:
            self._failed([str(problem) for problem in error.problems])
            return
        self._written(self._target)
        self.exported.emit(str(self.template.currentData()))
        pages = counted(rendered.page_count, "page", "pages")
        self.done_text.setText(tr("{pages} written", pages=pages))
        self.done_path.setText(str(self._target))
        self._pages.setCurrentIndex(2)

    def _failed(self, problems: list[str]) -> None:
        self._order = None
        self._pages.setCurrentIndex(0)
        self._say_trouble("\n".join(problems))
        self.allow_flaws.setVisible(any("leaves the page" in each or "font" in each for each in problems))

    def _say_trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.show()

    def _cancel(self) -> None:
        if self._review is not None:
            self._review.abandon()
            self._review = None
        if self._order is not None:
            self.renderer.cancel(self._order)
            self._order = None
        self._pages.setCurrentIndex(0)

    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        if self._review is not None:
            self._review.abandon()
        self.renderer.close()
        super().closeEvent(event)

    def reject(self) -> None:
        self.close()
