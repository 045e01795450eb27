"""`make up`: the local cloud kept running; what is in it survives a restart and a `kill -9`."""

from __future__ import annotations

import os
import signal
import sys
import urllib.parse
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from local.cloud import ENDPOINTS, LocalCloud, is_busy, running
from local.settings import Settings, UnusableSetting

_ORGAN: Final = "云坪区粮食和物资储备中心"


def main() -> int:
    """Run until interrupted. 0 after Ctrl-C, 1 where it does not come up, 2 where a setting is unusable."""
    try:
        settings = Settings.of(os.environ)
    except UnusableSetting as error:
        print(error, file=sys.stderr)
        return 2
    if is_busy(settings.port):
        print(
            f"端口 {settings.port} 已被占用，请先停掉占用它的程序，"
            "或用 make up PORT=4567 STATE=目录 另开一个。",
            file=sys.stderr,
        )
        return 1
    return _run(settings)


def _run(settings: Settings) -> int:
    log = settings.state / "cloud.log"
    print("正在启动本机云并部署……", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running(settings.state, settings.port) as cloud:
            cloud.wait_until_kept()
            with cloud.announced():
                print(_guide(cloud), flush=True)
                cloud.process.wait()
    except KeyboardInterrupt:
        print(f"\n已停止；数据保存在 {settings.state}，再次 make up 即恢复。")
        return 0
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    except (BotoCoreError, ClientError) as error:
        print(f"本机云没有部署成功（{error}），详见 {log}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"数据目录 {settings.state} 不能使用（{error.strerror}）。", file=sys.stderr)
        return 1
    print(f"本机云意外停止，原因见 {log}；再次 make up 即恢复。", file=sys.stderr)
    return 1


def _guide(cloud: LocalCloud) -> str:
    """Addresses, a token and the commands to try."""
    office, year = "yunping", "2022"
    path = f"/offices/{office}/years/{year}/reports"
    organ = urllib.parse.quote(_ORGAN, safe="")
    bucket = cloud.outputs["UploadBucketName"]
    reviewer = cloud.issuer.token(office, reviews=[office], sub="shenhe", name="审核员")
    return f"""
端点        {cloud.endpoint}
报送桶      {bucket}
查询接口    {cloud.api}
通知邮件    {cloud.outbox}（设 SMTP_HOST=主机:端口 可同时转发）

网页（{office} 的审核员，一天内有效；打开邮件里的链接后，把它粘贴进去即可）：
  {cloud.page(reviewer, f"/{office}/{year}/")}

报送一份：
  export AWS_ENDPOINT_URL={cloud.endpoint} AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
  aws s3 cp samples/yunping-grain-2022.txt 's3://{bucket}/{office}/{year}/{_ORGAN}/年报.txt'

查询：
  TOKEN={cloud.issuer.token(office)}
  curl -s -H "Authorization: Bearer $TOKEN" '{cloud.api}{path}'
  curl -s -H "Authorization: Bearer $TOKEN" '{cloud.api}{path}/{organ}'

别的令牌：  .venv/bin/python -m local.tokens --help
以上地址另存于 {cloud.state / ENDPOINTS}

按 Ctrl-C 停止。"""


if __name__ == "__main__":
    raise SystemExit(main())
