"""Build the controllers of a window, and connect them with each other."""

from __future__ import annotations

from collections.abc import Callable

from briefing.app.controllers.changes import ChangesController
from briefing.app.controllers.clipboard import ClipboardController
from briefing.app.controllers.desktop.arrangement import ArrangementController
from briefing.app.controllers.desktop.drop import DropController
from briefing.app.controllers.desktop.help import HelpController
from briefing.app.controllers.desktop.printing import PrintingController
from briefing.app.controllers.desktop.side import SideController
from briefing.app.controllers.desktop.verification import VerificationController
from briefing.app.controllers.desktop.viewer import ViewerController
from briefing.app.controllers.details import DetailsController
from briefing.app.controllers.edits import EditController
from briefing.app.controllers.export import ExportController
from briefing.app.controllers.insert import InsertController
from briefing.app.controllers.issue.comments import CommentsController
from briefing.app.controllers.issue.finish import FinishController
from briefing.app.controllers.issue.issue import IssueController
from briefing.app.controllers.library.conflicts import ConflictController
from briefing.app.controllers.library.exchange import ExchangeController
from briefing.app.controllers.library.facts import FactsController
from briefing.app.controllers.library.library import LibraryController
from briefing.app.controllers.library.records import RecordsController
from briefing.app.controllers.move import MoveController
from briefing.app.controllers.navigate import NavigateController
from briefing.app.controllers.open import OpenController
from briefing.app.controllers.page_budget.fill import FillController
from briefing.app.controllers.page_budget.fit import FitController
from briefing.app.controllers.preferences import PreferencesController
from briefing.app.controllers.preview import PreviewController
from briefing.app.controllers.review import ReviewController
from briefing.app.controllers.rows import RowController
from briefing.app.controllers.save import SaveController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.controllers.writing.answers import AnswersController
from briefing.app.controllers.writing.drafts import DraftController
from briefing.app.controllers.writing.history import HistoryController
from briefing.app.controllers.writing.pasting import PastingController
from briefing.app.controllers.writing.replace import ReplaceController
from briefing.app.controllers.writing.spelling import SpellingController
from briefing.app.controllers.writing.support import SupportController
from briefing.app.controllers.writing.thesaurus import ThesaurusController
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.services.context import WindowContext

Command = Callable[[], object]


class ControllerSet:
    """One controller a subject; `controllers.insert` is the InsertController of controllers/insert.py."""

    def __init__(self, context: WindowContext, panes: PaneSplitter) -> None:
        self.edits = EditController(context, panes.outline, panes.inspector, panes.comments)
        self.templates = TemplatesController(context)
        self.drafts = DraftController(context, panes)
        self.preview = PreviewController(context, panes, self.templates, self.drafts)
        self.review = ReviewController(context, self.edits, panes)
        self.rows = RowController(context, self.edits, panes.outline)
        self.insert = InsertController(context, self.edits, panes)
        self.move = MoveController(context, self.edits, self.insert, panes.outline)
        self.pasting = PastingController(context, self.edits, self.insert, panes)
        self.clipboard = ClipboardController(
            context, self.edits, self.insert, self.pasting, self.rows, panes
        )
        self.navigate = NavigateController(context, panes, self.insert)
        self.fill = FillController(context, self.templates, self.preview)
        self.arrangement = ArrangementController(context, panes)
        self.side = SideController(context)
        self.library = LibraryController(context)
        self.facts = FactsController(context, panes, self.insert)
        self.records = RecordsController(context)
        self.conflicts = ConflictController(context)
        self.exchange = ExchangeController(context)
        self.open = OpenController(context, self.edits)
        self.drop = DropController(context, self.open, self.insert, panes)
        self.comments = CommentsController(context, self.edits, panes)
        self.save = SaveController(context, self.edits, self.comments.may_leave)
        self.changes = ChangesController(context, self.edits, panes.outline)
        self.details = DetailsController(context, self.edits, self.templates)
        self.export = ExportController(context, self.edits, self.templates, self.preview)
        self.fit = FitController(context, self.edits, self.templates)
        self.preferences = PreferencesController(context)
        self.printing = PrintingController(context, self.edits, self.templates)
        self.viewer = ViewerController(context, self.edits, self.templates)
        self.verification = VerificationController(context)
        self.spelling = SpellingController(context, panes)
        self.support = SupportController(context, panes)
        self.thesaurus = ThesaurusController(context)
        self.answers = AnswersController(context, self.edits, self.review, panes)
        self.help = HelpController(context, panes, self.review)
        self.replace = ReplaceController(context, self.edits, panes.outline)
        self.history = HistoryController(context, self.edits, panes.outline, panes.inspector)
        self.issue = IssueController(context, self.edits, self.review)
        self.finish = FinishController(context, self.edits, self.review, self.preview, panes)
        self.drop.source_dropped.connect(self.library.add_file)
        self.drop.records_dropped.connect(self.exchange.import_file)
        self.drop.library_dropped.connect(self.exchange.merge_library)
        self.open.source_requested.connect(self.library.add_file)
        self.navigate.project_requested.connect(self.open.open_path)
        self.save.reload_requested.connect(self.open.open_path)
        self.export.review_requested.connect(self.navigate.show_review)
        self.export.fit_requested.connect(self.fit.open_dialog)
        self.printing.review_requested.connect(self.navigate.show_review)
        self.viewer.review_requested.connect(self.navigate.show_review)

    def commands(self) -> dict[str, Command]:
        """Return the command of each action, by the action's id."""
        commands: dict[str, Command] = {}
        for controller in (
            self.edits, self.templates, self.preview, self.review, self.rows, self.insert, self.move,
            self.clipboard, self.navigate, self.open, self.save, self.changes, self.details, self.export,
            self.fit, self.preferences, self.replace, self.help, self.history,
            self.spelling, self.support, self.thesaurus, self.answers, self.printing, self.issue,
            self.comments, self.finish, self.verification, self.arrangement, self.viewer, self.side,
            self.library, self.facts, self.records, self.exchange,
        ):  # fmt: skip
            added = controller.commands()
            assert not commands.keys() & added.keys(), commands.keys() & added.keys()
            commands |= added
        return commands
