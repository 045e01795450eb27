from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError

from functions.adapters import clients
from functions.adapters.messages import ObjectCreated
from functions.adapters.store import Address, InForceItem, Store
from functions.configure.handler import handler
from functions.notify.turns import tell
from gouji.report import Key
from gouji.season.settings import OfficeSettings
from tests.functions.builders import UPLOADS, Mailbox, context, object_created, s3, sent
from tests.functions.runs import Runs
from tests.gouji.season.test_workbooks import rows, workbook

PLACE = ("haishu", 2022)
FOLDER = "haishu/2022/_settings/"
ONE = "机关,简称\n海曙区教育局,区教育局\n"
TWO = "机关,简称\n海曙区教育局,区教育局\n海曙区民政局,\n"
FAULTY = "机关,邮箱\n海曙区教育局,不是邮箱\n,\n海曙区教育局,\n"


@pytest.fixture
def messages(aws: None, monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = Runs.made("messages")
    monkeypatch.setenv("MESSAGES_ARN", runs.arn)
    return runs


@pytest.fixture(autouse=True)
def rechecks(aws: None, messages: Runs, monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = Runs.made("rechecks")
    monkeypatch.setenv("RECHECK_ARN", runs.arn)
    return runs


def put_in(text: str | bytes, number: int = 1, name: str = "roster.csv") -> dict[str, Any]:
    """The event of a file of the office's own, put in as such a one, a minute after the one before."""
    body = text if isinstance(text, bytes) else text.encode()
    return sent(
        body, FOLDER + name, sequencer=f"00{number:02}", at=f"2023-01-01T08:{number:02}:00Z"
    )


def roster(store: Store) -> InForceItem:
    return store.office_files.item(PLACE, "roster")


def names(store: Store) -> list[str]:
    found = roster(store).roster
    return [organ.name for organ in found.organs] if found else []


def told(store: Store, mailbox: Mailbox) -> list[Any]:
    """All messages that the office gets, a turn each."""
    while store.outbox.pending(Address("haishu")):
        tell(store, Address("haishu"), "run-1")
    return mailbox.taken


def test_good_roster_comes_into_force_and_is_acknowledged_with_what_it_changes(
    store: Store, mailbox: Mailbox
) -> None:
    handler(put_in(ONE), context())
    handler(put_in(TWO, 2), context())
    assert (names(store), roster(store).version) == (["海曙区教育局", "海曙区民政局"], 2)
    first, second = told(store, mailbox)
    assert second.subject == "【已启用】2022年度名册 第 2 版"
    assert "· 新增 1 个机关：海曙区民政局。" in second.body
    assert "共 2 个机关" in second.body
    assert "审核单位：haishu" in second.body
    assert "新增 1 个机关：海曙区教育局。" in first.body
    assert {k: v for k, v in second.attributes.items() if k != "id"} == {
        "office": "haishu",
        "year": "2022",
        "audience": "office",
        "kind": "settings",
    }


def test_workbook_is_a_roster_like_any_other(store: Store) -> None:
    handler(put_in(workbook(rows(["机关"], ["海曙区教育局"])), 1, "roster.xlsx"), context())
    assert names(store) == ["海曙区教育局"]


def test_newer_of_two_rosters_is_in_force_whatever_their_names(store: Store) -> None:
    book = workbook(rows(["机关"], ["海曙区民政局"]))
    handler(put_in(book, 2, "roster.xlsx"), context())
    handler(put_in(ONE, 1), context())
    assert names(store) == ["海曙区民政局"]


def test_faulty_roster_replaces_nothing_and_is_told_row_by_row(
    store: Store, mailbox: Mailbox
) -> None:
    handler(put_in(ONE), context())
    handler(put_in(FAULTY, 2), context())
    assert (names(store), roster(store).version) == (["海曙区教育局"], 1)
    assert [fault.line for fault in roster(store).faulty.faults] == [2, 4]
    _, mail = told(store, mailbox)
    assert mail.subject == "【文件有误】2022年度名册没有启用（2 处）"
    assert "· roster.csv 第 2 行：“邮箱”一栏写的是“不是邮箱”" in mail.body
    assert "· roster.csv 第 4 行：“海曙区教育局”在第 2 行已经有了" in mail.body
    assert "原来的名册（第 1 版）继续有效。" in mail.body


def test_faulty_roster_where_there_is_none_says_that_none_is_in_use(
    store: Store, mailbox: Mailbox
) -> None:
    handler(put_in(FAULTY), context())
    assert roster(store).version == 0
    assert "目前没有在用的名册" in told(store, mailbox)[0].body
    assert store.office(*PLACE).missing.keys() == {"roster"}


def test_mended_roster_has_no_faults_any_more(store: Store) -> None:
    handler(put_in(FAULTY), context())
    handler(put_in(ONE, 2), context())
    assert not roster(store).faulty.faults
    assert not store.office(*PLACE).missing


def test_settings_come_into_force_and_are_acknowledged(store: Store, mailbox: Mailbox) -> None:
    handler(put_in('{"off": ["T2-08"], "deadline": "2023-01-20"}', 1, "rules.json"), context())
    office = store.office(*PLACE)
    assert office.settings.off == {"T2-08"}
    assert str(office.deadline) == "2023-01-20"
    (mail,) = told(store, mailbox)
    assert mail.subject == "【已启用】2022年度规则设置 第 1 版"
    assert "· 停用规则 T2-08。" in mail.body
    assert "· 本地报送期限定为 2023-01-20。" in mail.body


def test_faulty_settings_are_told_with_their_line(store: Store, mailbox: Mailbox) -> None:
    handler(put_in('{"off":\n["T2-8"]}', 1, "rules.json"), context())
    assert "rules.json 第 2 行：没有编号为“T2-8”的规则" in told(store, mailbox)[0].body
    assert store.office_files.item(PLACE, "settings").settings is None


def test_decimals_of_settings_come_back_exactly(store: Store) -> None:
    said = '{"thresholds": {"XY-06": 0.90}}'
    handler(put_in(said, 1, "rules.json"), context())
    settings = store.office_files.item(PLACE, "settings").settings or OfficeSettings()
    assert str(settings.rules.thresholds["XY-06"]) == "0.90"


def test_same_content_twice_says_nothing(store: Store, mailbox: Mailbox, rechecks: Runs) -> None:
    handler(put_in(ONE), context())
    handler(put_in("\ufeff" + ONE.replace("\n", "\r\n"), 2), context())  # as Excel saves it
    assert (len(told(store, mailbox)), roster(store).version) == (1, 1)
    assert len(rechecks.inputs) == 1


def test_old_content_after_a_faulty_file_is_acknowledged(store: Store, mailbox: Mailbox) -> None:
    handler(put_in(ONE), context())
    handler(put_in(FAULTY, 2), context())
    handler(put_in(ONE, 3), context())
    assert "内容没有变化。" in told(store, mailbox)[-1].body
    assert (roster(store).version, roster(store).faults) == (1, None)


def test_what_is_not_read_of_a_roster_is_told(store: Store, mailbox: Mailbox) -> None:
    handler(put_in("机关,序号\n海曙区教育局,1\n"), context())
    assert "· roster.csv 第 1 行：不认识“序号”一栏，没有读取。" in told(store, mailbox)[0].body


def test_file_that_is_too_large_is_refused_unread(store: Store) -> None:
    handler(put_in("机关\n" + "海" * 2_000_000), context())
    assert [fault.kind for fault in roster(store).faulty.faults] == ["too_large"]


def test_empty_file_is_faulty(store: Store) -> None:
    handler(put_in(""), context())
    assert [fault.kind for fault in roster(store).faulty.faults] == ["no_name_column"]


@pytest.mark.parametrize(
    "key",
    [
        *(FOLDER, FOLDER + "~$roster.xlsx", FOLDER + ".roster.csv", FOLDER + "旧/.DS_Store"),
        "haishu/2022/海曙区教育局/roster.csv",
        *("haishu/_settings/roster.csv", "Haishu/2022/_settings/roster.csv"),
    ],
)
def test_what_is_no_file_of_an_offices_year_is_passed_over(
    store: Store, messages: Runs, key: str
) -> None:
    handler(sent(ONE.encode(), key), context())
    assert not names(store)
    assert not messages.inputs


@pytest.mark.parametrize("name", ["名册.xlsx", "readme.txt", "2021/roster.csv", "roster"])
def test_file_of_another_name_is_told_once_and_changes_nothing(
    store: Store, messages: Runs, mailbox: Mailbox, name: str
) -> None:
    handler(put_in(ONE), context())
    tell(store, Address("haishu"), "run-0")
    event = put_in(TWO, 2, name)
    for run in ("run-1", "run-2"):
        handler(event, context())
        tell(store, Address("haishu"), run)
    assert names(store) == ["海曙区教育局"]
    _, told = mailbox.taken
    assert told.attributes["kind"] == "settings"
    assert f"“{name}”" in told.body
    assert "roster.csv" in told.body
    assert "rules.json" in told.body
    handler(put_in(TWO, 3, name), context())
    tell(store, Address("haishu"), "run-3")
    assert len(mailbox.taken) == 3


def test_file_that_is_gone_is_passed_over(store: Store) -> None:
    event = put_in(ONE)
    version = event["detail"]["object"]["version-id"]
    s3().delete_object(Bucket=UPLOADS, Key=FOLDER + "roster.csv", VersionId=version)
    handler(event, context())
    assert roster(store).revision == 0


def test_deleting_the_file_leaves_it_in_force(store: Store) -> None:
    event = put_in(ONE)
    s3().delete_object(Bucket=UPLOADS, Key=FOLDER + "roster.csv")
    handler(event, context())
    assert names(store) == ["海曙区教育局"]


def test_office_files_do_not_show_among_the_reports_of_the_year(store: Store) -> None:
    handler(put_in(ONE), context())
    assert not list(store.year(*PLACE))
    assert not store.summaries(*PLACE, 100, None).items
    assert store.record(Key("haishu", 2022, "_settings")) is None


def test_other_offices_and_years_have_none_of_it(store: Store) -> None:
    handler(put_in(ONE), context())
    assert store.office("yinzhou", 2022).roster is store.office("haishu", 2021).roster is None


def test_change_starts_a_recheck_of_the_year_once(store: Store, rechecks: Runs) -> None:
    event = put_in(ONE)
    handler(event, context())
    handler(event, context())
    handler(put_in(FAULTY, 2), context())
    item = roster(store)
    assert rechecks.inputs == {
        item.attempt: {
            "office": "haishu",
            "year": 2022,
            "organ": None,
            "reason": "roster",
            "id": item.attempt,
            "read": False,
        }
    }


def test_without_a_recheck_the_file_is_in_force_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RECHECK_ARN")
    handler(put_in(ONE), context())
    assert names(store) == ["海曙区教育局"]


def test_office_is_told_at_once(store: Store, messages: Runs) -> None:
    handler(put_in(ONE), context())
    assert list(messages.inputs.values()) == [{"office": "haishu", "organ": None}]


# --- whatever fails, and in whatever order ------------------------------------------------------


def events() -> list[dict[str, Any]]:
    return [put_in(ONE, 1), put_in(TWO, 2), put_in(FAULTY, 3), put_in(ONE, 4), put_in(TWO, 5)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::11])
def test_end_is_the_same_in_whatever_order_events_come(
    store: Store, order: tuple[int, ...]
) -> None:
    all_ = events()
    for number in (*order, order[0]):
        handler(all_[number], context())
    item = roster(store)
    assert (names(store), item.version, item.faults) == (["海曙区教育局", "海曙区民政局"], 4, None)
    assert item.attempt == ObjectCreated.of(all_[4]).upload().upload_id


def test_older_file_that_comes_later_is_not_told(store: Store, mailbox: Mailbox) -> None:
    handler(put_in(TWO, 2), context())
    handler(put_in(ONE, 1), context())
    handler(put_in(FAULTY, 0), context())
    assert len(told(store, mailbox)) == 1
    assert names(store) == ["海曙区教育局", "海曙区民政局"]


def _throttled() -> ClientError:
    said = {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}
    return ClientError(said, "any")  # type: ignore[arg-type]  # other keys than its stub has


class Killed(BaseException):
    """The function is ended from outside."""


@dataclass(frozen=True)
class Break:
    """Of the calls of this name the one of this number raises, before it does anything or after it did all."""

    client: str
    call: str
    number: int
    when: str
    fault: Callable[[], BaseException]

    def inject(self, patched: pytest.MonkeyPatch) -> None:
        client = getattr(clients, self.client)()
        real = getattr(client, self.call)
        calls = itertools.count(1)

        def broken(**about: Any) -> Any:
            if next(calls) != self.number:
                return real(**about)
            if self.when == "after":
                real(**about)
            raise self.fault()

        patched.setattr(client, self.call, broken)


BREAKS = [
    Break(client, call, number, when, fault)
    for client, call, number in (
        ("dynamodb", "transact_write_items", 1),  # the file, what is in force, the message
        ("states", "start_execution", 1),  # the recheck
        ("states", "start_execution", 2),  # the telling
    )
    for when in ("before", "after")
    for fault in (_throttled, Killed)
]


@pytest.mark.parametrize(
    "break_", BREAKS, ids=lambda b: f"{b.call} {b.number} {b.when} {b.fault.__name__}"
)
def test_file_is_in_force_told_once_and_rechecked_once_whatever_call_fails(
    store: Store,
    mailbox: Mailbox,
    rechecks: Runs,
    monkeypatch: pytest.MonkeyPatch,
    break_: Break,
) -> None:
    event = put_in(ONE)
    with monkeypatch.context() as patched:
        break_.inject(patched)
        with pytest.raises((ClientError, Killed)):
            handler(event, context())
    handler(event, context())  # Lambda tries an event again
    assert (names(store), roster(store).version) == (["海曙区教育局"], 1)
    assert len(rechecks.inputs) == 1
    assert len(told(store, mailbox)) == 1


def test_two_files_at_once_are_both_taken_up(
    store: Store, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = clients.dynamodb()
    real = client.transact_write_items

    def late(**about: Any) -> Any:
        monkeypatch.setattr(client, "transact_write_items", real)
        handler(put_in(TWO, 2), context())  # another comes in between
        return real(**about)

    monkeypatch.setattr(client, "transact_write_items", late)
    handler(put_in(ONE, 1), context())
    assert (names(store), roster(store).version) == (["海曙区教育局", "海曙区民政局"], 2)
    assert len(told(store, mailbox)) == 1  # the older one came later


def test_system_fault_is_raised_to_be_retried(store: Store) -> None:
    event = object_created(FOLDER + "roster.csv")
    event["detail"]["bucket"]["name"] = "nowhere"
    with pytest.raises(ClientError):
        handler(event, context())
    assert roster(store).revision == 0
