"""A run over many story files: a pool of processes, a file a story, and a manifest that says what became of each."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.batch.journal import Basis, Entry, Journal, Manifest, write_atomically
from onrecord.batch.names import output_names
from onrecord.terms import OnRecordError, UsageError

if TYPE_CHECKING:
    from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class _Job:
    entry: Entry
    folder: Path
    published: date | None


def run(
    paths: Iterable[Path | str],
    out_dir: Path | str,
    workers: int | None = None,
    *,
    published: date | None = None,
    home: Path | None = None,
    on_done: Callable[[Entry], None] | None = None,
) -> Manifest:
    """Checks every story and writes `NAME.json` for each and `manifest.json` into `out_dir`, all atomically.

    A story whose bytes, record, code and date are those of the last run is skipped, so that a broken run goes on where
    it stopped. `workers` defaults to the number of processors; 1 runs in this process. `on_done` sees each entry as it
    is finished. UsageError where there is nothing to check; DataError where the record cannot be opened.
    """
    import onrecord

    stories = [Path(p) for p in paths]
    if not stories:
        raise UsageError("expected story files to check, found none; type: onrecord batch STORIES/*.txt --out FOLDER")
    if workers is not None and workers < 1:
        raise UsageError(f"expected 1 worker or more, found {workers}")
    names = output_names(stories)
    record = onrecord.open(home)
    journal = Journal(Path(out_dir), Basis(record.stamp.snapshot, onrecord.__version__, published))
    entries = {n: _known(path, name, journal) for n, (path, name) in enumerate(zip(stories, names, strict=True))}
    jobs = {n: _Job(e, journal.folder, published) for n, e in entries.items() if e.status == "checked"}
    for n, entry in entries.items():
        if on_done and n not in jobs:
            on_done(entry)
    for n, entry in _work(jobs, min(workers or os.cpu_count() or 1, len(jobs)), home, record):
        entries[n] = entry
        journal.note(entry)
        if on_done:
            on_done(entry)
    return journal.close(tuple(entries[n] for n in range(len(stories))))


def _known(path: Path, name: str, journal: Journal) -> Entry:
    """The entry so far: failed where the story cannot be read, skipped where done, else `checked`, still to be done."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return Entry(str(path), name, "failed", error=f"{path} cannot be read: {error.strerror or error}")
    done = journal.done.get(name)
    if done is not None and done.sha256 == digest and (journal.folder / name).is_file():
        return replace(done, path=str(path), status="skipped")
    return Entry(str(path), name, "checked", digest)


def _work(jobs: Mapping[int, _Job], workers: int, home: Path | None, record: "Record") -> Iterator[tuple[int, Entry]]:
    if workers <= 1:
        _Held.record = record
        for n, job in jobs.items():
            yield n, _check(job)
        return
    with ProcessPoolExecutor(workers, initializer=_open, initargs=(home,)) as pool:
        waiting: dict[Future[Entry], int] = {pool.submit(_check, job): n for n, job in jobs.items()}
        try:
            for future in as_completed(waiting):
                yield waiting[future], _outcome(future, jobs[waiting[future]])
        except BaseException:
            pool.shutdown(cancel_futures=True)  # stories not yet begun must not keep an interrupted run alive
            raise


def _outcome(future: Future[Entry], job: _Job) -> Entry:
    try:
        return future.result()
    except BrokenProcessPool:
        message = "the process that checked it died, perhaps for want of memory; run again with fewer --workers"
        return replace(job.entry, status="failed", error=message)


class _Held:
    """The record of one worker process, opened once."""

    record: "Record | None" = None


def _open(home: Path | None) -> None:
    import signal

    import onrecord

    # Ctrl+C reaches every process; one that dies while it holds the queue leaves the others waiting for ever.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Held.record = onrecord.open(home)


def _check(job: _Job) -> Entry:
    """Checks one story and writes its result; every failure becomes a failed entry."""
    from onrecord.checking import check
    from onrecord.reading import load_document, read
    from onrecord.report import story_json

    assert _Held.record is not None
    try:
        document = load_document(job.entry.path, published=job.published)
        story = story_json(check(read(document), _Held.record))
    except OnRecordError as error:
        return replace(job.entry, status="failed", error=str(error))
    except Exception as error:
        return replace(
            job.entry, status="failed", error=f"our mistake, please report it: {type(error).__name__}: {error}"
        )
    verdicts = _verdicts(story)
    entry = replace(job.entry, claims=len(verdicts), contradicted=verdicts.count("contradicted"))
    write_atomically(job.folder / entry.output, story)
    return entry


def _verdicts(story: Mapping[str, object]) -> Sequence[str]:
    claims = story.get("claims")
    return [str(c.get("verdict")) for c in claims if isinstance(c, dict)] if isinstance(claims, list) else []
