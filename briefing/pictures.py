"""Pictures without what cameras and programs record in them: place, device, author, comments, previews.

Pixels, colour profile and resolution remain, byte for byte; only a picture that is recorded turned or
mirrored (Exif orientation) is decoded, to turn the pixels themselves. What follows the end of a picture is
dropped too.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
MAX_PIXELS = 100_000_000
"""More than any camera records in one picture; such a picture takes 400 MB of memory."""

_PNG_CHUNKS = frozenset(b"IHDR PLTE IDAT IEND tRNS cHRM gAMA sRGB iCCP sBIT pHYs bKGD".split())
_END_OF_IMAGE, _START_OF_SCAN = 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of the segment that has the size of a JPEG."""
_ICC, _EXIF, _ADOBE, _JFIF = b"ICC_PROFILE\0", b"Exif\0\0", b"Adobe", b"JFIF\0"
_ORIENTATION = 0x0112
_UPRIGHT = 1
_JPEG_QUALITY = 95


class PictureError(ValueError):
    """The bytes are no whole PNG or JPEG."""


def without_metadata(content: bytes) -> bytes:
    """Return the picture with its pixels, colour profile and resolution alone.

    A picture without anything else is returned as it is. Raises PictureError, also for more than
    `MAX_PIXELS`: whatever decodes the result needs four bytes of memory for each.
    """
    _check_pixels(content)
    try:
        if content.startswith(PNG):
            return _png(content)
        if content.startswith(JPEG):
            return _jpeg(content)
    except (struct.error, IndexError):
        raise PictureError("the picture is cut short") from None
    raise PictureError("the file is not a PNG or JPEG picture")


def _check_pixels(content: bytes) -> None:
    try:
        width, height = size_in_pixels(content)
    except PictureError:  # found and reported when it is read
        return
    if width * height > MAX_PIXELS:
        raise PictureError(f"it has {width:,} × {height:,} pixels; the limit is {MAX_PIXELS:,} in all")


def size_in_pixels(content: bytes) -> tuple[int, int]:
    """Return width and height as the file states them, without decoding it. Raises PictureError."""
    try:
        if content.startswith(PNG):
            width, height = struct.unpack_from(">II", content, len(PNG) + 8)
            return width, height
        for marker, start, end in _segments(content):
            if marker in _FRAMES and end - start >= struct.calcsize(">BHH"):
                _, height, width = struct.unpack_from(">BHH", content, start)
                return width, height
    except (struct.error, IndexError):
        pass
    raise PictureError("the picture is cut short")


# PNG


def _png(content: bytes) -> bytes:
    kept = [PNG]
    is_turned = False
    for kind, start, end in _chunks(content):
        if kind == b"eXIf":
            is_turned = _orientation(content[start + 8 : end - 4]) != _UPRIGHT
        if kind in _PNG_CHUNKS:
            kept.append(content[start:end])
    return _turned(content, "PNG") if is_turned else b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the type of each chunk and where it begins and ends, up to the end of the picture."""
    position = len(PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", content, position)
        end = position + 12 + length
        if end > len(content):
            raise PictureError("the picture is cut short")
        yield kind, position, end
        if kind == b"IEND":
            return
        position = end


# JPEG


def _jpeg(content: bytes) -> bytes:
    kept = [JPEG]
    for marker, start, end in _segments(content):
        is_exif = marker == _APP1 and content.startswith(_EXIF, start)
        if is_exif and _orientation(content[start + len(_EXIF) : end]) != _UPRIGHT:
            return _turned(content, "JPEG")
        if marker == _END_OF_IMAGE:
            kept.append(b"\xff\xd9")
        elif _is_kept(marker, content, start):
            kept.append(content[start - 4 : end])
    return b"".join(kept)


def _is_kept(marker: int, content: bytes, start: int) -> bool:
    """Keep what is needed to decode: of the application's segments JFIF, colour profile and Adobe's."""
    needed = {_APP0: _JFIF, _APP2: _ICC, _APP14: _ADOBE}
    if marker in needed:
        return content.startswith(needed[marker], start)
    return not (_APP0 <= marker <= _APP15 or marker == _COMMENT)


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the marker of each segment, where its payload begins, and where the segment ends.

    The segment of a scan ends where its coded pixels do. Four bytes precede a payload: marker and length.
    """
    position = len(JPEG)
    while True:
        if content[position] != 0xFF:  # noqa: PLR2004 - every marker begins with it
            raise PictureError("the picture is damaged")
        marker = content[position + 1]
        if marker == 0xFF:  # noqa: PLR2004 - a fill byte
            position += 1
            continue
        if marker == _END_OF_IMAGE:
            yield marker, position, position + 2
            return
        if marker in _STANDALONE:
            position += 2
            continue
        (length,) = struct.unpack_from(">H", content, position + 2)
        start, end = position + 4, position + 2 + length
        if marker == _START_OF_SCAN:
            end = _end_of_scan(content, end)
        if end > len(content):
            raise PictureError("the picture is cut short")
        yield marker, start, end
        position = end


def _end_of_scan(content: bytes, position: int) -> int:
    """Return where the coded pixels end: at the next marker that is neither stuffing nor a restart."""
    while True:
        position = content.find(b"\xff", position)
        if position < 0 or position + 1 >= len(content):
            raise PictureError("the picture is cut short")
        following = content[position + 1]
        if following and not 0xD0 <= following <= 0xD7:  # noqa: PLR2004 - RST0 to RST7
            return position
        position += 2


# Orientation


def _orientation(exif: bytes) -> int:
    """Return the orientation that Exif data states, 1 to 8; 1 where they are damaged."""
    try:
        order = {b"II": "<", b"MM": ">"}[exif[:2]]
        (offset,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, offset)
        for number in range(count):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", exif, offset + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else _UPRIGHT  # noqa: PLR2004 - the eight of Exif
    except (KeyError, struct.error):
        pass
    return _UPRIGHT


def _turned(content: bytes, kind: str) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            upright = ImageOps.exif_transpose(picture)
            profile, dpi = picture.info.get("icc_profile"), picture.info.get("dpi")
            clean = Image.new(upright.mode, upright.size)
            clean.paste(upright)
            if palette := upright.getpalette():
                clean.putpalette(palette)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise PictureError("the picture is damaged") from None
    stream = io.BytesIO()
    options = {"icc_profile": profile} if profile else {}
    if dpi:
        options["dpi"] = dpi
    if kind == "JPEG":
        options["quality"] = _JPEG_QUALITY
    clean.save(stream, kind, **options)
    return stream.getvalue()
