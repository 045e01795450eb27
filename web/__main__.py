"""Write the page as a folder: `python -m web FOLDER --api https://…/ [--issuer … --client …] [--origins …]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from web.assets import Config, write_folder

_HELP = """\
用法：python -m web 目录 --api 地址 [--issuer 地址 --client 编号 [--scopes 范围] [--token id_token]]
                    [--buckets 地址…] [--origins 地址…]

把审核单位的网页写成一个目录，任何网页服务器都可以提供。

  --api      查询接口的地址；接口要允许网页所在的来源（参数 ApiOrigins）
  --issuer   签发令牌的登录系统；--client 网页在那里的客户端编号，没有就用带令牌的链接打开
  --scopes   登录时请求的范围，默认为 openid profile
  --token    接口收哪一种令牌：access_token（默认）或 id_token
  --buckets  报送桶和文档桶的地址，例如 https://桶名.s3.cn-north-1.amazonaws.com.cn
  --origins  登录系统的令牌地址在别处时，它的来源
"""


class _Unusable(Exception):
    """An argument is not as the help says; the text is one sentence."""


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese: argparse's own words are English."""

    def format_help(self) -> str:
        return _HELP

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's English
        raise _Unusable(f"参数不对。{_HELP.splitlines()[0]}")


def main(arguments: Sequence[str]) -> int:
    """Write the folder; 2 where an argument is unusable, 1 where the folder is."""
    try:
        given = _parsed(arguments)
        config = Config(
            api=f"{given.api.rstrip('/')}/",
            issuer=given.issuer,
            client=given.client,
            scopes=given.scopes,
            token=given.token,
        )
        write_folder(given.folder, config, given.buckets, given.origins)
    except _Unusable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"目录 {given.folder} 不能使用（{error.strerror}）。\n")
        return 1
    sys.stdout.write(
        f"{given.folder / 'index.html'}\n"
        "服务器还应当答复的头：Content-Security-Policy: frame-ancestors 'none'；"
        "X-Content-Type-Options: nosniff；Strict-Transport-Security: max-age=63072000\n"
    )
    return 0


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(allow_abbrev=False)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--api", required=True)
    parser.add_argument("--issuer", default="")
    parser.add_argument("--client", default="")
    parser.add_argument("--scopes", default=Config().scopes)
    parser.add_argument("--token", choices=["access_token", "id_token"], default=Config().token)
    parser.add_argument("--buckets", nargs="+", default=[])
    parser.add_argument("--origins", nargs="+", default=[])
    found = parser.parse_args(arguments)
    if found.client and not found.issuer:
        raise _Unusable("有 --client 就要有 --issuer。")
    for address in filter(None, (found.api, found.issuer, *found.buckets, *found.origins)):
        if not _is_address(address):
            raise _Unusable(f"“{address}”不是网址。")
    return found


def _is_address(text: str) -> bool:
    # Whatever ends a source within a policy would begin another one.
    parts = urlsplit(text)
    return (
        parts.scheme in {"http", "https"} and bool(parts.netloc) and not set(text) & set(" ;,'\"")
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
