"""The palettes of the light and the dark theme."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Named by what they mean; text on its ground keeps a contrast of 4.5 or more (WCAG 2.2 AA)."""

    ground: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    control_line: str
    accent: str
    on_accent: str
    accent_soft: str
    hover: str
    caution: str
    caution_soft: str
    danger: str
    added: str
    removed: str


LIGHT = Colours(
    ground="#F3F5F7",
    surface="#FFFFFF",
    raised="#FFFFFF",
    text="#17212B",
    muted="#566370",
    line="#DDE2E8",
    control_line="#7E8995",
    accent="#1B5583",
    on_accent="#FFFFFF",
    accent_soft="#DCEAF6",
    hover="#EAF0F5",
    caution="#875200",
    caution_soft="#FFF1D6",
    danger="#A8221B",
    added="#D3EFDD",
    removed="#FBDDDA",
)
DARK = Colours(
    ground="#181D22",
    surface="#1F252B",
    raised="#272E35",
    text="#E7ECF1",
    muted="#9FACB9",
    line="#333C45",
    control_line="#71808E",
    accent="#7DB9EC",
    on_accent="#0D1A26",
    accent_soft="#1E3A52",
    hover="#2A323A",
    caution="#F1BC62",
    caution_soft="#3E3018",
    danger="#FF9B92",
    added="#1F4A33",
    removed="#5A2B29",
)
