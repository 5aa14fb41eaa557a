"""Read a template's folder as files by name; write, copy and remove such folders."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing import paths, template_files
from briefing.errors import Problem, RenderError
from briefing.file_lock import LockHeldError, lock_file
from briefing.input_file import real_path
from briefing.model.terms import slug_of
from briefing.render.templates.loader import BASE, Template, load_template, survey_templates
from briefing.template_files import MANIFEST, Files

_WAIT_S = 10.0
"""The time to wait for another process that writes or removes the same template."""


def files_of(template: Template) -> dict[str, bytes]:
    """Return the template's files with those of its base, so that they are complete.

    Hidden files, links that lead out of the folder and files of unknown kinds are left out. Raises
    RenderError for files that are too large.
    """
    files = paths_of(template)
    sizes = {name: path.stat().st_size for name, path in files.items()}
    if objections := template_files.objections(sizes):
        raise RenderError([Problem(objection, "", str(template.folder)) for objection in objections])
    return {name: files[name].read_bytes() for name in sorted(files)}


def paths_of(template: Template) -> dict[str, Path]:
    """Return the paths of the files that `files_of` reads, by their names in the template."""
    files = _files_in(template.folder)
    if not (template.folder / BASE).is_dir():
        files |= {f"{BASE}/{name}": path for name, path in _files_in(template.base).items()}
    return files


def _files_in(folder: Path) -> dict[str, Path]:
    root = real_path(folder)
    paths_by_name = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path
        for name, path in paths_by_name.items()
        if template_files.is_name(name) and path.is_file() and real_path(path).is_relative_to(root)
    }


def excluded_files(folder: Path) -> list[str]:
    """List the files in the folder that are not part of the template, hidden ones apart."""
    files = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    names = [path.as_posix() for path in files if not any(part.startswith(".") for part in path.parts)]
    included = _files_in(folder)
    return [name for name in names if name not in included and not name.endswith("~")]


def write_folder(files: Files, target: Path, *, replace: bool = False) -> None:
    """Write the files to a folder of their own, completely or not at all. Raises RenderError.

    The folder is locked meanwhile. Without `replace`, a folder that another process has just made is an
    error, and is left as it is.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target):
            _write_and_rename(files, target, replace=replace)
    except OSError as error:
        message = f"The template was not written: {error.strerror or error}."
        raise RenderError(Problem(message, "Nothing was changed.", str(target))) from None


def _write_and_rename(files: Files, target: Path, *, replace: bool) -> None:
    if target.exists() and not replace:
        raise OSError("there is already a folder of this name")
    with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as temporary:
        complete = Path(temporary) / "template"
        for name, content in files.items():
            path = complete / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        before = Path(temporary) / "before"
        if target.exists():
            target.rename(before)
        try:
            complete.rename(target)
        except OSError:
            if before.exists():
                before.rename(target)
            raise


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock a template's folder, which need not exist. Raises OSError where another process has the lock."""
    try:
        lock = lock_file(folder, wait_s=_WAIT_S)
    except LockHeldError as error:
        raise OSError(f"its folder is in use by {error}") from None
    try:
        yield
    finally:
        lock.release()


def copy_template(template: Template, new_id: str, name: str = "") -> Template:
    """Copy a template and its base to the user's folder, under another id and name. Raises RenderError."""
    if slug_of(new_id, "") != new_id:
        message = f"'{new_id}' cannot be the id of a template."
        raise RenderError(Problem(message, "Use lower-case letters, digits and hyphens: my-assessment."))
    target = paths.user_templates() / new_id
    if target.exists() or new_id in survey_templates().templates:
        message = f"There is already a template '{new_id}'."
        raise RenderError(Problem(message, "Choose another id, or remove it first.", str(target)))
    files = files_of(template)
    text = files[MANIFEST].decode("utf-8-sig")
    files[MANIFEST] = renamed(text, new_id, name or _name_of(new_id)).encode()
    write_folder(files, target)
    return load_template(target)


def _name_of(template_id: str) -> str:
    return template_id.replace("-", " ").capitalize()


def renamed(manifest: str, template_id: str, name: str) -> str:
    """Return the text of a manifest with another id and name, and everything else unchanged."""
    values = {"id": template_id, "name": _quoted(name)}
    lines: list[str] = []
    replacing = False
    for line in manifest.splitlines(keepends=True):
        replacing = replacing and line[:1].isspace()
        key = line.partition(":")[0]
        if key in values:
            lines.append(f"{key}: {values.pop(key)}\n")
            replacing = True  # further lines of the old value are dropped too
        elif not replacing:
            lines.append(line)
    return "".join(lines)


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def remove_folder(folder: Path) -> None:
    """Remove the folder of one of the user's own templates, valid or not. Raises RenderError."""
    if real_path(folder.parent) != real_path(paths.user_templates()):
        message = "This template comes with the program and cannot be removed."
        raise RenderError(Problem(message, "Only your own templates can be removed.", str(folder)))
    try:
        if folder.is_symlink():
            folder.unlink()
        else:
            with _locked(folder):
                shutil.rmtree(folder)
    except OSError as error:
        message = f"The template was not removed: {error.strerror or error}."
        raise RenderError(Problem(message, "Check its permissions.", str(folder))) from None
