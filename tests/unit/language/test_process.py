"""The process that parses: in order, restarted after it died, ended when idle, and not there at all."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator

import pytest

from briefing.language.installed import OFF_VARIABLE
from briefing.language.process import ParserProcess, ParserState
from tests.patience import wait_until

START = """
import os, sys
from briefing.guarded_process import framed, read_frames
import msgspec

def send(message):
    sys.stdout.buffer.write(framed(message))
    sys.stdout.buffer.flush()

def parse(text):
    if text == "odd":
        return None
    if text == "deadly":
        os._exit(3)
    return {"text": text, "tokens": [], "sentences": [os.getpid()]}

"""
PARSER = """
send({"type": "ParserReady", "name": "Toy", "version": "1"})
for raw in read_frames(sys.stdin.buffer):
    texts = msgspec.msgpack.decode(raw)["texts"]
    send({"type": "TextsParsed", "parses": [parse(text) for text in texts]})
"""
MISSING = 'send({"type": "ParserMissing", "reason": "It is not installed.", "is_installed": False})'

Started = Callable[..., ParserProcess]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    """A function that makes a process which runs some code in place of the parser."""
    monkeypatch.delenv(OFF_VARIABLE, raising=False)
    processes: list[ParserProcess] = []

    def start(code: str = PARSER, **more: object) -> ParserProcess:
        command = [sys.executable, "-c", START + textwrap.dedent(code)]
        processes.append(ParserProcess(command=command, **more))  # type: ignore[arg-type]
        return processes[-1]

    yield start
    for process in processes:
        process.close()


def wait_for(process: ParserProcess, *texts: str) -> None:
    """Wait until texts are parsed, as far as they can be."""
    wait_until(lambda: process.wait_for(texts, 0.5))


def process_of(process: ParserProcess, text: str) -> int:
    """The process that parsed a text, which a toy parser reports as a sentence."""
    wait_for(process, text)
    parse = process.parse(text)
    assert parse is not None
    return parse.sentences[0]


def test_a_text_is_parsed_after_it_was_requested_and_its_parse_remembered(started: Started) -> None:
    calls: list[None] = []
    process = started(on_change=lambda: calls.append(None))
    assert (process.state, process.parse("one")) == (ParserState.IDLE, None)
    process.request(["one", "two"])
    wait_until(lambda: process.parse("two") is not None)
    assert process.parse("one") is not None
    assert calls
    assert (process.state, process.engine) == (ParserState.READY, "Toy 1")


def test_a_process_that_dies_over_a_text_is_started_again_for_the_others(started: Started) -> None:
    process = started()
    first = process_of(process, "one")
    wait_for(process, "two", "deadly", "three")
    assert process.parse("deadly") is None
    assert process_of(process, "three") != first
    assert process.state is ParserState.READY


def test_a_text_without_a_parse_is_asked_for_once(started: Started) -> None:
    process = started()
    wait_for(process, "odd")
    assert process.parse("odd") is None


def test_a_process_that_always_dies_has_failed_until_it_is_tried_again(started: Started) -> None:
    process = started("os._exit(1)")
    process.request(["one"])
    wait_until(lambda: process.state is ParserState.FAILED)
    assert process.reason
    process.retry()
    assert process.is_available


def test_an_idle_process_ends_and_is_started_again(started: Started) -> None:
    process = started(idle_s=0.05)
    first = process_of(process, "one")
    wait_until(lambda: process.state is ParserState.IDLE)
    assert process.parse("one") is not None
    assert process_of(process, "two") != first


def test_a_parser_that_is_not_installed_is_missing_and_not_waited_for(started: Started) -> None:
    process = started(MISSING)
    process.request(["one"])
    wait_until(lambda: process.state is ParserState.MISSING)
    assert not process.wait_for(["one"], 0)
    assert process.reason == "It is not installed."


def test_a_parser_that_is_off_is_not_started(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OFF_VARIABLE, "off")
    process = started()
    assert not process.wait_for(["one"], 0)
    assert process.state is ParserState.OFF


def test_a_newer_request_drops_what_an_older_one_still_waits_for(started: Started) -> None:
    process = started()
    process.request(f"old {number}" for number in range(2000))
    process.request(["new"])
    wait_until(lambda: process.parse("new") is not None)
    assert process.parse("old 1999") is None
