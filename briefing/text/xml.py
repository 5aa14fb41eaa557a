"""Parse XML of unknown origin: no entities, no document type, no files and no network."""

from __future__ import annotations

from typing import Any


class XmlError(Exception):
    """The bytes are not well-formed XML, or have what is not allowed. `line` is 0 if unknown."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def parse_xml(raw: bytes) -> Any:
    """Return the root element (lxml). Raises XmlError, or MemoryError where the memory is used up."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise XmlError(error.msg or "not well-formed", error.lineno or 0) from None
    except ValueError as error:
        raise XmlError(str(error)) from None
    for element in root.iter():
        if not isinstance(element.tag, str):
            raise XmlError("it has an entity that its document type declares", element.sourceline or 0)
    return root
