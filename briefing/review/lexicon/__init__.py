"""What is known of words: relations of meaning, contrast sets, names, the thesaurus of the organisation."""

from briefing.review.lexicon.contrast_files import own_contrasts_file, problems_in
from briefing.review.lexicon.contrast_sets import (
    ClausePlace,
    Contrast,
    ContrastSet,
    MemberOrder,
    Membership,
    Mention,
    TextWord,
)
from briefing.review.lexicon.lexicon import Lexicon
from briefing.review.lexicon.loading import load_lexicon, problems_of_own_words
from briefing.review.lexicon.names import NameKind, NameMention
from briefing.review.lexicon.relation import RelationKind, WordRelation

__all__ = [
    "ClausePlace",
    "Contrast",
    "ContrastSet",
    "Lexicon",
    "MemberOrder",
    "Membership",
    "Mention",
    "NameKind",
    "NameMention",
    "RelationKind",
    "TextWord",
    "WordRelation",
    "load_lexicon",
    "own_contrasts_file",
    "problems_in",
    "problems_of_own_words",
]
