"""Records a project under the present format, once, for `test_format` to open ever after.

Run by hand when a format is released: ``python -m tests.unit.project.record_format``. A file that was
recorded is never written again; of its JSON, only what a later migration changes is.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from briefing.editing import (
    AddFact,
    AddItem,
    GradeItem,
    HideItem,
    Reword,
    SetDetails,
    SetScheme,
    WaiveFinding,
)
from briefing.model.briefing import ChartItem, ChartKind, Grade, Scope, Waiver
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
