"""Checks every bundled template with the whole specimen: ``python -m bench.check_templates``.

Prints what was found, and how long the check took against one rendering of the specimen. It takes too long
for the tests, which hold the files of the templates to the same rules.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from bench.arguments import is_smoke
from briefing.grading import load_scales
from briefing.render import load_templates, render
from briefing.templating.check import check_template
from briefing.templating.specimen import attachments, specimen


def main(arguments: Sequence[str] = ()) -> None:
    found = 0
    for template in list(load_templates().values())[: 1 if is_smoke(arguments) else None]:
        begun = time.perf_counter()
        render(specimen(), template, load_scales(), attachments=attachments(), allow_flaws=True)
        rendered = time.perf_counter()
        findings = check_template(template.folder)
        ratio = (time.perf_counter() - rendered) / (rendered - begun)
        print(f"{template.spec.id}: {len(findings)} findings, as long as {ratio:.0f} renderings")
        for finding in findings:
            print(f"  {finding}")
        found += len(findings)
    sys.exit(bool(found))


if __name__ == "__main__":
    main(sys.argv[1:])
