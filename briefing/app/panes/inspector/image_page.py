"""The inspector page of an image item: picture, caption, text alternative, evidence."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QPushButton

from briefing.app.i18n import tr
from briefing.app.panes.inspector.evidence_editor import EvidenceEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.widgets.text.exact_text import TYPED_SPACE
from briefing.editing import ReplaceContent, SetEvidence
from briefing.model.briefing import ImageItem

_PICTURE_WIDTH = 300


class ImagePage(Page):
    image_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._item: ImageItem | None = None
        self._shown_attachment = ""
        self.picture = QLabel()
        self.picture.setWordWrap(True)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.put(tr("Picture"), self.picture)
        self.replace_button = QPushButton(tr("Choose another picture…"))
        self.column.addWidget(self.replace_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.caption = self.text_field(
            tr("Caption"), lines=2, one_line=True, required="A picture needs a caption."
        )
        self.alt = self.text_field(
            tr("Description of the picture (alternative text)"),
            lines=2,
            one_line=True,
            hint=tr("Describe the picture for readers who cannot see it"),
            required="A picture needs a description for readers who cannot see it.",
        )
        self.evidence = EvidenceEditor()
        self.put(tr("Evidence"), self.evidence)
        self.column.addStretch(1)
        self.caption.typed.connect(self.reword)
        self.alt.typed.connect(self._set_alt)
        self.replace_button.clicked.connect(lambda: self.image_requested.emit(self.row_id))
        self.evidence.evidence_changed.connect(
            lambda evidence: self.ask(SetEvidence(self.row_id, evidence))
        )
        self.evidence.row_requested.connect(self.row_requested)
        self.evidence.library_requested.connect(self.library_requested)

    def _set_alt(self, text: str, run: object) -> None:
        if self._item:
            self.ask(ReplaceContent(replace(self._item, alt=text.strip(TYPED_SPACE))), run)

    def show_row(self, item: ImageItem, context: InspectorContext, content: bytes | None) -> None:
        self.start_row(item.id, context)
        self._item = item
        if self._shown_attachment != item.attachment:
            self._shown_attachment = item.attachment
            picture = QPixmap()
            picture.loadFromData(content or b"")
            if picture.isNull():
                self.picture.setText(
                    tr(
                        "The picture cannot be shown, because its file is missing or damaged. Choose "
                        "another picture."
                    )
                )
            else:
                width = min(_PICTURE_WIDTH, picture.width())
                mode = Qt.TransformationMode.SmoothTransformation
                self.picture.setPixmap(picture.scaledToWidth(width, mode))
        self.picture.setAccessibleDescription(item.alt)
        self.caption.show_text(item.caption)
        self.alt.show_text(item.alt)
        self.evidence.show_evidence(item.id, item.evidence, context)
        self.replace_button.setEnabled(not context.read_only)
