"""Parts that are laid out as bytes: a tenth of their size in memory, and the way to another process.

Pictures are not stored: a part that has some is kept as it is.
"""

from __future__ import annotations

import copyreg
import functools
import io
import pickle
import zlib
from dataclasses import dataclass
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.packed.style_references import PageStyle, StyleReferences, resolve_with
from briefing.render.layout.styling.shared_styles import OwnStyle, SharedStyles
from briefing.render.layout.text_layer.kept_text import lasting
from briefing.render.layout.text_layer.small_boxes import small_kinds, small_of

from weasyprint.css import AnonymousStyle, ComputedStyle  # isort: skip
from weasyprint.document import Document  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.layout.absolute import AbsolutePlaceholder  # isort: skip
from weasyprint.text.line_break import Layout  # isort: skip


@dataclass(frozen=True, slots=True)
class PackedPart:
    """The pages of a part as bytes, and the styles that these refer to by their numbers."""

    content: bytes
    styles: list[Any]


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, references: StyleReferences) -> None:
        super().__init__(file, protocol=5)
        self.dispatch_table = {
            **copyreg.dispatch_table,
            **dict.fromkeys((ComputedStyle, OwnStyle, AnonymousStyle, PageStyle), references.reduced),
            **{small: functools.partial(_reduced_box, kind) for small, kind in small_kinds().items()},
            AbsolutePlaceholder: _reduced_placeholder,
            Layout: _reduced_layout,
            **dict.fromkeys(_REPLACED, _refused),
        }


def packed(document: Document) -> PackedPart | None:
    """Return a part as bytes; None for one that has something that cannot be stored."""
    font_config = document.font_config
    styles: SharedStyles | None = getattr(font_config, "shared_styles", None)
    if styles is None or document.color_profiles:
        return None
    file, references = io.BytesIO(), StyleReferences(styles, font_config)
    try:
        _Pickler(file, references).dump((document.pages, document.metadata, document.output_intent))
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return None
    return PackedPart(zlib.compress(file.getvalue(), level=1), references.listed)


def unpacked(part: PackedPart, url_fetcher: Any, font_config: Any) -> Document:
    """Return a part as it was laid out."""
    resolve_with(part.styles)
    try:
        pages, metadata, output_intent = pickle.loads(zlib.decompress(part.content))  # noqa: S301 - of this program
    finally:
        resolve_with([])
    return Document(pages, metadata, url_fetcher, font_config, {}, output_intent)


_REPLACED = (boxes.ReplacedBox, boxes.BlockReplacedBox, boxes.InlineReplacedBox)


def _refused(box: Any) -> Any:
    raise pickle.PicklingError(f"a picture: {box}")


def _reduced_box(kind: type[Any], box: Any) -> tuple[Any, ...]:
    return _new_box, (kind,), box.__dict__


def _new_box(kind: type[Any]) -> Any:
    small = small_of(kind)
    return small.__new__(small)


def _reduced_placeholder(placeholder: Any) -> tuple[Any, ...]:
    state = object.__getattribute__(placeholder, "__dict__")
    return _new_placeholder, (), (state["_box"], state["_layout_done"]), None, None, _set_placeholder


def _new_placeholder() -> Any:
    return AbsolutePlaceholder.__new__(AbsolutePlaceholder)


def _set_placeholder(placeholder: Any, state: tuple[Any, bool]) -> None:
    object.__setattr__(placeholder, "_box", state[0])
    object.__setattr__(placeholder, "_layout_done", state[1])


def _reduced_layout(layout: Any) -> tuple[Any, ...]:
    return _new_layout, (), lasting(layout)


def _new_layout() -> Any:
    return Layout.__new__(Layout)
