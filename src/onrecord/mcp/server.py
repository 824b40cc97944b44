"""The tools offered over the Model Context Protocol, on standard input and output."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

import onrecord
from onrecord.mcp import tools
from onrecord.terms import OnRecordError, UsageError

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from onrecord.record import Record

INSTRUCTIONS = (
    "Votes of the UN General Assembly, Security Council, Human Rights Council and IAEA Board. Every answer names the "
    "record it was computed from and how far it reaches. A vote that is not in the record may still have happened. "
    "A verdict is computed from the record; quote its reason and evidence, and do not restate it as your own opinion."
)
StateName = Annotated[str, Field(description="a state by any name or ISO 3166-1 alpha-3 code")]
BodyName = Annotated[str, Field(description="UNGA, UNSC, UNHRC or IAEA; empty for any")]
Day = Annotated[str, Field(description="YYYY-MM-DD, or empty")]


def serve(record: "Record | None" = None) -> None:
    """Answers on standard input and output until the client leaves. UsageError where the extra is missing."""
    create_server(record).run("stdio")


def create_server(record: "Record | None" = None) -> "MCPServer":
    """A server with the tools find_vote, state_votes, check_text and agreement over one record."""
    try:
        from mcp.server import MCPServer
    except ImportError:
        raise UsageError(
            "the assistant's tools need the extra 'mcp', which is not installed; type: pip install 'onrecord[mcp]'"
        ) from None
    held = record if record is not None else onrecord.open()
    server = MCPServer("onrecord", instructions=INSTRUCTIONS, version=onrecord.__version__)
    _offer_record(server, held)
    _offer_checking(server, held)
    return server


def _offer_record(server: "MCPServer", record: "Record") -> None:
    @server.tool()
    def find_vote(
        symbol: Annotated[str, Field(description="a resolution or draft in any usual spelling, such as A/RES/ES-11/1")],
        body: BodyName = "",
    ) -> dict[str, object]:
        """One roll call: tally, outcome, the rule that decides it, every member's position, sources, coverage."""
        with _told():
            return tools.find_vote(record, symbol, body)

    @server.tool()
    def state_votes(
        state: StateName,
        body: BodyName = "",
        position: Annotated[str, Field(description="yes, no, abstain or absent; empty for any")] = "",
        against: Annotated[str, Field(description="only votes where this state stood on the opposite side")] = "",
        since: Day = "",
        until: Day = "",
        topic: Annotated[str, Field(description="words that must occur in the title or topic")] = "",
        outcome: Annotated[str, Field(description="adopted, rejected, vetoed, adopted_without_vote, withdrawn")] = "",
        limit: Annotated[int, Field(description="how many of the latest votes to list", ge=1, le=500)] = 50,
    ) -> dict[str, object]:
        """How a state voted, latest votes last, with the number held in all."""
        with _told():
            return tools.state_votes(
                record,
                state,
                body=body,
                position=position,
                against=against,
                since=since,
                until=until,
                topic=topic,
                outcome=outcome,
                limit=limit,
            )


def _offer_checking(server: "MCPServer", record: "Record") -> None:
    @server.tool()
    def check_text(
        text: Annotated[str, Field(description="the story's own words, unchanged, since offsets refer to them")],
        published: Annotated[str, Field(description="YYYY-MM-DD, when it appeared; decides what 'Friday' means")] = "",
        language: Annotated[str, Field(description="such as en; empty to find out")] = "",
    ) -> dict[str, object]:
        """Every claim about a vote in a news story, each with a verdict computed from the record, and the evidence."""
        with _told():
            return tools.check_text(record, text, published, language)

    @server.tool()
    def agreement(
        state_a: StateName,
        state_b: StateName,
        measure: Annotated[str, Field(description="three_point, exact, lijphart, kappa or pi")] = "three_point",
        absences: Annotated[str, Field(description="exclude, or abstain to count them so")] = "exclude",
        body: BodyName = "UNGA",
        since: Day = "",
        until: Day = "",
    ) -> dict[str, object]:
        """How often two states vote alike, with the number of votes and the assumption; null when too few."""
        with _told():
            return tools.agreement(
                record, state_a, state_b, measure=measure, absences=absences, body=body, since=since, until=until
            )


@contextmanager
def _told() -> Iterator[None]:
    """Mistakes reach the assistant as their one message."""
    from mcp.server.mcpserver.exceptions import ToolError

    try:
        yield
    except OnRecordError as error:
        raise ToolError(str(error)) from error
