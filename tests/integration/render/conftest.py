"""The small briefing, and a PDF of it made once."""

from __future__ import annotations

import io

import pikepdf
import pytest

from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render import Rendering, Template, load_templates, render
from tests.builders import bundled_scales
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing


@pytest.fixture(scope="session")
def scales() -> Scales:
    return bundled_scales()


@pytest.fixture(scope="session")
def assessment() -> Template:
    return load_templates()["assessment"]


@pytest.fixture
def briefing() -> Briefing:
    return a_briefing()


@pytest.fixture(scope="session")
def rendering(assessment: Template, scales: Scales) -> Rendering:
    return render(a_briefing(), assessment, scales, attachments={PICTURE_ID: PICTURE})


@pytest.fixture
def pdf(rendering: Rendering) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(rendering.pdf))
