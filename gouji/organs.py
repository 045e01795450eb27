"""Organs: their names, which names stand for one organ, and what kind of organ a name tells."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

from gouji.text import is_harmless, lazy_pattern

# `township`: the government of a 乡 or 镇, which hands in with the departments.
Kind = Literal["government", "township", "department"]

# 宁波市海曙区教育局 and 海曙区教育局 are one name, with and without the higher region.
_HIGHER: Final = lazy_pattern(r".{1,12}(?:省|市|州|盟|地区|自治区)")
_OWN_REGION: Final = lazy_pattern(r".+(?:[区县市旗镇乡]|街道).+")
_SHORTEST: Final = 3  # characters of a short name that still tells an organ
_LONGEST: Final = 30
# A roster's longest name, of four bytes a character. A sort key of DynamoDB takes 1,024, and has more in it.
_MOST_BYTES: Final = 320
_HAN: Final = lazy_pattern("[\u3007\u4e00-\u9fff·()]+")
_WORD: Final = lazy_pattern("[\u3007\u4e00-\u9fffA-Za-z·()]+")
# What names of organs end in. Of 行, 校, 学, 库, 段, 会, which end many other words, in which compounds.
_END: Final = lazy_pattern(
    "(?:[局办委厅府室处署院所站社馆园部司队团组台场厂矿区街镇乡县市省州旗盟村联庭科股]|街道|中心|基地"
    "|[银分支总央商农工建交]行|[学党干技职体艺警分]校|[大中小]学|[国水粮]库|(?:储备|直属)库|[路务辆道]段|(?:养护|管理)段"
    "|(?:委|委员|协|联合|商|工|公|学|理事|董事|监事|基金|促|促进|研究|慈善|联谊|红十字|总|联)会)$"
)
# Words that end like a name and are none.
_WORD_ALIKE: Final = lazy_pattern(
    "(?:[格布大结开僵变当]局|(?<!安)全局|[承督主待已阅催拟举经申代包转]办|(?<!政)协办|^交办|大厅|[部签]署"
    "|[好用出到何别随四害益]处|[场处之住]所|[全内局外干顶底头尾东西南北]部|[校家]园|[官上]司|分组|[平前后出]台"
    "|[现市立入当登]场|[辖小专]区|[互关串]联|家庭|入股|联盟|为中心"
    "|^(?:各?[城乡村]镇|[家城下返]乡|[农乡山]村)"
    "|^[全各本我该每外跨原新旧].|^各.+)$"
)
_SEALED: Final = lazy_pattern(r"[（(](?:盖章|公章|印章|签章|章)[)）]")
_CALLED: Final = lazy_pattern(
    r"^(?:落款|编制|报告|报送|填报|发布|公开)?(?:单位|机关|机构)(?:名称)?(?:[（(]盖?章[)）])?[:：]"
)
# What pages and documents call other things by.
_NO_NAME: Final = lazy_pattern(
    "公开(?!办|领导|中心|服务)|年报|报告|制度|指南|首页|公告|公示|通知|动态|目录|打印|关闭|当前|位置|导航|下载|分享|"
    "来源|日期|时间|标题|索引|浏览|字体|字号|登录|搜索|专栏|栏目|网站|上一篇|下一篇|附件|查看|返回|政策(?!研究)|解读|"
    "本机关|本单位|我[局办委厅镇乡区县市院]|事项|情况|统计(?:数据|期|时|区间|周期)|期限|截[至止]|[，。；：,;:]"
)
# What one name writes in full and another in short; the last characters of either tell what kind of organ it is.
_SHORT_FORMS: Final = (
    (lazy_pattern(r"国家税务总局|^中共(?=.*[办部会室])|[（(].*?[)）]"), ""),
    (lazy_pattern(r"(?<=[镇乡])(?:人民)?政府$"), ""),
    (lazy_pattern(r"人民政府"), "政府"),
    (lazy_pattern(r"街道办事处$|街道办$"), "街道"),
    (lazy_pattern(r"(?:管理委员会|管委会)$"), "管委会"),
    (lazy_pattern(r"(?<=区)管委会$"), ""),
    (lazy_pattern(r"联合会$"), "联"),
    (lazy_pattern(r"(?<!管)委员会"), "委"),
    (lazy_pattern(r"办公[室厅]$"), "办"),
)
_KIND: Final = lazy_pattern(
    "(?:政府|管委会|[分支总]局|[大支总中]队|街道|分?中心|[分医法]院|学校|[大中小]学|委|局|办|厅|会|镇|乡|院|校|所|站|处|队|室|部|"
    "公司|集团)$"
)
_REGIONS: Final = lazy_pattern(
    "(?:[^省市县区州盟旗]{0,8}?(?:省|自治区|地区|自治[州县旗]|市(?!场|容|民|政(?!府|务|协|法|数))|县|区(?!划|域)|州|盟|旗))+"
)
_REGION: Final = lazy_pattern("[^省市县区州盟旗]{0,8}(?:自治[州县旗区]|[省市县区州盟旗])$")
_PART: Final = lazy_pattern("(?:(?!政府|委员会)[^省市县区州盟旗镇乡]){0,6}(?:办公室|[科股组])")
_NUMBERED: Final = lazy_pattern(r"第[一二三四五六七八九十百\d]+")
_TOWNSHIP: Final = lazy_pattern(r"[镇乡]人民政府$")
_GOVERNMENT: Final = lazy_pattern(r"(?:人民政府|管理委员会|管委会)$")
# A government's own office often reports for the government, and the bare name of a region may be either.
_UNCLEAR: Final = lazy_pattern(r"(?:政府|管委会)办(?:公室|公厅)?$|[省市县区旗州]$")


class Organ(Struct, frozen=True):
    """One line of an office's roster: the full name, other names that count as it, and what kind of organ it is.

    `government`: a people's government, not a department. `makes_rules`: may issue 规章. `vertical`: managed from
    above (垂直管理), so not counted here. `aggregate`: the one whose report adds up all the others'. `group`, `contact`
    and `email` as the office wrote them.
    """

    name: str
    aliases: tuple[str, ...] = ()
    government: bool = False
    makes_rules: bool = False
    vertical: bool = False
    aggregate: bool = False
    group: str | None = None
    contact: str | None = None
    email: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the full one first."""
        return (self.name, *self.aliases)


def is_full_name(printed: str, name: str) -> bool:
    """Whether `printed` is the roster's full name; a higher region before either is neither here nor there."""
    short, long = sorted((printed, name), key=len)
    if not long.endswith(short):
        return False
    before = long[: len(long) - len(short)]
    return not before or bool(_HIGHER.fullmatch(before) and _OWN_REGION.match(short))


def is_name(text: str) -> bool:
    """Whether a text, without spaces, looks like the name of an organ: by its end, and by what it does not say."""
    return (
        1 < len(text) <= _LONGEST
        and _HAN.fullmatch(text) is not None
        and _END.search(text) is not None
        and not _WORD_ALIKE.search(text)
        and not _NO_NAME.search(text)
    )


def is_part(text: str) -> bool:
    """Whether a name is that of a section, which any organ has: 办公室, 信息科."""
    return _PART.fullmatch(text) is not None


def may_name(text: str) -> bool:
    """Whether a text, without spaces, may be an organ's name where a name is looked for, whatever it ends in."""
    return 1 < len(text) <= _LONGEST and not _NO_NAME.search(text) and bool(_WORD.fullmatch(text))


def fits_key(name: str) -> bool:
    """Whether a name may stand for an organ in keys and addresses, whatever it says: at every door they ask here."""
    return is_harmless(name) and len(name.encode()) <= _MOST_BYTES


def name_in(line: str) -> str:
    """The name in a line without spaces, apart from a seal beside it and from what forms write before it."""
    return _SEALED.sub("", _CALLED.sub("", line))


def may_be_same(one: str, other: str) -> bool:
    """Whether two names may be one organ's: the characters of the shorter stand in the longer in their order.

    Longer official names and shorter ones stand for the same organ: 人民政府办公室 signs for 政府办.
    """
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and _is_within(short, long) and _same_region(short, long)


def _is_within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(ch in rest for ch in short)


def is_same(one: str, other: str) -> bool:
    """Whether one name is the other, or a shorter form of it, without a list of other names.

    教育局, 市教育局 and 青川市教育局 are one. Not so names of another kind (a government and its office, a 局 and a
    分局), of another region (青川市教育局, 青川市临湾区教育局) or of another number (第一中学, 第二中学).
    """
    short, long = sorted((_shortened(one), _shortened(other)), key=len)
    return short == long or (
        _kind(short) == _kind(long)
        and _NUMBERED.findall(short) == _NUMBERED.findall(long)
        and _same_region(short, long)
        and len(short) >= _SHORTEST
        and _is_within(short, long)
    )


def _shortened(name: str) -> str:
    for pattern, short in _SHORT_FORMS:
        name = pattern.sub(short, name)
    # A region's bare name stands for its government.
    bare = len(name) > 1 and (name.endswith("区") or _REGION.fullmatch(name))
    return f"{name}政府" if bare else name


def _kind(name: str) -> str:
    match = _KIND.search(name)
    return match[0] if match else ""


def _same_region(one: str, other: str) -> bool:
    """Whether the lowest regions that two names begin with are one, or a name begins with none."""
    lowest = [region[0] if (region := _lowest_region(name)) else "" for name in (one, other)]
    short, long = sorted(lowest, key=len)
    return long.endswith(short)


def _lowest_region(name: str) -> re.Match[str] | None:
    regions = _REGIONS.match(name)
    return _REGION.search(regions[0]) if regions else None


def find(roster: Iterable[Organ], printed: str | None) -> Organ | None:
    """The roster's entry of an organ, by its full name or another name that counts as it.

    A higher region may stand in front. None, too, where the name may be that of more than one organ.
    """
    if not printed:
        return None
    name, roster = folded(printed), tuple(roster)
    exact = _by_full_name(roster).get(name)
    found = exact or [organ for organ in roster if _is_called(organ, name)]
    return found[0] if len(found) == 1 else None


_Index = Mapping[str, Sequence[Organ]]
# Of each report several names are looked for on one roster, which is known by itself: to compare two takes too long.
_indexes: Final[dict[int, tuple[tuple[Organ, ...], _Index]]] = {}
_INDEXES: Final = 16


def _by_full_name(roster: tuple[Organ, ...]) -> _Index:
    known = _indexes.get(id(roster))
    if known and known[0] is roster:
        return known[1]
    found: defaultdict[str, list[Organ]] = defaultdict(list)
    for organ in roster:
        found[folded(organ.name)].append(organ)
    if len(_indexes) >= _INDEXES:
        _indexes.clear()
    _indexes[id(roster)] = roster, found
    return found


def _is_called(organ: Organ, name: str) -> bool:
    """Whether a folded name is one of an organ's, a higher region before either being neither here nor there."""
    for called in (organ.name, *organ.aliases):
        other = folded(called)
        # Most names end otherwise, which costs least to see.
        if (name.endswith(other) or other.endswith(name)) and is_full_name(name, other):
            return True
    return False


@lru_cache(maxsize=16_384)
def folded(name: str) -> str:
    """A name as names are compared: without spaces and marks that are not seen, all widths alike."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", name)
        if not character.isspace() and unicodedata.category(character) not in {"Cf", "Cc"}
    )


def kind_of(printed: str | None, entry: Organ | None = None) -> Kind | None:
    """What kind of organ reports: by its roster entry, else by its name; None where neither tells."""
    if entry is not None:
        return "government" if entry.government else "department"
    if not printed:
        return None
    if _TOWNSHIP.search(printed):
        return "township"
    if _GOVERNMENT.search(printed):
        return "government"
    return None if _UNCLEAR.search(printed) else "department"
