"""A case as the tests of its beginning need it: an office with people, a rule in force, a license that lost money."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.seeding import license_, seed
from tests.notices.acts import exhibit, person, result
from tests.offices import open_at
from ttoffice.action import Context, Office, check, perform
from ttoffice.findings.codes import FindingState, Outcome, Role
from ttoffice.findings.reading import load
from ttoffice.findings.record import ConclusionRecord, FindingRecord
from ttoffice.findings.shelves import CONCLUSIONS, FINDINGS, HEARINGS, INQUIRIES
from ttoffice.parties.internal_rules import RULES, RuleRecord, RuleState, RuleTopic

FORCE = date(2026, 1, 1)
"""The first day on which the unit's own rule on exemption is in force."""
RECEIVED, ACCEPTED, BEGUN = date(2026, 5, 6), date(2026, 5, 8), date(2026, 5, 11)
"""A Wednesday, a Friday, a Monday; today is 2026-06-01."""
MEMBERS = ("钱一", "孙二", "李三")


@dataclass
class Case:
    """An office with a case under way, and short ways to go on with it."""

    office: Office
    folder: Path
    people: dict[str, str] = field(default_factory=dict)
    license: str = ""
    result: str = ""
    number: str = ""
    paper: str = ""

    def act(self, name: str, subject: str | None = None, /, **data: Any) -> Any:
        """Perform an action about the case, or about a record of it."""
        return perform(self.office, name, data, subject=subject or self.number).value

    def against(self, name: str, subject: str | None = None, /, **data: Any) -> set[str]:
        """Return the codes of what refuses an action about the case."""
        found = check(self.office, name, data, subject=subject or self.number)
        return {reason.code for reason in found if not reason.warning}

    def warned(self, name: str, subject: str | None = None, /, **data: Any) -> set[str]:
        """Return the codes of what an action about the case is warned of."""
        found = check(self.office, name, data, subject=subject or self.number)
        return {reason.code for reason in found if reason.warning}

    def to(self, day: date) -> Case:
        """Go on another day."""
        self.office = self.office.on(day)
        return self

    @property
    def record(self) -> FindingRecord:
        """The case as it stands."""
        with self.office.reader() as reader:
            found = load(reader, self.number)
        assert found is not None
        return found.record

    def hearing(self, number: str) -> Any:
        """Return a hearing as it stands."""
        with self.office.reader() as reader:
            found = HEARINGS.load(reader, number)
        assert found is not None
        return found.record

    def inquiry(self, number: str) -> Any:
        """Return an inquiry as it stands."""
        with self.office.reader() as reader:
            found = INQUIRIES.load(reader, number)
        assert found is not None
        return found.record

    def proof(self, name: str = "材料.pdf") -> str:
        """Attach a file to the case; return the exhibit's number."""
        return exhibit(self.office, self.folder, self.number or self.license, name)

    # --- the steps ---------------------------------------------------------------------------------------

    def opened(self, **more: Any) -> Case:
        """Open the case as an application about the license, by its manager."""
        data = {
            "title": "咖啡脱胶工艺许可损失事项",
            "applicant": "赵经理",
            "received_on": RECEIVED,
            "lead": "许可费未能收回，申请认定尽职免责",
            "subject": self.license,
            "loss_fen": "30万元",
            "cause": "被许可方经营不善",
            "parties": [{"person": "赵经理", "post": "转化办副主任"}],
            **more,
        }
        self.number = str(perform(self.office, "finding.open", data).value)
        self.paper = self.proof("申请书.pdf")
        perform(self.office, "finding.edit", {"application": [self.paper]}, subject=self.number)
        return self

    def accepted(self, **more: Any) -> Case:
        """Open and accept the case."""
        self.opened(**more)
        self.act("finding.accept", on=ACCEPTED, reasons="材料齐全", paper=self.paper)
        return self

    def checked(self, *names: str) -> None:
        """Record recusal checks that found nothing."""
        for name in names:
            data = {"person": name, "subject": self.number, "outcome": "none_found"}
            perform(self.office, "recusal.record", data)

    def seats(self, *names: str, **more: Any) -> list[dict[str, Any]]:
        """Return a panel as it is typed, led by the first."""
        return [
            {"person": name, "field": "audit", "qualification": "审计师", "lead": not place, **more}
            for place, name in enumerate(names or MEMBERS)
        ]

    def panelled(self, **more: Any) -> Case:
        """Accept the case and form its panel."""
        self.accepted(**more)
        self.checked(*MEMBERS)
        self.act("finding.form_panel", members=self.seats(), on=ACCEPTED)
        return self

    def begun(self, **more: Any) -> Case:
        """Begin the investigation."""
        self.panelled(**more)
        self.act("finding.begin", plan="调阅合同、台账并谈话", sides=["成果完成人：王芳"], on=BEGUN)
        return self


def concluded(
    case: Case, on: date, outcome: Outcome = Outcome.EXEMPT, state: str = "decided", **more: Any
) -> None:
    """Leave a case that is investigated decided on a day, or final or archived, with its conclusion."""
    round_ = case.record.round

    def go(ctx: Context, **changes: Any) -> None:
        found = load(ctx.db, case.number)
        assert found is not None
        FINDINGS.write(ctx, found, replace(found.record, **changes))

    def work(ctx: Context) -> None:
        go(ctx, state=FindingState.REPORTED, text_sha256="0" * 64)
        go(ctx, state=FindingState.DECIDED, decision="JY-2026-0001", decided_on=on)
        conclusion = ConclusionRecord(
            case.number, "结论", case.people["赵经理"], "赵经理", (Role.MANAGER,), round_, outcome, (), (), "理由",
            "JY-2026-0001", on, "RD-2026-0001", "0" * 64, "0" * 64, **more,
        )  # fmt: skip
        CONCLUSIONS.enter(ctx, conclusion)
        for reached in ("final", "archived")[: ("decided", "final", "archived").index(state)]:
            go(ctx, state=FindingState(reached), **{f"{reached}_on": on})

    if round_ == 1:
        perform(case.office, "deadline.finish", {}, subject=case.record.investigation_deadline)
    seed(case.office, work)


def changed(case: Case, **changes: Any) -> None:
    """Change a case by hand, as no verb would."""

    def work(ctx: Context) -> None:
        found = load(ctx.db, case.number)
        assert found is not None
        FINDINGS.write(ctx, found, replace(found.record, **changes))

    seed(case.office, work)


def make_case(office: Office, folder: Path) -> Case:
    """Return an office with people, the unit's rule in force, and a license of a result by 李明 and 王芳."""
    case = Case(office, folder)
    roles = {"赵经理": ["manager"], "周书记": ["leader"], "王芳": ["researcher"]}
    for name in (*MEMBERS, "吴四", "郑五", *roles):
        case.people[name] = person(office, name, roles=roles.get(name, ["manager"]))
    rule = RuleRecord(
        "尽职免责实施办法", topics=(RuleTopic.EXEMPTION,), state=RuleState.IN_FORCE, effective_on=FORCE
    )
    seed(office, lambda ctx: RULES.enter(ctx, rule))
    case.result = result(office)
    case.license = license_(office, case.result, licensee_name="云南某某咖啡有限公司")
    return case


# --- fixtures --------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, blank_store: Path) -> Case:
    """An office as `make_case` leaves it, to be copied."""
    root = tmp_path_factory.mktemp("prepared")
    shutil.copy(blank_store, root / "ttoffice.db")
    return make_case(open_at(root), root)


@pytest.fixture
def case(tmp_path: Path, prepared: Case) -> Case:
    """An office in which a case can begin, on 2026-06-01."""
    root, folder = tmp_path / "office", tmp_path / "files"
    root.mkdir()
    folder.mkdir()
    with (
        closing(sqlite3.connect(prepared.office.home.store)) as old,
        closing(sqlite3.connect(root / "ttoffice.db")) as new,
    ):
        old.backup(new)
    return replace(prepared, office=open_at(root), folder=folder, people=dict(prepared.people))
