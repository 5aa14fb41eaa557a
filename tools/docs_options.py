"""Writes the option tables of docs/user/templates.md from what the bundled templates declare.

Run as ``PYTHONPATH=. python tools/docs_options.py``. The tables stand between two comments; the rest of the
file is written by hand.
"""

from __future__ import annotations

from pathlib import Path

from briefing.render import Template, load_templates
from briefing.render.templates.loader import OptionSpec

GUIDE = Path(__file__).parents[1] / "docs" / "user" / "templates.md"
BEGIN, END = "<!-- options: begin -->", "<!-- options: end -->"


def tables() -> str:
    """A table for each bundled template, one line an option."""
    bundled = [template for template in load_templates().values() if template.is_bundled]
    return "\n".join(map(_table, bundled))


def _table(template: Template) -> str:
    name = f"**{template.spec.name}** (`{template.spec.id}`)"
    head = f"{name}\n\n| option | values | default | meaning |\n|---|---|---|---|\n"
    return head + "".join(map(_line, template.spec.options))


def _line(option: OptionSpec) -> str:
    values = ", ".join(option.choices) or option.wanted
    default = str(option.default).lower() if isinstance(option.default, bool) else str(option.default)
    meaning = f"{option.label}. {option.help}".strip()
    return f"| `{option.name}` | {values} | {default} | {meaning} |\n"


def with_tables(guide: str) -> str:
    """The guide with its tables as they are to be."""
    before, _, rest = guide.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


def main() -> None:
    GUIDE.write_text(with_tables(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
