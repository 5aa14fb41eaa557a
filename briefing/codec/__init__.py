"""Convert values to and from JSON and YAML; report every problem at once, each with its place."""

from briefing.codec.json_form import decode, encode, schema
from briefing.codec.node import Node
from briefing.codec.parse import MAX_FILE_BYTES, parse_text, read_document, read_text
from briefing.codec.reader import Reader, read_value

__all__ = [
    "MAX_FILE_BYTES",
    "Node",
    "Reader",
    "decode",
    "encode",
    "parse_text",
    "read_document",
    "read_text",
    "read_value",
    "schema",
]
