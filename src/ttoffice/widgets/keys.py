"""Every key of the workbench, once: its id, its keys, what it does, and where it stands in the help.

Screens and widgets make their bindings with `bind`; an office may give other keys to an id (`read_keymap`).
Letters are extras beside function and control keys: with a Chinese input method on they may not arrive, so
each also works in its full-width form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from textual.binding import Binding

GROUPS: dict[str, str] = {
    "go": N_("Moving about"),
    "find": N_("Finding"),
    "mark": N_("Marking and copying"),
    "record": N_("The current record"),
    "work": N_("Work"),
    "form": N_("Filling in"),
    "program": N_("Program"),
}
"""The headings of the help, in their order."""


class Key(NamedTuple):
    """One thing that keys do.

    Attributes:
        id: stable ASCII name, `part.what`; the office's keymap goes by it.
        keys: key names as Textual has them, separated by commas; the first is the one shown at the bottom.
        label_source: catalog string of what it does.
        group: a key of `GROUPS`.
    """

    id: str
    keys: str
    label_source: str
    group: str

    @property
    def label(self) -> str:
        """What it does, in the user's language."""
        return _(self.label_source)


_ALL: tuple[Key, ...] = (
    # --- moving about
    Key("table.down", "down,j", N_("Next row"), "go"),
    Key("table.up", "up,k", N_("Previous row"), "go"),
    Key("table.page_down", "pagedown", N_("Next page"), "go"),
    Key("table.page_up", "pageup", N_("Previous page"), "go"),
    Key("table.first", "home,g", N_("First row"), "go"),
    Key("table.last", "end,G", N_("Last row"), "go"),
    Key("text.down", "down,j", N_("Scroll down"), "go"),
    Key("text.up", "up,k", N_("Scroll up"), "go"),
    Key("text.page_down", "pagedown", N_("Next page"), "go"),
    Key("text.page_up", "pageup", N_("Previous page"), "go"),
    Key("text.top", "home,g", N_("To the top"), "go"),
    Key("text.end", "end,G", N_("To the end"), "go"),
    Key("focus.next", "tab", N_("Next part"), "go"),
    Key("focus.previous", "shift+tab", N_("Previous part"), "go"),
    Key("record.open", "enter", N_("Open"), "go"),
    Key("screen.leave", "escape", N_("Back"), "go"),
    Key("record.leave", "escape,q,backspace", N_("Back"), "go"),
    Key("app.back", "alt+left", N_("Back to where one was"), "go"),
    Key("app.forward", "alt+right", N_("Forward again"), "go"),
    Key("area.agenda", "1", N_("Agenda"), "go"),
    Key("area.results", "2", N_("Results"), "go"),
    Key("area.licenses", "3", N_("Licenses"), "go"),
    Key("area.findings", "4", N_("Exemption"), "go"),
    Key("area.notices", "5", N_("Notices"), "go"),
    Key("area.decisions", "6", N_("Decisions and rules"), "go"),
    Key("area.people", "7", N_("People"), "go"),
    Key("area.deadlines", "8", N_("Deadlines"), "go"),
    Key("area.journal", "9", N_("Log"), "go"),
    Key("area.enterprises", "0", N_("Enterprises"), "go"),
    Key("license.next_tab", "right", N_("Next tab"), "go"),
    Key("license.previous_tab", "left", N_("Previous tab"), "go"),
    Key("license.tab_terms", "alt+1", N_("Tab of the terms"), "go"),
    Key("license.tab_schedule", "alt+2", N_("Tab of the schedule"), "go"),
    Key("license.tab_receipts", "alt+3", N_("Tab of the receipts"), "go"),
    Key("license.tab_procedure", "alt+4", N_("Tab of the procedure"), "go"),
    Key("license.tab_documents", "alt+5", N_("Tab of the documents"), "go"),
    Key("license.tab_history", "alt+6", N_("Tab of the history"), "go"),
    Key("finding.next_tab", "right", N_("Next tab"), "go"),
    Key("finding.previous_tab", "left", N_("Previous tab"), "go"),
    Key("finding.tab_course", "alt+1", N_("Tab of the course"), "go"),
    Key("finding.tab_case", "alt+2", N_("Tab of the case"), "go"),
    Key("finding.tab_panel", "alt+3", N_("Tab of the panel"), "go"),
    Key("finding.tab_hearings", "alt+4", N_("Tab of the hearings"), "go"),
    Key("finding.tab_exhibits", "alt+5", N_("Tab of the exhibits"), "go"),
    Key("finding.tab_matrix", "alt+6", N_("Tab of the matrix"), "go"),
    Key("finding.tab_conclusion", "alt+7", N_("Tab of the conclusion"), "go"),
    Key("finding.tab_publicity", "alt+8", N_("Tab of the publicity"), "go"),
    Key("finding.tab_effects", "alt+9", N_("Tab of the effects"), "go"),
    Key("finding.tab_timeline", "alt+0", N_("Tab of the timeline"), "go"),
    Key("matrix.right", "right", N_("Next person"), "go"),
    Key("matrix.left", "left", N_("Previous person"), "go"),
    Key("today.next_tab", "right", N_("Next tab"), "go"),
    Key("today.previous_tab", "left", N_("Previous tab"), "go"),
    Key("today.next_part", "right,down", N_("Next part of the day"), "go"),
    Key("today.previous_part", "left,up", N_("Previous part of the day"), "go"),
    Key("board.right", "right", N_("Column at the right"), "go"),
    Key("board.left", "left", N_("Column at the left"), "go"),
    Key("timeline.right", "right", N_("Next month"), "go"),
    Key("timeline.left", "left", N_("Previous month"), "go"),
    Key("timeline.year_right", "shift+right", N_("Next year"), "go"),
    Key("timeline.year_left", "shift+left", N_("Previous year"), "go"),
    # --- finding
    Key("list.filter", "f3,slash", N_("Filter"), "find"),
    Key("list.clear", "escape", N_("Clear filter"), "find"),
    Key("list.jump", "ctrl+g,colon", N_("Go to number"), "find"),
    Key("list.next_due", "ctrl+n,n", N_("Next due"), "find"),
    Key("list.previous_due", "N", N_("Previous due"), "find"),
    Key("list.view", "ctrl+l,o", N_("View"), "find"),
    Key("list.save_view", "ctrl+w", N_("Save this view"), "find"),
    Key("list.saved_1", "alt+1", N_("Saved view 1"), "find"),
    Key("list.saved_2", "alt+2", N_("Saved view 2"), "find"),
    Key("list.saved_3", "alt+3", N_("Saved view 3"), "find"),
    Key("list.saved_4", "alt+4", N_("Saved view 4"), "find"),
    Key("list.saved_5", "alt+5", N_("Saved view 5"), "find"),
    Key("list.saved_6", "alt+6", N_("Saved view 6"), "find"),
    Key("list.saved_7", "alt+7", N_("Saved view 7"), "find"),
    Key("list.saved_8", "alt+8", N_("Saved view 8"), "find"),
    Key("list.saved_9", "alt+9", N_("Saved view 9"), "find"),
    Key("list.sort", "ctrl+o,s", N_("Order"), "find"),
    Key("list.columns", "ctrl+k", N_("Columns"), "find"),
    Key("list.refresh", "f5,r", N_("Read again"), "find"),
    # --- marking and copying
    Key("table.mark", "space", N_("Mark"), "mark"),
    Key("table.mark_range", "v", N_("Mark up to here"), "mark"),
    Key("table.mark_all", "ctrl+a,asterisk", N_("Mark all, or none"), "mark"),
    Key("list.only_marked", "m", N_("Only marked rows"), "mark"),
    Key("table.copy", "ctrl+y,y", N_("Copy row"), "mark"),
    Key("table.copy_number", "Y", N_("Copy number"), "mark"),
    Key("table.copy_cell", "alt+y", N_("Copy a cell"), "mark"),
    Key("text.copy", "ctrl+c,super+c", N_("Copy selected text"), "mark"),
    # --- the current record
    Key("record.new", "f2,c", N_("New"), "record"),
    Key("record.edit", "f4,e", N_("Edit"), "record"),
    Key("record.duplicate", "ctrl+d,D", N_("Duplicate"), "record"),
    Key("record.why", "f6,w", N_("Why"), "record"),
    Key("record.verbs", "f9,a", N_("Actions"), "record"),
    Key("record.next_step", "ctrl+e,full_stop", N_("Do the next step"), "record"),
    Key("record.history", "ctrl+r,h", N_("History"), "record"),
    Key("record.as_of", "ctrl+b,d", N_("As of a day"), "record"),
    Key("history.as_of", "enter", N_("As it then stood"), "record"),
    Key("reasons.article", "enter", N_("Article"), "record"),
    Key("record.today", "ctrl+t,t", N_("Back to today"), "record"),
    Key("record.exhibits", "ctrl+f,f", N_("Exhibits"), "record"),
    Key("record.dossier", "f12,E", N_("Dossier"), "record"),
    Key("license.linked", "ctrl+g,colon", N_("Linked records"), "record"),
    Key("license.receipt", "insert,R", N_("Enter a receipt"), "record"),
    Key("finding.linked", "ctrl+g,colon", N_("Linked records"), "record"),
    Key("finding.matrix", "f8,x", N_("Matrix"), "record"),
    Key("finding.papers", "f7,p", N_("Case papers"), "record"),
    Key("part.finding", "f10,K", N_("Its finding"), "record"),
    Key("board.license", "f10,K", N_("Its license"), "record"),
    Key("board.move_right", "shift+right", N_("Move card right"), "record"),
    Key("board.move_left", "shift+left", N_("Move card left"), "record"),
    # --- work
    Key("agenda.mine", "f7,p", N_("Mine, or everybody's"), "work"),
    Key("agenda.within", "ctrl+u,u", N_("Further ahead"), "work"),
    Key("agenda.day", "ctrl+b,d", N_("Other day"), "work"),
    Key("today.overview", "f10,i", N_("Overview"), "work"),
    Key("agenda.calendar", "f8,x", N_("Calendar file"), "work"),
    Key("results.scan", "ctrl+u,u", N_("Two-year scan"), "work"),
    Key("results.import", "f7,i", N_("Import"), "work"),
    Key("results.export", "f8,x", N_("Export"), "work"),
    Key("results.license", "f10,K", N_("Draft a license"), "work"),
    Key("import.check", "f5", N_("Dry run"), "work"),
    Key("import.run", "ctrl+s", N_("Import"), "work"),
    Key("import.ledger", "f4", N_("Kind of ledger"), "work"),
    Key("import.sheet", "f3", N_("Sheet"), "work"),
    Key("import.mapping", "f9", N_("Mapping"), "work"),
    Key("import.report", "f8", N_("Open report"), "work"),
    Key("export.check", "f5", N_("Check"), "work"),
    Key("export.run", "ctrl+s", N_("Export"), "work"),
    Key("export.partial", "f8", N_("Export the good rows"), "work"),
    Key("export.changes", "f6", N_("Changes since upload"), "work"),
    Key("export.batches", "f7", N_("Earlier exports"), "work"),
    Key("export.uploaded", "f9", N_("Mark uploaded"), "work"),
    Key("licenses.board", "f7,i", N_("Milestones"), "work"),
    Key("licenses.timeline", "f8,x", N_("Timeline"), "work"),
    Key("licenses.money", "ctrl+u,u", N_("Receivables"), "work"),
    Key("licenses.lists", "f10,l", N_("Other lists"), "work"),
    Key("license.simulate", "f8,x", N_("Simulate"), "work"),
    Key("findings.names", "f7,i", N_("Show names, or cover them"), "work"),
    Key("findings.lists", "f10,l", N_("Other lists"), "work"),
    Key("matrix.answer", "f4,e", N_("Answer"), "work"),
    Key("matrix.met", "m", N_("Met"), "work"),
    Key("matrix.not_met", "n", N_("Not met"), "work"),
    Key("matrix.not_shown", "s", N_("Not shown"), "work"),
    Key("matrix.clear", "c", N_("The bar does not apply"), "work"),
    Key("matrix.barred", "b", N_("The bar applies"), "work"),
    Key("matrix.circumstances", "f7,i", N_("Circumstances relied on"), "work"),
    Key("matrix.propose", "f8,p", N_("Propose"), "work"),
    Key("matrix.why", "f6,w", N_("Article"), "work"),
    Key("answer.offers", "f3", N_("To the offers"), "work"),
    Key("answer.take_all", "f9", N_("Take over all offers"), "work"),
    Key("answer.article", "f6", N_("Article and precedents"), "work"),
    Key("offer.take", "enter,space", N_("Take over"), "work"),
    Key("simulate.run", "f5", N_("Simulate"), "work"),
    Key("simulate.write", "ctrl+s", N_("Write the file"), "work"),
    Key("receivables.forecast", "f8,x", N_("Forecast"), "work"),
    Key("decisions.rules", "f7,i", N_("Internal rules"), "work"),
    Key("decisions.dissents", "f8,x", N_("Dissents"), "work"),
    Key("rules.prepare", "f7,i", N_("Prepare its decision"), "work"),
    Key("people.check", "f7,i", N_("Recusal check"), "work"),
    Key("people.checks", "f8,x", N_("Recusal checks"), "work"),
    Key("deadlines.policy", "f7,i", N_("Unit settings"), "work"),
    Key("deadlines.calendar", "f8,x", N_("Calendar"), "work"),
    Key("proof.print", "f8,p", N_("Print"), "work"),
    Key("calendar.file", "f7,i", N_("Load a file"), "work"),
    Key("calendar.closure", "f8,x", N_("Closure of the unit"), "work"),
    Key("exhibits.attach", "insert,ctrl+n", N_("Attach a file"), "work"),
    Key("notices.objections", "f7,i", N_("Objections"), "work"),
    Key("notices.reviews", "f8,x", N_("Reviews"), "work"),
    Key("notices.document", "ctrl+u,u", N_("Document"), "work"),
    Key("objections.reveal", "ctrl+x,R", N_("Look who objects"), "work"),
    Key("exhibits.attach_many", "f7,i", N_("Attach a folder"), "work"),
    Key("exhibits.relate", "f8,p", N_("What it proves"), "work"),
    Key("exhibits.unrelate", "delete", N_("Take back what it proves"), "work"),
    Key("exhibits.describe", "f4,e", N_("Correct what is said of it"), "work"),
    Key("exhibits.check", "f5,r", N_("Check the files"), "work"),
    Key("exhibits.unrelied", "ctrl+u,u", N_("Only unrelied exhibits"), "work"),
    Key("dossier.make", "ctrl+s", N_("Make the dossier"), "work"),
    Key("scan.day", "ctrl+b,d", N_("Other day"), "work"),
    # --- reading the manual
    Key("manual.find", "f3,slash", N_("Find in the manual"), "work"),
    Key("manual.next", "right,n", N_("Page on"), "work"),
    Key("manual.previous", "left,p", N_("Page back"), "work"),
    Key("manual.print", "f8,x", N_("Write the manual for paper"), "work"),
    # --- filling in
    Key("form.save", "ctrl+s", N_("Save"), "form"),
    Key("form.next", "down", N_("Next field"), "form"),
    Key("form.previous", "up", N_("Previous field"), "form"),
    Key("form.next_group", "ctrl+pagedown,f8", N_("Next part of the form"), "form"),
    Key("form.previous_group", "ctrl+pageup,f7", N_("Previous part of the form"), "form"),
    Key("draft.lookup", "f3", N_("Look up"), "form"),
    Key("draft.usual", "f5", N_("Usual values"), "form"),
    Key("verb.attach", "insert,ctrl+n", N_("Attach a file"), "form"),
    Key("choice.open", "enter,space", N_("Choose"), "form"),
    Key("choice.next", "right", N_("Next value"), "form"),
    Key("choice.previous", "left", N_("Previous value"), "form"),
    Key("choice.clear", "delete,backspace", N_("Empty"), "form"),
    Key("rows.add", "insert,ctrl+n", N_("Add entry"), "form"),
    Key("rows.remove", "delete,ctrl+d", N_("Remove entry"), "form"),
    Key("rows.up", "ctrl+up", N_("Entry up"), "form"),
    Key("rows.down", "ctrl+down", N_("Entry down"), "form"),
    Key("files.list", "down", N_("To the files"), "form"),
    Key("files.folder", "ctrl+s", N_("Take this folder"), "form"),
    Key("files.above", "backspace", N_("Folder above"), "form"),
    Key("dialog.accept", "enter", N_("OK"), "form"),
    Key("dialog.other", "left,right", N_("Other answer"), "form"),
    Key("found.next", "down", N_("Next row"), "form"),
    Key("found.previous", "up", N_("Previous row"), "form"),
    Key("found.page_down", "pagedown", N_("Next page"), "form"),
    Key("found.page_up", "pageup", N_("Previous page"), "form"),
    Key("found.take", "enter", N_("Choose"), "form"),
    Key("pick.toggle", "space", N_("In or out"), "form"),
    Key("pick.up", "ctrl+up", N_("Further up"), "form"),
    Key("pick.down", "ctrl+down", N_("Further down"), "form"),
    Key("conflict.theirs", "space", N_("Theirs or mine"), "form"),
    # --- the program
    Key("app.help", "f1,question_mark", N_("Help"), "program"),
    Key("manual.open", "f1", N_("Manual"), "program"),
    Key("app.palette", "ctrl+p", N_("Commands"), "program"),
    Key("twin.copy", "alt+c", N_("Copy the command line"), "program"),
    Key("twin.show", "alt+t", N_("Command line in full"), "program"),
    Key("app.undo", "ctrl+z,z", N_("Undo"), "program"),
    Key("app.redo", "alt+z,Z", N_("Redo"), "program"),
    Key("work.stop", "escape", N_("Stop"), "program"),
    Key("list.quit", "q", N_("Quit"), "program"),
    Key("app.quit", "ctrl+q", N_("Quit"), "program"),
)
KEYS: dict[str, Key] = {key.id: key for key in _ALL}
"""Every key by its id, in the order of the help."""

SPOKEN = {
    "enter": "Enter", "escape": "Esc", "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "insert": "Ins", "delete": "Del",
    "tab": "Tab", "space": "Space", "backspace": "Backspace",
}  # fmt: skip
"""How keys are shown: words, because the width of arrows differs between terminals."""


_NAMED = {
    "slash": "/", "question_mark": "?", "colon": ":", "asterisk": "*", "full_stop": ".", "comma": ",",
    "plus": "+", "minus": "-", "number_sign": "#",
}  # fmt: skip
_SHOWN = {"pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "insert": "Ins", "delete": "Del"}
_CHINESE = {"slash": ("ideographic_comma",), "full_stop": ("ideographic_full_stop",)}
"""What a Chinese input method makes of a key besides the full-width form."""


def shown_key(name: str) -> str:
    """Return a key as texts write it, outside the workbench: `Ctrl+G`, `F3`, `/`; letters alone as they are typed."""
    *modifiers, key = name.strip().split("+")
    word = _NAMED.get(key) or _SHOWN.get(key)
    if word is None:
        word = key.upper() if modifiers or (len(key) > 1 and key[1:].isdigit()) else key
        word = word if len(word) == 1 or word[1:].isdigit() else key.capitalize()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), word])


def with_twins(keys: str) -> str:
    """Return keys with the full-width form of each letter and mark among them."""
    wanted = [key.strip() for key in keys.split(",") if key.strip()]
    twins = [twin for key in wanted for twin in _twins(key)]
    return ",".join(dict.fromkeys((*wanted, *twins)))


def _twins(key: str) -> Iterable[str]:
    letter = _NAMED.get(key, key)
    if len(letter) != 1 or not "!" <= letter <= "~":
        return
    wide = chr(ord(letter) + 0xFEE0)
    yield wide if wide.isalnum() else unicodedata.name(wide).lower().replace("-", "_").replace(" ", "_")
    yield from _CHINESE.get(key, ())


def spoken(keys: str) -> str:
    """Return a key of the keyboard as it is shown, such as `^s`; empty for one that its letter tells best."""
    *modifiers, key = keys.split("+")
    name = SPOKEN.get(key) or (key.upper() if key[:1] == "f" and key[1:].isdigit() else "")
    marks = {"ctrl": "^", "shift": "Shift+", "alt": "Alt+"}
    return "".join(marks.get(modifier, f"{modifier}+") for modifier in modifiers) + name if name else ""


def is_twin(key: str) -> bool:
    """Return whether a key is only the full-width form of another, and need not be shown."""
    return key.startswith(("fullwidth_", "ideographic_")) or (len(key) == 1 and not key.isascii())


def bind(key_id: str, action: str, *, show: bool = False, priority: bool = False) -> Binding:
    """Return the binding of a key's id; raise KeyError for an id that is not in `KEYS`.

    `show` puts it on the line at the bottom; the help shows all.
    """
    from textual.binding import Binding  # here, so that the command line can list the keys without it

    key = KEYS[key_id]
    return Binding(with_twins(key.keys), action, key.label_source, show=show, priority=priority, id=key_id)


class Keymap(NamedTuple):
    """The office's own keys: by id, as Textual takes them; and what of the file could not be used."""

    keys: Mapping[str, str]
    problems: tuple[str, ...] = ()


def read_keymap(values: Mapping[str, object]) -> Keymap:
    """Return the keymap of a settings table such as `{"list.filter": "f3,ctrl+f"}`; what is wrong is named."""
    keys: dict[str, str] = {}
    problems: list[str] = []
    for key_id, wanted in values.items():
        if key_id not in KEYS:
            problems.append(_("There is no key named %(name)s.") % {"name": key_id})
        elif not isinstance(wanted, str) or not wanted.strip():
            problems.append(_("%(name)s needs the names of keys, such as f3,slash.") % {"name": key_id})
        else:
            keys[key_id] = with_twins(wanted)
    return Keymap(keys, tuple(problems))


BROWSERS_OWN = ("ctrl+n", "ctrl+t", "ctrl+w", "ctrl+pagedown", "ctrl+pageup")
"""Keys that a browser gives to no page: new window, new tab, close it, other tab."""


def in_browser(own: Mapping[str, str]) -> dict[str, str]:
    """Return the keymap of a window in a browser: `own`, with the keys in front that arrive there.

    What has no other key goes by Alt in place of Ctrl.
    """
    given = {key_id: own.get(key_id, with_twins(key.keys)).split(",") for key_id, key in KEYS.items()}
    changed = {key_id: _arriving(keys) for key_id, keys in given.items() if set(keys) & set(BROWSERS_OWN)}
    return {**own, **{key_id: ",".join(keys) for key_id, keys in changed.items()}}


def _arriving(keys: Sequence[str]) -> list[str]:
    kept = [key for key in keys if key in BROWSERS_OWN]
    others = [key for key in keys if key not in BROWSERS_OWN]
    return [*(others or [key.replace("ctrl+", "alt+") for key in kept]), *kept]
