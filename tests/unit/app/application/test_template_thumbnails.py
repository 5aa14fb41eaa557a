"""The pictures of the bundled templates belong to the templates as they are."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from briefing import paths
from briefing.app.application.template_thumbnails import DIGESTS, WIDTH, digest, shipped_picture
from briefing.render import Template, load_templates

TEMPLATES = load_templates([paths.templates()])


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_every_bundled_template_has_a_picture_of_its_present_state(template: Template) -> None:
    """Run tools/template_thumbnails.py after a change of a template."""
    with Image.open(shipped_picture(template)) as picture:
        assert picture.width == WIDTH
        assert picture.height > WIDTH
    assert json.loads(DIGESTS.read_text(encoding="utf-8"))[template.spec.id] == digest(template)


def test_no_picture_is_left_of_a_template_that_is_gone() -> None:
    assert {path.stem for path in DIGESTS.parent.glob("*.png")} == TEMPLATES.keys()
