"""The real process: the parses of the parser, within its memory, without sockets or the model's package."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from briefing.guarded_process import FrameReader, GuardedProcess, framed, program_command
from briefing.language import Parse, Parser
from briefing.language.process import LIMITS
from briefing.language.protocol import Answer, ParseRequest, ParserMissing, ParserReady, TextsParsed
from briefing.language.spacy_model import MODEL_PACKAGE, load_model
from briefing.language.worker import serve
from tests.patience import LIMIT_S, slowdown

MB = 2**20
TEXTS = ("Iran said that it would supply gas if a pipeline were built.", "Gas: 55 bcm.", "")


def answers_of(raw: bytes) -> list[Answer]:
    return [msgspec.msgpack.decode(frame, type=Answer) for frame in FrameReader().add(raw)]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_process_parses_within_its_memory_and_opens_no_socket(parser: Parser) -> None:
    patient = replace(LIMITS, silence_s=LIMIT_S * slowdown(), total_s=LIMIT_S * slowdown())
    with GuardedProcess(program_command("parse-worker"), patient) as process:
        messages = process.messages()
        assert msgspec.msgpack.decode(next(messages), type=Answer) == ParserReady(
            parser.name, parser.version
        )
        process.send(ParseRequest(TEXTS))
        assert msgspec.msgpack.decode(next(messages), type=Answer) == TextsParsed(
            tuple(parser.parse(TEXTS))
        )
        folder = Path("/proc") / str(process.process_id)
        resident = int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        assert resident <= LIMITS.memory_mb * MB
        assert not [link for link in (folder / "fd").iterdir() if "socket" in str(link.readlink())]


def test_the_package_of_the_model_is_not_imported(parser: Parser) -> None:
    assert parser.parse(["It reads."])
    assert MODEL_PACKAGE not in sys.modules


def test_a_parser_that_is_not_installed_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.language.spacy_model.find_model", lambda: None)
    outgoing = io.BytesIO()
    serve(io.BytesIO(), outgoing, load_model)
    (answer,) = answers_of(outgoing.getvalue())
    assert isinstance(answer, ParserMissing)
    assert not answer.is_installed


class FailingParser:
    name, version = "Toy", "1"

    def parse(self, texts: list[str]) -> list[Parse]:
        if "odd" in texts:
            raise ValueError(texts)
        return [Parse(text, (), ()) for text in texts]


def test_an_error_of_the_parser_costs_one_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    outgoing = io.BytesIO()
    serve(io.BytesIO(framed(ParseRequest(("odd", "even")))), outgoing, FailingParser)  # type: ignore[arg-type]
    assert answers_of(outgoing.getvalue())[1] == TextsParsed((None, Parse("even", (), ())))
