"""The file of a thesaurus, beside the defaults of the organisation. Several processes may change it.

A shared organisation so has a shared thesaurus. Each change is made on the file as it is on the disk at
that moment, under a lock. A file that cannot be read is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.atomic_write import write_atomically
from briefing.codec import parse_text, read_document, read_value
from briefing.errors import BriefingError, Problem
from briefing.file_lock import locked_for_writing
from briefing.organisation.files import organisation_file
from briefing.organisation.thesaurus.entry import AcceptedPair, PairKey, Thesaurus, thesaurus_of

FILE_NAME = "thesaurus.yaml"
_HEADING = "# Words that are accepted in place of words of facts. The program writes this file.\n"
_EMPTY = Thesaurus()


def thesaurus_file() -> Path:
    """Return the file that is used, which need not exist."""
    return organisation_file().parent / FILE_NAME


def read_thesaurus(path: Path) -> Thesaurus:
    """Read a thesaurus; an empty one where there is no file. Raises BriefingError with all problems."""
    if not path.exists():
        return _EMPTY
    thesaurus = read_value(read_document(path), Thesaurus, str(path))
    return thesaurus_of(thesaurus.pairs)


def thesaurus_problems(path: Path) -> Sequence[Problem]:
    """Return what is wrong in a file; nothing where there is none."""
    try:
        read_thesaurus(path)
    except BriefingError as error:
        return error.problems
    return ()


def thesaurus_text(thesaurus: Thesaurus) -> str:
    """Return the text of a file: the same for the same pairs."""
    import yaml

    values = {"pairs": [_fields(pair) for pair in thesaurus.pairs]}
    return _HEADING + yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=110)


def _fields(pair: AcceptedPair) -> dict[str, object]:
    fields: dict[str, object] = {"fact": pair.fact, "wording": pair.wording}
    if pair.treaty:
        fields["treaty"] = pair.treaty
    if pair.accepted:
        fields["accepted"] = [{"by": each.by, "on": each.on} for each in pair.accepted]
    if pair.note:
        fields["note"] = pair.note
    return fields


def edit_thesaurus(path: Path, edit: Callable[[Thesaurus], Thesaurus]) -> Thesaurus:
    """Change the file by a function of its content, and return the new content. Raises BriefingError."""
    with locked_for_writing(path, "thesaurus"):
        before = read_thesaurus(path)
        after = edit(before)
        if after != before or not path.exists():
            text = thesaurus_text(after)
            read_value(parse_text(text, str(path)), Thesaurus, str(path))  # what is wrong is not written
            write_atomically(path, text.encode(), keep_previous=".previous")
    return after


def accept_pair(pair: AcceptedPair, path: Path | None = None) -> Thesaurus:
    """Add a pair to the thesaurus of the organisation. Raises BriefingError."""
    return edit_thesaurus(path or thesaurus_file(), lambda thesaurus: thesaurus.with_pair(pair))


def remove_pair(key: PairKey, path: Path | None = None) -> Thesaurus:
    """Remove a pair from the thesaurus of the organisation, if it is there. Raises BriefingError."""
    return edit_thesaurus(path or thesaurus_file(), lambda thesaurus: thesaurus.without(key))
