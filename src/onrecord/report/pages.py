"""Pages of a checked story, of one roll call and of rows: values in, one self-contained HTML file out."""

from collections.abc import Mapping, Sequence

from onrecord.report.annotate import annotate
from onrecord.report.figures import Figure, tally_bar, tiles_by_group
from onrecord.report.html import render, safe_url
from onrecord.report.maps import world_map
from onrecord.report.outcome import outcome_sentence, roll_missing
from onrecord.report.palette import POSITION_ORDER, VERDICTS
from onrecord.report.provenance import citation, long_date, record_sentence
from onrecord.report.record_json import RecordView, coverage_json, coverage_kind, reasons
from onrecord.report.rows import cell_text
from onrecord.report.terminal import published_sentence, summary_sentence, verdict_counts
from onrecord.report.vote_remarks import remarks
from onrecord.terms import CheckedStory, Position, RecordStamp, RollCall, UsageError


def story_html(checked: CheckedStory) -> str:
    """The page of one story: its text with the claims marked in place and the record's answer beside each."""
    return stories_html([checked])


def stories_html(stories: Sequence[CheckedStory]) -> str:
    """One page of several stories, in the order given. Raises UsageError when there are none."""
    if not stories:
        raise UsageError("A page needs at least one checked story; none was given.")
    views = [story_view(story, f"s{i}-") for i, story in enumerate(stories, 1)]
    heading = str(views[0]["title"]) if len(views) == 1 else f"{len(views)} stories checked"
    values = {"stories": views, "heading": heading, "record_sentence": record_sentence(stories[0].record)}
    return render("story.html", citation(stories[0].record), values)


def story_view(checked: CheckedStory, prefix: str) -> dict[str, object]:
    """What a template needs of one story; every anchor in it begins with `prefix`."""
    document = checked.reading.document
    return {
        "title": document.title or document.source,
        "source": document.source,
        "url": safe_url(document.url),
        "digest": document.body_sha256,
        "published": published_sentence(document),
        "summary": summary_sentence(checked.claims),
        "counts": [(VERDICTS[v], v.value, n) for v, n in verdict_counts(checked.claims)],
        "paragraphs": annotate(checked, prefix),
        "unread": checked.reading.unread,
    }


def vote_html(rollcall: RollCall, record: RecordView, parts: Sequence[RollCall] = ()) -> str:
    """The page of one roll call: outcome and rule, tally, one tile a member, lists, sources and coverage."""
    covered = record.coverage(rollcall.body, coverage_kind(rollcall), rollcall.date)
    values: dict[str, object] = {
        "vote": rollcall,
        "body_name": rollcall.body.title,
        "day": long_date(rollcall.date),
        "outcome": outcome_sentence(rollcall),
        "reasons": reasons(rollcall),
        "remarks": remarks(rollcall, parts),
        "bar": tally_bar(rollcall),
        "tiles": tiles_by_group(rollcall),
        "map": world_map(rollcall),
        "sides": sides(rollcall),
        "no_roll": roll_missing(rollcall),
        "coverage": [coverage_json(c) for c in covered],
        "record_sentence": record_sentence(record.stamp),
    }
    return render("vote.html", citation(record.stamp), values)


def sides(rollcall: RollCall) -> list[tuple[Position, list[str]]]:
    """Who took each position, by name in alphabetical order; positions nobody took are left out."""
    from onrecord.states import state_name

    named = [(p, sorted(state_name(s) for s in rollcall.who(p))) for p in POSITION_ORDER]
    return [(p, names) for p, names in named if names]


def state_html(
    name: str,
    facts: Sequence[tuple[str, str]],
    figure: Figure,
    counts: Sequence[Mapping[str, object]],
    stamp: RecordStamp,
) -> str:
    """The page of one state: what is known of it, its positions over the years, and its votes counted by body."""
    columns = list(counts[0]) if counts else []
    values: dict[str, object] = {
        "name": name,
        "facts": facts,
        "years": figure,
        "columns": columns,
        "counts": [[cell_text(row.get(c)) for c in columns] for row in counts],
        "record_sentence": record_sentence(stamp),
    }
    return render("state.html", citation(stamp), values)


def figure_html(figure: Figure) -> str:
    """One figure with its question, reading, limits, source and numbers, as a piece of a page."""
    return render("figure.html", "", {"figure": figure})


def rows_page(
    rows: Sequence[Mapping[str, object]],
    columns: Sequence[str],
    cited: str,
    caption: str = "",
    figures: Sequence[Figure] = (),
) -> str:
    """A page of rows with `cited`, the record they come from; `caption` is its headline, `figures` stand above."""
    values = {
        "rows": [[cell_text(row.get(c)) for c in columns] for row in rows],
        "columns": list(columns),
        "caption": caption or "Rows from the record",
        "figures": figures,
    }
    return render("rows.html", cited, values)
