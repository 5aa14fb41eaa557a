"""Printed words come from one catalogue: no page and no exporter has words of its own."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from briefing.composition.phrases import english
from tests import ROOT

PAGES = sorted(
    [
        *(ROOT / "templates").rglob("*.jinja"),
        *(ROOT / "resources" / "exports").glob("*.jinja"),
        *(ROOT / "resources" / "companion").glob("*.jinja"),
    ]
)
EXPORTERS = sorted((ROOT / "briefing" / "exports").rglob("*.py"))
PRINTING = sorted(
    path
    for package in ("composition", "exports", "render/templates")
    for path in (ROOT / "briefing" / package).rglob("*.py")
)

PROGRAM = "Treaty Briefing"
ELEMENTS = re.compile(r"<!--.*?-->|<style>.*?</style>|<[^>]*>|[a-z-]+=\"[^\"]*\"", re.DOTALL)
READ_ALOUD = re.compile(r"\b(?:alt|title|aria-label)=\"([^\"]*)\"")
WORD = re.compile(r"[A-Za-z]{2,}")
WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? +[a-z]{2,}")
HEADINGS = {
    text
    for forms in english().values()
    for text in forms.values()
    if text[:1].isupper() and "{" not in text
}
STYLES_OF_WORD = ROOT / "briefing" / "exports" / "docx" / "styles.py"
"""Names that Word gives its styles."""
CLASSES = {"annex sources"}


def own_words_of_page(path: Path) -> Iterator[str]:
    """Words between the elements of a page, in attributes that are read aloud, and in its expressions."""
    tree = jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    markup = "".join(
        data.data if isinstance(data, nodes.TemplateData) else "\x00"
        for output in tree.find_all(nodes.Output)
        for data in output.nodes
    ).replace(PROGRAM, "")
    for text in (ELEMENTS.sub(" ", markup), *READ_ALOUD.findall(markup)):
        yield from (line.strip() for line in text.splitlines() if WORD.search(line))
    for constant in tree.find_all(nodes.Const):
        text = constant.value if isinstance(constant.value, str) else ""
        if WORDS.search(ELEMENTS.sub("", text)) and text not in CLASSES:
            yield text


def own_words_of_module(path: Path) -> Iterator[str]:
    """Strings in a module of two words and more, or that are a heading, but for docstrings and errors."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(node) for root in ast.walk(tree) for node in _not_printed(root)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            text = ELEMENTS.sub("", node.value)
            if WORDS.search(text) or text in HEADINGS:
                yield text


def _not_printed(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what errors say, and what window and command line say of a format."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("Problem", "Error", "Format")):
        yield from ast.walk(node)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_has_no_words_of_its_own(path: Path) -> None:
    assert list(own_words_of_page(path)) == []


@pytest.mark.parametrize("path", EXPORTERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_exporter_has_no_words_of_its_own(path: Path) -> None:
    if path != STYLES_OF_WORD:
        assert list(own_words_of_module(path)) == []


def test_words_of_a_page_are_found(tmp_path: Path) -> None:
    path = tmp_path / "page.html.jinja"
    path.write_text(
        '<p class="a class">{{ t("heading.contents") }}: Some words</p>{# a comment #}\n'
        '<img alt="Spoken {{ x }}"><p>{{ "a lead in " ~ x }}</p>'
    )
    assert list(own_words_of_page(path)) == ["\x00: Some words", "Spoken \x00", "a lead in "]


def test_words_of_an_exporter_are_found(tmp_path: Path) -> None:
    path = tmp_path / "format.py"
    path.write_text(
        '"""A docstring here."""\nx = f"drawn from {y}"\nz = "Sources"\nraise RenderError("No phrase.")\n'
    )
    assert set(own_words_of_module(path)) == {"drawn from ", "Sources"}


ONLY_IN_THE_INTERFACE = {
    "column.answer",
    "cover.purpose",
    "heading.issue",
    "heading.summary",
    "scheme.likelihood_line",
}
"""Phrases that the bundled templates no longer print, and that users' templates may."""


def test_every_phrase_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (*PAGES, *PRINTING))
    by_name = set(re.findall(r"[\"']([a-z_]+\.[a-z_]+)[\"']", text))
    by_term_of_the_model = set(re.findall(r"[\"']([a-z_]+)\.\{", text))
    unused = english().keys() - by_name - ONLY_IN_THE_INTERFACE
    assert {phrase for phrase in unused if phrase.partition(".")[0] not in by_term_of_the_model} == set()


def test_every_phrase_that_is_asked_for_exists() -> None:
    subjects = {phrase.partition(".")[0] for phrase in english()}
    asked = re.compile(rf"[\"']((?:{'|'.join(subjects)})\.[a-z_]+)[\"']")
    for path in (*PAGES, *PRINTING):
        missing = set(asked.findall(path.read_text(encoding="utf-8"))) - english().keys()
        assert not missing, f"{path.relative_to(ROOT)}: {missing}"


def test_no_sentence_is_in_the_catalogue_twice() -> None:
    texts = Counter(
        text for forms in english().values() for text in forms.values() if len(text.split()) > 2
    )
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_sentence_of_the_catalogue_is_written_elsewhere() -> None:
    sentences = {text for forms in english().values() for text in forms.values() if len(text.split()) > 2}
    for path in PAGES:
        source = path.read_text(encoding="utf-8")
        assert [text for text in sentences if text in source] == [], path
    for path in PRINTING:
        strings = set(own_words_of_module(path))
        assert [text for text in sentences if any(text in string for string in strings)] == [], path
