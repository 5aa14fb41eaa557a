"""Signatures: made with certificates of the tests, and checked against authorities that the user names."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pdfua
import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from briefing import pdf_record
from briefing.errors import BriefingError, ProjectError
from briefing.pdf_record import embed, signing
from briefing.pdf_record.embed import EmbeddedPart
from briefing.pdf_record.revisions import revision_ends, without_signatures
from briefing.pdf_record.signing import SignatureState
from briefing.pdf_record.signing.completed import completed
from briefing.pdf_record.signing.credentials import Identity
from briefing.pdf_record.signing.validation import checked
from briefing.pdf_record.verdict import Extent, Verdict
from briefing.pdf_record.verify import verify
from briefing.project import pack
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pdf import writer
from briefing.render.pdf.attachments import PdfAttachment
from tests.certificates import NOW, PASSWORD, YEAR, Person, authority, person
from tests.examples import examples
from tests.unit.pdf_record.test_verify import ASSESSMENT, PROJECT, SCALES, TEMPLATES, printed

NAME = "a.pdf"
OFFICE = authority()
ADA = person(OFFICE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def ada(folder: Path) -> Identity:
    return identity_of(ADA, folder)


@pytest.fixture(scope="module")
def write() -> Callable[..., bytes]:
    """Writes a page with attached files, as every PDF is written."""
    page = "<html lang='en'><title>One</title><h1>One</h1><p>Page</p>"
    laid_out = Typesetter(ASSESSMENT.folder, {}).lay_out(page)

    def write(files: Sequence[PdfAttachment] = ()) -> bytes:
        return writer.write(laid_out.document.copy(laid_out.pages), "2025-11-03", files)

    return write


@pytest.fixture(scope="module")
def unsigned(write: Callable[..., bytes]) -> bytes:
    """A page that carries a project, which would give other pages: see `print_once`."""
    parts = [EmbeddedPart.PROJECT]
    return write(embed.enclosures(PROJECT.briefing, ASSESSMENT, SCALES, parts, pack(PROJECT)))


@pytest.fixture(scope="module")
def signed(unsigned: bytes, ada: Identity) -> bytes:
    return signing.sign(unsigned, NAME, ada, "Approved")


@pytest.fixture(scope="module")
def office(folder: Path) -> signing.Certificates:
    return signing.read_trusted([OFFICE.pem(folder)])


@pytest.fixture(autouse=True)
def print_once(request: pytest.FixtureRequest, unsigned: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the project give the page in all tests but one, which prints it in fact."""
    if "prints_again" not in request.node.name:
        monkeypatch.setattr(pdf_record.verify, "render", lambda *_, **__: SimpleNamespace(pdf=unsigned))


def identity_of(who: Person, folder: Path) -> Identity:
    return signing.read_identity(who.p12(folder), PASSWORD, NOW)


def verified(raw: bytes, trusted: signing.Certificates = ()) -> Verdict:
    return verify(raw, NAME, TEMPLATES, SCALES, trusted)


# What signing adds


def test_signing_appends_one_revision_that_leaves_what_the_file_says_of_itself(
    signed: bytes, unsigned: bytes
) -> None:
    assert signed.startswith(unsigned)
    assert revision_ends(signed) == (len(unsigned), len(signed))
    with pikepdf.open(io.BytesIO(signed)) as after, pikepdf.open(io.BytesIO(unsigned)) as before:
        assert dict(after.docinfo.items()) == dict(before.docinfo.items())
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert set(after.Root.keys()) - set(before.Root.keys()) == {"/AcroForm", "/Extensions"}
        assert after.pdf_version == before.pdf_version
    assert revision_ends(unsigned) == (len(unsigned),)


def test_the_field_is_invisible_described_printable_and_tagged(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert [float(edge) for edge in field.Rect] == [0, 0, 0, 0]
        assert int(field.F) & 0b1111 == 0b0100  # printed, and neither invisible nor hidden: PDF/A-3, 6.3.2
        assert str(field.TU)
        element = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(field.StructParent)]
        assert element.S == "/Form"
        assert element.K[0].Obj.objgen == field.objgen
        assert element.P.K[-1].objgen == element.objgen
        assert field.objgen in {note.objgen for note in pdf.pages[-1].Annots}
        assert pdf.pages[-1].Tabs == "/S"


def test_a_signed_pdf_is_sound_and_accessible_for_the_validators(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(signed)
    assert [finding.message for finding in pdfua.validate(str(path)).findings] == []
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    poppler = subprocess.run(
        ["pdfsig", "-nocert", path], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid" in poppler
    assert "Total document signed" in poppler
    assert "ETSI.CAdES.detached" in poppler


def test_an_rsa_key_signs_too(unsigned: bytes, folder: Path, office: signing.Certificates) -> None:
    key = rsa.generate_private_key(65537, 2048)
    raw = signing.sign(unsigned, NAME, identity_of(person(OFFICE, "Rita", key=key), folder))
    (report,) = signing.check(raw, office)
    assert (report.state, report.signer, report.issuer) == (SignatureState.VALID, "Rita", "Office CA")


def test_the_time_of_a_signature_needs_no_time_zone_of_the_system(
    unsigned: bytes, ada: Identity, office: signing.Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Nowhere/At_All")
    (report,) = signing.check(signing.sign(unsigned, NAME, ada), office)
    assert report.state is SignatureState.VALID
    assert report.signed_at.endswith("+00:00")


@pytest.mark.parametrize("curve", [ec.SECP384R1(), ec.SECP521R1()])
def test_a_longer_key_has_room_for_its_signature(
    unsigned: bytes, folder: Path, office: signing.Certificates, curve: ec.EllipticCurve
) -> None:
    who = person(OFFICE, key=ec.generate_private_key(curve))
    (report,) = signing.check(signing.sign(unsigned, NAME, identity_of(who, folder)), office)
    assert report.state is SignatureState.VALID


# Verification


def test_verification_prints_again_and_compares_the_first_revision_and_reports_the_signature_apart(
    ada: Identity, office: signing.Certificates, tmp_path: Path
) -> None:
    raw = signing.sign(printed(EmbeddedPart.PROJECT).pdf, NAME, ada)
    (tmp_path / NAME).write_bytes(raw)
    assert pdfua.validate(str(tmp_path / NAME)).findings == ()
    verdict = verified(raw, office)
    assert verdict.extent is Extent.BYTES
    assert verdict.holds
    assert verdict.is_trusted
    (report,) = verdict.signatures
    assert report.state is SignatureState.VALID
    assert "Ada Analyst" in str(report)
    assert "Office CA" in report.detail
    assert len(report.certificate_sha256) == 64


def test_without_a_trusted_certificate_the_pages_hold_and_the_signature_is_not_trusted(
    signed: bytes, folder: Path
) -> None:
    others = signing.read_trusted([authority("Other CA").pem(folder, "other.pem")])
    for trusted in ((), others):
        reports = signing.check(signed, trusted)
        assert [report.state for report in reports] == [SignatureState.NOT_TRUSTED]
        assert not reports[0].has_failed


def test_the_signers_own_certificate_can_be_trusted(signed: bytes, folder: Path) -> None:
    trusted = signing.read_trusted([ADA.pem(folder, "ada.pem")])
    assert [report.state for report in signing.check(signed, trusted)] == [SignatureState.VALID]


def test_a_certificate_that_expired_later_is_not_trusted_and_the_report_says_that_it_was(
    signed: bytes, office: signing.Certificates
) -> None:
    (report,) = checked(signed, office, NOW + 2 * YEAR)
    assert report.state is SignatureState.NOT_TRUSTED
    assert "not valid today" in report.detail
    assert "was valid at the time that the signer states" in report.detail


def with_a_box(raw: bytes) -> bytes:
    """Append a revision, as a program that edits PDFs does."""
    revision = IncrementalPdfFileWriter(io.BytesIO(raw))
    page = revision.find_page_for_modification(0)[0]
    box = revision.add_object(generic.StreamObject(stream_data=b"q 0 0 0 rg 100 300 200 20 re f Q"))
    contents = [page.get_object().raw_get("/Contents"), box]
    page.get_object()[generic.pdf_name("/Contents")] = generic.ArrayObject(contents)
    revision.mark_update(page)
    target = io.BytesIO()
    revision.write(target)
    return target.getvalue()


def test_a_change_after_signing_is_reported_by_the_signature_and_by_the_pages(
    signed: bytes, office: signing.Certificates
) -> None:
    verdict = verified(with_a_box(signed), office)
    assert verdict.extent is Extent.BYTES
    assert not verdict.holds
    assert [report.state for report in verdict.signatures] == [SignatureState.CHANGED]
    assert any(
        difference.page == 1 and difference.message.startswith("Changed after it was printed")
        for difference in verdict.differences
    )
    assert "changed later" in verdict.conclusion


def test_a_revision_that_changes_a_page_and_is_signed_by_someone_else_does_not_hold(
    unsigned: bytes, folder: Path
) -> None:
    stranger = identity_of(person(authority("Elsewhere"), "Eve"), folder)
    metadata = PdfSignatureMetadata(field_name="Signature")
    target = io.BytesIO()
    revision = IncrementalPdfFileWriter(io.BytesIO(with_a_box(unsigned)))
    completed(PdfSigner(metadata, stranger.signer).async_sign_pdf(revision, output=target))
    verdict = verified(target.getvalue())
    assert not verdict.holds
    assert 1 in {difference.page for difference in verdict.differences}
    assert [report.state for report in verdict.signatures] == [SignatureState.NOT_TRUSTED]


def test_a_changed_byte_breaks_the_signature(signed: bytes, office: signing.Certificates) -> None:
    place = signed.index(b"/Reason (") + len(b"/Reason (")
    changed = signed[:place] + b"X" + signed[place + 1 :]
    (report,) = signing.check(changed, office)
    assert report.state is SignatureState.CHANGED
    assert report.has_failed


def test_a_signature_added_by_someone_else_leaves_the_first_one_valid(
    signed: bytes, folder: Path, office: signing.Certificates
) -> None:
    boss = identity_of(person(OFFICE, "Boss"), folder)
    metadata = PdfSignatureMetadata(field_name="Second")
    target = io.BytesIO()
    signer = PdfSigner(metadata, boss.signer, new_field_spec=SigFieldSpec("Second", on_page=0))
    completed(signer.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(signed)), output=target))
    verdict = verified(target.getvalue(), office)
    assert verdict.holds
    assert [report.state for report in verdict.signatures] == [SignatureState.VALID, SignatureState.VALID]
    assert "added to later" in verdict.signatures[0].detail
    assert any(
        "Producer" in remark for remark in verdict.remarks
    )  # pyHanko, unlike this program, names itself


def test_a_signed_pdf_without_a_project_has_its_signature_checked(
    write: Callable[..., bytes], ada: Identity, office: signing.Certificates
) -> None:
    verdict = verified(signing.sign(write(), NAME, ada), office)
    assert verdict.extent is Extent.NOTHING
    assert verdict.holds
    assert verdict.is_trusted
    assert "no project" in verdict.conclusion


def test_an_attached_file_that_looks_like_the_end_of_a_pdf_is_no_revision(unsigned: bytes) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(unsigned)) as pdf:
        pdf.attachments["end.txt"] = b"startxref\n116\n%%EOF\n"
        pdf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    raw = target.getvalue()
    assert raw.count(b"startxref\n") == 2
    assert revision_ends(raw) == (len(raw),)


def test_a_visible_field_is_not_taken_for_an_invisible_one(unsigned: bytes, ada: Identity) -> None:
    target = io.BytesIO()
    spec = SigFieldSpec("Seen", on_page=0, box=(50, 50, 200, 100))
    signer = PdfSigner(PdfSignatureMetadata(field_name="Seen"), ada.signer, new_field_spec=spec)
    completed(signer.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(unsigned)), output=target))
    with pikepdf.open(io.BytesIO(without_signatures(target.getvalue(), NAME))) as pdf:
        assert "/AcroForm" in pdf.Root


@settings(
    max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(at=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40), in_revision=st.booleans())
def test_noise_in_a_signed_pdf_is_refused_or_breaks_its_signature(
    signed: bytes, unsigned: bytes, office: signing.Certificates, at: float, noise: bytes, in_revision: bool
) -> None:
    start = len(unsigned) if in_revision else 0
    place = start + int(at * (len(signed) - start - len(noise)))
    changed = signed[:place] + noise + signed[place + len(noise) :]
    try:
        verdict = verified(changed, office)
    except BriefingError:
        return
    assert not verdict.is_trusted or _is_filling(changed, signed)


def _is_filling(changed: bytes, signed: bytes) -> bool:
    """Return whether at most the filling of the signature's place differs, which no signature can cover."""
    start, end = signed.rindex(b"/Contents <"), signed.rindex(b">", 0, signed.rindex(b"/ByteRange"))
    return changed[:start] == signed[:start] and changed[end:] == signed[end:]


def test_a_signature_is_reported_even_where_the_project_cannot_be_printed(
    signed: bytes, office: signing.Certificates
) -> None:
    verdict = verify(signed, NAME, {}, SCALES, office)
    assert verdict.extent is Extent.IMPOSSIBLE
    assert not verdict.holds
    assert verdict.is_trusted
    assert any("which is not here" in difference.message for difference in verdict.differences)


# Refusals: file, cause and remedy


def _bytes_file(raw: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / "wrong.p12"
        path.write_bytes(raw)
        return path

    return write


WEAK = rsa.generate_private_key(65537, 1024)  # noqa: S505 - which is refused
EXPIRED = person(OFFICE, valid=(NOW - 2 * YEAR, NOW - YEAR))
FUTURE = person(OFFICE, valid=(NOW + YEAR / 2, NOW + YEAR))


@pytest.mark.parametrize(
    ("file", "password", "cause"),
    [
        (ADA.p12, "guess", "password does not open"),
        (ADA.p12, "", "password does not open"),
        (EXPIRED.p12, PASSWORD, f"expired on {NOW - YEAR:%Y-%m-%d}"),
        (FUTURE.p12, PASSWORD, "not valid before"),
        (person(OFFICE, can_sign=False).p12, PASSWORD, "not meant for signatures"),
        (OFFICE.p12, PASSWORD, "not meant for signatures"),
        (person(OFFICE, key=ed25519.Ed25519PrivateKey.generate()).p12, PASSWORD, "neither RSA nor ECDSA"),
        (person(OFFICE, key=WEAK).p12, PASSWORD, "1024 bits"),
        (ADA.pem, PASSWORD, "not a PKCS#12 file"),
        (_bytes_file(b""), PASSWORD, "not a PKCS#12 file"),
        (_bytes_file(b"%PDF-1.7"), PASSWORD, "not a PKCS#12 file"),
        (lambda folder: folder / "none.p12", PASSWORD, "none.p12"),
    ],
)
def test_a_certificate_that_cannot_sign_is_refused_with_file_cause_and_remedy(
    file: Callable[[Path], Path], password: str, cause: str, tmp_path: Path
) -> None:
    path = file(tmp_path)
    with pytest.raises(ProjectError) as refused:
        signing.read_identity(path, password, NOW)
    (problem,) = refused.value.problems
    assert cause in str(problem)
    assert str(path) in str(problem)
    assert problem.remedy


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (lambda raw: raw[: len(raw) // 2], "cut short"),
        (lambda _raw: b"", "not a PDF"),
        (with_a_box, "changed by another program"),
    ],
)
def test_a_pdf_that_cannot_be_signed_is_refused(
    change: Callable[[bytes], bytes], cause: str, unsigned: bytes, ada: Identity
) -> None:
    with pytest.raises(ProjectError) as refused:
        signing.sign(change(unsigned), NAME, ada)
    (problem,) = refused.value.problems
    assert cause in str(problem)
    assert NAME in str(problem)
    assert problem.remedy


def test_a_pdf_is_signed_once(signed: bytes, ada: Identity) -> None:
    with pytest.raises(ProjectError, match="signed already"):
        signing.sign(signed, NAME, ada)


@pytest.mark.parametrize("content", [b"", b"no certificate", b"%PDF-1.7", b"-----BEGIN CERTIFICATE-----\n"])
def test_a_file_without_a_certificate_is_not_trusted(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "trusted.pem"
    path.write_bytes(content)
    with pytest.raises(ProjectError) as refused:
        signing.read_trusted([path])
    assert str(path) in str(refused.value)


# The extra


def test_without_the_extra_signing_says_what_is_missing_and_verification_what_is_unchecked(
    signed: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "can_sign", lambda: False)
    with pytest.raises(ProjectError, match=r"needs pyHanko.*extra `signing`"):
        signing.read_identity(folder / "me.p12", PASSWORD, NOW)
    verdict = verified(signed)
    assert verdict.extent is Extent.BYTES
    assert not verdict.holds
    (report,) = verdict.signatures
    assert report.state is SignatureState.UNCHECKED
    assert "extra `signing`" in report.detail


def test_signing_and_checking_open_no_socket(
    unsigned: bytes, ada: Identity, office: signing.Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_names: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    raw = signing.sign(unsigned, NAME, ada)
    assert [report.state for report in signing.check(raw, office)] == [SignatureState.VALID]


def test_the_extra_is_not_loaded_before_it_is_used() -> None:
    code = (
        "import sys, briefing.pdf_record.verify, briefing.cli.pdf_records, briefing.cli.main\n"
        "import briefing.app.window.main_window\n"
        "print({'pyhanko', 'cryptography', 'asn1crypto', 'aiohttp'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
