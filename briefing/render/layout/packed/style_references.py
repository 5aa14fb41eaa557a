"""References to styles, by which boxes can be stored as bytes without their styles.

Most styles are shared by the parts of a document (`shared_styles`), or are those of anonymous boxes within
elements that have such styles. A reference to one is a number in a list. Styles of pages have all their
values with them, and are the same object where these are. All other styles are stored by what sets them
apart from the style that they are made of.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Mapping
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.styling.shared_styles import OwnStyle, SharedStyles, place_of
from briefing.render.layout.styling.style_copies import origin_of

from weasyprint.css import AnonymousStyle, Style  # isort: skip
from weasyprint.css.properties import INITIAL_VALUES  # isort: skip

_ABSENT = object()
_OF_PAGE, _STORED = "briefing_styles_of_page", "briefing_stored_style"


class PageStyle(Style):  # type: ignore[misc] # ships no types
    """The style of a page that is laid out: its values, none of which is computed any more."""

    def __init__(self, content: bytes, font_config: Any) -> None:
        super().__init__(pickle.loads(content))  # noqa: S301 - of this program
        self.content = content
        self.font_config = font_config
        self.specified = self
        self.cache: dict[Any, Any] = {}

    def copy(self) -> PageStyle:
        copied = PageStyle(self.content, self.font_config)
        copied.update(self)
        return copied


def page_style(content: bytes, styles: SharedStyles, font_config: Any) -> PageStyle:
    """Return the style of a page with this content."""
    known: PageStyle | None = styles.pages.get(content)
    if known is None:
        known = styles.pages[content] = PageStyle(content, font_config)
    return known


def stored_style(style: Any) -> Any:
    """Return the style of a page that was stored as one that pages with the same style share."""
    return style.__dict__.get(_STORED, style)


class StyleReferences:
    """Lists the styles that boxes refer to while these are stored."""

    def __init__(self, styles: SharedStyles, font_config: Any) -> None:
        self._styles, self._font_config = styles, font_config
        self._numbers: dict[int, int] = {}
        self.listed: list[Any] = []

    def reduced(self, style: Any) -> tuple[Any, ...]:
        """Return a function and its arguments that make the style again, as pickles need it."""
        if is_listed(style):
            return referred, (self._number(style),)
        if isinstance(style, AnonymousStyle):
            if style.parent_style.__dict__.get("anonymous_style") is style:
                return anonymous, (style.parent_style,)
            return _anonymous_copy, (style.parent_style, dict(style))
        if isinstance(style, OwnStyle):
            return _own, (style.shared, _differing(style, style.shared))
        origin = origin_of(style)
        if isinstance(style.parent_style, OwnStyle):
            return referred, (self._number(self._of_page(style, origin or style)),)
        if origin is not None:
            return _copy_of, (origin, _differing(style, origin), style.specified)
        raise pickle.PicklingError("a style that is not shared")

    def _of_page(self, style: Any, origin: Any) -> PageStyle:
        """Return the style of a page with all its values."""
        known: dict[Any, PageStyle] = origin.__dict__.setdefault(_OF_PAGE, {})
        differing = tuple(_differing(style, origin).items())
        if differing not in known:
            content = pickle.dumps({name: style[name] for name in INITIAL_VALUES})
            known[differing] = page_style(content, self._styles, self._font_config)
        style.__dict__[_STORED] = known[differing]
        return known[differing]

    def _number(self, style: Any) -> int:
        number = self._numbers.get(id(style))
        if number is None:
            number = self._numbers[id(style)] = len(self.listed)
            self.listed.append(style)
        return number


def is_listed(style: Any) -> bool:
    """Return whether a style is referred to, and not stored with the boxes."""
    if isinstance(style, PageStyle) or place_of(style) is not None:
        return True
    if not isinstance(style, AnonymousStyle):
        return False
    parent = style.parent_style
    return parent.__dict__.get("anonymous_style") is style and is_listed(parent)


def _differing(style: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in style.items() if other.get(name, _ABSENT) is not value}


# What makes styles again. References are resolved one document at a time.

_resolved = threading.local()
"""The styles of the document that a thread reads: a pickle calls functions without further arguments."""


def resolve_with(listed: list[Any]) -> None:
    """Take the styles that references are the numbers of."""
    _resolved.listed = listed


def referred(number: int) -> Any:
    return _resolved.listed[number]


def anonymous(parent: Any) -> Any:
    return parent.anonymous_style


def _anonymous_copy(parent: Any, values: dict[str, Any]) -> Any:
    copied = AnonymousStyle(parent)
    copied.update(values)
    return copied


def _own(shared: Any, values: dict[str, Any]) -> Any:
    own = OwnStyle(shared)
    own.update(values)
    return own


def _copy_of(origin: Any, values: dict[str, Any], specified: dict[str, Any]) -> Any:
    copied = origin.copy()
    copied.update(values)
    copied.specified = specified
    return copied
