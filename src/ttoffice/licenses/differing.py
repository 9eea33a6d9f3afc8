"""What differs between two versions of the terms, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.licenses.fees import FeePlan, Royalty, Stage
from ttoffice.licenses.labels import TERMS
from ttoffice.licenses.terms import ClauseChoice, Grant, Terms
from ttoffice.licenses.wording import Say, grant_text, rate_text, royalty_text, stage_text, value_text

MONEY = "plan"
"""The field of the terms that money is in."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs.

    Attributes:
        path: where it stands, such as `ends_on`, `plan.royalty.rate` or `plan.stages[s1].amount_fen`.
        label: what it is called, the stage or the right included.
        before, after: the two values in words.
    """

    path: str
    label: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The difference as one line."""
        return _("%(label)s: %(before)s -> %(after)s") % {
            "label": self.label,
            "before": self.before,
            "after": self.after,
        }

    @property
    def money(self) -> bool:
        """Whether it is about what is paid."""
        return self.path.startswith(MONEY)


def what_changed(before: Terms, after: Terms, say: Say = _) -> tuple[Difference, ...]:
    """Return every field that differs between two versions of the terms, inside the fee plan as well."""
    return tuple(_terms(before, after, say))


def _terms(before: Terms, after: Terms, say: Say) -> Iterator[Difference]:
    yield from _grants(before.grants, after.grants, say)
    plain = [item.name for item in fields(Terms) if item.name not in ("grants", "plan", "clauses")]
    yield from _plain(plain, before, after, "", "", say)
    yield from _plan(before.plan, after.plan, say)
    yield from _clauses(before.clauses, after.clauses, say)


def _plain(
    names: Sequence[str], before: Any, after: Any, path: str, within: str, say: Say
) -> Iterator[Difference]:
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            label = say(TERMS[name])
            yield Difference(
                f"{path}{name}",
                f"{within}{label}",
                value_text(name, old, say),
                value_text(name, new, say),
            )


def _grants(before: Sequence[Grant], after: Sequence[Grant], say: Say) -> Iterator[Difference]:
    old, new = ({grant.result: grant for grant in side} for side in (before, after))
    for result in dict.fromkeys((*old, *new)):
        if old.get(result) != new.get(result):
            texts = (
                (grant_text(side[result], say) + _consent(side[result], say)) if result in side else ""
                for side in (old, new)
            )
            told = [text or value_text("grants", None, say) for text in texts]
            yield Difference(f"grants[{result}]", f"{say(TERMS['grants'])} {result}", *told)


def _consent(grant: Grant, say: Say) -> str:
    return f" ({say(TERMS['consent'])} {grant.consent})" if grant.consent else ""


def _plan(before: FeePlan, after: FeePlan, say: Say) -> Iterator[Difference]:
    plain = [item.name for item in fields(FeePlan) if item.name not in ("stages", "royalty")]
    yield from _plain(plain, before, after, "plan.", "", say)
    yield from _stages(before.stages, after.stages, say)
    yield from _royalty(before.royalty, after.royalty, say)


def _stages(before: Sequence[Stage], after: Sequence[Stage], say: Say) -> Iterator[Difference]:
    """A stage is known by its key: one that is new or gone is told whole, another field by field."""
    old, new = ({stage.key: stage for stage in side} for side in (before, after))
    names = [item.name for item in fields(Stage) if item.name != "key"]
    for key in dict.fromkeys((*old, *new)):
        path = f"plan.stages[{key}]"
        if key in old and key in new:
            within = f"{old[key].label or key} "
            yield from _plain(names, old[key], new[key], f"{path}.", within, say)
        else:
            texts = [stage_text(side[key], say) if key in side else "" for side in (old, new)]
            label = f"{say(TERMS['stages'])} {(old.get(key) or new[key]).label or key}"
            yield Difference(path, label, *(text or value_text("stages", None, say) for text in texts))


def _royalty(before: Royalty | None, after: Royalty | None, say: Say) -> Iterator[Difference]:
    if before == after:
        return
    if before is None or after is None:
        texts = [
            royalty_text(side, say) if side else value_text("royalty", None, say) for side in (before, after)
        ]
        yield Difference("plan.royalty", say(TERMS["royalty"]), *texts)
        return
    names = [item.name for item in fields(Royalty) if item.name != "steps"]
    within = f"{say(TERMS['royalty'])} "
    yield from _plain(names, before, after, "plan.royalty.", within, say)
    if before.steps != after.steps:
        yield Difference(
            "plan.royalty.steps",
            f"{within}{say(TERMS['rate'])}",
            *(_steps(side, say) for side in (before, after)),
        )


def _steps(royalty: Royalty, say: Say) -> str:
    from dataclasses import replace

    shown = Royalty(royalty.base, rate_kind=royalty.rate_kind, steps=royalty.steps)
    if len(shown.steps) == 1:
        return rate_text(shown.steps[0].rate, shown.base, say)
    return royalty_text(replace(shown, base_note=""), say)


def _clauses(before: Sequence[ClauseChoice], after: Sequence[ClauseChoice], say: Say) -> Iterator[Difference]:
    old, new = ({choice.key: choice for choice in side} for side in (before, after))
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            told = [
                (side[key].wording or side[key].option) if key in side else value_text("clauses", None, say)
                for side in (old, new)
            ]
            yield Difference(f"clauses[{key}]", f"{say(TERMS['clauses'])} {key}", *told)
