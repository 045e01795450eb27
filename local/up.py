"""`make up`: the local cloud kept running; what is in it survives a restart and a `kill -9`."""

from __future__ import annotations

import os
import signal
import sys
import urllib.parse
from typing import Final

from local.cloud import LocalCloud, is_busy, running
from local.tokens import PORT, STATE

_ORGAN: Final = "云坪区粮食和物资储备中心"


def main() -> int:
    """Run until interrupted. 0 after Ctrl-C, 1 where it does not come up."""
    port = int(os.environ.get("PORT", PORT))
    if is_busy(port):
        print(f"端口 {port} 已被占用，请先停掉占用它的程序，或用 make up PORT=4567 换一个端口。")
        return 1
    print("正在启动本机云并部署……", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running(STATE, port) as cloud:
            cloud.wait_until_kept()
            print(_guide(cloud), flush=True)
            cloud.process.wait()
    except KeyboardInterrupt:
        print("\n已停止；数据保存在 .local/，再次 make up 即恢复。")
        return 0
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"本机云意外停止，原因见 {STATE / 'cloud.log'}；再次 make up 即恢复。", file=sys.stderr)
    return 1


def _guide(cloud: LocalCloud) -> str:
    """Addresses, a token and the commands to try."""
    office, year = "yunping", "2022"
    path = f"/offices/{office}/years/{year}/reports"
    organ = urllib.parse.quote(_ORGAN, safe="")
    bucket = cloud.outputs["UploadBucketName"]
    return f"""
端点        {cloud.endpoint}
报送桶      {bucket}
查询接口    {cloud.api}
通知邮件    {cloud.outbox}（设 SMTP_HOST=主机:端口 可同时转发）

报送一份：
  export AWS_ENDPOINT_URL={cloud.endpoint} AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
  aws s3 cp samples/yunping-grain-2022.txt 's3://{bucket}/{office}/{year}/{_ORGAN}/年报.txt'

查询：
  TOKEN={cloud.issuer.token(office)}
  curl -s -H "Authorization: Bearer $TOKEN" '{cloud.api}{path}'
  curl -s -H "Authorization: Bearer $TOKEN" '{cloud.api}{path}/{organ}'

别的审核单位的令牌：  .venv/bin/python -m local.tokens 单位 [单位…]

按 Ctrl-C 停止。"""


if __name__ == "__main__":
    raise SystemExit(main())
