"""The review on labelled wordings, scored by wording: precision, recall, and false alarms at first sight.

A wording is drifted or faithful. It is flagged if a rule that holds a wording to its fact blocks or warns.
The bundled sets are training data: the rules were corrected with them, so their figures say nothing about
other wordings. `--set FILE` reviews a set that nobody has seen: lines of JSON with `fact_id`, `wording`,
`drifted` and `kind`, on facts of the bundled library (`--library bundled`), of the one that the training
sets were written on (`--library recorded`), or of a folder. `--json` prints the figures for scripts,
`--errors` what the review missed and its false alarms.
Run: python -m bench.review_corpus [--errors] [--json] [--set FILE] [--library bundled|recorded|FOLDER]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bench.arguments import SMOKE
from briefing import paths
from briefing.cli.context import load_reference
from briefing.grading import Scales
from briefing.language import ParsesOnDemand
from briefing.language.spacy_model import find_model, load_model
from briefing.library import load_library
from briefing.model.library import Catalogue
from tests.unit.review import corpus
from tests.unit.review.corpus import Case
from tests.unit.review.corpus.evaluation import Evaluation, Outcome, Share, evaluate

_MEASURES: Mapping[str, Callable[[Evaluation], Share]] = {
    "blocking findings: precision": lambda each: each.blocking_precision,
    "blocking findings: recall": lambda each: each.blocking_recall,
    "blocking or warning: recall": lambda each: each.recall,
    "faithful wordings flagged": lambda each: each.false_alarms,
    "near copies flagged": lambda each: each.near_copies_flagged,
    "attribution probes found": lambda each: each.probes_found,
}
_SMOKE_CASES = 8


def main(arguments: Sequence[str] = ()) -> None:
    options = _options(arguments)
    library = _library(options.library)
    scales = load_reference().scales
    report = {}
    for name, cases in _sets(options, library).items():
        evaluations = _evaluations(cases, library, scales, is_smoke=options.smoke)
        report[name] = {engine: _figures(each) for engine, each in evaluations.items()}
        if not options.json:
            print("\n".join(_lines(name, evaluations)))
        if options.errors:
            print("\n".join(_errors(evaluations)))
    if options.json:
        print(json.dumps(report, indent=1))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.review_corpus", description=__doc__)
    parser.add_argument("--set", type=Path, help="a JSONL file of wordings instead of the training sets")
    parser.add_argument("--library", help="bundled, recorded, or a folder")
    for flag in ("--errors", "--json", SMOKE):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args(arguments)
    options.library = options.library or ("bundled" if options.set else "recorded")
    return options


def _library(name: str) -> Catalogue:
    if name == "recorded":
        return corpus.recorded_library()
    folder = paths.resources() / "library" if name == "bundled" else Path(name)
    report = load_library([folder])
    if report.problems:
        raise SystemExit("\n".join(str(problem) for problem in report.problems))
    return Catalogue(report.material)


def _sets(options: argparse.Namespace, library: Catalogue) -> Mapping[str, Sequence[Case]]:
    if not options.set:
        return corpus.training_sets()
    digest = hashlib.sha256(options.set.read_bytes()).hexdigest()
    return {f"{options.set.name} (SHA-256 {digest})": corpus.from_lines(options.set, library)}


def _evaluations(
    cases: Sequence[Case], library: Catalogue, scales: Scales, *, is_smoke: bool
) -> dict[str, Evaluation]:
    """Return the evaluation on words alone and, where a parser is installed, with it."""
    if is_smoke:
        return {"words": evaluate(cases[:_SMOKE_CASES], library, scales)}
    evaluations = {"words": evaluate(cases, library, scales)}
    if find_model() is not None:
        parser = load_model()
        evaluations[parser.name] = evaluate(cases, library, scales, ParsesOnDemand(parser))
    return evaluations


def _figures(evaluation: Evaluation) -> dict[str, float | None]:
    return {name: measure(evaluation).value for name, measure in _MEASURES.items()}


def _lines(name: str, evaluations: Mapping[str, Evaluation]) -> Iterator[str]:
    first = next(iter(evaluations.values()))
    yield f"\n{name}: {len(first.outcomes)} wordings, {len(first.drifted)} of them drifted"
    yield _row("", evaluations)
    for measure, share in _MEASURES.items():
        yield _row(measure, [share(each) for each in evaluations.values()])
    yield "found by kind of drift"
    for kind in first.by_kind():
        yield _row(f"  {kind}", [each.by_kind()[kind] for each in evaluations.values()])
    yield "found and falsely flagged, by the share of words that the statement has"
    for number, ((low, high), _) in enumerate(first.by_overlap()):
        parts = [each.by_overlap()[number][1] for each in evaluations.values()]
        yield _row(f"  {low:.2f} to {high:.2f}: drifted", [each.recall for each in parts])
        yield _row("                faithful", [each.false_alarms for each in parts])
    yield "precision by rule"
    rules = sorted({rule for each in evaluations.values() for rule in each.by_rule()})
    for rule in rules:
        yield _row(f"  {rule}", [each.by_rule().get(rule, Share(0, 0)) for each in evaluations.values()])


def _row(label: str, values: Iterator[object] | Sequence[object] | Mapping[str, object]) -> str:
    return f"{label:32}" + "".join(f"{value!s:>18}" for value in values)


def _errors(evaluations: Mapping[str, Evaluation]) -> Iterator[str]:
    """Yield the errors of the last evaluation, which is that with the parser if there is one."""
    engine, evaluation = list(evaluations.items())[-1]
    yield f"missed ({engine})"
    yield from (_described(each) for each in evaluation.outcomes if each.is_missed)
    yield f"false alarms ({engine})"
    yield from (_described(each) for each in evaluation.outcomes if each.is_false_alarm)


def _described(outcome: Outcome) -> str:
    case = outcome.case
    findings = "; ".join(f"{each.rule_id} “{each.words}”" for each in outcome.findings)
    return f"  [{case.kind}] {case.wording}\n    {case.fact.id}: {case.fact.statement}" + (
        f"\n    {findings}" if findings else ""
    )


if __name__ == "__main__":
    main(sys.argv[1:])
