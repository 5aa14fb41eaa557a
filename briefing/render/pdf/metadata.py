"""XMP metadata that WeasyPrint does not write: the reference of the issue and the claim of PDF/UA-1."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

_UA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"

IDENTIFIER = "dcterms.identifier"
"""The name of the ``<meta>`` with reference and issue number."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"

_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"

_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"


def complete_metadata(metadata: Any) -> None:
    """Add to the XMP the reference, and PDF/UA-1 identification with the extension schema that it needs."""
    original = type(metadata).generate_rdf_metadata

    def generate(*arguments: Any) -> bytes:
        rdf = ET.fromstring(original(metadata, *arguments))  # noqa: S314 - WeasyPrint's own output
        identity = ET.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
        ET.SubElement(identity, f"{{{_UA_NAMESPACE}}}part").text = "1"
        if reference := metadata.custom.get(IDENTIFIER):
            described = ET.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
            ET.SubElement(described, f"{{{_DUBLIN_CORE}}}identifier").text = reference
        rdf.append(_extension_schema())
        return bytes(ET.tostring(rdf, encoding="utf-8"))

    metadata.generate_rdf_metadata = generate


def _extension_schema() -> ET.Element:
    for prefix, namespace in (
        ("pdfuaid", _UA_NAMESPACE),
        ("pdfaExtension", _EXTENSION),
        ("pdfaSchema", _SCHEMA),
        ("pdfaProperty", _PROPERTY),
    ):
        ET.register_namespace(prefix, namespace)
    description = ET.Element(f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    schema = _resource(description, f"{{{_EXTENSION}}}schemas", "Bag")
    _fields(
        schema,
        _SCHEMA,
        schema="PDF/UA Universal Accessibility Schema",
        namespaceURI=_UA_NAMESPACE,
        prefix="pdfuaid",
    )
    part = _resource(schema, f"{{{_SCHEMA}}}property", "Seq")
    _fields(
        part,
        _PROPERTY,
        name="part",
        valueType="Integer",
        category="internal",
        description="Part of ISO 14289 to which the document conforms",
    )
    return description


def _resource(parent: ET.Element, name: str, container: str) -> ET.Element:
    """Add a list with an empty structure as its only element."""
    items = ET.SubElement(ET.SubElement(parent, name), f"{{{_RDF}}}{container}")
    return ET.SubElement(items, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"})


def _fields(parent: ET.Element, namespace: str, **fields: str) -> None:
    for name, text in fields.items():
        ET.SubElement(parent, f"{{{namespace}}}{name}").text = text
