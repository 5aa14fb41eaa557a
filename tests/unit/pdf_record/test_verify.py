"""A PDF as a record: what it carries comes out as it went in, and what was changed in it is found."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import to_builtins
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Pdf, String

from briefing import pdf_record
from briefing.editing import AddComment, AddItem, HideItem, RecordReview, Reword, SetDetails, SetNote
from briefing.errors import BriefingError, ProjectError
from briefing.model.briefing import Judgement, Prose
from briefing.model.issue import Comment, RecordedReview
from briefing.pdf_record import embed
from briefing.pdf_record.comparison import compared
from briefing.pdf_record.embed import EmbeddedPart
from briefing.pdf_record.makers import makers
from briefing.pdf_record.read import extract
from briefing.pdf_record.verdict import Aspect, Difference, Verdict
from briefing.pdf_record.verify import verify
from briefing.project import Project, Session, pack
from briefing.project.sending import for_sending
from briefing.render import Rendering, Template, load_templates, render
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pdf import writer as writing
from briefing.render.pdf.attachments import PdfAttachment
from briefing.templating.folder import files_of
from briefing.templating.project_copy import load_project_copy
from tests.builders import NOON, a_project, a_reference, bundled_scales
from tests.examples import examples
from tests.pdf_reader import elements, page_texts
from tests.small_briefing import LIBRARY, PICTURE, PICTURE_ID, a_briefing
from tests.unit.project.strategies import PROJECTS

SCALES = bundled_scales()
TEMPLATES = load_templates()
ASSESSMENT = TEMPLATES["assessment"]
NOTE = "What nobody but the authors may read"
HIDDEN = "Words of a row that is not shown"


def a_session() -> Session:
    """A project with notes, hidden rows and a history that names who did what."""
    session = Session.begin(
        a_briefing(),
        a_reference(LIBRARY),
        author="H. Istorian",
        clock=lambda: NOON,
        attachments={PICTURE_ID: PICTURE},
    )
    for edit in (
        SetNote(item_id="f1", note=NOTE),
        SetNote(item_id="j1", note=NOTE),
        AddItem(section_id="s2", item=Prose(id="hidden", text=HIDDEN)),
        AddItem(section_id="s1", item=Judgement(id="hidden-too", text=HIDDEN)),
        HideItem(item_id="hidden"),
        HideItem(item_id="hidden-too"),
        Reword(item_id="p1", text="Words that were thought better of"),
        Reword(item_id="p1", text="So much for the route."),
    ):
        session.apply(edit)
    return session


PROJECT = a_session().project


def printed(*parts: EmbeddedPart, template: Template = ASSESSMENT) -> Rendering:
    return render(
        PROJECT.briefing,
        template,
        SCALES,
        attachments=PROJECT.attachments,
        enclosures=embed.enclosures(PROJECT.briefing, template, SCALES, parts, pack(PROJECT)),
    )


@pytest.fixture(scope="module")
def made() -> bytes:
    """The PDF with the project in it."""
    return printed(EmbeddedPart.PROJECT).pdf


@pytest.fixture(scope="module")
def plain() -> bytes:
    """The PDF with nothing in it but what is printed, in two forms."""
    return printed(EmbeddedPart.SOURCES, EmbeddedPart.STIX).pdf


def changed(raw: bytes, change: Callable[[Pdf], object], **saving: object) -> bytes:
    """The PDF after somebody changed it with a tool."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        change(pdf)
        pdf.save(saved, fix_metadata_version=False, **saving)  # type: ignore[arg-type]
    return saved.getvalue()


# In and out


NOT_RUN = ("The check of numbers did not run, because of an error in the program.",)


REVIEWED = RecordedReview(engine="Toy 1.2", on="2025-11-03")


def test_a_pdf_records_review_and_checks_that_did_not_run_and_is_still_what_it_claims_to_be() -> None:
    session = a_session()
    session.apply(RecordReview(REVIEWED))
    project = session.project
    parts = embed.enclosures(
        project.briefing, ASSESSMENT, SCALES, [EmbeddedPart.PROJECT], pack(project), NOT_RUN
    )
    raw = render(
        project.briefing, ASSESSMENT, SCALES, attachments=project.attachments, enclosures=parts
    ).pdf
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        record = pdf.attachments[embed.REVIEW_NAME].get_file().read_bytes()
    assert NOT_RUN[0].encode() in record
    assert REVIEWED.engine.encode() in record
    verdict = verify(raw, "x.pdf", TEMPLATES, SCALES)
    assert verdict.same_bytes
    assert NOT_RUN[0] in verdict.remarks
    assert "It was reviewed with Toy 1.2 on 2025-11-03." in verdict.remarks


def test_a_pdf_without_the_project_records_the_checks_that_did_not_run_too() -> None:
    (part,) = embed.enclosures(PROJECT.briefing, ASSESSMENT, SCALES, [], checks_not_run=NOT_RUN)
    assert part.name == embed.REVIEW_NAME
    assert embed.enclosures(PROJECT.briefing, ASSESSMENT, SCALES, []) == ()
    reviewed = replace(PROJECT.briefing, reviewed_with=REVIEWED)
    assert [each.name for each in embed.enclosures(reviewed, ASSESSMENT, SCALES, [])] == [embed.REVIEW_NAME]


def test_a_project_is_embedded_without_comments_and_prints_the_same_bytes() -> None:
    session = a_session()
    remark = Comment(id="k1", row_id="f1", text="SECRETREMARK หมายเหตุ", by="REVIEWERNAME", on="2025-11-03")
    session.apply(AddComment(remark))
    project = session.project
    packed = pack(for_sending(project))
    parts = embed.enclosures(project.briefing, ASSESSMENT, SCALES, [EmbeddedPart.PROJECT], packed)
    raw = render(
        project.briefing, ASSESSMENT, SCALES, attachments=project.attachments, enclosures=parts
    ).pdf
    assert verify(raw, "x.pdf", TEMPLATES, SCALES).same_bytes
    assert not [word for word in ("SECRETREMARK", "REVIEWERNAME") if word in repr(extract(raw, "x.pdf"))]
    assert "SECRETREMARK" in repr(project)


@pytest.fixture(scope="module")
def one_page() -> Callable[[bytes], bytes]:
    """Writes a page that carries a project, as every PDF is written."""
    laid_out = Typesetter(ASSESSMENT.folder, {}).lay_out("<html lang='en'><title>One</title><p>Page</p>")

    def write(packed: bytes) -> bytes:
        document = laid_out.document.copy(laid_out.pages)
        enclosure = PdfAttachment(embed.PROJECT_NAME, packed, "application/zip", "The project")
        return writing.write(document, "2025-11-03", [enclosure])

    return write


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(project=PROJECTS)
def test_a_project_comes_out_equal_to_what_went_in(
    one_page: Callable[[bytes], bytes], project: Project
) -> None:
    assert pdf_record.read.extract(one_page(pack(project)), "a.pdf") == project


def test_the_project_in_a_pdf_is_the_file_byte_for_byte(made: bytes) -> None:
    assert pdf_record.read.packed_in(made, "a.pdf") == pack(PROJECT)


def test_what_travels_says_what_it_is_and_what_it_is_to_the_pdf(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        told = {
            spec.filename: (
                str(spec.obj.AFRelationship),
                str(spec.obj.EF.F.Subtype),
                bool(spec.description),
            )
            for spec in pdf.attachments.values()
        }
        listed = [str(each.UF) for each in pdf.Root.AF]
    assert told == {
        "project.briefing": ("/Source", "/application/vnd.treaty-briefing+zip", True),
        "printing.json": ("/Supplement", "/application/json", True),
        "sources.csl.json": ("/Data", "/application/vnd.citationstyles.csl+json", True),
        "briefing.stix.json": ("/Data", "/application/stix+json", True),
    }
    assert sorted(listed) == sorted(told)


def test_another_process_with_another_hash_seed_writes_the_same_bytes(made: bytes) -> None:
    code = (
        "import sys; from tests.unit.pdf_record.test_verify import *\n"
        "sys.stdout.buffer.write(printed(EmbeddedPart.PROJECT).pdf)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PATH": ""},
    )
    assert other.stdout == made


# Nothing goes along that is not in print


def strings_in(raw: bytes) -> bytes:
    """Everything that a PDF holds, unpacked: its streams, its strings, its names."""
    found = []
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                found.append(each.read_bytes())
            found.append(each.unparse())
            found += [value.encode() for value in _texts(each)]
    return b"\n".join([*found, " ".join(page_texts(raw)).encode()])


def _texts(value: object) -> list[str]:
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return [text for each in value.values() if not _is_indirect(each) for text in _texts(each)]
    if isinstance(value, pikepdf.Array):
        return [text for each in value if not _is_indirect(each) for text in _texts(each)]
    return [str(value)] if isinstance(value, pikepdf.String) else []


def _is_indirect(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


UNPRINTED = [NOTE, HIDDEN, "H. Istorian", "Words that were thought better of", "Nobody picked this"]


def test_a_pdf_without_the_project_holds_nothing_that_is_not_in_print(plain: bytes) -> None:
    held = strings_in(plain)
    assert b"The route is reported to be agreed" in held  # the search finds what is there
    for words in UNPRINTED:
        assert words.encode() not in held
        assert words.encode("utf-16-be") not in held


def sentences(value: object) -> Iterator[str]:
    """Every text of a project that has more than one word."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from sentences(each)
    elif isinstance(value, str) and " " in value.strip():
        yield value


def test_no_sentence_of_the_project_is_in_a_pdf_without_it_that_is_not_read_on_its_pages(
    plain: bytes,
) -> None:
    read, held = _without_spaces(" ".join(page_texts(plain))), strings_in(plain)
    every = set(sentences(to_builtins(PROJECT.briefing))) | set(sentences(to_builtins(PROJECT.history)))
    unread = {each for each in every if _without_spaces(each) not in read}
    assert {NOTE, HIDDEN, "H. Istorian", "Nobody stands behind it"} - unread == {"Nobody stands behind it"}
    found = {each for each in unread if each.encode() in held or each.encode("utf-16-be") in held}
    assert found == {"A blue square"}  # the picture's alternative text


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def test_the_search_for_what_is_not_in_print_finds_it_in_a_project(made: bytes) -> None:
    assert NOTE not in " ".join(page_texts(made))
    project = pdf_record.read.extract(made, "a.pdf")
    assert NOTE in str(project.briefing)
    assert "H. Istorian" in str(project.history)


def test_reasons_that_are_not_printed_do_not_go_along_either() -> None:
    briefing = replace(PROJECT.briefing, template_options={"reasoning": "none", "matrix": False})
    files = embed.enclosures(briefing, ASSESSMENT, SCALES, [EmbeddedPart.SOURCES, EmbeddedPart.STIX])
    raw = render(briefing, ASSESSMENT, SCALES, attachments=PROJECT.attachments, enclosures=files).pdf
    held = strings_in(raw)
    assert b"Two reports, one origin" not in held
    assert b"Another route is found" not in held


# Holding it against its project


def differences(raw: bytes, expected: bytes, *, lenient: bool = False) -> list[Difference]:
    return list(compared(raw, expected, "a.pdf", lenient=lenient)[0])


def verified(raw: bytes) -> Verdict:
    return verify(raw, "a.pdf", TEMPLATES, SCALES)


def test_a_pdf_as_it_was_made_is_what_it_claims_to_be_byte_for_byte(made: bytes) -> None:
    verdict = verified(made)
    assert verdict.holds
    assert verdict.same_bytes
    assert verdict.remarks == ()


def test_settings_of_the_export_are_no_difference_and_are_told() -> None:
    briefing = replace(PROJECT.briefing, marking="TLP:RED", template_options={"paper": "Letter"})
    raw = render(
        briefing,
        ASSESSMENT,
        SCALES,
        attachments=PROJECT.attachments,
        enclosures=embed.enclosures(briefing, ASSESSMENT, SCALES, [EmbeddedPart.PROJECT], pack(PROJECT)),
    ).pdf
    verdict = verified(raw)
    assert verdict.same_bytes
    assert verdict.remarks == (
        "It was printed with the options paper=Letter; the project keeps none.",
        "It was printed with the marking TLP:RED; the project keeps TLP:AMBER.",
    )
    assert pdf_record.read.extract(raw, "a.pdf") == PROJECT


def test_another_project_put_in_is_found_by_the_pages(made: bytes) -> None:
    session = a_session()
    session.apply(SetDetails(title="Something else"))
    other = pack(session.project)

    def swap(pdf: Pdf) -> None:
        pdf.attachments["project.briefing"].obj.EF.F.write(other)

    verdict = verified(changed(made, swap))
    assert not verdict.holds
    found = [each for each in verdict.differences if each.aspect is Aspect.TEXT]
    assert found
    assert "Something else" in found[0].message


def test_a_file_that_was_only_written_anew_says_and_shows_the_same(made: bytes) -> None:
    again = changed(
        made, lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable, linearize=True
    )
    assert again != made
    assert differences(again, made) == []


def text_of_page(pdf: Pdf, number: int, before: bytes, after: bytes) -> None:
    page = pdf.pages[number]
    content = page.Contents.read_bytes()
    assert before in content
    page.Contents.write(content.replace(before, after, 1))


def an_operator(pdf: Pdf, number: int) -> bytes:
    """A piece of the page that shows text, as it stands in its content."""
    content: bytes = pdf.pages[number].Contents.read_bytes()
    end = content.rindex(b"TJ")
    return content[content.rindex(b"[", 0, end) : end + 2]


def test_changed_words_are_found_on_their_page(made: bytes) -> None:
    def tamper(pdf: Pdf) -> None:
        text_of_page(pdf, 1, an_operator(pdf, 1), b"[] TJ")

    (found,) = differences(changed(made, tamper), made)
    assert found.aspect is Aspect.TEXT
    assert found.page == 2
    assert "where the project gives “" in found.message


def test_a_line_drawn_over_the_words_is_found_on_its_page(made: bytes) -> None:
    def tamper(pdf: Pdf) -> None:
        pdf.pages[2].contents_add(b"q 0 0 0 rg 100 300 200 20 re f Q")

    (found,) = differences(changed(made, tamper), made)
    assert (found.aspect, found.page) == (Aspect.DRAWING, 3)


def test_another_font_under_the_same_page_is_found(made: bytes) -> None:
    def tamper(pdf: Pdf) -> None:
        fonts = pdf.pages[0].Resources.Font
        names = list(fonts.keys())
        fonts[names[0]], fonts[names[-1]] = fonts[names[-1]], fonts[names[0]]

    found = differences(changed(made, tamper), made)
    assert found
    assert {each.aspect for each in found} <= {Aspect.DRAWING, Aspect.TEXT}


def test_a_missing_page_is_named_by_its_number(made: bytes) -> None:
    def tamper(pdf: Pdf) -> None:
        del pdf.pages[1]

    found = differences(changed(made, tamper), made)
    missing = [each.message for each in found if each.aspect is Aspect.PAGES]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert missing == [f"Page 2 of the {len(pdf.pages)} that the project gives is missing."]
    assert not [each for each in found if each.aspect is Aspect.TEXT]


def test_an_added_page_and_a_changed_order_are_found(made: bytes) -> None:
    def add(pdf: Pdf) -> None:
        pdf.add_blank_page()

    found = differences(changed(made, add), made)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        last = len(pdf.pages) + 1
    assert (Aspect.PAGES, last) in {(each.aspect, each.page) for each in found}

    def turn(pdf: Pdf) -> None:
        pdf.pages.reverse()

    assert [each for each in differences(changed(made, turn), made) if each.aspect is Aspect.PAGES]


def test_an_added_note_is_found_on_its_page(made: bytes) -> None:
    def tamper(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 30, 30], Contents="Not so")
        page = pdf.pages[-1].obj
        page.Annots = Array([*page.get("/Annots", ()), pdf.make_indirect(note)])

    (found,) = differences(changed(made, tamper), made)
    assert (found.aspect, found.page) == (Aspect.ANNOTATIONS, len(page_texts(made)))
    assert "Text" in found.message


def test_a_link_that_leads_elsewhere_is_found(made: bytes) -> None:
    def tamper(pdf: Pdf) -> None:
        for page in pdf.pages:
            for each in page.obj.get("/Annots", ()):
                if "/A" in each:
                    each.A.URI = String("https://example.net/elsewhere")

    found = differences(changed(made, tamper), made)
    assert [each.aspect for each in found] == [Aspect.ANNOTATIONS]
    assert "example.net" in found[0].message


def test_another_text_for_a_picture_is_found(made: bytes) -> None:
    def tamper(pdf: Pdf) -> None:
        for each in elements(pdf):
            if str(each.S) == "/Figure":
                each.Alt = String("A red circle")

    (found,) = differences(changed(made, tamper), made)
    assert found.aspect is Aspect.STRUCTURE
    assert "read aloud" in found.message


@pytest.mark.parametrize("name", ["sources.csl.json", "briefing.stix.json"])
def test_a_changed_or_missing_attachment_is_named(made: bytes, name: str) -> None:
    def swap(pdf: Pdf) -> None:
        pdf.attachments[name].obj.EF.F.write(b"[]")

    def remove(pdf: Pdf) -> None:
        del pdf.attachments[name]

    swapped = differences(changed(made, swap), made)
    assert [each.aspect for each in swapped] == [Aspect.ATTACHMENTS]
    assert name in swapped[0].message
    assert f"The file '{name}' is missing." in [
        each.message for each in differences(changed(made, remove), made)
    ]


def test_an_added_attachment_a_script_and_a_title_are_each_found(made: bytes) -> None:
    def tamper(pdf: Pdf) -> None:
        pdf.attachments["more.txt"] = b"more"
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        pdf.docinfo["/Title"] = "Another title"

    found = differences(changed(made, tamper), made)
    said = " ".join(each.message for each in found)
    assert "'more.txt' was added" in said
    assert "What happens when it is opened was added" in said
    assert "“Another title”, not “Gas between Russia and Iran”" in said


# Made by another version


def test_what_another_version_draws_otherwise_and_looks_the_same_is_no_difference(made: bytes) -> None:
    def redraw(pdf: Pdf) -> None:
        pdf.pages[1].contents_add(b"q Q")

    raw = changed(made, redraw)
    assert [each.aspect for each in differences(raw, made)] == [Aspect.DRAWING]
    found, remarks = compared(raw, made, "a.pdf", lenient=True)
    assert found == ()
    assert remarks == ("Page 2: It is drawn otherwise and looks the same.",)


def test_what_looks_different_is_a_difference_whoever_made_it(made: bytes) -> None:
    def strike(pdf: Pdf) -> None:
        pdf.pages[2].contents_add(b"q 0 0 0 rg 100 300 200 20 re f Q")

    (found,) = differences(changed(made, strike), made, lenient=True)
    assert (found.aspect, found.page) == (Aspect.DRAWING, 3)
    assert "looks different" in found.message


def with_another(monkeypatch: pytest.MonkeyPatch, **others: str) -> None:
    """Let this program have other makers than the PDF was made with."""
    now = makers(a_briefing(), ASSESSMENT)
    monkeypatch.setattr(pdf_record.verify, "makers", lambda *_: {**now, **others})
    monkeypatch.setattr(embed, "makers", lambda *_: {**now, **others})


def test_a_pdf_by_another_layout_engine_is_told_as_one(
    made: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_another(monkeypatch, weasyprint="99.0")

    def redraw(pdf: Pdf) -> None:
        pdf.pages[1].contents_add(b"q Q")

    verdict = verified(changed(made, redraw))
    assert verdict.holds
    assert not verdict.same_bytes
    assert any("weasyprint" in remark and "99.0" in remark for remark in verdict.remarks)


@pytest.mark.parametrize("maker", ["weasyprint", "code", "template"])
def test_other_makers_that_print_the_same_give_the_same_bytes(
    made: bytes, monkeypatch: pytest.MonkeyPatch, maker: str
) -> None:
    with_another(monkeypatch, **{maker: "another"})
    monkeypatch.setattr(pdf_record.verify, "render", given_again(made))
    assert verified(made).same_bytes


def given_again(made: bytes) -> Callable[..., object]:
    """Stand in for the rendering: give the PDF if it is asked for with the record that is in it."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        record = pdf.attachments[embed.PRINTING_NAME].get_file().read_bytes()

    def give(*_: object, enclosures: tuple[PdfAttachment, ...], **__: object) -> object:
        assert record in {part.content for part in enclosures}
        return SimpleNamespace(pdf=made)

    return give


def test_fonts_of_further_scripts_are_recorded_where_the_briefing_needs_them() -> None:
    plain = a_briefing()
    georgian = replace(plain, title="Treaty with საქართველო")
    thai = replace(plain, title="Treaty with ประเทศไทย")
    names = [makers(each, ASSESSMENT) for each in (plain, georgian, thai)]
    assert "script-fonts" not in names[0]
    assert names[1]["script-fonts"] != names[2]["script-fonts"]
    assert {name: digest for name, digest in names[1].items() if name != "script-fonts"} == names[0]


def test_the_projects_copy_of_a_template_is_the_same_maker_as_the_installed_one() -> None:
    copy = load_project_copy(files_of(ASSESSMENT))
    assert copy.folder != ASSESSMENT.folder
    assert makers(a_briefing(), copy) == makers(a_briefing(), ASSESSMENT)


def test_a_template_that_is_not_here_is_named(made: bytes) -> None:
    with pytest.raises(ProjectError, match="'assessment', which is not here"):
        verify(made, "a.pdf", {}, SCALES)


# PDFs that are none of ours


def encrypted(raw: bytes) -> bytes:
    return changed(raw, lambda _: None, encryption=pikepdf.Encryption(owner="owner", user="user"))


def by_another_program(raw: bytes) -> bytes:
    def tamper(pdf: Pdf) -> None:
        pdf.docinfo["/Creator"] = "A word processor"

    return changed(raw, tamper)


def without_project(raw: bytes) -> bytes:
    def tamper(pdf: Pdf) -> None:
        del pdf.attachments["project.briefing"]

    return changed(raw, tamper)


def bomb(raw: bytes) -> bytes:
    """A project that unpacks to far more than it is."""

    def tamper(pdf: Pdf) -> None:
        packer = zlib.compressobj(1)
        piece = bytes(2**20)
        packed = b"".join(packer.compress(piece) for _ in range(300)) + packer.flush()
        pdf.attachments["project.briefing"].obj.EF.F.write(packed, filter=Name.FlateDecode)

    return changed(raw, tamper)


def no_names(raw: bytes) -> bytes:
    def tamper(pdf: Pdf) -> None:
        pdf.Root.Names.EmbeddedFiles = Array([1, 2, 3])

    return changed(raw, tamper)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda _: b"", "not a PDF"),
        (lambda raw: b"PK\x03\x04" + raw, "not a PDF"),
        (lambda raw: raw[: len(raw) // 2], "cut short or damaged"),
        (lambda raw: raw[:-40], "cut short or damaged"),
        (encrypted, "encrypted"),
        (by_another_program, "not made by Treaty Briefing"),
        (without_project, "carries no project"),
        (bomb, "cut short or damaged"),
        (no_names, "carries no project"),
    ],
    ids=["empty", "zip", "half", "no end", "encrypted", "foreign", "no project", "bomb", "no names"],
)
def test_a_pdf_that_cannot_be_trusted_is_refused_with_a_sentence(
    made: bytes, harm: Callable[[bytes], bytes], said: str
) -> None:
    with pytest.raises(ProjectError) as raised:
        pdf_record.read.extract(harm(made), "a.pdf")
    (problem,) = raised.value.problems
    assert said in problem.message
    assert problem.file == "a.pdf"
    assert problem.remedy


def test_what_leads_back_to_itself_or_never_ends_is_refused(made: bytes) -> None:
    def loop(pdf: Pdf) -> None:
        pdf.Root.StructTreeRoot.K[0].K.append(pdf.Root.StructTreeRoot.K[0])

    def circle(pdf: Pdf) -> None:
        pdf.Root.Outlines.First.Next = pdf.Root.Outlines.First

    def deep(pdf: Pdf) -> None:
        nested = Array([1])
        for _ in range(100):
            nested = Array([nested])
        pdf.Root.Deep = nested

    for harm in (loop, circle, deep):
        with pytest.raises(ProjectError):
            compared(changed(made, harm), made, "a.pdf")


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40))
def test_noise_anywhere_in_a_pdf_is_refused_or_does_no_harm(
    one_page: Callable[[bytes], bytes], at: float, noise: bytes
) -> None:
    raw = one_page(pack(a_project()))
    place = int(at * (len(raw) - len(noise)))
    with contextlib.suppress(BriefingError):
        assert (
            pdf_record.read.extract(raw[:place] + noise + raw[place + len(noise) :], "a.pdf") == a_project()
        )


def test_a_file_past_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_record.read, "MAX_PDF_BYTES", 1000)
    path = tmp_path / "large.pdf"
    path.write_bytes(b"%PDF-1.7" + bytes(2000))
    with pytest.raises(ProjectError, match="2,008 bytes; the limit is 1,000 bytes"):
        pdf_record.read.read_pdf(path)
