"""Several threads may need the decoder of a type for the first time at once."""

from __future__ import annotations

import subprocess
import sys

from tests import ROOT

PROGRAM = """
import sys, threading
import msgspec
from briefing.codec.canonical import read_canonical
from briefing.model.briefing import Briefing
from tests.builders import a_briefing

sys.setswitchinterval(1e-5)
raw = msgspec.json.encode(a_briefing(), order="deterministic")
start = threading.Barrier(4)
read = []

def work():
    start.wait()
    read.append(read_canonical(raw, Briefing))

threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert read == [a_briefing()] * 4
"""


def test_threads_that_read_the_first_projects_at_once_do_not_end_the_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
