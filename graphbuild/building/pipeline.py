"""From files to the graph: reads every source, merges, links, and writes all formats in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from graphbuild import formats
from graphbuild.actors import Judgements, write_open_names
from graphbuild.building.alarms import note_alarms
from graphbuild.building.built import Built
from graphbuild.building.description import describe
from graphbuild.building.kept import NOTHING_KEPT, Kept
from graphbuild.building.kept.mentions import mentions_in
from graphbuild.building.kept.pieces import Noting, Pieces
from graphbuild.building.linking import Linked, known_actors, link_texts, with_states_of_sides
from graphbuild.building.statistics import Counts, Statistics, count
from graphbuild.building.summary import as_json, as_markdown
from graphbuild.files import replacing, write_text
from graphbuild.graph.conflicts import note_names
from graphbuild.graph.dataset import MERGED, Dataset, Graph
from graphbuild.graph.identity import group
from graphbuild.graph.listings import coded_participations
from graphbuild.graph.merge import Merged, merge_all
from graphbuild.graph.things import clashes
from graphbuild.graph.ucdp import disagree, gather, note_unknown
from graphbuild.graph.view import Piece
from graphbuild.ontology import vocabulary
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.namespaces import DEFAULT_BASE
from graphbuild.records import SourceFile
from graphbuild.report import Report

if TYPE_CHECKING:
    from pyoxigraph import Store

Parts = Iterator[tuple[Graph, Piece]]
Watch = Callable[[Parts, int, str], Parts]


def unwatched(parts: Parts, length: int, label: str) -> Parts:  # noqa: ARG001
    """Pass the pieces of the graph on without a word."""
    return parts


NAMES_FILE = "names.csv"
"""In the folder of a build: the names that fit nobody, for the user to judge."""


def assemble(
    sources: Sequence[SourceFile],
    report: Report,
    base: str = DEFAULT_BASE,
    link: bool = True,
    judgements: Judgements | None = None,
    persons: str = "",
    kept: Kept = NOTHING_KEPT,
) -> Dataset:
    """Merge the records of all sources and link what they name.

    Without ``link`` only what PAA-X codes takes part: nobody is looked for in the texts.
    ``judgements`` and ``persons`` are as in :func:`graphbuild.building.linking.link_texts`; ``kept``
    is what earlier builds worked out.
    """
    sources = sorted(sources, key=lambda source: (source.name, source.sha256))
    iris = Iris(base)
    merged = merge_all(group(sources, report))
    ucdp = gather(sources, merged)
    disagree(ucdp, merged)
    note_unknown(ucdp, merged, report)
    _note_disagreements(merged, report)
    _note_places(sources, report)
    coded, listed = coded_participations(sources, merged, report)
    known = known_actors(sources, report)
    linked = Linked(coded, known)
    if link:
        linked = link_texts(merged, coded, known, judgements, persons, kept)
    _note_questions(linked, report)
    if link and judgements is not None:
        _note_unmet(judgements, report)
    _note_named(linked, report)
    if link:
        _note_sides(merged, linked, report)
    records = [(item.key, item.record) for item in merged]
    note_names(records, report)
    dataset = Dataset(
        iris=iris,
        sources=list(sources),
        merged=merged,
        actors=with_states_of_sides(linked.actors, sources),
        participations=linked.participations,
        listed=listed,
        mentions=mentions_in(kept, records),
        named=linked.named,
        open_names=linked.open_names,
        candidates=linked.candidates,
        ucdp=ucdp,
    )
    note_alarms(dataset, report, link)
    return dataset


def _note_places(sources: Iterable[SourceFile], report: Report) -> None:
    """Each clash of a place's codes in a file once, with the first of those that it is about."""
    for source in sources:
        found: dict[str, list[str]] = {}
        for words, whose in clashes(source):
            found.setdefault(words, []).append(whose)
        for words, all_of in found.items():
            shown = ", ".join(all_of[:3]) + (f" and {len(all_of) - 3} more" if all_of[3:] else "")
            report.add("warning", "place-clash", f"{words} ({shown})", file=source.name)


def _note_questions(linked: Linked, report: Report) -> None:
    """How many names and links a user may judge, and where."""
    kinds: Counter[str] = Counter(name.kind for name in linked.open_names)
    for kind, finding, told in (
        ("open", "open-names", "names in texts fit no actor"),
        ("doubtful", "doubtful-links", "links of names to actors are doubtful"),
    ):
        if kinds[kind]:
            message = f"{kinds[kind]} {told}; judge them in {NAMES_FILE} (graphbuild review)"
            report.add("info", finding, message)


def _note_unmet(judgements: Judgements, report: Report) -> None:
    """One finding for each answer that holds for nothing, with the line where it was read."""
    for one in judgements.unmet():
        named = f"{one.answer} for {_short(one.name)} in process {_short(one.process)}"
        message = f"{named} meets nothing in these sources; see name, process and side"
        report.add("warning", "unmet-judgement", message, file=one.file, row=one.line)


def _note_sides(merged: Iterable[Merged], linked: Linked, report: Report) -> None:
    """How many agreements have less than two parties, and what would help."""
    told = [item.key for item in merged if item.record.parties]
    parties = {
        key: {given.actor for given in linked.participations.get(key, ()) if given.side == "party"}
        for key in told
    }
    if few := [key for key in told if len(parties[key]) < 2]:
        message = (
            f"{len(few)} of {len(told)} agreements have a party on one side at most; PAA-X, a table"
            f" of actors (--actors), or what you judge in {NAMES_FILE} would help"
        )
        report.add("info", "one-sided", message)


def _note_named(linked: Linked, report: Report) -> None:
    """One finding for each agreement whose text names others than its participants."""
    for key, named in linked.named.items():
        words = list(dict.fromkeys(given.as_written[0] for given in named if given.as_written))
        alone = sum(len(given.representations) for given in named if not given.as_written)
        told = [f"the text names {'; '.join(map(_short, words))}, no participant that is known"]
        if alone:
            persons = "1 person" if alone == 1 else f"{alone} persons"
            told.append(f"the text does not say for whom {persons} in it act")
        message = "; ".join(told if words else told[1:])
        report.add("info", "named-alone", message, agreement=key)


def _note_disagreements(merged: Iterable[Merged], report: Report) -> None:
    for item in merged:
        for entry in item.disagreements:
            report.add(
                "info",
                "disagreement",
                f"{entry.field}: {entry.file_a} has {_short(entry.value_a)},"
                f" {entry.file_b} has {_short(entry.value_b)}",
                file=entry.file_b,
                agreement=entry.agreement,
            )


def _short(value: str) -> str:
    if not value:
        return "nothing"
    return repr(value if len(value) <= 60 else value[:57] + "...")


def write(
    dataset: Dataset,
    report: Report,
    folder: Path,
    names: Sequence[str] = formats.DEFAULT,
    licence: str = "",
    watch: Watch = unwatched,
    judgements: Judgements | None = None,
    *,
    plain: bool = False,
    kept: Kept = NOTHING_KEPT,
) -> Built:
    """Write the graph in each format, its description and the report; a format whole or not at all.

    Names that fit nobody go to a table for the user to judge, where ``judgements`` made before
    stay. ``plain`` leaves formulas in CSV as they are. ``watch`` is handed the pieces of the graph, their number and a label, and passes them on: a
    progress bar. Pieces that ``kept`` says the folder's files have already are copied.
    """
    built = Built(dataset, report)
    names = list(dict.fromkeys(names))
    rdf = [formats.writer(name) for name in names if formats.is_rdf(name)]
    targets = [folder / writer.file_name for writer in rdf]
    prefixes = dataset.iris.prefixes()
    graphs = any(writer.all_graphs for writer in rdf)
    parts = watch(dataset.pieces(graphs), dataset.size(graphs), "writing the graph")
    with ExitStack() as stack:
        own = set(names) <= set(formats.NAMES)  # none of ours goes back over what it wrote
        opened = replacing(*targets, in_order=own)
        handles = stack.enter_context(opened) if targets else []
        pieces = None
        if kept.writes and formats.APART.issuperset(name for name in names if formats.is_rdf(name)):
            pieces = Pieces.of(kept, folder, dataset.iris.base)
        _write_rdf(parts, rdf, handles, prefixes, built.statistics, pieces)
    for name in names:
        if not formats.is_rdf(name):
            targets += formats.table_writer(name)(dataset, folder, plain=plain)
    write_text(folder / "void.ttl", describe(dataset, built.statistics, targets, licence))
    write_text(folder / "report.json", as_json(built))
    write_text(folder / "report.md", as_markdown(built))
    built.files = [*targets, *(folder / name for name in ("void.ttl", "report.json", "report.md"))]
    write_open_names(
        folder / NAMES_FILE, dataset.open_names, dataset.candidates, judgements, plain=plain
    )
    built.files.append(folder / NAMES_FILE)
    return built


def in_memory(dataset: Dataset) -> Store:
    """The whole graph as a store: the merged graph as default graph, each source its own."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    held = BytesIO()
    _write_rdf(dataset.pieces(), [formats.writer("nquads")], [held], {}, Statistics())
    store.bulk_load(input=held.getvalue(), format=RdfFormat.N_QUADS)
    return store


def _write_rdf(
    parts: Parts,
    rdf: Sequence[type[formats.Writer]],
    handles: Sequence[BinaryIO],
    prefixes: Mapping[str, str],
    statistics: Statistics,
    pieces: Pieces | None = None,
) -> None:
    noted = [Noting(handle) for handle in handles] if pieces else []
    files = [cast("BinaryIO", one) for one in noted] or handles
    writers = [kind(handle, prefixes) for kind, handle in zip(rdf, files, strict=True)]
    names = [kind.file_name for kind in rdf]
    of_sources = [n for n, writer in enumerate(writers) if writer.all_graphs]
    for one in noted:
        one.span()  # the heads
    for graph, piece in _with_words(parts, statistics):
        own = list(range(len(writers))) if graph == MERGED else of_sources
        key = pieces.key(graph, piece.rests_on()) if pieces else ""
        copied = pieces.copy(key, [names[n] for n in own]) if pieces and key else None
        if copied is not None:
            counts, data = copied
            for n, (written, sum_) in zip(own, data, strict=True):
                noted[n].copy(written, sum_)
        else:
            counts = Counts()
            adding = [writers[n].add for n in own]
            for block in count(piece.make(), counts, merged=graph == MERGED):
                for add in adding:
                    add(graph, block)
        statistics.add(graph, counts)
        if pieces:
            for n in own:
                writers[n].flush()  # type: ignore[attr-defined]  # all of them can
            pieces.note(key, counts, {names[n]: noted[n].span() for n in own})
    for writer in writers:
        writer.close()
    if pieces:
        pieces.close({name: one.end for name, one in zip(names, noted, strict=True)})


def _with_words(parts: Parts, statistics: Statistics) -> Parts:
    """The pieces, and after the merged graph the labels of the terms that it uses."""
    words = Piece(lambda: vocabulary.labels([*statistics.classes, *statistics.properties]))
    merged = True
    for graph, piece in parts:
        if merged and graph is not MERGED and graph != MERGED:
            merged = False
            yield MERGED, words
        yield graph, piece
    if merged:
        yield MERGED, words
