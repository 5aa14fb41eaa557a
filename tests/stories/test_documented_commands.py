"""The commands in the user documentation work as they are written there."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from briefing.cli.main import cli
from tests import ROOT
from tests.stories.conftest import Command

PAGES = ("README.md", *sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs/user").glob("*.md")))
EXECUTED = ("README.md", "docs/user/command-line.md", "docs/user/figures.md", "docs/user/pdf.md")
"""The pages whose commands are run; those of the others depend on files that their readers have."""
FACTS = ("ri-gas-ceiling-55bcm", "ri-duma-ratified", "ri-first-stage-up-to-2bcm", "ri-volumes-agreed")
SIGNED = ("briefing sign ", "briefing verify gas-signed.pdf")
"""Commands that need a certificate; they are tested in `test_pdf_records`."""
FINDS = {"briefing finish gas.briefing": 1}
"""Commands with another exit code than 0: they find something, as they are documented to do."""
COMMAND_LINE = (ROOT / "docs/user/command-line.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"(?:^    \S.*\n)+", re.MULTILINE)
_INLINE = re.compile(r"`(briefing [a-z][^`]*)`")
_COMMENT = re.compile(r"\s+#\s(.*)$")


@dataclass(frozen=True)
class Line:
    """A command as it is written; `given` is what it reads from standard input."""

    words: tuple[str, ...]
    remark: str = ""
    given: str = ""

    @property
    def text(self) -> str:
        return " ".join(("briefing", *self.words))


def line_of(text: str) -> Line | None:
    command, *remark = _COMMENT.split(text.strip(), maxsplit=1)
    given, piped, after = command.rpartition(" | ")
    if not (after if piped else command).startswith("briefing "):
        return None
    echoed = shlex.split(given)[1] if piped else ""
    return Line(tuple(shlex.split(after)[1:]), remark[0] if remark else "", echoed)


def blocks_of(page: str) -> list[tuple[Line, ...]]:
    """Return the commands of each indented block that has any."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = (block.replace("\\\n", " ").splitlines() for block in _BLOCK.findall(text))
    commands = [tuple(line for each in block if (line := line_of(each))) for block in blocks]
    return [block for block in commands if block]


def documented() -> Iterator[tuple[str, Line]]:
    for page in PAGES:
        for block in blocks_of(page):
            yield from ((page, line) for line in block)
        for text in _INLINE.findall((ROOT / page).read_text(encoding="utf-8")):
            yield page, Line(tuple(text.split()[1:]))


def command_of(words: tuple[str, ...]) -> click.Command | None:
    """Return the command that the first words name; None where they name a file to open."""
    group: click.Command = cli
    for word in words:
        if not isinstance(group, click.Group):
            break
        found = group.get_command(click.Context(group), word)
        if found is None:
            return None if group is cli and "." in word else pytest.fail(f"There is no command '{word}'.")
        group = found
    return group


def options_in(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def test_the_documentation_names_only_commands_and_options_that_there_are() -> None:
    lines = list(documented())
    assert len(lines) > 150
    wrong = []
    for page, line in lines:
        command = command_of(line.words)
        if command is None:
            continue
        known = {
            name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
        }
        if unknown := options_in(" ".join((*line.words, line.remark))) - known - {"--help"}:
            wrong.append((page, line.text, unknown))
    assert wrong == []


def files(briefing: Command, folder: Path) -> None:
    """Make the files that the pages take for granted."""
    done = [
        briefing(
            "new", "gas.briefing", "--title", "Gas", "--cut-off", "2025-10-31", "--author", "A. Nalyst"
        ),
        briefing("add", "gas.briefing", *FACTS, "--section", "s3"),
        briefing(
            "add", "gas.briefing", "--judgement", "Gas will be late.", "--evidence", "f1", "--section", "s1"
        ),
        briefing("thesaurus", "export", "theirs.yaml"),
    ]
    assert [answer.err for answer in done if answer.code] == []
    for name in ("before.briefing", "after.briefing"):
        shutil.copy(folder / "gas.briefing", folder / name)
    (edits,) = re.findall(r"^    \[\n(?:    .*\n)+?    \]\n", COMMAND_LINE, re.MULTILINE)
    (folder / "edits.json").write_text(edits, encoding="utf-8")
    shutil.copytree(ROOT / "resources/library", folder / "my-library")


@pytest.fixture(scope="module")
def kept_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for a copy of the files, which the first test makes."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture
def folder(kept_files: Path, briefing: Command, tmp_path: Path) -> Path:
    """The folder in which commands run, with the files."""
    if any(kept_files.iterdir()):
        shutil.copytree(kept_files, tmp_path, dirs_exist_ok=True)
    else:
        files(briefing, tmp_path)
        shutil.copytree(tmp_path, kept_files, dirs_exist_ok=True)
    return tmp_path


def with_values(words: tuple[str, ...], rule: str) -> list[str]:
    """Return the words with values in place of RULE and of `FACT FACT …`."""
    values = [rule if word == "RULE" else word for word in words]
    if "FACT" not in values:
        return values
    place = values.index("FACT")
    return [*values[:place], *FACTS, *values[place + len(("FACT", "FACT", "…")) :]]


def make_room(words: tuple[str, ...], folder: Path) -> None:
    """Remove what a command of the same page wrote before, which is replaced only with --force."""
    if "-o" in words:
        target = folder / words[words.index("-o") + 1]
    elif words[0] in {"new", "render"}:
        target = (folder / words[1]).with_suffix({"new": ".briefing", "render": ".pdf"}[words[0]])
    else:
        return
    for path in (target, target.with_stem(f"{target.stem} A")):
        path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("page", "number"), [(page, number) for page in EXECUTED for number in range(len(blocks_of(page)))]
)
def test_a_block_of_commands_does_what_it_says(
    page: str, number: int, briefing: Command, folder: Path
) -> None:
    if page.endswith("pdf.md"):
        assert briefing("render", "gas.briefing", "-o", "gas.pdf", "--embed").code == 0
    for line in blocks_of(page)[number]:
        if line.text.startswith(SIGNED):
            continue
        words = with_values(line.words, open_rule(briefing) if "RULE" in line.words else "")
        make_room(line.words, folder)
        answer = briefing(*words, given=line.given.encode())
        assert answer.code == FINDS.get(line.text, 0), f"{page}: {line.text}\n{answer.out}{answer.err}"


def open_rule(briefing: Command) -> str:
    """Return the rule of a finding on the row f1."""
    found = briefing("review", "gas.briefing", "--json").json()
    return next(str(each["rule_id"]) for each in found if each["row_id"] == "f1")
