"""Records a project under the present format, once, for `test_format` to open ever after.

Run by hand when a format is released: ``python -m tests.unit.project.record_format``. A file that was
recorded is never written again; of its JSON, only what a later migration changes is.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from briefing.editing import (
    AddComment,
    AddFact,
    AddItem,
    Approve,
    ChangeComment,
    GradeItem,
    HideItem,
    Reword,
    SetDetails,
    SetIssue,
    SetScheme,
    WaiveFinding,
)
from briefing.model.briefing import ChartItem, ChartKind, Grade, Scope, Status, Waiver
from briefing.model.issue import Comment, IssueBlock, MainMessage, SignOff
from briefing.project import FORMAT, Project, pack
from tests.builders import a_full_session

FILES = Path(__file__).with_name("files")


def recorded() -> Project:
    """A project with every kind of item, more languages than one, steps undone, and each kind of note."""
    session = a_full_session()
    session.apply(SetDetails(title="Газ — گاز", marking="TLP:AMBER", cut_off="2025-10-31"))
    session.apply(AddFact(item_id="f3", fact_id="bases-offered", section_id="s1"))
    session.apply(HideItem(item_id="f2"))
    session.undo()
    session.apply(Reword(item_id="p1", text="One paragraph.\n\nAnother."))
    session.undo()
    session.redo()
    session.apply(SetScheme("phia", {"likely": "likely"}, {"low": "low", "moderate": "moderate"}))
    rated = Grade(
        graded_by="A", graded_on="2025-11-03", confidence="low", factors={"information-base": "weak"}
    )
    session.apply(GradeItem(item_id="j1", grade=rated))
    waiver = Waiver(
        rule_id="no-cut-off",
        row_id="",
        words="",
        context="",
        reason="A standing brief.",
        by="A",
        on="2025-11-03",
    )
    session.apply(WaiveFinding(waiver))
    drawing = ChartItem(
        id="d2",
        kind=ChartKind.TIMELINE,
        caption="What happened",
        treaty_ids=("gamma",),
        topics=("gas",),
        scope=Scope.SECTION,
    )
    session.apply(AddItem(item=drawing, section_id="s2"))
    message = MainMessage(text="The base will probably be used.", judgement_ids=("j1",))
    session.apply(SetDetails(main_message=message, source_remark="One voice carries it.", page_budget=2))
    block = IssueBlock(
        reference="PPU 2025/114",
        prepared=SignOff(name="A. Nalyst", post="Analyst", on="2025-11-02"),
        reviewed=SignOff(name="R. Eader"),
        approved=SignOff(name="C. Hief", post="Head of unit"),
        distribution=("Director, Eurasia",),
        copies=("Energy desk",),
        contact="ppu@office.example",
        review_by="2026-02-01",
    )
    session.apply(SetIssue(block))
    comment = Comment(id="c1", row_id="j1", text="Too strong?", by="R. Eader", on="2025-11-03")
    session.apply(AddComment(comment))
    answer = Comment(id="c2", row_id="j1", text="No.", by="A", on="2025-11-03", reply_to="c1")
    session.apply(AddComment(answer))
    session.apply(ChangeComment("c1", resolved=True))
    session.apply(SetDetails(status=Status.IN_REVIEW))
    session.apply(Approve(by="C. Hief", on="2025-11-03", post="Head of unit"))
    session.keep_template({"template.yaml": b"id: plain\n", "base/base.css": b"html { color: #000 }\n"})
    return session.project


def main() -> None:
    project = recorded()
    target = FILES / f"format-{FORMAT}.briefing"
    with target.open("xb") as file:
        file.write(pack(project))
    content = {
        "briefing": project.briefing,
        "history": project.history,
        "attachments": sorted(project.attachments),
        "template": sorted(project.template),
    }
    target.with_suffix(".json").write_bytes(msgspec.json.format(msgspec.json.encode(content)) + b"\n")


if __name__ == "__main__":
    main()
