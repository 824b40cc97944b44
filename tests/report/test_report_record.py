import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from sample_story import SampleDebate, SampleRecord, assembly_vote, council_veto, later_veto, story

from onrecord.dossier import build_dossier
from onrecord.procedure import decide
from onrecord.report import (
    COLUMNS,
    claim_review,
    dossier_csv,
    dossier_html,
    dossier_json,
    dossier_text,
    due_rows,
    outcome_sentence,
    stories_csv,
    tally_bar,
    tally_json,
    tiles_by_group,
    timeline,
    veto_rows,
    vetoes_over_time,
    vote_json,
    vote_rows,
    vote_text,
)
from onrecord.report.dossier_words import standfirst
from onrecord.terms import Body, CheckedStory, Outcome, Position, Tally


def test_a_roll_call_object_has_the_keys_of_the_contract() -> None:
    made = json.loads(json.dumps(vote_json(council_veto(), SampleRecord())))
    wanted = {"id", "body", "symbol", "draft", "date", "title", "kind", "tally", "outcome", "reasons", "votes"}
    assert wanted | {"vetoed_by", "sources", "coverage"} <= made.keys()
    assert made["tally"] == {"yes": 11, "no": 1, "abstain": 3, "absent": 0}
    assert made["votes"]["CHN"] == "abstain"
    assert (made["outcome"], made["vetoed_by"]) == ("vetoed", ["RUS"])
    assert any("27(3)" in r for r in made["reasons"])


def test_an_adoption_without_a_vote_has_no_number_rather_than_zero() -> None:
    quiet = replace(assembly_vote(), outcome=Outcome.ADOPTED_WITHOUT_VOTE, tally=None, positions={})
    made = json.loads(json.dumps(vote_json(quiet, SampleRecord())))
    assert made["tally"] == {"yes": None, "no": None, "abstain": None, "absent": None}


def test_rows_have_their_columns_and_a_states_position_when_asked() -> None:
    rows = vote_rows([assembly_vote()], "CHN")
    assert rows[0]["position"] == "abstain"
    assert set(COLUMNS["votes"]) <= rows[0].keys()
    assert vote_rows([assembly_vote()], "UKR")[0]["position"] is None
    assert list(veto_rows([later_veto()])[0]) == list(COLUMNS["vetoes"])


def test_debates_are_due_only_after_vetoes_since_the_duty_began() -> None:
    vetoes = [council_veto(), later_veto()]
    rows = due_rows(vetoes, {later_veto().id: SampleDebate(date(2022, 6, 8))}, date(2022, 7, 1))
    assert [r["veto"] for r in rows] == [later_veto().id]
    assert list(rows[0]) == list(COLUMNS["due"])
    assert (rows[0]["debated_on"], rows[0]["status"]) == ("2022-06-08", "held")


def test_a_debate_past_the_reach_of_the_record_is_unknown_and_not_overdue() -> None:
    [late] = due_rows([later_veto()], {}, date(2022, 12, 1), known_through=date(2022, 6, 1))
    [known] = due_rows([later_veto()], {}, date(2022, 12, 1), known_through=date(2022, 11, 1))
    assert (late["status"], known["status"]) == ("unknown", "overdue")


def test_a_what_if_ruling_names_what_was_needed_and_what_follows() -> None:
    ruling = decide(Body.UNSC, Tally(13, 2, 0), date(2022, 5, 26), noes=("CHN", "RUS"))
    made = tally_json(ruling)
    assert list(made) == ["outcome", "reasons", "needed", "vetoed_by", "follows"]
    assert made["vetoed_by"] == ["CHN", "RUS"]
    assert made["follows"]


@pytest.mark.parametrize(
    ("rollcall", "sentence"),
    [
        (council_veto(), "Not adopted: vetoed by Russia, 11 in favour, 1 against and 3 abstentions."),
        (assembly_vote(), "Adopted, 141 in favour, 5 against, 35 abstentions and 12 not voting."),
        (
            replace(later_veto(), vetoed_by=("GBR", "USA")),
            "Not adopted: vetoed by the United Kingdom and the United States, 13 in favour and 2 against.",
        ),
        (replace(council_veto(), outcome=Outcome.ADOPTED_WITHOUT_VOTE), "Adopted without a vote."),
    ],
)
def test_the_outcome_is_one_sentence(rollcall: object, sentence: str) -> None:
    assert outcome_sentence(rollcall) == sentence  # type: ignore[arg-type]


def test_every_member_has_exactly_one_tile() -> None:
    figure = tiles_by_group(council_veto())
    assert sorted(str(r["state"]) for r in figure.rows) == sorted(council_veto().positions)
    assert sum(panel.svg.count('text-anchor="start"') for panel in figure.panels) == 15
    assert all((figure.question, figure.how_to_read, figure.limits, figure.source))


def test_a_tile_carries_its_position_as_a_letter_beside_the_colour() -> None:
    eastern = next(p for p in tiles_by_group(council_veto()).panels if p.heading.startswith("Eastern"))
    assert ">RUS<" in eastern.svg
    assert ">N<" in eastern.svg
    assert eastern.heading == "Eastern European Group: 1 in favour, 1 against"


def test_the_bars_numbers_are_the_tally() -> None:
    assert [r["votes"] for r in tally_bar(assembly_vote()).rows] == [141, 5, 35, 12]
    assert tally_bar(replace(assembly_vote(), tally=None)).panels == ()


def test_a_double_veto_counts_once_for_each_caster() -> None:
    rows = vetoes_over_time([council_veto(), later_veto()]).rows
    assert rows == (
        {"state": "CHN", "year": 2022, "vetoes": 1},
        {"state": "RUS", "year": 2022, "vetoes": 2},
    )


def test_the_timeline_draws_every_dated_entry_under_its_key() -> None:
    made = timeline(build_dossier((story(),), SampleRecord(), "CHN"))
    assert [(r["lane"], r["key"]) for r in made.rows] == [
        ("Words", "w1"),
        ("Votes", "v1"),
        ("Votes", "v2"),
        ("Deeds", "d1"),
    ]
    assert "v2 A" in made.panels[0].svg


def _undated(*, told_votes: bool) -> CheckedStory:
    base = story()
    undated = replace(base.reading.document, published=None)
    said = tuple(replace(s, event=None) for s in base.reading.statements)
    claims = base.claims if told_votes else ()
    return replace(base, claims=claims, reading=replace(base.reading, document=undated, statements=said))


def test_words_without_a_day_stand_apart_and_are_not_given_one() -> None:
    made = timeline(build_dossier((_undated(told_votes=False),), SampleRecord(), "CHN"))
    assert next(r["day"] for r in made.rows if r["key"] == "w1") is None
    assert ">no day<" in made.panels[0].svg
    assert "stroke-dasharray" not in made.panels[0].svg


def test_a_day_that_is_only_inferred_is_drawn_dashed_and_written_as_an_open_interval() -> None:
    dossier = build_dossier((_undated(told_votes=True),), SampleRecord(), "CHN")
    made = timeline(dossier)
    assert next(r["day"] for r in made.rows if r["key"] == "w1") == "2022-03-02/.."
    assert "stroke-dasharray" in made.panels[0].svg
    assert "inferred and not told" in made.how_to_read
    [word] = json.loads(json.dumps(dossier_json(dossier)))["words"]
    assert (word["day"], word["story_not_before"], word["day_inferred"]) == (None, "2022-03-02", True)
    assert "w1 story of 2 March 2022 or later" in dossier_text(dossier)
    assert "story of 2 March 2022 or later" in dossier_html(dossier)


def test_many_words_of_one_day_are_counted_and_not_drawn_over_each_other() -> None:
    base = story()
    [said] = base.reading.statements
    many = tuple(replace(said, id=f"s{i}") for i in range(40))
    made = timeline(
        build_dossier((replace(base, reading=replace(base.reading, statements=many)),), SampleRecord(), "CHN")
    )
    boxes = re.findall(r">(w\d+|\+\d+)<", made.panels[0].svg)
    drawn = [b for b in boxes if b.startswith("w")]
    assert f"+{40 - len(drawn)}" in boxes
    assert len(made.rows) == 40 + 3


def test_the_standfirst_tells_the_votes_where_words_part_and_what_is_wrong() -> None:
    said = standfirst(build_dossier((story(),), SampleRecord(), "CHN"))
    assert said.startswith("China abstained on S/2022/155 (Draft on Ukraine) and A/RES/ES-11/1 (Aggression against")
    assert "words on sovereignty and territorial integrity" in said
    assert "The record contradicts 3 of the 4 claims about it or its votes: “China voted against" in said
    assert "(story 1; S/2022/155: China abstained; only Russia voted against)" in said


def test_a_dossier_with_nothing_in_it_has_no_drawing() -> None:
    base = story()
    empty = replace(base, claims=(), reading=replace(base.reading, claims=(), statements=(), deeds=()))
    made = build_dossier((empty,), SampleRecord(), "CHN")
    assert timeline(made).panels == ()
    assert "no statement, no vote and no deed" in dossier_text(made)


def test_a_vote_in_the_terminal_shows_rule_bar_and_members() -> None:
    text = vote_text(council_veto(), SampleRecord(), 80)
    assert "Not adopted: vetoed by Russia" in text
    assert "Y 11 in favour   N 1 against   A 3 abstained" in text
    assert "  N RUS" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_dossier_in_the_terminal_marks_the_wrong_words() -> None:
    text = dossier_text(build_dossier((story(),), SampleRecord(), "CHN"), 80)
    assert "^^^^" in text
    assert "by way of CCTV, by way of Xinhua" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80


def test_a_dossier_object_keeps_keys_and_a_row_each() -> None:
    dossier = build_dossier((story(),), SampleRecord(), "CHN", today=date(2022, 7, 1))
    made = json.loads(json.dumps(dossier_json(dossier)))
    assert [v["key"] for v in made["votes"]] == ["v1", "v2"]
    assert made["votes"][0]["position"] == Position.ABSTAIN
    rows = list(csv.DictReader(io.StringIO(dossier_csv(dossier))))
    assert {"v1", "w1", "d1", "1.c4"} <= {r["key"] for r in rows}


def test_stories_as_csv_have_a_row_a_claim() -> None:
    rows = list(csv.DictReader(io.StringIO(stories_csv([story(), story()]))))
    assert len(rows) == 10
    assert rows[0]["verdict"] == "contradicted"
    assert rows[0]["record"].startswith("On Record")


def test_only_decisive_claims_become_claim_reviews() -> None:
    reviews = claim_review(story())
    assert len(reviews) == 4
    assert {r["@type"] for r in reviews} == {"ClaimReview"}
    assert reviews[0]["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "contradicted",
        "ratingExplanation": "The record has 141 in favour and 5 against, not 142.",
    }
