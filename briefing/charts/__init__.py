"""Figures drawn from data: each kind a pure function from a value and a style to a drawing."""

# A drawing never says more than the facts behind it: no text is shortened, what is not settled is drawn
# hollow or dashed and says its standing in words, and every mark names its paragraph or its sources.

from briefing.charts.style import ChartStyle, ChartSvg, Solidity

__all__ = ["ChartStyle", "ChartSvg", "Solidity"]
