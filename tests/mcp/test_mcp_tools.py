"""The assistant's tools: the command line's JSON, honest about what is not held, and mistakes told in one line."""

import asyncio
import builtins
import json
from collections.abc import Mapping

import pytest

import onrecord
from onrecord import report
from onrecord.mcp import create_server, tools
from onrecord.record import Record
from onrecord.terms import UsageError

RECORD = onrecord.open()
STORY = (
    "UNITED NATIONS, 2 March 2022 - The General Assembly adopted a resolution on Ukraine by 141 votes to 5, "
    "with 35 abstentions. China abstained.\n"
)


def _ask(tool: str, arguments: Mapping[str, object]) -> tuple[bool, dict[str, object] | str]:
    """Calls a tool through a client in this process; whether it failed, and what it answered."""
    pytest.importorskip("mcp", reason="the extra 'mcp' is not installed")
    from mcp import Client

    async def asked() -> tuple[bool, dict[str, object] | str]:
        async with Client(create_server(RECORD)) as client:
            answer = await client.call_tool(tool, dict(arguments))
            text = "".join(getattr(part, "text", "") for part in answer.content)
            return bool(answer.is_error), text if answer.is_error else json.loads(text)

    return asyncio.run(asked())


def test_a_vote_is_told_as_the_command_line_tells_it() -> None:
    failed, answer = _ask("find_vote", {"symbol": "A/RES/ES-11/1"})
    assert not failed
    expected = report.vote_json(RECORD.rollcall("A/RES/ES-11/1"), RECORD)
    assert isinstance(answer, dict)
    assert {k: answer[k] for k in expected} == json.loads(json.dumps(expected))
    assert answer["record"] == report.citation(RECORD.stamp)


def test_a_vote_that_is_not_held_is_an_answer_and_no_failure() -> None:
    failed, answer = _ask("find_vote", {"symbol": "A/RES/99/999"})
    assert not failed
    assert isinstance(answer, dict)
    assert answer["found"] is False
    assert "does not mean that it did not happen" in str(answer["message"])


def test_a_story_is_checked_as_on_the_command_line() -> None:
    failed, answer = _ask("check_text", {"text": STORY, "published": "2022-03-02"})
    assert not failed
    assert isinstance(answer, dict)
    assert answer["schema"] == "onrecord.check/1"
    assert answer == json.loads(json.dumps(tools.check_text(RECORD, STORY, "2022-03-02")))


def test_agreement_comes_with_its_count_and_assumption() -> None:
    failed, answer = _ask("agreement", {"state_a": "Russia", "state_b": "Belarus"})
    assert not failed
    assert isinstance(answer, dict)
    assert (answer["state_a"], answer["state_b"], answer["measure"]) == ("RUS", "BLR", "three_point")
    assert isinstance(answer["n"], int)
    assert "left out" in str(answer["assumption"])


def test_a_mistake_reaches_the_assistant_as_its_message() -> None:
    failed, answer = _ask("state_votes", {"state": "Chian"})
    assert failed
    assert "Chian" in str(answer)
    assert "Traceback" not in str(answer)


def test_every_tool_describes_itself_and_its_arguments() -> None:
    pytest.importorskip("mcp", reason="the extra 'mcp' is not installed")
    offered = asyncio.run(create_server(RECORD).list_tools())
    assert {t.name for t in offered} == {"find_vote", "state_votes", "check_text", "agreement"}
    assert all(t.description for t in offered)


def test_a_states_latest_votes_are_rows_of_the_votes_command() -> None:
    answer = tools.state_votes(RECORD, "China", body="unsc", position="abstain", limit=3)
    rows = answer["rows"]
    assert isinstance(rows, list)
    assert len(rows) == 3
    assert all(row["position"] == "abstain" and row["body"] == "UNSC" and "record" in row for row in rows)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"body": "WHO"}, "UNGA, UNSC, UNHRC, UNCHR, IAEA"),
        ({"since": "March"}, "2022-03-04"),
        ({"limit": 0}, "1 or more"),
        ({"position": "maybe"}, "abstain"),
    ],
)
def test_a_filter_that_cannot_be_met_names_what_can(arguments: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        tools.state_votes(RECORD, "China", **arguments)  # type: ignore[arg-type]


def test_an_empty_or_huge_story_is_refused() -> None:
    with pytest.raises(UsageError, match="found nothing"):
        tools.check_text(RECORD, "  \n")
    with pytest.raises(UsageError, match="at most"):
        tools.check_text(RECORD, "x" * 1_000_001)


def test_without_the_extra_the_command_to_type_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *rest: object, **more: object) -> object:
        if name.split(".")[0] == "mcp":
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(UsageError, match=r"pip install 'onrecord\[mcp\]'"):
        create_server(Record.__new__(Record))
