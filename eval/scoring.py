"""Predictions held against annotated stories: detection, verdicts, wrongful contradictions, linking, statements."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eval.annotations import Said, Told, VoteClaim

ALIKE = (
    {"tally", "count_or_superlative", "member_list", "outcome"},
    {"member_vote", "member_list", "veto", "outcome"},
    {"member_vote", "count_or_superlative", "member_list"},
    {"outcome", "body", "date", "veto"},
    {"tally", "member_vote", "member_list", "veto", "outcome"},
    {"procedure", "obligation", "count_or_superlative"},
    {"procedure", "member_vote", "body", "outcome", "veto"},
)
"""Kinds that may stand for one another, because one passage often makes several points at once."""

SEVERITY = ("not_checkable", "not_in_record", "supported", "contradicted")
"""Where several predictions meet one annotation the gravest verdict counts."""

SOFT = {"not_in_record", "not_checkable"}
BODIES = {"GA": "UNGA", "A": "UNGA", "SC": "UNSC", "S": "UNSC", "HRC": "UNHRC", "GOV": "IAEA"} | {
    b: b for b in ("UNGA", "UNSC", "UNHRC", "IAEA", "UNCONF", "UNESCO")
}
SMALL_WORDS = {"the", "of", "a", "an", "to", "and", "for", "un", "u", "n"}


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing scored as wrong, for the list of errors."""

    stem: str
    what: str
    quote: str
    note: str

    @property
    def wrongful(self) -> bool:
        """Whether a true claim was called contradicted: the one error no floor forgives."""
        return self.what == "FALSE contradicted"


@dataclass(slots=True)
class Score:
    """Counts over a corpus, and the rates they give."""

    n: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[Miss] = field(default_factory=list)

    def figures(self) -> dict[str, float | None]:
        """Every rate by name, None where there was nothing to measure; `recall.<kind>` for each kind annotated."""
        n = self.n
        precision, recall = _rate(n["pred_hit"], n["pred"]), _rate(n["gold_hit"], n["gold"])
        said_precision, said_recall = _rate(n["st_pred_full"], n["st_pred"]), _rate(n["st_full"], n["st_gold"])
        out = {
            "claims_precision": precision,
            "claims_recall": recall,
            "claims_f1": _f1(precision, recall),
            "verdict_accuracy": _rate(n["verd_ok"], n["verd"]),
            "verdict_accuracy_soft": _rate(n["verd_ok_soft"], n["verd"]),
            "contradicted_precision": _rate(n["pred_contra_ok"], n["pred_contra"]),
            "contradicted_recall": _rate(n["contra_found"], n["gold_contra"]),
            "linking": _rate(n["ev_ok"], n["ev"]),
            "statements_precision": said_precision,
            "statements_recall": said_recall,
            "statements_f1": _f1(said_precision, said_recall),
            "direct_precision": _rate(n["st_pred_direct_full"], n["st_pred_direct"]),
            "direct_recall": _rate(n["st_full_direct"], n["st_gold_direct"]),
            "outlets": _rate(n["st_out_ok"], n["st_out"]),
        }
        return out | {f"recall.{k}": _rate(c["hit"], c["gold"]) for k, c in sorted(self.kinds.items())}


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Which predictions meet which annotations of one story, by index, both ways."""

    of_gold: Mapping[int, tuple[int, ...]]
    of_predicted: Mapping[int, tuple[int, ...]]


def score_corpus(pairs: Iterable[tuple[Told, Told]]) -> Score:
    """The score of (annotated, predicted) stories taken together."""
    pairs = list(pairs)
    score = Score()
    same_day = _votes_by_day(gold for gold, _ in pairs)
    for gold, predicted in pairs:
        score.n["stories"] += 1
        _score_claims(score, gold, predicted, same_day)
        _score_statements(score, gold, predicted)
    return score


def overlaps(predicted: tuple[int, int], gold: tuple[int, int]) -> bool:
    """Whether half of the shorter span is shared and the prediction does not swallow whole paragraphs."""
    shared = min(predicted[1], gold[1]) - max(predicted[0], gold[0])
    long, short = predicted[1] - predicted[0], gold[1] - gold[0]
    return shared > 0 and shared >= 0.5 * min(long, short) and long <= max(400, 3 * short)


def alike(kind: str, other: str) -> bool:
    """Whether two kinds may stand for one another."""
    return kind == other or any(kind in group and other in group for group in ALIKE)


def pair(gold: Told, predicted: Told) -> _Pairing:
    """Predictions and annotations of kindred kind on overlapping words; an exact span rules out looser partners."""
    of_gold: dict[int, list[int]] = defaultdict(list)
    of_predicted: dict[int, list[int]] = {}
    for i, claim in enumerate(predicted.claims):
        partners = [j for j, g in enumerate(gold.claims) if _meet(claim, g)]
        exact = [j for j in partners if gold.claims[j].span == claim.span]
        if exact:
            partners = [j for j in exact if gold.claims[j].kind == claim.kind] or exact
        of_predicted[i] = partners
        for j in partners:
            of_gold[j].append(i)
    return _Pairing({j: tuple(v) for j, v in of_gold.items()}, {i: tuple(v) for i, v in of_predicted.items()})


def _meet(claim: VoteClaim, gold: VoteClaim) -> bool:
    return (
        claim.span is not None
        and gold.span is not None
        and overlaps(claim.span, gold.span)
        and alike(claim.kind, gold.kind)
    )


def _score_claims(score: Score, gold: Told, predicted: Told, same_day: Mapping[tuple[str, str], set[str]]) -> None:
    pairing = pair(gold, predicted)
    n = score.n
    n["gold"] += len(gold.claims)
    n["pred"] += len(predicted.claims)
    n["gold_hit"] += len(pairing.of_gold)
    n["pred_hit"] += sum(1 for partners in pairing.of_predicted.values() if partners)
    for j, claim in enumerate(gold.claims):
        partners = [predicted.claims[i] for i in pairing.of_gold.get(j, ())]
        _score_annotation(score, gold.stem, claim, partners, same_day)
    for i, claim in enumerate(predicted.claims):
        if claim.verdict == "contradicted":
            _score_contradiction(score, gold, claim, [gold.claims[j] for j in pairing.of_predicted[i]])


def _score_annotation(
    score: Score,
    stem: str,
    claim: VoteClaim,
    partners: list[VoteClaim],
    same_day: Mapping[tuple[str, str], set[str]],
) -> None:
    n, kind = score.n, score.kinds[claim.kind]
    wrong = claim.verdict == "contradicted"
    kind["gold"] += 1
    n["gold_contra"] += wrong
    if not partners:
        what = "MISSED contradiction" if wrong else "MISSED"
        score.misses.append(Miss(stem, what, claim.quote, claim.truth or claim.kind))
        return
    kind["hit"] += 1
    verdict = max((p.verdict or "not_checkable" for p in partners), key=_gravity)
    right = verdict in claim.accept
    n["verd"] += 1
    n["verd_ok"] += right
    n["verd_ok_soft"] += right or (verdict in SOFT and bool(claim.accept & SOFT))
    kind["verd_ok"] += right
    if wrong:
        n["contra_found"] += verdict == "contradicted"
    if not right:
        what = f"NOT FLAGGED ({verdict})" if wrong else f"VERDICT {verdict} for {claim.verdict}"
        score.misses.append(Miss(stem, what, claim.quote, claim.truth))
    if claim.events:
        linked = any(_same_vote(e, p.first_event, same_day) for e in claim.events for p in partners)
        n["ev"] += 1
        n["ev_ok"] += linked
        if not linked:
            found = ", ".join(p.first_event or "none" for p in partners)
            score.misses.append(Miss(stem, "LINKED elsewhere", claim.quote, f"{found} for {claim.events[0]}"))


def _score_contradiction(score: Score, gold: Told, claim: VoteClaim, partners: list[VoteClaim]) -> None:
    right = any("contradicted" in p.accept for p in partners)
    score.n["pred_contra"] += 1
    score.n["pred_contra_ok"] += right
    if not right:
        words = claim.quote or (gold.body[slice(*claim.span)] if claim.span else "")
        note = "; ".join(p.verdict for p in partners) or "no claim annotated here"
        score.misses.append(Miss(gold.stem, "FALSE contradicted", words, note))


def _score_statements(score: Score, gold: Told, predicted: Told) -> None:
    n = score.n
    found: set[int] = set()
    whole: set[int] = set()
    for annotated in gold.statements:
        candidates = [i for i, p in enumerate(predicted.statements) if _same_words(annotated, p)]
        best: tuple[tuple[int, bool, bool], int] | None = None
        for i in candidates:
            p = predicted.statements[i]
            speaker, state = _same_speaker(annotated, p), _same_state(annotated, p)
            rank = (speaker + state, p.span == annotated.span, i not in found)
            found.add(i)
            if speaker and state:
                whole.add(i)
            if best is None or rank > best[0]:
                best = (rank, i)
        _score_statement(score, gold.stem, annotated, predicted.statements[best[1]] if best else None)
    direct = [i for i, p in enumerate(predicted.statements) if p.direct]
    n["st_pred"] += len(predicted.statements)
    n["st_pred_hit"] += len(found)
    n["st_pred_full"] += len(whole)
    n["st_pred_direct"] += len(direct)
    n["st_pred_direct_full"] += sum(1 for i in direct if i in whole)


def _score_statement(score: Score, stem: str, gold: Said, best: Said | None) -> None:
    n = score.n
    n["st_gold"] += 1
    n["st_gold_direct"] += gold.direct
    if best is None:
        if gold.direct:
            score.misses.append(Miss(stem, "STATEMENT missed (direct)", gold.quote, gold.speaker))
        return
    whole = _same_speaker(gold, best) and _same_state(gold, best)
    n["st_full"] += whole
    n["st_full_direct"] += whole and gold.direct
    if gold.outlet:
        n["st_out"] += 1
        n["st_out_ok"] += bool(_words(gold.outlet) & _words(best.outlet))
    if not whole:
        what = f"STATEMENT given to {best.speaker}/{best.state or None}"
        score.misses.append(Miss(stem, what, gold.quote, f"{gold.speaker}/{gold.state or None}"))


def _same_words(gold: Said, predicted: Said) -> bool:
    if predicted.span is not None and (gold.span is None or not overlaps(predicted.span, gold.span)):
        return False
    a, b = Counter(_folded(gold.words)), Counter(_folded(predicted.words or predicted.quote))
    shorter = min(a.total(), b.total())
    return shorter > 0 and (a & b).total() >= 0.5 * shorter


def _same_speaker(gold: Said, predicted: Said) -> bool:
    named = _words(predicted.speaker) - SMALL_WORDS
    if (_words(gold.speaker) - SMALL_WORDS) & named:
        return True
    # an unnamed speaker of a state is told by the state and the office
    office = named | _words(predicted.role)
    return bool(gold.state) and gold.state == predicted.state and bool(_words(gold.role) & office)


def _same_state(gold: Said, predicted: Said) -> bool:
    return not gold.state or gold.state == predicted.state


def _gravity(verdict: str) -> int:
    return SEVERITY.index(verdict) if verdict in SEVERITY else -1


def _votes_by_day(stories: Iterable[Told]) -> dict[tuple[str, str], set[str]]:
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for story in stories:
        for claim in story.claims:
            for event in claim.events:
                body, symbol, day = parts_of(event)
                seen[body, day].add(symbol)
    return seen


def _same_vote(gold: str, predicted: str | None, same_day: Mapping[tuple[str, str], set[str]]) -> bool:
    """One vote by its symbol, or by body and day where the corpus speaks of only one vote of that body that day."""
    if not predicted:
        return False
    body, symbol, day = parts_of(gold)
    other_body, other_symbol, other_day = parts_of(predicted)
    if symbol and symbol == other_symbol:
        return True
    return body == other_body and bool(day) and day == other_day and len(same_day.get((body, day), {symbol})) == 1


def parts_of(event: str) -> tuple[str, str, str]:
    """Body, symbol (letters, digits and slashes only) and day of an event id; "" for a part that is missing."""
    tokens = event.replace(",", " ").split()
    day = next((t for t in tokens if re.fullmatch(r"\d{4}-\d{2}-\d{2}", t)), "")
    symbol = next((t for t in tokens if "/" in t), "").upper()
    body = next((BODIES[t.upper()] for t in tokens if t.upper() in BODIES), "")
    if not body and symbol:
        head = symbol.split("/")[:2]
        body = "UNHRC" if "HRC" in head else BODIES.get(head[0], "")
    return body, re.sub(r"[^A-Z0-9/]", "", symbol), day


def _folded(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def _words(text: str) -> set[str]:
    return set(_folded(text))


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
