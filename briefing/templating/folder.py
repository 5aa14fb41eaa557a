"""A template's folder as files by name, and files by name as a folder."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from briefing import paths, template_files
from briefing.errors import Problem, RenderError
from briefing.model.terms import slug_of
from briefing.render.templates.loader import BASE, Template, load_template, survey_templates
from briefing.template_files import MANIFEST, Files


def files_of(template: Template) -> dict[str, bytes]:
    """The template's files with the base that it stands on, so that they need nothing else.

    Hidden files, links that lead out and files of no known kind are no part of it. Raises RenderError for
    what is too large.
    """
    found = _beneath(template.folder)
    if not (template.folder / BASE).is_dir():
        found |= {f"{BASE}/{name}": path for name, path in _beneath(template.base).items()}
    sizes = {name: path.stat().st_size for name, path in found.items()}
    if objections := template_files.objections(sizes):
        raise RenderError([Problem(said, "", str(template.folder)) for said in objections])
    return {name: found[name].read_bytes() for name in sorted(found)}


def _beneath(folder: Path) -> dict[str, Path]:
    root = folder.resolve()
    paths_by_name = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path
        for name, path in paths_by_name.items()
        if template_files.is_name(name) and path.is_file() and path.resolve().is_relative_to(root)
    }


def left_out(folder: Path) -> list[str]:
    """The names of files that are no part of the template, other than hidden ones."""
    files = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    names = [path.as_posix() for path in files if not any(part.startswith(".") for part in path.parts)]
    return [name for name in names if name not in _beneath(folder) and not name.endswith("~")]


def write_folder(files: Files, target: Path, *, replace: bool = False) -> None:
    """Put the files into a folder of their own, whole or not at all. Raises RenderError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as spare:
            whole = Path(spare) / "template"
            for name, content in files.items():
                path = whole / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if replace and target.exists():
                target.rename(Path(spare) / "before")
            whole.rename(target)
    except OSError as error:
        message = f"The template was not written: {error.strerror or error}."
        raise RenderError(Problem(message, "Nothing was changed.", str(target))) from None


def copy_template(template: Template, new_id: str, name: str = "") -> Template:
    """A copy in the user's folder under another id and name, with a base of its own. Raises RenderError."""
    if slug_of(new_id, "") != new_id:
        message = f"'{new_id}' is no id for a template."
        raise RenderError(Problem(message, "Use small letters, digits and hyphens: my-assessment."))
    target = paths.user_templates() / new_id
    if target.exists() or new_id in survey_templates().templates:
        message = f"There is a template '{new_id}' already."
        raise RenderError(Problem(message, "Choose another id, or remove it first.", str(target)))
    files = files_of(template)
    text = files[MANIFEST].decode("utf-8-sig")
    files[MANIFEST] = renamed(text, new_id, name or _name_of(new_id)).encode()
    write_folder(files, target)
    return load_template(target)


def _name_of(template_id: str) -> str:
    return template_id.replace("-", " ").capitalize()


def renamed(manifest: str, template_id: str, name: str) -> str:
    """The text of a manifest with another id and name, all else and its comments as they were."""
    changed = {"id": template_id, "name": _quoted(name)}
    lines: list[str] = []
    replacing = False
    for line in manifest.splitlines(keepends=True):
        replacing = replacing and line[:1].isspace()
        key = line.partition(":")[0]
        if key in changed:
            lines.append(f"{key}: {changed.pop(key)}\n")
            replacing = True  # a value on further lines goes with it
        elif not replacing:
            lines.append(line)
    return "".join(lines)


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def remove_folder(folder: Path) -> None:
    """Remove the folder of one of the user's own templates, broken or not. Raises RenderError."""
    if folder.parent.resolve() != paths.user_templates().resolve():
        message = "This template comes with the program."
        raise RenderError(Problem(message, "Only templates of your own can be removed.", str(folder)))
    try:
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
    except OSError as error:
        message = f"The template was not removed: {error.strerror or error}."
        raise RenderError(Problem(message, "Check its permissions.", str(folder))) from None
