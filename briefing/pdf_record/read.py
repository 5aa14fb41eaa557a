"""Reading back a PDF that the program made. It may come from anywhere, so nothing in it is believed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
from pikepdf.settings import set_qpdf_limits

from briefing.codec import decode
from briefing.errors import Problem, ProjectError
from briefing.pdf_record.embed import (
    COMPANION_NAME,
    PRINTING_NAME,
    PROJECT_NAME,
    REVIEW_NAME,
    CompanionRecord,
    Printing,
    ReviewRecord,
)
from briefing.project import Project, unpack
from briefing.project.format import MAX_UNPACKED_BYTES
from briefing.project.storage import read_whole
from briefing.render.pdf.attachments import PROGRAM

MAX_PDF_BYTES = MAX_UNPACKED_BYTES + 64 * 2**20
MAX_PAGES = 5_000
MAX_ATTACHED = 100
# For the whole process, where nothing else reads PDFs with this library. No stream of ours unpacks to more.
set_qpdf_limits(
    flate_max_memory=MAX_UNPACKED_BYTES,
    run_length_max_memory=MAX_UNPACKED_BYTES,
    dct_max_memory=MAX_UNPACKED_BYTES,
    png_max_memory=MAX_UNPACKED_BYTES,
    tiff_max_memory=MAX_UNPACKED_BYTES,
    max_stream_filters=2,
    doc_max_warnings=20,
)
_FROM_THE_SENDER = "Ask whoever sent it for the file as it was made."


def read_pdf(path: Path) -> bytes:
    """Read the bytes of a PDF. Raises ProjectError for one that is unreadable or larger than ours are."""
    return read_whole(path, MAX_PDF_BYTES, "Check that it is a PDF made by this program.")


@contextmanager
def opened(raw: bytes, name: str) -> Iterator[pikepdf.Pdf]:
    """Open the PDF in `raw`, called `name` in errors. Raises ProjectError, also while it is read."""
    if not raw.startswith(b"%PDF-"):
        raise _refused("The file is not a PDF.", "Choose a PDF that this program made.", name)
    try:
        with pikepdf.open(io.BytesIO(raw), attempt_recovery=False, suppress_warnings=True) as pdf:
            _check(pdf, name)
            yield pdf
    except pikepdf.PasswordError:
        raise _refused("The PDF is encrypted, as none that we make is.", _FROM_THE_SENDER, name) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, MemoryError, RecursionError, *_ODD) as error:
        message = " ".join(str(error).split())[:120]
        raise _refused(f"The PDF is cut short or damaged ({message}).", _FROM_THE_SENDER, name) from None


_ODD = (AttributeError, KeyError, IndexError, TypeError, ValueError)
"""What an object of another type than its place asks for turns into."""


def _check(pdf: pikepdf.Pdf, name: str) -> None:
    if pdf.is_encrypted:
        raise _refused("The PDF is encrypted, as none that we make is.", _FROM_THE_SENDER, name)
    if str(pdf.docinfo.get("/Creator", "")) != PROGRAM:
        raise _refused(
            f"The PDF was not made by {PROGRAM}.", "Choose one that was, with its project in it.", name
        )
    if len(pdf.pages) > MAX_PAGES:
        raise _refused(f"The PDF has more than {MAX_PAGES:,} pages.", _FROM_THE_SENDER, name)


def attached(pdf: pikepdf.Pdf, name: str) -> dict[str, bytes]:
    """Return the embedded files by name. Raises ProjectError for too many, or two of one name."""
    files: dict[str, bytes] = {}
    size = 0
    for number, spec in enumerate(pdf.attachments.values()):
        file_name = spec.filename
        if number >= MAX_ATTACHED or file_name in files:
            raise _refused(f"The PDF carries files that we never put in ('{file_name[:80]}').", "", name)
        files[file_name] = spec.get_file().read_bytes()
        size += len(files[file_name])
        if size > MAX_PDF_BYTES:
            raise _refused("The files in the PDF unpack to more than any of ours.", "", name)
    return files


def packed_project(files: dict[str, bytes], name: str) -> bytes:
    """Return the project file among those that a PDF carries. Raises ProjectError where there is none."""
    if PROJECT_NAME not in files and COMPANION_NAME in files:
        raise _companion_without_project(files, name)
    if PROJECT_NAME not in files:
        raise _refused(
            "The PDF carries no project.",
            "Ask whoever made it for the project, or for a PDF with the project in it.",
            name,
        )
    return files[PROJECT_NAME]


def _companion_without_project(files: dict[str, bytes], name: str) -> ProjectError:
    record = decode(files[COMPANION_NAME], CompanionRecord, f"{name}: {COMPANION_NAME}", is_saved=True)
    reference = f" ({record.reference}, issue {record.issue})" if record.reference else ""
    return _refused(
        f"The PDF is the companion file of “{record.title}”{reference} and carries no project.",
        "Export the briefing with its project attached: both files then carry it.",
        name,
    )


def packed_in(raw: bytes, name: str) -> bytes:
    """Return the embedded project file, as it was embedded and unread. Raises ProjectError."""
    with opened(raw, name) as pdf:
        return packed_project(attached(pdf, name), name)


def extract(raw: bytes, name: str) -> Project:
    """Read the embedded project. Raises ProjectError that says why there is none, or none to trust."""
    return unpack(packed_in(raw, name), f"{name}: {PROJECT_NAME}")


def printing_in(files: dict[str, bytes], name: str) -> Printing:
    """Return how the PDF says that it was made. Raises BriefingError where it does not say."""
    if PRINTING_NAME not in files:
        raise _refused("The PDF does not say how it was made from its project.", "", name)
    return decode(files[PRINTING_NAME], Printing, f"{name}: {PRINTING_NAME}", is_saved=True)


def checks_not_run_in(files: dict[str, bytes], name: str) -> tuple[str, ...]:
    """Return what the PDF says of checks that did not run. Raises BriefingError for a damaged record."""
    if REVIEW_NAME not in files:
        return ()
    return decode(files[REVIEW_NAME], ReviewRecord, f"{name}: {REVIEW_NAME}").checks_not_run


def _refused(message: str, remedy: str, name: str) -> ProjectError:
    return ProjectError(Problem(message, remedy, name))
