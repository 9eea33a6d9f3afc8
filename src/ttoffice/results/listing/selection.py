"""The SQL of an export: which results are meant, their cells, and the marks they are judged by.

A chunk of rows comes as two texts that the database itself puts together, one of keys and marks, one of
cells: a hundred thousand rows then cost a hundred answers, not two million values.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.parties.views import UnitView
from ttoffice.results.listing.preflight import BLANKS, Mark
from ttoffice.results.listing.profile import Column, Profile
from ttoffice.results.listing.sources import JOINER, PAY_LATER_SQL, Source
from ttoffice.results.scan import Standing
from ttoffice.results.scanning import scan
from ttoffice.store.connection import Reader

CELL = "\x1f"
ROW = "\x1e"
CHUNK = 500

LISTED = "listed"
DUE = "due"
ALL = "all"
WHICH: dict[str, str] = {
    LISTED: f"r.exclusion_reason = '' AND (r.listed_since IS NOT NULL OR {PAY_LATER_SQL})",
    DUE: "1",
    ALL: "r.exclusion_reason = ''",
}
"""What can be exported: what is meant for the list; what the two-year scan finds due; all that is not excluded."""

_PLAN_MODE = (
    "CASE WHEN json_array_length(r.fee_plan, '$.stages') > 0"
    " THEN CASE WHEN json_extract(r.fee_plan, '$.royalty') IS NOT NULL THEN 'stages_royalty'"
    " ELSE 'stages' END"
    " WHEN json_extract(r.fee_plan, '$.royalty') IS NOT NULL THEN 'royalty' END"
)


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("\0", "").replace("'", "''") + "'"


def parameters(unit: UnitView, today: date) -> dict[str, Any]:
    """Return the values that the SQL of an export is bound to."""
    values = {f"unit_{name}": text for name, text in asdict(unit).items()}
    return {**values, "today": today.isoformat()}


def _translated(column: Column, source: Source, expression: str) -> str:
    if source.kind == "code":
        cases = " ".join(f"WHEN {quoted(c)} THEN {quoted(t)}" for c, t in column.codes.items() if t)
        return f"CASE {expression} {cases} ELSE '' END" if cases else "''"
    if source.kind == "date" and column.date_format:
        form = quoted(column.date_format)
        return f"COALESCE(strftime({form}, NULLIF({expression}, '')), '')"
    return expression


def cell_sql(column: Column) -> str:
    """Return the expression of a column's text, never NULL; not yet cleaned."""
    source = column.source
    if source is None:
        return quoted(column.constant)
    if not source.several:
        text = _translated(column, source, source.sql)
    elif source.joined and column.join == JOINER:
        text = source.joined
    else:
        element = _translated(column, source, source.sql)
        text = (
            f"COALESCE((SELECT group_concat(v, {quoted(column.join)})"
            f" FROM (SELECT {element} AS v {source.rows}) WHERE v <> ''), '')"
        )
    if column.default:
        text = f"COALESCE(NULLIF(trim({text}, {_BLANKS}), ''), {quoted(column.default)})"
    return text


_BLANKS = "char(" + ", ".join(str(ord(blank)) for blank in BLANKS) + ")"


def _cell_doubts(column: Column) -> list[str]:
    """Return the conditions under which a column's cell has to be looked at: never too few."""
    text = cell_sql(column)
    doubts = []
    if column.required:
        doubts.append(f"trim({text}, {_BLANKS}) = ''")
    if column.max_length:
        doubts.append(f"length({text}) > {column.max_length}")
    if column.max_items:
        join = quoted(column.join)
        doubts.append(
            f"length({text}) - length(replace({text}, {join}, '')) >= {column.max_items * len(column.join)}"
        )
    return doubts


def _unknown_code(column: Column) -> str | None:
    """Return the condition under which a code has no text in the profile, None where every code has one."""
    source = column.source
    if source is None or source.kind != "code":
        return None
    missing = [quoted(code) for code, text in column.codes.items() if not text]
    if not missing:
        return None
    several = f"SELECT {source.sql} AS v {source.rows}" if source.several else f"SELECT {source.sql} AS v"
    return f"EXISTS (SELECT 1 FROM ({several}) WHERE v IN ({', '.join(missing)}))"


def marks_sql(profile: Profile) -> str:
    """Return the expression of a result's marks."""
    columns = profile.cells
    doubts = [doubt for column in columns for doubt in _cell_doubts(column)]
    unknown = [condition for column in columns if (condition := _unknown_code(column))]
    conditions = {
        Mark.SECRECY_UNKNOWN: "r.secrecy IS NULL",
        Mark.CLASSIFIED: "r.secrecy IS NOT NULL AND r.secrecy <> 'open'",
        Mark.CONSENT_REFUSED: "r.consent IS 'refused'",
        Mark.EXCLUDED: "r.exclusion_reason <> ''",
        Mark.NOT_PAY_LATER: f"NOT COALESCE({PAY_LATER_SQL}, 0)",
        Mark.FEE_MISMATCH: (
            f"r.fee_plan IS NOT NULL AND COALESCE({PAY_LATER_SQL} AND ({_PLAN_MODE}) <> r.payment_mode, 0)"
        ),
        Mark.FLAGGED: "r.flags <> '[]'",
        Mark.CODE: " OR ".join(unknown),
        Mark.CELL: " OR ".join(doubts),
    }
    if any(column.field == "fee_text" for column in columns):
        conditions[Mark.FEE_FROM_PLAN] = "r.fee_text = '' AND r.fee_plan IS NOT NULL"
    bits = [f"({sql}) * {mark.value}" for mark, sql in conditions.items() if sql]
    rights = (
        f"COALESCE((SELECT max(g.verified IS 0) * {Mark.UNVERIFIED.value}"
        f" + max(g.legal_status IS 'lapsed' OR COALESCE(g.expires_on < :today, 0)) * {Mark.LAPSED.value}"
        " FROM ip_right g WHERE g.result_id = r.id), 0)"
    )
    return " + ".join([*bits, rights])


def chunk_sql(profile: Profile, condition: str) -> str:
    """Return the query for one chunk: keys and marks, cells, the last id; NULLs when there is nothing more.

    Its rows are in the order of their ids. It is bound to `:after` and to `parameters`.
    """
    separator = f" || char({ord(CELL)}) || "
    cells = separator.join(f"({cell_sql(column)})" for column in profile.cells)
    return (
        f"SELECT group_concat(k, char({ord(ROW)})), group_concat(t, char({ord(ROW)})), max(id) FROM ("
        f"SELECT r.id AS id, r.id || ' ' || r.version || ' ' || ({marks_sql(profile)}) || ' ' || r.number AS k,"
        f" {cells} AS t FROM result r WHERE r.id > :after AND ({condition}) ORDER BY r.id LIMIT {CHUNK})"
    )


def chosen_ids(reader: Reader, which: str, numbers: tuple[str, ...], today: date) -> list[int] | None:
    """Return the ids of the results that are meant, in order; None where a condition says it.

    Raises UsageError for a number that is not in the register.
    """
    if numbers:
        wanted = dict.fromkeys(numbers)
    elif which == DUE:
        wanted = dict.fromkeys(
            line.number for line in scan(reader, today, 0) if line.decision.standing is Standing.DUE
        )
    else:
        return None
    from json import dumps

    found: dict[str, int] = dict(
        reader.all(
            "SELECT number, id FROM result WHERE number IN (SELECT value FROM json_each(?))",
            (dumps(list(wanted)),),
        )
    )
    missing = [number for number in wanted if number not in found]
    if missing:
        raise UsageError(
            _("There is no result numbered %(numbers)s.") % {"numbers": listed(missing[:10])},
            advice=_("Nothing was exported. Look the number up: ttoffice list results --search WORD."),
        )
    return sorted(found.values())
