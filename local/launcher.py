"""The embedded cloud's process: ministack, with what it does not do as AWS does mended.

Each mend has its reason; `_expect` fails at the start if the library is not the one that was mended.
"""

from __future__ import annotations

import logging
import os
import smtplib
import threading
import time
from email.message import EmailMessage
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from ministack import app
from ministack.core import lambda_runtime
from ministack.services import lambda_svc, sns

_MENDED: Final = "1.5.33"
_SLOTS: Final = 4  # processes at once: twenty would take gigabytes on a small machine
_SENDER: Final = "no-reply@sns.local"
_ERROR: Final = (
    '_real_stdout.write(json.dumps({"status": "error", "error": str(e), '
    '"trace": traceback.format_exc()}) + "\\n")'
)
_NAMED_ERROR: Final = (
    '_real_stdout.write(json.dumps({"status": "ok", "result": {"__raised__": {'
    '"errorMessage": str(e), "errorType": type(e).__name__, '
    '"stackTrace": traceback.format_tb(e.__traceback__)}}}) + "\\n")'
)


def _expect(so: bool, what: str) -> None:
    if not so:
        raise RuntimeError(f"ministack {version('ministack')} is not as mended: {what}")


def mend() -> None:
    """Apply every mend. RuntimeError where the library has changed."""
    _expect(version("ministack") == _MENDED, f"version {_MENDED} was expected")
    _name_errors_by_their_class()
    _deliver_mail()


def _name_errors_by_their_class() -> None:
    """AWS names a Python error by its class, which Retry and Catch match; ministack names all alike."""
    script = lambda_runtime._PYTHON_WORKER_SCRIPT
    _expect(_ERROR in script, "the worker's answer to an error")
    lambda_runtime._PYTHON_WORKER_SCRIPT = script.replace(_ERROR, _NAMED_ERROR)
    execute = lambda_svc._execute_function_warm
    slots = threading.BoundedSemaphore(_SLOTS)

    def execute_named(func: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:  # noqa: ANN401
        with slots:
            answer: dict[str, Any] = execute(func, event, request_id)
        body = answer.get("body")
        if isinstance(body, dict) and "__raised__" in body:
            return {"body": body["__raised__"], "error": True, "log": answer.get("log", "")}
        return answer

    lambda_svc._execute_function_warm = execute_named


def _deliver_mail() -> None:
    """E-mail subscriptions only log; here each becomes a file, and goes to SMTP if a host is given."""
    _expect(callable(getattr(sns, "_fanout", None)), "sns._fanout")
    fan_out = sns._fanout

    def fan_out_and_deliver(  # noqa: PLR0917 - the library's own signature
        topic: str,
        message_id: str,
        message: str,
        subject: str,
        message_structure: str = "",
        message_attributes: dict[str, Any] | None = None,
        **options: Any,  # noqa: ANN401 - handed through
    ) -> None:
        attributes = message_attributes or {}
        fan_out(topic, message_id, message, subject, message_structure, attributes, **options)
        found = sns._topic_by_arn_any_scope(topic) or {}
        for subscription in found.get("subscriptions", []):
            if subscription.get("protocol") != "email":
                continue
            if sns._matches_filter_policy(subscription, attributes, message):
                _deliver(
                    subscription["endpoint"], subject, message, _own_id(attributes, message_id)
                )

    sns._fanout = fan_out_and_deliver


def _own_id(attributes: dict[str, Any], message_id: str) -> str:
    """Our own id, so that a repeated message is one mail."""
    return str(attributes.get("id", {}).get("StringValue") or message_id)


def _deliver(address: str, subject: str, text: str, name: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = _SENDER, address, subject or "AWS Notification"
    mail["Message-ID"] = f"<{name}@sns.local>"
    mail.set_content(text)
    path = Path(os.environ["GOUJI_OUTBOX"]) / f"{name}.eml"
    repeated = path.exists()
    draft = path.with_suffix(".draft")
    draft.write_bytes(bytes(mail))
    draft.replace(path)
    host, _, port = os.environ.get("SMTP_HOST", "").partition(":")
    if host and not repeated:
        try:
            with smtplib.SMTP(host, int(port or 25), timeout=5) as smtp:
                smtp.send_message(mail)
        except (OSError, smtplib.SMTPException) as error:
            logging.getLogger("outbox").warning("SMTP: %s", error)


def _checkpoint(every: float) -> None:
    """The library saves its state on a clean end only; saved often, it survives a `kill -9`."""
    while True:
        time.sleep(every)
        app.save_all(app._build_persistence_save_dict())


if __name__ == "__main__":
    mend()
    if os.environ.get("PERSIST_STATE") == "1":
        threading.Thread(target=_checkpoint, args=(2,), daemon=True).start()
    app.main()
