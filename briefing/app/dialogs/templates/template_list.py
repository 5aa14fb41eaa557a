"""The templates dialog: copy, check, import, export and remove templates."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing import paths
from briefing.app.dialogs.confirm import ask
from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.services import background
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, form_layout
from briefing.app.widgets.labels import running_text
from briefing.atomic_write import refuse_input, write_atomically
from briefing.errors import BriefingError
from briefing.model.terms import slug_of
from briefing.project.storage import refuse_name_of_project
from briefing.render.templates.loader import BrokenTemplate, Template
from briefing.templating.archive import (
    import_template,
    is_id_used,
    pack_template,
    read_manifest,
    read_zip,
    unpack_template,
)
from briefing.templating.finding import TemplateFinding, TemplateSeverity
from briefing.templating.folder import copy_template, paths_of, remove_folder

_ENTRY = Qt.ItemDataRole.UserRole + 1
_ZIP = "ZIP (*.zip)"


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entry of the list: a template, or a folder with a broken one."""

    id: str
    folder: Path
    text: str
    template: Template | None = None

    @property
    def is_own(self) -> bool:
        return self.folder.parent == paths.user_templates()


class TemplatesDialog(Dialog):
    """Lists the templates with their origin; `changed` follows a change of the user's folder."""

    changed = Signal()

    def __init__(self, parent: QWidget, resources: LoadedResources) -> None:
        super().__init__(parent, tr("Templates"))
        self._checking: background.BackgroundTask | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Templates"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.findings = QListWidget()
        self.findings.setAccessibleName(tr("Problems found in the template"))
        self.findings.setWordWrap(True)
        self.findings.itemActivated.connect(self._open_place)
        self.status_label = running_text(
            tr("Copy a template to edit it in a text editor. The preview updates when you save its files.")
        )
        self.buttons = {
            "copy": self._button(tr("Copy…"), self._copy),
            "folder": self._button(tr("Open folder"), self._open_folder),
            "check": self._button(tr("Check"), self._check),
            "import": self._button(tr("Import…"), self._import),
            "export": self._button(tr("Export…"), self._export),
            "remove": self._button(tr("Delete…"), self._remove),
        }
        side = QVBoxLayout()
        for button in self.buttons.values():
            side.addWidget(button)
        side.addStretch(1)
        grid = QGridLayout()
        grid.addWidget(self.list, 0, 0)
        grid.addLayout(side, 0, 1)
        content, column = column_widget()
        column.addLayout(grid, 3)
        column.addWidget(self.status_label)
        column.addWidget(self.findings, 2)
        self.lay_out(content, self.close_box(), width=760, height=620, scrolls=False)
        self.findings.hide()
        # A bound method disconnects with the dialog: the list emits this signal while it is being deleted.
        self.list.currentRowChanged.connect(self._update_buttons)
        self.finished.connect(self._abandon)
        self.show_templates(resources)

    def _button(self, text: str, action: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: action())  # type: ignore[operator]
        return button

    # The list

    def show_templates(self, resources: LoadedResources) -> None:
        chosen = self._current()
        listed = [
            _Listed(template.spec.id, template.folder, _template_text(template), template)
            for template in resources.templates.values()
        ]
        listed += [_Listed(broken.id, broken.folder, _problems(broken)) for broken in resources.broken]
        self.list.clear()
        for entry in listed:
            item = QListWidgetItem(entry.text)
            item.setData(_ENTRY, entry)
            item.setToolTip(str(entry.folder))
            self.list.addItem(item)
            if chosen is not None and entry.folder == chosen.folder:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._update_buttons()

    def choose(self, template_id: str) -> None:
        """Select the template with this id."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ENTRY).id == template_id:
                self.list.setCurrentRow(row)

    def _current(self) -> _Listed | None:
        item = self.list.currentItem()
        return item.data(_ENTRY) if item else None

    def _update_buttons(self, _row: int = 0) -> None:
        entry = self._current()
        self.buttons["copy"].setEnabled(bool(entry and entry.template))
        self.buttons["export"].setEnabled(bool(entry and entry.template))
        self.buttons["check"].setEnabled(entry is not None and self._checking is None)
        self.buttons["folder"].setEnabled(entry is not None)
        self.buttons["remove"].setEnabled(bool(entry and entry.is_own))

    def _show_status(self, text: str) -> None:
        self.status_label.setText(text)

    def _show_error(self, error: BriefingError) -> None:
        self._show_status("\n".join(map(str, error.problems)))

    # Actions

    def _copy(self) -> None:
        entry = self._current()
        if entry is None or entry.template is None:
            return
        dialog = CopyTemplateDialog(self, entry.template)
        dialog.copied.connect(self._copied)
        dialog.open()

    def _copied(self, template: Template) -> None:
        self._show_status(tr("Template copied to {folder}.", folder=template.folder))
        self.changed.emit()

    def _open_folder(self) -> None:
        if entry := self._current():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(entry.folder)))

    def _check(self) -> None:
        # With compose and Jinja2, which the window does not need otherwise.
        from briefing.templating.check import check_guarded

        entry = self._current()
        if entry is None:
            return
        self.findings.clear()
        self._show_status(
            tr("Checking “{name}”: its files, and its pages with every option…", name=entry.id)
        )
        self._checking = background.start(
            lambda: check_guarded(entry.folder), partial(self._checked, entry.folder), self._check_failed
        )
        self._update_buttons()

    def _abandon(self, _result: int = 0) -> None:
        """Abandon a running check."""
        if self._checking is not None:
            self._checking.abandon()
            self._checking = None

    def _check_failed(self, error: BriefingError) -> None:
        self._checking = None
        self._show_error(error)
        self._update_buttons()

    def _checked(self, folder: Path, findings: list[TemplateFinding]) -> None:
        self._checking = None
        for finding in findings:
            item = QListWidgetItem(str(finding).replace(f"{folder}{os.sep}", ""))
            item.setData(_ENTRY, finding.problem.file)
            self.findings.addItem(item)
        self.findings.setVisible(bool(findings))
        self._show_status(_check_result(findings))
        self._update_buttons()

    def _open_place(self, item: QListWidgetItem) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(item.data(_ENTRY))))

    def _export(self) -> None:
        entry = self._current()
        if entry is None or entry.template is None:
            return
        proposed = str(Path.home() / f"{entry.id}.zip")
        name, _ = QFileDialog.getSaveFileName(self, tr("Export the template"), proposed, _ZIP)
        if not name:
            return
        try:
            refuse_input(Path(name), paths_of(entry.template).values())
            refuse_name_of_project(Path(name))
            write_atomically(Path(name), pack_template(entry.template))
        except BriefingError as error:
            self._show_error(error)
        else:
            self._show_status(tr("Template exported to {path}.", path=name))

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Import a template"), "", _ZIP)
        if name:
            self.import_zip(Path(name))

    def import_zip(self, path: Path) -> None:
        """Import the template of a ZIP file; ask before replacing one with the same id."""
        try:
            files = unpack_template(read_zip(path), str(path))
            template_id = read_manifest(files, str(path)).id
            exists = is_id_used(template_id)
            if exists and not self._may_replace(template_id):
                return
            template = import_template(files, str(path), replace=exists)
        except BriefingError as error:
            self._show_error(error)
            return
        self._show_status(tr("Template imported: {name}.", name=template.spec.name))
        self.changed.emit()

    def _may_replace(self, template_id: str) -> bool:
        return ask(
            self,
            tr("Replace your template with the imported one?"),
            tr("A template “{name}” already exists. The imported template replaces it.", name=template_id),
            tr("Replace"),
        )

    def _remove(self) -> None:
        entry = self._current()
        if entry is None or not entry.is_own:
            return
        text = tr("The folder {folder} and all its files will be deleted.", folder=entry.folder)
        if not ask(self, tr("Delete the template?"), text, tr("Delete")):
            return
        try:
            remove_folder(entry.folder)
        except BriefingError as error:
            self._show_error(error)
        else:
            self._show_status(tr("Template deleted: {name}.", name=entry.id))
            self.changed.emit()


class CopyTemplateDialog(Dialog):
    """Asks for a name and copies the template; `copied` carries the copy."""

    copied = Signal(object)

    def __init__(self, parent: QWidget, template: Template) -> None:
        super().__init__(parent, tr("Copy a template"))
        self._template = template
        self.name = QLineEdit(tr("My {name}", name=template.spec.name.lower()))
        self.name.selectAll()
        self._error_label = running_text("", name="danger")
        self._error_label.hide()
        buttons, self.copy_button = self.decision_box(tr("Copy"))
        buttons.accepted.connect(self._copy)
        form = form_layout()
        add_row(
            form,
            tr("Name"),
            self.name,
            tr("The name is also used for the folder and the id of the template."),
        )
        content, column = column_widget()
        column.addLayout(form)
        column.addWidget(self._error_label)
        column.addStretch(1)
        self.lay_out(content, buttons, width=480)
        self.name.textChanged.connect(lambda text: self.copy_button.setEnabled(bool(text.strip())))

    def _copy(self) -> None:
        name = self.name.text().strip()
        try:
            copy = copy_template(self._template, slug_of(name, "template"), name)
        except BriefingError as error:
            self._error_label.setText("\n".join(map(str, error.problems)))
            self._error_label.show()
            return
        self.copied.emit(copy)
        self.accept()


def _template_text(template: Template) -> str:
    origin = tr("included with the program") if template.is_bundled else tr("your own template")
    return f"{tr(template.spec.name)} ({template.spec.id}) · {origin}\n{tr(template.spec.description)}"


def _check_result(findings: list[TemplateFinding]) -> str:
    if not findings:
        return tr("The check found no problems in the template.")
    errors = sum(finding.severity is TemplateSeverity.ERROR for finding in findings)
    return tr(
        "The check found {errors} and {warnings}. Press Enter to open the file of the selected problem.",
        errors=counted(errors, "error", "errors"),
        warnings=counted(len(findings) - errors, "warning", "warnings"),
    )


def _problems(broken: BrokenTemplate) -> str:
    problems = (str(problem).replace(f"{broken.folder}{os.sep}", "") for problem in broken.problems)
    return "\n".join([tr("{name}: this template cannot be used", name=broken.id), *problems])
