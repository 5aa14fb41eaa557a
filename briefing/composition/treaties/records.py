"""The treaties' own records in print: what the library holds of each, with the sources of every line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing.composition import formatting, printed_dates
from briefing.composition.citations import CitationRegister, printed_quotes
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.treaties.article_index import (
    APART,
    TOPICS,
    ArticleStatements,
    path_of_division,
    paths,
)
from briefing.composition.treaties.cut_off import NOT_CONCLUDED
from briefing.composition.views.references import EvidenceRef, SourceRef
from briefing.composition.views.treaties import (
    ActionView,
    DivisionView,
    ObligationView,
    PartyView,
    RecordLine,
    RelatedView,
    TermRecord,
    TitleView,
    TreatyView,
)
from briefing.model.briefing import Briefing, Comparison, FactItem, OptionValue
from briefing.model.countries import country_name, is_organisation
from briefing.model.edtf import parse_edtf
from briefing.model.library import Catalogue
from briefing.model.source import Citation
from briefing.model.terms import ActionKind, InstrumentKind, Presence, TreatyRelation
from briefing.model.treaty import Action, Division, Obligation, RelatedTreaty, Treaty
from briefing.text.number_ranges import number_ranges
from briefing.typography import fonts
from briefing.typography.scripts import text_direction

PRESENCES = {
    Presence.YES: "record.answer_yes",
    Presence.NO: "record.answer_no",
    Presence.PARTIAL: "record.answer_partly",
}
"""The phrase of each answer."""
_RELATIONS = {
    TreatyRelation.SUCCEEDS: "record.succeeds",
    TreatyRelation.IMPLEMENTS: "record.implements",
    TreatyRelation.REFERS_TO: "record.refers_to",
}
_DIVISIONS = {
    "preamble": "division.preamble",
    "recs": "division.recital",
    "rec": "division.recital",
    "part": "division.part",
    "title": "division.title",
    "chp": "division.chapter",
    "sec": "division.section",
    "art": "division.article",
    "para": "division.paragraph",
    "cl": "division.clause",
    "att": "division.annex",
    "appendix": "division.appendix",
    "schedule": "division.schedule",
    "protocol": "division.protocol",
}
"""The phrase of the first component of an Akoma Ntoso eId."""
_BOTH = 2
STATUS_KINDS = {
    "record.signed": (ActionKind.SIGNATURE,),
    "record.entry_into_force": (ActionKind.ENTRY_INTO_FORCE,),
    "record.ended": (ActionKind.SUSPENSION, ActionKind.DENUNCIATION, ActionKind.TERMINATION),
}
"""Phrases that head rows of a comparison, with the acts in them; all other acts share one row."""


def anchor(treaty_id: str) -> str:
    return f"treaty-{treaty_id}"


def concluded(treaty: Treaty, language: str) -> str:
    """Write place, or else country, and date; empty where the conclusion is not known."""
    if treaty.concluded == NOT_CONCLUDED:
        return ""
    place = treaty.concluded.place
    where = place.name or (country_name(place.country, language) if place.country else "")
    date = printed_dates.edtf(treaty.concluded.date, language)
    return f"{where}, {date}" if where else date


def length(treaty: Treaty, phrases: Phrases) -> str:
    """Write how long the treaty lasts; empty where nothing supports the words "no fixed term"."""
    term = treaty.term
    if term.years is not None:
        return phrases("record.years", count=term.years)
    return phrases("record.no_fixed_term") if term.citations else ""


class TreatyRecords:
    """Composes treaty views; the option `articles` says whether the divisions of the text are printed.

    Citations are numbered as the views are made, so nothing may be composed that is not printed.
    """

    def __init__(
        self,
        briefing: Briefing,
        catalogue: Catalogue,
        cited: CitationRegister,
        statements: ArticleStatements,
    ) -> None:
        self._briefing, self._catalogue, self._cited = briefing, catalogue, cited
        self._statements = statements
        self._language = briefing.language
        self._phrases = phrases_in(briefing.language)
        self._citing: dict[str, dict[str, EvidenceRef]] = {}

    def views(self, options: Mapping[str, OptionValue]) -> tuple[TreatyView, ...]:
        """Each treaty of the snapshot once, in the order in which the briefing first speaks of it."""
        treaties = self._ordered()
        return tuple(
            self._view(treaty, formatting.letters(number), options)
            for number, treaty in enumerate(treaties, start=1)
        )

    def citing(self, source_id: str) -> tuple[EvidenceRef, ...]:
        """Refer to the treaties whose printed record cites a source."""
        return tuple(self._citing.get(source_id, {}).values())

    def _ordered(self) -> list[Treaty]:
        named: dict[str, None] = {}
        for item in self._briefing.walk_items():
            if isinstance(item, FactItem):
                named.setdefault(self._catalogue.facts[item.fact_id].treaty_id)
            elif isinstance(item, Comparison):
                named.update(dict.fromkeys(treaty_id for treaty_id in item.treaty_ids))
        ids = [*named, *(treaty_id for treaty_id in self._catalogue.treaties if treaty_id not in named)]
        return [
            self._catalogue.treaties[treaty_id]
            for treaty_id in ids
            if treaty_id in self._catalogue.treaties
        ]

    def _view(self, treaty: Treaty, letter: str, options: Mapping[str, OptionValue]) -> TreatyView:
        speaks_of = self._statements.on_topics
        actions = self._actions(treaty)
        has_articles = bool(options.get("articles", True))
        return TreatyView(
            id=treaty.id,
            letter=letter,
            anchor=anchor(treaty.id),
            title=treaty.title,
            direction=text_direction(treaty.title),
            short_title=treaty.short_title,
            titles=tuple(_title(tag, text) for tag, text in treaty.titles.items()),
            parties=tuple(
                PartyView(
                    party.name,
                    text_direction(party.name),
                    party.role or "",
                    party.signatory or "",
                    party.office or "",
                )
                for party in treaty.parties
            ),
            concluded=concluded(treaty, self._language),
            languages=formatting.joined(
                [formatting.language_name(tag) for tag in treaty.languages.authentic]
            ),
            prevails=formatting.language_name(treaty.languages.prevails),
            term=self._term(treaty),
            status=_status(actions, self._phrases),
            actions=actions,
            obligations=tuple(self._obligation(treaty, obligation) for obligation in treaty.obligations),
            divisions=self._divisions(treaty) if has_articles else (),
            related=self._related(treaty),
            on_term=speaks_of(treaty.id, {"duration"}),
            on_force=speaks_of(treaty.id, {"entry-into-force"}),
            on_approval=speaks_of(treaty.id, {"ratification"}),
            on_related=speaks_of(treaty.id, {"earlier-treaties"}),
            instrument=self._instrument(treaty),
            unread=self._unread(treaty) if has_articles else "",
        )

    def _instrument(self, treaty: Treaty) -> str:
        if treaty.kind is InstrumentKind.TREATY:
            return ""
        name = formatting.kind(treaty.kind).capitalize()
        if not treaty.adopted_by:
            return f"{name}."
        return self._phrases("record.adopted_by", instrument=name, body=treaty.adopted_by)

    def _refs(self, treaty: Treaty, citations: Iterable[Citation]) -> tuple[SourceRef, ...]:
        cited = tuple(citations)
        for citation in cited:
            place = EvidenceRef(treaty.short_title, anchor(treaty.id))
            self._citing.setdefault(citation.source_id, {})[treaty.id] = place
        return self._cited.refs(cited)

    def _quotes(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        return tuple(printed_quotes(citations, self._cited.refs, self._language))

    def _place(self, article: str) -> str:
        if not article or formatting.names_its_division(article):
            return article
        return self._phrases("record.article", article=article)

    def _term(self, treaty: Treaty) -> TermRecord:
        term = treaty.term
        refs = self._refs(treaty, term.citations)

        def line(text: str | None) -> RecordLine | None:
            return RecordLine(formatting.sentence(formatting.capitalised(text)), refs) if text else None

        return TermRecord(
            term.years, line(length(treaty, self._phrases)), line(term.renewal), line(term.notice)
        )

    def _actions(self, treaty: Treaty) -> tuple[ActionView, ...]:
        """In the order of time; of doubtful dates the earliest day that they may mean counts."""
        ordered = sorted(treaty.actions, key=lambda action: parse_edtf(action.date).earliest)
        return tuple(self._action(treaty, action) for action in ordered)

    def _action(self, treaty: Treaty, action: Action) -> ActionView:
        everybody = self._phrases(
            "record.both_parties" if len(treaty.parties) == _BOTH else "record.all_parties"
        )
        who = self._party_name(treaty, action.party) if action.party else everybody
        return ActionView(
            kind=str(action.kind),
            what=formatting.kind(action.kind).capitalize(),
            who=f"{who}, {action.body}" if action.body else who,
            date=printed_dates.edtf(action.date, self._language),
            effective=printed_dates.edtf(action.effective, self._language),
            depositary=action.depositary or "",
            doubts=tuple(self._doubts(action)),
            note=formatting.sentence(action.note) if action.note else "",
            refs=self._refs(treaty, action.citations),
            quotes=self._quotes(action.citations),
        )

    def _party_name(self, treaty: Treaty, party_id: str) -> str:
        """Return the usual name of a country, and of an organisation that in the treaty."""
        if is_organisation(party_id):
            return treaty.party_name(party_id) or party_id
        return country_name(party_id, self._language)

    def _doubts(self, action: Action) -> Iterable[str]:
        if action.disputed:
            yield self._phrases("record.disputed")
        cut_off = self._briefing.cut_off
        dates = [date for date in (action.date, action.effective) if date]
        if cut_off and any(parse_edtf(date).earliest > parse_edtf(cut_off).latest for date in dates):
            yield self._phrases("record.after_cut_off")
        if not action.citations:
            yield self._phrases("record.unsourced_act")

    def _obligation(self, treaty: Treaty, obligation: Obligation) -> ObligationView:
        listed = {path for recorded in treaty.obligations for path in paths(recorded.article or "")}
        cited = [
            *(
                link
                for path in paths(obligation.article or "")
                for link in self._statements.on_article(treaty.id, path, listed)
            ),
            *self._statements.on_topics(treaty.id, TOPICS[obligation.kind]),
        ]
        return ObligationView(
            kind=str(obligation.kind),
            what=formatting.kind(obligation.kind).capitalize(),
            mark=str(obligation.presence),
            word=self._phrases(PRESENCES[obligation.presence]),
            article=obligation.article or "",
            note=formatting.sentence(obligation.note) if obligation.note else "",
            refs=self._refs(treaty, obligation.citations),
            statements=tuple(dict.fromkeys(cited)),
            quotes=self._quotes(obligation.citations),
            place=self._place(obligation.article or ""),
        )

    def _divisions(self, treaty: Treaty) -> tuple[DivisionView, ...]:
        """Return the divisions of which anything is known."""
        listed = _listed(treaty)
        return tuple(
            self._division(treaty, division, listed)
            for division in treaty.divisions
            if self._is_known(treaty, division, listed)
        )

    def _is_known(self, treaty: Treaty, division: Division, listed: set[tuple[str, ...]]) -> bool:
        """Return whether the record or a statement says something of a division."""
        path = path_of_division(division.eid, division.number)
        is_stated = bool(path) and bool(self._statements.on_article(treaty.id, path, listed))
        return bool(division.gist or division.heading or division.citations) or is_stated

    def _unread(self, treaty: Treaty) -> str:
        """Name in a sentence the divisions that nobody has read; empty where there are none."""
        listed = _listed(treaty)
        unread = [each for each in treaty.divisions if not self._is_known(treaty, each, listed)]
        if not unread:
            return ""
        numbers = [(each, path_of_division(each.eid, each.number)) for each in unread]
        named = number_ranges([_number(each, path) or self._word(each) for each, path in numbers])
        return self._phrases("record.unread", count=len(unread), articles=formatting.joined(named))

    def _division(self, treaty: Treaty, division: Division, listed: set[tuple[str, ...]]) -> DivisionView:
        path = path_of_division(division.eid, division.number)
        return DivisionView(
            word=self._word(division),
            number=_number(division, path),
            depth=division.eid.count("__"),
            heading=division.heading if division.heading and division.heading != division.gist else "",
            gist=formatting.sentence(division.gist) if division.gist else "",
            direction=text_direction(division.gist or ""),
            refs=self._refs(treaty, division.citations),
            quotes=self._quotes(division.citations),
            statements=self._statements.on_article(treaty.id, path, listed) if path else (),
        )

    def _word(self, division: Division) -> str:
        kind = _kind(division)
        return self._phrases(_DIVISIONS[kind]) if kind in _DIVISIONS else ""

    def _related(self, treaty: Treaty) -> tuple[RelatedView, ...]:
        return tuple(self._relative(treaty, related) for related in treaty.related)

    def _relative(self, treaty: Treaty, related: RelatedTreaty) -> RelatedView:
        known = related.treaty_id in self._catalogue.treaties
        return RelatedView(
            relation=self._phrases(_RELATIONS[related.relation]),
            title=related.title,
            anchor=anchor(related.treaty_id) if related.treaty_id and known else "",
            refs=self._refs(treaty, related.citations),
        )


def _kind(division: Division) -> str:
    return division.eid.split("_", 1)[0]


def _number(division: Division, path: tuple[str, ...]) -> str:
    """Return the number that a division has, or that its path gives it; empty for a preamble."""
    steps = path[:1] + tuple(f"({step})" for step in path[1:])
    is_apart = bool(path) and path[0] in APART.values()
    if is_apart and "__" in division.eid:  # an article of an annex: A(1)
        return "".join((path[1].upper(), *(f"({step})" for step in path[2:])))
    return division.number or ("" if path == (_kind(division),) or is_apart else "".join(steps))


def _listed(treaty: Treaty) -> set[tuple[str, ...]]:
    """Return the paths of the divisions of a treaty."""
    return {path_of_division(division.eid, division.number) for division in treaty.divisions}


def act_line(action: ActionView, phrases: Phrases, *, named: bool) -> RecordLine:
    """Write an act in words: its date and doubts and, where it is `named`, its kind and who acted."""
    what = f"{action.what} ({action.who}): " if named else ""
    effective = phrases("record.effective", date=action.effective)
    took = f", {effective}" if action.effective else ""
    depositary = (
        f"; {phrases('record.depositary', depositary=action.depositary)}" if action.depositary else ""
    )
    doubts = f" ({'; '.join(action.doubts)})" if action.doubts else ""
    text = formatting.sentence(f"{what}{action.date}{took}{depositary}{doubts}")
    return RecordLine(text, action.refs, action.note)


def _status(actions: Iterable[ActionView], phrases: Phrases) -> tuple[RecordLine, ...]:
    """Entry into force and what ended or suspended it, each as doubtful as it is recorded."""
    kinds = (*STATUS_KINDS["record.entry_into_force"], *STATUS_KINDS["record.ended"])
    return tuple(act_line(action, phrases, named=True) for action in actions if action.kind in kinds)


def _title(tag: str, text: str) -> TitleView:
    """Compose a title, empty where no font can show it, with its language.

    Where the font of its script is not installed it is shown, and the briefing is not printed without it.
    """
    shown = "" if fonts.unprintable(text, [tag])[0] else text
    return TitleView(shown, formatting.language_name(tag), tag, text_direction(text))
