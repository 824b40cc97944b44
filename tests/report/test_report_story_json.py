import json
from datetime import date

import pytest
from sample_story import BODY, ES_11_1, claims, story

from onrecord.report import story_json
from onrecord.report.contract import asserts_json
from onrecord.terms import Asserts, Body, Bound, Count, DateHint, Outcome, Position, Side


def test_the_story_object_has_the_keys_of_the_contract_in_order() -> None:
    assert list(story_json(story())) == ["schema", "story", "record", "claims", "statements", "deeds", "unread"]
    assert story_json(story())["schema"] == "onrecord.check/1"


def test_the_story_object_survives_json_and_is_the_same_twice() -> None:
    once, again = (json.dumps(story_json(story()), ensure_ascii=False) for _ in range(2))
    assert once == again
    assert json.loads(once)["record"]["through"] == {"UNGA": "2025-10-29", "UNSC": "2025-09-30"}


def test_every_item_quotes_the_body_at_its_own_offsets() -> None:
    loaded = json.loads(json.dumps(story_json(story())))
    items = [i for key in ("claims", "statements", "deeds", "unread") for i in loaded[key]]
    assert len(items) == 9
    for item in items:
        assert BODY[item["start"] : item["end"]] == item["quote"]


def test_a_claim_carries_verdict_reason_evidence_and_reading() -> None:
    first = json.loads(json.dumps(story_json(story())))["claims"][0]
    assert (first["verdict"], first["reason"], first["event"]) == ("contradicted", "wrong_tally", ES_11_1)
    assert first["evidence"] == [
        {"what": "tally", "event": ES_11_1, "recorded": "141-5-35", "source": "A/ES-11/PV.5", "stated": "142-5"}
    ]
    assert first["reading"]["cues"] == ["body: UNGA (explicit)", "date: 2022-03-02", "topic: ukraine"]


def test_the_outlet_is_the_nearest_of_the_chain() -> None:
    statement = json.loads(json.dumps(story_json(story())))["statements"][0]
    assert (statement["outlet"], statement["outlets"]) == ("CCTV", ["CCTV", "Xinhua"])


@pytest.mark.parametrize(
    ("asserts", "slots"),
    [
        (Asserts(), {}),
        (Asserts(counts=(Count(Side.YES, 141), Count(Side.NO, 5))), {"yes": 141, "no": 5}),
        (Asserts(counts=(Count(Side.YES, 130, Bound.MORE_THAN),)), {"yes": 130, "bounds": {"yes": ">"}}),
        (Asserts(counts=(Count(Side.NOT_VOTING, 12),)), {"not_voting": 12}),
        (Asserts(votes=(("CHN", Position.ABSTAIN),)), {"member": "CHN", "vote": "abstain"}),
        (
            Asserts(votes=(("MEX", Position.ABSENT), ("BDI", Position.ABSENT))),
            {"votes": {"MEX": "absent", "BDI": "absent"}},
        ),
        (
            Asserts(votes=(("BLR", Position.NO),), sole=Position.NO),
            {"only_no": ["BLR"], "member": "BLR", "vote": "no"},
        ),
        (Asserts(vetoes=("CHN", "RUS"), vetoed=True), {"veto": "CHN+RUS"}),
        (Asserts(vetoed=True), {"veto": "unnamed"}),
        (Asserts(not_vetoes=("CHN",)), {"not_veto": "CHN"}),
        (Asserts(outcome=Outcome.ADOPTED_WITHOUT_VOTE), {"outcome": "adopted", "consensus": True}),
        (Asserts(body=Body.UNSC, binding=False), {"body": "UNSC", "binding": False}),
        (Asserts(times=0), {"times": 0}),
        (Asserts(vetoes=("USA",), ordinal=50), {"veto": "USA", "times": 50, "ordinal": 50}),
        (Asserts(ordinal=3), {"ordinal": 3}),
        (
            Asserts(on=DateHint(date(2022, 3, 2), date(2022, 3, 2), resolved_by="published")),
            {
                "date": "2022-03-02",
                "date_between": {"first": "2022-03-02", "last": "2022-03-02", "resolved_by": "published"},
            },
        ),
        (Asserts(on=DateHint(month=3, day=2)), {"date": None, "date_between": {"month": 3, "day": 2}}),
    ],
)  # fmt: skip
def test_asserts_say_what_the_claim_says_and_nothing_else(asserts: Asserts, slots: dict[str, object]) -> None:
    assert asserts_json(asserts) == slots


def test_a_candidate_tells_what_it_says_of_the_claim() -> None:
    ambiguous = json.loads(json.dumps(story_json(story())))["claims"][4]
    assert [(c["score"], c["says"]) for c in ambiguous["candidates"]] == [(0.512, "supported"), (0.4, None)]
    assert len(claims()) == 5
