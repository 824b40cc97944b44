"""The gate: figures against floors that only rise, and annotations pinned so that the goal does not move unseen."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HEAD = (
    "# The lowest figures accepted, by record tier and corpus, and digests of the annotations they were measured on.\n"
    "# Written by eval/run.py: --raise lifts floors to the present figures and lowers none; --repin accepts new texts\n"
)
SLACK = 0.0005
"""Figures are written to three places, rounded down; this much is rounding, not a fall."""

Figures = Mapping[str, Mapping[str, float | None]]
"""Corpus, name of the figure, value."""


@dataclass(frozen=True, slots=True)
class Floors:
    """What floors.toml holds."""

    digests: dict[str, str]
    tiers: dict[str, dict[str, dict[str, float]]]  # tier, corpus, figure


def read_floors(path: Path) -> Floors:
    """The floors of `path`; none where there is no such file."""
    if not path.exists():
        return Floors({}, {})
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    digests = {str(k): str(v) for k, v in data.pop("digests", {}).items()}
    tiers = {
        tier: {corpus: {k: float(v) for k, v in figures.items()} for corpus, figures in corpora.items()}
        for tier, corpora in data.items()
    }
    return Floors(digests, tiers)


def write_floors(path: Path, floors: Floors) -> None:
    """Writes floors, sorted, so that a difference can be reviewed."""
    lines = [HEAD, "[digests]"]
    lines += [f'{name} = "{value}"' for name, value in sorted(floors.digests.items())]
    for tier, corpora in sorted(floors.tiers.items()):
        for corpus, figures in sorted(corpora.items()):
            lines += ["", f"[{tier}.{corpus}]"]
            lines += [f'"{name}" = {value:.3f}' for name, value in sorted(figures.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def below(floors: Floors, tier: str, figures: Figures) -> list[str]:
    """One line for each figure under its floor; a floor whose figure could not be measured is named too."""
    out = []
    for corpus, minimums in sorted(floors.tiers.get(tier, {}).items()):
        if corpus not in figures:
            continue
        for name, floor in sorted(minimums.items()):
            value = figures[corpus].get(name)
            if value is None:
                out.append(f"{corpus} {name}: nothing to measure, floor {floor:.3f}")
            elif value < floor - SLACK:
                out.append(f"{corpus} {name}: {value:.3f}, floor {floor:.3f}")
    return out


def raised(floors: Floors, tier: str, figures: Figures) -> Floors:
    """Floors lifted to the present figures, each the higher of the two."""
    tiers = {t: {c: dict(f) for c, f in corpora.items()} for t, corpora in floors.tiers.items()}
    for corpus, values in figures.items():
        held = tiers.setdefault(tier, {}).setdefault(corpus, {})
        for name, value in values.items():
            if value is not None:
                held[name] = max(held.get(name, 0.0), int(value * 1000) / 1000)
    return Floors(dict(floors.digests), tiers)


def moved(floors: Floors, digests: Mapping[str, str]) -> list[str]:
    """Names of corpora whose texts or annotations are not the pinned ones."""
    return sorted(name for name, value in digests.items() if floors.digests.get(name, value) != value)


def unpinned(floors: Floors, digests: Mapping[str, str]) -> list[str]:
    """Names of corpora that no digest is held for."""
    return sorted(name for name in digests if name not in floors.digests)
