"""Export a template as a deterministic ZIP, and import one from a ZIP that is not trusted."""

from __future__ import annotations

import dataclasses
import io
import lzma
import stat
import tempfile
import zipfile
import zlib
from pathlib import Path

from briefing import paths, template_files
from briefing.codec import parse_text, read_value
from briefing.codec.parse import decode_text
from briefing.codec.zip_members import store_member
from briefing.errors import BriefingError, Problem, RenderError
from briefing.input_file import read_regular
from briefing.render.templates.loader import Template, load_template, survey_templates
from briefing.render.templates.manifest import TemplateSpec
from briefing.template_files import MANIFEST
from briefing.templating.folder import files_of, write_folder

MAX_ZIP_BYTES = template_files.MAX_BYTES
_REMEDY = "Nothing was imported."


def pack_template(template: Template) -> bytes:
    """Return the ZIP of a template and its base, in a folder named by its id; reproducible to the byte."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files_of(template).items():
            store_member(archive, f"{template.spec.id}/{name}", content)
    return packed.getvalue()


def read_zip(path: Path) -> bytes:
    """Read a ZIP to import, up to `MAX_ZIP_BYTES`. Raises RenderError."""
    try:
        return read_regular(path, MAX_ZIP_BYTES)
    except BriefingError as error:
        raise RenderError(error.problems) from None


def unpack_template(raw: bytes, name: str) -> dict[str, bytes]:
    """Return the files of the template in a ZIP, where it may be in a folder; errors call the ZIP `name`.

    Nothing is written. Raises RenderError for a ZIP that is damaged or does not contain a template.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = _checked_entries(archive.infolist(), name)
            return {member: _content(archive, entry, name) for member, entry in sorted(entries.items())}
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
        raise _refused(name, "The file is not a ZIP, or it is damaged.") from None
    except (NotImplementedError, RuntimeError) as error:
        raise _refused(name, f"The file is encrypted or packed in an unknown way ({error}).") from None


def _checked_entries(entries: list[zipfile.ZipInfo], name: str) -> dict[str, zipfile.ZipInfo]:
    """Return the members by their names within the template. Raises RenderError."""
    if len(entries) > 2 * template_files.MAX_FILES:
        raise _refused(name, f"The file has more than {template_files.MAX_FILES} members.")
    files = [entry for entry in entries if not entry.filename.endswith("/")]
    if any(stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG} for entry in files):
        raise _refused(name, "The file contains a link or a device.")
    names = [entry.filename for entry in files]
    if len(names) != len(set(names)):
        raise _refused(name, "The file contains two members of the same name.")
    folder = _common_folder(names)
    sizes = {entry.filename.removeprefix(folder): entry.file_size for entry in files}
    if objections := template_files.objections(sizes):
        raise RenderError([Problem(objection, _REMEDY, name) for objection in objections[:20]])
    return {entry.filename.removeprefix(folder): entry for entry in files}


def _common_folder(names: list[str]) -> str:
    """Return the one folder that contains every file, with its slash; empty where there is none."""
    first = names[0].partition("/")[0] + "/" if names and MANIFEST not in names else ""
    return first if all(name.startswith(first) for name in names) else ""


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Read a member, no further than its stated size: the directory of the ZIP may be forged."""
    with archive.open(entry) as member:
        content = member.read(entry.file_size)
        if len(content) != entry.file_size or member.read(1):
            raise _refused(name, f"The member '{entry.filename[:80]}' does not have its stated size.")
    return content


def _refused(name: str, message: str) -> RenderError:
    return RenderError(Problem(message, _REMEDY, name))


def read_manifest(files: template_files.Files, name: str) -> TemplateSpec:
    """Read the manifest among the files. Raises BriefingError with its problems."""
    text = decode_text(files[MANIFEST], f"{name}: {MANIFEST}")
    return read_value(parse_text(text, f"{name}: {MANIFEST}"), TemplateSpec, f"{name}: {MANIFEST}")


def own_folder(template_id: str) -> Path:
    """Return the folder of the user's own template of this id, or the folder that it would get."""
    template = survey_templates([paths.user_templates()]).templates.get(template_id)
    return template.folder if template else paths.user_templates() / template_id


def is_id_used(template_id: str) -> bool:
    """Check for a template of this id, bundled or the user's own, which an imported one would replace."""
    return template_id in survey_templates().templates or own_folder(template_id).exists()


def import_template(files: template_files.Files, name: str, *, replace: bool = False) -> Template:
    """Save an unpacked template in the user's folder; `replace` allows replacing one of the same id.

    Raises BriefingError; nothing is changed then. A bundled template is never overwritten: the imported one
    is used in its place until it is removed.
    """
    spec = read_manifest(files, name)
    if is_id_used(spec.id) and not replace:
        message = f"There is already a template '{spec.id}'."
        raise RenderError(
            Problem(message, "Confirm that it is to be replaced, or give this one another id.", name)
        )
    _test_load(files, name)
    target = own_folder(spec.id)
    write_folder(files, target, replace=replace)
    return load_template(target)


def _test_load(files: template_files.Files, name: str) -> None:
    """Load the template from a temporary folder. Raises RenderError that names the ZIP."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "template"
        write_folder(files, folder)
        try:
            load_template(folder)
        except BriefingError as error:
            problems = [
                dataclasses.replace(problem, file=problem.file.replace(str(folder), name))
                for problem in error.problems
            ]
            raise RenderError(problems) from None
