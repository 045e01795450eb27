"""The SNS topic that the office's e-mails come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from functions.adapters.clients import sns
from gouji.text import harmless

if TYPE_CHECKING:
    from mypy_boto3_sns.type_defs import MessageAttributeValueTypeDef

    from gouji.wording.mail import Mail

_BODY_BYTES: Final = 240 * 1024  # SNS takes 256 KB with attributes
_CUT: Final = "\n……（内容过长，其余请在系统中查询）"


def publish(topic: str, mail: Mail, attributes: dict[str, str | None], closing: str = "") -> str:
    """Publish one e-mail; attributes that are not known are left out. Returns SNS's message id.

    `closing`: what its body ends with, however long it is. Attributes are cleaned as subjects are: SNS takes no control
    characters.
    """
    values: dict[str, MessageAttributeValueTypeDef] = {
        name: {"DataType": "String", "StringValue": shown}
        for name, value in attributes.items()
        if value and (shown := harmless(value).strip())
    }
    answer = sns().publish(
        TopicArn=topic,
        Subject=mail.subject,
        Message=_cut(mail.body, closing),
        MessageAttributes=values,
    )
    return answer["MessageId"]


def is_refused(error: Exception) -> bool:
    """Whether a publish that failed so certainly took no effect: SNS said so, or was never reached."""
    from botocore.exceptions import ClientError
    from botocore.exceptions import ConnectionError as NotReached

    if isinstance(error, ClientError):
        return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500) < 500
    return isinstance(error, NotReached)


def _cut(body: str, closing: str) -> str:
    most = _BODY_BYTES - len(closing.encode())
    if len(body.encode()) <= most:
        return body + closing
    return body.encode()[: most - len(_CUT.encode())].decode(errors="ignore") + _CUT + closing
