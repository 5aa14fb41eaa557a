"""A row of the briefing in words: its kind, text, Admiralty code, evidence, spoken text."""

from __future__ import annotations

from briefing.app.i18n import counted, tr
from briefing.app.presentation.fact_text import admiralty_code
from briefing.app.presentation.grade_text import code_in_words, confidence_in_words, grade_words
from briefing.composition.chart_data.registry import KINDS
from briefing.composition.formatting import STANDINGS
from briefing.grading import Scheme
from briefing.model.briefing import (
    Bearing,
    Captioned,
    ChartItem,
    Comparison,
    FactItem,
    Graded,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Reasoned,
    Section,
    Table,
)
from briefing.model.library import Catalogue


def kind_name(value: Section | Item) -> str:
    """Return the name of the kind of row as menus and dialogs write it."""
    names: dict[type, str] = {
        Section: tr("Section"),
        FactItem: tr("Fact"),
        Judgement: tr("Judgement"),
        Prose: tr("Text"),
        ImageItem: tr("Picture"),
        Table: tr("Table"),
        Comparison: tr("Comparison"),
        ChartItem: tr("Chart from data"),
    }
    return names[type(value)]


def row_text(value: Section | Item, catalogue: Catalogue) -> str:
    """Return the sentence, caption or title that the row shows; a fact's own wording comes first."""
    if isinstance(value, FactItem):
        return value.wording or catalogue.facts[value.fact_id].statement
    if isinstance(value, Section):
        return value.title
    return value.caption if isinstance(value, Captioned) else value.text


def row_admiralty_code(item: FactItem, catalogue: Catalogue) -> str:
    """Return the code of a row: the analyst's credibility, where given, replaces the library's."""
    code = admiralty_code(catalogue.facts[item.fact_id], catalogue)
    credibility = item.grade.credibility if item.grade else None
    return f"{code[0]}{credibility}" if credibility else code


def explained_code(item: FactItem, catalogue: Catalogue) -> str:
    """Return the code of a row with its meaning: "C2: C fairly reliable source, 2 probably true"."""
    code = row_admiralty_code(item, catalogue)
    return f"{code}: {code_in_words(code)}"


def graded_in_words(item: Graded, scheme: Scheme | None) -> list[str]:
    """Return likelihood, where there is one, and confidence of a row in words."""
    words = grade_words(item.grade, scheme)
    return [*([words.likelihood] if words.likelihood else []), confidence_in_words(words)]


def explained_row(value: Section | Item, catalogue: Catalogue, scheme: Scheme | None) -> list[str]:
    """Return what the code, marks and signs that a row shows mean, a line each."""
    lines: list[str] = []
    if isinstance(value, FactItem):
        lines.append(explained_code(value, catalogue))
    if isinstance(value, Graded):
        lines += graded_in_words(value, scheme)
    return [f"{line[:1].upper()}{line[1:]}" for line in lines]


def evidence_count(item: Judgement | Prose | ImageItem | Table) -> str:
    """Return how many rows support and contradict it: "3 supporting, 1 contradicting"."""
    if not item.evidence:
        return tr("no evidence")
    against = sum(piece.bearing is Bearing.CONTRADICTS for piece in item.evidence)
    supporting = len(item.evidence) - against
    parts = [tr("{number} supporting", number=supporting)] if supporting else []
    if against:
        parts.append(tr("{number} contradicting", number=against))
    return ", ".join(parts)


def row_details(value: Item, label: str, catalogue: Catalogue, finding_count: int) -> list[str]:
    """Return the short texts below a row besides its grade: standing, evidence, findings, flags."""
    details: list[str] = []
    if isinstance(value, FactItem):
        details.append(tr(STANDINGS[catalogue.facts[value.fact_id].standing]))
        if catalogue.contradicting(value.fact_id):
            details.append(tr("contradicted"))
        if value.wording:
            details.append(tr("reworded"))
    elif isinstance(value, Captioned):
        details += [part for part in (label, _content(value)) if part]
    if isinstance(value, Judgement) or (isinstance(value, Reasoned) and value.evidence):
        details.append(evidence_count(value))
    if finding_count:
        details.append(counted(finding_count, "review finding", "review findings"))
    if value.hidden:
        details.append(tr("hidden in print"))
    if value.note:
        details.append(tr("has a note"))
    return details


def _content(value: Captioned) -> str:
    """Return what a table, comparison or chart shows."""
    if isinstance(value, Table):
        size = (
            counted(len(value.rows), "table row", "table rows"),
            counted(len(value.columns), "column", "columns"),
        )
        return ", ".join(size)
    if isinstance(value, Comparison):
        return counted(len(value.treaty_ids), "treaty", "treaties")
    return tr(KINDS[value.kind].name) if isinstance(value, ChartItem) else ""


def spoken_row(value: Section | Item, label: str, catalogue: Catalogue, scheme: Scheme | None) -> str:
    """Return what a screen reader says of a row; `label` is its number in print."""
    parts = [f"{kind_name(value)} {label}".strip(), row_text(value, catalogue)]
    if isinstance(value, Section):
        parts.append(counted(len(value.items), "row", "rows"))
    elif isinstance(value, Graded):
        parts += graded_in_words(value, scheme)
    if isinstance(value, FactItem):
        standing = catalogue.facts[value.fact_id].standing
        parts += [explained_code(value, catalogue), tr(STANDINGS[standing])]
    if isinstance(value, Judgement | Prose | ImageItem | Table):
        parts.append(evidence_count(value))
    if not isinstance(value, Section) and value.hidden:
        parts.append(tr("hidden in print"))
    return ", ".join(part for part in parts if part)
