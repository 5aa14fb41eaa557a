"""The defaults and the thesaurus of the organisation, as the windows read them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from briefing.app.services.context import WindowContext
from briefing.app.services.notices import ANSWERED
from briefing.errors import BriefingError
from briefing.organisation import OwnOrganisation, proposed_reference, read_organisation, used_references

_NOTICE = "organisation"


def own_organisation(context: WindowContext) -> OwnOrganisation:
    """Return the defaults of the organisation. A faulty file is reported, and nobody's are used."""
    markings = context.resources.reference.scales.marking_labels if context.resources else ()
    try:
        own = read_organisation(markings)
    except BriefingError as error:
        context.report(error, until=ANSWERED, key=_NOTICE)
        return OwnOrganisation()
    context.withdraw(_NOTICE)
    return own


def next_reference(context: WindowContext, own: OwnOrganisation) -> str:
    """Return the reference that is proposed next; empty without a scheme for them."""
    try:
        return proposed_reference(own, context.today, used_references())
    except BriefingError as error:
        context.report(error)
        return ""


class ThesaurusChanges(QObject):
    """Announces to all windows that the thesaurus of the organisation was changed by one of them."""

    changed = Signal()

    def announce(self) -> None:
        self.changed.emit()


_changes: list[ThesaurusChanges] = []


def thesaurus_changes() -> ThesaurusChanges:
    """Return the announcer of the application."""
    if not _changes or not isValid(_changes[0]):
        _changes[:] = [ThesaurusChanges(QCoreApplication.instance())]
    return _changes[0]
