"""Objects of STIX 2.0 and 2.1 (OASIS), as far as they say something about a treaty."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from briefing.errors import ImportFileError, Problem
from briefing.interchange.values import line

_TLP = {
    "613f2e26-407d-48c7-9eca-b8e91df99dc9": "TLP:CLEAR",  # white, of TLP 1
    "34098fce-860f-48ae-8e50-ebd3cc5e41da": "TLP:GREEN",
    "f88d31f6-486f-44da-b317-01333bde0b82": "TLP:AMBER",
    "5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "TLP:RED",
    "94868c89-83c2-464b-929b-a1a8aa3c8487": "TLP:CLEAR",
    "bab4a63c-aed9-4cf5-a766-dfca5abac2bb": "TLP:GREEN",
    "55d920b0-5e8b-4f79-9ee9-91f868d9b421": "TLP:AMBER",
    "939a9414-2ddd-4d32-a0cd-375ea402b003": "TLP:AMBER+STRICT",
    "e828b379-4e03-4974-9ac4-e53a884c97c1": "TLP:RED",
}
"""The markings that the standard defines, which a file need not contain."""
_TLP_ORDER = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


class StixReference(msgspec.Struct):
    source_name: str = ""
    description: str = ""
    url: str = ""
    external_id: str = ""
    hashes: dict[str, str] = {}


class StixObject(msgspec.Struct):
    """An object with the properties that are read of any type; `rest` has all that it has."""

    type: str
    id: str = ""
    created_by_ref: str = ""
    modified: str = ""
    revoked: bool = False
    confidence: int | None = None
    lang: str = ""
    labels: list[str] = []
    object_marking_refs: list[str] = []
    granular_markings: list[Any] = []
    external_references: list[StixReference] = []
    name: str = ""
    description: str = ""
    published: str = ""
    object_refs: list[str] = []
    abstract: str = ""
    content: str = ""
    authors: list[str] = []
    opinion: str = ""
    explanation: str = ""
    relationship_type: str = ""
    source_ref: str = ""
    target_ref: str = ""
    start_time: str = ""
    stop_time: str = ""
    country: str = ""
    definition: dict[str, Any] = {}
    rest: dict[str, Any] = {}

    @property
    def place(self) -> str:
        """The place in the file: the type and the start of the id."""
        label = line(self.name or self.abstract)[:40]
        short = self.id.partition("--")[2][:8] or "without id"
        return line(f"{self.type} {short}") + (f", {label}" if label else "")


class StixBundle:
    """The objects of a file by their ids; of several versions of one the latest."""

    def __init__(self, objects: list[StixObject]) -> None:
        self.objects: dict[str, StixObject] = {}
        for number, each in enumerate(objects):
            key = each.id or f"{each.type}--{number}"
            if key not in self.objects or self.objects[key].modified <= each.modified:
                self.objects[key] = each

    def of_type(self, *types: str) -> Iterator[StixObject]:
        return (each for each in self.objects.values() if each.type in types)

    def name_of(self, object_id: str) -> str:
        known = self.objects.get(object_id)
        return line(known.name) if known else ""

    @functools.cached_property
    def lists(self) -> dict[str, list[StixObject]]:
        """The reports that list an object, by its id."""
        lists: dict[str, list[StixObject]] = {}
        for report in self.of_type("report"):
            for member in report.object_refs:
                lists.setdefault(member, []).append(report)
        return lists

    def markings(self, marked: StixObject) -> tuple[str | None, list[str]]:
        """Return the most restricted marking of an object, and the ids of those that are not defined."""
        labels, unknown = [], []
        for marking_id in marked.object_marking_refs:
            if label := self._label(marking_id):
                labels.append(label)
            elif marking_id not in self.objects:
                unknown.append(marking_id)
        ranked = sorted(labels, key=lambda label: _TLP_ORDER.index(label) if label in _TLP_ORDER else 99)
        return (ranked[-1] if ranked else None), unknown

    def _label(self, marking_id: str) -> str:
        if label := _TLP.get(marking_id.partition("--")[2]):
            return label
        definition = self.objects.get(marking_id)
        if definition is None:
            return ""
        tlp = definition.definition.get("tlp")
        if isinstance(tlp, str) and tlp:
            return f"TLP:{'CLEAR' if tlp.lower() == 'white' else line(tlp).upper()}"
        return line(definition.name)


def decoded_objects(raw: bytes, name: str) -> tuple[list[StixObject], list[tuple[str, str]]]:
    """Return the objects of a file, and the places and faults of those that are not well formed."""
    try:
        content = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        message = f"The file is not valid JSON ({error})."
        raise ImportFileError(Problem(message, "Export it again as STIX 2.1.", name)) from None
    if isinstance(content, dict):
        content = content.get("objects", [] if content.get("type") == "bundle" else [content])
    if not isinstance(content, list):
        raise ImportFileError(Problem("The bundle has no list of objects.", "Export it again.", name))
    objects, faults = [], []
    for number, each in enumerate(content, start=1):
        try:
            known = msgspec.convert(each, StixObject)
        except (msgspec.ValidationError, RecursionError) as error:
            kind = each.get("type", "") if isinstance(each, dict) else ""
            faults.append((line(f"object {number} {kind}"), f"It is not well formed ({error})."))
            continue
        known.rest = each
        objects.append(known)
    return objects, faults


def is_stix(raw: bytes) -> bool:
    start = raw[:50_000]
    return bool(re.search(rb'"type"\s*:\s*"bundle"', start)) or b'"spec_version"' in start
