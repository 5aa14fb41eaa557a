"""Pictures lose what cameras and programs record in them, and nothing else."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from briefing.app.services.files.image import read_image
from briefing.errors import BriefingError
from briefing.pictures import JPEG, MAX_PIXELS, PNG, PictureError, size_in_pixels, without_metadata
from tests.examples import examples

PLANTED = b"Withheldium"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def pixels() -> Image.Image:
    picture = Image.new("RGB", (24, 16), "white")
    for x in range(12):
        picture.putpixel((x, 3), (200, 10 * x, 40))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x010F] = PLANTED.decode()
    data[0x0112] = orientation
    data.get_ifd(0x8825)[29] = PLANTED.decode()
    return data


def segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def a_jpeg(orientation: int = 1, *, progressive: bool = False) -> bytes:
    stream = io.BytesIO()
    pixels().save(
        stream, "JPEG", exif=exif(orientation), icc_profile=PROFILE, comment=PLANTED, dpi=(200, 200),
        progressive=progressive, xmp=b"<x:xmpmeta>" + PLANTED,
    )  # fmt: skip
    raw = stream.getvalue()
    return raw[:2] + segment(0xED, b"Photoshop 3.0\0" + PLANTED) + raw[2:] + PLANTED


def a_png() -> bytes:
    stream, texts = io.BytesIO(), PngInfo()
    texts.add_text("Author", PLANTED.decode())
    texts.add_itxt("XML:com.adobe.xmp", PLANTED.decode(), zip=False)
    pixels().save(stream, "PNG", pnginfo=texts, exif=exif(), icc_profile=PROFILE, dpi=(200, 200))
    time = b"tIME" + b"\x07\xe8\x01\x01\x01\x01\x01"
    raw = stream.getvalue()
    extra = struct.pack(">I", 7) + time + struct.pack(">I", zlib.crc32(time))
    return raw[:33] + extra + raw[33:] + PLANTED


@pytest.mark.parametrize("raw", [a_jpeg(), a_jpeg(progressive=True), a_png()])
def test_metadata_goes_and_pixels_profile_and_resolution_remain(raw: bytes) -> None:
    clean = without_metadata(raw)
    assert PLANTED in raw
    assert PLANTED not in clean
    before, after = Image.open(io.BytesIO(raw)), Image.open(io.BytesIO(clean))
    assert before.tobytes() == after.tobytes()
    assert after.info["icc_profile"] == PROFILE
    assert tuple(round(dots) for dots in after.info["dpi"]) == (200, 200)
    assert not after.getexif()
    assert without_metadata(clean) == clean
    assert size_in_pixels(clean) == (24, 16)


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_picture_is_turned_back(orientation: int) -> None:
    raw = a_jpeg(orientation)
    clean = without_metadata(raw)
    assert PLANTED not in clean
    picture = Image.open(io.BytesIO(clean))
    assert picture.size == ((16, 24) if orientation >= 5 else (24, 16))
    assert picture.info["icc_profile"] == PROFILE
    assert not picture.getexif()
    assert without_metadata(clean) == clean


@given(st.sampled_from([a_jpeg(), a_png()]), st.integers(0, 400), st.integers(0, 255))
@settings(max_examples=examples(150))
def test_a_damaged_picture_is_refused_or_cleaned_and_never_an_error_of_another_kind(
    raw: bytes, position: int, byte: int
) -> None:
    damaged = raw[:position] + bytes([byte]) + raw[position + 1 :]
    for content in (damaged, raw[:position]):
        try:
            clean = without_metadata(content)
        except PictureError:
            continue
        assert clean.startswith((PNG, JPEG))


def a_png_that_states(width: int, height: int) -> bytes:
    raw = bytearray(a_png())
    raw[16:24] = struct.pack(">II", width, height)
    raw[29:33] = struct.pack(">I", zlib.crc32(raw[12:29]))
    return bytes(raw)


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (1, MAX_PIXELS + 1)])
def test_a_picture_of_too_many_pixels_is_refused_without_decoding_it(
    size: tuple[int, int], tmp_path: Path
) -> None:
    raw = a_png_that_states(*size)
    with pytest.raises(PictureError, match="pixels; the limit is 100,000,000 in all"):
        without_metadata(raw)
    (tmp_path / "a.png").write_bytes(raw)
    with pytest.raises(BriefingError, match=r"a\.png: .*pixels; the limit .* smaller version"):
        read_image(tmp_path / "a.png")
