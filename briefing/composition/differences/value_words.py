"""Values of the library in words: no field of a fact, source, publisher or treaty is shown as code."""

from __future__ import annotations

from enum import Enum

from briefing.composition import formatting, printed_dates
from briefing.composition.fact_fields import place_text, quantity_text
from briefing.model.countries import country_name, is_organisation
from briefing.model.fact import Quantity, Relation
from briefing.model.library import Catalogue
from briefing.model.source import Attachment, Citation, Locator, Source, TextQuote
from briefing.model.terms import Presence, Standing
from briefing.model.treaty import Conclusion, Place
from briefing.model.value import Value

NONE = "none"
_LANGUAGE = "en"
_DATES = frozenset({"date", "issued", "accessed", "effective"})
_COUNTRIES = frozenset({"country", "party"})
_IDENTIFIERS = frozenset({"eid", "organisation", "file_sha256"})
_SCHEMES = {
    "celex": "CELEX",
    "doi": "DOI",
    "isbn": "ISBN",
    "mtdsg": "UN treaty depositary",
    "unts": "UN Treaty Series",
    "un-symbol": "UN symbol",
}
_LANGUAGES = frozenset({"language", "prevails", "authentic"})


def words_of(value: object, field: str, catalogue: Catalogue) -> str:
    """Return the value of a field in words; `catalogue` has the records to which it refers."""
    return _words(value, field, catalogue).replace("\u00a0", " ")


def _words(value: object, field: str, catalogue: Catalogue) -> str:
    if value is None or value in ("", (), {}):
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(words_of(part, field, catalogue) for part in value)
    if isinstance(value, dict):
        name = scheme_name if field == "identifiers" else formatting.language_name
        return "; ".join(f"{name(key)}: {text}" for key, text in value.items())
    if isinstance(value, Value):
        return _record_words(value, catalogue)
    return _scalar_words(value, field, catalogue)


def field_label(name: str) -> str:
    """Return the name of a field in words, such as "attributed to" and "sources"."""
    names = {"citations": "sources", "url": "address"}
    return names.get(name) or name.removesuffix("_id").replace("_", " ")


def source_words(source: Source, catalogue: Catalogue) -> str:
    """Return a source as its publisher and date, such as "TASS, 18 January 2025"."""
    publisher = catalogue.publishers.get(source.publisher_id)
    date = printed_dates.edtf(source.issued, _LANGUAGE).replace("\u00a0", " ")
    return ", ".join(filter(None, (publisher.name if publisher else source.publisher_id, date)))


def scheme_name(scheme: str) -> str:
    """Return the name of a scheme of identifiers, such as "DOI"."""
    return _SCHEMES.get(scheme) or scheme.replace("-", " ")


def _scalar_words(value: object, field: str, catalogue: Catalogue) -> str:
    text = str(value)
    if isinstance(value, Standing):
        return formatting.STANDINGS[value]
    if isinstance(value, Enum):
        return text.replace("non_", "non-").replace("_", " ")
    if field in _DATES:
        return printed_dates.edtf(text, _LANGUAGE)
    if field in _COUNTRIES:
        return _party_words(text, catalogue)
    if field in _LANGUAGES:
        return formatting.language_name(text)
    return _referred(text, field, catalogue)


def _party_words(party_id: str, catalogue: Catalogue) -> str:
    if not is_organisation(party_id):
        return country_name(party_id, _LANGUAGE)
    names = (treaty.party_name(party_id) for treaty in catalogue.treaties.values())
    return next(filter(None, names), party_id)


def _referred(text: str, field: str, catalogue: Catalogue) -> str:
    """Return the name of what an id refers to; any other text as it is."""
    if field == "publisher_id" and text in catalogue.publishers:
        return catalogue.publishers[text].name
    if field in {"treaty_id", "further_treaty_ids"} and text in catalogue.treaties:
        return catalogue.treaties[text].short_title
    if field == "derives_from" and text in catalogue.sources:
        return source_words(catalogue.sources[text], catalogue)
    if field == "fact_id" and text in catalogue.facts:
        return f"“{catalogue.facts[text].statement}”"
    return text


def _record_words(value: Value, catalogue: Catalogue) -> str:
    if isinstance(value, Relation):
        return f"{str(value.kind).replace('_', ' ')} {words_of(value.fact_id, 'fact_id', catalogue)}"
    if isinstance(value, Citation):
        return _citation_words(value, catalogue)
    if isinstance(value, Attachment):
        return value.name or f"a copy, {value.sha256[:12]}…"
    if isinstance(value, Quantity | Place | Locator | TextQuote | Conclusion):
        return _small_record_words(value) or NONE
    return _fields_in_words(value, catalogue)


def _small_record_words(value: Quantity | Place | Locator | TextQuote | Conclusion) -> str:
    if isinstance(value, Quantity):
        return quantity_text(value, _LANGUAGE)
    if isinstance(value, Place):
        return place_text(value, _LANGUAGE)
    if isinstance(value, Locator):
        return formatting.locator(value)
    if isinstance(value, TextQuote):
        translation = f" (“{value.translation}”)" if value.translation else ""
        return f"“{value.exact}”{translation}"
    place = place_text(value.place, _LANGUAGE)
    return ", ".join(filter(None, (printed_dates.edtf(value.date, _LANGUAGE), place)))


def _citation_words(citation: Citation, catalogue: Catalogue) -> str:
    source = catalogue.sources.get(citation.source_id)
    parts = [source_words(source, catalogue) if source else citation.source_id]
    parts += [words_of(each, "", catalogue) for each in (citation.locator, *citation.quotes) if each]
    return ", ".join([*parts, citation.note] if citation.note else parts)


def _fields_in_words(value: Value, catalogue: Catalogue) -> str:
    """Name the fields of a record that have a value, such as "years: 20, renewal: five years"."""
    fields = [(name, getattr(value, name)) for name in value.__struct_fields__ if name not in _IDENTIFIERS]
    return (
        ", ".join(
            f"{field_label(name)}: {words_of(each, name, catalogue)}"
            for name, each in fields
            if each not in (None, "", (), {}, False) or isinstance(each, Presence)
        )
        or NONE
    )
