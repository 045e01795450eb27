"""What the commands say that talk to an endpoint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from gouji.wording.exported import STANDINGS
from gouji.wording.verdict import STATUSES, Line

UNSAFE_ENDPOINT: Final = (
    "接口地址应当以 https:// 开头（本机地址可以用 http://），不能带用户名、密码和空格。"
)
MALFORMED_TOKEN: Final = "令牌的格式不对，请检查是否复制完整，前后不要有其他内容。"  # noqa: S105 - a sentence
ORGAN_OF_ONE_FILE: Final = (
    "--organ 只能与一个文件一起用：一个机关一个年度报送一份报告。"
    "多个机关的报告请放进一个文件夹，每个机关一个子文件夹，以机关名称命名。"
)
NOTHING_TO_HAND_IN: Final = "没有可以报送的报告。"
ANOTHER_SENT: Final = "发送时文件有变动，没有报送，请重新运行。"
NO_VERDICT_YET: Final = "已报送，还没有核对结果；稍后用 gouji status 查看，或再次运行同一命令。"
INTERRUPTED: Final = "已中断。再次运行同一命令会接着报送，已报送的不会重复。"
NEEDS_ORGAN: Final = "这个文件是一个机关的，请用 --organ 指明机关名称。"
NEEDS_NO_ORGAN: Final = "这个文件是整个年度的，不能与 --organ 一起用；可以用 --group 按分组。"
ONE_REPORT: Final = "这个文件是一个机关的现行报告，不能与 --of 和 --group 一起用。"
IS_FOLDER: Final = "-o 应当是一个文件，而它是文件夹。"
NOT_TO_A_TERMINAL: Final = "这个文件不能显示在终端上，请用 -o 写到文件。"
NEEDS_YEAR: Final = "请用 --year 指明年度。"
NEEDS_OFFICE: Final = "请用 --office 指明审核单位。"
OFFICE_NAME: Final = "--office 应当是审核单位的代号（小写字母、数字和连字符），如 haishu。"
YEAR_NUMBER: Final = "--year 应当是四位数的年度，如 2022。"

_STANDINGS: Final[Mapping[str, str]] = {str(key): name for key, name in STANDINGS.items()}
_STATUSES: Final[Mapping[str, str]] = {str(key): name for key, name in STATUSES.items()}
_OBSTACLES: Final[Mapping[str, str]] = {
    "connection": "连不上接口（{}），请检查地址和网络",
    "certificate": "接口的证书不能验证（{}），没有发送任何内容",
    "busy": "接口暂时不能处理（{}）",
    "answer": "答复的不是勾稽接口，请检查地址",
    "redirect": "接口转到了不安全的地址（{}），没有继续",
}
_SAID: Final[Mapping[str, str]] = {
    "sent": "已报送",
    "before": "此前已报送，没有重复发送",
}


class ListedOrgan(Struct, frozen=True):
    """An organ of an office's year, as far as it is told here."""

    organ: str
    standing: str
    late: bool = False
    errors: int = 0
    warnings: int = 0


def no_endpoint(variable: str) -> str:
    """Nobody said where to."""
    return f"没有接口地址，请用 --endpoint 或环境变量 {variable} 指明。"


def no_token(variable: str) -> str:
    """Nobody gave a token."""
    return f"没有令牌，请用 --token-file 指明存放令牌的文件，或设置环境变量 {variable}。"


def token_file_closed(file: str, reason: str) -> str:
    """The file of the token does not open."""
    return f"令牌文件打不开（{reason}）：{file}"


def whose(file: str) -> str:
    """It is not said whose report a file is."""
    return (
        f"不知道是哪个机关的报告：{file}。请用 --organ 指明；多份报告请放进一个文件夹，"
        "每个机关一个子文件夹，以机关名称命名；文件名就是机关名称的，可以用 --organ-from-name。"
    )


def several_of(organ: str, one: str, other: str) -> str:
    """Two files of one organ."""
    return f"{organ}有两份文件，一个机关一个年度报送一份报告：{one}、{other}"


def unreachable(why: str, about: str) -> str:
    """No usable answer."""
    return _OBSTACLES[why].format(about).replace("（）", "") + "。"


def not_allowed(status: int) -> str:
    """The token does not open this."""
    if status == 401:
        return "令牌无效或已过期，请换一个令牌。"
    return "这个令牌没有权限：请核对审核单位、年度和机关名称，或换一个令牌。"


def declined(status: int, detail: str) -> str:
    """The endpoint says no, and why; S3 says no in English, or nothing."""
    return detail or f"接口没有接受（HTTP {status}）。"


def waiting(seconds: float) -> str:
    """Another attempt follows."""
    return f"接口暂时没有应答，{seconds:.0f} 秒后再试……"


def sending(file: str, done: int, size: int) -> str:
    """How much of a file is sent."""
    return f"正在报送 {file} {done * 100 // max(size, 1)}%"


def judging(file: str) -> str:
    """A file waits for its verdict."""
    return f"等待核对结果 {file}"


def fetching(name: str, done: int, size: int | None) -> str:
    """How much of a file has come."""
    return f"正在下载 {name} " + (f"{done * 100 // size}%" if size else f"{done // 1024} KB")


def submitted(how: Literal["sent", "before"], key: str) -> str:
    """What became of a file."""
    return f"{_SAID[how]}：{key}"


def failed(reason: str | None) -> str:
    """The system could not finish."""
    return f"系统没有能够完成核对：{reason or '原因不明'}"


def file_closed(reason: str) -> str:
    """A file does not open."""
    return f"文件打不开（{reason}），没有报送，请核对路径和权限。"


def rest_not_sent(number: int) -> str:
    """The endpoint went away in the middle."""
    return f"其余 {number} 份没有报送；再次运行同一命令会接着报送，已报送的不会重复。"


def beside(number: int, names: Sequence[str]) -> str:
    """Files of the folders that were not handed in."""
    return f"另有 {number} 个文件没有报送：{'、'.join(names)}{'等' if number > len(names) else ''}"


def folder_closed(folder: str) -> str:
    """A folder did not open."""
    return f"文件夹打不开，里面的报告没有报送：{folder}"


def written(path: str, size: int) -> str:
    """A file was written."""
    return f"已写到 {path}（{size} 字节）"


def not_written(path: str, reason: str) -> str:
    """A file could not be written."""
    return f"写不到 {path}（{reason}），请核对路径和权限。"


def token_page(claims: Mapping[str, Sequence[str]], until: str | None) -> Iterator[Line]:
    """What a token says of itself."""
    yield Line("■ 令牌", tone="file")
    names = {"offices": "可查询的审核单位", "reviews": "可审核的单位", "organs": "可报送的机关"}
    for claim, name in names.items():
        yield Line(f"{name}：{'、'.join(claims.get(claim, ())) or '无'}")
    if until:
        yield Line(f"有效至 {until}")


def years_page(office: str, years: Sequence[int]) -> Iterator[Line]:
    """The years of an office."""
    yield Line(f"■ {office}", tone="file")
    yield Line("、".join(f"{year}年度" for year in years) or "还没有报送。")


def season_page(
    office: str, year: int, deadline: str, expected: int | None, organs: Sequence[ListedOrgan]
) -> Iterator[Line]:
    """How an office's year stands, and each organ of it."""
    yield Line(f"■ {office}  {year}年度", tone="file")
    said = [f"报送截止日 {deadline}"]
    said += [f"名册应报 {expected} 个"] if expected is not None else ["没有名册"]
    counted = Counter(organ.standing for organ in organs)
    said += [f"{name} {counted[key]}" for key, name in _STANDINGS.items() if counted[key]]
    late = sum(organ.late for organ in organs)
    said += [f"迟报 {late}"] if late else []
    yield Line("，".join(said))
    for organ in organs:
        yield Line(_organ(organ), indent=1)


def _organ(organ: ListedOrgan) -> str:
    said = [standing(organ.standing)]
    said += ["迟报"] if organ.late else []
    said += [f"错误 {organ.errors} 处"] if organ.errors else []
    said += [f"提醒 {organ.warnings} 处"] if organ.warnings else []
    return f"{organ.organ}：{'，'.join(said)}"


def standing(name: str) -> str:
    """How a report stands; of a newer release its own name for it."""
    return _STANDINGS.get(name, name)


def in_outline(status: str, reason: str | None, messages: Sequence[str]) -> Iterator[Line]:
    """The verdict of an endpoint whose release is newer: its own sentences."""
    yield Line(_STATUSES.get(status, status), tone=status)
    if reason:
        yield Line(reason)
    yield from (Line(message, indent=1) for message in messages)
    yield Line("接口的版本较新，以上是结论和问题；升级 gouji 可以看到全部内容。")


def report_line(name: str) -> Line:
    """How one report stands."""
    return Line(f"审核状态：{standing(name)}")
