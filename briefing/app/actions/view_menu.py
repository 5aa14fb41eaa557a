"""Actions of the menu View: panes, preview and size of texts."""

from __future__ import annotations

from briefing.app.actions.spec import VIEW, ActionSpec, Needs

_BRIEFING = Needs.BRIEFING

VIEW_ACTIONS = (
    ActionSpec("search_library", "Search the &library", VIEW, "Ctrl+L", "books", _BRIEFING),
    ActionSpec(
        "fold_library",
        "S&how or hide the library",
        VIEW,
        "Ctrl+Shift+L",
        "",
        _BRIEFING,
        help="Give the width of the library to the other panes, or take it back",
    ),
    ActionSpec("show_outline", "Go to the &Briefing pane", VIEW, "Ctrl+1", "list-bullets", _BRIEFING),
    ActionSpec(
        "show_inspector",
        "Show the &Inspector pane",
        VIEW,
        "Ctrl+2",
        "sliders-horizontal",
        _BRIEFING,
        help="Wording, grade and sources of the selected row",
    ),
    ActionSpec(
        "show_preview",
        "Show the &Preview pane",
        VIEW,
        "Ctrl+3",
        "file-pdf",
        _BRIEFING,
        help="The pages of the PDF",
    ),
    ActionSpec(
        "show_review",
        "Show the &Review pane",
        VIEW,
        "Ctrl+4",
        "circle-wavy-check",
        _BRIEFING,
        help="Problems that the review found in wording, grades and sources",
    ),
    ActionSpec(
        "show_comments",
        "Show the Comments pane",
        VIEW,
        "Ctrl+5",
        "chat-text",
        _BRIEFING,
        help="Comments on rows and on the briefing, with their replies",
    ),
    ActionSpec(
        "next_finding",
        "&Next review finding",
        VIEW,
        "F8",
        "",
        _BRIEFING,
        help="Go to the next problem found by the review",
    ),
    ActionSpec("next_pane", "Next pane of the &window", VIEW, "F6", "", _BRIEFING),
    ActionSpec(
        "unfold_all", "&Expand all sections", VIEW, "Ctrl+Shift+Right", "", _BRIEFING, begins_group=True
    ),
    ActionSpec("fold_all", "&Collapse all sections", VIEW, "Ctrl+Shift+Left", "", _BRIEFING),
    ActionSpec(
        "refresh",
        "Re&fresh the preview",
        VIEW,
        "F5",
        "arrows-clockwise",
        _BRIEFING,
        begins_group=True,
        help="Render the PDF again",
    ),
    ActionSpec("zoom_in", "&Zoom in", VIEW, "Ctrl++", "", _BRIEFING),
    ActionSpec("zoom_out", "Zoom &out", VIEW, "Ctrl+-", "", _BRIEFING),
    ActionSpec("zoom_width", "Fit page wi&dth", VIEW, "Ctrl+9", "", _BRIEFING),
    ActionSpec(
        "spelling",
        "Check &spelling",
        VIEW,
        "",
        checkable=True,
        help="Underline words that are not in the dictionary of the briefing's language",
        begins_group=True,
    ),
    ActionSpec(
        "larger",
        "Larger text",
        VIEW,
        "Ctrl+Alt++",
        help="Enlarge texts and icons of the program; the preview has a zoom of its own",
        begins_group=True,
    ),
    ActionSpec("smaller", "Smaller text", VIEW, "Ctrl+Alt+-"),
    ActionSpec("normal_size", "Normal text size", VIEW, "Ctrl+Alt+0"),
    ActionSpec("full_screen", "Full screen", VIEW, "F11"),
)
