"""The SNS topic that the office's e-mails come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from functions.adapters.clients import sns

if TYPE_CHECKING:
    from mypy_boto3_sns.type_defs import MessageAttributeValueTypeDef

    from gouji.wording.mail import Mail

_BODY_BYTES: Final = 240 * 1024  # SNS takes 256 KB with attributes
_CUT: Final = "\n……（内容过长，其余请在系统中查询）"


def publish(topic: str, mail: Mail, attributes: dict[str, str | None]) -> str:
    """Publish one e-mail; attributes that are not known are left out. Returns SNS's message id."""
    values: dict[str, MessageAttributeValueTypeDef] = {
        name: {"DataType": "String", "StringValue": value}
        for name, value in attributes.items()
        if value
    }
    answer = sns().publish(
        TopicArn=topic,
        Subject=mail.subject,
        Message=_cut(mail.body),
        MessageAttributes=values,
    )
    return answer["MessageId"]


def _cut(body: str) -> str:
    if len(body.encode()) <= _BODY_BYTES:
        return body
    return body.encode()[: _BODY_BYTES - len(_CUT.encode())].decode(errors="ignore") + _CUT
