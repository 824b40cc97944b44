"""Claims read from sentences: who, how many, where, when, how firmly, and about which vote."""

import datetime as dt

import pytest

from onrecord.reading import document_from_text, read_claims
from onrecord.terms import Asserts, Body, Claim, ClaimKind, Modality, Outcome, Position, Side

_UN = "This report is from the United Nations in New York.\n\n"


def _claims(text: str, published: dt.date | None = None) -> tuple[Claim, ...]:
    return read_claims(document_from_text(_UN + text, published=published))[0]


def _votes(text: str) -> dict[str, Position]:
    return {code: p for c in _claims(text) if not c.negated for code, p in c.asserts.votes}


def _counts(text: str) -> dict[Side, int]:
    return {count.side: count.number for c in _claims(text) for count in c.asserts.counts}


_Y, _N, _A, _X = Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Peru and Chad voted in favour of the text.", {"PER": _Y, "TCD": _Y}),
        ("Russia voted against, while China and Gabon abstained.", {"RUS": _N, "CHN": _A, "GAB": _A}),
        ("Fiji, which had asked for a delay, abstained.", {"FJI": _A}),
        ("Kenya backed the resolution, as did Ghana and Mali.", {"KEN": _Y, "GHA": _Y, "MLI": _Y}),
        ("The draft was opposed by Nauru and Palau.", {"NRU": _N, "PLW": _N}),
        ("Togo and Haiti did not vote.", {"TGO": _X, "HTI": _X}),
        ("The text was adopted with the abstentions of Oman and Qatar.", {"OMN": _A, "QAT": _A}),
        ("Voting against were Israel, Palau and the United States.", {"ISR": _N, "PLW": _N, "USA": _N}),
        ("Norway voted yes, Sweden too.", {"NOR": _Y, "SWE": _Y}),
        ("Among those abstaining were Laos and Vietnam.", {"LAO": _A, "VNM": _A}),
        ("Having voted against in May, Serbia abstained.", {"SRB": _A}),
    ],
)
def test_each_voter_is_given_the_side_the_sentence_gives_it(text: str, votes: dict[str, Position]) -> None:
    assert _votes(text).items() >= votes.items()


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The General Assembly adopted it by 112 votes to 6, with 20 abstentions.", (112, 6, 20)),
        ("The Assembly approved the resolution 112-6-20.", (112, 6, 20)),
        ("The text received 112 votes in favour, six against and twenty abstentions.", (112, 6, 20)),
        ("In favour: 112; against: 6; abstaining: 20.", (112, 6, 20)),
        ("The motion was rejected by 60 votes to 50, with 12 abstentions.", (50, 60, 12)),
        (
            "By 19 votes to 17 the Human Rights Council declined to hold the debate, with 11 abstentions.",
            (17, 19, None),
        ),
    ],
)
def test_a_tally_is_read_side_by_side_and_a_defeat_puts_the_noes_first(
    text: str, counts: tuple[int, int, int | None]
) -> None:
    read = _counts(text)
    assert (read[Side.YES], read[Side.NO]) == counts[:2]
    assert counts[2] is None or read[Side.ABSTAIN] == counts[2]


@pytest.mark.parametrize(
    "text",
    [
        "The invasion of Ukraine, China, India and Gabon abstained.",
        "After the attack on Syria, China, India and Gabon abstained.",
    ],
)
def test_the_object_of_a_preposition_does_not_join_the_list_of_voters(text: str) -> None:
    assert set(_votes(text)) == {"CHN", "IND", "GAB"}


def test_thirty_five_abstentions_are_not_placed_in_the_council_a_member_is_said_to_sit_on() -> None:
    text = "China, one of the Security Council's five permanent members, was one of 35 countries that abstained."
    vote = next(c for c in _claims(text) if c.asserts.votes)
    assert vote.asserts.counts[0].number == 35
    assert vote.cues.body is not Body.UNSC


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Japan will vote against the resolution on Friday.", Modality.FUTURE),
        ("Japan would vote against the resolution if it came to the floor.", Modality.HYPOTHETICAL),
        ("Ministers urged Japan to vote against the resolution.", Modality.HYPOTHETICAL),
        ("The ministry denied that Japan voted against the resolution.", Modality.DENIED),
        ("The minister said Japan voted against the resolution.", Modality.REPORTED),
        ("Had Japan voted against the resolution, it would have failed.", Modality.HYPOTHETICAL),
        ("Japan voted against the resolution.", Modality.ASSERTED),
    ],
)
def test_plans_threats_and_denials_are_not_votes_cast(text: str, modality: Modality) -> None:
    found = [c.modality for c in _claims(text) if ("JPN", Position.NO) in c.asserts.votes]
    assert found in ([modality], [])
    assert modality is not Modality.ASSERTED or found


@pytest.mark.parametrize(
    "text",
    [
        "China did not veto the resolution.",
        "Neither Paris nor London vetoed the draft.",
        "No country vetoed the measure.",
        "China never vetoed the draft.",
    ],
)
def test_a_veto_that_was_not_cast_is_negated(text: str) -> None:
    vetoes = [c for c in _claims(text) if c.asserts.vetoed]
    assert vetoes
    assert all(c.negated for c in vetoes)


@pytest.mark.parametrize(
    "text",
    [
        "The city council voted 7 to 2 to close the pool.",
        "Shareholders approved the merger by 90 votes to 12.",
        "The Sejm adopted the law by 239 votes to 171.",
        "The union's executive board rejected the offer by 22 votes to 6.",
        "France beat Argentina 4-3.",
        "Latvia was elected to the Security Council with 178 votes.",
        "The governor of California vetoed 189 bills.",
    ],
)
def test_a_ballot_outside_the_record_yields_no_figure_and_no_voter(text: str) -> None:
    for claim in _claims(text):
        assert claim.asserts == Asserts(note=claim.asserts.note)


def test_a_sole_vote_against_is_read_with_its_claim_to_be_the_only_one() -> None:
    (claim,) = [c for c in _claims("Palau was the sole country to vote against the text.") if c.asserts.votes]
    assert claim.asserts.sole is Position.NO


def test_the_only_one_of_a_group_is_not_the_only_one() -> None:
    claims = _claims("Panama was the only Latin American country to vote against the text.")
    assert [c.asserts.sole for c in claims if c.asserts.votes] == [None]


def test_the_six_named_later_are_the_six_counted_before() -> None:
    text = (
        "The Human Rights Council adopted it by 25 votes to 6. The six: Cuba, Eritrea, Bolivia, China, Togo and Mali."
    )
    assert set(_votes(text).values()) == {Position.NO}
    assert len(_votes(text)) == 6


def test_a_weekday_is_the_last_one_before_publication() -> None:
    claims = _claims("The Security Council rejected the draft on Friday.", dt.date(2022, 3, 2))
    assert claims[0].cues.on is not None
    assert claims[0].cues.on.exact == dt.date(2022, 2, 25)


def test_a_weekday_in_a_story_without_a_date_stays_a_weekday() -> None:
    claims = _claims("The General Assembly adopted the resolution on Wednesday, March 2.")
    assert claims[0].cues.on is not None
    assert claims[0].cues.on.exact is None
    assert claims[0].cues.on.admits(dt.date(2022, 3, 2))
    assert not claims[0].cues.on.admits(dt.date(2021, 3, 2))


def test_the_council_s_veto_and_the_assembly_s_vote_are_two_votes() -> None:
    text = (
        "The General Assembly adopted the resolution on Thursday by 128 votes to 9. "
        "Three days earlier the United States had vetoed a similar draft in the Security Council."
    )
    claims = _claims(text, dt.date(2017, 12, 21))
    tally = next(c for c in claims if c.kind is ClaimKind.TALLY)
    veto = next(c for c in claims if c.asserts.vetoes == ("USA",))
    assert tally.frame != veto.frame
    assert veto.cues.body is Body.UNSC
    assert veto.cues.on is not None
    assert veto.cues.on.exact == dt.date(2017, 12, 18)


def test_a_resolution_adopted_without_a_vote_is_told_from_one_adopted_by_vote() -> None:
    outcomes = [c.asserts.outcome for c in _claims("The resolution was adopted without a vote.")]
    assert outcomes == [Outcome.ADOPTED_WITHOUT_VOTE]


def test_a_vote_word_that_was_not_read_goes_into_the_ledger() -> None:
    _, _, unread = read_claims(document_from_text(_UN + "The vote may put pressure on Beijing."))
    assert [u.quote for u in unread] == ["The vote may put pressure on Beijing."]


def test_the_first_two_are_of_those_just_named_and_no_count_of_a_side() -> None:
    claims = _claims("France, Britain and Hungary differed: the first two voted in favour.")
    assert [c.readings for c in claims if c.asserts.counts] == [2]


def test_a_place_followed_by_where_is_the_place_of_what_follows() -> None:
    text = (
        "India abstained when the Human Rights Council set up its inquiry, and a day earlier it held back at the IAEA "
        "board, where two members, Russia and China, voted no."
    )
    (claim,) = [c for c in _claims(text) if ("CHN", _N) in c.asserts.votes]
    assert claim.cues.body is Body.IAEA


def test_those_beside_an_abstainer_did_not_cast_the_veto_named_in_passing() -> None:
    claims = _claims("In the Security Council India abstained on the draft Russia vetoed, alongside China and the UAE.")
    assert {code for c in claims for code in c.asserts.vetoes} == {"RUS"}


def test_its_veto_is_no_veto_of_two_states() -> None:
    text = (
        "In the Security Council four members, including the United States and China, abstained on Darfur. "
        "Last month, the Obama administration cast its first veto."
    )
    assert not [c for c in _claims(text) if len(c.asserts.vetoes) > 1]
