"""Check characters, addresses, numbers and spellings in full, of which the tests take a sample.

Run as ``python -m bench.check_texts``. Prints each count of cases, and every case that fails.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from bench.arguments import numbers
from briefing.text.characters import cleaned, unwanted, visible
from briefing.text.numbers import numerals_in
from briefing.text.spelling import contains, folded
from briefing.text.web_address import uri
from tests.unit.text.test_numbers import CONVENTIONS, DIGITS, MINUS, grouped, western
from tests.unit.text.test_web_address import HOSTS, RFC_3986

CODE_POINTS = 0x110000
ADDRESSES = 100_000
WHOLE = (0, 7, 42, 999, 1000, 10_000, 234_567, 1_234_567, 10**9)
_SMOKE_STEP = 5_003
NEIGHBOURS = ("", "a", "ب", "क", "葛", "👩", "5", "\u200d", "\ufe0f")


def code_points(step: int) -> range:
    """Return the first of so many code points, which is every one in a full run."""
    return range(0, CODE_POINTS, step)


def characters(step: int) -> Iterator[tuple[str, bool]]:
    """Every character of Unicode between every pair of neighbours: made visible, no text is unwanted."""
    for code in code_points(step):
        for before in NEIGHBOURS:
            text = before + chr(code) + "ب"
            yield text, not any(unwanted(visible(text))) and not any(unwanted(cleaned(text)))


def spellings(step: int) -> Iterator[tuple[str, bool]]:
    """Every character in each normal form has one spelling, apart from accents that stand alone."""
    for code in code_points(step):
        letter = chr(code)
        if 0xD800 <= code <= 0xDFFF or unicodedata.normalize("NFKC", letter)[0] == " " or letter == "´":
            continue
        forms = {folded(unicodedata.normalize(form, letter)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
        yield letter, forms == {folded(letter)} and contains(f"x{letter}y", f"x{letter}y")


def values(step: int) -> Iterator[tuple[str, bool]]:
    """Numbers of every length in every convention, script and sign have their value."""
    for group, point in CONVENTIONS:
        for script in DIGITS:
            for sign in ("", *MINUS):
                for whole in WHOLE[:: 1 + step // len(WHOLE)]:
                    for fraction in ("", "5", "25", "125", "1234"):
                        text = grouped(str(whole), group, western) + (
                            f"{point}{fraction}" if fraction else ""
                        )
                        written = sign + text.translate(str.maketrans("0123456789", script))
                        value = Decimal(f"{'-' if sign else ''}{whole}.{fraction or 0}")
                        found = [numeral.readings for numeral in numerals_in(f"about {written} t")]
                        yield written, len(found) == 1 and value in found[0]


def addresses(step: int) -> Iterator[tuple[str, bool]]:
    """Random addresses become URIs of the grammar, and the URI of a URI is the same."""
    chance = random.Random(14)  # noqa: S311 - a sample that is the same each time
    letters = [chr(code) for code in range(0x21, 0x2FFFF) if unicodedata.category(chr(code))[0] in "LNPSM"]
    signs = "%[]{}|\\^`<>\"'()@:;,!$&*+=~._-/?"
    for _ in range(ADDRESSES // step):
        rest = "".join(chance.choice(signs if chance.random() < 1 / 2 else letters) for _ in range(12))
        address = f"https://{chance.choice(HOSTS)}/{rest}"
        yield address, bool(RFC_3986.fullmatch(uri(address))) and uri(uri(address)) == uri(address)


def run(name: str, cases: Callable[[int], Iterator[tuple[str, bool]]], step: int) -> int:
    count = failed = 0
    for text, passes in cases(step):
        count += 1
        if not passes:
            failed += 1
            print(f"{name}: {re.sub('[^ -~]', lambda match: f'<{ord(match[0]):04X}>', text)}")
    print(f"{name}: {count:,} cases, {failed} failed")
    return failed


def main(arguments: Sequence[str] = ()) -> None:
    checks = {"characters": characters, "spellings": spellings, "numbers": values, "addresses": addresses}
    (step,) = numbers(arguments, usual=(1,), smoke=(_SMOKE_STEP,))
    if sum(run(name, cases, step) for name, cases in checks.items()):
        raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
