"""One label for several edits."""

from __future__ import annotations

from collections.abc import Sequence


def joint_label(labels: Sequence[str]) -> str:
    """Return the label of all with their number ("Delete row ×3"), or how many changes there are."""
    if labels and len(set(labels)) == 1:
        return labels[0] if len(labels) == 1 else f"{labels[0]} ×{len(labels)}"
    return f"{len(labels)} changes"
