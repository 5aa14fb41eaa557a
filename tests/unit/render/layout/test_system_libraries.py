"""How the libraries of WeasyPrint are loaded."""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys

import pytest

from briefing.render.layout.system_libraries import loaded_by_file_name
from tests import ROOT

_PROGRAM = """
import sys
started = []
sys.addaudithook(lambda event, details: started.append(details) if event == "subprocess.Popen" else None)
from briefing.render.layout import typesetter
print(started, file=sys.stderr)
sys.exit(bool(started))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems search without other programs")
def test_no_program_is_started_to_find_the_libraries_of_weasyprint() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_afterwards_libraries_are_searched_for_as_before() -> None:
    search = ctypes.util.find_library
    with pytest.raises(OSError, match="of a library"), loaded_by_file_name():
        raise OSError("of a library")
    assert ctypes.util.find_library is search
