"""A template as a ZIP: written the same each time, read with suspicion."""

from __future__ import annotations

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
from briefing.errors import BriefingError, Problem, RenderError
from briefing.render.templates.loader import Template, TemplateSpec, load_template, survey_templates
from briefing.template_files import MANIFEST
from briefing.templating.folder import files_of, write_folder

MAX_ZIP_BYTES = template_files.MAX_BYTES
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644 << 16
_REMEDY = "Nothing was imported."


def pack_template(template: Template) -> bytes:
    """The ZIP of a template with its base, in a folder named by its id; equal files give equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files_of(template).items():
            entry = zipfile.ZipInfo(f"{template.spec.id}/{name}", _EPOCH)
            entry.create_system = 3
            entry.external_attr = _REGULAR_FILE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return packed.getvalue()


def read_zip(path: Path) -> bytes:
    """The bytes of a ZIP to import. Raises RenderError."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_ZIP_BYTES + 1)
    except OSError as error:
        raise _refused(str(path), f"The file cannot be read: {error.strerror or error}.") from None
    if len(raw) > MAX_ZIP_BYTES:
        raise _refused(str(path), f"The file is larger than {MAX_ZIP_BYTES // 2**20} MB.")
    return raw


def unpack_template(raw: bytes, name: str) -> dict[str, bytes]:
    """The files in a ZIP, whose template may stand in a folder; `name` stands for it in errors.

    Raises RenderError that says what is wrong with it; nothing is written.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = _sound_entries(archive.infolist(), name)
            return {member: _content(archive, entry, name) for member, entry in sorted(entries.items())}
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as error:
        raise _refused(name, f"The file is no sound ZIP ({error}).") from None
    except (NotImplementedError, RuntimeError) as error:
        raise _refused(name, f"The file is encrypted or packed in an unknown way ({error}).") from None


def _sound_entries(entries: list[zipfile.ZipInfo], name: str) -> dict[str, zipfile.ZipInfo]:
    """The members by their names within the template."""
    if len(entries) > 2 * template_files.MAX_FILES:
        raise _refused(name, f"The file has more than {template_files.MAX_FILES} members.")
    files = [entry for entry in entries if not entry.is_dir()]
    if any(stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG} for entry in files):
        raise _refused(name, "The file holds a link or a device.")
    names = [entry.filename for entry in files]
    if len(names) != len(set(names)):
        raise _refused(name, "The file holds two members of one name.")
    folder = _common_folder(names)
    sizes = {entry.filename.removeprefix(folder): entry.file_size for entry in files}
    if objections := template_files.objections(sizes):
        raise RenderError([Problem(said, _REMEDY, name) for said in objections[:20]])
    return {entry.filename.removeprefix(folder): entry for entry in files}


def _common_folder(names: list[str]) -> str:
    """The one folder that everything stands in, with its slash; empty where there is none."""
    first = names[0].partition("/")[0] + "/" if names and MANIFEST not in names else ""
    return first if all(each.startswith(first) for each in names) else ""


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """A member's bytes, read no further than its stated size: the directory may lie."""
    with archive.open(entry) as member:
        content = member.read(entry.file_size)
        if len(content) != entry.file_size or member.read(1):
            raise _refused(name, f"The member '{entry.filename[:80]}' is not as large as it says.")
    return content


def _refused(name: str, message: str) -> RenderError:
    return RenderError(Problem(message, _REMEDY, name))


def declared(files: template_files.Files, name: str) -> TemplateSpec:
    """What the manifest among the files declares. Raises BriefingError with its problems."""
    text = decode_text(files[MANIFEST], f"{name}: {MANIFEST}")
    return read_value(parse_text(text, f"{name}: {MANIFEST}"), TemplateSpec, f"{name}: {MANIFEST}")


def place_of(template_id: str) -> Path:
    """Where the user's own template of this id stands, or would."""
    own = survey_templates([paths.user_templates()]).templates.get(template_id)
    return own.folder if own else paths.user_templates() / template_id


def is_taken(template_id: str) -> bool:
    """Whether a template of this id, bundled or the user's own, would give way to an imported one."""
    return template_id in survey_templates().templates or place_of(template_id).exists()


def import_template(files: template_files.Files, name: str, *, replace: bool = False) -> Template:
    """Put an unpacked template into the user's folder; one of the same id only gives way on `replace`.

    Raises BriefingError; what was there is then as it was. A bundled template is never written over: the
    imported one stands before it until it is removed.
    """
    spec = declared(files, name)
    if is_taken(spec.id) and not replace:
        message = f"There is a template '{spec.id}' already."
        raise RenderError(
            Problem(message, "Say that it is to be replaced, or give this one another id.", name)
        )
    _try_out(files, name)
    target = place_of(spec.id)
    write_folder(files, target, replace=replace)
    return load_template(target)


def _try_out(files: template_files.Files, name: str) -> None:
    """Read the template where it hinders nobody. Raises BriefingError that names the ZIP."""
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(spare) / "template"
        write_folder(files, folder)
        try:
            load_template(folder)
        except BriefingError as error:
            problems = [
                Problem(each.message, each.remedy, each.file.replace(str(folder), name), each.line,
                        each.column, each.field)
                for each in error.problems
            ]  # fmt: skip
            raise RenderError(problems) from None
