"""Who: states over time, their names and codes, seats and groups, and the people who speak for them."""

from onrecord.states.crosswalk import State, all_states, find_state, state, state_name
from onrecord.states.groups import group_members, group_name
from onrecord.states.mentions import StateMention, find_states
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
    seat_code,
)

__all__ = [
    "Person",
    "PersonMention",
    "State",
    "StateMention",
    "all_states",
    "board_members",
    "council_members",
    "council_size",
    "elected_members",
    "ever_permanent",
    "find_people",
    "find_state",
    "find_states",
    "group_members",
    "group_name",
    "is_member",
    "members_on",
    "people",
    "permanent_members",
    "seat_code",
    "state",
    "state_name",
]
