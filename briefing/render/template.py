"""A template: a folder with `template.yaml`, Jinja pages and CSS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing import paths
from briefing.codec import read_document, read_text, read_value
from briefing.errors import Problem, RenderError
from briefing.model.briefing import OptionValue
from briefing.model.terms import Line, Slug, Text
from briefing.model.value import Value
from briefing.render.figures import Style
from briefing.render.figures.tokens import style_from

MANIFEST = "template.yaml"
STYLE = "style.css"


class OptionKind(StrEnum):
    BOOLEAN = "boolean"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


class OptionSpec(Value, frozen=True):
    """One thing that the user of a template may choose."""

    name: Slug
    kind: OptionKind
    label: Line
    default: OptionValue
    choices: tuple[Line, ...] = ()
    help: Text = ""

    def accepts(self, value: OptionValue) -> bool:
        if self.kind is OptionKind.BOOLEAN:
            return isinstance(value, bool)
        if self.kind is OptionKind.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool)
        return isinstance(value, str) and (self.kind is OptionKind.TEXT or value in self.choices)

    @property
    def wanted(self) -> str:
        if self.kind is OptionKind.BOOLEAN:
            return "true or false"
        if self.kind is OptionKind.CHOICE:
            return f"one of: {', '.join(self.choices)}"
        return {OptionKind.NUMBER: "a whole number", OptionKind.TEXT: "text"}[self.kind]


class OutlineSection(Value, frozen=True):
    """A section that a new briefing starts with."""

    title: Line


class TemplateSpec(Value, frozen=True):
    """What `template.yaml` declares."""

    id: Slug
    name: Line
    description: Text
    options: tuple[OptionSpec, ...] = ()
    outline: tuple[OutlineSection, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    spec: TemplateSpec
    folder: Path

    def options(self, chosen: Mapping[str, OptionValue]) -> dict[str, OptionValue]:
        """Every option with the value chosen for it, else its default; names with underscores.

        Raises RenderError that lists every option that is unknown or has a wrong value.
        """
        specs = {spec.name: spec for spec in self.spec.options}
        problems = [
            Problem(f"The template '{self.spec.id}' has no option '{name}'.", _known(specs), field=name)
            for name in chosen
            if name not in specs
        ]
        problems += [
            Problem(
                f"'{value}' does not suit the option '{name}'.", f"Use {specs[name].wanted}.", field=name
            )
            for name, value in chosen.items()
            if name in specs and not specs[name].accepts(value)
        ]
        if problems:
            raise RenderError(problems)
        return {name.replace("-", "_"): chosen.get(name, spec.default) for name, spec in specs.items()}

    def style(self) -> Style:
        """How drawings look beside this template's text: the colours that its style sheet names."""
        path = self.folder / STYLE
        return style_from(read_text(path, inside=self.folder)) if path.is_file() else Style()


def _known(specs: Mapping[str, OptionSpec]) -> str:
    return f"Known options: {', '.join(specs)}." if specs else "It has none."


def default_template_folders() -> list[Path]:
    """The bundled templates and, where there is one, the user's own folder over them."""
    own = paths.user_templates()
    return [paths.templates(), *([own] if own.is_dir() else [])]


def load_templates(folders: Iterable[Path] | None = None) -> dict[str, Template]:
    """Templates by id, later folders over earlier. Raises BriefingError with every problem's place."""
    found: dict[str, Template] = {}
    for root in default_template_folders() if folders is None else folders:
        for manifest in sorted(root.glob(f"*/{MANIFEST}")):
            template = load_template(manifest.parent)
            found[template.spec.id] = template
    return found


def load_template(folder: Path) -> Template:
    """The template in a folder. Raises BriefingError."""
    path = folder / MANIFEST
    spec = read_value(read_document(path, inside=folder), TemplateSpec, str(path))
    problems = [
        Problem(f"The default '{option.default}' does not suit it.", f"Use {option.wanted}.", str(path),
                field=f"options[{number}].default")
        for number, option in enumerate(spec.options)
        if not option.accepts(option.default)
    ]  # fmt: skip
    if problems:
        raise RenderError(problems)
    return Template(spec, folder)
