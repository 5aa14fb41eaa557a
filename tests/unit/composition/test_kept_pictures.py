"""Pictures of charts are drawn once for each content."""

from __future__ import annotations

from briefing.charts import ChartStyle, ChartSvg
from briefing.composition.chart_data.kept_pictures import KeptPictures

Content = dict[str, int]


def test_pictures_are_drawn_once_for_content_in_the_same_order_language_and_style() -> None:
    drawn: list[tuple[list[str], ChartStyle]] = []
    kept, style = KeptPictures(), ChartStyle()

    def draw(content: Content, style: ChartStyle) -> tuple[ChartSvg, ...]:
        drawn.append((list(content), style))
        return ()

    def pictures(content: Content, language: str = "en") -> None:
        kept.of(draw, content, style, language, lambda: content)

    for content in ({"a": 1, "b": 2}, {"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 1, "b": 3}):
        pictures(content)
    pictures({"a": 1, "b": 2}, "fr")
    assert [order for order, _ in drawn] == [["a", "b"], ["b", "a"], ["a", "b"], ["a", "b"]]
