import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))

from sample_story import BODY, ES_11_1, S_155, SampleRecord, assembly_vote, council_veto, later_veto, story

from onrecord.dossier import DayBasis, Dossier, DueStatus, SignalKind, build_dossier
from onrecord.terms import CheckedStory, EventType, Position, UsageError, Verdict


def dossier(*stories: CheckedStory, topic: str | None = None, state: str = "CHN") -> Dossier:
    return build_dossier(stories or (story(),), SampleRecord(), state, topic=topic, today=date(2022, 7, 1))


def test_a_dossier_holds_the_words_of_its_state_with_story_and_place() -> None:
    [word] = dossier().words
    assert word.statement.speaker == "Zhang Jun"
    assert word.story == 1
    assert word.statement.span.of(BODY) == word.statement.quote


def test_words_about_a_vote_stand_on_the_day_of_the_vote_and_deeds_on_their_own() -> None:
    made = dossier()
    assert (made.words[0].day, made.words[0].dated.basis) == (date(2022, 3, 2), DayBasis.VOTE)
    assert (made.deeds[0].day, made.deeds[0].dated.basis) == (date(2022, 3, 9), DayBasis.TEXT)


def test_the_votes_are_those_the_stories_speak_of_in_order_of_day() -> None:
    assert [(v.rollcall.id, v.position) for v in dossier().votes] == [
        (S_155, Position.ABSTAIN),
        (ES_11_1, Position.ABSTAIN),
    ]


def test_a_topic_adds_the_states_other_votes_on_it() -> None:
    votes = dossier(topic="North Korea").votes
    assert [(v.rollcall.id, v.stories) for v in votes][-1] == (later_veto().id, ())


def test_a_state_without_a_position_has_no_vote_in_its_dossier() -> None:
    assert dossier(state="UKR").votes == ()


def test_deeds_toward_a_state_are_kept_apart_from_its_own() -> None:
    made = dossier(state="UKR")
    assert made.deeds == ()
    assert {a.deed.actor for a in made.others_deeds} == {"RUS", "CHN"}
    assert [w.statement.state for w in made.others_words] == ["CHN"]


def test_wrong_claims_come_first_and_those_of_the_state_before_those_of_its_votes() -> None:
    claims = dossier().claims
    verdicts = [c.checked.finding.verdict for c in claims]
    assert verdicts[:3] == [Verdict.CONTRADICTED] * 3
    assert verdicts[-1] is Verdict.SUPPORTED
    assert [c.of_state for c in claims[:3]] == [True, False, False]


def test_a_veto_before_april_2022_obliges_nobody_and_a_later_one_has_its_debate() -> None:
    early, late = dossier(topic="Ukraine").due, dossier(topic="North Korea").due
    assert early[0].status is DueStatus.NOBODY_OBLIGED
    assert early[0].due_by is None
    assert (late[-1].status, late[-1].debated_on) == (DueStatus.HELD, date(2022, 6, 8))


def test_words_for_sovereignty_stand_beside_an_abstention_on_aggression_with_the_rule_stated() -> None:
    [signal] = [s for s in dossier().signals if s.kind is SignalKind.WORD_AND_VOTE]
    assert signal.keys == ("w1", "v2")
    assert "A/RES/ES-11/1" in signal.sentence
    assert "at most a year apart" in signal.rule


def test_undated_words_stand_beside_a_vote_their_own_story_tells() -> None:
    base = story()
    undated = replace(base.reading.document, published=None)
    said = tuple(replace(s, event=None) for s in base.reading.statements)
    made = dossier(replace(base, reading=replace(base.reading, document=undated, statements=said)))
    assert made.words[0].dated.told is None
    assert [s.keys for s in made.signals if s.kind is SignalKind.WORD_AND_VOTE] == [("w1", "v2")]


def test_a_debate_still_to_come_is_pending_and_not_yet_held() -> None:
    made = build_dossier((story(),), SampleRecord(), "CHN", topic="North Korea", today=date(2022, 6, 1))
    assert (made.due[-1].status, made.due[-1].debated_on) == (DueStatus.PENDING, None)


def test_a_yes_vote_gives_no_signal_of_word_and_vote() -> None:
    yes = replace(assembly_vote(), positions={"CHN": Position.YES})
    made = build_dossier((story(),), SampleRecord((yes,)), "CHN")
    assert not [s for s in made.signals if s.kind is SignalKind.WORD_AND_VOTE]


def test_votes_on_one_matter_that_differ_are_named_but_a_missed_vote_is_no_other_position() -> None:
    veto = replace(council_veto(), positions={"CHN": Position.NO})
    [signal] = [s for s in build_dossier((story(),), SampleRecord((veto, assembly_vote())), "CHN").signals
                if s.kind is SignalKind.VOTES]  # fmt: skip
    assert "voted against S/2022/155 (v1) and abstained on A/RES/ES-11/1 (v2)" in signal.sentence
    missed = replace(veto, positions={"CHN": Position.ABSENT})
    made = build_dossier((story(),), SampleRecord((missed, assembly_vote())), "CHN")
    assert not [s for s in made.signals if s.kind is SignalKind.VOTES]


def test_aid_is_not_hostile_but_coercion_is() -> None:
    assert not [s for s in dossier().signals if s.kind is SignalKind.WORD_AND_DEED]
    base = story()
    harsh = tuple(replace(d, type=EventType.COERCE) for d in base.reading.deeds)
    made = dossier(replace(base, reading=replace(base.reading, deeds=harsh)))
    [signal] = [s for s in made.signals if s.kind is SignalKind.WORD_AND_DEED]
    assert signal.keys == ("w1", "d1")


def test_two_stories_that_count_differently_are_set_side_by_side() -> None:
    first = story()
    claims = list(first.claims)
    said = claims[0].claim
    counts = (replace(said.asserts.counts[0], number=141), *said.asserts.counts[1:])
    claims[0] = replace(claims[0], claim=replace(said, asserts=replace(said.asserts, counts=counts)))
    made = dossier(first, replace(first, claims=tuple(claims)))
    [signal] = [s for s in made.signals if s.kind is SignalKind.REPORTS]
    assert "142 in story 1 (1.c1); 141 in story 2 (2.c1). The record: 141." in signal.sentence


def test_what_was_not_read_is_carried_with_its_story() -> None:
    assert [(n.story, n.unread.reason) for n in dossier().unread] == [(1, "no voter found")]


def test_the_same_stories_give_the_same_dossier() -> None:
    assert dossier(topic="Ukraine") == dossier(topic="Ukraine")
    assert repr(dossier()) == repr(dossier())


def test_a_dossier_without_stories_is_a_users_mistake() -> None:
    with pytest.raises(UsageError, match="at least one story"):
        build_dossier((), SampleRecord(), "CHN")
