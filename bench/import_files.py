"""Import damaged and random files with every importer: each gives a result or an error with its place.

    PYTHONPATH=. python -m bench.import_files [FILES]

FILES, 1,000 without it, are made for each importer: two thirds are valid files with bytes removed,
repeated, changed or exchanged, in members of archives too; the others are random bytes and fragments. What
an importer proposes must also be importable: the plan is applied to a library. Prints for each importer how
many files were refused, how many gave records, the slowest time, and every fault. The valid files
themselves must give the recorded numbers.
"""

from __future__ import annotations

import copy
import hashlib
import io
import json
import random
import sys
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bench.arguments import numbers
from briefing.errors import ImportFileError
from briefing.interchange.plan import plan_import
from briefing.interchange.reading import ImportOptions, Reading
from briefing.interchange.registry import IMPORTERS
from briefing.library.editing import apply
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.model.library import Material
from briefing.model.origin import Origin
from briefing.model.terms import OriginKind
from tests.builders import LIBRARY
from tests.unit.interchange.valid_files import VALID_FILES, ValidFile

SEED = 20_260_102
_FRAGMENTS = (
    b"{", b"}", b"[", b"]", b'"', b",", b";", b"\n", b"\0", b"\xff", b"<", b"/>", b"&a;", b"null", b"-1",
    b"1e999", b"true", b'""', b"\xed\xa0\x80", "\u202e".encode(), b"9" * 40, b"TY  - ", b"@article{",
    b"PK\x03\x04", b"%PDF-1.7\n", b"<akomaNtoso>", b"statement,source\n", b"\\", b"A" * 3_000,
)  # fmt: skip

_VALUES: tuple[Any, ...] = (
    None, True, -1, 10**30, 1.5, "", " ", "\0", "x" * 3_000, "\u202e", "2025-13-45", [], {}, [[]], [None],
    {"type": "note"}, ["a", 1], "http://[", "javascript:x", "-", "A" * 90,
)  # fmt: skip


def main(arguments: Sequence[str] = ()) -> int:
    (number,) = numbers(arguments, usual=(1_000,), smoke=(3,))
    faults = 0
    for importer_id in IMPORTERS:
        valid = [each for each in VALID_FILES if each.importer_id == importer_id]
        outcomes: Counter[str] = Counter()
        slowest = 0.0
        faults += sum(not has_recorded_result(each) for each in valid)
        for raw, name in damaged_files(valid, number, SEED):
            started = time.perf_counter()
            outcome = outcome_of(importer_id, raw, name)
            slowest = max(slowest, time.perf_counter() - started)
            outcomes[outcome.partition(":")[0]] += 1
            if outcome.startswith("fault"):
                print(f"{importer_id} {name} {raw[:60]!r}\n{outcome}")
                faults += 1
        print(f"{importer_id:16} {dict(outcomes)}, slowest {slowest * 1000:.0f} ms", flush=True)
    print(f"{faults} faults")
    return 1 if faults else 0


def damaged_files(valid: list[ValidFile], number: int, seed: int) -> Iterator[tuple[bytes, str]]:
    """Yield files with the names of valid ones; two of three are such files with damage."""
    chance = random.Random(seed)  # noqa: S311 - test data
    for count in range(number):
        file = valid[count % len(valid)]
        if count % 3 == 2:
            yield _random_bytes(chance), file.name
        elif file.raw.startswith(b"PK") and chance.random() < 0.7:
            yield _with_damaged_member(file.raw, chance), file.name
        elif file.raw[:1] in {b"[", b"{"} and chance.random() < 0.7:
            yield _with_other_values(file.raw, chance), file.name
        else:
            yield _damaged(file.raw, chance), file.name


def _damaged(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 4, 8))):
        start = chance.randrange(len(raw) + 1)
        end = min(len(raw), start + chance.choice((0, 1, 1, 2, 8, 40, 400)))
        match chance.randrange(6):
            case 0:
                raw = raw[:start] + raw[end:]
            case 1:
                raw = raw[:start] + chance.choice(_FRAGMENTS) + raw[end:]
            case 2:
                raw = raw[:end] + raw[start:end] * chance.randrange(1, 5) + raw[end:]
            case 3:
                raw = raw[:start]
            case 4:
                raw = raw[:start] + chance.randbytes(end - start) + raw[end:]
            case _:
                other = chance.randrange(len(raw) + 1)
                raw = raw[:start] + raw[other : other + end - start] + raw[end:]
    return raw


def _with_damaged_member(raw: bytes, chance: random.Random) -> bytes:
    """Return an archive, valid as such, one member of which is damaged."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    damaged = chance.choice(list(members))
    members[damaged] = _damaged(members[damaged], chance)
    if "manifest.json" in members and damaged != "manifest.json" and chance.random() < 0.8:
        hashes = {name: hashlib.sha256(member).hexdigest() for name, member in members.items()}
        named = {name: each for name, each in hashes.items() if name not in {"mimetype", "manifest.json"}}
        members["manifest.json"] = json.dumps({"format": 1, "members": named}).encode()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def _with_other_values(raw: bytes, chance: random.Random) -> bytes:
    """Return valid JSON, some values of which are of another type or missing."""
    content = json.loads(raw)
    for _ in range(chance.choice((1, 1, 2, 4))):
        node = content
        while isinstance(node, dict | list) and node:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            key = chance.choice(keys)
            if not isinstance(node[key], dict | list) or not node[key] or chance.random() < 0.2:
                node[key] = copy.deepcopy(chance.choice(_VALUES))
                break
            node = node[key]
    return json.dumps(content).encode()


def _random_bytes(chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return chance.randbytes(chance.randrange(300))
    parts = [chance.choice(_FRAGMENTS) for _ in range(chance.randrange(40))]
    raw = b"".join(parts)
    return zlib.compress(raw) if chance.random() < 0.05 else raw


def outcome_of(importer_id: str, raw: bytes, name: str) -> str:
    """Return "refused", "records", "nothing", or the fault with its trace."""
    try:
        reading = _read(importer_id, raw, name)
        if _import(reading):
            return "records"
    except ImportFileError as error:
        text = str(error)
        return "refused" if name in text and error.problems[0].remedy else f"fault: {text}"
    except Exception:  # noqa: BLE001 - every other error is what is looked for
        return f"fault: {traceback.format_exc(limit=-4)}"
    return "nothing"


def has_recorded_result(file: ValidFile) -> bool:
    reading = _read(file.importer_id, file.raw, file.name)
    _import(reading)
    result = len(reading.proposed), len(reading.refused)
    if result != (file.records, file.refused):
        print(f"{file.importer_id}: {result} records and refusals, recorded {file.records, file.refused}")
        return False
    return True


def _read(importer_id: str, raw: bytes, name: str) -> Reading:
    return IMPORTERS[importer_id].read(raw, name, ImportOptions(treaty_id="alpha", today="2026-01-05"))


def _import(reading: Reading) -> bool:
    library = Material() if reading.is_library else LIBRARY
    layers = (
        Layer("bundled", LayerKind.BUNDLED, None, library),
        Layer("mine", LayerKind.USER, None, Material()),
    )
    plan = plan_import(reading, library, Origin(OriginKind.IMPORTED, file="file"))
    apply(LayeredLibrary(layers), plan.edit)
    return bool(plan.edit.edits)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
