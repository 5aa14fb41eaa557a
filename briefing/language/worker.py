"""The process that parses texts: parser and model take 150 MB, and a text must not hold up the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from briefing.errors import BriefingError
from briefing.faults import fault_of, report
from briefing.guarded_process import framed, read_frames
from briefing.language.parse import Parse, Parser
from briefing.language.protocol import Answer, ParseRequest, ParserMissing, ParserReady, TextsParsed
from briefing.language.spacy_model import MISSING, load_model
from briefing.operating_system import give_way, restrict_further_memory

_MEMORY_FOR_TEXTS_MB = 100


def main() -> None:
    """Serve on standard input and output; send whatever else is printed to standard error."""
    give_way()
    # Each thread of NumPy's library for matrices would have memory of its own, and the matrices are small.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, outgoing, _loaded)


def _loaded() -> Parser:
    parser = load_model()
    parser.parse(["It reads."])  # what is allocated with the first text is not part of the limit
    gc.collect()
    gc.freeze()
    restrict_further_memory(_MEMORY_FOR_TEXTS_MB)
    return parser


def serve(incoming: BinaryIO, outgoing: BinaryIO, load: Callable[[], Parser]) -> None:
    """Load the parser and answer requests until the input ends."""

    def send(answer: Answer) -> None:
        outgoing.write(framed(answer))
        outgoing.flush()

    try:
        parser = load()
    except BriefingError:
        send(ParserMissing(MISSING, is_installed=False))
        return
    except Exception as error:  # noqa: BLE001 - whatever a library of another version raises
        report(fault_of("the start of the parser", error))
        send(ParserMissing(f"the parser cannot be loaded ({type(error).__name__}).", is_installed=True))
        return
    send(ParserReady(parser.name, parser.version))
    decoder = msgspec.msgpack.Decoder(ParseRequest)
    for message in read_frames(incoming):
        send(TextsParsed(tuple(_parse(parser, text) for text in decoder.decode(message).texts)))


def _parse(parser: Parser, text: str) -> Parse | None:
    try:
        (parse,) = parser.parse([text])
    except Exception as error:  # noqa: BLE001 - the border of the process: this text has no parse
        report(fault_of("parsing", error))
        return None
    return parse
