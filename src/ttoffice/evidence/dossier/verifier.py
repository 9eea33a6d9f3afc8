"""校验卷宗：本文件不需要安装任何程序，Python 3.8 及以上即可运行。Checks a dossier; plain Python 3.8 or newer.

    python 校验.py 卷宗.zip             check the zip itself, every byte of it 校验压缩包，逐字节
    python 校验.py                      check the unpacked folder that this file lies in 校验本文件所在的文件夹
    python 校验.py 卷宗.zip --code 验证码   compare with the code that was told when the dossier was made
    python 校验.py 卷宗.zip --json      print what was found as JSON

Exit code 0: everything is as it was made; 1: something is not, each thing is named; 2: the call is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import struct
import sys
import unicodedata
import zlib
from typing import TYPE_CHECKING

from ttoffice.evidence.dossier.layout import central_header, code_file, end_records, local_header

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, BinaryIO

MANIFEST = "manifest.json"
CODE = "验证码.txt"
LOG_EXCERPT = "日志/日志摘录.jsonl"
LOG_CHAIN = "日志/哈希链.txt"
LOG_REVISIONS = "日志/修订.jsonl"
FORM = "ttoffice-dossier-1"
CHUNK = 1 << 20
LARGEST_MANIFEST = 1 << 26

WORDS = {
    "changed": "已改动 changed",
    "missing": "缺失 missing",
    "extra": "多出 extra",
    "structure": "压缩包结构被改动 changed in the structure of the zip",
    "chain": "日志链断裂 broken link of the log",
    "code": "验证码不符 another verification code",
    "unreadable": "无法读取 cannot be read",
}


# --- what is found -------------------------------------------------------------------------------------


class Report:
    """What a check found: each finding is (sort, where, detail); an empty list means as it was made."""

    def __init__(self) -> None:
        self.findings: list[tuple[str, str, str]] = []
        self.manifest: dict[str, Any] = {}
        self.code = ""
        self.files = 0
        self.entries = 0
        self.bound = 0

    def add(self, sort: str, where: str, detail: str = "") -> None:
        """Note one finding."""
        self.findings.append((sort, where, detail))

    def lines(self) -> list[str]:
        """Return the findings as people read them."""
        return [
            "%s: %s%s" % (WORDS[sort], where, " (%s)" % detail if detail else "")
            for sort, where, detail in self.findings
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "ok": not self.findings,
            "number": self.manifest.get("number"),
            "audience": self.manifest.get("audience"),
            "code": self.code,
            "files": self.files,
            "log_entries": self.entries,
            "findings": [
                {"sort": sort, "where": where, "detail": detail} for sort, where, detail in self.findings
            ],
        }


def check(path: str, code: str | None = None) -> Report:
    """Check a zip or an unpacked folder; `code` is the verification code that was told, if known."""
    report = Report()
    path = os.fspath(path)
    if os.path.isdir(path):
        check_folder(path, report)
    else:
        with open(path, "rb") as handle:
            check_zip(handle, report)
    if code is not None and report.code and code.strip().lower() != report.code:
        report.add("code", MANIFEST, "找到 found " + report.code)
    return report


# --- the manifest --------------------------------------------------------------------------------------


def read_manifest(raw: bytes, report: Report) -> bool:
    """Take in the manifest; return whether it can be used."""
    report.code = hashlib.sha256(raw).hexdigest()
    try:
        found = json.loads(raw.decode("utf-8"))
        names = [item["path"] for item in found["files"]]
        usable = found["form"] == FORM and all(
            isinstance(item["path"], str)
            and isinstance(item["size"], int)
            and item["size"] >= 0
            and len(item["sha256"]) == 64
            for item in found["files"]
        )
        usable = usable and len(set(names)) == len(names) and all(map(_is_plain, names))
    except (ValueError, KeyError, TypeError, RecursionError):
        usable = False
    if not usable:
        report.add("changed", MANIFEST, "不是可用的清单 no usable manifest")
        return False
    report.manifest = found
    return True


def _is_plain(name: str) -> bool:
    """Return whether a path stays below the folder, wherever it is unpacked."""
    parts = name.split("/")
    return all(part not in ("", ".", "..") for part in parts) and not set(name) & set('\\:*?"<>|\0')


# --- a zip ---------------------------------------------------------------------------------------------


def check_zip(handle: BinaryIO, report: Report) -> None:
    """Check a zip: rebuild every byte of it from the manifest and the files, and compare."""
    total = handle.seek(0, 2)
    raw = _find_manifest(handle, total)
    if raw is None:
        report.add("structure", MANIFEST, "开头不是卷宗的清单 the manifest is not where a dossier has it")
        return
    if not _check_code(handle, raw, report) or not read_manifest(raw, report):
        return
    entries = [(MANIFEST, len(raw), report.code)]
    told = code_file(report.code)
    entries.append((CODE, len(told), hashlib.sha256(told).hexdigest()))
    entries += [(item["path"], item["size"], item["sha256"]) for item in report.manifest["files"]]
    report.files = len(entries)
    placed = _check_files(handle, entries, report)
    _check_directory(handle, total, placed, report)
    _check_log(lambda name: _read_placed(handle, placed, name), report)


def _at(handle: BinaryIO, offset: int, size: int) -> bytes:
    handle.seek(offset)
    return handle.read(size)


def _manifest_starts() -> int:
    return len(local_header(MANIFEST, 0, 0))


def _find_manifest(handle: BinaryIO, total: int) -> bytes | None:
    """Return the bytes of the manifest: its end is told by three places, of which one may be damaged."""
    start = _manifest_starts()
    sizes = []
    head = _at(handle, 0, start)
    if len(head) == start:
        sizes.append(struct.unpack("<I", head[22:26])[0])
    end = _at(handle, max(0, total - 22), 22)
    if len(end) == 22:
        entry = _at(handle, struct.unpack("<I", end[16:20])[0], 46)
        if len(entry) == 46:
            sizes.append(struct.unpack("<I", entry[24:28])[0])
    begun = _at(handle, start, min(total, LARGEST_MANIFEST))
    mark = local_header(CODE, 0, len(code_file("0" * 64)))
    place = begun.find(mark[30:])
    if place >= 30:
        sizes.append(place - 30)
    fitting = [size for size in sizes if 0 < size <= len(begun)]
    fitting.sort(key=lambda size: (-fitting.count(size), not _is_json(begun[:size])))
    return begun[: fitting[0]] if fitting else None


def _is_json(raw: bytes) -> bool:
    try:
        json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True


def _check_code(handle: BinaryIO, raw: bytes, report: Report) -> bool:
    """Compare the manifest with the code told beside it; name the one of both that was changed."""
    report.code = hashlib.sha256(raw).hexdigest()
    told = code_file(report.code)
    start = _manifest_starts() + len(raw)
    place = start + len(local_header(CODE, 0, 0))
    if _at(handle, place, len(told)) == told:
        return True
    sums = {struct.unpack("<I", _at(handle, 14, 4).ljust(4, b"\0"))[0]}
    if zlib.crc32(raw) in sums:
        return True  # the manifest is as it was; the file with the code is named when the files are compared
    report.add("changed", MANIFEST, "其余内容无从核对 nothing else can be compared with it")
    return False


def _check_files(
    handle: BinaryIO, entries: list[Any], report: Report
) -> list[tuple[str, int | None, int, int]]:
    """Compare every file and what stands before it; return (name, crc or None, size, offset) of each."""
    placed = []
    offset = 0
    for name, size, digest in entries:
        start = offset + len(local_header(name, 0, size))
        crc, same = _sum(handle, start, size, digest)
        if crc is None:
            report.add("missing", name, "压缩包在此中断 the zip ends before it")
        elif not same:
            report.add("changed", name)
        found = _at(handle, offset, start - offset)
        kept = crc if same and crc is not None else struct.unpack("<I", found[14:18].ljust(4, b"\0"))[0]
        if crc is not None and found != local_header(name, kept, size):
            report.add("structure", name, "文件头 header, %d-%d" % (offset, start - 1))
        placed.append((name, crc if same else None, size, offset))
        offset = start + size
    return placed


def _sum(handle: BinaryIO, start: int, size: int, digest: str) -> tuple[int | None, bool]:
    """Return the CRC-32 of a file, None where the zip ends before it, and whether its SHA-256 is right."""
    handle.seek(start)
    hashed, crc, left = hashlib.sha256(), 0, size
    while left:
        chunk = handle.read(min(CHUNK, left))
        if not chunk:
            return None, False
        hashed.update(chunk)
        crc = zlib.crc32(chunk, crc)
        left -= len(chunk)
    return crc, hashed.hexdigest() == digest


def _check_directory(handle: BinaryIO, total: int, placed: list[Any], report: Report) -> None:
    if not placed:
        return
    name, _crc, size, offset = placed[-1]
    begin = at = offset + len(local_header(name, 0, size)) + size
    for name, crc, size, offset in placed:
        length = len(central_header(name, 0, size, offset))
        found = _at(handle, at, length)
        kept = struct.unpack("<I", found[16:20].ljust(4, b"\0"))[0] if crc is None else crc
        if found != central_header(name, kept, size, offset):
            report.add("structure", name, "目录项 directory entry, %d-%d" % (at, at + length - 1))
        at += length
    expected = end_records(len(placed), at - begin, begin)
    if _at(handle, at, len(expected)) != expected:
        report.add("structure", "结尾 end record", "%d-%d" % (at, at + len(expected) - 1))
    if total > at + len(expected):
        report.add("extra", "结尾之后 after the end", "%d bytes" % (total - at - len(expected)))


def _read_placed(handle: BinaryIO, placed: list[Any], name: str) -> bytes | None:
    for found, _crc, size, offset in placed:
        if found == name:
            return _at(handle, offset + len(local_header(name, 0, size)), size)
    return None


# --- a folder ------------------------------------------------------------------------------------------


def check_folder(root: str, report: Report) -> None:
    """Check an unpacked dossier; names are compared in their composed form, as some systems take them apart."""
    there = _files_below(root)
    manifest = there.pop(MANIFEST, None)
    if manifest is None:
        report.add("missing", MANIFEST)
        return
    with open(manifest, "rb") as handle:
        raw = handle.read()
    code = hashlib.sha256(raw).hexdigest()
    told = there.pop(unicodedata.normalize("NFC", CODE), None)
    if told is None:
        report.add("missing", CODE)
    elif _content(told, report) != code_file(code):
        report.add("changed", CODE + " / " + MANIFEST, "两者不符 they do not match each other")
    if not read_manifest(raw, report):
        return
    report.files = len(report.manifest["files"]) + 2
    _check_listed(there, report)
    known = {unicodedata.normalize("NFC", item["path"]) for item in report.manifest["files"]}
    for name in sorted(set(there) - known):
        report.add("extra", name)
    _check_log(lambda name: _content(there[name], report) if name in there else None, report)


def _files_below(root: str) -> dict[str, Any]:
    found = {}
    for folder, _folders, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            shown = os.path.relpath(path, root).replace(os.sep, "/")
            found[unicodedata.normalize("NFC", shown)] = path
    return found


def _check_listed(there: dict[str, Any], report: Report) -> None:
    for item in report.manifest["files"]:
        path = there.get(unicodedata.normalize("NFC", item["path"]))
        if path is None:
            report.add("missing", item["path"])
            continue
        try:
            with open(path, "rb") as handle:
                size = handle.seek(0, 2)
                if size != item["size"] or not _sum(handle, 0, size, item["sha256"])[1]:
                    report.add("changed", item["path"])
        except OSError as error:
            report.add("unreadable", item["path"], str(error))


def _content(path: str, report: Report) -> bytes:
    try:
        with open(path, "rb") as handle:
            return handle.read()
    except OSError as error:
        report.add("unreadable", path, str(error))
        return b""


# --- the log -------------------------------------------------------------------------------------------


def canonical(value: object) -> str:
    """Return the JSON text that the program hashes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text


def _check_log(content: Callable[[str], bytes | None], report: Report) -> None:
    """Check the excerpt of the log against the hashes of the whole chain up to its head."""
    named = {where for _sort, where, _detail in report.findings}
    if named & {LOG_EXCERPT, LOG_CHAIN, LOG_REVISIONS}:
        return  # they are not what they were, which is told already
    excerpt, chain = content(LOG_EXCERPT), content(LOG_CHAIN)
    if excerpt is None or chain is None:
        return
    try:
        hashes = _read_chain(chain, report)
        entries = [json.loads(line) for line in excerpt.decode("utf-8").splitlines()]
        report.entries = len(entries)
        for entry in entries:
            _check_entry(entry, hashes, report)
        revisions = content(LOG_REVISIONS)
        if revisions is not None:
            _check_revisions(entries, revisions, report)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        report.add("chain", LOG_EXCERPT, "无法读懂 cannot be understood: %s" % error)


def _read_chain(raw: bytes, report: Report) -> dict[int, str]:
    """Return the hash of every entry by its number; name a gap, and a head that is not the manifest's."""
    hashes = {}
    last = None
    for line in raw.decode("utf-8").splitlines():
        number, _blank, digest = line.partition(" ")
        if last is not None and int(number) != last + 1:
            report.add("chain", LOG_CHAIN, "%d - %s" % (last, number))
        last = int(number)
        hashes[last] = digest
    head = report.manifest.get("log", {})
    if last is not None and (head.get("head"), head.get("head_hash")) != (last, hashes[last]):
        report.add("chain", LOG_CHAIN, "与清单所记的末端不符 another head than the manifest tells")
    return hashes


def _check_entry(entry: dict[str, Any], hashes: dict[int, str], report: Report) -> None:
    where = "%s #%s" % (LOG_EXCERPT, entry["id"])
    if hashes.get(entry["id"]) != entry["hash"]:
        report.add("chain", where, "不在哈希链中 not in the chain")
    if entry["id"] - 1 in hashes and hashes[entry["id"] - 1] != entry["prev_hash"]:
        report.add("chain", where, "不接前一条 does not follow the entry before it")
    if "withheld" in entry:
        return
    hashed = {key: value for key, value in entry.items() if key != "hash"}
    if hashlib.sha256(canonical(hashed).encode("utf-8")).hexdigest() != entry["hash"]:
        report.add("chain", where, "内容与哈希不符 its content does not have its hash")


def _check_revisions(entries: list[Any], raw: bytes, report: Report) -> None:
    """Compare the records' histories with the digests in the log, where all that an entry wrote is here."""
    digests: dict[int, list[Any]] = {}
    for line in raw.decode("utf-8").splitlines():
        item = json.loads(line)
        hashed, count = digests.setdefault(item["log_id"], [hashlib.sha256(), 0])
        text = "%s\x1f%s\x1f%s\x1f%s\x1e" % (
            item["kind"],
            item["subject_id"],
            item["version"],
            item["document"],
        )
        hashed.update(text.encode("utf-8", "surrogatepass"))
        digests[item["log_id"]][1] = count + 1
    for entry in entries:
        found = digests.get(entry["id"])
        if found is None or "withheld" in entry or found[1] != entry["revisions"]:
            continue
        report.bound += 1
        if found[0].hexdigest() != entry["digest"]:
            report.add("chain", "%s #%s" % (LOG_REVISIONS, entry["id"]), "修订与日志不符 not as logged")


# --- the call ------------------------------------------------------------------------------------------


def main(words: list[str] | None = None) -> int:
    """Check what the command line names, tell what was found, and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--code")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(words)
    try:
        report = check(given.path, given.code)
    except OSError as error:
        print("%s: %s" % (WORDS["unreadable"], error), file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        _tell(report)
    return 1 if report.findings else 0


def _tell(report: Report) -> None:
    print("卷宗 dossier: %s %s" % (report.manifest.get("number", "?"), report.manifest.get("title", "")))
    print("对象 audience: %s" % report.manifest.get("audience", "?"))
    print("验证码 verification code: %s" % report.code)
    for line in report.lines():
        print(line)
    if report.findings:
        print("校验未通过 NOT as it was made: %d" % len(report.findings))
    else:
        print(
            "校验通过 as it was made: %d 个文件 files, %d 条日志 log entries (%d 条核对了修订 with their revisions)"
            % (report.files, report.entries, report.bound)
        )


if __name__ == "__main__":
    sys.exit(main())
