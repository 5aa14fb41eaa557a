"""What differs between operating systems is behind one module."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = ROOT / "briefing" / "operating_system.py"

_MODULES = r"(?:import|from) (?:fcntl|resource|signal|pwd|grp|termios|tty|pty|msvcrt|winreg|posix)\b"
_FUNCTIONS = "fork|forkpty|kill|killpg|setsid|umask|mkfifo|nice|statvfs|fchmod|chown|getuid|geteuid|getgid"
_CALLS = rf"\bos\.(?:{_FUNCTIONS})\b"
_FLAGS = r"\bO_(?:NONBLOCK|DIRECTORY|NOFOLLOW|CLOEXEC|BINARY)\b"
_QUESTIONS = r"\b(?:os\.name|sys\.platform|platform\.system)\b"
PECULIAR = re.compile("|".join((_MODULES, _CALLS, _FLAGS, _QUESTIONS)))


def test_no_other_module_asks_for_the_system_or_uses_what_only_some_have() -> None:
    uses = [
        f"{path.relative_to(ROOT)}: {match}"
        for path in (ROOT / "briefing").rglob("*.py")
        if path != ALLOWED
        for match in PECULIAR.findall(path.read_text(encoding="utf-8"))
    ]
    assert uses == []


@pytest.mark.parametrize(
    "line",
    ["    import resource", "from signal import SIGTERM", "os.umask(0)", "if sys.platform == 'win32':"],
)
def test_such_uses_are_recognised(line: str) -> None:
    assert PECULIAR.search(line)
