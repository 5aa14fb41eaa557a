"""The dialog for a briefing's details: cover, marking, grading scheme, template, status."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import (
    QLineEdit,
    QTabWidget,
    QWidget,
)

from briefing.app.dialogs.briefing.scheme_mapping import SchemeMapping
from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.dates.optional_date import OptionalDate
from briefing.app.widgets.form_fields import OptionFields, add_row, choice, explain_entries, form_layout
from briefing.app.widgets.inputs.wheel_safe import SpinBox
from briefing.app.widgets.labels import running_text
from briefing.app.widgets.scroll_area import ContentArea
from briefing.app.widgets.text.exact_text import TYPED_SPACE
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.codec.decoders import json_decoder
from briefing.editing import Batch, Edit, SetDetails, SetOption, SetTemplate
from briefing.model.briefing import Briefing, Status

_STATUS_NAMES = {
    Status.DRAFT: "Draft",
    Status.IN_REVIEW: "In review",
    Status.FINAL: "Final (opens read-only)",
    Status.SUPERSEDED: "Superseded by a later issue",
}


class DetailsDialog(Dialog):
    """Edits the details; `edit` returns the changes as one step to undo."""

    def __init__(
        self,
        parent: QWidget,
        briefing: Briefing,
        resources: LoadedResources,
        *,
        today: str,
        signing_author: str,
    ) -> None:
        super().__init__(parent, tr("Briefing details"))
        self._briefing = briefing
        self._resources, self._signing_author = resources, signing_author
        self._text_fields = {
            name: QLineEdit(getattr(briefing, name))
            for name in ("title", "subtitle", "author", "organisation", "requested_by")
        }
        self.author = self._text_fields["author"]
        self.purpose = ExactTextEdit(briefing.purpose)
        self.purpose.setTabChangesFocus(True)
        self.purpose.setMaximumHeight(84)
        self.cut_off = OptionalDate(tr("Cut-off date"), briefing.cut_off, today)
        self.issued = OptionalDate(tr("Date on the cover"), briefing.issued, today)
        markings = [
            marking
            for marking_set in resources.reference.scales.marking_sets.values()
            for marking in marking_set.markings
        ]
        labels = [(marking.label, marking.label) for marking in markings]
        self.marking = choice(tr("Marking"), labels, briefing.marking)
        explain_entries(
            self.marking, [tr("For {audience}", audience=tr(marking.audience)) for marking in markings]
        )
        schemes = resources.reference.scales.schemes.values()
        graded = [scheme for scheme in schemes if any(s.subject == "confidence" for s in scheme.scales)]
        self.scheme = choice(
            tr("Grading scheme"), [(scheme.name, scheme.id) for scheme in graded], briefing.scheme_id
        )
        self._about_scheme = running_text("", name="small")
        self.mapping = SchemeMapping()
        self.status = choice(
            tr("Status"), [(tr(name), status) for status, name in _STATUS_NAMES.items()], briefing.status
        )
        self.template = choice(
            tr("Template"),
            [(tr(t.spec.name), t.spec.id) for t in resources.templates.values()],
            briefing.template_id,
        )
        self.page_budget = SpinBox()
        self.page_budget.setRange(0, 999)
        self.page_budget.setSpecialValueText(tr("As many as needed"))
        self.page_budget.setValue(briefing.page_budget or 0)
        self.options = OptionFields()
        self._show_options()
        self.template.currentIndexChanged.connect(lambda _index: self._show_options())
        self._lay_out()
        self.scheme.currentIndexChanged.connect(lambda _index: self._show_mapping())
        self.mapping.decided_changed.connect(self._update_ok)
        for date in (self.cut_off, self.issued):
            date.changed.connect(self._update_ok)
        self._text_fields["title"].textChanged.connect(lambda _text: self._update_ok())

    def _update_ok(self) -> None:
        has_title = bool(self._text_fields["title"].text().strip())
        has_days = self.cut_off.is_valid and self.issued.is_valid
        self._ok.setEnabled(has_title and has_days and self.mapping.is_decided)

    def _show_about_scheme(self) -> None:
        """Say where the scheme is published, and what its scales are."""
        scheme = self._resources.reference.scales.schemes[str(self.scheme.currentData())]
        scales = (
            f"{tr(scale.name)}: {', '.join(tr(term.term) for term in scale.terms)}"
            for scale in scheme.scales
        )
        self._about_scheme.setText("\n".join((f"{scheme.reference}.", *scales)))

    def _show_mapping(self) -> None:
        self._show_about_scheme()
        schemes = self._resources.reference.scales.schemes
        chosen = schemes.get(str(self.scheme.currentData()))
        self.mapping.show_change(self._briefing, schemes.get(self._briefing.scheme_id), chosen)

    def _show_options(self) -> None:
        template = self._resources.templates.get(str(self.template.currentData()))
        if template is not None:
            self.options.show_template(template, template.accepted(self._briefing.template_options))

    def _lay_out(self) -> None:
        cover, grading = QWidget(), QWidget()
        names = {
            "title": tr("Title"),
            "subtitle": tr("Subtitle"),
            "author": tr("Author"),
            "organisation": tr("Organisation"),
            "requested_by": tr("Requested by"),
        }
        form = form_layout(cover)
        signing = tr(
            "Printed on the cover. Your changes and grades are recorded as those of “{name}” (see "
            "Preferences).",
            name=self._signing_author,
        )
        for name, words in names.items():
            add_row(form, words, self._text_fields[name], signing if name == "author" else "")
        add_row(form, tr("Purpose"), self.purpose)
        add_row(
            form, tr("Cut-off date"), self.cut_off, tr("Information after this day was not considered.")
        )
        add_row(form, tr("Date on the cover"), self.issued)
        other = form_layout(grading)
        add_row(
            other,
            tr("Marking"),
            self.marking,
            tr("Protective marking, printed at the top and bottom of every page."),
        )
        add_row(other, tr("Grading scheme"), self.scheme)
        other.addRow("", self._about_scheme)
        self._show_about_scheme()
        other.addRow(self.mapping)
        add_row(other, tr("Status"), self.status)
        add_row(other, tr("Template"), self.template)
        add_row(
            other,
            tr("Page budget"),
            self.page_budget,
            tr("The number of pages that the briefing may take. “Fit to pages…” finds what to leave out."),
        )
        other.addRow(self.options)
        tabs = QTabWidget()
        tabs.setAccessibleName(tr("Pages of the dialog"))
        tabs.addTab(ContentArea(cover), tr("Cover"))
        tabs.addTab(ContentArea(grading), tr("Marking, grading, template"))
        buttons, self._ok = self.decision_box(tr("Apply"))
        buttons.accepted.connect(self.accept)
        self.lay_out(tabs, buttons, width=620, height=620, scrolls=False)

    @property
    def new_author(self) -> str:
        """The author, if the user entered another; else empty."""
        author = self.author.text().strip()
        return author if author != self._briefing.author else ""

    def edit(self) -> Edit | None:
        """Return the changes as one edit, None where nothing changed."""
        before = self._briefing
        values: dict[str, object] = {
            name: line.text().strip(TYPED_SPACE)
            for name, line in self._text_fields.items()
            if line.text() != getattr(before, name)
        }
        values["page_budget"] = self.page_budget.value() or None
        values["purpose"] = self.purpose.exact_text()
        values["cut_off"], values["issued"] = self.cut_off.value, self.issued.value
        values["marking"], values["status"] = self.marking.currentData(), self.status.currentData()
        changed = {name: value for name, value in values.items() if value != getattr(before, name)}
        edits: list[Edit] = []
        if (scheme := self.mapping.edit()) is not None:
            edits.append(scheme)
        edits += self._template_edits()
        if changed:
            # A final briefing accepts no other change: set "final" last, and leave it first.
            json_decoder(SetDetails)  # described, before another thread needs it
            details = msgspec.convert({"type": "SetDetails", **changed}, SetDetails)
            edits.insert(0 if before.status is Status.FINAL else len(edits), details)
        if len(edits) > 1:
            return Batch(edits=tuple(edits), name=tr("Change details"))
        return edits[0] if edits else None

    def _template_edits(self) -> list[Edit]:
        before = self._briefing
        edits: list[Edit] = []
        template_id = str(self.template.currentData())
        old_options = before.template_options
        if template_id != before.template_id:
            edits.append(SetTemplate(template_id))
            old_options = {}
        new_options = self.options.values()
        changed = [
            name
            for name in sorted({*old_options, *new_options})
            if old_options.get(name) != new_options.get(name)
        ]
        return edits + [SetOption(name, new_options.get(name)) for name in changed]
