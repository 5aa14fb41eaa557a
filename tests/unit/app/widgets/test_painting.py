"""Wrapped text of rows: a line break never joins two words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from briefing.app.widgets.painting import with_visible_breaks

TEXTS = st.text(st.sampled_from("ab \n\r\v\f\x85\u2028\u2029"), max_size=20)


def test_the_lines_of_a_provision_stay_apart() -> None:
    text = "Article 7\n\n1. The Parties deliver gas.\r\n2. They may build."
    assert with_visible_breaks(text) == "Article 7\u20281. The Parties deliver gas.\u20282. They may build."


@given(TEXTS)
def test_words_are_parted_where_they_were_parted(text: str) -> None:
    shown = with_visible_breaks(text)
    assert shown.split() == text.split()
    assert not re.search("[\n\r\v\f\x85\u2029]", shown)
