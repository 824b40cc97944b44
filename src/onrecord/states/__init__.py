"""Who: states over time, their names and codes, seats and groups, and the people who speak for them."""

from onrecord.states.changes import Change, all_changes, changes_of, predecessors, successors
from onrecord.states.cow import CowCode, code_of_cow, cow_codes
from onrecord.states.crosswalk import State, all_states, find_state, state, state_name
from onrecord.states.export import CrosswalkRow, crosswalk_rows
from onrecord.states.groups import group_members, group_name
from onrecord.states.mentions import StateMention, find_states
from onrecord.states.names import NameAtTime, code_of_name, codes_of_name, name_on, names_of, shared_on
from onrecord.states.people import Person, PersonMention, find_people, people
from onrecord.states.seats import (
    board_members,
    council_members,
    council_size,
    elected_members,
    ever_permanent,
    is_member,
    members_on,
    permanent_members,
    seat_asked,
    seat_code,
)

__all__ = [
    "Change",
    "CowCode",
    "CrosswalkRow",
    "NameAtTime",
    "Person",
    "PersonMention",
    "State",
    "StateMention",
    "all_changes",
    "all_states",
    "board_members",
    "changes_of",
    "code_of_cow",
    "code_of_name",
    "codes_of_name",
    "council_members",
    "council_size",
    "cow_codes",
    "crosswalk_rows",
    "elected_members",
    "ever_permanent",
    "find_people",
    "find_state",
    "find_states",
    "group_members",
    "group_name",
    "is_member",
    "members_on",
    "name_on",
    "names_of",
    "people",
    "permanent_members",
    "predecessors",
    "seat_asked",
    "seat_code",
    "shared_on",
    "state",
    "state_name",
    "successors",
]
