"""``graphbuild review``."""

from __future__ import annotations

import sys
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING

import click

from graphbuild.errors import GraphbuildError, UsageError
from graphbuild.words import printable

if TYPE_CHECKING:
    from graphbuild.actors.review.desk import Question, Review

LETTERS = {
    "s": "same",
    "d": "different",
    "n": "new",
    "i": "ignore",
    "p": "person",
    "m": "merge",
    "x": "split",
}
MEANS = {
    "same": "an actor: a candidate's letter or any key follows (s b, s 158)",
    "different": "none of the candidates, and not the actor it is linked to",
    "new": "an actor of its own",
    "ignore": "nobody",
    "person": "a person's name",
    "merge": "the same as another: a candidate's letter or any key follows (m a)",
    "split": "another in some agreements: their numbers follow (x 900101 900102)",
}
EXAMPLE = """\b
Examples:
  graphbuild review
  graphbuild review exports/ --kind doubtful
  graphbuild build --again exports/     # afterwards: applies the answers
"""


@click.command("review", epilog=EXAMPLE)
@click.argument("path", default="exports", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["open", "doubtful", "actor", "person"]),
    help="Only questions of this kind.",
)
def command(path: Path, kind: str | None) -> None:
    """Judge names and links: the next question of names.csv, with its sentence and candidates.

    PATH is a folder that build wrote, or a file like its names.csv. Every answer is written at
    once; what you leave with skip or quit is asked next time.
    """
    from graphbuild.actors.review.desk import Review

    review = Review(path)
    asked = [one for one in review.left() if kind in (None, one.row["kind"])]
    if not asked:
        click.echo(f"{printable(str(review.path))}: nothing is left to judge")
        return
    if not _is_terminal():
        raise UsageError(
            f"review asks on a terminal; without one, judge in {printable(str(review.path))}"
            f" ({len(asked)} rows): write {', '.join(LETTERS.values())} into column judgement"
            " (and a key into actor for same and merge), then: graphbuild build --again"
            f" {printable(str(review.path.parent))}"
        )
    _ask(review, asked)
    left = sum(1 for _ in review.left())
    click.echo(f"{left} left. To apply what you judged: graphbuild build --again {path}")


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(review: Review, asked: list[Question]) -> None:
    at, done = 0, list[int]()
    while at < len(asked):
        question = asked[at]
        click.echo(_shown(question, at + 1, len(asked)))
        said = click.prompt("answer", default="skip", show_default=True).strip()
        word = said.casefold()
        if word in ("q", "quit"):
            return
        if word in ("u", "undo"):
            taken = review.undo()
            click.echo(
                "nothing to take back" if taken is None else f"taken back: {taken.row['name']}"
            )
            at = done.pop() if taken is not None and done else at
            continue
        if word not in ("", "skip", "?", "h", "help"):
            try:
                judgement, actor, agreements = _read(said, question)
                review.answer(question.number, judgement, actor, agreements)
            except GraphbuildError as error:
                click.echo(f"Not taken: {error}", err=True)
                continue
            done.append(at)
        elif word not in ("", "skip"):
            click.echo(_help(question))
            continue
        at += 1


def _read(said: str, question: Question) -> tuple[str, str, list[str]]:
    """An answer, the actor's key and the agreements: a letter is that of a candidate, if there is one."""
    first, *rest = said.split()
    judgement = LETTERS.get(first.casefold(), first.casefold())
    if judgement == "split":
        return judgement, "", rest
    candidates = question.candidates
    if judgement not in ("same", "merge"):
        if rest:
            raise UsageError(f"{judgement} takes nothing behind it")
        return judgement, "", []
    if not rest and len(candidates) == 1:
        return judgement, candidates[0].key, []
    if len(rest) != 1:
        raise UsageError(f"{judgement} needs a candidate's letter or an actor's key behind it")
    by_letter = dict(zip(ascii_lowercase, candidates, strict=False))
    chosen = by_letter.get(rest[0].casefold())
    return judgement, chosen.key if chosen else rest[0], []


def _shown(question: Question, number: int, of: int) -> str:
    row = {name: printable(cell) for name, cell in question.row.items()}
    lines = [
        "",
        f"[{number}/{of}] {click.style(row['name'], bold=True)}",
        f"  {row['kind'] or 'own'}, {row['side'] or 'any side'}, process {row['process']}:"
        f" {row['reason']}; {row['statements'] or '?'} statements in {row['agreements']}",
    ]
    lines += [f"  “{row['sentence']}”"] if row["sentence"] else []
    lines += [f"  as {row['words']}"] if row["words"] not in ("", row["name"]) else []
    for letter, candidate in zip(ascii_lowercase, question.candidates, strict=False):
        lines.append(f"  {letter}) {printable(candidate.shown)}")
    lines += [f"  {row['changes']}"] if row["changes"] else []
    letters = {name: letter for letter, name in LETTERS.items()}
    takes = ", ".join(f"{letters[name]}={name}" for name in question.fitting)
    return "\n".join([*lines, f"  {takes}; skip, undo, quit, ?"])


def _help(question: Question) -> str:
    letters = {name: letter for letter, name in LETTERS.items()}
    return "\n".join(f"  {letters[name]}  {name}: {MEANS[name]}" for name in question.fitting)
