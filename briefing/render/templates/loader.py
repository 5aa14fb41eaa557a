"""A template: a folder with `template.yaml`, Jinja pages and CSS, on a base that all templates share."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from briefing import paths
from briefing.charts import ChartStyle
from briefing.codec import Node, read_document, read_value
from briefing.composition.template_traits import AnnexPlace, ListedFacts, TemplateTraits
from briefing.errors import BriefingError, Problem, RenderError
from briefing.input_file import real_path
from briefing.model.briefing import OptionValue
from briefing.model.terms import Slug
from briefing.model.value import Value
from briefing.render.templates.manifest import API, Colour, OptionSpec, PartKind, TemplateSpec
from briefing.template_files import MANIFEST

BASE = "base"
"""The folder of what templates share: beside the bundled ones, or a template's own copy of it."""
STYLE = "style.css"
TOKENS, OPTIONS = "tokens.yaml", "options.yaml"
ANNEXES_OPTION = "annexes"
"""The shared option for the place of the annexes."""
BLACK_AND_WHITE = "black-and-white"
LARGE_PRINT_PT = 12.0
"""The least size of type with the option for large print, as the style sheet of the base has it."""
_DRAWN_IN = ("ink", "quiet", "accent", "rule", "wash")
"""The colours of drawings."""


class _Tokens(Value, frozen=True):
    """The content of the base's `tokens.yaml`: colours by name, in colour and in black and white."""

    colour: dict[Slug, Colour]
    monochrome: dict[Slug, Colour]


class _SharedOptions(Value, frozen=True):
    options: tuple[OptionSpec, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A template that has been read; the options of its `spec` are the shared ones and its own."""

    spec: TemplateSpec
    folder: Path
    shared: _Tokens

    @property
    def base(self) -> Path:
        return base_of(self.folder)

    @property
    def is_bundled(self) -> bool:
        return self.folder.is_relative_to(paths.templates())

    def file(self, name: str) -> Path | None:
        """Return the file that a page or style sheet names; None for one that is absent or outside."""
        return find_file(self.folder, name)

    def files(self) -> list[Path]:
        """Every file that a rendering may read, sorted."""
        folders = {self.folder, self.base}
        return sorted({path for folder in folders for path in folder.rglob("*") if path.is_file()})

    def tokens(self, options: Mapping[str, OptionValue]) -> dict[str, str]:
        """Return the colours by name, as these options have them."""
        if options.get("colour") == BLACK_AND_WHITE:
            return dict(self.shared.monochrome)
        return {**self.shared.colour, **self.spec.tokens}

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

    def with_max_pages(self, most: int | None) -> Template:
        """Return the template with another number of pages at most."""
        if most == self.spec.max_pages:
            return self
        return dataclasses.replace(self, spec=replace(self.spec, max_pages=most))

    def style(self, chosen: Mapping[str, OptionValue]) -> ChartStyle:
        """Return the style of charts beside this template's text, as the chosen options have it."""
        ink, quiet, accent, rule, wash = (self.tokens(chosen)[name] for name in _DRAWN_IN)
        style = ChartStyle(ink, quiet, accent, rule, wash, self.spec.drawing_width_mm)
        if chosen.get("large_print"):
            style = style.with_lettering(LARGE_PRINT_PT)
        return style.greyscale() if chosen.get("colour") == BLACK_AND_WHITE else style

    def traits(self, options: Mapping[str, OptionValue]) -> TemplateTraits:
        """Return what composition needs to know of the template, with its options as chosen."""
        return TemplateTraits(
            style=self.style(options),
            treaties=self.spec.treaties,
            has_annexes=PartKind.ANNEXES in self.spec.parts,
            facts=self._listed_facts(options),
            derived=self.spec.derived,
            annexes=self._annexes(options),
        )

    def _annexes(self, options: Mapping[str, OptionValue]) -> AnnexPlace:
        """Return the place of the annexes; a template may have an option of its own by that name."""
        chosen = options.get(ANNEXES_OPTION) if ANNEXES_OPTION in self.spec.common else None
        return AnnexPlace(str(chosen)) if chosen else AnnexPlace.RUN_ON

    def _listed_facts(self, options: Mapping[str, OptionValue]) -> ListedFacts:
        if options.get("register", True):
            return ListedFacts.EVERY
        return ListedFacts.NEW if self.spec.parts_run_on else ListedFacts.UNSEEN

    def accepted(self, chosen: Mapping[str, OptionValue]) -> dict[str, OptionValue]:
        """Those of the choices made for another template that mean the same here."""
        specs = {spec.name: spec for spec in self.spec.options}
        return {
            name: value for name, value in chosen.items() if name in specs and specs[name].accepts(value)
        }


def template_state(template: Template) -> bytes:
    """Return what changes with each change of a template's files."""
    files = [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in template.files()]
    return hashlib.sha256(repr(files).encode()).digest()


def base_of(folder: Path) -> Path:
    """Return the folder of the base that a template uses: its own copy, else the program's."""
    copy = folder / BASE
    return copy if copy.is_dir() else paths.templates() / BASE


def find_file(folder: Path, name: str) -> Path | None:
    """Return the file that a template's page names; None where there is none, or it lies outside."""
    inside, rest = (
        (base_of(folder), name.removeprefix(f"{BASE}/")) if name.startswith(f"{BASE}/") else (folder, name)
    )
    path = inside / rest
    return path if path.is_file() and real_path(path).is_relative_to(real_path(inside)) else None


def _known(specs: Mapping[str, OptionSpec]) -> str:
    return f"Known options: {', '.join(specs)}." if specs else "It has none."


def default_template_folders() -> list[Path]:
    """Return the folder of bundled templates and, where there is one, the user's own."""
    users_folder = paths.user_templates()
    return [paths.templates(), *([users_folder] if users_folder.is_dir() else [])]


@dataclass(frozen=True, slots=True)
class BrokenTemplate:
    """A folder that is meant to be a template, and what keeps it from being one."""

    id: str
    folder: Path
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """All templates that there are: those that can be used by id, and those that cannot."""

    templates: dict[str, Template]
    broken: tuple[BrokenTemplate, ...] = ()

    def why_not(self, template_id: str) -> tuple[Problem, ...]:
        """Return the problems of the template of this id; empty where nothing is known of it."""
        return next((template.problems for template in self.broken if template.id == template_id), ())


def survey_templates(folders: Iterable[Path] | None = None) -> Survey:
    """Every template of these folders, later folders over earlier; a broken one hinders no other."""
    templates: dict[str, Template] = {}
    broken: list[BrokenTemplate] = []
    for root in default_template_folders() if folders is None else folders:
        here: set[str] = set()
        for manifest in sorted(root.glob(f"*/{MANIFEST}")):
            folder = manifest.parent
            try:
                template = load_template(folder)
            except BriefingError as error:
                broken.append(BrokenTemplate(_claimed_id(folder), folder, tuple(error.problems)))
                continue
            if template.spec.id in here:
                broken.append(BrokenTemplate(template.spec.id, folder, (_taken(template, manifest),)))
                continue
            here.add(template.spec.id)
            templates[template.spec.id] = template
    return Survey(templates, tuple(broken))


def _claimed_id(folder: Path) -> str:
    """Return the id that a broken template gives itself, else the name of its folder."""
    try:
        node = read_document(folder / MANIFEST, inside=folder).get("id")
    except BriefingError:
        node = None
    return (node.text if node is not None else None) or folder.name


def _taken(template: Template, manifest: Path) -> Problem:
    message = f"Another template in this folder has the id '{template.spec.id}'."
    return Problem(message, "Give one of them another id.", str(manifest), field="id")


def load_templates(folders: Iterable[Path] | None = None) -> dict[str, Template]:
    """Load the templates that can be used, by id."""
    return survey_templates(folders).templates


def load_template(folder: Path) -> Template:
    """Load the template in a folder. Raises BriefingError with every problem's place."""
    path, base = folder / MANIFEST, base_of(folder)
    document = read_document(path, inside=folder)
    _refuse_newer(document, str(path))
    spec = read_value(document, TemplateSpec, str(path))
    tokens = read_value(read_document(base / TOKENS, inside=base), _Tokens, str(base / TOKENS))
    shared = read_value(read_document(base / OPTIONS, inside=base), _SharedOptions, str(base / OPTIONS))
    known = {option.name: option for option in shared.options}
    problems = [*_unknown(spec, known, tokens, str(path))]
    if not problems:
        spec = replace(spec, options=_merged(spec, known))
        problems = _unsuited(spec.options, str(path))
    if problems:
        raise RenderError(_placed(problem, document) for problem in problems)
    return Template(spec, folder, tokens)


def _refuse_newer(document: Node, file: str) -> None:
    """Raise RenderError for a template of a newer interface, before fields that only it knows are read."""
    node = document.get("api")
    text = (node.text or "") if node is not None else ""
    if node is not None and text.isdecimal() and int(text) > API:
        raise RenderError(
            Problem(
                f"The template is written for version {text} of the template interface; "
                f"this version of the program offers version {API}.",
                "Install a newer version of Treaty Briefing, or use a version of the template for "
                f"'api: {API}'.",
                file,
                node.line,
                field="api",
            )
        )


def _placed(problem: Problem, document: Node) -> Problem:
    """Add to the problem the line of its field, or of the nearest field above it that is written down."""
    node, line = document, document.line
    for name in problem.field.replace("[", ".").replace("]", "").split("."):
        child = node.items[int(name)] if node.items and name.isdecimal() else node.get(name)
        if child is None:
            break
        node, line = child, child.line
    return dataclasses.replace(problem, line=line or None)


def _unknown(
    spec: TemplateSpec, known: Mapping[str, OptionSpec], tokens: _Tokens, file: str
) -> list[Problem]:
    """Report names in a manifest that the base does not have."""
    own_options = {option.name for option in spec.options}
    wrong = [
        *((f"common[{number}]", name, known) for number, name in enumerate(spec.common)),
        *((f"defaults.{name}", name, spec.common) for name in spec.defaults),
        *((f"tokens.{name}", name, tokens.colour) for name in spec.tokens),
        *((f"tighter.{name}", name, (*spec.common, *own_options)) for name in spec.tighter),
    ]
    problems = [
        Problem(
            f"'{name}' is not a known name here.", f"Use one of: {', '.join(names)}.", file, field=field
        )
        for field, name, names in wrong
        if name not in names
    ]
    problems += [
        Problem(f"The option '{name}' is declared here and shared.", "Remove one of the two.", file,
                field="options")
        for name in sorted(own_options & set(spec.common))
    ]  # fmt: skip
    if spec.parts[:1] != (PartKind.FRONT,) or len(set(spec.parts)) < len(spec.parts):
        message = "The parts do not begin with the front, or one is named twice."
        problems.append(Problem(message, f"Use some of: {', '.join(PartKind)}.", file, field="parts"))
    if PartKind.FOOT in spec.parts[:-1]:
        problems.append(
            Problem("The foot is not the last of the parts.", "Move it to the end.", file, field="parts")
        )
    return problems


def _merged(spec: TemplateSpec, known: Mapping[str, OptionSpec]) -> tuple[OptionSpec, ...]:
    """Return the shared options that a template offers, with its defaults, and its own."""
    shared = (_suited(known[name], spec) for name in spec.common)
    return (
        *(replace(option, default=spec.defaults.get(option.name, option.default)) for option in shared),
        *spec.options,
    )


def _suited(option: OptionSpec, spec: TemplateSpec) -> OptionSpec:
    """Return a shared option without the choice that a template without annexes cannot offer."""
    if option.name != ANNEXES_OPTION or PartKind.ANNEXES in spec.parts:
        return option
    choices = tuple(choice for choice in option.choices if choice != AnnexPlace.RUN_ON)
    return replace(option, choices=choices, default=str(AnnexPlace.OMIT))


def _unsuited(options: Iterable[OptionSpec], file: str) -> list[Problem]:
    return [
        Problem(f"The default '{option.default}' does not suit the option '{option.name}'.",
                f"Use {option.wanted}.", file, field=f"options.{option.name}.default")
        for option in options
        if not option.accepts(option.default)
    ]  # fmt: skip
