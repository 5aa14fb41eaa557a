"""Check a finished bundle against the checkout that it was built from: `tools/build --check`.

The bundle has to give the checkout's version, contain its data, write the example to the checkout's bytes
with every template and in every format, print every script, know the words of every dictionary, and open
the example in a window, with its workers. With a second argument, the folder of another root file system,
the bundle is copied there and runs in it. Only the X server is then this machine's, so that a library or
font that the bundle lacks is noticed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
_TIMEOUT_S = 120
_EXAMPLE = "example.briefing"
_IN_SCRIPTS = "scripts.briefing"
_PLACE = Path("opt/treaty-briefing")
_CHECKOUT = Path(__file__).parents[2]

# What build.spec calls DATA_FOLDERS, in the folder `_data` of the package.
_DATA_FOLDERS = ("templates", "resources", "docs/user", "docs/reference", "docs/images")

_SCRIPTS = (
    "Договор · معاهده · הסכם · ხელშეკრულება · Պայմանագիր · สนธิสัญญา · सन्धि · 条约 · 条約 · じょうやく · 조약"
)

_WORKERS = ("render-worker", "spell-worker")


@dataclass(frozen=True, slots=True)
class Program:
    """A way to start the program: with which command, seen from which root, with a folder to write to."""

    command: tuple[str, ...]
    root: Path
    folder: Path

    def start(
        self, *arguments: str, lines: TextIO | None = None, **environment: str
    ) -> subprocess.Popen[str]:
        variables = {**_ENVIRONMENT, "HOME": self.seen(""), **environment}
        settings = [f"{name}={value}" for name, value in variables.items()]
        inside = [] if self.root == Path("/") else ["chroot", str(self.root)]
        command = [*inside, "/usr/bin/env", "-i", *settings, *self.command, *arguments]
        return subprocess.Popen(
            command, stdin=lines, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )

    def run(self, *arguments: str, lines: TextIO | None = None) -> str:
        with self.start(*arguments, lines=lines) as process:
            output, _ = process.communicate(timeout=_TIMEOUT_S)
        if process.returncode:
            raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}:\n{output}")
        return output

    def seen(self, name: str) -> str:
        """Return the path of a file in the folder, as the program sees it from its root."""
        return f"/{(self.folder / name).relative_to(self.root)}"


def main(bundle: Path, root: Path) -> None:
    with tempfile.TemporaryDirectory() as here, tempfile.TemporaryDirectory(dir=root / "tmp") as there:
        checkout = Program((sys.executable, "-m", "briefing"), Path("/"), Path(here))
        bundled = Program((f"/{_installed(bundle, root)}/briefing",), root, Path(there))
        _expect("version", bundled.run("--version") == checkout.run("--version"))
        for program in (checkout, bundled):
            program.run("sample", "-o", program.seen(_EXAMPLE))
        _check_data(bundle)
        for template in _ids(checkout, "templates"):
            _compare(checkout, bundled, f"{template}.pdf", "render", "--embed", "--template", template)
        for format_id in _ids(checkout, "formats"):
            _compare(checkout, bundled, f"example.{format_id}", "export", "--format", format_id)
        _check_scripts(checkout, bundled)
        _check_dictionaries(bundled)
        bundled.run("verify", bundled.seen("assessment.pdf"))
        _expect("verification of a PDF")
        bundled.run("template", "check", "assessment")
        _expect("check of a template")
        with _x_server() as display:
            _check_window(bundled, "xcb", display)
        _check_window(bundled, "offscreen")


def _installed(bundle: Path, root: Path) -> Path:
    """Return where the bundle is below the root, after copying it there if the root is not this one."""
    if root == Path("/"):
        return bundle.relative_to("/")
    shutil.rmtree(root / _PLACE, ignore_errors=True)
    shutil.copytree(bundle, root / _PLACE, symlinks=True)
    return _PLACE


def _ids(checkout: Program, listing: str) -> list[str]:
    return [entry["id"] for entry in json.loads(checkout.run(listing, "--json"))]


def _check_data(bundle: Path) -> None:
    """Compare the files that are in the repository with those of the bundle."""
    listing = ["git", "-C", str(_CHECKOUT), "ls-files", "-z", *_DATA_FOLDERS]
    names = subprocess.run(listing, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
    data = bundle / "_internal" / "briefing" / "_data"
    different = [name for name in names if name and not _is_same(_CHECKOUT / name, data / name)]
    _expect(f"data: {len(names) - 1} files", not different, "\n".join(different))


def _is_same(file: Path, copy: Path) -> bool:
    return copy.is_file() and file.read_bytes() == copy.read_bytes()


def _check_scripts(checkout: Program, bundled: Program) -> None:
    """Print a title in every script that the program has a font for."""
    for program in (checkout, bundled):
        program.run("new", program.seen(_IN_SCRIPTS), "--title", _SCRIPTS)
    _compare(checkout, bundled, "scripts.pdf", "render", source=_IN_SCRIPTS)


def _check_dictionaries(bundled: Program) -> None:
    """Let the worker look up a word that is in no dictionary, in each of them."""
    for archive in sorted((_CHECKOUT / "resources" / "dictionaries").glob("*.zip")):
        with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
            json.dump({"number": 1, "dictionary": archive.stem, "words": ["qqqq"]}, lines)
            lines.seek(0)
            answer = bundled.run("spell-worker", lines=lines)
        _expect(f"dictionary {archive.stem}", json.loads(answer)["words"] == ["qqqq"], answer)


def _compare(
    checkout: Program, bundled: Program, name: str, command: str, *options: str, source: str = _EXAMPLE
) -> None:
    """Let both write a briefing to a file of that name; fail where the bytes differ."""
    seconds = []
    for program in (checkout, bundled):
        started = time.monotonic()
        program.run(command, program.seen(source), *options, "-o", program.seen(name))
        seconds.append(time.monotonic() - started)
    written = [(program.folder / name).read_bytes() for program in (checkout, bundled)]
    _expect(
        f"{name}: {len(written[0])} bytes, checkout {seconds[0]:.1f} s, bundle {seconds[1]:.1f} s",
        written[0] == written[1],
    )


def _check_window(bundled: Program, platform: str, display: str = "") -> None:
    """Open the example; wait for its name on the display, if there is one, and for the workers."""
    process = bundled.start(bundled.seen(_EXAMPLE), QT_QPA_PLATFORM=platform, DISPLAY=display)
    try:
        if display:
            _wait_for("window", process, lambda: _EXAMPLE in _window_titles(display))
        for worker in _WORKERS:
            _wait_for(worker, process, partial(_has_child, process.pid, worker))
    finally:
        process.terminate()
        output, _ = process.communicate(timeout=_TIMEOUT_S)
    _expect(f"{platform} window, with its workers", process.returncode == 0, output)


def _wait_for(name: str, process: subprocess.Popen[str], is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _TIMEOUT_S
    while not is_there():
        if process.poll() is not None or time.monotonic() > deadline:
            output = process.stdout.read() if process.stdout and process.poll() is not None else ""
            raise SystemExit(f"FAILED: there is no {name}\n{output}")
        time.sleep(0.1)


def _window_titles(display: str) -> str:
    command = ["xwininfo", "-root", "-tree", "-display", display]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _has_child(process_id: int, command: str) -> bool:
    children = [
        child
        for listing in Path(f"/proc/{process_id}/task").glob("*/children")
        for child in listing.read_text(encoding="utf-8").split()
    ]
    return any(command in _command_line(child) for child in children)


def _command_line(process_id: str) -> str:
    """Return the command of a process, empty if it has ended."""
    try:
        return Path(f"/proc/{process_id}/cmdline").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""


@contextmanager
def _x_server() -> Iterator[str]:
    """Yield the name of a display that only this check uses."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as answer:
                yield f":{answer.readline().strip()}"
        finally:
            server.terminate()


def _expect(name: str, holds: bool = True, output: str = "") -> None:
    if not holds:
        raise SystemExit(f"FAILED: {name}\n{output}")
    sys.stdout.write(f"ok: {name}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2] if len(sys.argv) > 2 else "/").resolve())
