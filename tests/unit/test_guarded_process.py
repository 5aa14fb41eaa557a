"""A guarded process: messages arrive whole, and past a limit of time or memory it is stopped."""

from __future__ import annotations

import os
import sys
import textwrap

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import guarded_process
from briefing.guarded_process import FrameReader, GuardedProcess, Limits, TooSlowError, framed

START = """
import sys, time
from briefing.guarded_process import framed, read_frames
from briefing.operating_system import restrict_memory

def send(message):
    sys.stdout.buffer.write(framed(message))
    sys.stdout.buffer.flush()
"""
ECHO = "import msgspec\nfor raw in read_frames(sys.stdin.buffer): send(msgspec.msgpack.decode(raw))"
STARTING = Limits(silence_s=30, total_s=60)


def program(code: str) -> list[str]:
    return [sys.executable, "-c", START + textwrap.dedent(code)]


def decoded(message: bytes) -> object:
    return msgspec.msgpack.decode(message)


@given(st.lists(st.binary(max_size=40), max_size=6), st.integers(1, 7))
def test_messages_are_whole_however_their_bytes_arrive(messages: list[bytes], size: int) -> None:
    stream = b"".join(map(framed, messages))
    frames = FrameReader()
    arrived = [
        raw for start in range(0, len(stream), size) for raw in frames.add(stream[start : start + size])
    ]
    assert [decoded(raw) for raw in arrived] == messages


def test_a_message_that_is_too_large_for_a_frame_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded_process, "MAX_FRAME_BYTES", 10)
    assert framed(b"short")
    with pytest.raises(ValueError, match="message of"):
        framed(b"longer than ten bytes")


def test_a_process_answers_each_message_until_its_input_ends() -> None:
    with GuardedProcess(program(ECHO), STARTING) as process:
        messages = process.messages()
        for number in range(3):
            process.send(number)
            assert decoded(next(messages)) == number


def test_messages_end_with_the_process() -> None:
    with GuardedProcess(program("send('last')"), STARTING) as process:
        assert [decoded(message) for message in process.messages()] == ["last"]


@pytest.mark.parametrize(
    ("code", "limits", "seconds"),
    [
        ("time.sleep(60)", Limits(silence_s=0.3, total_s=60), 0.3),
        ("while True: send(1)", Limits(silence_s=30, total_s=1), 1),
    ],
    ids=["silent", "busy"],
)
def test_a_process_past_a_limit_of_time_is_reported_with_that_limit(
    code: str, limits: Limits, seconds: float
) -> None:
    with GuardedProcess(program(code), limits) as process, pytest.raises(TooSlowError) as slow:
        for _ in process.messages():
            pass
    assert slow.value.seconds == seconds


def test_the_time_for_a_request_begins_with_it_and_not_with_the_process() -> None:
    code = "time.sleep(0.8); send('ready')\n" + ECHO
    with GuardedProcess(program(code), Limits(silence_s=30, total_s=0.7, start_s=30)) as process:
        messages = process.messages()
        assert decoded(next(messages)) == "ready"
        process.send(1)
        assert decoded(next(messages)) == 1
        with pytest.raises(TooSlowError) as slow:
            next(messages)
    assert slow.value.seconds == 0.7


def test_a_process_past_its_limit_of_memory_fails_by_itself() -> None:
    code = """
    restrict_memory(400)
    try:
        bytearray(1_000_000_000)
    except MemoryError:
        send("too much")
    """
    with GuardedProcess(program(code), STARTING) as process:
        assert [decoded(message) for message in process.messages()] == ["too much"]


def test_a_process_is_killed_when_its_caller_is_done() -> None:
    code = "import os; send(os.getpid()); time.sleep(60)"
    with GuardedProcess(program(code), STARTING) as process:
        process_id = decoded(next(process.messages()))
    assert isinstance(process_id, int)
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


@pytest.mark.parametrize("frozen", [False, True])
def test_the_program_starts_itself_frozen_or_not(monkeypatch: pytest.MonkeyPatch, frozen: bool) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    command = guarded_process.program_command("render-worker")
    assert command[0] == sys.executable
    assert command[-1] == "render-worker"
    assert ("-m" in command) is not frozen
