import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_story import ES_11_1

from onrecord.report.marks import wrong_spans
from onrecord.terms import (
    Asserts,
    CheckedClaim,
    Claim,
    ClaimKind,
    Count,
    EventCues,
    Evidence,
    Finding,
    Position,
    Reason,
    Side,
    Span,
    Verdict,
)


def checked(
    quote: str,
    reason: Reason,
    *evidence: tuple[str, str, str, str | None],
    verdict: Verdict = Verdict.CONTRADICTED,
    asserts: Asserts | None = None,
    loose: tuple[str, ...] = (),
) -> CheckedClaim:
    span = Span(100, 100 + len(quote))
    claim = Claim("c1", span, quote, ClaimKind.TALLY, asserts or Asserts(), 1, EventCues(), loose=loose)
    cells = tuple(Evidence(w, ES_11_1, rec, "A/ES-11/PV.5", state, stated=said) for w, rec, said, state in evidence)
    return CheckedClaim(claim, Finding(verdict, reason, "It is otherwise.", cells or (_CELL,), ES_11_1))


_CELL = Evidence("outcome", ES_11_1, "adopted", "A/ES-11/PV.5")
TWO = Asserts(votes=(("VEN", Position.ABSTAIN), ("NIC", Position.ABSTAIN)))


def marked(claim: CheckedClaim) -> list[str]:
    shift = -claim.claim.span.start
    return [s.shift(shift).of(claim.claim.quote) for s in wrong_spans(claim)]


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (checked("by 143 votes to 5", Reason.WRONG_TALLY, ("tally", "141-5-35", "143-5", None)), ["143"]),
        (
            checked(
                "143-5, with 35 abstentions",
                Reason.WRONG_TALLY,
                ("tally", "141 in favour", "143 in favour", None),
                ("tally", "35 abstaining", "35 abstaining", None),
            ),
            ["143"],
        ),
        (
            checked("Eleven members voted yes", Reason.WRONG_TALLY, ("tally", "13 in favour", "11 in favour", None)),
            ["Eleven"],
        ),
        (
            checked("A hundred and forty-three in favour", Reason.WRONG_TALLY, ("tally", "141", "143", None)),
            ["A hundred and forty-three"],
        ),
        (
            checked("China has voted against it", Reason.WRONG_POSITION, ("position", "abstain", "no", "CHN")),
            ["voted against"],
        ),
        (
            checked(
                "among the abstainers, Venezuela and Nicaragua",
                Reason.WRONG_POSITION,
                ("position", "absent", "abstain", "VEN"),
                ("position", "abstain", "abstain", "NIC"),
                asserts=TWO,
            ),
            ["Venezuela"],
        ),
        (
            checked("Belarus was the sole one to vote no", Reason.NOT_SOLE, ("position", "5", "only Belarus", "BLR")),
            ["sole"],
        ),
        (
            checked("the Board approved it", Reason.WRONG_BODY, ("body", "General Assembly", "the Board", None)),
            ["the Board"],
        ),
        (checked("it was adopted on Friday", Reason.WRONG_DATE), ["Friday"]),
        (checked("a draft was adopted, they said", Reason.WRONG_OUTCOME), ["adopted"]),
        (
            checked("nearly 150 in favour", Reason.ROUNDED, verdict=Verdict.IMPRECISE, loose=("nearly",),
                    asserts=Asserts(counts=(Count(Side.YES, 150),))),
            ["150"],
        ),
        (checked("so it went", Reason.WRONG_OUTCOME), ["so it went"]),
        (checked("China abstained", Reason.POSITIONS_MATCH, verdict=Verdict.SUPPORTED), []),
        (checked("China abstained", Reason.SEVERAL_VOTES_FIT, verdict=Verdict.AMBIGUOUS), ["China abstained"]),
    ],
)  # fmt: skip
def test_the_mark_sits_on_the_words_that_carry_the_error(claim: CheckedClaim, words: list[str]) -> None:
    assert marked(claim) == words


@given(st.text(max_size=60), st.sampled_from(Reason), st.text(max_size=12))
def test_a_mark_never_leaves_its_claim_and_a_wrong_claim_is_never_without_one(
    quote: str, reason: Reason, stated: str
) -> None:
    claim = checked(quote, reason, ("tally", "141-5-35", stated, None))
    spans = wrong_spans(claim)
    assert spans
    assert all(claim.claim.span.covers(s) for s in spans)
