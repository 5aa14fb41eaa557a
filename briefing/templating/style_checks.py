"""Check a template's style sheets: tokens, fonts, addresses, syntax."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import tinycss2

from briefing.render.templates.loader import Template
from briefing.templating.finding import TemplateFinding, error, warning
from briefing.templating.source_checks import line_of, outside_finding
from briefing.typography import fonts

_GENERIC = frozenset(
    {
        "serif",
        "sans-serif",
        "monospace",
        "cursive",
        "fantasy",
        "system-ui",
        "inherit",
        "initial",
        "unset",
        "revert",
    }
)
_INLINE = re.compile(r"--([a-z][a-z0-9-]*)\s*:")


def style_findings(template: Template) -> Iterator[TemplateFinding]:
    """Yield the findings in the template's own style sheets."""
    sheets = {path: _rules(path) for path in template.files() if path.suffix == ".css"}
    declared = _declared(template, sheets.values())
    families = {*fonts.FAMILIES, *(name for rules in sheets.values() for name in _embedded_families(rules))}
    used: set[str] = set()
    for path, rules in sheets.items():
        for token in _tokens(rules):
            used |= {name for name, _ in _variables([token])}
        if not path.is_relative_to(template.folder):
            continue
        yield from _syntax_findings(path, rules)
        yield from _variable_findings(path, rules, declared)
        yield from _address_findings(template, path, rules)
        yield from _font_findings(path, rules, families)
    used |= set(re.findall(r"var\(\s*--([\w-]+)", _pages_text(template)))
    yield from _unused_tokens(template, used)


def _rules(path: Path) -> list[Any]:
    rules, _ = tinycss2.parse_stylesheet_bytes(path.read_bytes(), skip_comments=True, skip_whitespace=True)
    return list(rules)


def _tokens(rules: Iterable[Any]) -> Iterator[Any]:
    """Yield every token of a style sheet, including those within blocks and functions."""
    waiting = list(rules)[::-1]
    while waiting:
        token = waiting.pop()
        yield token
        for part in (
            getattr(token, "content", None),
            getattr(token, "arguments", None),
            getattr(token, "prelude", None),
        ):
            waiting.extend(reversed(part or ()))


def _pages_text(template: Template) -> str:
    pages = (path for path in template.files() if path.suffix == ".jinja")
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in pages)


def _declared(template: Template, sheets: Iterable[list[Any]]) -> set[str]:
    """Return the names of all custom properties: tokens, those of style sheets, those that pages set."""
    names = set(template.shared.colour)
    for rules in sheets:
        for block in _blocks(rules):
            names |= {line.name[2:] for line in _declarations(block) if line.name.startswith("--")}
    return names | set(_INLINE.findall(_pages_text(template)))


def _blocks(rules: Iterable[Any]) -> Iterator[Any]:
    """Yield the content of every rule, including nested ones."""
    for rule in rules:
        content = getattr(rule, "content", None)
        if content is None:
            continue
        yield content
        if rule.type == "at-rule":
            yield from _blocks(tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True))


def _declarations(content: Any) -> list[Any]:
    parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [part for part in parts if part.type == "declaration"]


def _syntax_findings(path: Path, rules: list[Any]) -> Iterator[TemplateFinding]:
    for rule in rules:
        if rule.type == "error":
            yield error(
                "style-syntax",
                f"This is not a valid style rule: {rule.message}.",
                "Correct it.",
                path,
                rule.source_line,
            )
    for block in _blocks(rules):
        for part in tinycss2.parse_blocks_contents(block, skip_comments=True, skip_whitespace=True):
            if part.type == "error":
                message = f"This is not a valid declaration: {part.message}."
                yield error("style-syntax", message, "Correct it.", path, part.source_line)


def _variables(tokens: Iterable[Any]) -> Iterator[tuple[str, int]]:
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            names = [part for part in token.arguments if part.type == "ident"]
            if names:
                yield names[0].value[2:], token.source_line


def _variable_findings(path: Path, rules: list[Any], declared: set[str]) -> Iterator[TemplateFinding]:
    for name, line in _variables(_tokens(rules)):
        if name not in declared:
            close = difflib.get_close_matches(name, declared, n=1)
            remedy = f"Did you mean '--{close[0]}'?" if close else "Declare it, or use an existing one."
            yield error("unknown-token", f"Nothing declares '--{name}'.", remedy, path, line)


def _unused_tokens(template: Template, used: set[str]) -> Iterator[TemplateFinding]:
    manifest = template.folder / "template.yaml"
    for name in template.spec.tokens:
        if name not in used:
            message = f"The token '{name}' has a colour, but nothing uses it."
            yield warning(
                "unused-token",
                message,
                "Remove it, or use it.",
                manifest,
                line_of(manifest, rf"\b{re.escape(name)}\s*:"),
            )


def _addresses(rules: list[Any]) -> Iterator[tuple[str, int]]:
    for token in _tokens(rules):
        if token.type == "url":
            yield token.value, token.source_line
        elif token.type == "function" and token.lower_name == "url":
            yield from (
                (part.value, token.source_line) for part in token.arguments if part.type == "string"
            )
        elif token.type == "at-rule" and token.lower_at_keyword == "import":
            yield from ((part.value, token.source_line) for part in token.prelude if part.type == "string")


def _address_findings(template: Template, path: Path, rules: list[Any]) -> Iterator[TemplateFinding]:
    folder = path.parent.relative_to(template.folder).as_posix()
    for address, line in _addresses(rules):
        parts = urlsplit(address)
        if address.startswith("#"):
            continue
        if parts.scheme or parts.netloc:
            yield outside_finding(path, line, address)
            continue
        name = unquote(parts.path)
        target = name.lstrip("/") if name.startswith("/") or folder == "." else f"{folder}/{name}"
        if template.file(target) is None:
            yield error(
                "missing-file", f"There is no file '{name}'.", "Add it, or correct the name.", path, line
            )


def _embedded_families(rules: list[Any]) -> Iterator[str]:
    """Yield the font families that a style sheet embeds with @font-face."""
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face" and rule.content:
            for line in _declarations(rule.content):
                if line.lower_name == "font-family":
                    yield from _families(line.value)


def _font_findings(path: Path, rules: list[Any], known: set[str]) -> Iterator[TemplateFinding]:
    lowered = {family.lower() for family in known} | _GENERIC
    for block in _blocks(rules):
        for line in _declarations(block):
            names = _families(line.value) if line.lower_name in {"font-family", "font"} else ()
            if line.lower_name.startswith("--") and any(part.type == "string" for part in line.value):
                names = _families(line.value)
            for name in names:
                if name.lower() not in lowered:
                    message = f"The program has no font '{name}'."
                    remedy = f"Use one of: {', '.join(sorted(known))}; or embed it with @font-face."
                    yield warning("unknown-font", message, remedy, path, line.source_line)


def _families(value: Iterable[Any]) -> list[str]:
    """Return the families of a `font-family` or `font` value; a size before them is skipped."""
    groups: list[list[str]] = [[]]
    for token in value:
        if token.type == "string":
            groups[-1] = [token.value]
        elif token.type == "ident":
            groups[-1].append(token.value)
        elif token.type == "literal" and token.value == ",":
            groups.append([])
        elif token.type in {"dimension", "percentage", "number", "function"} or token.type == "literal":
            groups[-1] = []
    return [" ".join(group) for group in groups if group]
