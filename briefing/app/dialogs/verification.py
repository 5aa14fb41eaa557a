"""The dialog that verifies a PDF: its pages against the project in it, and its signatures."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.services.settings import TRUSTED_CERTIFICATES, Settings
from briefing.app.services.verification import Verification
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import caption, heading_label, running_text
from briefing.app.widgets.lists.path_list import PathList
from briefing.pdf_record.signing import SignatureReport
from briefing.pdf_record.verdict import Verdict
from briefing.text.characters import visible


class VerificationDialog(Dialog):
    """Verifies a PDF, and again when the trusted certificates change, which are a setting."""

    def __init__(self, parent: QWidget, settings: Settings, path: Path) -> None:
        super().__init__(parent, tr("Verify a PDF"))
        self._settings, self._path = settings, path
        heading = heading_label(visible(path.name), wraps=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the verification"))
        self.text = running_text("", name="")
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.trusted = trusted_certificates(self, settings)
        self.trusted.changed.connect(self.verify)
        content, column = column_widget(spacing=8)
        for widget in (heading, self.progress, self.text):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(caption(tr("Certificates that you trust"), self.trusted.list))
        column.addWidget(self.trusted)
        self.lay_out(content, self.close_box(), width=680, height=620)
        self.verification = Verification(self, self._show, self._show_failure)
        self.verify()

    def verify(self) -> None:
        """Verify the PDF; nothing is looked up in a network."""
        self.progress.show()
        self.text.setText(escape(tr("Rendering the project in the PDF, and comparing")))
        self.verification.start(self._path, self._settings.get(TRUSTED_CERTIFICATES))

    def _show(self, verdict: Verdict) -> None:
        self.progress.hide()
        self.text.setText(result_text(verdict))

    def _show_failure(self, reason: str) -> None:
        self.progress.hide()
        self.text.setText(f"<p>{escape(visible(reason))}</p>")

    def done(self, result: int) -> None:
        """Close the dialog, and stop the verification."""
        self.verification.close()
        super().done(result)


def trusted_certificates(parent: QWidget, settings: Settings) -> PathList:
    """Return the list of the files of trusted certificates, which writes the setting."""

    def choose() -> list[str]:
        names, _ = QFileDialog.getOpenFileNames(
            parent,
            tr("Choose certificates that you trust"),
            str(Path.home()),
            tr("Certificates (*.pem *.crt *.cer *.der);;All files (*)"),
        )
        return names

    names = tr("Trusted certificates"), tr("Add a certificate"), tr("Remove the selected certificate")
    paths = PathList(names, settings.get(TRUSTED_CERTIFICATES), choose)
    paths.changed.connect(lambda: settings.set(TRUSTED_CERTIFICATES, paths.paths()))
    return paths


def result_text(verdict: Verdict) -> str:
    """Return a verdict as HTML: pages, signatures, differences and remarks."""
    parts = [f"<p><b>{escape(verdict.conclusion)}</b></p>"]
    if verdict.made_by:
        parts.append(f"<p>{escape(tr('Made by Treaty Briefing {version}.', version=verdict.made_by))}</p>")
    if not verdict.signatures:
        parts.append(f"<p>{escape(tr('The PDF is not signed.'))}</p>")
    parts += [_signature(signature) for signature in verdict.signatures]
    parts.append(_listed(tr("Differences"), map(str, verdict.differences)))
    parts.append(_listed(tr("Remarks"), verdict.remarks))
    if verdict.project_sha256:
        digest = tr("SHA-256 of the project: {digest}", digest=verdict.project_sha256)
        parts.append(f"<p>{escape(digest)}</p>")
    return "".join(parts)


def _signature(signature: SignatureReport) -> str:
    lines = [f"<b>{escape(visible(str(signature.signer)))}: {escape(tr(signature.state.value))}</b>"]
    lines.append(escape(visible(signature.detail)))
    if signature.signed_at:
        lines.append(escape(tr("Signed {moment} by the signer's clock.", moment=signature.signed_at)))
    if signature.certificate_sha256:
        digest = tr("SHA-256 of the certificate: {digest}", digest=signature.certificate_sha256)
        lines.append(escape(digest))
    return f"<p>{'<br>'.join(lines)}</p>"


def _listed(heading: str, texts: Iterable[str]) -> str:
    entries = "".join(f"<li>{escape(visible(text))}</li>" for text in texts)
    return f"<p>{escape(heading)}</p><ul>{entries}</ul>" if entries else ""
