"""Write the revision that signs a PDF, without a change to what its first revision says of itself."""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
)
from pyhanko.pdf_utils.generic import pdf_name as pdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1

FIELD_NAME = "Signature"
_DESCRIPTION = "Digital signature of the document"
_LAST_PAGE = -1


class SigningIncrement(IncrementalPdfFileWriter):
    """A revision that leaves Info and XMP as they are; pyHanko would name itself as the producer."""

    def _update_meta(self) -> None:
        pass


def increment_of(raw: bytes) -> SigningIncrement:
    return SigningIncrement(BytesIO(raw))


def add_field(increment: SigningIncrement) -> None:
    """Add an invisible signature field to the last page, last in reading order.

    It is described (`/TU`) and tagged as a form field, as PDF/UA-1 (7.18.4) asks of one that is not hidden;
    PDF/A-3 (6.3.2) forbids to hide it. Without an area it needs no appearance (6.3.3).
    """
    spec = SigFieldSpec(FIELD_NAME, on_page=_LAST_PAGE, readable_field_name=_DESCRIPTION)
    append_signature_field(increment, spec)
    increment.register_extension(ESIC_EXTENSION_1)
    field = increment.root["/AcroForm"]["/Fields"].raw_get(0)
    _tag(increment, field)


def _tag(increment: SigningIncrement, field: IndirectObject) -> None:
    tree = increment.root["/StructTreeRoot"]
    parent = _document_element(tree)
    page = field.get_object().raw_get("/P")
    content = DictionaryObject({pdf("/Type"): pdf("/OBJR"), pdf("/Obj"): field, pdf("/Pg"): page})
    element = increment.add_object(
        DictionaryObject(
            {
                pdf("/Type"): pdf("/StructElem"),
                pdf("/S"): pdf("/Form"),
                pdf("/P"): parent,
                pdf("/Pg"): page,
                pdf("/K"): ArrayObject([content]),
            }
        )
    )
    _append_child(increment, parent, element)
    field.get_object()[pdf("/StructParent")] = NumberObject(_entered(increment, tree, element))


def _document_element(tree: DictionaryObject) -> IndirectObject:
    """Return the element that holds all others, which every PDF of ours has."""
    children = tree["/K"]
    first = children.raw_get(0) if isinstance(children, ArrayObject) else tree.raw_get("/K")
    if not isinstance(first, IndirectObject):
        raise TypeError("the structure tree has no element that holds the others")
    return first


def _append_child(increment: SigningIncrement, parent: IndirectObject, element: IndirectObject) -> None:
    children = parent.get_object()["/K"]
    children.append(element)
    increment.update_container(children)


def _entered(increment: SigningIncrement, tree: DictionaryObject, element: IndirectObject) -> int:
    """Enter an element under the next free key of the parent tree; return the key."""
    numbers = tree["/ParentTree"]["/Nums"]
    key = max(int(numbers[index]) for index in range(0, len(numbers), 2)) + 1
    numbers.append(NumberObject(key))
    numbers.append(element)
    increment.update_container(numbers)
    return key
