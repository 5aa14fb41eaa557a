"""Check a finished bundle against the checkout that it was built from: `tools/build --check`.

The bundle has to give the checkout's version, write the example to the checkout's bytes with every
template and in every format, and open it in a window, with a rendering worker for the preview. With a
second argument, the folder of another root file system, the bundle is copied there and runs in it. Only
the X server is then this machine's, so that a library or font that the bundle lacks is noticed.
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
from pathlib import Path

_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
_TIMEOUT_S = 120
_EXAMPLE = "example.briefing"
_PLACE = Path("opt/treaty-briefing")


@dataclass(frozen=True, slots=True)
class Program:
    """A way to start the program: with which command, seen from which root, with a folder to write to."""

    command: tuple[str, ...]
    root: Path
    folder: Path

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        variables = {**_ENVIRONMENT, "HOME": self.seen(""), **environment}
        settings = [f"{name}={value}" for name, value in variables.items()]
        inside = [] if self.root == Path("/") else ["chroot", str(self.root)]
        command = [*inside, "/usr/bin/env", "-i", *settings, *self.command, *arguments]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, *arguments: str) -> str:
        with self.start(*arguments) as process:
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
        for template in _ids(checkout, "templates"):
            _compare(checkout, bundled, f"{template}.pdf", "render", "--embed", "--template", template)
        for format_id in _ids(checkout, "formats"):
            _compare(checkout, bundled, f"example.{format_id}", "export", "--format", format_id)
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


def _compare(checkout: Program, bundled: Program, name: str, command: str, *options: str) -> None:
    """Let both write the example to a file of that name; fail where the bytes differ."""
    seconds = []
    for program in (checkout, bundled):
        started = time.monotonic()
        program.run(command, program.seen(_EXAMPLE), *options, "-o", program.seen(name))
        seconds.append(time.monotonic() - started)
    written = [(program.folder / name).read_bytes() for program in (checkout, bundled)]
    _expect(
        f"{name}: {len(written[0])} bytes, checkout {seconds[0]:.1f} s, bundle {seconds[1]:.1f} s",
        written[0] == written[1],
    )


def _check_window(bundled: Program, platform: str, display: str = "") -> None:
    """Open the example; wait for its title on the display, if there is one, and for the worker."""
    process = bundled.start(bundled.seen(_EXAMPLE), QT_QPA_PLATFORM=platform, DISPLAY=display)
    try:
        if display:
            _wait_for("window", process, lambda: f"{_EXAMPLE} " in _window_titles(display))
        _wait_for("rendering worker", process, lambda: "render-worker" in _child_commands(process.pid))
    finally:
        process.terminate()
        output, _ = process.communicate(timeout=_TIMEOUT_S)
    _expect(f"{platform} window, with a worker", process.returncode == 0, output)


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


def _child_commands(process_id: int) -> str:
    children = [
        child
        for listing in Path(f"/proc/{process_id}/task").glob("*/children")
        for child in listing.read_text(encoding="utf-8").split()
    ]
    return " ".join(Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8") for child in children)


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
