"""The process that looks words up."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from briefing import paths
from briefing.spelling.words import DICTIONARIES
from briefing.spelling.worker import serve
from tests import ROOT

SAMPLES = {
    "en-GB": ("colour", "pipelne", "pipeline"),
    "en-US": ("color", "treatys", "treaty"),
    "fr": ("traité", "gazodc", "gazoduc"),
    "es": ("tratado", "acuerod", "acuerdo"),
    "ru": ("договор", "соглашние", "соглашение"),
    "fa": ("قرارداد", "همکری", "همکاری"),
}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    monkeypatch.setattr(paths, "dictionaries", lambda: tmp_path / "dictionaries")
    return tmp_path


def asked(*requests: dict[str, object]) -> list[list[str]]:
    answers = io.StringIO()
    serve([json.dumps({"number": n, **request}) for n, request in enumerate(requests)], answers)
    lines = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert [line["number"] for line in lines] == list(range(len(requests)))
    return [line["words"] for line in lines]


def test_every_dictionary_knows_its_words_and_suggests_the_right_one(cache: Path) -> None:
    assert cache.is_dir()
    assert SAMPLES.keys() == DICTIONARIES.keys()
    for dictionary, (right, wrong, meant) in SAMPLES.items():
        unknown, suggested = asked(
            {"dictionary": dictionary, "words": [right, wrong]},
            {"dictionary": dictionary, "suggest": wrong},
        )
        assert unknown == [wrong], dictionary
        assert meant in suggested, dictionary


@pytest.mark.parametrize(("wrong", "meant"), [("Ths", "This"), ("teh", "the"), ("recieve", "receive")])
def test_words_one_keystroke_away_are_suggested_first(cache: Path, wrong: str, meant: str) -> None:
    assert cache.is_dir()
    assert asked({"dictionary": "en-GB", "suggest": wrong})[0][0] == meant


def test_the_two_english_dictionaries_differ(cache: Path) -> None:
    assert cache.is_dir()
    british, american = asked(
        {"dictionary": "en-GB", "words": ["defence", "defense"]},
        {"dictionary": "en-US", "words": ["defence", "defense"]},
    )
    assert (british, american) == (["defense"], ["defence"])


def test_a_typographic_apostrophe_is_known_and_kept(cache: Path) -> None:
    assert cache.is_dir()
    unknown, suggested = asked(
        {"dictionary": "en-GB", "words": ["isn’t"]}, {"dictionary": "en-GB", "suggest": "isnn’t"}
    )
    assert unknown == []
    assert "isn’t" in suggested


def test_each_dictionary_is_recorded_with_its_hash_and_contains_its_licence() -> None:
    record = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    archives = sorted((paths.resources() / "dictionaries").iterdir())
    assert {archive.stem for archive in archives} == DICTIONARIES.keys()
    for archive in archives:
        assert hashlib.sha256(archive.read_bytes()).hexdigest() in record, archive.name
        assert "license.txt" in zipfile.ZipFile(archive).namelist()
