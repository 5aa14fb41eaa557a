"""Jinja2 in a sandbox that reaches nothing but the template's own folder; errors name file and line."""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2

from briefing.codec import read_text
from briefing.errors import BriefingError, Problem, RenderError
from briefing.render.templates.compiled_pages import CompiledPages
from briefing.render.templates.functions import functions_in, typeset_filter
from briefing.render.templates.loader import base_of, find_file
from briefing.render.templates.sandbox import TemplateEnvironment


def fill(folder: Path, name: str, language: str = "en", **values: Any) -> str:
    """Fill a page of a folder. Raises RenderError that names the file and line, and the row."""
    return fill_first(make_environment(folder, language), folder, [name], values)


def fill_first(
    environment: jinja2.Environment, folder: Path, names: Sequence[str], values: Mapping[str, Any]
) -> str:
    """Fill the first page of these names that exists."""
    try:
        return environment.select_template(names).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise syntax_error(error, folder, names[0]) from None
    except jinja2.TemplateNotFound as error:
        message = f"The template has no file '{error.name}'."
        raise RenderError(Problem(message, "Add it.", str(folder))) from None
    except (BriefingError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a template is a program: anything may come out of it
        raise RenderError(_problem(error, folder)) from None


def make_environment(folder: Path, language: str) -> TemplateEnvironment:
    def load(name: str) -> tuple[str, str, None] | None:
        path = find_file(folder, name)
        return (read_text(path), str(path), None) if path else None

    environment = TemplateEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        bytecode_cache=CompiledPages(language),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The remaining functions give no access to the time, to random numbers or to anything outside.
    environment.globals.clear()
    environment.globals.update(functions_in(language))
    environment.filters.pop("random", None)
    environment.filters["set"] = typeset_filter(language)
    return environment


def syntax_error(error: jinja2.TemplateSyntaxError, folder: Path, name: str) -> RenderError:
    file = str(find_file(folder, error.name or name) or folder)
    message = f"The template has a syntax error: {error.message}."
    return RenderError(Problem(message, "Correct the template.", file, error.lineno))


def _problem(error: Exception, folder: Path) -> Problem:
    """Describe the error with the template's file and line, and the row that was being printed."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if any(Path(frame.filename).is_relative_to(root) for root in (folder, base_of(folder)))
    ]
    file = frames[-1].filename if frames else str(folder)
    line = frames[-1].lineno if frames else None
    row = _row(error.__traceback__)
    reason = "it includes or calls itself without end" if isinstance(error, RecursionError) else error
    message = f"The template cannot be filled: {reason}."
    return Problem(message, "Correct the template.", file, line, field=f"row {row}" if row else "")


def _row(trace: TracebackType | None) -> str:
    """Return the id of the innermost row among the local variables of the template's frames."""
    row_id = ""
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            # Asked of views alone: an undefined variable of a template answers with an error.
            if dataclasses.is_dataclass(type(value)):
                row_id = getattr(value, "row_id", "") or row_id
        trace = trace.tb_next
    return row_id
