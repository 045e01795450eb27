"""`gouji submit`: files of this machine → the endpoint → their verdicts."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from gouji.checking import encodable
from gouji.faults import reason_of
from gouji.output import clear_progress, escaped, say, show_progress, shown_lines, tell
from gouji.remote.calling import client_of
from gouji.remote.ending import NOT_READ, NOT_YET, is_final, said, status_of
from gouji.remote.faults import RemoteFault
from gouji.remote.files import ToHandIn, to_hand_in
from gouji.remote.handing_in import Given, HandingIn, Place, Submission
from gouji.remote.showing import exit_of, lines_of
from gouji.remote.verdicts import Fields, fields_of, line_of
from gouji.wording import remote as words
from gouji.wording.verdict import Line

_LISTED: Final = 3


class Outcome(Struct, frozen=True):
    """What became of one file: handed in, or why not, with the exit status of that."""

    given: Given
    submission: Submission | None = None
    why_not: str | None = None
    status: int = 0

    @property
    def file(self) -> str:
        """Its name, as it can be shown."""
        return encodable(self.given.file)


class Submitting:
    """One call: hands in, follows, tells."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._json, self._waits = bool(options.json), bool(options.wait)
        place = Place(options.office, options.year)
        self._file = ""
        self._handing = HandingIn(client_of(options), place, self._sending)

    def run(self, found: ToHandIn) -> int:
        """All files are handed in first, so that they are judged side by side; then each is told. The worst status."""
        outcomes: list[Outcome] = []
        statuses: list[int] = []
        try:
            outcomes.extend(map(self._handed_in, found.files))  # those before a fault stay
        except RemoteFault as fault:
            statuses.append(self._broken_off(fault))
            tell(words.rest_not_sent(len(found.files) - len(outcomes)))
        try:
            statuses += [self._told(each) for each in outcomes]
        except RemoteFault as fault:
            statuses.append(self._broken_off(fault))
        return max(statuses)

    def _handed_in(self, given: Given) -> Outcome:
        """Hand one file in. Raises what would keep out the next one, too."""
        self._file = encodable(given.file)
        try:
            return Outcome(given, self._handing.hand_in(given))
        except OSError as error:
            return Outcome(given, None, words.file_closed(reason_of(error)), NOT_READ)
        except RemoteFault as fault:
            if is_final(fault):
                raise
            return Outcome(given, None, said(fault), status_of(fault))
        finally:
            clear_progress()

    def _told(self, outcome: Outcome) -> int:
        """Follow one upload and tell it; its exit status."""
        submission = outcome.submission
        if submission is None:
            self._say_not_sent(outcome)
            return outcome.status
        if not self._waits:
            self._say_sent(outcome, submission)
            return 0
        show_progress(words.judging(outcome.file))
        submission = self._handing.judged(submission)
        clear_progress()
        if submission.upload is None:
            self._say_sent(outcome, submission)
            tell(words.NO_VERDICT_YET)
            return NOT_YET
        fields = fields_of(self._handing.verdict(submission))
        self._say_judged(outcome, submission, fields)
        return exit_of(fields)

    def _say_not_sent(self, outcome: Outcome) -> None:
        if self._json:
            about = {"file": outcome.file, "how": None, "key": None, "upload": None}
            say(escaped(line_of({}, **about, status=None, reason=outcome.why_not)))
        else:
            _say([_head(outcome), Line(outcome.why_not or "", tone="incomplete")])

    def _say_sent(self, outcome: Outcome, submission: Submission) -> None:
        if self._json:
            about = {"file": outcome.file, "how": submission.how, "key": submission.key}
            upload = submission.upload
            say(escaped(line_of({}, **about, upload=upload, status=None, reason=None)))
        else:
            _say([_head(outcome), Line(words.submitted(submission.how, submission.key))])

    def _say_judged(self, outcome: Outcome, submission: Submission, fields: Fields) -> None:
        if self._json:
            about = {"file": outcome.file, "how": submission.how, "key": submission.key}
            say(escaped(line_of(fields, **about)))
        else:
            handed_in = Line(words.submitted(submission.how, submission.key))
            _say([_head(outcome), handed_in, *lines_of(fields, outcome.file)])

    def _sending(self, done: int, size: int) -> None:
        show_progress(words.sending(self._file, done, size))

    @staticmethod
    def _broken_off(fault: RemoteFault) -> int:
        clear_progress()
        tell(said(fault))
        return status_of(fault)


def submit(options: argparse.Namespace) -> int:
    """Hand in what the call names. The worst exit status of all files."""
    found = to_hand_in(options.files, options.organ, from_names=options.organ_from_name)
    status = Submitting(options).run(found)
    if found.others:
        names = [encodable(Path(other).name) for other in found.others[:_LISTED]]
        tell(words.beside(len(found.others), names))
    for folder in found.closed:
        tell(words.folder_closed(folder))
    return max(status, NOT_READ) if found.closed else status


def _head(outcome: Outcome) -> Line:
    return Line(f"■ {outcome.file}", tone="file")


def _say(lines: Iterable[Line]) -> None:
    say(shown_lines(lines))
