"""The dialog for a new briefing: title, treaty, template."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.services.resources import LoadedResources
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.labels import heading_label, muted, running_text
from briefing.editing import AddItem, apply, next_id
from briefing.model.briefing import Briefing, Comparison, Section
from briefing.model.terms import slug_of_title
from briefing.model.treaty import Treaty
from briefing.organisation import OwnOrganisation, begun
from briefing.project import Session
from briefing.render.templates.loader import Template

_LIST_HEIGHT = 110


class NewBriefingDialog(Dialog):
    """Asks for title, treaty and template, and for the author until that is known.

    `session` starts the briefing.
    """

    def __init__(
        self,
        parent: QWidget,
        resources: LoadedResources,
        template_id: str,
        author: str,
        treaty_id: str = "",
    ) -> None:
        """`treaty_id` is the treaty that is proposed; without one, the only one of the library."""
        super().__init__(parent, tr("New briefing"))
        self._resources = resources
        heading = heading_label(tr("New briefing"))
        self.title = QLineEdit()
        self.title.setPlaceholderText(tr("The title printed on the cover"))
        treaties = resources.reference.library.treaties.values()
        self.treaty = _treaty_choice(list(treaties), treaty_id)
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
        self.compared = QListWidget()
        self.compared.setMaximumHeight(theme.pixels(_LIST_HEIGHT))
        for treaty in treaties:
            entry = QListWidgetItem(treaty.short_title)
            entry.setData(Qt.ItemDataRole.UserRole, treaty.id)
            entry.setCheckState(Qt.CheckState.Unchecked)
            self.compared.addItem(entry)
        self._form = form
        self._compared_row = form.rowCount()
        add_row(
            form,
            tr("Treaties to compare"),
            self.compared,
            tr("Tick two or more. The briefing starts with a comparison of them."),
        )
        self.compared.itemChanged.connect(lambda _entry: self._update_create())
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
        content, column = column_widget(spacing=12)
        column.addWidget(heading)
        column.addWidget(muted(tr("You can change all of this later.")))
        column.addLayout(form)
        column.addStretch(1)
        self.lay_out(content, self.buttons, width=560)
        self.title.textChanged.connect(lambda _text: self._update_create())
        self.template.currentIndexChanged.connect(lambda _index: self._update_create())
        self._update_create()

    @property
    def _chosen_template(self) -> Template:
        return self._resources.templates[str(self.template.currentData())]

    @property
    def compared_treaties(self) -> tuple[str, ...]:
        """The ids of the treaties to compare; empty for a template that needs none."""
        if not self._chosen_template.spec.least_treaties:
            return ()
        entries = (self.compared.item(row) for row in range(self.compared.count()))
        return tuple(
            str(entry.data(Qt.ItemDataRole.UserRole))
            for entry in entries
            if entry.checkState() is Qt.CheckState.Checked
        )

    def _update_create(self) -> None:
        """Enable *Create*, or say at the button what is missing."""
        least = self._chosen_template.spec.least_treaties
        reason = "" if self.title.text().strip() else tr("A briefing needs a title.")
        if not reason and len(self.compared_treaties) < least:
            reason = tr("Tick at least {count} treaties to compare.", count=least)
        self._create_button.setEnabled(not reason)
        self._create_button.setToolTip(reason)
        self._create_button.setAccessibleDescription(reason)

    def _show_about_template(self) -> None:
        """Describe the template, and how long a briefing gets with it."""
        spec = self._chosen_template.spec
        self._form.setRowVisible(self._compared_row, bool(spec.least_treaties))
        self.about_template.setText(f"{tr(spec.description)}\n{length_text(spec.max_pages)}")
        if self.isVisible():
            self._open_at_size()

    @property
    def author_name(self) -> str:
        return self.author.text().strip()

    def session(
        self, author: str, organisation: str, own: OwnOrganisation, today: str, used: tuple[str, ...] = ()
    ) -> Session:
        """Start an editing session with the new briefing. Raises BriefingError.

        It has the defaults of the organisation, whose references `used` are those given so far.
        """
        template = self._chosen_template
        treaty_id = self.treaty.currentData()
        treaties = self._resources.reference.library.treaties
        subtitle = treaties[treaty_id].title if treaty_id else ""
        briefing = new_briefing(self.title.text().strip(), template, subtitle)
        briefing = replace(briefing, author=author, organisation=organisation)
        briefing, attachments = begun(briefing, own, today, used)
        author, reference = author or tr("unknown"), self._resources.reference
        session = Session.begin(briefing, reference, author=author, attachments=attachments)
        compared = self.compared_treaties
        if not compared or not briefing.sections:
            return session
        row = Comparison(
            id=next_id(briefing, "c"), caption=tr("Comparison of treaties"), treaty_ids=compared
        )
        added = session.completed(AddItem(item=row, section_id=briefing.sections[0].id))
        briefing = apply(briefing, added)
        return Session.begin(briefing, reference, author=author, attachments=attachments)


def _treaty_choice(treaties: Sequence[Treaty], treaty_id: str) -> QComboBox:
    """Return a choice of treaties and of none, with a treaty chosen, or the only one there is."""
    known = [each.id for each in treaties]
    if len(known) == 1:
        treaty_id = known[0]
    named = [(each.short_title, each.id) for each in treaties]
    chosen = treaty_id if treaty_id in known else None
    return choice(tr("Treaty"), [*named, (tr("No particular treaty"), None)], chosen)


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
        id=slug_of_title(title),
        title=title,
        subtitle=subtitle,
        template_id=template.spec.id,
        sections=sections,
    )
