"""The dialog for a new briefing: title, treaty, template."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.labels import muted, running_text
from briefing.model.briefing import Briefing, Section
from briefing.model.terms import slug_of
from briefing.project import Session
from briefing.render.templates.loader import Template


class NewBriefingDialog(Dialog):
    """Asks for title, treaty and template, and for the author until that is known.

    `session` starts the briefing.
    """

    def __init__(self, parent: QWidget, resources: LoadedResources, template_id: str, author: str) -> None:
        super().__init__(parent, tr("New briefing"))
        self._resources = resources
        heading = QLabel(tr("New briefing"))
        heading.setObjectName("heading")
        self.title = QLineEdit()
        self.title.setPlaceholderText(tr("The title printed on the cover"))
        treaties = resources.reference.library.treaties.values()
        self.treaty = choice(
            tr("Treaty"),
            [*((treaty.short_title, treaty.id) for treaty in treaties), (tr("No particular treaty"), None)],
        )
        templates = resources.templates.values()
        self.template = choice(
            tr("Template"),
            [(tr(template.spec.name), template.spec.id) for template in templates],
            template_id,
        )
        form = form_layout()
        add_row(form, tr("Title"), self.title)
        add_row(form, tr("Treaty"), self.treaty, tr("The library lists the facts about this treaty first."))
        add_row(form, tr("Template"), self.template)
        self.about_template = running_text("", name="small")
        form.addRow("", self.about_template)
        self.template.currentIndexChanged.connect(lambda _index: self._show_about_template())
        self._show_about_template()
        self.author = QLineEdit(author)
        if not author:
            self.author.setPlaceholderText(tr("Name of the author"))
            add_row(
                form,
                tr("Your name"),
                self.author,
                tr("Printed as the author, and recorded with your changes and grades. Asked once."),
            )
        self.buttons, self._create_button = self.decision_box(tr("Create"))
        self.buttons.accepted.connect(self.accept)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(muted(tr("You can change all of this later.")))
        column.addLayout(form)
        column.addStretch(1)
        self.lay_out(content, self.buttons, width=560)
        self.title.textChanged.connect(lambda text: self._create_button.setEnabled(bool(text.strip())))
        self._create_button.setEnabled(False)

    def _show_about_template(self) -> None:
        """Describe the template, and how long a briefing gets with it."""
        spec = self._resources.templates[str(self.template.currentData())].spec
        self.about_template.setText(f"{tr(spec.description)}\n{length_text(spec.max_pages)}")

    @property
    def author_name(self) -> str:
        return self.author.text().strip()

    def session(self, author: str, organisation: str) -> Session:
        """Start an editing session with the new briefing. Raises BriefingError."""
        template = self._resources.templates[str(self.template.currentData())]
        treaty_id = self.treaty.currentData()
        treaties = self._resources.reference.library.treaties
        subtitle = treaties[treaty_id].title if treaty_id else ""
        briefing = new_briefing(self.title.text().strip(), template, subtitle)
        briefing = replace(briefing, author=author, organisation=organisation)
        return Session.begin(briefing, self._resources.reference, author=author or tr("unknown"))


def length_text(max_pages: int | None) -> str:
    """Return how many pages a briefing has at most with a template."""
    if not max_pages:
        return tr("Length: as many pages as the rows need.")
    if max_pages == 1:
        return tr("Length: one page at most, that is one side of A4 or Letter.")
    return tr("Length: {count} pages at most.", count=max_pages)


def new_briefing(title: str, template: Template, subtitle: str) -> Briefing:
    """Return a briefing with the sections that its template proposes."""
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
