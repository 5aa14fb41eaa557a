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
from briefing.pdf_record.embed import PRINTING_NAME, PROJECT_NAME, Printing
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
    """The bytes of a PDF. Raises ProjectError where it cannot be read or is larger than any of ours."""
    return read_whole(path, MAX_PDF_BYTES, "Check that it is a PDF made by this program.")


@contextmanager
def opened(raw: bytes, name: str) -> Iterator[pikepdf.Pdf]:
    """The PDF in `raw`; `name` stands for it in errors. Raises ProjectError, also for what is met later."""
    if not raw.startswith(b"%PDF-"):
        raise _refused("The file is not a PDF.", "Choose a PDF that this program made.", name)
    try:
        with pikepdf.open(io.BytesIO(raw), attempt_recovery=False, suppress_warnings=True) as pdf:
            _check(pdf, name)
            yield pdf
    except pikepdf.PasswordError:
        raise _refused("The PDF is encrypted, as none that we make is.", _FROM_THE_SENDER, name) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, MemoryError, RecursionError, *_ODD) as error:
        said = " ".join(str(error).split())[:120]
        raise _refused(f"The PDF is cut short or damaged ({said}).", _FROM_THE_SENDER, name) from None


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
    """The files in the PDF by their names. Raises ProjectError where there are too many, or two of one."""
    found: dict[str, bytes] = {}
    size = 0
    for number, spec in enumerate(pdf.attachments.values()):
        given = spec.filename
        if number >= MAX_ATTACHED or given in found:
            raise _refused(f"The PDF carries files that we never put in ('{given[:80]}').", "", name)
        found[given] = spec.get_file().read_bytes()
        size += len(found[given])
        if size > MAX_PDF_BYTES:
            raise _refused("The files in the PDF unpack to more than any of ours.", "", name)
    return found


def packed_project(files: dict[str, bytes], name: str) -> bytes:
    """The project file among those that a PDF carries. Raises ProjectError where there is none."""
    if PROJECT_NAME not in files:
        raise _refused(
            "The PDF carries no project.",
            "Ask whoever made it for the project, or for a PDF with the project in it.",
            name,
        )
    return files[PROJECT_NAME]


def packed_in(raw: bytes, name: str) -> bytes:
    """The project file that a PDF carries, as it was put in and unread. Raises ProjectError."""
    with opened(raw, name) as pdf:
        return packed_project(attached(pdf, name), name)


def extract(raw: bytes, name: str) -> Project:
    """The project that a PDF carries. Raises ProjectError that says why there is none, or none to trust."""
    return unpack(packed_in(raw, name), f"{name}: {PROJECT_NAME}")


def printing_in(files: dict[str, bytes], name: str) -> Printing:
    """How the PDF says that it was made. Raises BriefingError where it does not say."""
    if PRINTING_NAME not in files:
        raise _refused("The PDF does not say how it was made from its project.", "", name)
    return decode(files[PRINTING_NAME], Printing, f"{name}: {PRINTING_NAME}")


def _refused(message: str, remedy: str, name: str) -> ProjectError:
    return ProjectError(Problem(message, remedy, name))
