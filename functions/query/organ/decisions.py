"""What a reviewer decides about reports: about one, or about many, each by itself."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from functions.adapters.logging import correlate, logger
from functions.adapters.outdated import recheck_taken_back
from functions.adapters.runs import tell
from functions.adapters.store import (
    Address,
    Contended,
    OtherRequest,
    Repeated,
    Store,
    Undecidable,
)
from functions.adapters.store.table import pauses
from functions.query import models
from functions.query.organ.refreshed import findings_of_now
from functions.query.problems import Conflicting, Refused
from functions.query.request import Request
from functions.query.tables import known_of, opened
from gouji.codec import encode
from gouji.report import Key
from gouji.season import decisions as season
from gouji.season.decisions import CONFLICTS, Fault
from gouji.season.life import Action, Decision

if TYPE_CHECKING:
    from collections.abc import Mapping

_T = TypeVar("_T")
_KEY: Final = re.compile(r"[\x20-\x7e]{1,255}")
_LONGEST: Final = 2000  # characters of a reason or a note: a page
_TRIES: Final = 6
_BUSY: Final = "这份报告正由其他人处理，请稍后重试。"
_SAID: Final[Mapping[Fault, str]] = {
    "not_current": "所指的报送不是现行的一次，请查看最新情况后再作决定。",
    "not_allowed": "按报告的现状不能作出这个决定。",
    "no_finding_named": "说明或恢复一个问题时，finding 应当写明问题的 key。",
    "finding_not_there": "现行报送没有这个问题。",
    "already_waived": "这个问题已经作过说明。",
    "not_waived": "这个问题没有作过说明，不必恢复。",
    "no_reason": "说明一个问题时应当写明理由（reason）。",
    "not_about_findings": "这个决定针对整份报告，不应当写 finding。",
}
# What is said where a decision stands and what follows from it could not be started.
_LEFT: Final[Mapping[Action, str]] = {
    "return": "退回已经记录，通知暂时没有发出；请原样重新提交一次，通知不会重复。",
    "withdraw": "撤回已经记录，受影响的报告暂时没有重新核对；请原样重新提交一次，核对不会重复。",
}
_OTHER: Final = "这个 Idempotency-Key 已用于内容不同的请求。"


class _Asked(Struct, frozen=True):
    """A request about one organ's report, and what tells its repetition."""

    place: Key
    request: season.Request
    repeated: Repeated | None


def decide(request: Request) -> Decision:
    """Decide about one organ's report."""
    asked = request.read(season.Request)
    key = _key_of(request)
    digest = _digest(request, [asked])
    repeated = _repeated(request, key, digest) if key else None
    return _decided(opened(), request, _Asked(request.place, asked, repeated))


def decide_many(request: Request) -> models.DecidedList:
    """Decide about many organs' reports, in the order given; what is refused does not keep the others from it."""
    items = request.read(models.Requests).items
    store, year, key = opened(), request.year, _key_of(request)
    digest = _digest(request, items)
    asked = [
        _Asked(
            Key(request.office, year, item.organ),
            season.Request(item.action, item.upload_id, item.finding, item.reason, item.note),
            _repeated(request, f"{key}\n{number}", digest) if key else None,
        )
        for number, item in enumerate(items)
    ]
    _refuse_other_requests(store, asked)
    return models.DecidedList([_one_of_many(store, request, each) for each in asked])


def _one_of_many(store: Store, request: Request, asked: _Asked) -> models.Decided:
    organ = asked.place.organ
    try:
        decision = _decided(store, request, asked)
    except Refused as refusal:
        return models.Decided(organ=organ, status=refusal.status, problem=refusal.problem)
    return models.Decided(organ=organ, status=201, decision=decision)


def _decided(store: Store, request: Request, asked: _Asked) -> Decision:
    """Decide, and have the organ told of a return. Refused where it does not fit."""
    _check_lengths(asked.request)
    about, place = asked.request, asked.place
    request.refuse_impossible(place.organ)
    is_waiver = about.action == "waive"
    findings = findings_of_now(store, place, about.upload_id) if is_waiver else ()
    try:
        decision = _tried(
            lambda: store.decide(
                asked.place, request.bearer.reviewer, asked.request, findings, asked.repeated
            )
        )
    except OtherRequest:
        raise Refused(422, _OTHER) from None
    except Undecidable as undecidable:
        if undecidable.life.uploads:
            raise _refusal(store, asked, undecidable) from None
        return _decided(store, request, _under_other_name(store, request, asked))
    correlate(decision.upload_id, decision=decision.id)
    logger.info("decided", extra={"action": decision.action})
    _follow(store, asked.place, decision)
    return decision


def _under_other_name(store: Store, request: Request, asked: _Asked) -> _Asked:
    """The same about what the organ handed in under another of its names. Refused where it did not."""
    named = {**request.path, "organ": asked.place.organ}
    place, _ = known_of(store, dataclasses.replace(request, path=named))
    return replace(asked, place=place)


def _tried(append: Callable[[], _T]) -> _T:
    """Try again while others write to the same report. 503 where they go on."""
    from botocore.exceptions import ClientError

    for _ in pauses(_TRIES):
        try:
            return append()
        except Contended:
            break
        except ClientError as error:
            if not _is_conflict(error.response):
                raise
    raise Refused(503, _BUSY)


def _is_conflict(response: object) -> bool:
    """Whether a transaction failed for nothing but that another one wrote the same items."""
    reasons = response.get("CancellationReasons", []) if isinstance(response, dict) else []
    codes = {reason.get("Code", "None") for reason in reasons}
    return "TransactionConflict" in codes and codes <= {"None", "TransactionConflict"}


def _refusal(store: Store, asked: _Asked, undecidable: Undecidable) -> Refused:
    fault, record = undecidable.fault, undecidable.life.record
    said = _SAID[fault]
    if fault not in CONFLICTS:
        return Refused(422, said)
    last = undecidable.life.decisions[-1] if undecidable.life.decisions else None
    if last and last.action == asked.request.action:
        # Whoever decided may have been cut off before anything followed; a run of this name is started once.
        _follow(store, asked.place, last)
    return Conflicting(said, record)


def _follow(store: Store, place: Key, decision: Decision) -> None:
    """Start what follows: a return is told to the organ, after a withdrawal is judged again what rested on the upload.

    The decision stands, and its message waits, whether that starts or not.
    """
    try:
        if decision.action == "return":
            tell(Address(place.office, place.organ), decision.id)
        elif decision.action == "withdraw":
            recheck_taken_back(store, place, decision.id)
    except Exception:  # noqa: BLE001 - whatever it was, it is to be tried again
        logger.exception("not followed", extra={"decision": decision.id})
        raise Refused(503, _LEFT[decision.action]) from None


def _refuse_other_requests(store: Store, asked: list[_Asked]) -> None:
    """Before anything is done: 422 where the key was used for another list."""
    try:
        for each in asked:
            if each.repeated and store.is_answered(each.repeated):
                return
    except OtherRequest:
        raise Refused(422, _OTHER) from None


def _key_of(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not _KEY.fullmatch(key):
        raise Refused(400, "Idempotency-Key 应当是 1 到 255 个 ASCII 字符。")
    return key


def _repeated(request: Request, key: str, digest: str) -> Repeated:
    return Repeated(request.office, request.bearer.sub, key, digest)


def _digest(request: Request, asked: object) -> str:
    """Of what is asked, however it is written: who asks for the same asks for the same."""
    where = [request.office, request.year, request.path.get("organ"), asked]
    return hashlib.sha256(encode(where)).hexdigest()


def _check_lengths(request: season.Request) -> None:
    for name in ("reason", "note"):
        if len(getattr(request, name) or "") > _LONGEST:
            raise Refused(422, f"{name} 最多 {_LONGEST} 个字。")
