"""The fields of the export dialog to sign a PDF: the certificate's file, and its password."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.widgets.labels import running_text
from briefing.clock import utc_now
from briefing.pdf_record import signing


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """A certificate to sign with; the password is in no text that could be shown."""

    certificate: Path
    password: str = field(repr=False)

    def identity(self) -> signing.Identity:
        """Read the certificate, outside of the GUI thread. Raises ProjectError."""
        return signing.read_identity(self.certificate, self.password, utc_now())


class SigningChoice(QWidget):
    """A check box that shows the fields; the password is asked for with each export and never stored."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = QCheckBox(tr("Sign with a certificate…"))
        self.chosen.setEnabled(signing.can_sign())
        self.certificate = QLineEdit()
        self.certificate.setPlaceholderText(tr("PKCS#12 file (.p12 or .pfx)"))
        self.certificate.setAccessibleName(tr("Certificate"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(tr("Password of the certificate"))
        self._fields = QWidget()
        self._lay_out()
        self._fields.hide()
        self.chosen.toggled.connect(self._on_toggled)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.chosen)
        form = QFormLayout(self._fields)
        form.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.certificate, 1)
        browse = QPushButton(tr("Choose…"))
        browse.setAccessibleName(tr("Choose the certificate"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        line.addWidget(browse)
        form.addRow(tr("Certificate"), line)
        form.addRow(tr("Password"), self.password)
        column.addWidget(self._fields)
        column.addWidget(running_text(_hint(), name="small"))

    def _on_toggled(self, chosen: bool) -> None:
        self._fields.setVisible(chosen)
        self.forget_password()
        if chosen:
            (self.password if self.certificate.text() else self.certificate).setFocus()

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            tr("Choose the certificate"),
            str(Path(self.certificate.text()).parent) if self.certificate.text() else str(Path.home()),
            tr("Certificates with a key (*.p12 *.pfx);;All files (*)"),
        )
        if name:
            self.certificate.setText(name)
            self.password.setFocus()

    def request(self) -> SigningRequest | None:
        """Return what to sign with; None where the PDF is not to be signed."""
        if not self.chosen.isChecked():
            return None
        return SigningRequest(Path(self.certificate.text().strip()).expanduser(), self.password.text())

    @property
    def lacks_certificate(self) -> bool:
        """Whether the PDF is to be signed and no file is named."""
        return self.chosen.isChecked() and not self.certificate.text().strip()

    def forget_password(self) -> None:
        self.password.clear()


def _hint() -> str:
    if not signing.can_sign():
        return tr("Signing needs pyHanko, which is not installed. {install}", install=signing.INSTALL)
    return tr(
        "Adds a digital signature to the file; nothing is added to the pages. The password is not stored."
    )
