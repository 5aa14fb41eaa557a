"""The installed parser in this process, for the command line: loaded if a check asks for a parse."""

from __future__ import annotations

import os

from briefing.errors import BriefingError
from briefing.faults import fault_of, report
from briefing.language.parse import Parse
from briefing.language.parses import ParsesOnDemand
from briefing.language.spacy_model import MISSING, find_model, installed_engine, load_model

OFF_VARIABLE = "TREATY_BRIEFING_PARSER"
"""Set to "off", this variable of the environment keeps the parser from being used."""

OFF = "the parser is off."


def is_off() -> bool:
    return os.environ.get(OFF_VARIABLE, "") == "off"


class InstalledParses:
    """The parses of the installed parser. Where it cannot be loaded there are none, and `reason` says why.

    `engine` is the name and version of the parser, empty where there is none.
    """

    def __init__(self) -> None:
        self._parses: ParsesOnDemand | None = None
        self.reason = OFF if is_off() else MISSING if find_model() is None else ""
        self.engine = "" if self.reason else installed_engine()

    def parse(self, text: str) -> Parse | None:
        if self._parses is None and not self.reason:
            self._load()
        if self._parses is None:
            return None
        try:
            return self._parses.parse(text)
        except Exception as error:  # noqa: BLE001 - the border of the parser: this text has no parse
            report(fault_of("parsing", error))
            return None

    def _load(self) -> None:
        try:
            parser = load_model()
        except BriefingError:
            self.reason, self.engine = MISSING, ""
        except Exception as error:  # noqa: BLE001 - whatever a library of another version raises
            report(fault_of("the start of the parser", error))
            self.engine = ""
            self.reason = f"the parser cannot be loaded ({type(error).__name__})."
        else:
            self._parses = ParsesOnDemand(parser)
