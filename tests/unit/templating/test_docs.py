"""What the author's guide says of options, limits and rules is what the program declares and does."""

from __future__ import annotations

import runpy

from briefing import template_files
from briefing.guarded_process import LIMITS
from tests import ROOT

GUIDE = (ROOT / "docs" / "user" / "templates.md").read_text(encoding="utf-8")


def test_the_tables_of_options_are_those_of_the_declarations() -> None:
    """Where this fails, run ``PYTHONPATH=. python tools/docs_options.py``."""
    with_tables = runpy.run_path(str(ROOT / "tools" / "docs_options.py"))["with_tables"]
    assert with_tables(GUIDE) == GUIDE


def test_the_limits_are_those_that_hold() -> None:
    for said in (
        f"{LIMITS.silence_s:g} seconds",
        f"{LIMITS.total_s / 60:g} minutes",
        f"{LIMITS.memory_mb} MB",
        f"{template_files.MAX_FILES} files, {template_files.MAX_BYTES // 2**20} MB",
    ):
        assert said in GUIDE


def test_every_rule_of_the_check_is_told_of() -> None:
    package = ROOT / "briefing" / "templating"
    source = "".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    told = {line.split("|")[1].strip(" `") for line in GUIDE.splitlines() if "| error |" in line}
    assert "contrast" in told
    assert all(f'"{rule}"' in source for names in told for rule in names.split("`, `"))
