"""Bytes of a protocol buffer go in; its fields come out as numbers with integers or bytes.

Source: the encoding of Protocol Buffers (protobuf.dev, "Encoding"): varints, 64 bits, bytes, 32
bits. Groups are not read, Anki has none. Raises ValueError for what is no protocol buffer.
"""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _BITS_64, _BYTES, _BITS_32 = 0, 1, 2, 5
_WIDTHS = {_BITS_64: 8, _BITS_32: 4}
_LONGEST_VARINT = 10


def fields_of(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Each field in order, as (number, value); fixed numbers come as their bytes."""
    place = 0
    while place < len(data):
        key, place = _varint(data, place)
        kind = key & 7
        if kind == _VARINT:
            number, place = _varint(data, place)
            yield key >> 3, number
            continue
        if kind == _BYTES:
            length, place = _varint(data, place)
        elif kind in _WIDTHS:
            length = _WIDTHS[kind]
        else:
            raise ValueError(f"a field of kind {kind}")
        if length > len(data) - place:
            raise ValueError("a field that ends after the message")
        yield key >> 3, data[place : place + length]
        place += length


def texts_of(data: bytes, *numbers: int) -> list[str]:
    """The last text of each numbered field, empty where there is none."""
    found = {number: value for number, value in fields_of(data) if isinstance(value, bytes)}
    return [found.get(number, b"").decode("utf-8", "replace") for number in numbers]


def integer_of(data: bytes, number: int) -> int:
    """The last integer of the numbered field, 0 where there is none."""
    values = [value for each, value in fields_of(data) if each == number and isinstance(value, int)]
    return values[-1] if values else 0


def _varint(data: bytes, place: int) -> tuple[int, int]:
    number = 0
    for count in range(_LONGEST_VARINT):
        if place >= len(data):
            raise ValueError("a number that ends after the message")
        byte = data[place]
        place += 1
        number |= (byte & 127) << (7 * count)
        if byte < 128:
            return number, place
    raise ValueError("a number of more than 64 bits")
