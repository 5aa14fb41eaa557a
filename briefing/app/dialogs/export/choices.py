"""The first page of the export dialog: format, file, marking, attachments, template and its options."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.dialogs.export.format_choice import PDF, about, file_filter, format_field, with_ending
from briefing.app.dialogs.export.offers import FitOffers
from briefing.app.dialogs.export.signing_choice import SigningChoice
from briefing.app.dialogs.export.summary import ExportSummary
from briefing.app.i18n import tr
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import OptionFields, add_row, choice, form_layout
from briefing.app.widgets.labels import running_text
from briefing.model.briefing import Briefing
from briefing.pdf_record.embed import EmbeddedPart


class ExportChoices(QWidget):
    """What to export and where to; the project does not change.

    A relative path is in the folder of `path`, which the export proposes.
    """

    def __init__(
        self, briefing: Briefing, resources: LoadedResources, path: Path, summary: ExportSummary
    ) -> None:
        super().__init__()
        self._briefing, self._resources, self._folder = briefing, resources, path.parent
        self.summary = summary
        self.format = format_field()
        self.path = QLineEdit(str(path))
        self.folder_label = running_text("", name="small")
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
        self.signing = SigningChoice()
        self.allow_flaws = QCheckBox(tr("Export in spite of these layout problems"))
        self.allow_flaws.hide()
        self.offers = FitOffers(resources)
        self.options = OptionFields()
        self._lay_out()
        self._show_options()
        self._show_format()
        self.template.currentIndexChanged.connect(lambda _index: self._show_options())
        self.format.currentIndexChanged.connect(lambda _index: self._show_format())
        self.path.textChanged.connect(lambda _text: self._show_folder())
        self.embed_project.toggled.connect(self._embed_toggled)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self.allow_flaws)
        column.addWidget(self.offers)
        self._form = form = form_layout()
        column.addLayout(form)
        column.addStretch(1)
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
        self._add_attachments()
        add_row(form, tr("Signature"), self.signing)
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

    def _add_attachments(self) -> None:
        add_row(
            self._form,
            tr("Project"),
            self.embed_project,
            tr(
                "Readers of the PDF can then open the briefing, compare the pages with it, and read parts "
                "that are not printed: notes, hidden rows, waivers, and all changes with author and time."
            ),
        )
        others, boxes = column_widget()
        for box in self.attachment_boxes.values():
            boxes.addWidget(box)
        add_row(
            self._form,
            tr("Attachments"),
            others,
            tr(
                "CSL-JSON is for reference managers, STIX for threat intelligence. Both contain "
                "only what is printed. If you attach the project, both are attached as well."
            ),
        )

    def _place(self) -> QWidget:
        place, column = column_widget(spacing=3)
        line = QHBoxLayout()
        line.addWidget(self.path, 1)
        browse = QPushButton(tr("Choose…"))
        browse.setAccessibleName(tr("Choose the file to write"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        line.addWidget(browse)
        column.addLayout(line)
        column.addWidget(self.folder_label)
        return place

    def _show_options(self) -> None:
        template = self._resources.templates[str(self.template.currentData())]
        self.options.show_template(template, template.accepted(self._briefing.template_options))

    def show_briefing(self, briefing: Briefing) -> None:
        """Show the template and the options of a briefing that was changed meanwhile."""
        self._briefing = briefing
        self.template.setCurrentIndex(max(self.template.findData(briefing.template_id), 0))
        self._show_options()

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
        self._show_folder()

    def _show_folder(self) -> None:
        """Name file and folder in full: the field shows as much of a long path as there is room for."""
        target = self.target()
        self.folder_label.setText(
            tr("Writes “{name}” to the folder {folder}", name=target.name, folder=target.parent)
            if target is not None
            else tr("Type a file name, or choose one.")
        )

    @property
    def format_id(self) -> str:
        return str(self.format.currentData())

    def target(self) -> Path | None:
        """Return the absolute path of the file to write; None if no name is given."""
        text = self.path.text().strip()
        if not text or not Path(text).name:
            return None
        return with_ending(self._folder / Path(text).expanduser(), self.format_id)

    def briefing(self) -> Briefing:
        """Return the briefing to export: with the chosen marking and, for a PDF, template and options."""
        marked = replace(self._briefing, marking=str(self.marking.currentData()))
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

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("Export"),
            str(self.target() or self._folder),
            file_filter(self.format_id),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.path.setText(name)
