"""Really good reports: everything that the form asks for, in the ways in which good offices write it.

Nothing in them is wrong, so no error and no warning may come of them. Prose of our own, in three lengths; the
numbers that it states are those of the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final, Literal

from bench.made.documents import Draft, Figures, Setting, Truth
from gouji.form import TABLE_IDS, TABLES, row_of
from gouji.report import FormatVersion, TableId
from samples import printed
from samples.make import HEADINGS
from samples.render import Paragraph

Length = Literal["full", "medium", "abridged"]
LENGTHS: Final[tuple[Length, ...]] = ("full", "medium", "abridged")


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ: its name, how it calls itself, its office that is asked, what it deals with."""

    name: str
    self: str
    office: str
    field: str
    is_government: bool = False


ORGANS: Final = (
    Organ("青川市档案局", "我局", "市档案局办公室", "档案利用"),
    Organ("海岚县水务局", "本机关", "县水务局办公室", "供水和防汛"),
    Organ("云坪区人民政府柳荫街道办事处", "我街道", "街道党政综合办公室", "社区服务"),
    Organ("松渡市人民政府", "我市", "市政府办公室", "民生实事", is_government=True),
    Organ("白石镇人民政府", "我镇", "镇党政办公室", "乡村建设", is_government=True),
    Organ("临湾区卫生健康局", "区卫生健康局", "区卫生健康局办公室", "疫病防治"),
    Organ("松渡市公安局北山分局", "我分局", "分局法制大队", "户籍和出入境"),
    Organ(
        "青川高新技术产业开发区管理委员会",
        "管委会",
        "管委会综合办公室",
        "企业服务",
        is_government=True,
    ),
    Organ("国家税务总局海岚县税务局", "县税务局", "县税务局办公室", "税费优惠"),
    Organ("云坪区城市管理综合行政执法局", "区综合执法局", "区综合执法局办公室", "市容管理"),
)

_PREAMBLES: Final = (
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，编制本报告。本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如对本报告有疑问，请与{office}联系（地址：松风路{n}号；邮编：321000；电话：0570-8{n5}1）。",
    "按照《中华人民共和国政府信息公开条例》第五十条规定，现公布{organ}{year}年政府信息公开工作年度报告。本报告中所列数据统计期限为{year}年1月1日至{year}年12月31日。本报告的电子版可在政府门户网站（http://www.example.gov.cn）下载。",
    "依据《条例》及有关要求，{organ}编制了{year}年度政府信息公开工作年度报告，统计数据的期限从{year}年1月1日到{year}年12月31日。",
    "本报告根据《中华人民共和国政府信息公开条例》的规定编制，统计期限为{year}年1月1日—12月31日，欢迎社会公众查阅、监督。联系电话：0570-8{n5}2，传真：0570-8{n5}3，电子邮箱：xxgk@example.gov.cn。",
)

_OPENINGS: Final = (
    "{year}年，{self}坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实《中华人民共和国政府信息公开条例》，以公开促落实、促规范、促服务，政府信息公开工作取得新进展。",
    "{year}年，{self}围绕{field}这一群众最关心的事，坚持“公开为常态、不公开为例外”，依法、及时、准确公开政府信息。",
    "一年来，{self}深入学习贯彻党的二十大精神，严格执行《条例》，聚焦中心工作，不断提升政务公开工作质量和实效。",
    "",
)

_ACTIVE: Final = (
    "全年通过政府门户网站主动公开政府信息{n}条，其中政策文件{m}条、财政预决算{k}条、工作动态{n2}条；通过“{place}发布”微信公众号推送信息{n3}条。及时公开机构职能、领导分工、办事指南等基础信息，做到应公开尽公开。",
    "围绕{field}主动公开信息{n}条，较上年增长{k}.{m1}%。{normative}重大行政决策事项目录、年度计划和规划、统计公报均已在网站专栏集中公开，配发图文解读{k}篇、视频解读{m1}个。",
    "严格落实《条例》第二十条，公开行政许可、行政处罚等行政执法信息，全年在门户网站公开{n}条，政务新媒体公开{n2}条。{normative}办理人大代表建议{m}件、政协委员提案{k}件，复文按规定公开。",
    "主动公开{n}条信息，涵盖{field}、财政资金、招标采购、公共资源配置等领域。召开新闻发布会{m1}场，回应社会关切{m}次，在线访谈{m1}期。{normative}",
)
_ACTIVE_2: Final = (
    "坚持应公开尽公开，制定年度公开计划，{n}条信息按时上网，其中{field}类{k}条。对列入{year}年度重大行政决策目录的{m1}个事项，公开草案、说明和意见采纳情况。",
    "公开重点更加突出：一是公开财政预决算和“三公”经费；二是公开{field}领域服务事项{m}项；三是公开行政事业性收费及减免政策，接受社会监督。累计发布信息{n}条。",
    "发布各类政府信息{n}条，较去年的{n2}条有所增加；举办“政府开放日”{m1}场，邀请市民代表{m}名走进一线。推出Vlog、H5等新形式解读{k}个，总浏览量达{n3}万次。",
    "深入学习贯彻党的二十大报告精神，围绕教育、医疗等四方面内容开展集中解读，发布解读稿件{k}篇；在微信号：fabu2020开设“以案释法”栏目。主动公开信息{n}条。{normative}",
)
_REQUESTS: Final = (
    "{requests}畅通当面、邮寄、网上平台等受理渠道，规范登记、审核、办理、答复、归档各环节，所有申请均在法定期限内办理。{disputes}",
    "{requests}{disputes}对涉及多个部门的申请主动会商，答复书统一格式并告知救济途径。",
    "完善依申请公开办理流程，落实“一人受理、专人办理、法制审核”的工作机制。{requests}{disputes}",
)
_NONE_RECEIVED: Final = (
    "{year}年，{self}未收到政府信息公开申请。",
    "本年度没有收到政府信息公开申请，无上年结转件。",
    "全年共收到政府信息公开申请0件。",
)
_NO_DISPUTES: Final = (
    "全年未发生因政府信息公开引起的行政复议和行政诉讼。",
    "没有因政府信息公开申请行政复议、提起行政诉讼的情况。",
)
_DISPUTES: Final = (
    "全年因政府信息公开引起的{}。",
    "发生政府信息公开{}。",
    "因不服政府信息公开答复产生{}，均依法应对。",
)
_MANAGEMENT: Final = (
    "健全信息发布审核机制，严格执行“三审三校”和先审后发，落实公文公开属性源头认定，动态调整主动公开基本目录。对历年行政规范性文件开展全面清理，及时标注有效性。",
    "把公开属性认定嵌入公文办理系统，拟稿人提出意见、科室负责人审核、分管领导审定；对拟不公开的依法说明理由。加强政府信息保密审查，全年未发生失泄密事件。",
    "规范性文件全部集中公开并标注有效、失效、废止状态；建立政府信息台账，做好收集、整理、归档工作。",
    "严把信息审核关，落实保密审查制度，政治关、政策关、文字关逐级审核；编制基层政务公开标准目录，按季动态调整。",
    "修订政府信息公开指南和目录，明确公开主体、时限、方式；集中规范整理{n}份政策文件，提供Word、PDF两种格式下载。",
)
_PLATFORM: Final = (
    "持续优化门户网站政府信息公开专栏，改版“{field}”专题，完成适老化与无障碍改造；在政务服务中心设置政务公开专区，配备自助查询终端{m1}台，方便群众查阅。",
    "加强政务新媒体管理，“两微一端”实行备案制，开设微博、微信公众号和APP入口；全年检查网站栏目{m}次，清理错链、断链{k}处。",
    "门户网站设有政策文件、法定主动公开内容等{m1}个一级栏目，公众号全年推送{n}期；线下在便民服务中心、图书馆设立查阅点{m1}处。",
    "发挥政府网站第一平台作用，拓宽微博、视频号、电子屏等渠道，形成“线上+线下”同频共振的传播矩阵。",
    "依托政府网站集约化平台建设公开专栏，实现同一信息一次录入、多端发布。政府公报全年编印{m1}期，免费赠阅{n}册，并在线提供OFD版本。",
)
_OVERSIGHT: Final = (
    "成立政务公开工作领导小组，由主要负责人任组长；将政务公开纳入年度绩效考核，分值权重不低于4%。全年组织业务培训{m1}次，{m}人次参加，开展社会评议1次，未发生责任追究情形。",
    "明确{office}为政务公开工作机构，配备专职人员{m1}名；按季度通报栏目更新情况，全年通报{m1}次，问题均已整改。接受社会监督，公布监督电话，社会评议满意率{k}.{m1}%。",
    "明确一名分管领导和专人负责，定期督查通报，业务学习常态化，全年组织{m1}次。",
    "压实责任链条，将公开工作纳入督查事项，每季度开展自查，主动接受群众和舆论监督；全年没有责任追究情形。",
    "主要领导定期听取汇报，分管领导靠前指挥，将公开工作列入科室考核。举办培训班{m1}期，邀请法律顾问讲解典型案例；对发现的问题点对点督促整改。",
)
_ACCOUNTED: Final = (
    "政务公开纳入年度绩效考核；社会评议结果为优秀；未发生需要追究责任的情形。",
    "年内对各部门公开工作进行考核通报，委托第三方开展评估，没有问责情况。",
    "公开工作占年度考核的4分，群众满意度测评为{k}.{m1}%，全年无责任追究事项。",
)

_PROBLEMS: Final = (
    "一是主动公开的内容还不够丰富，{field}方面的解读以文字为主，形式较为单一",
    "一是政策解读质量有待提高，通俗易懂的图解、短视频偏少",
    "一是公开的信息与群众的期盼还有差距，栏目信息存在更新迟缓现象",
    "一是重程序、轻实效的现象不同程度存在，政策解读照搬原文，群众不易读懂",
    "一是个别科室主动公开意识不强，信息更新不够及时",
)
_PROBLEM_HEADS: Final = (
    "存在的主要问题：",
    "{year}年，{self}政府信息公开工作虽取得一定成效，但仍存在一些不足：",
    "（一）存在的主要问题。",
)
_PROBLEMS_2: Final = (
    "二是公开队伍专业能力有待加强，人员变动较频繁",
    "二是依申请公开答复的规范性仍需提升，说理不够充分",
    "二是少数信息存在错别字、错链等问题，审核把关责任没有层层压实",
    "二是专业人才储备跟不上工作需要，答复文书质量仍有提升空间",
    "二是线下公开专区利用率低，老年群体获取信息的途径有限",
    "二是政民互动渠道还不够多，公众参与度有待提高",
)
_MENDING: Final = (
    "针对上述问题，{year1}年我们将着重做好以下工作：一是拓展公开的广度和深度，围绕{field}制作图解、短视频，提升解读质量；二是加强业务培训，每季度组织一次案例研讨，提高答复水平；三是完善考核机制，压实科室责任。",
    "下一步，{self}将：（一）强化学习培训，把《条例》纳入干部学习内容；（二）丰富解读形式，重要政策做到多元解读全覆盖；（三）加强平台建设，打造更便捷的公开专区。",
    "改进措施：邀请法律顾问逐件审核答复文书；选派骨干跟班学习；每月通报栏目更新情况，对照问题清单逐项销号。",
    "下步打算：（1）配齐配强专职人员，压紧压实各科室责任；（2）编印答复范例，用好典型案例；（3）深入村居征求意见，按季更新目录。",
    "改进情况：已制定栏目更新责任清单，逐项明确责任人和更新周期；已对上一年度发现的问题全部整改到位。{year1}年将继续加大培训和检查力度，推动公开工作提质增效。",
)
_FEES: Final = (
    "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）要求，{self}{year}年未收取信息处理费。",
    "{year}年度发出收费通知的件数为0件，收取信息处理费总金额为0元。",
    "本年度依申请公开政府信息未产生信息处理费。",
    "收取信息处理费情况：无。",
    "{year}年，{self}没有向申请人收取任何信息处理费用。",
    "{self}本年度信息处理费收取金额为0元，未发出缴费通知。",
)
_FURTHER: Final = (
    "{year}年，{self}共承办人大代表建议{m}件、政协提案{k}件，均已按期办结并公开答复内容。",
    "落实年度政务公开工作要点情况：围绕助企纾困、扩大就业、{field}等重点任务分解{m1}项，已全部完成。",
    "除上述情况外，{self}没有其他需要报告的事项。",
    "",
)


@dataclass(frozen=True, slots=True)
class _Case:
    """What the sentences need: the draft's figures and the organ."""

    random: Random
    organ: Organ
    year: int
    figures: Figures

    def of(self, row: str) -> int:
        return int(self.figures[f"t3.{row}.total"])

    def say(self, text: str, **more: str) -> str:
        """A sentence with its blanks filled; numbers that have nothing to do with the tables are random."""
        random, organ = self.random, self.organ
        place = organ.name[:2]
        fields = {
            "year": str(self.year), "year1": str(self.year + 1), "organ": organ.name,
            "self": organ.self, "office": organ.office, "field": organ.field, "place": place,
            "n": str(random.randint(120, 900)), "n2": str(random.randint(40, 119)),
            "n3": str(random.randint(100, 600)), "n5": str(random.randint(10000, 99999)),
            "m": str(random.randint(11, 40)), "k": str(random.randint(12, 99)),
            "m1": str(random.randint(2, 9)), **more,
        }  # fmt: skip
        return text.format_map(fields)


def good(n: int, of: tuple[Organ, int] | None = None) -> tuple[Draft, Length]:
    """The n-th good report, always the same, and its length. `of`: of which organ and year, from 2021 on."""
    random = Random(f"good/{n}")
    length = LENGTHS[n % 3]
    form: FormatVersion = "2019" if n % 5 == 4 and of is None else "2021"
    year = random.choice((2019, 2020)) if form == "2019" else random.choice((2021, 2022, 2023))
    organ = random.choice(ORGANS)
    if of is not None:
        organ, year = of
    forms: dict[TableId, FormatVersion] = dict.fromkeys(TABLE_IDS, form)
    figures = _figures(random, form)
    case = _Case(random, organ, year, figures)
    made = Draft(
        name=f"good-{n}",
        organ=organ.name,
        year=year,
        forms=forms,
        shown={cell: f"{value:f}" if isinstance(value, Decimal) else str(value)
               for cell, value in figures.items()},
        truth={cell: Truth(value) for cell, value in figures.items()},
        layouts={
            table: printed.LAYOUTS[table, form].replace("\\\n", "").strip().splitlines()
            for table in TABLE_IDS
        },
        prose={1: _first(case, length), 5: _fifth(case, length), 6: _sixth(case, length)},
        about=f"{length}, {form}",
    )  # fmt: skip
    preamble = case.say(random.choice(_PREAMBLES))
    if form == "2019":
        preamble = preamble.replace("〔2021〕30号", "〔2019〕60号")
    made.finish.append(lambda setting: _begin(setting, preamble, random.random() < 0.5))
    return made, length


def _begin(setting: Setting, preamble: str, first: bool) -> None:
    """The preamble in place of the plain sentence: before the first heading or below it."""
    del setting[1]
    at = (
        1 if first else 1 + [b.text for b in setting if isinstance(b, Paragraph)].index(HEADINGS[0])
    )
    setting.insert(at, Paragraph(preamble))


# --- figures ---------------------------------------------------------------------------------


def _figures(random: Random, form: FormatVersion) -> Figures:
    """Figures of an office where everything goes as it should: few requests are still open."""
    figures: Figures = {cell: 0 for table in TABLE_IDS for cell in TABLES[table, form].specs}
    busy = random.choice((0, 0.15, 0.5))
    for column in printed.COLUMNS["t3"][:-1]:
        _fill_column(
            figures, form, column, random, busy if column == "natural_person" else busy / 3
        )
    for group in ("reconsideration", "litigation_direct"):
        for outcome in ("upheld", "corrected", "other", "pending"):
            if busy and random.random() < 0.3:
                figures[f"t4.{group}.{outcome}"] = random.randint(1, 4)
    for table in TABLE_IDS:
        for identity in TABLES[table, form].identities:
            if identity.kind == "column total":
                figures[identity.right[0]] = sum(figures[cell] for cell in identity.left)
    figures |= _second_2021(random) if form == "2021" else _second_2019(random)
    return figures


def _fill_column(
    figures: Figures, form: FormatVersion, column: str, random: Random, busy: float
) -> None:
    rows = list(dict.fromkeys(row_of(cell) for cell in TABLES["t3", form].specs))
    new, carried_in, *outcomes, concluded, carried_over = rows
    for row in outcomes:
        if row.endswith(("fee_overdue", "excessive", "other.other", "other.all")):
            continue
        if random.random() < busy:
            figures[f"{row}.{column}"] = random.randint(1, 6)
    figures[f"{outcomes[0]}.{column}"] += random.randint(3, 30) if random.random() < busy * 2 else 0
    done = int(sum(figures[f"{row}.{column}"] for row in outcomes))
    open_ = random.randint(0, done // 8)
    before = random.randint(0, done // 8)
    figures[f"{concluded}.{column}"] = done
    figures[f"{carried_over}.{column}"] = open_
    figures[f"{carried_in}.{column}"] = before
    figures[f"{new}.{column}"] = done + open_ - before


def _second_2021(random: Random) -> Figures:
    issued, repealed = random.randint(0, 4), random.randint(0, 2)
    return {
        "t2.normative_documents.issued": issued,
        "t2.normative_documents.repealed": repealed,
        "t2.normative_documents.in_force": issued + random.randint(5, 40),
        "t2.licences.decisions": random.choice((0, random.randint(1, 3000))),
        "t2.penalties.decisions": random.choice((0, random.randint(1, 300))),
        "t2.coercion.decisions": random.choice((0, random.randint(1, 30))),
        "t2.charges.amount": random.choice((0, Decimal(random.randint(1, 90000)).scaleb(-2))),
    }


def _second_2019(random: Random) -> Figures:
    made = random.randint(0, 4)
    figures: Figures = {
        "t2.normative_documents.made": made,
        "t2.normative_documents.newly_disclosed": made,
        "t2.normative_documents.total_disclosed": made + random.randint(5, 40),
    }
    for row in ("licences", "other_services", "penalties", "coercion"):
        items = random.choice((0, random.randint(5, 90)))
        figures[f"t2.{row}.previous_items"] = items
        figures[f"t2.{row}.change"] = random.randint(-2, 3) if items else 0
        figures[f"t2.{row}.decisions"] = random.randint(1, 900) if items else 0
    figures["t2.charges.previous_items"] = random.randint(0, 3)
    projects = random.choice((0, random.randint(1, 20)))
    figures["t2.procurement.projects"] = projects
    figures["t2.procurement.amount"] = (
        Decimal(random.randint(100, 90000)).scaleb(-2) if projects else 0
    )
    return figures


# --- the text --------------------------------------------------------------------------------

_HEADS: Final = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
_OWN_HEADS: Final[Mapping[str, str]] = {
    "主动公开": "聚焦重点，加大公开力度",
    "依申请公开": "畅通渠道，办好公开申请",
    "政府信息管理": "健全制度，把好信息关口",
    "平台建设": "线上线下，建强公开载体",
    "监督保障": "压实责任，抓好队伍建设",
}
_MIXED_HEADS: Final[Mapping[str, str]] = {
    "主动公开": "主动公开有力度",
    "依申请公开": "依申请公开有温度",
    "政府信息管理": "制度建设有精度",
    "平台建设": "平台建设有广度",
    "监督保障": "组织领导有强度",
}
_OF_HEADS: Final[Mapping[str, str]] = {
    "主动公开": "坚持应公开尽公开，主动公开更加有力",
    "依申请公开": "坚持依法答复，依申请公开更加规范",
    "政府信息管理": "坚持源头把关，政府信息管理更加精细",
    "平台建设": "坚持便民利民，平台建设更加完善",
    "监督保障": "坚持压实责任，监督保障更加到位",
}
_HEADED: Final[tuple[Callable[[int, str, Random], str], ...]] = (
    lambda i, head, _r: f"（{'一二三四五'[i]}）{head}情况。",
    lambda i, head, _r: f"（{'一二三四五'[i]}）{head}",
    lambda i, head, _r: f"{'一二三四五'[i]}是{head}情况。",
    lambda i, head, _r: f"{i + 1}.{head}。",
    lambda _i, head, _r: f"在{head}方面，",
    lambda _i, head, r: f"{r.choice(('加强', '深化', '做好'))}{head}工作。",
    lambda i, head, _r: f"（{'一二三四五'[i]}）{_OF_HEADS[head]}。",
    lambda i, head, _r: f"（{'一二三四五'[i]}）{_OWN_HEADS[head]}",
    lambda i, head, _r: f"{i + 1}．{_OWN_HEADS[head]}。",
    lambda i, head, _r: f"{'一二三四五'[i]}是{_MIXED_HEADS[head]}。",
    lambda _i, _head, _r: "",
)


def _first(case: _Case, length: Length) -> list[str]:
    bodies = [_active(case), _requests(case), *(
        case.say(case.random.choice(bank)) for bank in (_MANAGEMENT, _PLATFORM, _OVERSIGHT)
    )]  # fmt: skip
    if length == "abridged":
        bodies = [_abridged(body) for body in bodies]
    if case.organ.is_government:
        bodies[-1] += case.say(case.random.choice(_ACCOUNTED))
    opening = case.say(case.random.choice(_OPENINGS))
    headed = case.random.choice(_HEADED)
    parts = [headed(i, head, case.random) for i, head in enumerate(_HEADS)]
    if length == "abridged" and case.random.random() < 0.5:
        return [opening + "".join(p + ("：" if p and p[-1] not in "。，" else "") + b
                                  for p, b in zip(parts, bodies, strict=True))]  # fmt: skip
    alone = parts[0] and parts[0][-1] not in "。，"  # a head on a line of its own
    told = [line for part, body in zip(parts, bodies, strict=True)
            for line in ((part, body) if alone else (part + body,))]  # fmt: skip
    return [*([opening] if opening else []), *told]


def _abridged(body: str) -> str:
    """The first sentences of a paragraph."""
    sentences = body.split("。")
    return "。".join(sentences[: max(2, len(sentences) - 2)]) + "。"


def _active(case: _Case) -> str:
    issued = case.figures.get("t2.normative_documents.issued")
    said = (
        f"全年制发行政规范性文件{issued}件。",
        f"本年度新制发行政规范性文件{issued}件，均在印发后20个工作日内公开。",
        "",
    )
    normative = case.random.choice(said) if issued else ""
    return case.say(case.random.choice((*_ACTIVE, *_ACTIVE_2)), normative=normative)


def _requests(case: _Case) -> str:
    requests, disputes = case.say(_counted(case)), _disputed(case)
    return case.say(case.random.choice(_REQUESTS), requests=requests, disputes=disputes)


def _counted(case: _Case) -> str:
    """How many requests came, how they ended, in one of many ways."""
    new, carried = case.of("new_received"), case.of("carried_in")
    done, left, random = case.of("concluded"), case.of("carried_over"), case.random
    if not new + carried:
        return random.choice(_NONE_RECEIVED)
    before = f"，上年结转{carried}件" if carried else ""
    after = f"，结转下年度继续办理{left}件" if left else ""
    outcomes = _outcomes(case)
    people = int(case.figures["t3.new_received.natural_person"])
    parted = f"，其中自然人申请{people}件、法人或其他组织申请{new - people}件"
    who = parted if new > people > 0 else ""
    ways = [
        f"全年新收政府信息公开申请{new}件{before}，办结{done}件{after}。其中{outcomes}。",
        (
            f"{{year}}年，{{self}}共收到政府信息公开申请{new}件{who}{before.replace('，', '；')}。"
            f"全年共办理答复{done}件，{outcomes}{after}。"
        ),
        f"本年度受理政府信息公开申请{new}件{before}，均按时办理{after}。",
        f"新收到依申请公开{new}件{before}{after}。",
    ]
    if not carried + left:
        ways.append(f"{{self}}全年新收到依申请公开{new}件，均依法依规予以答复。")
    return random.choice(ways)


def _outcomes(case: _Case) -> str:
    counted = (
        ("予以公开", case.of("granted")),
        ("部分公开", case.of("partial")),
        ("不予公开", _group(case, "denied.")),
        ("无法提供", _group(case, "unable.")),
        ("不予处理", _group(case, "not_processed.")),
        ("其他处理", _group(case, "other.")),
    )
    return "、".join(f"{name}{number}件" for name, number in counted if number)


def _group(case: _Case, prefix: str) -> int:
    return sum(
        int(value) for cell, value in case.figures.items()
        if cell.startswith(f"t3.{prefix}") and cell.endswith(".total")
    )  # fmt: skip


def _disputed(case: _Case) -> str:
    reviews = int(case.figures["t4.reconsideration.total"])
    suits = int(case.figures["t4.litigation_direct.total"])
    if not reviews + suits:
        return case.random.choice((*_NO_DISPUTES, ""))
    counted = (("行政复议", reviews), ("行政诉讼", suits))
    said = "、".join(f"{name}{number}件" for name, number in counted if number)
    return case.random.choice(_DISPUTES).format(said)


def _fifth(case: _Case, length: Length) -> list[str]:
    problems = f"{case.random.choice(_PROBLEMS)}；{case.random.choice(_PROBLEMS_2)}。"
    begin = case.random.choice(_PROBLEM_HEADS)
    mending = case.say(case.random.choice(_MENDING))
    if begin.startswith("（一）"):
        mending = mending.removeprefix("改进情况：")
        for numeral, plain in (("（一）", "一是"), ("（二）", "二是"), ("（三）", "三是")):
            mending = mending.replace(numeral, plain)
        mending = f"（二）改进情况。{mending}"
    first = case.say(begin + problems)
    is_short = length == "abridged" and not begin.startswith("（一）")
    return [first + mending] if is_short else [first, mending]


def _sixth(case: _Case, length: Length) -> list[str]:
    fees = case.say(case.random.choice(_FEES))
    if length == "abridged":
        return [fees]
    further = case.say(case.random.choice(_FURTHER))
    return [fees, *([further] if further else [])]
