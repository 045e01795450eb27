from __future__ import annotations

from functions.adapters.topic import publish
from gouji.wording.mail import Mail
from tests.functions.builders import Mailbox


def test_message_carries_the_attributes_that_are_known(mailbox: Mailbox) -> None:
    publish(mailbox.topic, Mail("题", "文"), {"id": "1", "office": None, "status": "passed"})
    (mail,) = mailbox.taken
    assert (mail.subject, mail.body) == ("题", "文")
    assert mail.attributes == {"id": "1", "status": "passed"}


def test_body_that_is_too_long_is_cut_between_characters_and_says_so(mailbox: Mailbox) -> None:
    publish(mailbox.topic, Mail("题", "勾稽" * 100_000), {"id": "1"})
    (mail,) = mailbox.taken
    assert len(mail.body.encode()) <= 256 * 1024 - 1024
    assert mail.body.startswith("勾稽" * 1000)
    assert mail.body.endswith("勾\n……（内容过长，其余请在系统中查询）") or mail.body.endswith(
        "稽\n……（内容过长，其余请在系统中查询）"
    )


def test_body_that_fits_is_left_alone(mailbox: Mailbox) -> None:
    body = "x" * (240 * 1024)
    publish(mailbox.topic, Mail("题", body), {"id": "1"})
    assert mailbox.taken[0].body == body
