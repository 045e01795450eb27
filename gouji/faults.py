"""Why this machine would not open or write a file, in the words of whoever uses it."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

_REASONS: Final[Mapping[str, str]] = {
    "ENOENT": "没有这个文件或文件夹",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EISDIR": "这是文件夹",
    "ENOTDIR": "路径里有一段不是文件夹",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "磁盘配额已满",
    "EROFS": "磁盘只能读，不能写",
    "EBUSY": "正被别的程序占用",
    "ETXTBSY": "正被别的程序占用",
    "ENAMETOOLONG": "文件名太长",
    "ELOOP": "链接绕成了圈",
    "EIO": "磁盘读写出错",
    "EMFILE": "同时打开的文件太多",
    "EINVAL": "名称里有不能用的字符",
}


def reason_of(error: OSError) -> str:
    """「没有权限」; of a rare fault its number."""
    name = errno.errorcode.get(error.errno or 0, "")
    return _REASONS.get(name, f"系统错误 {error.errno}")
