"""Which fragments are one vote: by a shared number, by what a source says itself, by symbol and day. Never by title."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from onrecord.record.merge.alike import nearest_in_month
from onrecord.record.positions import same_cells
from onrecord.record.sources.registry import source
from onrecord.record.symbols import fold
from onrecord.terms import Basis, Fragment, ItemKind

_WHOLE = frozenset({ItemKind.RESOLUTION, ItemKind.DECISION, ItemKind.STATEMENT, ItemKind.DRAFT, ItemKind.APPLICATION})
_NUMBERED = frozenset({ItemKind.RESOLUTION, ItemKind.DECISION, ItemKind.STATEMENT})
_MOST_RECORDS = 4  # a "symbol" shared by more is no symbol: E/HR/RES stands for fifteen resolutions
_HAND = "override"  # several corrections by hand may be of one vote
_FARTHEST = 60  # days between two sources' dates of one resolution; farther apart they are two votes


class Groups:
    """Fragments joined into votes; joining two groups that one source keeps apart is refused."""

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self.fragments = fragments
        self._parent = list(range(len(fragments)))
        self._refs = [{f.origin: {f.ref}} for f in fragments]

    def root(self, place: int) -> int:
        """The place that stands for the whole group."""
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, one: int, other: int, *, even_within_a_source: bool = False) -> bool:
        """Makes two groups one; whether they are one now."""
        one, other = sorted((self.root(one), self.root(other)))
        if one == other:
            return True
        if not even_within_a_source and any(
            refs != self._refs[one][origin] and origin != _HAND
            for origin, refs in self._refs[other].items()
            if origin in self._refs[one]
        ):
            return False
        self._parent[other] = one
        for origin, refs in self._refs[other].items():
            self._refs[one].setdefault(origin, set()).update(refs)
        return True

    def votes(self) -> Iterator[list[Fragment]]:
        """The groups, each in the order given, by their first fragment."""
        found: dict[int, list[Fragment]] = defaultdict(list)
        for place, fragment in enumerate(self.fragments):
            found[self.root(place)].append(fragment)
        return iter(found.values())


def same_votes(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The fragments grouped into votes.

    In turn: the number that a family of sources gives the vote, and what a source itself says to be the same; body,
    kind, symbol (or draft) and day; the symbol of an adopted text alone, within two months; and for roll calls that
    have no symbol, the one vote of that month and body with almost the same members' votes.
    """
    groups = Groups(fragments)
    _by_number(groups)
    _by_key(groups, _with_day, even_within_a_source=True)
    _by_key(groups, _draft_and_day, even_within_a_source=False)
    _by_symbol_alone(groups)
    _by_tally_of_the_day(groups)
    for one, other in nearest_in_month(fragments, groups.root):
        groups.join(one, other)
    _by_doubtful_word(groups)
    return list(groups.votes())


def _by_number(groups: Groups) -> None:
    numbered: dict[str, int] = {}
    for place, fragment in enumerate(groups.fragments):
        key = f"{source(fragment.origin).family}:{fragment.ref}"
        groups.join(numbered.setdefault(key, place), place)
    for place, fragment in enumerate(groups.fragments):
        if fragment.same_as and fragment.same_as in numbered:
            groups.join(numbered[fragment.same_as], place, even_within_a_source=True)


def _by_doubtful_word(groups: Groups) -> None:
    """What a source ties to another without being sure of it (`library:123?`), where nothing better was found."""
    numbered = {f"{source(f.origin).family}:{f.ref}": place for place, f in enumerate(groups.fragments)}
    families: dict[int, set[str]] = defaultdict(set)
    for place, fragment in enumerate(groups.fragments):
        families[groups.root(place)].add(source(fragment.origin).family)
    for place, fragment in enumerate(groups.fragments):
        meant = numbered.get(fragment.same_as.removesuffix("?")) if fragment.same_as.endswith("?") else None
        family = source(fragment.origin).family
        free = (
            meant is not None and family not in families[groups.root(meant)] and len(families[groups.root(place)]) == 1
        )
        if meant is not None and free and groups.join(meant, place):
            families[groups.root(meant)].add(family)


def _by_tally_of_the_day(groups: Groups) -> None:
    """An account without a document's symbol is the one vote of its body and day that has the same tally."""
    held: dict[Hashable, set[int]] = defaultdict(set)
    for place, fragment in enumerate(groups.fragments):
        if not _unnamed(fragment):
            held[_tally_and_day(fragment)].add(groups.root(place))
    for place, fragment in enumerate(groups.fragments):
        if _unnamed(fragment) and (key := _tally_and_day(fragment)) is not None:
            roots = {groups.root(root) for root in held.get(key, ())}
            if len(roots) == 1:
                groups.join(roots.pop(), place)


def _unnamed(fragment: Fragment) -> bool:
    """Whether a report of a whole text gives neither a symbol nor a draft, or one made up from its title."""
    return fragment.basis is Basis.PRESS and not fragment.draft and (not fragment.symbol or "(" in fragment.symbol)


def _tally_and_day(fragment: Fragment) -> Hashable | None:
    t = fragment.tally
    if t is None or fragment.day is None or fragment.month_only or _kind(fragment) != "whole":
        return None
    return (fragment.body, fragment.committee, fragment.day, t.yes, t.no, t.abstain)


def _kind(fragment: Fragment) -> str:
    return "whole" if fragment.kind in _WHOLE or _plain(fragment) else str(fragment.kind)


def _plain(fragment: Fragment) -> bool:
    """Whether a source, such as a correction by hand, names a text and says of no kind or part."""
    return fragment.kind is None and not fragment.part_of


def _with_day(fragment: Fragment) -> Hashable | None:
    """Body, committee, kind, symbol and day."""
    if not fragment.symbol or fragment.day is None or fragment.month_only:
        return None
    return (fragment.body, fragment.committee, _kind(fragment), fold(fragment.symbol)[1], fragment.day)


def _draft_and_day(fragment: Fragment) -> Hashable | None:
    """The same by the draft's symbol, for a source that knows only the draft or only the resolution."""
    symbol = fragment.draft or (fragment.symbol if fragment.kind not in _NUMBERED else "")
    if not symbol or fragment.day is None or fragment.month_only or fragment.kind is ItemKind.UNSPECIFIED:
        return None
    return (fragment.body, fragment.committee, _kind(fragment), fold(symbol)[1], fragment.day)


def _by_key(groups: Groups, key: Callable[[Fragment], Hashable | None], *, even_within_a_source: bool) -> None:
    first: dict[Hashable, int] = {}
    for place, fragment in enumerate(groups.fragments):
        named = key(fragment)
        if named is not None:
            other = first.setdefault(named, place)
            twice = even_within_a_source and fragment.kind in _NUMBERED and _one_roll(fragment, groups.fragments[other])
            groups.join(other, place, even_within_a_source=twice)


def _one_roll(one: Fragment, other: Fragment) -> bool:
    """Whether two records of one source, with one symbol and day, list every member alike: a vote catalogued twice.

    A tally alone does not say so: E/CN.4/RES(I) stands for several texts of one day.
    """
    return bool(one.positions) and same_cells(one.positions, other.positions)


def _by_symbol_alone(groups: Groups) -> None:
    """A text is adopted once: its symbol names one vote, unless one source has two of it."""
    held: dict[Hashable, list[int]] = defaultdict(list)
    for place, fragment in enumerate(groups.fragments):
        if fragment.symbol and (fragment.kind in _NUMBERED or _plain(fragment)):
            held[(fragment.body, fragment.committee, fold(fragment.symbol)[1])].append(place)
    for places in held.values():
        roots = {groups.root(place) for place in places}
        if 1 < len(roots) <= _MOST_RECORDS:
            for place in places[1:]:
                if _near(groups.fragments[places[0]], groups.fragments[place]):
                    groups.join(places[0], place)


def _near(one: Fragment, other: Fragment) -> bool:
    return one.day is None or other.day is None or abs((one.day - other.day).days) <= _FARTHEST
