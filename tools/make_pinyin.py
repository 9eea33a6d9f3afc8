"""Make the packaged table of pinyin readings from pypinyin; needed only when the table changes.

python -m tools.make_pinyin
"""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin

from ttoffice.store import pinyin

LAST = 0x9FFF


def readings() -> list[str]:
    """Return the most common reading of each character of the table, without tone, ü written v."""
    found = (
        lazy_pinyin(chr(code), style=Style.NORMAL, errors="ignore") for code in range(pinyin.FIRST, LAST + 1)
    )
    return [_plain(spelled[0]) if spelled else "" for spelled in found]


def _plain(reading: str) -> str:
    """Leave out readings that nobody types: `hm`, `n`, `m` and the like."""
    return reading if reading.isascii() and set(reading) & set("aeiouv") else ""


def main() -> None:
    """Write the table and say what it holds."""
    table = readings()
    packed = pinyin.encode(table)
    pinyin.DATA.write_bytes(packed)
    print(
        f"{pinyin.DATA.name}: {sum(map(bool, table))} characters, {len(set(table))} readings, {len(packed)} bytes"
    )


if __name__ == "__main__":
    main()
