"""Asking for what a new briefing needs: a title, a treaty, a template; and beginning it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.labels import muted
from briefing.model.briefing import Briefing, Section
from briefing.model.terms import slug_of
from briefing.project import Session
from briefing.render.templates.loader import Template


class NewBriefingDialog(Dialog):
    """Asks title, treaty and template; nothing else is required."""

    def __init__(self, parent: QWidget, stock: LoadedResources, template_id: str) -> None:
        super().__init__(parent, tr("New briefing"))
        self._stock = stock
        heading = QLabel(tr("New briefing"))
        heading.setObjectName("heading")
        self.title = QLineEdit()
        self.title.setPlaceholderText(tr("What it is about, as it will stand on the cover"))
        treaties = stock.reference.library.treaties.values()
        self.treaty = choice(
            tr("Treaty"),
            [*((treaty.short_title, treaty.id) for treaty in treaties), (tr("None in particular"), None)],
        )
        templates = stock.templates.values()
        self.template = choice(
            tr("Template"), [(tr(each.spec.name), each.spec.id) for each in templates], template_id
        )
        form = form_layout()
        add_row(form, tr("Title"), self.title)
        add_row(form, tr("Treaty"), self.treaty, tr("Its facts are shown first in the library."))
        add_row(form, tr("Template"), self.template)
        self.buttons = QDialogButtonBox()
        self._create_button = self.buttons.addButton(tr("Begin"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._create_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(muted(tr("Everything can be changed later.")))
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(520)
        self.title.textChanged.connect(lambda text: self._create_button.setEnabled(bool(text.strip())))
        self._create_button.setEnabled(False)

    def session(self, author: str, organisation: str) -> Session:
        """The session that was asked for. Raises BriefingError."""
        template = self._stock.templates[str(self.template.currentData())]
        treaty_id = self.treaty.currentData()
        treaties = self._stock.reference.library.treaties
        subtitle = treaties[treaty_id].title if treaty_id else ""
        briefing = begin(self.title.text().strip(), template, subtitle)
        briefing = replace(briefing, author=author, organisation=organisation)
        return Session.begin(briefing, self._stock.reference, author=author or tr("unknown"))


def begin(title: str, template: Template, subtitle: str) -> Briefing:
    """A briefing with the sections that its template proposes."""
    sections = tuple(
        Section(id=f"s{number}", title=section.title)
        for number, section in enumerate(template.spec.outline, start=1)
    )
    return Briefing(
        id=slug_of(title, "briefing"),
        title=title,
        subtitle=subtitle,
        template_id=template.spec.id,
        sections=sections,
    )
