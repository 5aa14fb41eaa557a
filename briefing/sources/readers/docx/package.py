"""The parts of a Word document, read from its ZIP with limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from briefing.errors import Problem, SourceError
from briefing.text.xml import XmlError, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = "http://purl.oclc.org/ooxml/"
_MAIN = "word/document.xml"
_MOST_BYTES = 64 * 2**20
_MOST_MEMBERS = 10_000
_WAYS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Package:
    """The parts of a Word document by their names, such as `word/styles.xml`. Raises SourceError."""

    def __init__(self, raw: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise self._refused("The file is cut short, damaged or no Word document.") from None
        if len(self._zip.infolist()) > _MOST_MEMBERS:
            raise self._refused(f"The file has more than {_MOST_MEMBERS:,} members.")
        if _MAIN not in self._zip.namelist():
            raise self._refused("The file is not a Word document: it has no main text.")

    def main(self) -> Any:
        root = self.part(_MAIN)
        if root is not None and root.tag.startswith("{" + _STRICT):
            raise self._refused("The file is in the strict form of DOCX, which is not read.")
        if root is None or root.tag != f"{W}document":
            raise self._refused("The file is not a Word document: its main text is something else.")
        return root

    def part(self, path: str) -> Any | None:
        """Return the root element of a part; None where the document has no such part."""
        try:
            entry = self._zip.getinfo(path)
        except KeyError:
            return None
        if entry.flag_bits & 1:
            raise self._refused("The file is encrypted.", "Save it without a password.")
        if entry.compress_type not in _WAYS:
            raise self._refused("The file is packed in a way that Word never uses.")
        try:
            with self._zip.open(entry) as member:
                raw = member.read(_MOST_BYTES + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise self._refused(f"The file is damaged ({path}: {error}).") from None
        if len(raw) > _MOST_BYTES:
            raise self._refused(f"The text is larger than {_MOST_BYTES // 2**20} MB when it is unpacked.")
        try:
            return parse_xml(raw)
        except XmlError as error:
            line = f", line {error.line}" if error.line else ""
            raise self._refused(f"The file is damaged ({path}{line}: {error}).") from None

    def related(self) -> dict[str, str]:
        """Return the paths of the parts that the main text refers to, by the ids of the references."""
        root = self.part("word/_rels/document.xml.rels")
        if root is None:
            return {}
        return {
            each.get("Id", ""): _path(each.get("Target", ""))
            for each in root
            if each.get("TargetMode") != "External"
        }

    def _refused(self, message: str, remedy: str = "Save it again in Word.") -> SourceError:
        return SourceError(Problem(message, remedy, self._name))


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"word/{target.removeprefix('./')}"
