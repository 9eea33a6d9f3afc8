"""An XML parser for files from outside: no DOCTYPE, no entities, bounded depth, tokens and names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from ttoffice.errors import InputFileError
from ttoffice.i18n import gettext as _
from ttoffice.sheets.package import CHUNK, Package
from ttoffice.sheets.refusals import damaged, unreadable

MAX_TOKEN = 2 * 2**20
MAX_NAMES = 5_000
MAX_DEPTH = 100


class Feeder:
    """Feeds a part to expat piece by piece and refuses what would exhaust this machine.

    The owner sets the handlers on `parser` and keeps `depth`, up at each start and down at each end.
    `fed` counts the bytes given so far.
    """

    def __init__(self, name: str, part: str) -> None:
        self.name = name
        self.part = part
        self.depth = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.buffer_size = CHUNK
        self.parser.ordered_attributes = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.EntityDeclHandler = self._refuse_doctype
        self.fed = 0

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise unreadable(
            self.name,
            _("%(part)s declares a document type, which no workbook does") % {"part": self.part},
            _("The file may be an attack. Ask whoever sent it for a new one."),
        )

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        """Parse one piece; raise InputFileError when it is not well-formed or beyond the bounds."""
        try:
            self.parser.Parse(chunk, final)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self.broken(str(error)) from error
        self.fed += len(chunk)
        # Expat reads an unfinished token again with each piece and keeps every name it has seen.
        lag = self.fed - max(self.parser.CurrentByteIndex, 0)
        if lag > MAX_TOKEN or len(self.parser.intern) > MAX_NAMES or self.depth > MAX_DEPTH:
            raise self.broken(_("it is built as no office program builds it"))

    def broken(self, why: str) -> InputFileError:
        """Return the error for this part."""
        return damaged(self.name, f"{self.part}: {why}")

    def run(self, chunks: Iterable[bytes]) -> None:
        """Feed all pieces and the end."""
        for chunk in chunks:
            self.feed(chunk)
        self.feed(b"", final=True)


def local(name: str) -> str:
    """Return a name without its namespace prefix."""
    return name.rpartition(":")[2]


def pairs(attributes: list[str]) -> dict[str, str]:
    """Return expat's flat list of attributes as a mapping, prefixes kept."""
    return dict(zip(attributes[::2], attributes[1::2], strict=True))


def each_element(package: Package, part: str, cap: int, visit: Callable[[str, dict[str, str]], None]) -> None:
    """Call `visit(local name, attributes)` for each element of a small part, in document order."""
    feeder = Feeder(package.name, part)

    def start(name: str, attributes: list[str]) -> None:
        feeder.depth += 1
        visit(local(name), pairs(attributes))

    def end(_name: str) -> None:
        feeder.depth -= 1

    feeder.parser.StartElementHandler = start
    feeder.parser.EndElementHandler = end
    feeder.run(package.chunks(part, cap))
