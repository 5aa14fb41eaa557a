"""The example briefing, printed once with each bundled template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from msgspec import msgpack
from msgspec.structs import replace

from briefing import paths
from briefing.file_lock import lock_file
from briefing.model.briefing import Briefing
from briefing.project import make_sample
from briefing.project.session import Reference
from briefing.render import Rendering, Template, load_templates, render
from tests.builders import a_reference, bundled_report, bundled_scales
from tests.patience import LIMIT_S

TEMPLATES = load_templates([paths.templates()])


@dataclass(frozen=True)
class Printed:
    """A briefing in print, its PDF also as a file for tools that want one."""

    template: Template
    briefing: Briefing
    rendering: Rendering
    path: Path

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)


@pytest.fixture(scope="session")
def library() -> Reference:
    return a_reference(bundled_report().material)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every template for each test, in two orders: two processes then print others of them at a time."""
    if "printed" in metafunc.fixturenames:
        names = sorted(TEMPLATES, reverse=metafunc.module.__name__.endswith("test_pictures"))
        metafunc.parametrize("printed", names, indirect=True)


@pytest.fixture(scope="session")
def all_printed() -> dict[str, Printed]:
    """What was printed already: pytest keeps of a fixture with parameters only the last."""
    return {}


@pytest.fixture
def printed(
    request: pytest.FixtureRequest, library: Reference, all_printed: dict[str, Printed], shared_folder: Path
) -> Printed:
    name = str(request.param)
    if name not in all_printed:
        all_printed[name] = _print(TEMPLATES[name], library, shared_folder)
    return all_printed[name]


def _print(template: Template, library: Reference, folder: Path) -> Printed:
    example = make_sample(library).briefing
    briefing = replace(example, template_id=template.spec.id, template_options={})
    path, kept = folder / f"{template.spec.id}.pdf", folder / f"{template.spec.id}.rendering"
    lock = lock_file(kept.with_suffix(".lock"), wait_s=10 * LIMIT_S)
    try:
        if not kept.exists():
            rendering = render(briefing, template, bundled_scales())
            path.write_bytes(rendering.pdf)
            kept.write_bytes(msgpack.encode(rendering))
    finally:
        lock.release()
    return Printed(template, briefing, msgpack.decode(kept.read_bytes(), type=Rendering), path)
