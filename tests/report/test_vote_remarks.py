"""What stands beside a roll call's figures: doubts, later declarations, other sources, and the votes on its parts."""

from dataclasses import replace
from datetime import date

from sample_story import SampleRecord, assembly_vote, council_veto

from onrecord.report import vote_html, vote_json, vote_text
from onrecord.report.vote_remarks import remarks
from onrecord.terms import Basis, Fragment, ItemKind, Position, Tally


def test_a_vote_without_complications_has_nothing_to_remark() -> None:
    assert remarks(replace(assembly_vote(), note="", positions={})) == []


def test_a_vote_known_from_a_press_release_is_called_provisional() -> None:
    told = remarks(replace(assembly_vote(), provisional=True))
    assert any(line.startswith("Provisional") for line in told)


def test_an_outcome_that_no_source_states_is_said_to_be_computed() -> None:
    told = remarks(replace(assembly_vote(), outcome_basis=Basis.COMPUTED))
    assert any("computed here" in line for line in told)


def test_a_later_declaration_stands_beside_the_vote_and_changes_no_figure() -> None:
    roll = replace(assembly_vote(), declared={"VEN": Position.NO})
    assert any("Venezuela" in line and "not counted" in line for line in remarks(roll))
    made = vote_json(roll, SampleRecord())
    assert made["declared"] == {"VEN": "no"}
    assert made["tally"] == vote_json(assembly_vote(), SampleRecord())["tally"]


def test_what_another_source_says_is_named_with_the_source() -> None:
    other = Fragment(
        "Voeten, rcid 1", Basis.DOCUMENT, Tally(140, 6, 35), date(2022, 3, 2), positions={"CHN": Position.NO}
    )
    roll = replace(assembly_vote(), positions={"CHN": Position.ABSTAIN}, tally=Tally(141, 5, 35))
    roll = replace(roll, fragments=(*roll.fragments, other))
    (line,) = [line for line in remarks(roll) if "otherwise" in line]
    assert "tally 140-6-35" in line
    assert "CHN no" in line
    assert "Voeten, rcid 1" in line


def test_votes_on_parts_are_listed_with_the_whole() -> None:
    part = replace(
        assembly_vote(), symbol="A/RES/ES-11/1 (paragraph, Voeten 1)", kind=ItemKind.PARAGRAPH, part_of="A/RES/ES-11/1"
    )
    text = vote_text(assembly_vote(), SampleRecord(), 100, parts=[part])
    assert "1 vote on parts of it" in text
    assert part.id in " ".join(text.split())
    parts = vote_json(assembly_vote(), SampleRecord(), [part])["parts"]
    assert isinstance(parts, list)
    assert [told["kind"] for told in parts] == ["paragraph"]


def test_remarks_on_a_page_are_escaped() -> None:
    hostile = replace(council_veto(), note="<script>alert(1)</script>")
    assert "<script>alert" not in vote_html(hostile, SampleRecord())
