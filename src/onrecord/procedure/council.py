"""How the Security Council decides: enough affirmative votes, and on matters of substance no veto."""

from collections.abc import Collection
from datetime import date

from onrecord.procedure import after_veto
from onrecord.procedure.assembly import adopted_without_vote
from onrecord.procedure.citations import cite, ground
from onrecord.procedure.ruling import Duty, Ground, Ruling
from onrecord.procedure.tables import threshold
from onrecord.procedure.wording import counted, names, number, sentence
from onrecord.states import permanent_members, seat_code
from onrecord.terms import Body, Outcome, Tally, UsageError


def decide(
    tally: Tally,
    on: date,
    *,
    noes: Collection[str] = (),
    procedural: bool = False,
    without_vote: bool = False,
) -> Ruling:
    """The Council's ruling on one vote, by Charter Article 27 as in force that day.

    `noes` are the members that voted against. Where they are not all named, a text with enough votes
    is ruled adopted and `otherwise` says that it would be vetoed if a permanent member was among the rest.
    Raises UsageError for a day before 17 January 1946 or for more names than votes against.
    """
    if without_vote:
        return adopted_without_vote()
    if len(set(noes)) > tally.no:
        raise UsageError(
            f"Expected at most {counted(tally.no, 'name', 'names')} for {counted(tally.no, 'vote', 'votes')} "
            f"against; found {', '.join(sorted(set(noes)))}. Give the tally and the names of one and the same vote."
        )
    rule = threshold(Body.UNSC, on)
    needed = rule.affirmative_needed or 0
    against = permanent_noes(noes, on)
    if tally.yes < needed:
        return _too_few(tally, needed, against, procedural=procedural)
    if procedural:
        return _procedural(tally, needed, against)
    if against:
        return _vetoed(tally, needed, against, on)
    return _adopted(tally, needed, unnamed=tally.no - len(set(noes)))


def permanent_noes(noes: Collection[str], on: date) -> tuple[str, ...]:
    """The permanent members among `noes`, sorted, each under the code that holds its seat that day.

    The Soviet seat is the Russian Federation's from 24 December 1991; China's is the Republic of China's
    (TWN) until the Assembly's vote of 25 October 1971. The two Chinas are not one state.
    """
    permanent = set(permanent_members(on))
    return tuple(sorted({seat_code(code, on) for code in noes} & permanent))


def needed_phrase(needed: int, *, procedural: bool) -> str:
    """What a decision took, in plain words."""
    votes = f"{number(needed)} affirmative votes"
    return votes if procedural else f"{votes} and no negative vote of a permanent member"


def must_abstain(*, party: bool, chapter_six: bool, article_52_3: bool = False) -> Ground | None:
    """The ground on which a member must abstain, or None where it may vote.

    A party to a dispute abstains in decisions under Chapter VI and Article 52(3), never under Chapter VII.
    The Council has seldom applied it: whether there is a dispute, and who is party to it, it decides itself.
    """
    if not (party and (chapter_six or article_52_3)):
        return None
    return ground(
        "A party to a dispute must abstain in decisions on its peaceful settlement.",
        "charter_27_3_proviso",
    )


def double_veto(noes: Collection[str], on: date, *, preliminary_question: bool = False) -> tuple[Ground, ...]:
    """Which of the two meanings of "double veto" a vote has: none, one or both.

    The classical one is a veto on the preliminary question whether a matter is procedural, which clears the
    way for a veto on the matter itself. News usage means two permanent members voting no on one draft.
    """
    against = permanent_noes(noes, on)
    found: list[Ground] = []
    if preliminary_question and against:
        found.append(
            ground(
                sentence(
                    f"{names(against)} blocked the decision that the matter was procedural, "
                    "so that it could be vetoed as a matter of substance: the classical double veto"
                ),
                "council_double_veto",
            )
        )
    if len(against) > 1:
        found.append(
            ground(
                f"{counted(len(against), 'permanent member', 'permanent members').capitalize()} voted against "
                f"one text: {names(against)}.",
                "usage_double_veto",
            )
        )
    return tuple(found)


def _votes_ground(tally: Tally, needed: int) -> Ground:
    voted = counted(tally.yes, "member", "members")
    return ground(sentence(f"{voted} voted in favour; {number(needed)} affirmative votes were needed"), "charter_27")


def _too_few(tally: Tally, needed: int, against: tuple[str, ...], *, procedural: bool) -> Ruling:
    grounds = [_votes_ground(tally, needed)]
    if against and not procedural:
        grounds.append(
            ground(
                sentence(
                    f"{names(against)} voted against, which is not counted as a veto, "
                    "since the text fell short of votes anyway"
                ),
                "council_veto_counting",
            )
        )
    return Ruling(Outcome.REJECTED, tuple(grounds), needed_phrase(needed, procedural=procedural))


def _procedural(tally: Tally, needed: int, against: tuple[str, ...]) -> Ruling:
    grounds = [_votes_ground(tally, needed)]
    if against:
        grounds.append(
            ground(sentence(f"{names(against)} voted against, but on procedure no vote is a veto"), "charter_27_2")
        )
    return Ruling(Outcome.ADOPTED, tuple(grounds), needed_phrase(needed, procedural=True))


def _vetoed(tally: Tally, needed: int, against: tuple[str, ...], on: date) -> Ruling:
    why = ground(
        sentence(f"{names(against)} voted against; one negative vote of a permanent member stops a text of substance"),
        "charter_27_3",
    )
    return Ruling(
        Outcome.VETOED,
        (_votes_ground(tally, needed), why),
        needed_phrase(needed, procedural=False),
        vetoed_by=against,
        follows=after_veto.duties(against, on),
    )


def _adopted(tally: Tally, needed: int, *, unnamed: int) -> Ruling:
    phrase = needed_phrase(needed, procedural=False)
    votes = _votes_ground(tally, needed)
    if not unnamed:
        none_against = ground("No permanent member voted against.", "charter_27_3")
        grounds = (votes, none_against, *_silences(tally))
        return Ruling(Outcome.ADOPTED, grounds, phrase, follows=_to_carry_out())
    subject = "The vote" if unnamed == 1 else f"{number(unnamed).capitalize()} votes"
    open_question = ground(
        f"{subject} against came from members not named here; had one been a permanent member, "
        "the text would be vetoed.",
        "charter_27_3",
    )
    return Ruling(Outcome.ADOPTED, (votes, open_question), phrase, follows=_to_carry_out(), otherwise=Outcome.VETOED)


def _silences(tally: Tally) -> tuple[Ground, ...]:
    found: list[Ground] = []
    if tally.abstain:
        found.append(ground("An abstention, a permanent member's too, is no veto.", "council_practice_abstention"))
    if tally.absent:
        found.append(ground("A member that is away or takes no part casts no veto.", "council_practice_absence"))
    return tuple(found)


def _to_carry_out() -> tuple[Duty, ...]:
    duty = Duty(
        "accept and carry out what the text decides, as distinct from what it recommends",
        "all Members of the United Nations",
        None,
        obliged=True,
        citation=cite("charter_25"),
    )
    return (duty,)
