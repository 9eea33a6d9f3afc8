from __future__ import annotations

from tests.findings.staging import CLOSED, DECIDED, NUMBER, POSTED, Stage
from tests.offices import problems


def test_a_case_is_reported_decided_published_and_final(to_report: Stage) -> None:
    to_report.report()
    meeting = to_report.on(DECIDED)
    meeting.do("finding.decide", decision=meeting.decision())
    posting = meeting.on(POSTED)
    notice = posting.posted()
    after = posting.on(CLOSED)
    after.close(notice)
    after.do("finding.finalise")
    assert problems(after.office) == ()
    assert after.record.notice == notice
    assert after.number == NUMBER
