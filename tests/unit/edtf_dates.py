"""Strategies for EDTF dates: every form that the program reads, and some that it refuses."""

from __future__ import annotations

from hypothesis import strategies as st

from briefing.model.edtf import check_edtf

MARKS = st.sampled_from(["", "", "", "", "?", "~", "%"])
YEARS = st.one_of(
    st.integers(1000, 2999).map(str),
    st.integers(0, 999).map(lambda year: f"{year:04}"),
    st.integers(1, 9999).map(lambda year: f"-{year:04}"),
    st.sampled_from(["201X", "20XX", "1XXX", "-12XX", "XXXX", "1X5X", "Y17000", "Y-17000", "Y17E3"]),
    st.sampled_from(["1950S2", "-1258S3", "Y17000S2"]),
)
MONTHS = st.integers(1, 12).map(lambda month: f"{month:02}") | st.sampled_from(["XX", "0X", "1X", "X2"])
DIVISIONS = st.integers(21, 41).map(str)
NUMBERS = st.integers(1, 31).map(lambda day: f"{day:02}") | st.sampled_from(["XX", "1X", "3X", "X1"])


@st.composite
def _dates(draw: st.DrawFn) -> str:
    text = f"{draw(MARKS)}{draw(YEARS)}{draw(MARKS)}"
    parts = draw(st.integers(1, 3))
    if parts > 1:
        text += f"-{draw(MARKS)}{draw(MONTHS if parts > 2 else MONTHS | DIVISIONS)}{draw(MARKS)}"
    if parts > 2:
        text += f"-{draw(MARKS)}{draw(NUMBERS)}{draw(MARKS)}"
    return text


PLAIN_DATES = st.dates().map(str)
TIMES = st.tuples(PLAIN_DATES, st.sampled_from(["", "Z", "+03:30", "-05"])).map(
    lambda pair: f"{pair[0]}T14:30:05{pair[1]}"
)
DATES = _dates()
ENDS = DATES | st.sampled_from(["", ".."])
INTERVALS = st.tuples(ENDS, ENDS).map("/".join)
RUNS = st.tuples(DATES | st.just(""), DATES).map("..".join) | DATES.map(lambda date: f"{date}..")
LISTS = st.lists(DATES | RUNS, min_size=1, max_size=4).map(",".join)
SETS = LISTS.map(lambda dates: f"[{dates}]") | LISTS.map(lambda dates: f"{{{dates}}}")


def _is_read(text: str) -> bool:
    try:
        check_edtf(text)
    except ValueError:
        return False
    return True


CANDIDATES = st.one_of(PLAIN_DATES, TIMES, DATES, DATES, INTERVALS, SETS)
"""Texts in the form of EDTF dates; some have a day that no month has, or end before they begin."""
EDTF_DATES = CANDIDATES.filter(_is_read)
"""Dates that the program reads."""
