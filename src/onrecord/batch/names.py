"""What each story's result file is called: the story's own name, told apart by its folders where two are alike."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from onrecord.terms import UsageError


def output_names(stories: Sequence[Path]) -> tuple[str, ...]:
    """A file name for each story, all different; UsageError where one file was given twice.

    `a/story.txt` and `b/story.txt` give `a-story.json` and `b-story.json`. `manifest` is kept free.
    """
    repeated = [p for p, n in Counter(p.resolve() for p in stories).items() if n > 1]
    if repeated:
        raise UsageError(f"{repeated[0]} was given twice; a story is checked once")
    parts = [p.resolve().with_suffix("").parts for p in stories]
    suffixes = [p.suffix.lstrip(".") for p in stories]
    taken = [1] * len(stories)
    while True:
        names = ["-".join(part[-n:]) for part, n in zip(parts, taken, strict=True)]
        clashes = Counter(name.casefold() for name in names) + Counter(["manifest"])
        alike = [i for i, name in enumerate(names) if clashes[name.casefold()] > 1]
        longer = [i for i in alike if taken[i] < len(parts[i]) - 1]
        if not longer:
            break
        for i in longer:
            taken[i] += 1
    # Same folder and name, another ending: story.txt and story.html.
    return tuple(f"{name}-{suffixes[i]}.json" if i in alike else f"{name}.json" for i, name in enumerate(names))
