"""The table of texts that the cells of a workbook share."""

from __future__ import annotations

from ttoffice.i18n import gettext as _
from ttoffice.sheets.package import Package
from ttoffice.sheets.refusals import too_large
from ttoffice.sheets.xlsx_values import unescape
from ttoffice.sheets.xml_safe import Feeder, local


def shared_strings(package: Package, part: str) -> list[str | None]:
    """Return the shared texts, a blank one as None; pronunciation marks are left out, runs of one text joined.

    Raises InputFileError when there are more than the limits allow; none when the part is missing.
    """
    if not package.has(part):
        return []
    reader = _Reader(package, part)
    for chunk in package.chunks(part, package.limits.sheet):
        reader.feeder.feed(chunk)
        reader.check()
    reader.feeder.feed(b"", final=True)
    return reader.strings


class _Reader:
    """Collects the pieces of each text (`si`) and joins them at its end."""

    def __init__(self, package: Package, part: str) -> None:
        self.feeder = Feeder(package.name, part)
        self.strings: list[str | None] = []
        self._name = package.name
        self._limits = package.limits
        self._pieces: list[str] = []
        self._characters = 0
        self._silent = 0
        self.feeder.parser.StartElementHandler = self._start
        self.feeder.parser.EndElementHandler = self._end

    def check(self) -> None:
        """Refuse more texts or characters than the limits allow; called once for each 64 KB."""
        limits = self._limits
        if len(self.strings) > limits.strings:
            raise too_large(
                self._name, _("it has more than %(count)d different texts") % {"count": limits.strings}
            )
        if self._characters + sum(map(len, self._pieces)) > limits.string_characters:
            raise too_large(self._name, _("its texts are far too long"))

    def _start(self, name: str, _attributes: list[str]) -> None:
        self.feeder.depth += 1
        name = local(name)
        if name == "t" and not self._silent:
            self.feeder.parser.CharacterDataHandler = self._pieces.append
        elif name == "rPh":
            self._silent += 1

    def _end(self, name: str) -> None:
        self.feeder.depth -= 1
        name = local(name)
        if name == "t":
            self.feeder.parser.CharacterDataHandler = None
        elif name == "rPh":
            self._silent -= 1
        elif name == "si":
            text = unescape("".join(self._pieces))
            self._pieces.clear()
            self._characters += len(text)
            self.strings.append(text or None)
