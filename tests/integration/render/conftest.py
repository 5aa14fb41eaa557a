"""The small briefing, and a PDF of it made once."""

from __future__ import annotations

import io

import pikepdf
import pytest
from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Briefing, OptionValue
from briefing.render import Rendering, Template, load_templates, render
from tests.builders import bundled_scales
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing


@pytest.fixture(scope="session")
def scales() -> Scales:
    return bundled_scales()


@pytest.fixture(scope="session")
def assessment() -> Template:
    return load_templates()["assessment"]


EVERYTHING: dict[str, OptionValue] = {"register": True, "matrix": True}
"""Options of the assessment with which it prints every annex."""


def printed_in_full() -> Briefing:
    return replace(a_briefing(), template_options=EVERYTHING)


@pytest.fixture
def briefing() -> Briefing:
    return a_briefing()


@pytest.fixture(scope="session")
def rendering(assessment: Template, scales: Scales) -> Rendering:
    return render(printed_in_full(), assessment, scales, attachments={PICTURE_ID: PICTURE})


@pytest.fixture
def pdf(rendering: Rendering) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(rendering.pdf))
