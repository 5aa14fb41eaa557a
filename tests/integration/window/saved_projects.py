"""Projects in files: what they say, and programs that are killed while they change one."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from briefing.codec import decode
from briefing.model.briefing import Briefing, Judgement
from tests import ROOT
from tests.patience import run


def wording(briefing: Briefing) -> str:
    """Return the text of the first judgement."""
    return next(item.text for item in briefing.walk_items() if isinstance(item, Judgement))


def crash(project: Path, home: Path) -> Briefing:
    """Let a program of its own change the project and be killed; the briefing it showed."""
    done = run(
        [sys.executable, "-m", "tests.integration.window.killed_process", str(project)],
        cwd=ROOT,
        env={**os.environ, "TREATY_BRIEFING_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    return decode(done.stdout, Briefing, "the screen")
