"""Read messages saved by earlier versions of the program.

A waiver of a finding without words stores the finding's message to identify it. When the wording of such a
message changes, add the earlier wording here, so that waivers in existing projects still apply.
"""

from __future__ import annotations

import re

_WEAK = "Only sources graded E or F, or information graded 4 to 6, stand beneath it."
_REWORDED = tuple(
    (re.compile(earlier), current)
    for earlier, current in (
        # Messages of checks
        (rf"^{re.escape(_WEAK)}$", "All its sources are graded E or F, or its information 4 to 6."),
        (r"^Nothing leads to (.*)\.$", r"There is no address, title or copy of \1."),
        (r"^Nothing says what else could be so\.$", "No alternative is given."),
        (r"^Nothing says what it takes as given\.$", "No assumption is given."),
        (r"^Nothing stands under “(.*)”\.$", r"The section “\1” is empty."),
        # Reasons of a suggested confidence
        (r"Graded ([A-F][1-6]), it begins at (\w+)\.", r"The grade \1 gives \2."),
        (
            r"Graded ([A-F][1-6]), it begins at (\w+); (its best source|the information) cannot be judged, "
            r"which counts for nothing and not as a middle\.",
            r"The grade \1 gives \2, because \3 cannot be judged.",
        ),
        (r"origins bear it out\.", "origins confirm it."),
        (r"origins bear it out, a step up\.", "origins confirm it: one step up."),
        (r"(share one origin|It has one source), the text itself\.", r"\1, the text of the treaty."),
        (
            r"(share one origin|It has one source|It is disputed), so no more than moderate\.",
            r"\1: moderate at most.",
        ),
        (r"(\d+ origins), but no two of", r"It has \1, but not two of"),
        (
            r"(contradicts? it), no less well founded: a step down\.",
            r"\1, graded at least as high: one step down.",
        ),
        (r"(contradicts? it), less well founded\.", r"\1, graded lower."),
        (
            r"The matter may change, and its newest source is (\d+) days older than the cut-off, a step "
            r"down\.",
            r"The matter may have changed: its newest source is \1 days older than the cut-off date, "
            "one step down.",
        ),
        (
            r"It rests on one piece of evidence, held with (\w+) confidence, and stands a step below that "
            r"where there is one\.",
            r"It has one piece of evidence, with \1 confidence: one step lower, if possible.",
        ),
        (
            r"Of (\d+) pieces of evidence the second strongest is held with (\w+) confidence\.",
            r"The second strongest of \1 pieces of evidence has \2 confidence.",
        ),
        (
            r"What speaks against it is founded as well as what speaks for it, a step down\.",
            "The evidence against it is at least as strong: one step down.",
        ),
        (
            r"What speaks against it is less well founded, or the step is the lowest already\.",
            "The evidence against it is weaker, or the suggestion is already the lowest.",
        ),
    )
)


def current_message(message: str) -> str:
    """Return a saved message in today's wording."""
    for earlier, current in _REWORDED:
        message = earlier.sub(current, message)
    return message
