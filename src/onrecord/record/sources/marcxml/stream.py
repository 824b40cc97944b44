"""Reads MARCXML records out of hostile bytes: no DOCTYPE, no entity, bounded size and depth, one record at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from onrecord.record.sources.harvest import Fault, refuse

_LARGEST = 100 * 1024 * 1024
_DEEPEST = 12
_MOST_RECORDS = 200_000
_MOST_FIELDS = 5_000
_BLOCK = 1 << 16
_NEXT = "Export the records again as MARCXML, or give another file with --from FILE"
_RECORDS = ("record", "oai_marc")
_FIELDS = {"controlfield": "tag", "datafield": "tag", "fixfield": "id", "varfield": "id"}

Field = tuple[tuple[str, str], ...]
"""The subfields of one field: code and text, in the record's order; a control field has one without a code."""


@dataclass(frozen=True, slots=True)
class Record:
    """One catalogue record: its fields by tag, and the line at which it starts."""

    line: int
    fields: Mapping[str, tuple[Field, ...]]

    @property
    def number(self) -> str:
        """The record's number in its catalogue (field 001)."""
        return self.first("001", "")

    def all(self, tag: str, code: str) -> list[str]:
        """Every subfield `code` of the fields `tag` that is not empty."""
        return [text for field in self.fields.get(tag, ()) for own, text in field if own == code and text]

    def first(self, tag: str, code: str) -> str:
        """The first of them, or nothing."""
        return next(iter(self.all(tag, code)), "")


class _HaltedError(Exception):
    """Something in the file that ends the reading at once."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected)
        self.expected, self.found = expected, found


class _Parser:
    """Takes the parser's events and keeps the records met since it was last asked."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._depth = 0
        self._fields: dict[str, list[Field]] | None = None
        self._count = 0
        self._tag = ""
        self._subfields: list[tuple[str, str]] = []
        self._code: str | None = None
        self._text: list[str] = []
        self._line = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype

    def _doctype(self, *_: object) -> None:
        raise _HaltedError("records without a document type or entities", "a DOCTYPE")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _HaltedError(f"elements at most {_DEEPEST} deep", "a deeper one")
        local = name.rpartition(":")[2]
        self._text.clear()
        if local in _RECORDS:
            if self._fields:
                raise _HaltedError("the end of a record", "another record inside it")
            self._fields, self._line, self._count = {}, self.parser.CurrentLineNumber, 0
        elif local in _FIELDS and self._fields is not None:
            self._tag, self._subfields, self._code = attributes.get(_FIELDS[local], ""), [], None
        elif local == "subfield":
            self._code = attributes.get("code") or attributes.get("label") or ""

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        text = " ".join("".join(self._text).split())
        if local == "subfield" and self._code is not None:
            self._subfields.append((self._code, text))
            self._code = None
        elif local in _FIELDS and self._fields is not None:
            field = tuple(self._subfields) or (("", text),)
            self._fields.setdefault(self._tag, []).append(field)
            self._count += 1
            if self._count > _MOST_FIELDS:
                raise _HaltedError(f"at most {_MOST_FIELDS} fields in a record", "more")
        elif local in _RECORDS and self._fields is not None:
            if self._fields:
                self.records.append(Record(self._line, {tag: tuple(f) for tag, f in self._fields.items()}))
            self._fields = None
        self._text.clear()


def records(data: bytes, name: str) -> Iterator[Record]:
    """The records of a collection, one by one; DataError with the line where the file is none.

    Takes MARCXML with or without a namespace or prefix, bare or inside an OAI envelope, and the older oai_marc.
    """
    if len(data) > _LARGEST:
        found = f"{len(data) // (1024 * 1024)} MB"
        raise refuse(name, [Fault("the file", f"at most {_LARGEST // (1024 * 1024)} MB", found)], _NEXT)
    reading, met = _Parser(), 0
    for start in range(0, len(data) + 1, _BLOCK):
        block = data[start : start + _BLOCK]
        try:
            reading.parser.Parse(block, start + _BLOCK > len(data))
        except _HaltedError as halt:
            raise refuse(name, [Fault(_line(reading), halt.expected, halt.found)], _NEXT) from halt
        except (expat.ExpatError, ValueError, LookupError) as error:  # the last two for encodings no reader knows
            raise refuse(name, [Fault(_line(reading), "well-formed XML to the end", str(error))], _NEXT) from error
        met += len(reading.records)
        if met > _MOST_RECORDS:
            raise refuse(name, [Fault(_line(reading), f"at most {_MOST_RECORDS} records", "more")], _NEXT)
        yield from reading.records
        reading.records.clear()
    if not met:
        raise refuse(name, [Fault("the file", "MARCXML records", "none")], _NEXT)


def _line(reading: _Parser) -> str:
    return f"line {reading.parser.CurrentLineNumber}"
