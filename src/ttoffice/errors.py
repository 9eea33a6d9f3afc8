"""What cannot proceed: the tree of exceptions, each with its message, its advice and its exit code.

TTOfficeError            1  anything the user must be told
├── RefusedError         1  the rules refuse; carries the reasons
├── InputFileError       1  a file from outside cannot be read
├── UsageError           2  the call itself is wrong
│   ├── RulebookError    2  a rulebook, or a reference into it, is wrong
│   ├── ProfileError     2  a listing profile or a column mapping is wrong
│   └── TemplateError    2  a template of a contract or a letter is wrong
├── StoreError           3  the store cannot be used
│   ├── MigrationError   3  the store could not be brought to this program's form
│   └── DamageError      3  the store or the vault is not what it was when written
└── ConflictError        4  somebody else changed the record meanwhile

What the user's *data* lacks is no exception but a list of `ttoffice.reasons.Reason`.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import N_, gettext

if TYPE_CHECKING:
    from ttoffice.reasons import Reason

EXIT_OK = 0
EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_STORE = 3
EXIT_CONFLICT = 4
EXIT_INTERRUPTED = 130


class TTOfficeError(Exception):
    """Base of all failures told to the user: what happened, and what is safe and what to do."""

    exit_code = EXIT_REFUSED

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}\n{self.advice}" if self.advice else self.message


class RefusedError(TTOfficeError):
    """The guards of an action refuse; `reasons` says what is missing and which article asks for it."""

    def __init__(self, reasons: Sequence[Reason], *, advice: str = "") -> None:
        super().__init__("\n".join(reason.message for reason in reasons), advice=advice)
        self.reasons: tuple[Reason, ...] = tuple(reasons)


class InputFileError(TTOfficeError):
    """A file from outside is missing, damaged, protected or not what its name says."""


class UsageError(TTOfficeError):
    """The call is wrong: an unknown name, a malformed value, two options that exclude each other."""

    exit_code = EXIT_USAGE


class RulebookError(UsageError):
    """A rulebook on disk is wrong, or a reference names no article."""


class ProfileError(UsageError):
    """A listing profile or a column mapping is wrong; the message names file, line and reason."""


class TemplateError(UsageError):
    """A template of a contract or a letter is wrong; the message names file, line and reason."""


class StoreError(TTOfficeError):
    """The store cannot be opened, locked, read or written."""

    exit_code = EXIT_STORE


class MigrationError(StoreError):
    """The store could not be brought to the form this program needs; it was left as it was."""


class DamageError(StoreError):
    """The store or the vault differs from what was written."""


class ConflictError(TTOfficeError):
    """The record was changed by somebody else since it was read.

    `changes` lists what they changed as (field, value then, value now); nothing was written.
    """

    exit_code = EXIT_CONFLICT

    def __init__(
        self, message: str, *, advice: str = "", changes: Sequence[tuple[str, Any, Any]] = ()
    ) -> None:
        super().__init__(message, advice=advice)
        self.changes: tuple[tuple[str, Any, Any], ...] = tuple(changes)


OS_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("it may not be read or written"),
    errno.EPERM: N_("it may not be read or written"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EEXIST: N_("it is there already"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk cannot be written"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.EBUSY: N_("another program uses it"),
}
"""What the system's commonest failures mean; others are told in the system's own words."""


def os_reason(error: OSError) -> str:
    """Return why the system failed, in the user's language where it is a common failure."""
    known = OS_REASONS.get(error.errno or 0)
    return gettext(known) if known else error.strerror or str(error)
