"""The export dialog: format, file and options, then progress, then the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QWidget

from briefing.app.dialogs.confirm import ask
from briefing.app.dialogs.dialog import Dialog
from briefing.app.dialogs.export.choices import ExportChoices
from briefing.app.dialogs.export.format_choice import PDF
from briefing.app.dialogs.export.progress_pages import ProgressPage, ResultPage
from briefing.app.dialogs.export.summary import ExportSummary, blocking_text
from briefing.app.i18n import counted, tr
from briefing.app.presentation.left_out import left_out, left_out_text
from briefing.app.presentation.places import places, with_places
from briefing.app.services import background
from briefing.app.services.language.parser_client import parser_client
from briefing.app.services.render_client import RenderClient, RenderJob
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.scroll_area import ContentArea
from briefing.atomic_write import refuse_input, write_atomically
from briefing.errors import BriefingError
from briefing.exports.edition import edition
from briefing.exports.format import Format
from briefing.exports.registry import FORMATS
from briefing.pdf_record import signing
from briefing.pdf_record.embed import EmbeddedPart, enclosures
from briefing.project import Project, pack
from briefing.project.sending import for_sending
from briefing.project.series import issue_before
from briefing.project.storage import refuse_name_of_project
from briefing.render.companion import companion_path, has_companion
from briefing.render.pdf.attachments import PdfAttachment
from briefing.render.undrawn_figures import undrawn_figures
from briefing.render.worker.protocol import Rendered, RenderRequest
from briefing.review import Finding, checks_not_run
from briefing.review.parsed import parsed_review
from briefing.text.characters import visible


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What an export needs before the rendering: findings, files to attach, certificate to sign with.

    `companion_files` are those of the companion file; None where there is none.
    """

    findings: tuple[Finding, ...]
    files: tuple[PdfAttachment, ...]
    companion_files: tuple[PdfAttachment, ...] | None
    identity: signing.Identity | None


class ExportDialog(Dialog):
    """Exports the briefing in one format; choices made here do not change the project.

    The window's renderer makes the PDF, once all pages of the preview are current.
    Blocking findings of the review stop the export; `review_requested` asks to show them. `exported`
    carries the id of the template that a PDF was written with, `written` the path of any file.
    """

    review_requested = Signal()
    exported = Signal(str)
    written = Signal(Path)

    def __init__(
        self,
        parent: QWidget,
        project: Project,
        resources: LoadedResources,
        path: Path,
        renderer: RenderClient,
        *,
        page_count: int = 0,
    ) -> None:
        super().__init__(parent, tr("Export"))
        self._project, self._resources = project, resources
        self._rendering: RenderJob | None = None
        self._job: background.BackgroundTask | None = None
        self._target = path
        self.project_file: Path | None = None  # the file of the project, if it has been saved
        self._remarks: tuple[str, ...] = ()
        self._companion_target: Path | None = None
        self._companion_files: tuple[PdfAttachment, ...] | None = None
        self._identity: signing.Identity | None = None
        self.renderer = renderer
        self.renderer.warm_up()
        summary = ExportSummary(page_count)
        summary.review_requested.connect(self.review_requested)
        self.choices = choices = ExportChoices(project.briefing, resources, path, summary)
        self.error_label, self.show_review = summary.error_label, summary.show_review
        self.format, self.path, self.template = choices.format, choices.path, choices.template
        self.marking, self.options, self.about_format = (
            choices.marking,
            choices.options,
            choices.about_format,
        )
        self.embed_project, self.attachment_boxes = choices.embed_project, choices.attachment_boxes
        self.allow_flaws = choices.allow_flaws
        self._pages = QStackedWidget()
        for page in (self._first_page(), self._progress(), self._result()):
            self._pages.addWidget(page)
        self.lay_out(self._pages, width=680, height=720, scrolls=False)
        reference, briefing = resources.reference, project.briefing
        parser = parser_client().process
        self._first_review: background.BackgroundTask | None = background.start(
            lambda: parsed_review(briefing, reference.scales, reference.library, parser).findings,
            summary.show_findings,
        )

    def show_project(self, project: Project) -> None:
        """Show the project as it is after an edit that was requested here."""
        self._project = project
        self.choices.show_briefing(project.briefing)
        self._show_error("")
        self.choices.offers.hide()
        self.export_button.setFocus()

    # The three pages

    def _first_page(self) -> QWidget:
        page, column = column_widget()
        self._scroller = ContentArea(self.choices)
        column.addWidget(self._scroller, 1)
        buttons, self.export_button = self.decision_box(tr("Export"))
        buttons.accepted.connect(self.export)
        column.addWidget(buttons)
        return page

    def _progress(self) -> QWidget:
        page = ProgressPage()
        self.step, self.progress_bar = page.step, page.progress_bar
        page.cancel_requested.connect(self._cancel)
        return page

    def _result(self) -> QWidget:
        self._result_page = page = ResultPage()
        self.result_text, self.result_path = page.result_text, page.result_path
        page.open_requested.connect(lambda: self._open(self._target))
        page.show_requested.connect(lambda: self._open(self._target.parent))
        page.close_requested.connect(self.accept)
        return page

    def parts(self) -> frozenset[EmbeddedPart]:
        """Return the parts to attach to the PDF."""
        return self.choices.parts()

    # Export

    def export(self) -> None:
        target = self.choices.target()
        if target is None:
            self._show_error(tr("Choose a file name first."))
            return
        is_pdf = self.choices.format_id == PDF
        if is_pdf and self.choices.signing.lacks_certificate:
            self._show_error(tr("Choose the file of your certificate first."))
            return
        try:
            self._refuse_inputs(target)
        except BriefingError as error:
            self._show_error("\n".join(str(problem) for problem in error.problems))
            return
        self._target = target
        self._show_error("")
        self.choices.offers.hide()
        self._pages.setCurrentIndex(1)
        self.progress_bar.setRange(0, 0)
        self.step.setText(tr("Checking the briefing"))
        briefing, reference = self.choices.briefing(), self._resources.reference
        parser = parser_client().process
        template = self._resources.templates[briefing.template_id]
        parts = self.parts() if is_pdf else frozenset()
        project, request = self._project, self.choices.signing.request() if is_pdf else None

        has_second = is_pdf and has_companion(briefing, template)
        self._companion_target = companion_path(target) if has_second else None

        def prepare() -> _Prepared:
            identity = request.identity() if request else None
            packed = pack(for_sending(project)) if EmbeddedPart.PROJECT in parts else b""
            findings = parsed_review(briefing, reference.scales, reference.library, parser).findings
            not_run = checks_not_run(findings)
            files = enclosures(briefing, template, reference.scales, parts, packed, not_run)
            second = None
            if has_second:
                own = parts & {EmbeddedPart.PROJECT}
                second = enclosures(
                    briefing, template, reference.scales, own, packed, not_run, companion=True
                )
            return _Prepared(findings, files, second, identity)

        self._job = background.start(prepare, self._reviewed, self._job_failed)

    def _refuse_inputs(self, target: Path) -> None:
        """Raise BriefingError if the target is the project, the certificate, or another project."""
        request = self.choices.signing.request() if self.choices.format_id == PDF else None
        certificate = None if request is None else request.certificate
        inputs = [path for path in (self.project_file, certificate) if path is not None]
        for path in (target, companion_path(target)):
            refuse_input(path, inputs)
            refuse_name_of_project(path)

    def _reviewed(self, ready: _Prepared) -> None:
        """Continue with the export unless blocking findings remain."""
        self._job = None
        findings, self._identity = ready.findings, ready.identity
        self.choices.summary.show_findings(findings)
        self._remarks = checks_not_run(findings)
        blocking = [finding for finding in findings if finding.blocks]
        if blocking:
            self._failed([blocking_text(blocking)])
            return
        self._companion_files = ready.companion_files
        existing = [path for path in (self._target, self._companion_target) if path and path.exists()]
        if existing and not self._may_replace(existing):
            self._pages.setCurrentIndex(0)
            return
        self.step.setText(tr("Preparing the pages"))
        if self.choices.format_id == PDF:
            self._render(ready.files)
        else:
            self._write_as(FORMATS[self.choices.format_id])

    def _write_as(self, chosen: Format) -> None:
        """Write a format other than PDF in a thread."""
        briefing, project, resources = self.choices.briefing(), self._project, self._resources
        template = resources.templates[briefing.template_id]

        def write() -> tuple[bytes, tuple[str, ...]]:
            scales, earlier = resources.reference.scales, issue_before(project)
            issue = edition(briefing, template, scales, project.attachments, earlier)
            return chosen.write(issue), tuple(map(str, undrawn_figures(issue.context)))

        def done(result: tuple[bytes, tuple[str, ...]]) -> None:
            self._job = None
            content, undrawn = result
            self._remarks += undrawn
            self._deliver(content, tr("{format} written", format=tr(chosen.name)))

        self._job = background.start(write, done, self._job_failed)

    def _render(self, files: tuple[PdfAttachment, ...]) -> None:
        done = self._rendered if self._companion_files is None else self._render_companion
        self._rendering = self.renderer.render(self._request(files), done, self._failed, self._progressed)

    def _render_companion(self, rendered: Rendered) -> None:
        """Render the companion file before either file is written."""
        request = replace(self._request(self._companion_files or ()), companion=True)

        def done(second: Rendered) -> None:
            self._remarks += tuple(map(self._in_words, second.flaws))
            self._rendered(rendered, second.pdf)

        self._rendering = self.renderer.render(request, done, self._failed, self._progressed)

    def _request(self, files: tuple[PdfAttachment, ...]) -> RenderRequest:
        template = self._resources.templates[str(self.template.currentData())]
        return RenderRequest(
            self.choices.briefing(),
            str(template.folder),
            dict(self._project.attachments),
            allow_flaws=self.allow_flaws.isChecked(),
            enclosures=files,
            earlier=issue_before(self._project),
        )

    def _may_replace(self, existing: Sequence[Path]) -> bool:
        names = tr(" and ").join(visible(path.name) for path in existing)
        return ask(
            self,
            tr("Replace the file?"),
            tr("{name} already exists.", name=names)
            if len(existing) == 1
            else tr("{names} already exist.", names=names),
            tr("Replace"),
        )

    def _progressed(self, step: str, done: int, total: int) -> None:
        self.step.setText(step)
        self.progress_bar.setRange(0, total)
        self.progress_bar.setValue(done)

    def _rendered(self, rendered: Rendered, companion: bytes | None = None) -> None:
        self._rendering = None
        self._remarks += tuple(map(self._in_words, rendered.flaws))
        template = self._resources.templates[str(self.template.currentData())]
        missing = left_out(self._project.briefing, {box.row for box in rendered.rows})
        self._remarks += (left_out_text(missing, tr(template.spec.name)),) if missing else ()
        pages = counted(rendered.page_count, "page", "pages")
        if self._identity is not None:
            self._sign(rendered.pdf, companion, self._identity, pages)
        else:
            self._deliver(rendered.pdf, tr("PDF with {pages} written", pages=pages), companion)

    def _sign(self, pdf: bytes, companion: bytes | None, identity: signing.Identity, pages: str) -> None:
        """Sign the PDF in a thread, and its companion file, and write them."""
        self.step.setText(tr("Signing the PDF"))
        name = str(self._target)

        def sign() -> tuple[bytes, bytes | None]:
            second = None if companion is None else signing.sign(companion, name, identity)
            return signing.sign(pdf, name, identity), second

        def done(signed: tuple[bytes, bytes | None]) -> None:
            self._job, self._identity = None, None
            result = tr(
                "PDF with {pages} written, signed by {signer}", pages=pages, signer=identity.subject
            )
            self._deliver(signed[0], result, signed[1])

        self._job = background.start(sign, done, self._job_failed)

    def _deliver(self, content: bytes, result: str, companion: bytes | None = None) -> None:
        try:
            write_atomically(self._target, content)
            if companion is not None and self._companion_target is not None:
                write_atomically(self._companion_target, companion)
                name = visible(self._companion_target.name)
                self._remarks += (tr("Facts and sources are in the companion file {name}.", name=name),)
        except BriefingError as error:
            self._failed([str(problem) for problem in error.problems])
            return
        self.written.emit(self._target)
        if self.choices.format_id == PDF:
            self.exported.emit(str(self.template.currentData()))
        self.choices.signing.forget_password()
        self._pages.setCurrentIndex(2)
        self._result_page.show_result(result, self._target, self._remarks)

    def _job_failed(self, error: BriefingError) -> None:
        self._job = None
        self._failed([str(problem) for problem in error.problems])

    def _failed(self, problems: list[str]) -> None:
        self._rendering = None
        self._pages.setCurrentIndex(0)
        self._show_error("\n".join(map(self._in_words, problems)))
        self.choices.offers.show_for(problems, self.choices.briefing())
        self.allow_flaws.setVisible(
            any("leaves the page" in problem or "font" in problem for problem in problems)
        )

    def _in_words(self, problem: str) -> str:
        """Return a problem with the places of rows instead of their ids."""
        return with_places(problem, places(self._project.briefing))

    def _show_error(self, text: str) -> None:
        self.choices.summary.show_error(text)
        if text:
            self._scroller.ensureWidgetVisible(self.choices.summary)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.abandon()
            self._job = None
        self._cancel_rendering()
        self._pages.setCurrentIndex(0)

    def _cancel_rendering(self) -> None:
        if self._rendering is not None:
            self.renderer.cancel(self._rendering)
            self._rendering = None

    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def done(self, result: int) -> None:
        """Close the dialog, and stop what it has under way."""
        for task in (self._job, self._first_review):
            if task is not None:
                task.abandon()
        self._cancel_rendering()
        super().done(result)
