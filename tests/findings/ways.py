"""The ways that a finding can go, as moves one after the other: from these states every other move is tried."""

from __future__ import annotations

from tests.findings.exploring import Found, led
from tests.findings.memory import World
from tests.findings.preparing import Prepared

INVESTIGATED = (
    "open", "accept", "check 周正", "check 吴岚", "check 郑毅", "form the panel", "begin", "hear the person concerned",
    "confirm concerned", "other side absent", "ask", "not delivered", "assess all", "propose exempt",
)  # fmt: skip
NEW_PANEL = ("the next day", "check 王芳", "check 何静", "check 吕文", "change the whole panel")
DECIDED = ("the next day", "report", "vote", "decide")
PUBLISHED = ("draft the notice", "approve", "publish")
CLOSED = ("ten days on", "take down", "close", "finalise")
ARCHIVED = ("serve", "tell personnel", "tell discipline", "tell audit", "make the dossier", "archive")
REVIEWED = ("object", "open a review", "find")
AGAIN = ("next round", "approve", "publish", *CLOSED)


def stations(world: World, prepared: Prepared) -> dict[str, list[Found]]:
    """Lead a finding along every way; return the states on each."""
    main = led(
        world, prepared, (*INVESTIGATED, *DECIDED, *PUBLISHED, *CLOSED, *ARCHIVED, "certify", "reopen")
    )
    at = {found.path[-1]: found for found in main if found.path}

    def branch(start: str, *names: str) -> list[Found]:
        return led(world, prepared, names, at[start])[1:]

    changed = branch(
        "publish", *REVIEWED, "review changed", "answer", "revisit", "assess barred", "propose not_exempt"
    )
    at |= {"changed": changed[-1]}
    return {
        "to the archive and reopened": main,
        "refused": branch("open", "refuse"),
        "withdrawn": branch("report", "withdraw"),
        "a member replaced": branch(
            "hear the person concerned", "check 王芳", "a member withdraws", "change the panel"
        ),
        "the other side heard": branch("confirm concerned", "hear the other side", "confirm acquirer"),
        "a voter heard": branch("confirm concerned", "hear a voter", "confirm decider"),
        "referred": branch(
            "not delivered",
            "assess barred",
            "propose referred",
            "report as drafted",
            *DECIDED[2:],
            *PUBLISHED,
            *CLOSED,
            "refer",
        ),
        "the investigation stopped": branch("begin", "stop the clock of investigation"),
        "the clock stopped": branch(
            "publish",
            "stop the clock of finding_publicity",
            "the next day",
            "let the clock of finding_publicity run",
        ),
        "extended": branch("begin", "extend"),
        "sent back": branch("report", "send back", "report"),
        "objection upheld": branch("publish", *REVIEWED, "review upheld", "answer", *CLOSED),
        "a review objected to": branch(
            "publish", *REVIEWED, "review upheld", "answer", "object to the review", "open a review by others"
        ),
        "a reviewer objects": branch("publish", "a reviewer objects", "open a review by others"),
        "objection changes it": changed,
        "decided again": branch("changed", *NEW_PANEL, "report as drafted", *DECIDED[2:], *AGAIN),
        "late objection": branch(
            "close", "object", "accept late", "open a review", "find", "review revoked", "answer"
        ),
        "late objection to what is final": branch(
            "finalise", "object", "accept late", "open a review", "find", "review revoked", "answer"
        ),
        "decision corrected": branch(
            "decide", "correct the decision", "vote on the correction", "revisit by itself"
        ),
    }
