"""Single points of reading speech: who is meant, for which state, through whom, and what kind of act it is."""

import pytest

from onrecord.reading.document import document_from_text
from onrecord.reading.statements import read_statements
from onrecord.terms import EventType, Statement


def said(text: str) -> tuple[Statement, ...]:
    return read_statements(document_from_text(text))


def test_a_capital_speaks_as_a_metonym_of_its_government() -> None:
    (one,) = said("Beijing says the talks were “useful”.")
    assert (one.speaker, one.state, one.speaker_role, one.metonym) == ("Beijing", "CHN", "government", True)


def test_a_person_is_no_metonym() -> None:
    (one,) = said("Fiji's envoy, Satyendra Prasad, said the sea was rising.")
    assert (one.speaker, one.state, one.speaker_role, one.metonym) == ("Satyendra Prasad", "FJI", "envoy", False)


def test_a_surname_alone_takes_the_name_role_and_state_given_before() -> None:
    first, second = said("Peru's envoy, Ana Quispe, spoke of “haste”.\n\n“We shall wait,” Quispe said.")
    assert (second.speaker, second.state, second.speaker_role) == ("Ana Quispe", "PER", "envoy")
    assert first.speaker == second.speaker


def test_she_is_the_last_person_spoken_of_even_one_who_did_not_speak() -> None:
    _, second = said(
        "Peru's envoy, Ana Quispe, spoke of “haste”. Chilean Ambassador Paula Narvaez rose at once. “Not so,” she said."
    )
    assert (second.speaker, second.state) == ("Paula Narvaez", "CHL")


def test_the_word_a_surname_was_translated_into_is_read_back_with_a_stated_reason() -> None:
    _, second = said("Chinese envoy Wang Lutong called it “normal”. The king said the ties were “solid as ever”.")
    assert (second.speaker, second.state) == ("Wang Lutong", "CHN")
    assert "surname Wang" in second.resolution_note


def test_a_real_king_stays_a_king() -> None:
    (one,) = said("King Felipe of Spain opened the hall. The king said peace was “everyone's business”.")
    assert "Felipe" in one.speaker
    assert "surname" not in one.resolution_note


def test_a_name_bent_in_translation_is_read_with_a_stated_reason() -> None:
    (one,) = said("Senator Bob Menendez took the floor. “I object,” Menendes said.")
    assert (one.speaker, one.state) == ("Bob Menendez", "USA")
    assert "nearly the same letters" in one.resolution_note


@pytest.mark.parametrize(
    "text",
    [
        "UN rapporteur Francesca Albanese said the law was clear.",
        "Jan Egeland of the Norwegian Refugee Council said aid was “a trickle”.",
        "Professor Mary Ellen O'Connell said the rule was old.",
        "Bloomberg said the banks had cut back their loans.",
        "The European Union called the vote “a landmark”.",
    ],
)
def test_officials_of_organisations_scholars_and_the_press_speak_for_no_state(text: str) -> None:
    (one,) = said(text)
    assert one.state is None


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("According to Xinhua, Cuban envoy Yuri Gala said the text was weak.", ("Xinhua",)),
        ("Cuban envoy Yuri Gala told Prensa Latina that the text was weak.", ("Prensa Latina",)),
        ("“The text is weak,” Cuban envoy Yuri Gala said, Reuters reported.", ("Reuters",)),
        ("“The text is weak,” Cuban envoy Yuri Gala tweeted.", ("Twitter",)),
        ("“The text is weak,” Cuban envoy Yuri Gala said in a post on Telegram.", ("Telegram",)),
        ("Cuban envoy Yuri Gala said the text was weak. (AFP)", ()),
        ("Cuban envoy Yuri Gala said in an interview with Le Monde that the text was weak.", ("Le Monde",)),
        ("The text was weak, Cuban envoy Yuri Gala said, according to state media.", ("state media",)),
        ("Cuban envoy Yuri Gala said the text was weak.", ()),
    ],
)
def test_the_chain_of_reporting_is_kept(text: str, outlets: tuple[str, ...]) -> None:
    (one,) = said(text)
    assert one.outlets == outlets


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hanoi condemned the strike.", EventType.ACCUSE),
        ("Hanoi urged calm on all sides.", EventType.REQUEST),
        ("Hanoi warned that it would answer.", EventType.THREATEN),
        ("Hanoi denied the charge.", EventType.REJECT),
        ("Hanoi said it welcomes the truce.", EventType.SUPPORT),
        ("Hanoi said that it had no choice but to abstain.", EventType.REJECT),
        ("Hanoi said the weather was fine.", None),
    ],
)
def test_a_statement_takes_the_type_of_its_verb_or_of_what_is_said(text: str, kind: EventType | None) -> None:
    (one,) = said(text)
    assert one.type is kind


@pytest.mark.parametrize(
    "text",
    [
        "Rome did not say that it would abstain.",
        "Rome refused to say whether it would “ever” abstain.",
        "Rome will say that it is sorry.",
        "If Rome says no, the text fails.",
        "The text calls the siege “illegal”.",
        "It is often said that abstention is a polite no.",
        'They adopted a text that condemns the coup and asks "all Member States" to stop arms.',
        "The film “Downfall” opened in Rome.",
        'Rome voted "yes" and Madrid "no".',
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert said(text) == ()


def test_one_attribution_makes_one_statement_of_the_quotations_around_it() -> None:
    (one,) = said("“We tried,” Irish envoy Fergal Mythen said. “It was not enough. We go on.”")
    assert one.quote_text == "We tried, [...] It was not enough. We go on."
    assert one.quote == "“We tried,” Irish envoy Fergal Mythen said. “It was not enough. We go on.”"


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    (one,) = said("Irish envoy Fergal Mythen said:\n\n“We tried.\n\n“We failed.”")
    assert one.quote_text == "We tried. [...] We failed."


def test_a_mark_set_the_wrong_way_round_still_closes() -> None:
    (one,) = said("Irish envoy Fergal Mythen rose. “We tried and we failed, “he said.")
    assert one.quote_text == "We tried and we failed,"
    assert one.speaker == "Fergal Mythen"


def test_an_attribution_standing_alone_claims_the_quotation_before_it() -> None:
    (one,) = said("Irish envoy Fergal Mythen rose.\n\n“We tried. We failed.” He said.")
    assert (one.speaker, one.quote_text) == ("Fergal Mythen", "We tried. We failed.")


def test_single_quotation_marks_leave_apostrophes_alone() -> None:
    (one,) = said("Oslo said the members' patience was 'not endless, and it's wearing thin' by now.")
    assert one.quote_text == "not endless, and it's wearing thin"
