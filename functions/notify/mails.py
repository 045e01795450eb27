"""What is told of one upload, or to one organ, with what the store knows about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from functions.adapters.messages import Upload
from functions.adapters.store import Pending, Store, UploadItem, text_among
from functions.notify.links import page_of_report
from gouji.codec import decode
from gouji.report import Key
from gouji.result import Result
from gouji.season.adoption import Outcome
from gouji.season.differences import changes
from gouji.season.life import Decision, Life
from gouji.verdict import Status
from gouji.wording.gathered import Line
from gouji.wording.mail import Arrival, Mail, failure_mail, return_mail, verdict_mail
from gouji.wording.office.acknowledgement import acknowledgement
from gouji.wording.unchecked import of_office

_UNJUDGED = frozenset({"received", "failed", "unreadable"})


def mail_on_verdict(store: Store, upload: Upload, short_name: str | None) -> tuple[Mail, Status]:
    """The verdict on an upload, and its status. RuntimeError where it is not stored."""
    result = _result(store, upload.upload_id)
    place = upload.place
    # Read once: what is said of the organ's other uploads must not contradict itself, whatever comes in meanwhile.
    known = store.known(place) if place else None
    uploads = known.newest_first if known else []
    current = known.life.record.current if known else upload.upload_id
    ids = [item.upload_id for item in uploads]
    earlier = uploads[ids.index(upload.upload_id) + 1 :] if upload.upload_id in ids else []
    is_scan = "recognised" in result.marks.values()
    text = text_among(uploads, upload.upload_id) if is_scan else None
    before = _before(store, upload, earlier, result)
    arrival = replace(
        _arrival(upload, short_name),
        number=len(earlier) + 1 if place else None,
        superseded=current != upload.upload_id,
        text_file=text.key if text else None,
        is_text_current=text is not None and text.upload_id == current,
        changes=changes(before, result) if before else None,
        rule_names=before.rule_names if before else {},
        lacking=tuple(text for text in of_office(result) if store.owns_hint(upload, text)),
        waived=known.life.waived.keys() if known else (),
    )
    return verdict_mail(arrival, result), result.status


def mail_on_failure(store: Store, upload: Upload) -> Mail:
    """That the system could not finish."""
    item = _item(store, upload)
    return failure_mail(_arrival(upload), reason=item.reason or "", execution=item.execution)


def mail_on_return(store: Store, member: Pending) -> Mail:
    """That a report is sent back, to its organ."""
    decision = decode((member.about or "").encode(), Decision)
    result = _result(store, decision.upload_id)
    waived = _waived_at(store, member, decision)
    said = decision.reason, decision.note
    return return_mail(result, member.organ, member.year, *said, waived=waived)


def mail_on_office_file(member: Pending) -> Mail:
    """What became of a file of the office's own."""
    outcome = decode((member.about or "").encode(), Outcome)
    return acknowledgement(member.office, member.year, outcome)


def line_of(store: Store, upload: Upload, short_name: str | None) -> Line:
    """One upload in a gathered message."""
    item = _item(store, upload)
    return Line(
        name=short_name or upload.organ,
        year=upload.year,
        file=upload.file,
        state=item.state,
        reason=item.reason,
        errors=item.errors or 0,
        warnings=item.warnings or 0,
        link=page_of_report(upload.office, upload.year, upload.organ),
    )


def _item(store: Store, upload: Upload) -> UploadItem:
    item = store.upload(upload)
    if item is None:
        raise RuntimeError("the upload is not registered")
    return item


def _result(store: Store, upload_id: str) -> Result:
    result = store.result(upload_id)
    if result is None:
        raise RuntimeError("the verdict is not stored")
    return result


def _arrival(upload: Upload, short_name: str | None = None) -> Arrival:
    """What the upload alone tells."""
    return Arrival(
        file=upload.file,
        office=upload.office,
        year=upload.year,
        organ=upload.organ,
        short_name=short_name,
        at=upload.event_time,
    )


def _waived_at(store: Store, member: Pending, decision: Decision) -> Collection[str]:
    """The keys of the findings that were waived when it was decided: what came since changes no letter."""
    if member.organ is None or member.year is None:
        return ()
    life = store.known(Key(member.office, member.year, member.organ)).life
    ids = [upload.upload_id for upload in life.uploads]
    until = ids.index(decision.upload_id) + 1 if decision.upload_id in ids else len(ids)
    before = (each for each in life.decisions if each.number < decision.number)
    return Life(life.uploads[:until], before, life.deletions).waived.keys()


def _before(
    store: Store, upload: Upload, earlier: list[UploadItem], result: Result
) -> Result | None:
    """The result of the upload before, the newest of those that were judged; None beside one that cannot be read."""
    before = next((item for item in earlier if item.state not in _UNJUDGED), None)
    if before is None or upload.place is None or result.status == "unreadable":
        return None
    return store.result(before.upload_id)
