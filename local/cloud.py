"""A local cloud with Gouji in it: start, deploy, stop."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
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
from typing import IO, TYPE_CHECKING, Any, Final
from urllib.parse import quote

from local import tokens
from local.deploy import ACCOUNT, API_ID, REGION, client, deploy, outputs
from local.emulator.generations import Generations
from local.settings import ROOT, SCRATCH, endpoint

if TYPE_CHECKING:
    from botocore.config import Config

ENDPOINTS: Final = "endpoints.json"
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
        return _api(self.endpoint, self.outputs)

    def page(self, token: str, to: str = "/") -> str:
        """An address that opens the page at a route with a token: a fragment, which no browser sends."""
        return f"{self.api}/#token={token}&to={quote(to)}"

    @property
    def endpoints(self) -> dict[str, str]:
        """Where its parts are, for programs."""
        return {
            "endpoint": self.endpoint,
            "api": self.api,
            "page": f"{self.api}/",
            "upload_bucket": self.outputs["UploadBucketName"],
            "document_bucket": self.outputs["DocumentBucketName"],
            "table": self.outputs["TableName"],
            "topic": self.outputs["TopicArn"],
            "outbox": str(self.outbox),
        }

    def client(self, service: str, config: Config | None = None) -> Any:  # noqa: ANN401 - one of boto3's many clients
        """A client of this cloud."""
        return client(service, self.endpoint, config)

    def wait_until_kept(self) -> None:
        """Wait for a checkpoint: what was done before this call survives whatever happens next."""
        called = datetime.now(UTC)
        generations = Generations(self.state / "checkpoints")
        # Something that changes nothing, so that there is something to keep.
        self.client("s3").create_bucket(Bucket=tokens.BUCKET)
        deadline = time.monotonic() + _START_WITHIN
        while not (kept := generations.current()) or kept.copied_at < called:
            if time.monotonic() > deadline:
                raise RuntimeError("本机云没有保存数据")
            time.sleep(0.1)

    @contextlib.contextmanager
    def announced(self) -> Iterator[None]:
        """Keep `endpoints.json` in the state folder; it is there whole or not at all."""
        path = self.state / ENDPOINTS
        draft = path.with_suffix(".part")
        draft.write_text(json.dumps(self.endpoints, indent=2) + "\n")
        draft.replace(path)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _api(endpoint: str, told: Mapping[str, str]) -> str:
    """The address of a stack's HTTP API, or that it will have."""
    return f"{endpoint}/_aws/execute-api/{told.get('ApiId', API_ID)}/$default"


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
def running(
    state: Path, port: int, assembly: Path | None = None, *, pace: int | None = None
) -> Iterator[LocalCloud]:
    """Start a cloud on a port, its state in a folder, and deploy Gouji; stop it at the end.

    Without an assembly the stack is synthesized for this machine while the cloud starts; `pace`: with so many seconds
    between two messages to one address.
    RuntimeError, naming the log, where it does not come up, and where another cloud uses the folder.
    """
    state.mkdir(parents=True, exist_ok=True)
    (state / "outbox").mkdir(exist_ok=True)
    log = state / "cloud.log"
    address = endpoint(port)
    synthesis = None
    with _owned(state) as lock, log.open("ab") as sink:
        (state / ENDPOINTS).unlink(missing_ok=True)  # of a process that was killed
        # Where TMPDIR names no folder, Python takes the machine's: to there the packages' files may not be linked.
        (state / SCRATCH).mkdir(exist_ok=True)
        if assembly is None:
            assembly = state / "assembly"
            shutil.rmtree(assembly, ignore_errors=True)  # with the assets of earlier versions
            arguments = [str(assembly), *([] if pace is None else [str(pace)])]
            synthesis = _start("local.assembly", sink, os.environ, *arguments)
        process = _start("local.emulator.launcher", sink, _environment(state, port), lock=lock)
        try:
            _wait(process, address, log)
            issuer = tokens.TokenIssuer(state, address)
            s3 = client("s3", address)
            s3.create_bucket(Bucket=tokens.BUCKET)
            s3.put_object(Bucket=tokens.BUCKET, Key=tokens.KEYS, Body=issuer.key_set())
            if synthesis and synthesis.wait():
                raise RuntimeError(f"CDK 没有生成模板，详见 {log}")
            parameters = {
                "TokenIssuer": issuer.issuer,
                "TokenAudience": tokens.AUDIENCE,
                # Of a stack that is there already as it is: its API may have got another id.
                "PageAddress": _api(address, outputs(address)),
                "CanaryEnabled": "false",  # its mail would stand among the officer's
            }
            deployed = deploy(assembly, address, parameters)
            _subscribe(address, deployed["TopicArn"])
            yield LocalCloud(address, state, deployed, issuer, process)
        finally:
            _stop(process)
            if synthesis:
                _stop(synthesis)
            shutil.rmtree(state / SCRATCH, ignore_errors=True)


@contextlib.contextmanager
def _owned(state: Path) -> Iterator[int]:
    """A descriptor that locks a state folder. RuntimeError where another cloud's process still holds it."""
    descriptor = os.open(state / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RuntimeError(
                f"数据目录 {state} 正由另一个本机云使用，请先停掉它，"
                "或用 make up STATE=目录 PORT=端口 另开一个。"
            ) from error
        yield descriptor
    finally:
        os.close(descriptor)


def _start(
    module: str,
    sink: IO[bytes],
    environment: Mapping[str, str],
    *arguments: str,
    lock: int | None = None,
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,  # its end tells the cloud that we are gone
        stdout=sink,
        stderr=sink,
        start_new_session=True,  # Ctrl-C reaches us alone, and we stop it in order
        # The lock is held until whoever has it is gone: should we be killed, the cloud outlives us a little.
        pass_fds=() if lock is None else (lock,),
    )


def _environment(state: Path, port: int) -> dict[str, str]:
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
        "AWS_ENDPOINT_URL": endpoint(port),
        "LAMBDA_EXECUTOR": "local",
        "LOG_LEVEL": "WARNING",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / "services"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "IOT_MTLS_ENABLED": "0",  # listens on a port of its own otherwise
        "SFTP_ENABLED": "0",
        "GOUJI_STATE": str(state),
        # Every process of a function unpacks its packages there; in the machine's own they stay after a kill.
        "TMPDIR": str(state / SCRATCH),
    }


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + _START_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            health = f"{address}/_ministack/health"
            with urllib.request.urlopen(health, timeout=2):  # noqa: S310 - this machine
                return
        time.sleep(0.1)
    raise RuntimeError(f"本机云没有启动，详见 {log}")


def _subscribe(address: str, topic: str) -> None:
    sns = client("sns", address)
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
