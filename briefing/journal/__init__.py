"""The journal: one SQLite file in which the digest keeps what it has read, day by day."""

from briefing.journal.file import Writing, default_journal_file, open_journal
from briefing.journal.journal import Journal
from briefing.journal.records import About, Day, Judgement, Kept, Mark, Said, ThreadDays

__all__ = [
    "About",
    "Day",
    "Journal",
    "Judgement",
    "Kept",
    "Mark",
    "Said",
    "ThreadDays",
    "Writing",
    "default_journal_file",
    "open_journal",
]
