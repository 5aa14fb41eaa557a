"""Actions in the toolbar and the context menus, and those that only the outline has."""

from __future__ import annotations

from briefing.app.actions.spec import GRADE_MENU, INSERT

TOOLBAR = (
    ("undo", "redo"),
    ("add_facts", "add_judgement", "add_prose", "add_section", "add_figure"),
    ("show_review", "details"),
)
RECORD_TOOLBAR = (
    ("undo", "redo"),
    ("add_source", "new_record", "import_records"),
    ("set_value", "duplicate_records", "merge_records", "delete_records"),
    ("read_document", "compare_records"),
)
"""The toolbar of the library side."""

FIGURE_MENU = ("add_drawing", "add_figure")
"""Menu of the button in the place of "add_figure" in the toolbar."""

OUTLINE_MENU = (
    ("edit_words",),
    ("cut", "copy", "paste", "duplicate", "delete"),
    (INSERT,),
    ("hide", "clear_grade", GRADE_MENU, "add_comment", "row_history"),
    ("move_up", "move_down", "indent", "outdent"),
    ("go_to_library", "edit_fact", "go_to_passage"),
)
LIBRARY_MENU = (("add_facts", "copy"), ("edit_fact", "go_to_passage"), ("search_library",))
COMMENTS_MENU = (("add_comment",),)
REVIEW_MENU = (("next_finding", "copy"),)
PREVIEW_MENU = (
    ("copy",),
    ("zoom_in", "zoom_out", "zoom_width"),
    ("refresh", "open_in_viewer", "export", "print"),
)
"""Groups of the context menus: ids of actions, and titles of menus as submenus."""

OUTLINE_ACTIONS = frozenset({
    "cut", "duplicate", "delete", "edit_words", "clear_grade", "move_up", "move_down", "indent", "outdent",
    "hide", "go_to_library", "paste", "unfold_all", "fold_all",
})  # fmt: skip
"""Actions whose shortcuts are active only while the outline has the focus."""

TABLE_ACTIONS = frozenset({
    "edit_cell", "set_value", "copy_records", "paste_records", "duplicate_records", "delete_records",
    "filter_records",
})  # fmt: skip
"""Actions whose shortcuts are active only on the library side."""
