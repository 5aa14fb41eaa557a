"""Addresses by which a page refers to an attachment or a chart's picture; the asset fetcher resolves them.

They lie in a top-level domain that is reserved for names that never resolve (RFC 2606).
"""

from __future__ import annotations

ATTACHMENT_ADDRESS = "https://attachment.invalid/"
DRAWING_ADDRESS = "https://drawing.invalid/"
