"""The same HTML laid out and written by WeasyPrint alone, in a process without the program's own layout.

It gets all parts of a document in one HTML file, with the template's style sheet, the fonts and the drawn
figures, but without headers and footers. What is measured is from the import of WeasyPrint to the PDF, with
the options that the program uses.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefing.composition.addresses import ATTACHMENT_ADDRESS, DRAWING_ADDRESS
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render import Template
from briefing.render.pipeline import composed
from briefing.render.templates.loader import STYLE, find_file
from briefing.render.templates.parts import parts
from briefing.render.templates.renderer import TemplateRenderer
from briefing.typography import fonts

ROOT = Path(__file__).resolve().parents[1]
_TEMPLATE_ADDRESS = "https://template.invalid/"
_BODY = re.compile(r"<body([^>]*)>(.*)</body>", re.DOTALL)
_HTML, _FILES, _PDF = "page.html", "files.json", "document.pdf"


@dataclass(frozen=True)
class Written:
    """How long WeasyPrint took, in seconds, and what it made."""

    seconds: float
    pages: int
    pdf_bytes: int


def html_of(briefing: Briefing, template: Template, scales: Scales) -> tuple[str, Mapping[str, str]]:
    """Return a briefing as one document of all parts, and its drawn figures by name."""
    printed = composed(briefing, template, scales)
    renderer = TemplateRenderer(template, printed)
    return joined([renderer.part(part) for part in parts(printed, template)]), printed.drawings


def joined(parts: list[str]) -> str:
    """Return the HTML of all parts as one document: one body, each part in a block of its own."""
    bodies = [_BODY.search(part) for part in parts]
    blocks = "".join(f"<div{match[1]}>{match[2]}</div>" for match in bodies if match)
    first = bodies[0]
    assert first is not None
    return parts[0][: first.start()] + f"<body>{blocks}</body></html>"


def written(
    html: str, template_folder: Path, drawings: Mapping[str, str], attachments: Mapping[str, bytes]
) -> Written:
    """Have the HTML written in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / _HTML).write_text(html, encoding="utf-8")
        files = {DRAWING_ADDRESS + key: drawing for key, drawing in drawings.items()}
        (folder / _FILES).write_text(json.dumps(files), encoding="utf-8")
        for key, raw in attachments.items():
            (folder / key).write_bytes(raw)
        done = subprocess.run(
            [sys.executable, "-m", "bench.plain_weasyprint", name, str(template_folder)],
            check=True,
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
    return Written(*json.loads(done.stdout))


def write(folder: Path, template_folder: Path) -> None:
    began = time.perf_counter()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = json.loads((folder / _FILES).read_text(encoding="utf-8"))

    class Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - the base's
            name = unquote(urlsplit(url).path).lstrip("/")
            if url in files:
                return URLFetcherResponse(url, files[url].encode(), {"Content-Type": "image/svg+xml"})
            if url.startswith(ATTACHMENT_ADDRESS):
                return URLFetcherResponse(url, (folder / name).read_bytes())
            if url.startswith(fonts.ADDRESS):
                return URLFetcherResponse(url, fonts.font_files()[name].read_bytes())
            file = find_file(template_folder, name)
            assert file is not None, url
            return URLFetcherResponse(url, file.read_bytes())

    fetcher, configuration = Fetcher(), FontConfiguration()
    means: dict[str, Any] = {"url_fetcher": fetcher, "font_config": configuration}
    sheets = [weasyprint.CSS(string=fonts.font_faces(), **means)]
    sheets.append(weasyprint.CSS(url=f"{_TEMPLATE_ADDRESS}{STYLE}", **means))
    source = weasyprint.HTML(folder / _HTML, base_url=_TEMPLATE_ADDRESS, url_fetcher=fetcher)
    document = source.render(font_config=configuration, stylesheets=sheets, pdf_variant="pdf/a-3a")
    document.write_pdf(folder / _PDF)
    taken = time.perf_counter() - began
    print(json.dumps([taken, len(document.pages), (folder / _PDF).stat().st_size]))


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
