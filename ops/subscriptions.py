"""Confirm subscriptions so that a forwarded mail's link ends none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import parse_qs, urlsplit

from ops.stack import TOPIC, GoujiStack
from ops.telling import Told


def confirm(stack: GoujiStack, tokens: Sequence[str], *, dry_run: bool) -> Iterator[Told]:
    """Confirm with AuthenticateOnUnsubscribe. `tokens`: the links of the confirmation mails, or the tokens in them."""
    topics = {part.name for part in stack.of(TOPIC)}
    for text in tokens:
        query = parse_qs(urlsplit(text).query)
        token = query.get("Token", [text])[0]
        topic = query.get("TopicArn", [stack.outputs["TopicArn"]])[0]
        about = f"{token[:8]}…"
        if topic not in topics | {stack.outputs["TopicArn"]}:
            yield Told("fault", about, "the link is of another topic", {"topic": topic})
        elif dry_run:
            yield Told("would", about, "confirm", {"topic": topic})
        else:
            answer = stack.client("sns").confirm_subscription(
                TopicArn=topic, Token=token, AuthenticateOnUnsubscribe="true"
            )
            arn = answer["SubscriptionArn"]
            yield Told(
                "done", about, "confirmed; only the account can end it", {"subscription": arn}
            )
