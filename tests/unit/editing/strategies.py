"""Hypothesis strategies for edits of every kind, possible and impossible, on the builders' briefing.

Ids are drawn from what `a_briefing` holds, a few that edits may add, and one that is never there. So the
same list of edits is sometimes sound and sometimes refused, and shrinks to few edits.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from briefing.editing import edits as e
from briefing.model.briefing import (
    Bearing,
    ChartItem,
    ChartKind,
    Comparison,
    Evidence,
    Grade,
    ImageItem,
    Judgement,
    Prose,
    Scope,
    Status,
    Table,
    Waiver,
)
from briefing.model.issue import Comment, IssueBlock, MainMessage, RecordedReview, SignOff
from briefing.model.library import Material
from tests.builders import CATALOGUE, LIBRARY, PICTURE_ID, a_briefing, with_fact_changed

Drawn = st.SearchStrategy[Any]

ADDED = ["n1", "n2", "n3", "n4", "n5", "n6"]
NEW_IDS = st.sampled_from([*ADDED, "f1", "s1"])
SECTION_IDS = st.sampled_from(["s1", "s2", "s3", "s1", "s2", "s3", "n1", "n2", "nowhere"])
ITEM_IDS = st.sampled_from(["j1", "f1", "f2", "p1", "g1", "t1", "c1", "d1", "n1", "n2", "n3", "nowhere"])
GRADED_IDS = st.sampled_from(["j1", "f1", "f2", "n1", "p1"])
FACT_IDS = st.sampled_from([*CATALOGUE.facts, "no-such-fact"])
TREATY_IDS = st.sampled_from([*CATALOGUE.treaties, *CATALOGUE.treaties, "no-such-treaty"])
SLUGS = st.sampled_from(["icd-203", "admiralty", "assessment", "other"])
POSITIONS = st.sampled_from([None, None, 0, 1, 2, 99])

# Separators that are not spaces, quotes, both directions of writing, and what YAML would misread.
WORDS = st.one_of(
    st.text("aZ 9é“\"'\\:#-{}%\u2003\u202f\u0641\U0001f600", min_size=1, max_size=8).filter(str.strip),
    st.sampled_from(["null", "~", "true", "no", "12", "1e3", "2025-01-17", "w" * 2000]),
)
PARAGRAPHS = WORDS | st.sampled_from(["", " ", "One line.\n\nAnother.", "w" * 2001])
LINES = st.lists(WORDS, max_size=2).map(tuple)

MATERIALS = st.sampled_from(
    [
        LIBRARY,
        LIBRARY,
        with_fact_changed("price-open", "The price is set"),
        Material(),
        Material(facts=LIBRARY.facts),  # facts without what they stand on
        Material(treaties=LIBRARY.treaties, sources=LIBRARY.sources, facts=LIBRARY.facts),
    ]
)
GRADES = st.builds(
    Grade,
    graded_by=WORDS,
    graded_on=st.sampled_from(["2025-11-03", "2024-02-29"]),
    confidence=st.sampled_from([None, "low", "high", "sure"]),
    likelihood=st.sampled_from([None, "likely", "unlikely", "maybe"]),
    credibility=st.sampled_from([None, None, 1, 6]),
    rationale=PARAGRAPHS,
    factors=st.sampled_from([{}, {}, {"gaps": "strong"}]),
)
MAPPINGS = st.dictionaries(
    st.sampled_from(["low", "high", "sure", "likely", "unlikely", "maybe"]),
    st.sampled_from([None, "low", "likely", "other"]),
)
EVIDENCE = st.lists(
    st.builds(Evidence, item_id=ITEM_IDS, bearing=st.sampled_from(Bearing)), max_size=3
).map(tuple)


def _figures(ids: Drawn) -> Drawn:
    attachments = st.sampled_from([PICTURE_ID, PICTURE_ID, "0" * 64])
    return st.builds(
        ImageItem,
        id=ids,
        attachment=attachments,
        caption=WORDS,
        alt=WORDS,
        evidence=EVIDENCE,
        note=PARAGRAPHS,
    )


def _tables(ids: Drawn) -> Drawn:
    cells = st.lists(PARAGRAPHS, min_size=1, max_size=2).map(tuple)
    rows = st.lists(cells, max_size=2).map(tuple)
    columns = st.lists(WORDS, min_size=1, max_size=2).map(tuple)
    return st.builds(Table, id=ids, caption=WORDS, columns=columns, rows=rows, evidence=EVIDENCE)


def _comparisons(ids: Drawn) -> Drawn:
    treaties = st.lists(TREATY_IDS, min_size=1, max_size=3).map(tuple)
    return st.builds(Comparison, id=ids, caption=WORDS, treaty_ids=treaties)


def _drawings(ids: Drawn) -> Drawn:
    treaties = st.lists(TREATY_IDS, max_size=3).map(tuple)
    topics = st.lists(SLUGS, max_size=2).map(tuple)
    return st.builds(
        ChartItem,
        id=ids,
        kind=st.sampled_from(ChartKind),
        caption=WORDS,
        treaty_ids=treaties,
        topics=topics,
        scope=st.sampled_from(Scope),
    )


NEW_ITEMS = st.one_of(
    st.builds(
        Judgement, id=NEW_IDS, text=WORDS, evidence=EVIDENCE, assumptions=LINES, grade=st.none() | GRADES
    ),
    st.builds(Prose, id=NEW_IDS, text=PARAGRAPHS, evidence=EVIDENCE),
    _figures(NEW_IDS),
    _tables(NEW_IDS),
    _comparisons(NEW_IDS),
    _drawings(NEW_IDS),
)
CONTENTS = st.one_of(
    _figures(st.just("g1")),
    _tables(st.just("t1")),
    _comparisons(st.just("c1")),
    _comparisons(ITEM_IDS),
    _drawings(st.just("d1")),
)
DETAILS: dict[str, Drawn] = {
    "title": WORDS,
    "subtitle": PARAGRAPHS,
    "purpose": PARAGRAPHS,
    "cut_off": st.sampled_from([None, "2025-10-31"]),
    "language": st.sampled_from(["en", "fa"]),
    "marking": st.sampled_from(["TLP:CLEAR", "TLP:RED", "TLP:PINK"]),
    "status": st.sampled_from([Status.DRAFT, Status.DRAFT, Status.IN_REVIEW, Status.FINAL]),
    "main_message": st.none()
    | st.builds(MainMessage, text=WORDS, judgement_ids=st.lists(ITEM_IDS, max_size=2).map(tuple)),
    "source_remark": PARAGRAPHS,
    "page_budget": st.sampled_from([None, 1, 2]),
}
SIGN_OFFS = st.none() | st.builds(SignOff, name=WORDS, on=st.sampled_from([None, None, "2025-11-03"]))
ISSUES = st.builds(
    IssueBlock, prepared=SIGN_OFFS, reviewed=SIGN_OFFS, approved=SIGN_OFFS, distribution=LINES, copies=LINES
)
COMMENT_IDS = st.sampled_from(["k1", "k2", "k3"])
COMMENTS = st.builds(
    Comment,
    id=COMMENT_IDS,
    row_id=ITEM_IDS | SECTION_IDS | st.just(""),
    text=PARAGRAPHS,
    by=WORDS,
    on=st.just("2025-11-03"),
    reply_to=st.none() | COMMENT_IDS,
    resolved=st.booleans(),
)

WAIVERS = st.builds(
    Waiver,
    rule_id=st.sampled_from(["weasel-word", "no-source"]),
    row_id=ITEM_IDS | st.just(""),
    words=st.sampled_from(["", "very"]),
    context=st.just(""),
    reason=st.sampled_from(["It may stand.", "It is so.", " "]),
    by=st.just("A"),
    on=st.just("2025-11-03"),
)
PLACE: dict[str, Drawn] = {"section_id": SECTION_IDS, "position": POSITIONS}
BRANCH: dict[str, Drawn] = {"parent_id": st.none() | SECTION_IDS, "position": POSITIONS}

SINGLE_EDITS: dict[Any, Drawn] = {
    e.CreateBriefing: st.just(e.CreateBriefing(briefing=a_briefing())),
    e.SetDetails: st.fixed_dictionaries({}, optional=DETAILS).map(lambda given: e.SetDetails(**given)),
    e.SetIssue: st.builds(e.SetIssue, issue=ISSUES),
    e.Approve: st.builds(e.Approve, by=WORDS, on=st.just("2025-11-03")),
    e.WithdrawApproval: st.just(e.WithdrawApproval()),
    e.AddComment: st.builds(e.AddComment, comment=COMMENTS),
    e.ChangeComment: st.builds(e.ChangeComment, comment_id=COMMENT_IDS, text=PARAGRAPHS),
    e.RemoveComment: st.builds(e.RemoveComment, comment_id=COMMENT_IDS),
    e.AddSection: st.builds(e.AddSection, section_id=NEW_IDS, title=WORDS, **BRANCH),
    e.RenameSection: st.builds(e.RenameSection, section_id=SECTION_IDS, title=WORDS),
    e.MoveSection: st.builds(e.MoveSection, section_id=SECTION_IDS, **BRANCH),
    e.RemoveSection: st.builds(e.RemoveSection, section_id=SECTION_IDS, release_evidence=st.booleans()),
    e.AddFact: st.builds(
        e.AddFact, item_id=NEW_IDS, fact_id=FACT_IDS, wording=st.none() | WORDS, material=MATERIALS, **PLACE
    ),
    e.AddItem: st.builds(e.AddItem, item=NEW_ITEMS, material=MATERIALS, **PLACE),
    e.MoveItem: st.builds(e.MoveItem, item_id=ITEM_IDS, **PLACE),
    e.RemoveItem: st.builds(e.RemoveItem, item_id=ITEM_IDS, release_evidence=st.booleans()),
    e.Reword: st.builds(e.Reword, item_id=ITEM_IDS, text=st.none() | PARAGRAPHS),
    e.GradeItem: st.builds(e.GradeItem, item_id=GRADED_IDS, grade=GRADES),
    e.ClearGrade: st.builds(e.ClearGrade, item_id=GRADED_IDS),
    e.SetNote: st.builds(e.SetNote, item_id=ITEM_IDS, note=PARAGRAPHS),
    e.HideItem: st.builds(e.HideItem, item_id=ITEM_IDS, hidden=st.booleans()),
    e.SetEvidence: st.builds(e.SetEvidence, item_id=ITEM_IDS, evidence=EVIDENCE),
    e.SetReasoning: st.builds(e.SetReasoning, item_id=ITEM_IDS, alternatives=LINES, indicators=LINES),
    e.ReplaceContent: st.builds(e.ReplaceContent, item=CONTENTS, material=MATERIALS),
    e.SetTemplate: st.builds(e.SetTemplate, template_id=SLUGS),
    e.SetOption: st.builds(
        e.SetOption, name=SLUGS, value=st.one_of(st.none(), st.booleans(), st.integers(-9, 9), WORDS)
    ),
    e.SetScheme: st.builds(e.SetScheme, scheme_id=SLUGS, likelihood=MAPPINGS, confidence=MAPPINGS),
    e.WaiveFinding: st.builds(e.WaiveFinding, waiver=WAIVERS),
    e.RecordReview: st.builds(
        e.RecordReview,
        review=st.builds(RecordedReview, engine=WORDS | st.just(""), on=st.just("2025-11-03")),
    ),
    e.WithdrawWaiver: st.builds(e.WithdrawWaiver, waiver=WAIVERS),
    e.RefreshFact: st.builds(e.RefreshFact, fact_id=FACT_IDS, material=MATERIALS),
}
BATCHES = st.builds(
    e.Batch,
    edits=st.lists(st.one_of(*SINGLE_EDITS.values()), max_size=3).map(tuple),
    name=st.sampled_from(["", "Tidy up"]),
)
EDITS_BY_KIND: dict[Any, Drawn] = {**SINGLE_EDITS, e.Batch: BATCHES}
EDITS: st.SearchStrategy[e.Edit] = st.one_of(*EDITS_BY_KIND.values())
