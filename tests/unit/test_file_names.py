"""Names of files: the limit is one of bytes, and no character is cut in half."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.file_names import MAX_BYTES, companion_name, fitting_name

names = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=300
)


@given(names)
def test_every_name_fits_and_keeps_its_ending(stem: str) -> None:
    name = fitting_name(stem, ".briefing", reserve=10)
    assert len(name.encode()) <= MAX_BYTES - 10
    assert name.endswith(".briefing")
    assert stem.startswith(name.removesuffix(".briefing"))


def test_no_two_long_names_share_a_companion() -> None:
    first, second = (
        companion_name(".", "г" * 120 + end, ".lock") for end in ("ab.briefing", "ac.briefing")
    )
    assert first != second
    assert max(len(name.encode()) for name in (first, second)) <= MAX_BYTES
    assert companion_name("", "gas.briefing", ".previous") == "gas.briefing.previous"
