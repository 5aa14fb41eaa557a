"""The export dialog: format, file and options, then progress, then the result."""

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
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.app.dialogs.confirm import ask
from briefing.app.dialogs.dialog import Dialog
from briefing.app.dialogs.export.format_choice import PDF, about, file_filter, format_field, with_ending
from briefing.app.dialogs.export.progress_pages import ProgressPage, ResultPage
from briefing.app.i18n import counted, tr
from briefing.app.services import background
from briefing.app.services.render_client import RenderClient, RenderJob
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.form_fields import OptionFields, add_row, choice, form_layout
from briefing.app.widgets.labels import running_text
from briefing.app.widgets.scroll_area import vertical_scroll_area
from briefing.atomic_write import write_atomically
from briefing.errors import BriefingError
from briefing.exports.edition import edition
from briefing.exports.format import Format
from briefing.exports.registry import FORMATS
from briefing.model.briefing import Briefing
from briefing.pdf_record.embed import EmbeddedPart, enclosures
from briefing.project import Project, pack
from briefing.project.series import issue_before
from briefing.render.pdf.attachments import PdfAttachment
from briefing.render.worker.protocol import Rendered, RenderRequest
from briefing.review import Finding, review, rules
from briefing.text.characters import visible

_MAX_SHOWN = 4
"""Number of blocking findings that are listed by name."""


class ExportDialog(Dialog):
    """Exports the briefing in one format; choices made here do not change the project.

    Blocking findings of the review stop the export; `review_requested` asks to show them. `exported`
    carries the id of the template that a PDF was written with.
    """

    review_requested = Signal()
    exported = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        project: Project,
        resources: LoadedResources,
        path: Path,
        written: Callable[[Path], object] = lambda _path: None,
    ) -> None:
        super().__init__(parent, tr("Export"))
        self._project, self._resources, self._written = project, resources, written
        self._rendering: RenderJob | None = None
        self._job: background.BackgroundTask | None = None
        self._target = path
        self.renderer = RenderClient(self)
        self.renderer.warm_up()
        briefing = project.briefing
        self.format = format_field()
        self.path = QLineEdit(str(path))
        self.template = choice(
            tr("Template"),
            [(tr(template.spec.name), template.spec.id) for template in resources.templates.values()],
            briefing.template_id,
        )
        labels = [m.label for s in resources.reference.scales.marking_sets.values() for m in s.markings]
        self.marking = choice(tr("Marking"), [(label, label) for label in labels], briefing.marking)
        self.embed_project = QCheckBox(tr("Attach the project to the PDF"))
        self.attachment_boxes = {
            EmbeddedPart.SOURCES: QCheckBox(tr("Attach the list of sources (CSL-JSON)")),
            EmbeddedPart.STIX: QCheckBox(tr("Attach the facts and judgements (STIX 2.1)")),
        }
        self.embed_project.toggled.connect(self._embed_toggled)
        self.options = OptionFields()
        self._show_options()
        self.template.currentIndexChanged.connect(lambda _index: self._show_options())
        self._pages = QStackedWidget()
        for page in (self._choices(), self._progress(), self._result()):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.addWidget(self._pages)
        self.format.currentIndexChanged.connect(lambda _index: self._show_format())
        self._show_format()
        self.export_button.setDefault(True)
        self.resize(660, 700)

    # The three pages

    def _choices(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(tr("Export"))
        heading.setObjectName("heading")
        column.addWidget(heading)
        column.addWidget(vertical_scroll_area(self._fields()), 1)
        self.error_label = QLabel()
        self.error_label.setObjectName("danger")
        self.error_label.setWordWrap(True)
        self.error_label.hide()
        column.addWidget(self.error_label)
        column.addLayout(self._buttons())
        return page

    def _fields(self) -> QWidget:
        fields = QWidget()
        self._form = form = form_layout(fields)
        form.setContentsMargins(0, 0, 10, 0)
        self.about_format = running_text("", name="small")
        add_row(form, tr("Format"), self.format)
        form.addRow("", self.about_format)
        self._about_row = form.rowCount() - 1
        add_row(form, tr("File"), self._place())
        self.path.setAccessibleName(tr("File"))
        add_row(
            form,
            tr("Marking"),
            self.marking,
            tr("This marking is used for the exported file only; the project does not change."),
        )
        self._first_row_of_pdf = form.rowCount()
        add_row(
            form,
            tr("Project"),
            self.embed_project,
            tr(
                "Readers of the PDF can then open the briefing, compare the pages with it, and read parts "
                "that are not printed: notes, hidden rows, waivers, and all changes with author and time."
            ),
        )
        others, boxes = QWidget(), QVBoxLayout()
        boxes.setContentsMargins(0, 0, 0, 0)
        for box in self.attachment_boxes.values():
            boxes.addWidget(box)
        others.setLayout(boxes)
        add_row(
            form,
            tr("Attachments"),
            others,
            tr(
                "The list of sources and the STIX bundle contain only what is printed. If you attach the "
                "project, both are attached as well."
            ),
        )
        add_row(form, tr("Template"), self.template)
        form.addRow(self.options)
        form.addRow(
            tr("PDF standards"),
            running_text(
                tr(
                    "Every PDF meets PDF/A-3a (for archiving) and PDF/UA-1 (for readers who use assistive "
                    "technology). There is nothing to choose."
                )
            ),
        )
        return fields

    def _place(self) -> QWidget:
        place, line = QWidget(), QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.path, 1)
        browse = QPushButton(tr("Choose…"))
        browse.setAccessibleName(tr("Choose the file to write"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        line.addWidget(browse)
        place.setLayout(line)
        return place

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        self.allow_flaws = QCheckBox(tr("Export in spite of these layout problems"))
        self.allow_flaws.hide()
        buttons.addWidget(self.allow_flaws)
        self.show_review = QPushButton(tr("Show in the Review pane"))
        self.show_review.clicked.connect(self.review_requested)
        self.show_review.hide()
        buttons.addWidget(self.show_review)
        buttons.addStretch(1)
        cancel, self.export_button = QPushButton(tr("Cancel")), QPushButton(tr("Export"))
        cancel.clicked.connect(self.close)
        self.export_button.clicked.connect(self.export)
        buttons.addWidget(cancel)
        buttons.addWidget(self.export_button)
        return buttons

    def _progress(self) -> QWidget:
        page = ProgressPage()
        self.step, self.progress_bar = page.step, page.progress_bar
        page.cancel_requested.connect(self._cancel)
        return page

    def _result(self) -> QWidget:
        page = ResultPage()
        self.result_text, self.result_path = page.result_text, page.result_path
        page.open_requested.connect(lambda: self._open(self._target))
        page.show_requested.connect(lambda: self._open(self._target.parent))
        page.close_requested.connect(self.close)
        return page

    def _show_options(self) -> None:
        template = self._resources.templates[str(self.template.currentData())]
        self.options.show_template(template, template.accepted(self._project.briefing.template_options))

    def _show_format(self) -> None:
        """Show the options of the chosen format and adapt the file name's ending."""
        format_id = self.format_id
        text = about(format_id)
        self.about_format.setText(text)
        self._form.setRowVisible(self._about_row, bool(text))
        for row in range(self._first_row_of_pdf, self._form.rowCount()):
            self._form.setRowVisible(row, format_id == PDF)
        if self.path.text().strip():
            self.path.setText(str(with_ending(Path(self.path.text().strip()), format_id)))

    @property
    def format_id(self) -> str:
        return str(self.format.currentData())

    # Export

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("Export"),
            self.path.text(),
            file_filter(self.format_id),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.path.setText(name)

    def briefing(self) -> Briefing:
        """Return the briefing to export: with the chosen marking and, for a PDF, template and options."""
        marked = replace(self._project.briefing, marking=str(self.marking.currentData()))
        if self.format_id != PDF and marked.template_id in self._resources.templates:
            return marked
        return replace(
            marked, template_id=str(self.template.currentData()), template_options=self.options.values()
        )

    def parts(self) -> frozenset[EmbeddedPart]:
        """Return the parts to attach to the PDF."""
        chosen = {part for part, box in self.attachment_boxes.items() if box.isChecked()}
        return frozenset(chosen | ({EmbeddedPart.PROJECT} if self.embed_project.isChecked() else set()))

    def _embed_toggled(self, embed: bool) -> None:
        """Tick and disable the other attachments, which an attached project includes."""
        for box in self.attachment_boxes.values():
            box.setEnabled(not embed)
            box.setChecked(embed)

    def export(self) -> None:
        self._target = Path(self.path.text().strip()).expanduser()
        if not self._target.name:
            self._show_error(tr("Choose a file name first."))
            return
        self._target = with_ending(self._target, self.format_id)
        if self._target.exists() and not self._may_replace():
            return
        self.error_label.hide()
        self.show_review.hide()
        self._pages.setCurrentIndex(1)
        self.progress_bar.setRange(0, 0)
        self.step.setText(tr("Checking the briefing"))
        briefing, reference = self.briefing(), self._resources.reference
        template = self._resources.templates[briefing.template_id]
        parts, project = self.parts() if self.format_id == PDF else frozenset(), self._project

        def prepare() -> tuple[tuple[Finding, ...], tuple[PdfAttachment, ...]]:
            packed = pack(project) if EmbeddedPart.PROJECT in parts else b""
            files = enclosures(briefing, template, reference.scales, parts, packed)
            return review(briefing, reference.scales, reference.library), files

        self._job = background.start(prepare, self._reviewed, self._job_failed)

    def _reviewed(self, ready: tuple[tuple[Finding, ...], tuple[PdfAttachment, ...]]) -> None:
        """Continue with the export unless blocking findings remain."""
        self._job = None
        findings, files = ready
        blocking = [finding for finding in findings if finding.blocks]
        if blocking:
            lines = [f"{tr(rules()[f.rule_id].title)}: {f.message}" for f in blocking[:_MAX_SHOWN]]
            if len(blocking) > _MAX_SHOWN:
                lines.append(
                    tr(
                        "and {findings}",
                        findings=counted(
                            len(blocking) - _MAX_SHOWN, "more review finding", "more review findings"
                        ),
                    )
                )
            head = tr("Correct these review findings, or waive each one with a reason, before you export:")
            self._failed([head, *lines])
            self.show_review.show()
            return
        self.step.setText(tr("Preparing the pages"))
        if self.format_id == PDF:
            self._render(files)
        else:
            self._write_as(FORMATS[self.format_id])

    def _write_as(self, chosen: Format) -> None:
        """Write a format other than PDF in a thread."""
        briefing, project, resources = self.briefing(), self._project, self._resources
        template = resources.templates[briefing.template_id]

        def write() -> bytes:
            scales, earlier = resources.reference.scales, issue_before(project)
            return chosen.write(edition(briefing, template, scales, project.attachments, earlier))

        def done(content: bytes) -> None:
            self._job = None
            self._deliver(content, tr("{format} written", format=tr(chosen.name)))

        self._job = background.start(write, done, self._job_failed)

    def _render(self, files: tuple[PdfAttachment, ...]) -> None:
        template = self._resources.templates[str(self.template.currentData())]
        self._rendering = self.renderer.render(
            RenderRequest(
                self.briefing(),
                str(template.folder),
                dict(self._project.attachments),
                allow_flaws=self.allow_flaws.isChecked(),
                enclosures=files,
                earlier=issue_before(self._project),
            ),
            self._rendered,
            self._failed,
            self._progressed,
        )

    def _may_replace(self) -> bool:
        return ask(
            self,
            tr("Replace the file?"),
            tr("{name} already exists.", name=visible(self._target.name)),
            tr("Replace"),
        )

    def _progressed(self, step: str, done: int, total: int) -> None:
        self.step.setText(step)
        self.progress_bar.setRange(0, total)
        self.progress_bar.setValue(done)

    def _rendered(self, rendered: Rendered) -> None:
        self._rendering = None
        pages = counted(rendered.page_count, "page", "pages")
        self._deliver(rendered.pdf, tr("PDF with {pages} written", pages=pages))

    def _deliver(self, content: bytes, result: str) -> None:
        try:
            write_atomically(self._target, content)
        except BriefingError as error:
            self._failed([str(problem) for problem in error.problems])
            return
        self._written(self._target)
        self.result_text.setText(result)
        if self.format_id == PDF:
            self.exported.emit(str(self.template.currentData()))
        self.result_path.setText(str(self._target))
        self._pages.setCurrentIndex(2)

    def _job_failed(self, error: BriefingError) -> None:
        self._job = None
        self._failed([str(problem) for problem in error.problems])

    def _failed(self, problems: list[str]) -> None:
        self._rendering = None
        self._pages.setCurrentIndex(0)
        self._show_error("\n".join(problems))
        self.allow_flaws.setVisible(
            any("leaves the page" in problem or "font" in problem for problem in problems)
        )

    def _show_error(self, text: str) -> None:
        self.error_label.setText(text)
        self.error_label.show()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.abandon()
            self._job = None
        if self._rendering is not None:
            self.renderer.cancel(self._rendering)
            self._rendering = None
        self._pages.setCurrentIndex(0)

    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        if self._job is not None:
            self._job.abandon()
        self.renderer.close()
        super().closeEvent(event)

    def reject(self) -> None:
        self.close()
