"""The lists among the documents that the program itself gives: every action, every key, every workflow.

`python -m tools.docs write` renews docs/actions.md, docs/keys.md and docs/workflows.md; `python -m tools.docs check`
says which of them is not as the program is, exit 1 if any.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from ttoffice import i18n
from ttoffice.action import registered
from ttoffice.action.core import Action
from ttoffice.action.kinds import HOMES, kind_of
from ttoffice.numbering import PREFIXES
from ttoffice.widgets.keys import GROUPS, KEYS, shown_key
from ttoffice.workflow import Workflow

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs"
ENGLISH, CHINESE = "en", "zh_CN"


def both(source: str) -> tuple[str, str]:
    """Return a catalog string in English and in Chinese."""
    return tuple(map(_in(source), (ENGLISH, CHINESE)))  # type: ignore[return-value]  # two languages, two texts


def _in(source: str) -> Callable[[str], str]:
    def translated(language: str) -> str:
        i18n.use(language)
        return i18n.gettext(source)

    return translated


def row(*cells: str) -> str:
    """Return a row of a table; a bar within a cell is escaped."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def table(heads: Sequence[str], rows: Iterator[str]) -> list[str]:
    """Return a table, an empty line behind it."""
    return [row(*heads), "|" + "---|" * len(heads), *rows, ""]


# --- actions -------------------------------------------------------------------------------------------

ACTIONS_HEAD = """# Every action

What changes the store is an action: screens, the palette, import and `ttoffice do` all run these, with the same refusals.
Made by `python -m tools.docs write`; a test keeps it true. `ttoffice actions NAME` prints one, `ttoffice rules BASIS` the
text of an article. **Strong** fields must be given; the command runs as it stands once the blanks `…` are filled in.
"""


def actions_page() -> str:
    """Return the list of actions, by what they are about; only the program's own."""
    lines = [ACTIONS_HEAD]
    own = [verb for verb in registered().values() if verb.run.__module__.startswith("ttoffice.")]
    for area, group in groupby(own, key=lambda verb: verb.name.partition(".")[0]):
        lines += [f"## {area}", ""]
        lines += table(
            ("Action", "What it does", "办理事项", "Basis", "Data", "Command"), map(_action_row, group)
        )
    return "\n".join(lines).rstrip() + "\n"


def _action_row(verb: Action) -> str:
    english, chinese = both(verb.summary)
    required, optional = _fields(verb)
    data = ", ".join([*(f"**{name}**" for name in required), *optional])
    return row(f"`{verb.name}`", english, chinese, verb.basis or "", data, f"`{twin(verb)}`")


def _fields(verb: Action) -> tuple[list[str], list[str]]:
    """Return the names of the data that must be given, and of what may be."""
    fields = verb.input.model_fields
    required = [name for name, field in fields.items() if field.is_required()]
    return required, [name for name in fields if name not in required]


def twin(verb: Action) -> str:
    """Return the command that runs an action, with blanks for what must be given."""
    prefix = PREFIXES.get(verb.kind.code) if verb.kind else None
    number = f" {prefix}-…" if prefix else " …" if verb.kind else ""
    given = dict.fromkeys(_fields(verb)[0], "…")
    data = f" --data '{json.dumps(given, ensure_ascii=False)}'" if given else ""
    return f"ttoffice do {verb.name}{number}{data}"


# --- keys ----------------------------------------------------------------------------------------------

KEYS_HEAD = """# Every key of the workbench

Made by `python -m tools.docs write`; a test keeps it true. Letters are extras: with a Chinese input method on, use the
other keys; full-width letters work as well. Other keys are given by id in `settings.toml` (`ttoffice paths`), in a table
`[keymap]` with lines such as `"list.filter" = "f3,ctrl+f"`. `ttoffice keys` lists what holds on this machine.
"""


def keys_page() -> str:
    """Return the table of keys, by group."""
    lines = [KEYS_HEAD]
    for group, heading in GROUPS.items():
        english, chinese = both(heading)
        lines += [f"## {english} {chinese}", ""]
        lines += table(
            ("Keys", "What it does", "作用", "Id"),
            (
                row(
                    " ".join(f"`{shown_key(name)}`" for name in key.keys.split(",")),
                    *both(key.label_source),
                    f"`{key.id}`",
                )
                for key in KEYS.values()
                if key.group == group
            ),
        )
    return "\n".join(lines).rstrip() + "\n"


# --- workflows -----------------------------------------------------------------------------------------

FLOWS_HEAD = """# Workflows

Which step leads from which state to which, drawn from the tables that the program itself decides by (`ttoffice.workflow`).
Made by `python -m tools.docs write`; a test keeps it true. A step named in the line below a diagram leaves the state as it
is. What a step asks for besides the state, its guards say: `w` or `F6` in the workbench, the refusal on the command line.
"""


def workflows() -> dict[str, Workflow[object]]:
    """Return every table of steps of the program, by the kind of record it is about."""
    registered()
    found: dict[int, Workflow[object]] = {}
    for name, module in sorted(sys.modules.items()):
        if name.startswith("ttoffice."):
            found |= {id(one): one for one in vars(module).values() if isinstance(one, Workflow)}
    return {flow.area: flow for flow in sorted(found.values(), key=lambda flow: flow.area)}


def workflows_page() -> str:
    """Return the diagrams, and the states of what has no table of steps."""
    flows = workflows()
    lines = [FLOWS_HEAD]
    for area, flow in flows.items():
        lines += [f"## {area}", "", "```mermaid", *diagram(flow), "```", "", *_staying(flow)]
    lines += ["## States without a table of steps", "", STATES_HEAD, ""]
    lines += table(("Kind", "States"), _states(flows))
    return "\n".join(lines).rstrip() + "\n"


STATES_HEAD = """These follow from what is recorded of them or beside them: a sum due is paid when receipts cover it, a deadline
is done when what it waits for is."""


def diagram(flow: Workflow[object]) -> Iterator[str]:
    """Return the lines of a state diagram."""
    names = {code: f"s{place}" for place, code in enumerate(_codes(flow))}
    yield "stateDiagram-v2"
    for code, name in names.items():
        english, chinese = both(flow.states[code]) if code in flow.states else (code or "running", "")
        yield f'    state "{english} {chinese}" as {name}'.replace(' "', ' "', 1).replace(' " as', '" as')
    yield f"    [*] --> {next(iter(names.values()))}"
    for step in flow.steps:
        for source in (code for code in names if code in step.sources and step.target):
            yield f"    {names[source]} --> {names[step.target]}: {step.event}"
    for code, name in names.items():
        if not any(code in step.sources and step.target for step in flow.steps):
            yield f"    {name} --> [*]"


def _codes(flow: Workflow[object]) -> list[str]:
    """Return the states in the order of their labels, before them one without a name, behind them those without label."""
    sources = {code for step in flow.steps for code in step.sources}
    used = sources | {step.target for step in flow.steps if step.target}
    unnamed = [""] if "" in sources else []
    return list(dict.fromkeys([*unnamed, *(code for code in flow.states if code in used), *sorted(used)]))


def _staying(flow: Workflow[object]) -> list[str]:
    """Return which steps keep the state, and which states follow from what is recorded instead of a step."""
    staying = ", ".join(f"`{step.event}`" for step in flow.steps if not step.target)
    targets = {step.target for step in flow.steps}
    following = [both(flow.states[code])[0] for code in _codes(flow)[1:] if code not in targets]
    lines = [f"State kept by: {staying}."] if staying else []
    lines += [f"Reached otherwise than by a step of this table: {', '.join(following)}."] if following else []
    return [*lines, ""] if lines else []


def _states(flows: Mapping[str, object]) -> Iterator[str]:
    for code in HOMES:
        kind = kind_of(code)
        states = kind.codes.get("state") if kind is not None else None
        if states and code not in flows:
            yield row(f"`{code}`", ", ".join(" ".join(both(label)) for label in states.values()))


# --- writing and checking --------------------------------------------------------------------------------

PAGES: dict[str, Callable[[], str]] = {
    "actions.md": actions_page,
    "keys.md": keys_page,
    "workflows.md": workflows_page,
}


def main(words: Sequence[str] | None = None) -> int:
    """Write the pages, or say which are not as the program is; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("check", "write"))
    wanted = parser.parse_args(words).command
    stale = []
    for name, page in PAGES.items():
        place, text = FOLDER / name, page()
        if wanted == "write":
            place.write_text(text, encoding="utf-8")
        elif not place.is_file() or place.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print(f"not as the program is: {', '.join(stale)}; run python -m tools.docs write", file=sys.stderr)
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
