"""A briefing to export that has one of everything, composed once, and what each format makes of it."""

from __future__ import annotations

import pytest

from briefing.editing import Reword, apply
from briefing.exports.edition import Edition, edition
from briefing.model.briefing import Briefing
from briefing.render import load_templates
from tests.builders import bundled_scales
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing

PERSIAN = "گفته می‌شود بهای گاز هنوز در دست گفت‌وگو است"


def an_edition(briefing: Briefing, pictures: dict[str, bytes] | None = None) -> Edition:
    template = load_templates()["assessment"]
    return edition(briefing, template, bundled_scales(), pictures or {PICTURE_ID: PICTURE})


@pytest.fixture(scope="session")
def everything() -> Edition:
    """One of everything, with a statement in Persian."""
    return an_edition(apply(a_briefing(), Reword(item_id="f3", text=PERSIAN)))
