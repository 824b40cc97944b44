"""Plain words of a passage that may name the matter voted on."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_][\w'-]+")
_STOP = frozenset(
    """
    about above accord according across added adopted adoption after again against ahead alone along also although always among
    another approve approved around asked assembly associated august backed because been before being both brought called came
    cast chamber claim clear close come council countries country could countries day days december decided decision delegates delegation
    despite diplomat diplomats document draft during each early either envoy even event every failed favor favour february first following
    four friday from further gave general give given government governments great group have having held here high hours however
    including into january july june just largely last late later leader least like likely made majority make many march meanwhile
    measure meeting member members might monday month months more most motion much must nation national nations near nearly need never
    news next night nine none november october often once only opposed other others over part passed permanent place president press
    previous put reached received recorded rejected representative resolution resolutions rest result said same saturday says second
    security seen sent september session seven seven several should show side since single sitting six some soon speaking state
    statement states still such sunday supported take taken tally text than that their them then there these they thing third this
    those though three through thursday time times today told took total tuesday twice under united until upon used veto vetoed very
    vote voted voters votes voting week wednesday well went were what when where which while whose will with within without would
    year years yes yesterday york abstain abstained abstaining abstention abstentions april have special emergency body
    """.split()
)
_SHORTEST = 3


def fold_word(word: str) -> str:
    """`word` lower-cased, without accents and possessive ending."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return re.sub(r"'s?$", "", plain)


def topic_words(text: str) -> tuple[str, ...]:
    """Folded content words of `text` in order of first use."""
    words = (fold_word(w) for w in _WORD.findall(text.replace("’", "'")))
    return tuple(dict.fromkeys(w for w in words if len(w) >= _SHORTEST and w not in _STOP))
