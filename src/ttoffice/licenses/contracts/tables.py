"""Table of the versions of contracts."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.store.base import Shelved


class Contract(Shelved, table=True):
    """One version of a contract; never changed."""

    __tablename__ = "contract"
    __table_args__ = (
        sa.UniqueConstraint("subject", "edition", name="uq_contract_subject"),
        sa.CheckConstraint("edition > 0", name="edition"),
    )

    subject: str = Field()
    title: str
    edition: int
    terms_sha256: str
    text: str
    text_sha256: str
    docx_sha256: str
    library: str
    library_sha256: str
    made_on: str
    own_files: str
    licensee_name: str
    note: str
