from __future__ import annotations

import re
from pathlib import Path

from tests.results.listing.support import profile_of
from ttoffice.results.listing.profile import CHECKS
from ttoffice.results.listing.profile_reading import KEYS, TOP
from ttoffice.results.listing.sources import SOURCES

TEXT = (Path(__file__).parents[3] / "docs" / "listing-profiles.md").read_text(encoding="utf-8")


def test_every_field_is_documented() -> None:
    table = TEXT.split("<!-- listing-fields -->")[1].split("##")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]

    documented = re.findall(r"`([a-z_.]+)`", " ".join(first_cells))
    assert sorted(name for name in documented if name != "field") == sorted(SOURCES)


def test_every_setting_and_check_is_documented() -> None:
    for name in (*KEYS, *TOP, *CHECKS):
        assert re.search(rf"`\[?\[?{name}\]?\]?`", TEXT), name


def test_the_example_is_a_profile() -> None:
    example = TEXT.split("```toml")[1].split("```")[0]

    profile = profile_of(example)
    assert [column.header for column in profile.columns][:2] == ["序号", "成果名称"]
