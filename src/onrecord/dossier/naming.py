"""Whose words a statement is, and which states it speaks of."""

from onrecord.terms import Document, Span, Statement


def named_in(text: str) -> frozenset[str]:
    """Codes of the states that `text` names, a code itself included; words that leave open which are left out."""
    from onrecord.states import find_states

    mentions = find_states(text)
    return frozenset(m.codes[0] for m in mentions if len(m.codes) == 1 and m.form != "place") | {text.strip()}


def speaks_for(statement: Statement, state: str) -> bool:
    """Whether the words are `state`'s own, alone or with another: "Russia and China, claiming ..."."""
    if statement.state == state:
        return True
    return statement.metonym and statement.state is not None and state in named_in(statement.speaker)


def about(statement: Statement, state: str, document: Document) -> bool:
    """Whether another's words concern `state`: they name it, or the sentence that leads in to them does."""
    if state in named_in(statement.about or "") or state in named_in(statement.quote_text):
        return True
    if not statement.direct or statement.quote_text[:1].islower():
        return state in named_in(_without_speaker(statement))
    return state in named_in(_lead_in(statement, document))


def _without_speaker(statement: Statement) -> str:
    text = statement.quote
    for part in (statement.speaker, statement.speaker_role):
        text = text.replace(part, " ") if part else text
    return text


def _lead_in(statement: Statement, document: Document) -> str:
    """The sentence just before the words, where it tells of the same speaker; empty otherwise."""
    before = [s for s in document.sentences if s.end <= statement.span.start]
    sentence = (before[-1] if before else Span(0, 0)).of(document.body)
    surname = statement.speaker.split()[-1] if statement.speaker else ""
    inside_other_words = any(mark in sentence for mark in '“”"‘')
    return sentence if surname and surname in sentence and not inside_other_words else ""
