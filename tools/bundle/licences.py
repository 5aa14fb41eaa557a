"""Collect the licence of everything that goes into the bundle.

Each file belongs to this program, to a Python distribution, to Python itself or to a Debian package.
A file that none of them owns ends the build: without its licence the bundle must not be distributed.
"""

from __future__ import annotations

import re
import subprocess
import sysconfig
from collections import defaultdict
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

Entry = tuple[str, str, str]
"""The path in the bundle, the path on this machine, and PyInstaller's name for the kind."""

_ROOT = Path(__file__).resolve().parents[2]
_STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib")).resolve()
_COMMON = Path("/usr/share/common-licenses")
_REFERENCE = re.compile(rf"{_COMMON}/([\w.-]*\w)")
_LICENCE = re.compile(r"(licen[cs]e|copying|copyright|notice)", re.IGNORECASE)
_QT_LICENCES = ("LGPL-3", "GPL-3")
"""The wheels of PySide6 name these and do not contain them; the first refers to the second."""


def licence_files(sources: Iterable[str]) -> list[Entry]:
    """Return the licence files of the bundle's contents, as entries below its folder `licences`."""
    licences: dict[str, set[Path]] = defaultdict(set)
    distributions = _distributions_by_file()
    system: set[Path] = set()
    for path in {Path(source).resolve() for source in sources}:
        if path in distributions:
            licences[distributions[path].name] |= _licences_of(distributions[path])
        elif path.is_relative_to(_ROOT):
            licences["treaty-briefing"].add(_ROOT / "LICENSE")
        elif (_STANDARD_LIBRARY / "LICENSE.txt").exists() and _is_python(path):
            licences["python"].add(_STANDARD_LIBRARY / "LICENSE.txt")
        else:
            system.add(path)
    licences["pyinstaller"] |= _licences_of(metadata.distribution("pyinstaller"))
    for package in _debian_packages(system):
        licences[package].add(Path("/usr/share/doc", package, "copyright"))
    named = {name for files in licences.values() for file in files for name in _references(file)}
    licences["common"] = {_COMMON / name for name in (*named, *_QT_LICENCES)}
    return [
        (f"licences/{owner}/{_short(file)}", str(file.resolve()), "DATA")
        for owner, files in sorted(licences.items())
        for file in sorted(files)
    ]


def _is_python(path: Path) -> bool:
    return path.is_relative_to(_STANDARD_LIBRARY) or path.name == sysconfig.get_config_var("INSTSONAME")


def _distributions_by_file() -> dict[Path, metadata.Distribution]:
    return {
        Path(str(distribution.locate_file(file))).resolve(): distribution
        for distribution in metadata.distributions()
        for file in distribution.files or ()
    }


def _licences_of(distribution: metadata.Distribution) -> set[Path]:
    """Return its licence files, and its metadata, which name the licence and the authors."""
    inside = [file for file in distribution.files or () if ".dist-info/" in str(file)]
    wanted = [
        file
        for file in inside
        if file.name == "METADATA" or any(_LICENCE.match(part) for part in file.parts[1:])
    ]
    return {Path(str(distribution.locate_file(file))) for file in wanted}


def _debian_packages(paths: set[Path]) -> set[str]:
    """Return the packages that own the files. Raises SystemExit where one of them has no owner."""
    owners: dict[str, str] = {}
    done = subprocess.run(["dpkg", "-S", *_spellings(paths)], capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        package, _, path = line.partition(": ")
        owners[path] = package.partition(":")[0]
    without = [path for path in paths if not owners.keys() & {*_spellings({path})}]
    if without:
        raise SystemExit("No licence was found for\n  " + "\n  ".join(map(str, sorted(without))))
    return {*owners.values()}


def _spellings(paths: set[Path]) -> list[str]:
    """Return the paths as they are and without /usr, since some packages still own files in /lib."""
    return sorted({*map(str, paths), *(str(path).removeprefix("/usr") for path in paths)})


def _short(licence: Path) -> str:
    """Return the name of a licence file, with the folders that a distribution keeps it in."""
    folders = licence.parts
    first = next((n for n, part in enumerate(folders) if part.endswith(".dist-info")), len(folders) - 2)
    return "/".join(part for part in folders[first + 1 :] if part != "licenses")


def _references(licence: Path) -> set[str]:
    if licence.name != "copyright":
        return set()
    return {name for name in _REFERENCE.findall(licence.read_text("utf-8")) if (_COMMON / name).exists()}
