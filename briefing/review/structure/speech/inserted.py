"""Find speech that is put into, before or after a sentence, by its commas, dashes and colons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.review.structure.speech.frame import FrameKind, SpeechFrame
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary

_DIVIDERS = frozenset({",", "–", "—", "(", ")", '"', "“", "”", ":", ";", "."})
_NOMINAL = frozenset({"ADV", "DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "X", "PRON"})
_AFTER_VERB = frozenset({"ADP", "NUM", "PROPN", "PRON", "ADV", "DET", "NOUN", "ADJ", "PART"})
_LONGEST_PART = 14
_MOST_ADDITIONS = 3
_IT = frozenset({"put", "see", "phrase", "tell", "give", "have"})
_OBJECTS = frozenset({"it", "them"})
_OPENERS = frozenset({"as", "so", "that", "is", "what", "how"})
_POINTERS = frozenset({"that", "this", "so", "thus"})


def inserted_frames(tree: Tree, sentence: range) -> Iterator[SpeechFrame]:
    """Find "the price, says Putin, is open", "as he puts it", "Putin says: ..." and "So he says"."""
    yield from _as_given(tree, sentence)
    parts = _parts(tree, sentence)
    for number, part in enumerate(parts):
        yield from _after_name(tree, sentence, parts, number)
        frame = _spoken(tree, part)
        if frame is None:
            continue
        verb, speaker = frame
        is_first = number == 0 and len(parts) > 1
        follows_colon = part[-1] + 1 < len(tree.tokens) and tree.tokens[part[-1] + 1].text == ":"
        if is_first and tree.low(part[0]) not in {"as", "so", "thus"} and not follows_colon:
            continue
        scope = frozenset(sentence) - set(part)
        if len(parts) == 1 or tree.low(part[0]) in {"so", "thus"}:
            scope = _before(tree, sentence) | scope if _points_back(tree, part) else frozenset()
        if scope:
            yield SpeechFrame(FrameKind.VERB, verb, speaker, scope)


def _as_given(tree: Tree, sentence: range) -> Iterator[SpeechFrame]:
    """Find "the vote as AFP and IRNA give it", by the order of the words."""
    for verb in sentence[1:-1]:
        if tree.lemma(verb) not in _IT or tree.low(verb + 1) not in _OBJECTS:
            continue
        opening = max((each for each in range(sentence.start, verb) if tree.low(each) == "as"), default=-1)
        name = range(opening + 1, verb)
        is_name = opening >= 0 and all(tree.tokens[each].pos in _NOMINAL | {"CCONJ"} for each in name)
        if name and is_name:
            scope = frozenset(sentence) - {opening, verb, *name}
            for speaker in (name[0], name[-1]):
                yield SpeechFrame(FrameKind.VERB, verb, speaker, scope)


def _after_name(
    tree: Tree, sentence: range, parts: Sequence[Sequence[int]], number: int
) -> Iterator[SpeechFrame]:
    """Find "..., Likhachev, who heads Rosatom, said on Tuesday", with an addition between name and verb.

    What the name adds, an apposition or a relative clause, is part of the speaker; all else is said.
    """
    part = parts[number]
    verb = part[0]
    is_rest = all(tree.tokens[each].pos in _AFTER_VERB for each in part[1:])
    if len(part) > _LONGEST_PART or not _is_saying(tree, verb) or not is_rest or number == 0:
        return
    own = set(part)
    for each in reversed(range(max(number - _MOST_ADDITIONS, 0), number)):
        if not _is_addition(tree, parts[each]):
            return
        own |= set(parts[each])
        speaker = _last_name(tree, parts[each])
        scope = frozenset(sentence) - own
        if speaker is not None and scope and _is_noun_phrase(tree, parts[each]):
            yield SpeechFrame(FrameKind.VERB, verb, speaker, scope)


def _is_addition(tree: Tree, part: Sequence[int]) -> bool:
    """Return whether a part describes the name before it: "who heads Rosatom", "the head of Rosatom"."""
    is_relative = tree.tokens[part[0]].tag in {"WP", "WDT", "WP$"}
    return len(part) <= _LONGEST_PART and (is_relative or _is_noun_phrase(tree, part))


def _is_noun_phrase(tree: Tree, part: Sequence[int]) -> bool:
    is_nominal = all(
        tree.tokens[each].pos in _NOMINAL | {"ADP", "CCONJ"} or tree.tokens[each].text == "-"
        for each in part
    )
    return is_nominal and tree.tokens[part[0]].pos not in {"ADP", "CCONJ"}


def _last_name(tree: Tree, part: Sequence[int]) -> int | None:
    nouns = [each for each in part if tree.tokens[each].pos in {"NOUN", "PROPN", "PRON", "X"}]
    return nouns[-1] if nouns else None


def _parts(tree: Tree, sentence: range) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for index in sentence:
        if tree.tokens[index].text in _DIVIDERS:
            parts.append([])
        else:
            parts[-1].append(index)
    return [part for part in parts if part]


def _spoken(tree: Tree, part: Sequence[int]) -> tuple[int, int] | None:
    """Return the verb and the speaker of a part such as "Putin says", "says Putin" or "as he puts it"."""
    if len(part) > _LONGEST_PART:
        return None
    if [tree.low(each) for each in part[:2]] == ["to", "hear"]:
        names = [each for each in part if tree.tokens[each].pos in {"NOUN", "PROPN", "PRON"}]
        return (
            (part[1], names[-1])
            if names and tree.low(names[-1]) not in {"it", "that"}
            else ((part[1], names[-2]) if names[1:] else None)
        )
    verbs = [index for index in part if _is_saying(tree, index)]
    if len(verbs) != 1:
        return None
    verb = verbs[0]
    before = [each for each in part if each < verb and tree.low(each) not in _OPENERS]
    after = [each for each in part if each > verb]
    if before:
        return (verb, before[-1]) if _is_said_by(tree, before, after) else None
    if not after or not all(tree.tokens[each].pos in _NOMINAL | {"ADP", "CCONJ"} for each in after):
        return None
    names = [each for each in after if tree.tokens[each].pos in {"NOUN", "PROPN", "PRON", "NUM", "X"}]
    return (verb, names[-1]) if names else None


def _is_said_by(tree: Tree, before: Sequence[int], after: Sequence[int]) -> bool:
    """Return whether the words before a verb are a name, and those after it only a time or a listener."""
    is_name = all(tree.tokens[each].pos in _NOMINAL | {"ADP"} for each in before)
    is_relative = any(tree.tokens[each].tag in {"WDT", "WP"} for each in (before[0], before[-1]))
    is_rest = all(tree.tokens[each].pos in _AFTER_VERB for each in after)
    return is_name and is_rest and not is_relative and tree.tokens[before[0]].pos != "ADP"


def _is_saying(tree: Tree, index: int) -> bool:
    lists = vocabulary().saying
    token, lemma = tree.tokens[index], tree.lemma(index)
    tags = {"VBZ", "VBP", "VBD", "NNS", "VBG"}
    is_participle = token.tag == "VBN" and not tree.children(index, "aux", "auxpass", "agent")
    if (token.tag not in tags and not is_participle) or token.text[0].isupper():
        return False
    if lemma in _IT and index + 1 < len(tree.tokens) and tree.low(index + 1) == "it":
        return True
    return lemma in lists.verbs and lemma not in lists.attitudes


def _points_back(tree: Tree, part: Sequence[int]) -> bool:
    return tree.low(part[0]) in _POINTERS


def _before(tree: Tree, sentence: range) -> frozenset[int]:
    return frozenset(tree.sentence(sentence.start - 1)) if sentence.start else frozenset()
