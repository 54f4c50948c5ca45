"""What can be wrong with an archive or with the corrections beside it, told without the database's library.

ArchiveError            the archive cannot do what was asked; the sentence says what an operator can do
├── ArchiveMissing      there is no archive at the place named
├── ArchiveBusy         another process has been writing for too long
├── ArchiveDamaged      the file is no archive, or can no longer be read
└── ArchiveOutdated     the archive was written in another schema
"""

from __future__ import annotations

# A writer commits every batch within a second or two; one that waits this long (seconds) has met a stuck one.
PATIENCE = 30


class ArchiveError(Exception):
    """The archive cannot do what was asked; `str()` is an English sentence for logs and the operator."""


class ArchiveMissing(ArchiveError):
    """There is no archive at the place named."""


class ArchiveBusy(ArchiveError):
    """Another process held the archive for longer than a writer waits."""


class ArchiveDamaged(ArchiveError):
    """The file is not an archive, or can no longer be read."""


class ArchiveOutdated(ArchiveError):
    """The archive was written in another schema than this version reads."""


class CorrectionsBroken(ValueError):
    """A line of the corrections cannot be read; the message names file and line."""
