"""Narratives that agree with their tables, or contradict them in one number: what is told falsely, what is missed.

Each kind of statement (`kinds.py`) is told of random balanced reports, in numerals and counters of several
styles, beside statements that no table has. A report is set as text and read before it is judged.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Final, Literal, get_args

import msgspec

from bench.narratives.fourth import FOURTH, MORE
from bench.narratives.held_out import FIFTH
from bench.narratives.kinds import ASIDE, KINDS, Kind, Values
from bench.narratives.sixth import SIXTH
from bench.narratives.third import THIRD
from bench.results import Results
from bench.tables import T3, T4, balanced_disputes, balanced_table
from gouji.facts.base import Facts, Reason
from gouji.facts.narrative import TextDisagrees
from gouji.form import TABLES, row_of
from gouji.judging.judge import judge
from gouji.numerals import chinese
from gouji.reading.read import read
from gouji.report import CellId, Number
from gouji.verdict import GRAVITY, Finding, Verdict
from samples import printed
from samples.make import HEADINGS
from samples.render import Content, Paragraph, text_tabs

Bank = Literal["first", "second", "third", "fourth", "fifth", "sixth"]

_BANKS: Final[Mapping[Bank, Mapping[str, tuple[str, ...]]]] = {
    "third": THIRD,
    "fourth": FOURTH,
    "fifth": FIFTH,
    "sixth": SIXTH,
}
_KINDS: Final = (*KINDS, *MORE)
_SIZES: Final = (3, 12, 40, 400)
_TRIES: Final = 3000  # reports drawn until one has what a statement tells of
_RULES: Final = ("TXT-", "FEE-")
_SAME: Final = 8  # characters in a row that make words the same as a statement's

_LEGAL: Final = ("business", "research", "welfare", "legal_service", "other")
_OUTCOMES: Final = tuple(
    row.removeprefix("t3.")
    for row in dict.fromkeys(row_of(cell) for cell in T3.specs)
    if row.removeprefix("t3.") not in {"new_received", "carried_in", "concluded", "carried_over"}
)
_SUITS: Final = ("litigation_direct", "litigation_after_reconsideration")


def _total(*rows: str) -> tuple[CellId, ...]:
    return tuple(f"t3.{row}.total" for row in rows)


def _group(name: str) -> tuple[CellId, ...]:
    return _total(*(row for row in _OUTCOMES if row.startswith(f"{name}.")))


def _suits(outcome: str) -> tuple[CellId, ...]:
    return tuple(f"t4.{group}.{outcome}" for group in _SUITS)


# What a statement calls a figure → the cells whose sum it is.
FIGURES: Final[Mapping[str, tuple[CellId, ...]]] = {
    "new": _total("new_received"),
    "carried_in": _total("carried_in"),
    "all": _total("new_received", "carried_in"),
    "concluded": _total("concluded"),
    "carried_over": _total("carried_over"),
    **{row.rpartition(".")[2]: _total(row) for row in _OUTCOMES},
    **{name: _group(name) for name in ("denied", "unable", "not_processed", "other")},
    "granted+partial": _total("granted", "partial"),
    "person": ("t3.new_received.natural_person",),
    **{name: (f"t3.new_received.{name}",) for name in ("business", "legal_service")},
    "organisations": tuple(f"t3.new_received.{name}" for name in _LEGAL),
    "organisations-business": tuple(f"t3.new_received.{name}" for name in _LEGAL[1:]),
    "reconsiderations": ("t4.reconsideration.total",),
    **{
        f"r_{outcome}": (f"t4.reconsideration.{outcome}",)
        for outcome in ("upheld", "corrected", "other", "pending")
    },
    "r_closed": tuple(f"t4.reconsideration.{o}" for o in ("upheld", "corrected", "other")),
    "lawsuits": _suits("total"),
    **{f"l_{outcome}": _suits(outcome) for outcome in ("upheld", "corrected", "other", "pending")},
    "d_total": ("t4.litigation_direct.total",),
    "a_total": ("t4.litigation_after_reconsideration.total",),
    "docs_issued": ("t2.normative_documents.issued",),
    "docs_repealed": ("t2.normative_documents.repealed",),
    "docs_in_force": ("t2.normative_documents.in_force",),
    "licences": ("t2.licences.decisions",),
    "penalties": ("t2.penalties.decisions",),
    "coercion": ("t2.coercion.decisions",),
    "charges": ("t2.charges.amount",),
}
# Organs, and how they call themselves.
_ORGANS: Final = (
    ("青川市教育局", ("本机关", "我局", "本单位", "市教育局")),
    ("海岚县水务局", ("本机关", "我局", "县水务局", "局机关")),
    ("白石镇人民政府", ("本机关", "我镇", "镇政府", "本单位")),
    ("云坪区人民政府柳荫街道办事处", ("街道", "我街道", "本机关", "柳荫街道")),
)
_TABLE_OF_SECTION: Final[Mapping[int, Literal["t2", "t3", "t4"]]] = {2: "t2", 3: "t3", 4: "t4"}

# --- reports ---------------------------------------------------------------------------------

Figures = dict[CellId, Number]


def _figures(random: Random, keep: Sequence[str]) -> Figures:
    figures: Figures = dict.fromkeys(TABLES["t2", "2021"].specs, 0)
    most = 90_000 if "many decisions" in keep else 900
    for cell in figures:
        figures[cell] = random.randint(1, most if cell.endswith("decisions") else 40)
    figures["t2.charges.amount"] = Decimal(random.randint(1, 99_999)).scaleb(-2).normalize()
    requests = dict(balanced_table(random, random.choice(_SIZES)))
    disputes = dict(balanced_disputes(random, 8))
    for name in keep:
        for cell in (*requests, *disputes):
            if KEPT[name](cell):
                (requests if cell in requests else disputes)[cell] = 0
    _balance_requests(requests)
    for table, found in ((T3, requests), (T4, disputes)):
        for identity in table.identities:
            if identity.kind == "column total":
                found[identity.right[0]] = sum(found[cell] for cell in identity.left)
    return {**figures, **requests, **disputes}


def _column(cell: CellId) -> str:
    return cell.rpartition(".")[2]


# What is set to 0 in the tables.
KEPT: Final[Mapping[str, Callable[[CellId], bool]]] = {
    "no requests": lambda cell: cell.startswith("t3."),
    "closed": lambda cell: row_of(cell) == "t3.carried_over",
    "fresh": lambda cell: row_of(cell) == "t3.carried_in",
    "granted only": lambda cell: row_of(cell).removeprefix("t3.") in set(_OUTCOMES) - {"granted"},
    "persons only": lambda cell: cell.startswith("t3.") and _column(cell) in _LEGAL,
    "upheld only": lambda cell: cell.startswith("t4.") and _column(cell) != "upheld",
    "no disputes": lambda cell: cell.startswith("t4."),
    "many decisions": lambda _: False,
}


def _balance_requests(figures: dict[CellId, int]) -> None:
    for column in ("natural_person", *_LEGAL):
        done = sum(figures[f"t3.{row}.{column}"] for row in _OUTCOMES)
        both = done + figures[f"t3.carried_over.{column}"]
        carried_in = min(figures[f"t3.carried_in.{column}"], both)
        figures[f"t3.concluded.{column}"] = done
        figures[f"t3.carried_in.{column}"] = carried_in
        figures[f"t3.new_received.{column}"] = both - carried_in


def _values(figures: Figures) -> Values:
    return {
        name: int(sum(figures[cell] for cell in cells))
        if name != "charges"
        else int(figures[cells[0]] * 100)
        for name, cells in FIGURES.items()
    }


# --- telling ---------------------------------------------------------------------------------

_FIELD: Final = re.compile(r"\{([^{}]+)\}")
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def _spoken(number: int, random: Random) -> str:
    return "两" if number == 2 and random.random() < 0.5 else chinese(number)


_NUMERALS: Final[tuple[Callable[[int, Random], str], ...]] = (
    lambda n, _: str(n),
    lambda n, _: str(n),
    lambda n, _: str(n).translate(_FULL_WIDTH),
    lambda n, _: f" {n} ",
    lambda n, _: f"{n:,}",
    _spoken,
)


class _Unfit(Exception):
    """The report has nothing of what a wording tells."""


@dataclass(slots=True)
class Telling:
    """A wording filled with the figures of a report.

    A field is `name`, a figure that is not 0; `name?`, one that may be; `name.`, one that is never told wrongly;
    `$name` and `≈name`, an amount, a rounded number; `<name` and `<a:name`, less than it; `>a:name`, the rest of it;
    `+d:name`, more than it, `=d`, how much more; `%part/whole`, a share; `~` and `~big`, any number; `!s`, any
    number that has parts `<a:s`, `>a:s`.
    """

    random: Random
    values: Values
    words: Mapping[str, str]
    counter: str
    numeral: Callable[[int, Random], str]
    wrong: int | None = None  # which of the fields that can be told wrongly is
    told: str | None = None  # the figure that is
    _remembered: dict[str, int] = field(default_factory=dict)

    def fill(self, wording: str) -> str:
        """The statement."""
        names = _FIELD.findall(wording)
        fields = [i for i, name in enumerate(names) if _can_be_wrong(name)]
        at = fields[self.wrong % len(fields)] if self.wrong is not None and fields else -1
        filled = iter([self._field(name, i == at) for i, name in enumerate(names)])
        return _FIELD.sub(lambda _: next(filled), wording).replace("#", self.counter)

    def _field(self, name: str, wrong: bool) -> str:
        if name in self.words:
            return self.words[name]
        if name[0] in "$≈":
            return self._amount(name, wrong)
        if name[0] == "%":
            part, _, whole = name[1:].partition("/")
            return f"{100 * self._value(part) / self._value(whole):.{self.random.choice((1, 2))}f}%"
        number = self._number(name)
        if wrong:
            self.told = name.rstrip("?")
            number = self._slip(number)
        return self.numeral(number, self.random)

    def _number(self, name: str) -> int:
        if name[0] == "~":
            most = max(self.values[n] for n in ("all", "reconsiderations", "docs_in_force"))
            low, high = (2 * most + 50, 2 * most + 5000) if name == "~big" else (1, 60)
            return self.random.randint(low, high)
        if name[0] == "=":
            return self._remembered[name[1:]]
        if name[0] == "!":
            return self._remembered.setdefault(name[1:], self.random.randint(60, 900))
        if name[0] not in "<>+":
            return self._value(name)
        key, _, of = name[1:].rpartition(":")
        whole = self._value(of)
        if name[0] == ">":
            return whole - self._remembered[key]
        if name[0] == "<" and whole < 2:
            raise _Unfit
        drawn = self.random.randint(1, whole - 1 if name[0] == "<" else whole + 20)
        self._remembered[key] = drawn
        return drawn if name[0] == "<" else whole + drawn

    def _value(self, name: str) -> int:
        name, named = name.rstrip("?."), name
        value = self._remembered.get(name) or self.values[name]
        if not value and not named.endswith("?"):
            raise _Unfit
        return value

    def _amount(self, name: str, wrong: bool) -> str:
        upwards = name.startswith("≈+")
        figure = name.lstrip("$≈+")
        number = self._value(figure)
        if wrong:
            self.told = figure
            number += self.random.choice((3, 5)) * 10 ** (len(str(number)) - 1)
        if name[0] == "$":
            return f"{Decimal(number).scaleb(-2).normalize():f}"
        shown = -(-number // 1000) if upwards else number // 1000
        return f"{Decimal(shown).scaleb(-1).normalize():f}万"

    def _slip(self, number: int) -> int:
        """Another number, as people mistype one; none that the report has elsewhere."""
        for _ in range(200):
            digits = list(str(number))
            at = self.random.randrange(len(digits))
            match self.random.randrange(3):
                case 0:
                    digits[at] = self.random.choice("0123456789")
                case 1:
                    digits[at - 1], digits[at] = digits[at], digits[at - 1]
                case _:
                    digits = list(str(number + self.random.choice((-3, -2, -1, 1, 2, 3))))
            slipped = abs(int("".join(digits)))
            if slipped and slipped not in self.values.values():
                return slipped
        raise _Unfit


def _can_be_wrong(name: str) -> bool:
    return name[0] == "!" or (name.lstrip("$≈+").rstrip("?") in FIGURES and name[0] not in "<>%")


# --- cases -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """A report with a statement: `about` names the cells that it contradicts, none where it agrees."""

    document: bytes
    statement: str
    about: tuple[CellId, ...] = ()


def cases(kind: Kind, bank: Bank, contradicting: bool, times: int) -> Iterator[Case]:
    """So many cases of one kind, the same in each run."""
    random = Random(f"{kind.name} {bank} {contradicting}")
    wordings = _wordings(kind, bank)
    for n in range(times):
        yield _case(random, kind, wordings[n % len(wordings)], bank, contradicting)


def _wordings(kind: Kind, bank: Bank) -> tuple[str, ...]:
    match bank:
        case "first":
            return kind.first
        case "second":
            return kind.second
    return _BANKS[bank].get(kind.name, ())


def _case(random: Random, kind: Kind, wording: str, bank: Bank, contradicting: bool) -> Case:
    in_words = contradicting and kind.against is not None
    for _ in range(_TRIES):
        figures = _figures(random, () if in_words else kind.keep)
        values = _values(figures)
        fits = kind.against(values) if in_words and kind.against else kind.when(values)
        if not fits:
            continue
        organ, selves = random.choice(_ORGANS)
        year = random.choice((2021, 2022, 2023))
        words = {
            "we": random.choice(selves), "year": str(year), "last": str(year - 1), "next": str(year + 1),
        }  # fmt: skip
        telling = Telling(
            random, values, words, random.choice(kind.counters), random.choice(_NUMERALS),
            wrong=random.randrange(10) if contradicting and not in_words else None,
        )  # fmt: skip
        try:
            statement = telling.fill(wording)
        except _Unfit:
            continue
        about = kind.about if in_words else (telling.told,) if telling.told else ()
        beside = _aside(random, values, words, bank, kind)
        prose = _prose(random, random.choice(kind.sections), statement, beside)
        document = text_tabs(_content(organ, year, figures, prose)).encode()
        cells = tuple(cell for name in about for cell in FIGURES.get(name, ()))
        return Case(document, statement, cells)
    raise ValueError(f"no report for {wording}")


def _aside(
    random: Random, values: Values, words: Mapping[str, str], bank: Bank, told: Kind
) -> list[str]:
    """Up to two statements that no table has."""
    found = []
    for kind in random.sample(ASIDE, random.choice((0, 0, 1, 2))):
        if kind is told or not kind.when(values):
            continue
        wording = random.choice(_wordings(kind, bank))
        telling = Telling(
            random, values, words, random.choice(kind.counters), random.choice(_NUMERALS)
        )
        try:
            found.append(telling.fill(wording))
        except _Unfit:
            continue
    return found


_OPENING: Final = (
    "{year}年，本机关按照条例要求做好政府信息公开工作。",
    "一年来，本机关坚持以公开为常态、不公开为例外，主动接受社会监督。",
)
_MANAGEMENT: Final = "（三）政府信息管理。文件起草时即标明公开属性，定期清理。"
_PROBLEMS: Final = "部分栏目更新不够及时，今后将安排专人每周检查。"


def _prose(random: Random, section: int, statement: str, beside: list[str]) -> dict[int, list[str]]:
    told = [statement, *beside]
    random.shuffle(told)
    first = [random.choice(_OPENING), "（一）主动公开。内容完整，更新及时。"]
    if section == 1:
        first.append("（二）依申请公开。" + "".join(told))
    own = {section: ["".join(told)]} if section != 1 else {}
    return {
        1: [*first, _MANAGEMENT],
        **own,
        5: [_PROBLEMS],
        6: ["本年度没有收取信息处理费。"],
    }


def _content(
    organ: str, year: int, figures: Figures, prose: Mapping[int, Sequence[str]]
) -> Content:
    content: list[Paragraph | printed.Grid] = [
        Paragraph(f"{organ}{year}年政府信息公开工作年度报告", "title")
    ]
    shown = {cell: f"{number:f}" for cell, number in ((c, Decimal(n)) for c, n in figures.items())}
    for number, heading in enumerate(HEADINGS, 1):
        content.append(Paragraph(heading, "heading"))
        content += [Paragraph(text.replace("{year}", str(year))) for text in prose.get(number, ())]
        if number in _TABLE_OF_SECTION:
            content.append(printed.grid(printed.LAYOUTS[_TABLE_OF_SECTION[number], "2021"], shown))
    return [*content, Paragraph(organ, "signature"), Paragraph(f"{year + 1}年1月15日", "signature")]


# --- counting --------------------------------------------------------------------------------


@dataclass(slots=True)
class Row:
    """What became of the cases of one kind."""

    agreeing: int = 0
    false_errors: int = 0
    warnings: int = 0
    quoted: int = 0  # statements that agree, and of which is said that they could not be checked
    contradicting: int = 0
    told: int = 0
    unassessed: int = 0
    missed: int = 0

    def columns(self) -> tuple[object, ...]:
        """The row's cells, after its name."""
        share = f"{100 * self.missed / self.contradicting:.1f} %" if self.contradicting else "–"
        return (
            self.agreeing, self.false_errors, self.warnings, self.quoted, self.contradicting, self.told,
            self.unassessed, self.missed, share,
        )  # fmt: skip

    def add(self, other: Row) -> None:
        """Count the other's cases, too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


COLUMNS: Final = (
    "statement", "bank", "agreeing", "false errors", "warnings", "unassessed",
    "contradicting", "told", "unassessed", "missed", "share missed",
)  # fmt: skip


def table(times: int, show: Callable[[str, Case, str], None] | None = None) -> None:
    """Print the table: so many cases of each kind, bank and sort."""
    shown = Results("narratives", *COLUMNS)
    totals: dict[Bank, Row] = {bank: Row() for bank in get_args(Bank)}
    for kind in _KINDS:
        for bank, total in totals.items():
            if not _wordings(kind, bank):
                continue
            row = _row(kind, bank, times, show)
            shown.row(kind.name, bank, *row.columns())
            total.add(row)
    for bank, total in totals.items():
        shown.row("all", bank, *total.columns())


def _row(kind: Kind, bank: Bank, times: int, show: Callable[[str, Case, str], None] | None) -> Row:
    row = Row()
    for case in cases(kind, bank, False, times):
        verdict = judge(read(case.document))
        row.agreeing += 1
        faults = Counter(finding.severity for finding in _of_text(verdict))
        row.false_errors += faults["error"] > 0
        row.warnings += faults["warning"] > 0
        row.quoted += _is_quoted(verdict, case.statement)
        if show and faults["error"]:
            show("false error", case, _messages(verdict))
    if kind.tells is None:
        return row
    least = GRAVITY.index(kind.tells)
    for case in cases(kind, bank, True, times):
        verdict = judge(read(case.document))
        row.contradicting += 1
        if any(_tells(finding, case, least) for finding in _of_text(verdict)):
            row.told += 1
        elif _is_quoted(verdict, case.statement):
            row.unassessed += 1
        else:
            row.missed += 1
            if show:
                show("missed", case, _messages(verdict))
    return row


def _of_text(verdict: Verdict) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.rule.startswith(_RULES)]


def _tells(finding: Finding, case: Case, least: int) -> bool:
    """Whether a finding quotes the statement, is grave enough, and names a row that it contradicts, or no row."""
    rows = {row_of(cell) for cell in finding.cells}
    if isinstance(finding.facts, TextDisagrees):  # 办理: what was received or what was concluded
        rows |= {row_of(shown.cell) for shown_of in finding.facts.tables for shown in shown_of}
    grave = GRAVITY.index(finding.severity) <= least
    fits = not rows or bool(rows & {row_of(cell) for cell in case.about})
    return grave and fits and _quotes(finding.facts, case.statement)


def _is_quoted(verdict: Verdict, statement: str) -> bool:
    """Whether words of the statement stand in the reason why something could not be checked."""
    return any(
        _quotes(item.facts, statement)
        for item in verdict.unassessed
        if item.rule.startswith(_RULES)
    )


def _quotes(facts: Facts | Reason, statement: str) -> bool:
    told = _plain(msgspec.json.encode(facts).decode())
    for sentence in _plain(statement).rstrip("。").split("。"):
        last = max(len(sentence) - _SAME, 0)
        if any(sentence[i : i + _SAME] in told for i in range(last + 1)):
            return True
    return False


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _messages(verdict: Verdict) -> str:
    return " ｜ ".join(f"{f.rule} {f.message}" for f in _of_text(verdict)) or "–"


def _print(what: str, case: Case, messages: str) -> None:
    print(f"{what}: {case.statement}\n    {', '.join(case.about)} {messages}", file=sys.stderr)


def main(arguments: Sequence[str]) -> None:
    """Print the table; the first argument is how many cases a row has; `--show` prints what is wrong."""
    numbers = [int(argument) for argument in arguments if argument.isdecimal()]
    table(numbers[0] if numbers else 20, _print if "--show" in arguments else None)


if __name__ == "__main__":
    main(sys.argv[1:])
