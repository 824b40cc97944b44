"""Stories in which every claim is true: nothing is annotated; a claim called contradicted is a false accusation."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eval.annotations import told_from

SUPPORTED = frozenset({"supported", "imprecise"})


@dataclass(slots=True)
class TrueScore:
    """How the claims of a corpus of true stories were judged."""

    verdicts: Counter[str] = field(default_factory=Counter)
    accused: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Claims read."""
        return self.verdicts.total()

    @property
    def supported(self) -> int:
        """Claims found true, the imprecise among them."""
        return sum(self.verdicts[v] for v in SUPPORTED)

    @property
    def contradicted(self) -> int:
        """Claims wrongly called contradicted."""
        return self.verdicts["contradicted"]

    def line(self, name: str) -> str:
        """One line of the report."""
        return (
            f"{name}: {self.read} true claims read, {self.supported} supported, "
            f"{self.contradicted} contradicted, {self.read - self.supported - self.contradicted} left open"
        )

    def figures(self) -> dict[str, float | None]:
        """The share of claims supported, so that silence does not pass for care."""
        return {"supported_share": self.supported / self.read if self.read else None}


def score_true_stories(folder: Path, check: Callable[[str], Mapping[str, object]]) -> TrueScore:
    """The verdicts over every text of `folder`; `check` gives the checker's JSON for a story file's text."""
    score = TrueScore()
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = check(text)
        score.verdicts.update(_verdicts(found))
        for claim in told_from(path.stem, text, found).claims:
            if claim.verdict == "contradicted":
                score.accused.append(f"{path.stem}: {claim.quote}")
    return score


def _verdicts(found: Mapping[str, object]) -> list[str]:
    claims = found.get("claims")
    return [str(c.get("verdict")) for c in claims if isinstance(c, dict)] if isinstance(claims, list) else []
