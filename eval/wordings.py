"""Banks of short wordings: which facts each must yield, which it may, and which it must not."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Fact = tuple[str | int, ...]
"""(vote, state, side), (count, side, number), (times, number), (outcome, what) or a single word."""

CARRIER = {
    "en": "This report is from the United Nations in New York.\n\n",
    "fr": "Une dépêche des Nations unies, à New York.\n\n",
}
"""A neutral opening, so that a wording that names no organ is read as one about the United Nations."""

SIDES = {
    "yes": "yes",
    "no": "no",
    "abstain": "abstain",
    "not_voting": "absent",
    "absent": "absent",
}
SAID = {"asserted", "reported", None}
BARE = {"unanimous", "consensus", "first_since", "obligation"}
HARD = {"vote", "count", "veto", "outcome"}
"""Facts that a silent item must not yield and that count against precision."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One item of a bank: `must` be found, `may` be said without error; `silent` items yield no vote fact."""

    id: str
    text: str
    language: str
    silent: bool
    must: frozenset[Fact]
    may: frozenset[Fact]

    @property
    def in_carrier(self) -> str:
        """The text as it is read."""
        return CARRIER.get(self.language, CARRIER["en"]) + self.text + "\n"


@dataclass(slots=True)
class WordingScore:
    """Counts over a bank."""

    got: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    said: int = 0
    spurious: int = 0
    whole: int = 0
    speaking: int = 0
    silent: int = 0
    fired: int = 0
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float | None]:
        """Rates by name; `silence_kept` is the share of silent items that yielded nothing."""
        return {
            "facts_recall": _rate(self.got.total(), self.wanted.total()),
            "facts_precision": 1 - self.spurious / self.said if self.said else None,
            "items_whole": _rate(self.whole, self.speaking),
            "silence_kept": _rate(self.silent - self.fired, self.silent),
            **{f"recall.{k}": _rate(self.got[k], v) for k, v in sorted(self.wanted.items())},
        }


def read_bank(path: Path) -> tuple[Wording, ...]:
    """Every item of a bank, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_wording(json.loads(line)) for line in lines if line.strip())


def score_bank(bank: Iterable[Wording], check: Callable[[Wording], Mapping[str, object]]) -> WordingScore:
    """The score of `check`, which gives the checker's JSON for one wording."""
    score = WordingScore()
    for item in bank:
        _score_item(score, item, facts_of(check(item)))
    return score


def facts_of(story: Mapping[str, object]) -> set[Fact]:
    """The facts a checked story's claims assert or report."""
    facts: set[Fact] = set()
    claims = story.get("claims")
    for claim in claims if isinstance(claims, list) else []:
        if claim.get("modality") not in SAID or claim.get("negated"):
            continue
        facts |= _asserted(claim.get("asserts") or {})
        if claim.get("kind") == "count_or_superlative":
            facts.add(("first_since",))
        if claim.get("kind") in ("obligation", "procedure"):
            facts.add(("obligation",))
    return facts


def _asserted(asserts: Mapping[str, object]) -> set[Fact]:
    facts: set[Fact] = set()
    for key, value in asserts.items():
        if key in SIDES and isinstance(value, int) and not isinstance(value, bool):
            facts.add(("count", SIDES[key], value))
        if key.startswith("only_") and key[5:] in SIDES:
            facts |= {("vote", s, SIDES[key[5:]]) for s in _states(value)}
    member, vote, votes = asserts.get("member"), asserts.get("vote"), asserts.get("votes")
    if isinstance(member, str) and isinstance(vote, str):
        facts.add(("vote", member, _side(vote)))
    if isinstance(votes, dict):
        facts |= {("vote", str(s), _side(v)) for s, v in votes.items()}
    if asserts.get("veto"):
        facts |= {("veto",), *(("vote", s, "veto") for s in _states(asserts["veto"]) if len(s) == 3)}
    times = asserts.get("times")
    if isinstance(times, int) and not isinstance(times, bool):
        facts.add(("times", times))
    return facts | _decided(asserts)


def _decided(asserts: Mapping[str, object]) -> set[Fact]:
    facts: set[Fact] = set()
    outcome = asserts.get("outcome")
    if isinstance(outcome, str) and outcome:
        facts.add(("outcome", {"vetoed": "rejected", "failed": "rejected"}.get(outcome, outcome)))
    if asserts.get("unanimous"):
        facts.add(("unanimous",))
    if asserts.get("consensus") or outcome in ("consensus", "adopted_without_vote"):
        facts |= {("consensus",), ("outcome", "adopted")}
    return facts


def _score_item(score: WordingScore, item: Wording, have: set[Fact]) -> None:
    hard = {f for f in have if f[0] in HARD}
    if item.silent:
        score.silent += 1
        score.fired += bool(hard)
        if hard:
            score.errors.append(f"{item.id} | FIRED | {item.text} | {_listed(hard)}")
        return
    for fact in item.must:
        score.wanted[str(fact[0])] += 1
        score.got[str(fact[0])] += _found(fact, have)
    missed = {f for f in item.must if not _found(f, have)}
    wrong = {f for f in hard if f not in item.may and not _cast_of_a_veto(f, item.may)}
    score.speaking += bool(item.must)
    score.whole += bool(item.must) and not missed
    score.said += len(hard)
    score.spurious += len(wrong)
    if missed or wrong:
        score.errors.append(f"{item.id} | missed {_listed(missed)} | spurious {_listed(wrong)} | {item.text}")


def _found(fact: Fact, have: set[Fact]) -> bool:
    if fact in have:
        return True
    if fact[0] == "vote" and fact[2] == "veto":
        return ("vote", fact[1], "no") in have and ("veto",) in have
    return fact == ("unanimous",) and ("consensus",) in have


def _cast_of_a_veto(fact: Fact, may: frozenset[Fact]) -> bool:
    return fact[0] == "vote" and fact[2] == "no" and ("vote", fact[1], "veto") in may


def _wording(item: Mapping[str, object]) -> Wording:
    must: set[Fact] = set()
    may: set[Fact] = set()
    expected = item["expect"]
    for claim in expected if isinstance(expected, list) else []:
        if claim["modality"] not in SAID or claim["negated"]:
            continue
        facts = _expected(claim)
        may |= facts | _entailed(claim)
        if not claim.get("optional"):
            must |= facts
    silent = str(item["note"]).startswith("NONE")
    return Wording(
        str(item["id"]), str(item["text"]), str(item.get("lang", "en")), silent, frozenset(must), frozenset(may)
    )


def _expected(claim: Mapping[str, object]) -> set[Fact]:
    kind, votes, counts = claim["kind"], claim["votes"], claim["counts"]
    facts: set[Fact] = set()
    for state, side in (votes if isinstance(votes, dict) else {}).items():
        facts.add(("vote", str(state), "veto" if kind == "veto" else _side(side)))
    for side, number in (counts if isinstance(counts, dict) else {}).items():
        facts.add(("times", int(number)) if side == "times" else ("count", _side(side), int(number)))
    if kind == "outcome" and claim.get("value") in ("adopted", "rejected", "withdrawn"):
        facts.add(("outcome", str(claim["value"])))
    if kind in BARE:
        facts.add((str(kind),))
    if kind == "veto" and not votes:
        facts.add(("veto",))
    return facts


def _entailed(claim: Mapping[str, object]) -> set[Fact]:
    """What a reader may say besides: a veto is a no vote and a failed draft, unanimity an adoption."""
    votes = claim["votes"] if isinstance(claim["votes"], dict) else {}
    kind = claim["kind"]
    if kind == "veto":
        return {("outcome", "rejected"), ("veto",), ("count", "no", len(votes)), *(("vote", s, "no") for s in votes)}
    if kind == "sole":
        return {("count", _side(side), 1) for side in votes.values()}
    if kind in ("unanimous", "consensus"):
        none: set[Fact] = {("count", side, 0) for side in ("no", "abstain")}
        return none | {("outcome", "adopted"), ("unanimous",), ("consensus",)}
    return set()


def _side(value: object) -> str:
    return SIDES.get(str(value), str(value))


def _states(value: object) -> list[str]:
    if isinstance(value, str):
        return [s for s in value.replace("+", ",").replace(";", ",").replace(" ", "").split(",") if s]
    return [str(v) for v in value] if isinstance(value, (list, tuple, dict)) else []


def _listed(facts: set[Fact]) -> str:
    return ", ".join(" ".join(str(part) for part in fact) for fact in sorted(facts, key=str)) or "nothing"


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None
