"""Signing in the export dialog, and verification of a PDF in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from briefing.app.dialogs.preferences import PreferencesDialog
from briefing.app.dialogs.verification import VerificationDialog, result_text
from briefing.app.services.settings import CERTIFICATE, TRUSTED_CERTIFICATES
from briefing.app.window.main_window import MainWindow
from briefing.editing import RemoveItem, apply
from briefing.pdf_record import signing
from briefing.pdf_record.verdict import Aspect, Difference, Extent, Verdict
from tests.builders import a_briefing
from tests.certificates import PASSWORD, authority, person
from tests.integration.window.driver import Program, button, do
from tests.integration.window.test_export import opened

pytestmark = pytest.mark.one_program


@pytest.fixture
def window(program: Program) -> MainWindow:
    return program.begin(apply(a_briefing(), RemoveItem(item_id="g1")))


def test_an_export_is_signed_and_verified_and_the_password_is_not_kept(
    program: Program, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = authority()
    certificate, target = person(office).p12(tmp_path), tmp_path / "out.pdf"
    dialog = opened(window, target)
    fields = dialog.choices.signing
    assert not fields.password.isVisible()
    fields.chosen.click()
    program.click(dialog.export_button)
    assert "certificate" in dialog.error_label.text()
    fields.certificate.setText(str(certificate))
    fields.password.setText("guess")
    assert fields.password.echoMode() is QLineEdit.EchoMode.Password
    program.click(dialog.export_button)
    program.until(lambda: "password" in dialog.error_label.text())
    assert not target.exists()
    fields.password.setText(PASSWORD)
    program.click(dialog.export_button)
    program.until(dialog.result_text.isVisible)
    assert "signed by Ada Analyst" in dialog.result_text.text()
    assert fields.password.text() == ""
    dialog.close()
    settings = window.context.settings
    assert settings.get(CERTIFICATE) == str(certificate)
    settings.sync()
    assert PASSWORD not in settings.path.read_text(encoding="utf-8")

    settings.set(TRUSTED_CERTIFICATES, (str(office.pem(tmp_path)),))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    do(window, "verify_pdf")
    verification = VerificationDialog.raised(window)
    assert verification is not None
    program.until(lambda: "Ada Analyst" in verification.text.text())
    assert "Ada Analyst: valid" in verification.text.text()
    assert "carries no project" in verification.text.text()
    verification.close()


def test_trusted_certificates_are_added_and_removed_in_the_preferences(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(authority().pem(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([path], ""))
    do(window, "preferences")
    dialog = PreferencesDialog.raised()
    assert dialog is not None
    button(dialog.trusted, "Add a certificate").click()
    assert window.context.settings.get(TRUSTED_CERTIFICATES) == (path,)
    dialog.trusted.list.setCurrentRow(0)
    button(dialog.trusted, "Remove the selected certificate").click()
    assert window.context.settings.get(TRUSTED_CERTIFICATES) == ()
    dialog.close()


def test_a_file_that_cannot_be_verified_says_why(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "no.pdf").write_text("no", encoding="utf-8")
    dialog = window.controllers.verification.verify(tmp_path / "no.pdf")
    program.until(lambda: "not a PDF" in dialog.text.text())
    assert not dialog.progress.isVisible()
    dialog.close()


def test_without_the_extra_the_export_dialog_says_what_is_missing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "can_sign", lambda: False)
    dialog = opened(window, tmp_path / "out.pdf")
    assert not dialog.choices.signing.chosen.isEnabled()
    dialog.close()


def test_a_result_names_the_version_the_signature_and_all_differences() -> None:
    report = signing.SignatureReport(signing.SignatureState.CHANGED, "Ada <b>", "It was changed.")
    difference = Difference(Aspect.TEXT, "Other words", 3)
    text = result_text(Verdict(Extent.CONTENT, "00ff", (difference,), ("A remark",), (report,), "0.0.9"))
    for words in (
        "Ada &lt;b&gt;: changed after signing",
        "Page 3: Other words",
        "A remark",
        "0.0.9",
        "00ff",
    ):
        assert words in text
