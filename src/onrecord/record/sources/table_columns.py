"""The columns of a user's own table: every usual spelling of their names, and the words their cells may hold."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from onrecord.record.sources.harvest import Fault
from onrecord.terms import Body, ItemKind, Outcome, Position

T = TypeVar("T")
_SPELLINGS = {
    "body": "body organ forum council_or_assembly",
    "symbol": "symbol resolution resolution_symbol res decision document unres resolution_number",
    "draft": "draft draft_symbol draft_resolution",
    "date": "date day vote_date date_of_vote voted_on",
    "state": "state country member member_state ms_code iso3 iso state_code ms_name state_name",
    "vote": "vote position ms_vote choice cast",
    "declared": "declared declared_vote intended intended_vote meant",
    "title": "title name_of_text subject description",
    "kind": "kind item_kind item type",
    "meeting": "meeting meeting_record meeting_symbol",
    "session": "session",
    "committee": "committee main_committee",
    "part_of": "part_of parent main_text",
    "order": "order place sequence",
    "outcome": "outcome result",
    "source": "source citation cite reference",
    "address": "address url link web",
    "note": "note notes comment remark",
    "origin": "origin entered_as",
    "agenda": "agenda agenda_item",
    "yes": "yes in_favour in_favor total_yes yeas",
    "no": "no against total_no nays",
    "abstain": "abstain abstentions abstention abstaining total_abstentions total_abstain",
    "absent": "absent non_voting not_voting total_non_voting total_absent",
    "yes_members": "yes_members yes_states members_yes in_favour_members in_favor_members yes_list who_yes",
    "no_members": "no_members no_states members_no against_members no_list who_no",
    "abstain_members": "abstain_members abstain_states members_abstain abstaining_members abstain_list",
    "absent_members": "absent_members absent_states members_absent not_voting_members non_voting_members absent_list",
    "declared_yes": "declared_yes meant_yes declared_yes_members",
    "declared_no": "declared_no meant_no declared_no_members",
    "declared_abstain": "declared_abstain meant_abstain declared_abstain_members",
}
COLUMNS = {spelling: column for column, words in _SPELLINGS.items() for spelling in words.split()}
_POSITIONS = {
    Position.YES: "yes y in_favour in_favor favour favor for",
    Position.NO: "no n against",
    Position.ABSTAIN: "abstain a abstained abstention abstaining",
    Position.ABSENT: "absent x nv non_voting not_voting did_not_vote not_present not_participating",
    Position.NOT_ENTITLED: "not_entitled no_right_to_vote article_19",
}
POSITIONS = {word: position for position, words in _POSITIONS.items() for word in words.split()}
_BODIES = {
    Body.UNGA: "unga ga general_assembly un_general_assembly united_nations_general_assembly assembly",
    Body.UNSC: "unsc sc security_council un_security_council united_nations_security_council",
    Body.UNHRC: "unhrc hrc human_rights_council un_human_rights_council",
    Body.UNCHR: "unchr chr commission_on_human_rights un_commission_on_human_rights",
    Body.IAEA: "iaea iaea_board iaea_board_of_governors board_of_governors",
}
BODIES = {word: body for body, words in _BODIES.items() for word in words.split()}
_OUTCOMES = {
    Outcome.ADOPTED: "adopted approved carried passed retained",
    Outcome.REJECTED: "rejected not_adopted failed defeated",
    Outcome.VETOED: "vetoed veto",
    Outcome.ADOPTED_WITHOUT_VOTE: "adopted_without_vote adopted_without_a_vote without_a_vote consensus by_consensus",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.NOT_CONSIDERED: "not_considered",
}
OUTCOMES = {word: outcome for outcome, words in _OUTCOMES.items() for word in words.split()}
KINDS = {kind.value: kind for kind in ItemKind}
_COMMITTEES = "First Second Third Fourth Fifth Sixth".split()


def key(text: str) -> str:
    """A heading or a word for comparison: `In favour`, `in-favour` and `IN_FAVOUR` are one."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")


def word(words: Mapping[str, T], cell: str, where: str, faults: list[Fault]) -> T | None:
    """What a cell's word stands for; a fault with the nearest word where it stands for nothing."""
    if not cell:
        return None
    found = words.get(key(cell))
    if found is None:
        meant = dict.fromkeys(str(value) for value in words.values())
        faults.append(Fault(where, f"one of {', '.join(meant)}", f'"{cell[:60]}"{near(cell, words)}'))
    return found


def near(text: str, words: Iterable[str]) -> str:
    """`; did you mean ...?` for a misspelt word, or nothing."""
    from rapidfuzz import fuzz, process

    long_enough = [known for known in words if len(known) > 1]
    best = process.extractOne(key(text), long_enough, scorer=fuzz.ratio, score_cutoff=65)
    return f"; did you mean {best[0]}?" if best else ""


def as_day(cell: str, where: str, faults: list[Fault]) -> date | None:
    """A day written so that day and month cannot be confused: 2022-03-02 or 2 March 2022."""
    squeezed = " ".join(cell.split())
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(squeezed, form).date()  # noqa: DTZ007  a day in the body's own city
        except ValueError:
            continue
    faults.append(Fault(where, "a day such as 2022-03-02", f'"{cell[:60]}"' if cell else "nothing"))
    return None


def as_count(cell: str, where: str, faults: list[Fault]) -> int | None:
    """A number of votes or a place in the meeting: 120, or 120.0 as some exports write it."""
    if not cell:
        return None
    if found := re.fullmatch(r"(\d{1,4})(?:\.0+)?", cell):
        return int(found[1])
    faults.append(Fault(where, "a whole number", f'"{cell[:60]}"'))
    return None


def as_committee(cell: str, where: str, faults: list[Fault]) -> str:
    """A Main Committee by its name or number: Third Committee, third, C.3, 3."""
    plain = key(cell).removeprefix("c_").removesuffix("_committee")
    for number, name in enumerate(_COMMITTEES, start=1):
        if plain in (name.casefold(), str(number), f"c{number}"):
            return f"{name} Committee"
    if plain not in ("", "plenary"):
        faults.append(Fault(where, "a Main Committee such as Third Committee, or nothing", f'"{cell[:60]}"'))
    return ""
