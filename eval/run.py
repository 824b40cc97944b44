"""Reads and checks every annotated text in process, prints the figures, and fails below a floor (`make eval`)."""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # so that `python eval/run.py` finds its own modules

from eval import gate, robustness, scoring, true_stories, wordings  # noqa: E402
from eval.annotations import HEADER, AnnotatedStory, Told, VoteClaim, digest, read_corpus, told_from  # noqa: E402

if TYPE_CHECKING:
    from onrecord.record import Record

FLOORS = ROOT / "eval" / "floors.toml"
SHOWN = (
    "claims_precision",
    "claims_recall",
    "verdict_accuracy",
    "contradicted_precision",
    "contradicted_recall",
    "linking",
    "direct_precision",
    "direct_recall",
    "statements_f1",
)
SHOWN_WORDINGS = ("facts_recall", "facts_precision", "items_whole", "silence_kept")
SHOWN_BENT = ("changes_refused", "changes_flagged", "deletions_clean", "idle_unmoved")


@dataclass(slots=True)
class Results:
    """Everything one run measured."""

    tier: str
    figures: dict[str, dict[str, float | None]] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    wrongful: list[str] = field(default_factory=list)
    told_true: dict[str, true_stories.TrueScore] = field(default_factory=dict)


class Checker:
    """The product, from text to the JSON of a checked story, over one record."""

    def __init__(self, home: Path | None = None, record: "Record | None" = None) -> None:
        from onrecord.record import open_record

        self.record: Record = record or open_record(home)

    def check_text(self, text: str) -> Mapping[str, object]:
        """The checker's JSON for a story file's text, header included."""
        from onrecord.checking import check
        from onrecord.reading import load_document, read
        from onrecord.report import story_json

        document = load_document("-", stdin=text.encode("utf-8"))
        return story_json(check(read(document), self.record))

    def check_body(self, body: str, story: AnnotatedStory) -> Told:
        """What is found in `body` under that story's header."""
        header = HEADER.match(story.path.read_text(encoding="utf-8"))
        text = (header[0] if header else "") + body
        return told_from(story.told.stem, body, self.check_text(text))

    def check_wording(self, item: wordings.Wording) -> Mapping[str, object]:
        """The checker's JSON for one wording in its carrier."""
        return self.check_text(item.in_carrier)

    def substitute(self, quote: str, claim: VoteClaim) -> tuple[str, str] | None:
        """The first voter named in full in `quote`, and a member that took another side in the same vote."""
        from onrecord.states import find_states, state_name

        rollcall = self.record.by_id(claim.first_event) if claim.first_event else None
        votes = robustness.as_fields(claim.asserts)
        if rollcall is None or not votes:
            return None
        for mention in find_states(quote, rollcall.date):
            code = mention.codes[0] if len(mention.codes) == 1 else ""
            if mention.form != "name" or code not in votes:
                continue
            for other in sorted(rollcall.positions):
                differs = rollcall.positions[other] is not rollcall.positions.get(code)
                if differs and other not in votes and state_name(other).isalpha():
                    return mention.text, state_name(other)
        return None


def sentences_of(body: str) -> list[tuple[int, int]]:
    """The reader's own sentences, as character ranges."""
    from onrecord.reading import document_from_text

    return [(s.start, s.end) for s in document_from_text(body).sentences]


def shared_dir() -> Path | None:
    """The folder of annotated stories kept beside the repository (ONRECORD_SHARED, else `../shared`), or None."""
    named = os.environ.get("ONRECORD_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder if folder.is_dir() else None


def story_folders() -> dict[str, Path]:
    """Story corpora that are there, by name."""
    shared = shared_dir()
    folders = {name: ROOT / "eval" / name for name in ("stories", "stories_b", "stories_c")}
    if shared:
        folders["shared_dev"] = shared / "articles" / "dev"
    return {name: path for name, path in folders.items() if path.is_dir()}


def true_folders() -> dict[str, Path]:
    """Corpora of wholly true stories that are there, by name."""
    folders = {"stories_true": ROOT / "eval" / "stories_true"}
    return {name: path for name, path in folders.items() if path.is_dir()}


def wording_banks() -> dict[str, Path]:
    """Banks of wordings that are there, by name."""
    shared = shared_dir()
    banks = {f"wordings_{path.stem}": path for path in sorted((ROOT / "eval" / "wordings").glob("*.jsonl"))}
    if shared:
        banks["shared_phrases_en"] = shared / "articles" / "phrase_bank.jsonl"
        banks["shared_phrases_fr"] = shared / "articles" / "phrase_bank_fr.jsonl"
    return {name: path for name, path in banks.items() if path.is_file()}


def measure(checker: Checker, *, bend: bool) -> Results:
    """Every figure over every corpus that is there."""
    results = Results(checker.record.stamp.tier)
    for name, folder in story_folders().items():
        pairs = [(story, checker.check_body(story.told.body, story)) for story in read_corpus(folder)]
        score = scoring.score_corpus((story.told, found) for story, found in pairs)
        results.figures[name] = score.figures()
        results.errors[name] = [f"{m.stem} | {m.what} | {_one_line(m.quote)} | {m.note}" for m in _graver_first(score)]
        results.wrongful += [f"{name} {m.stem}: {_one_line(m.quote)} ({m.note})" for m in score.misses if m.wrongful]
        if bend:
            bent = robustness.bend_all(pairs, checker.check_body, checker.substitute, sentences_of)
            results.figures[f"{name}_bent"] = bent.figures()
            results.errors[f"{name}_bent"] = _bent_errors(bent)
    for name, folder in true_folders().items():
        told = true_stories.score_true_stories(folder, checker.check_text)
        results.told_true[name] = told
        results.figures[name] = told.figures()
        results.errors[name] = [f"FALSE ACCUSATION | {a}" for a in told.accused]
        results.wrongful += [f"{name} {a}" for a in told.accused]
    for name, bank in wording_banks().items():
        marks = wordings.score_bank(wordings.read_bank(bank), checker.check_wording)
        results.figures[name] = marks.figures()
        results.errors[name] = marks.errors
    return results


def report(results: Results, *, errors: bool) -> str:
    """The tables, and with `errors` every failure by corpus."""
    lines = [f"record: {results.tier} tier", ""]
    for shown in (SHOWN, SHOWN_BENT, SHOWN_WORDINGS):
        lines += _table(shown, {name: f for name, f in results.figures.items() if shown[0] in f})
    lines += [told.line(name) for name, told in results.told_true.items()]
    lines += [f"true claims called contradicted: {len(results.wrongful)}"] + [f"  {w}" for w in results.wrongful]
    if errors:
        for name, found in results.errors.items():
            lines += ["", f"{name}: {len(found)}"] + [f"  {_one_line(e)}" for e in found]
    return "\n".join(lines)


def settle(results: Results, *, lift: bool, repin: bool) -> int:
    """0 where every floor holds, else 1 and what is wrong; `lift` and `repin` rewrite floors.toml."""
    floors = gate.read_floors(FLOORS)
    digests = {name: digest(path) for name, path in (story_folders() | true_folders() | wording_banks()).items()}
    changed = gate.moved(floors, digests)
    if changed and not repin:
        print(
            f"annotations changed since the floors were set: {', '.join(changed)}. If that was meant, type: "
            "python eval/run.py --repin"
        )
        return 1
    if repin:
        floors = gate.Floors(floors.digests | digests, floors.tiers)
        _keep(floors)
    low = gate.below(floors, results.tier, results.figures)
    for line in low:
        print(f"below its floor: {line}")
    if results.wrongful:
        print("a true claim was called contradicted; no floor forgives that")
    if low or results.wrongful:
        if lift:
            print("floors were not raised")
        return 1
    if lift:
        _keep(gate.raised(floors, results.tier, results.figures))
    return 0


def _keep(floors: gate.Floors) -> None:
    gate.write_floors(FLOORS, floors)
    print(f"wrote {FLOORS.relative_to(ROOT)}")


def main(argv: list[str] | None = None) -> int:
    """Runs the evaluation; 1 where a figure is below its floor or a true claim was called contradicted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list every failure")
    parser.add_argument("--quick", action="store_true", help="leave out the bent stories")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to the present figures")
    parser.add_argument("--repin", action="store_true", help="accept changed annotations")
    parser.add_argument("--home", type=Path, help="the record to use; without it, the one in the package")
    options = parser.parse_args(argv)
    began = time.perf_counter()
    results = measure(Checker(options.home), bend=not options.quick)
    print(report(results, errors=options.errors))
    print(f"took {time.perf_counter() - began:.1f} s\n")
    code = settle(results, lift=options.lift, repin=options.repin)
    return max(code, 0 if options.quick or options.home else full(lift=options.lift, errors=options.errors))


def full(*, lift: bool, errors: bool) -> int:
    """The same over a full record of the exchange tables, where they are, and that record held against the tables."""
    from eval import full_record

    shared = shared_dir()
    if shared is None or not (shared / "data" / "ga_rollcalls.parquet").is_file():
        print("no exchange tables beside the repository: the full record was not measured")
        return 0
    with full_record.measured(shared / "data") as (record, lines, wrong):
        print("\n".join(lines))
        results = measure(Checker(record=record), bend=False)
        print(report(results, errors=errors))
        for line in wrong:
            print(f"the full record: {line}")
        return max(settle(results, lift=lift, repin=False), 1 if wrong else 0)


def _table(columns: Iterable[str], rows: Mapping[str, Mapping[str, float | None]]) -> list[str]:
    columns = list(columns)
    if not rows:
        return []
    width = max(len(name) for name in rows)
    head = " " * width + "".join(f"{c.replace('_', ' '):>{len(c) + 2}}" for c in columns)
    body = [
        f"{name:{width}}" + "".join(f"{_figure(values.get(c)):>{len(c) + 2}}" for c in columns)
        for name, values in rows.items()
    ]
    return [head, *body, ""]


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]


def _graver_first(score: scoring.Score) -> list[scoring.Miss]:
    return sorted(score.misses, key=lambda m: ({"FALSE": 0, "NOT": 1}.get(m.what.split()[0], 2), m.stem))


def _bent_errors(bent: robustness.Robustness) -> list[str]:
    return (
        [f"still supported | {w}" for w in bent.still_supported]
        + [f"wronged by a deletion | {w}" for w in bent.wronged_by_deletion]
        + [f"moved by an idle paragraph | {w}" for w in bent.moved_by_idle]
    )


if __name__ == "__main__":
    sys.exit(main())
