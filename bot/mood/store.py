"""The one door to the mood history: user ids come in, pseudonyms and SQL stay inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.errors import StoreError
from bot.mood.cell import Cell
from bot.mood.check_in import CheckIn
from bot.mood.columns import message_key
from bot.mood.consent import Consent
from bot.mood.correction import Corrected
from bot.mood.database import Database
from bot.mood.entry import MoodEntry
from bot.mood.history import History
from bot.mood.pseudonym import Pseudonyms
from bot.mood.reminder import Due, Reminder
from bot.mood.sql import check_ins, consents, entries, everyone, months, reminders
from bot.mood.steps import Step
from emotion_component.labels import EMOTIONS


class MoodStore:
    """Keeps what users agreed to; every failure is a ``StoreError``.

    Times are aware; spans run from ``since`` to before ``until``, where None has no end.
    """

    def __init__(self, database: Database, pseudonyms: Pseudonyms) -> None:
        self._database = database
        self._pseudonyms = pseudonyms
        self._vault = pseudonyms.vault()

    @classmethod
    def open(cls, url: str, pseudonyms: Pseudonyms) -> MoodStore:
        """Return the store at ``url``, made or brought up to date; two may open it at once."""
        return cls(Database.open(url), pseudonyms)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def consent(self, user: str) -> Consent | None:
        """Return what ``user`` decided, or None if they were never asked or were forgotten."""
        with self._database.reading() as connection:
            return consents.find(connection, self._pseudonyms.of(user))

    def agree(self, user: str, at: datetime, version: str) -> None:
        """Let entries from ``at`` on be kept; who agreed before keeps the earlier moment."""
        name = self._pseudonyms.of(user)
        with self._database.writing() as connection:
            known = consents.lock(connection, name)
            new = Consent(agreed=True, version=version, decided_at=at)
            if known and known[1].agreed:
                new = replace(known[1], version=version)
            consents.decide(connection, name, new)

    def decline(self, user: str, at: datetime) -> None:
        """Keep nothing from now on; entries and check-ins that are there stay until ``forget``.

        The reminder ends, and kept texts are deleted: nobody may learn from them any more.
        """
        name = self._pseudonyms.of(user)
        with self._database.writing() as connection:
            known = consents.lock(connection, name)
            if known:
                reminders.remove(connection, known[0])
                entries.remove_texts(connection, known[0])
            consents.decide(connection, name, Consent(agreed=False, version=None, decided_at=at))
        if known:
            self._database.erase_deleted()

    def allow_texts(self, user: str, allowed: bool) -> bool:
        """Let the texts of corrected messages be kept, or delete those that are.

        Return False where ``user`` hasn't agreed to a history at all: then nothing changes.
        """
        with self._database.writing() as connection:
            known = consents.lock(connection, self._pseudonyms.of(user))
            if known is None or not known[1].agreed:
                return False
            consents.allow_texts(connection, known[0], allowed)
            gone = 0 if allowed else entries.remove_texts(connection, known[0])
        if gone:
            self._database.erase_deleted()
        return True

    def record(self, user: str, entries: Iterable[MoodEntry]) -> int:
        """Keep those entries that are new and later than the agreement; return how many."""
        return self.record_pseudonymous(self._pseudonyms.of(user), entries)

    def record_pseudonymous(self, name: str, heard: Iterable[MoodEntry]) -> int:
        """Do what ``record`` does where only the pseudonym of the user is known."""
        with self._database.writing() as connection:
            known = consents.lock(connection, name)
            if known is None or not known[1].agreed:
                return 0
            number, consent = known
            allowed = [entry for entry in heard if entry.at >= consent.decided_at]
            new = entries.add(connection, number, allowed)
            months.recount(connection, number, [entry.at for entry in new])
            return len(new)

    def correct(self, user: str, message_id: str, emotion: str, text: str | None = None) -> bool:
        """Set what ``user`` calls the emotion of a message; False if no entry is of it.

        ``text`` is kept, sealed, only where the user let texts be kept.
        """
        if emotion not in EMOTIONS:
            raise StoreError(f"A message can be corrected to one of {', '.join(EMOTIONS)} only.")
        key = message_key(message_id)
        with self._database.writing() as connection:
            known = consents.lock(connection, self._pseudonyms.of(user))
            if known is None:
                return False
            number, consent = known
            at = entries.correct(connection, number, key, emotion)
            if at is None:
                return False
            months.recount(connection, number, [at])
            if text is not None and consent.agreed and consent.texts:
                entries.keep_text(connection, number, key, self._vault.seal(text))
            return True

    def corrections(self) -> Iterator[Corrected]:
        """Return every correction whose text its user lets us learn from."""
        with self._database.reading() as connection:
            return iter(list(entries.corrected(connection, self._vault)))

    def entries(
        self, user: str, since: datetime | None = None, until: datetime | None = None
    ) -> list[MoodEntry]:
        """Return the entries of ``user`` in time order."""
        name = self._pseudonyms.of(user)
        with self._database.reading() as connection:
            return entries.between(connection, name, since, until)

    def check_in(self, user: str, check_in: CheckIn) -> bool:
        """Keep a check-in; False without consent or where its message has one already."""
        with self._database.writing() as connection:
            known = consents.lock(connection, self._pseudonyms.of(user))
            if known is None or not known[1].agreed or check_in.at < known[1].decided_at:
                return False
            return check_ins.add(connection, known[0], check_in, self._vault)

    def check_ins(
        self, user: str, since: date | None = None, until: date | None = None
    ) -> list[CheckIn]:
        """Return the check-ins of ``user`` about these days, in order."""
        name = self._pseudonyms.of(user)
        with self._database.reading() as connection:
            return check_ins.between(connection, name, since, until, self._vault)

    def keep_note(self, user: str, message_id: str, note: str) -> bool:
        """Add, sealed, the note of a check-in; False if there is none or consent is gone."""
        with self._database.writing() as connection:
            known = consents.lock(connection, self._pseudonyms.of(user))
            if known is None or not known[1].agreed:
                return False
            sealed = self._vault.seal(note)
            return check_ins.keep_note(connection, known[0], message_key(message_id), sealed)

    def history(self, user: str) -> History:
        """Return everything that is kept of ``user``."""
        name, vault = self._pseudonyms.of(user), self._vault
        with self._database.reading() as connection:
            return History(
                consent=consents.find(connection, name),
                entries=tuple(entries.between(connection, name, None, None)),
                check_ins=tuple(check_ins.between(connection, name, None, None, vault)),
                reminder=reminders.find(connection, name, vault),
                corrected=tuple(entries.corrected(connection, vault, name)),
            )

    def forget(self, user: str) -> int:
        """Delete everything of ``user``; return how many entries and check-ins there were."""
        gone = 0
        with self._database.writing() as connection:
            known = consents.lock(connection, self._pseudonyms.of(user))
            if known:
                number = known[0]
                gone = entries.remove(connection, number) + check_ins.remove(connection, number)
                months.remove(connection, number)
                reminders.remove(connection, number)
                consents.remove(connection, number)
        # Also where nothing was left: the last attempt may have come only so far.
        self._database.erase_deleted()
        return gone

    def prune(self, before: datetime) -> int:
        """Delete what everyone said before then; return how many entries and check-ins."""
        with self._database.writing() as connection:
            consents.lock_all(connection)
            gone = entries.remove_before(connection, before)
            if gone:
                months.remove_before(connection, before)
            gone += check_ins.remove_before(connection, before)
        if gone:
            self._database.erase_deleted()
        return gone

    def set_reminder(self, user: str, reminder: Reminder) -> bool:
        """Keep this reminder in place of an earlier one; False without consent."""
        with self._database.writing() as connection:
            known = consents.lock(connection, self._pseudonyms.of(user))
            if known is None or not known[1].agreed:
                return False
            reminders.set_for(connection, known[0], reminder, self._vault)
            return True

    def reminder(self, user: str) -> Reminder | None:
        """Return the reminder of ``user``."""
        with self._database.reading() as connection:
            return reminders.find(connection, self._pseudonyms.of(user), self._vault)

    def remove_reminder(self, user: str) -> bool:
        """End the reminder of ``user``; tell whether there was one."""
        with self._database.writing() as connection:
            known = consents.lock(connection, self._pseudonyms.of(user))
            return known is not None and reminders.remove(connection, known[0])

    def due_reminders(self, now: datetime) -> list[Due]:
        """Return the reminders due by ``now`` and claim them: no other process gets them too.

        Call ``reschedule`` *before* delivering one: then no slot is delivered twice, whatever
        fails. One that wasn't rescheduled is handed out again after ``reminders.LEASE``.
        """
        with self._database.writing() as connection:
            return reminders.claim(connection, now, self._vault)

    def reschedule(self, pseudonym: str, next_at: datetime) -> bool:
        """Set when a claimed reminder is due next; False if it was changed or ended meanwhile."""
        with self._database.writing() as connection:
            return reminders.reschedule(connection, pseudonym, next_at)

    def everyone(self, since: datetime, until: datetime, step: Step) -> list[Cell]:
        """Return the count of each emotion in each day, week or month (UTC), over all users.

        A cell may be of a single user: what is shown of it is decided in ``bot.mood.everyone``.
        """
        with self._database.reading() as connection:
            return everyone.cells(connection, since, until, step)
