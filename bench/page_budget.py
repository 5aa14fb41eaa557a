"""What is proposed so that generated briefings fit a page budget, held against their pages.

Run as ``python -m bench.page_budget [template …]``. Each briefing gets a budget below its pages; with all
proposals applied by the edit it must have the pages that were announced, and fit unless the answer says
why not. Ends with an error where it does not.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.arguments import is_smoke, names, numbers
from briefing.editing import apply
from briefing.model.briefing import Briefing, Prose, Section
from briefing.render import load_templates
from briefing.render.fit import fit
from briefing.render.page_budget.proposal import fitting_edit
from tests.builders import bundled_scales
from tests.sized_briefings import generated, in_template

GENERATED = 10
SMOKE_TEMPLATE = ["factsheet"]
SHORTEST = Briefing(
    id="b",
    title="A briefing",
    sections=(Section(id="s", title="One", items=(Prose(id="p", text="Words."),)),),
)


def main(arguments: Sequence[str] = ()) -> None:
    templates, scales = load_templates(), bundled_scales()
    failures = 0
    (seeds,) = numbers(arguments, usual=(GENERATED,), smoke=(1,))
    chosen = SMOKE_TEMPLATE if is_smoke(arguments) else names(arguments) or sorted(templates)
    for name in chosen:
        template = templates[name]
        for seed in range(seeds):
            drawn = SHORTEST if is_smoke(arguments) else generated(seed)
            briefing = in_template(drawn, name)
            whole = fit(briefing, template, scales, 1, only_measure=True).pages_before
            limit = whole if is_smoke(arguments) else max(1, whole * 2 // 3)
            found = fit(briefing, template, scales, limit)
            after = briefing
            if found.proposals:
                after = apply(briefing, fitting_edit(found.proposals, limit))
            pages = fit(after, template, scales, limit, only_measure=True).pages_after
            failures += pages != found.pages_after or (not found.fits and not found.why)
            print(
                f"{name}, seed {seed}: {whole} pages, budget {limit}: "
                f"{len(found.proposals)} proposals, {pages} pages  {found.why}"
            )
    sys.exit(f"{failures} briefings do not have the pages that were announced." if failures else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
