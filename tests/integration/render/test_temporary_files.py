"""What a process that lays out pages leaves in the folder for temporary files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import pathlib, sys, tempfile
from briefing.render.layout.typesetter import Typesetter
part = Typesetter(pathlib.Path(sys.argv[1]), {}).lay_out("<html lang=en><title>One</title><p>Page</p>")
print(len(list(pathlib.Path(tempfile.gettempdir()).iterdir())))
"""


def test_the_files_of_fonts_are_removed_when_the_process_ends(tmp_path: Path) -> None:
    template, temporary = tmp_path / "template", tmp_path / "temporary"
    template.mkdir()
    temporary.mkdir()
    command = [sys.executable, "-c", _PROGRAM, str(template)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert int(done.stdout) >= 1
    assert list(temporary.iterdir()) == []
