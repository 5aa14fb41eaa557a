"""The example briefing, printed once with each bundled template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from briefing import paths
from briefing.library import load_library
from briefing.model.briefing import Briefing
from briefing.project import make_sample
from briefing.project.session import Reference
from briefing.render import Rendering, Template, load_templates, render
from tests.builders import a_reference, bundled_scales

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
    return a_reference(load_library([paths.resources() / "library"]).material)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every template for each test."""
    if "printed" in metafunc.fixturenames:
        metafunc.parametrize("printed", sorted(TEMPLATES), indirect=True)


@pytest.fixture(scope="session")
def all_printed() -> dict[str, Printed]:
    """What was printed already: pytest keeps of a fixture with parameters only the last."""
    return {}


@pytest.fixture
def printed(
    request: pytest.FixtureRequest,
    library: Reference,
    all_printed: dict[str, Printed],
    tmp_path_factory: pytest.TempPathFactory,
) -> Printed:
    name = str(request.param)
    if name not in all_printed:
        all_printed[name] = _print(TEMPLATES[name], library, tmp_path_factory.mktemp("printed"))
    return all_printed[name]


def _print(template: Template, library: Reference, folder: Path) -> Printed:
    example = make_sample(library).briefing
    briefing = replace(example, template_id=template.spec.id, template_options={})
    rendering = render(briefing, template, bundled_scales())
    path = folder / f"{template.spec.id}.pdf"
    path.write_bytes(rendering.pdf)
    return Printed(template, briefing, rendering, path)
