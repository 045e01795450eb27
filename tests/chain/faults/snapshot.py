"""What is left of a story, apart from what may differ between two runs of it."""

from __future__ import annotations

import contextlib
import json
import re
import zlib
from collections import Counter
from typing import Any, Final, NamedTuple

from tests.chain.faults.world import World

Json = dict[str, Any]

# When things happened, and which run did them: another time, and names that are drawn.
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
_IN_CHINA: Final = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d")
_RUN: Final = re.compile(r"arn:aws-cn:states:[^\"\s]*")
# A decision's id, a recheck's: of what it rests on, with its time.
_DRAWN: Final = re.compile(r"[0-9a-f]{32}")
# Whose turn it was; that a run failed, before it was redriven; that something was judged once more with the same end.
_PASSING: Final = frozenset({"next_at", "until", "owner", "told_failure", "revision", "execution"})

_LISTS: Final = "rechecks/"  # what a recheck is about to judge: of one that ended nothing, where it is run again
_SKELETON: Final = frozenset({"pk", "sk", "state", "standing", "current", "submissions", "queued"})


class Left(NamedTuple):
    """Table, documents and messages; `repeats`: messages that came again under their id, `most`: how often one of them
    came, `failures`: what tells of failed runs, `untold`: what is still to be told.
    """

    items: list[str]
    documents: list[str]
    messages: list[str]
    repeats: int
    most: int
    failures: list[str]
    untold: int


def left(world: World, *, is_shuffled: bool = False) -> Left:
    """What is there now. Of shuffled uploads messages are not compared, but each of them is in one that came."""
    uploads = {row["upload_id"] for row in map(_plain, world.items()) if _is_upload(row)}

    def masked(text: str) -> str:
        said = _RUN.sub("<run>", _IN_CHINA.sub("<time>", _TIME.sub("<time>", text)))
        return _DRAWN.sub(lambda found: found[0] if found[0] in uploads else "<id>", said)

    messages = world.messages()
    ids = [message["id"] for message in messages]
    rows = [_plain(item) for item in world.items()]
    if is_shuffled:
        for row in filter(_is_upload, rows):
            assert row["told_verdict"] in ids, "told in a message that never came"
        rows = [_skeleton(row) for row in rows if not str(row["sk"]).startswith("HINT#")]
    told = {message["id"]: message for message in messages if not _is_failure(message)}
    failed = [each for each in messages if _is_failure(each)]
    failed += [row for row in rows if _is_failed(row)]
    lasting = [_lasting(row) for row in rows if not _is_turn(row) and not _is_failed(row)]
    return Left(
        items=sorted(masked(_text(row)) for row in lasting),
        documents=sorted(
            masked(f"{key} {body.decode(errors='replace')}")
            for key, body in world.documents()
            if not key.startswith(_LISTS)
        ),
        messages=[] if is_shuffled else sorted(masked(_text(each)) for each in told.values()),
        repeats=len(ids) - len(set(ids)),
        most=max(Counter(ids).values(), default=0),
        failures=sorted(masked(_text(each)) for each in failed),
        untold=sum(str(row["sk"]).startswith("PENDING#") for row in rows),
    )


def differences(found: Left, wanted: Left) -> str:
    """What is otherwise than it should be, in short; empty where nothing is. Failures more than it are passing."""
    said = [f"lost: {each[:400]}" for each in sorted(set(wanted.failures) - set(found.failures))]
    for name in ("items", "documents", "messages"):
        was, now = set(getattr(wanted, name)), set(getattr(found, name))
        said += [f"lost: {each[:400]}" for each in sorted(was - now)]
        said += [f"new: {each[:400]}" for each in sorted(now - was)]
        if len(getattr(found, name)) != len(getattr(wanted, name)):
            said.append(f"{len(getattr(found, name))} {name}, not {len(getattr(wanted, name))}")
    if found.untold:
        said.append(f"{found.untold} untold")
    return "\n".join(said)


def _plain(item: Json) -> Json:
    """An item with what is packed in it unpacked."""
    return {name: _value(*next(iter(value.items()))) for name, value in item.items()}


def _value(kind: str, value: Any) -> Any:
    if kind != "B":
        return value
    with contextlib.suppress(zlib.error):  # the batch of a turn is not packed
        value = zlib.decompress(value)
    return json.loads(value)


def _lasting(row: Json) -> Json:
    return {name: value for name, value in row.items() if name not in _PASSING}


def _skeleton(row: Json) -> Json:
    """What does not hang on which of several uploads was judged and told first."""
    return {name: value for name, value in row.items() if name in _SKELETON}


def _is_failure(message: Json) -> bool:
    """Whether it tells that a run failed, or that a recheck stopped, before it was redriven."""
    return bool(message["id"].endswith(("-failure", "-failed")))


def _is_failed(row: Json) -> bool:
    """Whether it says that a file of the office's own was told as failed."""
    return str(row["sk"]).startswith("FAILED#")


def _is_turn(row: Json) -> bool:
    return bool(row["sk"] == "TURN")


def _is_upload(row: Json) -> bool:
    return str(row["sk"]).startswith("UPLOAD#")


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
