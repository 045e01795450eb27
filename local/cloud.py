"""A local cloud with Gouji in it: start, deploy, stop."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from local import tokens
from local.deploy import ACCOUNT, REGION, client, deploy

# Not infra's: importing the CDK starts Node, which takes seconds.
ROOT: Final = Path(__file__).parents[1]
OFFICER: Final = "officer@example.gov.cn"
_START_WITHIN: Final = 60  # seconds
_STOP_WITHIN: Final = 15


@dataclass(frozen=True)
class LocalCloud:
    """A running cloud and where its parts are."""

    endpoint: str
    state: Path
    outputs: dict[str, str]
    issuer: tokens.TokenIssuer
    process: subprocess.Popen[bytes]

    @property
    def outbox(self) -> Path:
        """The folder of the e-mails."""
        return self.state / "outbox"

    @property
    def api(self) -> str:
        """The HTTP API's address."""
        return f"{self.endpoint}/_aws/execute-api/{self.outputs['ApiId']}/$default"

    def client(self, service: str) -> Any:  # noqa: ANN401 - one of boto3's many clients
        """A client of this cloud."""
        return client(service, self.endpoint)

    def wait_until_kept(self) -> None:
        """Wait for a checkpoint: what was done before this call survives whatever happens next."""
        called = datetime.now(UTC)
        marker = self.state / "checkpoint"
        # Something that changes nothing, so that there is something to keep.
        self.client("s3").create_bucket(Bucket=tokens.BUCKET)
        deadline = time.monotonic() + _START_WITHIN
        while not marker.exists() or datetime.fromisoformat(marker.read_text()) < called:
            if time.monotonic() > deadline:
                raise RuntimeError("本机云没有保存数据")
            time.sleep(0.1)


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def is_busy(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def running(state: Path, port: int, assembly: Path | None = None) -> Iterator[LocalCloud]:
    """Start a cloud on a port, its state in a folder, and deploy Gouji; stop it at the end.

    Without an assembly the stack is synthesized for this machine while the cloud starts.
    RuntimeError, naming the log, where it does not come up.
    """
    state.mkdir(parents=True, exist_ok=True)
    (state / "outbox").mkdir(exist_ok=True)
    log = state / "cloud.log"
    endpoint = f"http://127.0.0.1:{port}"
    synthesis = None
    with log.open("ab") as sink:
        if assembly is None:
            assembly = state / "assembly"
            synthesis = _start("local.assembly", sink, os.environ, str(assembly))
        process = _start("local.launcher", sink, _environment(state, port, endpoint))
    try:
        _wait(process, endpoint, log)
        issuer = tokens.TokenIssuer(state, endpoint)
        s3 = client("s3", endpoint)
        s3.create_bucket(Bucket=tokens.BUCKET)
        s3.put_object(Bucket=tokens.BUCKET, Key=tokens.KEYS, Body=issuer.key_set())
        if synthesis and synthesis.wait():
            raise RuntimeError(f"CDK 没有生成模板，详见 {log}")
        parameters = {"TokenIssuer": issuer.issuer, "TokenAudience": tokens.AUDIENCE}
        outputs = deploy(assembly, endpoint, parameters)
        _subscribe(endpoint, outputs["TopicArn"])
        yield LocalCloud(endpoint, state, outputs, issuer, process)
    finally:
        _stop(process)
        if synthesis:
            _stop(synthesis)


def _start(
    module: str, sink: IO[bytes], environment: Mapping[str, str], *arguments: str
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,  # its end tells the cloud that we are gone
        stdout=sink,
        stderr=sink,
        start_new_session=True,  # Ctrl-C reaches us alone, and we stop it in order
    )


def _environment(state: Path, port: int, endpoint: str) -> dict[str, str]:
    # What the user's shell says of AWS and Python must not reach the functions.
    kept = {n: value for n, value in os.environ.items() if not n.startswith(("AWS_", "PYTHON"))}
    return kept | {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",  # ministack listens on every address otherwise
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": endpoint,
        "LAMBDA_EXECUTOR": "local",
        "LOG_LEVEL": "WARNING",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / "services"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "IOT_MTLS_ENABLED": "0",  # listens on a port of its own otherwise
        "SFTP_ENABLED": "0",
        "GOUJI_STATE": str(state),
    }


def _wait(process: subprocess.Popen[bytes], endpoint: str, log: Path) -> None:
    deadline = time.monotonic() + _START_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            health = f"{endpoint}/_ministack/health"
            with urllib.request.urlopen(health, timeout=2):  # noqa: S310 - this machine
                return
        time.sleep(0.1)
    raise RuntimeError(f"本机云没有启动，详见 {log}")


def _subscribe(endpoint: str, topic: str) -> None:
    sns = client("sns", endpoint)
    found = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    if not any(subscription["Endpoint"] == OFFICER for subscription in found):
        sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=OFFICER)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a process and its children, which are of its own process group."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            process.wait(_STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdin:
        process.stdin.close()
