"""``/review``: doubtful names and links, one after another, with their sentence and candidates."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from graphbuild.errors import GraphbuildError, UsageError
from graphbuild.explorer import protocol
from graphbuild.explorer.desk import Desk
from graphbuild.explorer.listening import in_thread
from graphbuild.explorer.safety import is_loopback
from graphbuild.explorer.view import address, query

if TYPE_CHECKING:
    from starlette.requests import Request

    from graphbuild.explorer.explorer import Explorer

KINDS = ("open", "doubtful", "actor", "person")
MEANING = {
    "same": "is this one",
    "different": "is none of them",
    "new": "is an actor of its own",
    "ignore": "is nobody",
    "person": "is a person",
    "merge": "is the same as this one",
    "split": "is another in some agreements",
}
NEED = frozenset({"same", "merge"})
LARGEST = 20_000


def review(explorer: Explorer, request: Request) -> Response:
    """The next question, or the one that was asked for."""
    desk = _desk(explorer)
    kind = request.query_params.get("kind", "")
    left = [one for one in desk.review.left() if kind not in KINDS or one.row["kind"] == kind]
    skipped = request.query_params.get("after", "")
    later = [one for one in left if skipped.isdigit() and one.number > int(skipped)]
    question = next(iter(later or left), None)
    said, desk.said = desk.said, ""
    row = dict(question.row) if question else {}
    numbers = (
        row.get("agreements", "").replace("|", " ").replace(";", " ").replace(",", " ").split()
    )
    return explorer.html(
        request,
        "review.html",
        question=question,
        row=row,
        kinds=KINDS,
        kind=kind,
        left=len(left),
        done=sum(1 for one in desk.review.questions if one.row["judgement"]),
        meaning=MEANING,
        needs=NEED,
        token=desk.token,
        said=said,
        agreements=[(id_, explorer.index.label("agreement", id_)) for id_ in numbers[:12]],
        noindex=True,
        address_of=address,
    )


async def write(explorer: Explorer, request: Request) -> Response:
    """An answer, its taking back, or a new build; only from a form of ours."""
    desk = explorer.desk
    if desk is None:
        return PlainTextResponse("review is off; start with --review\n", 404)
    refusal = _refusal(request)
    if refusal:
        return PlainTextResponse(refusal + "\n", 403)
    try:
        form = dict(await protocol.form(request, LARGEST))
    except protocol.Refused as error:
        return protocol.said(error.status, error.text)
    if not secrets.compare_digest(form.get("token", "").encode(), desk.token.encode()):
        return PlainTextResponse("this form is not of this session; open /review anew\n", 403)
    await in_thread(_carry_out, desk, form)
    kept = [(name, form[name]) for name in ("kind", "after") if form.get(name)]
    return RedirectResponse(f"/review{query(kept)}", 303)


def _desk(explorer: Explorer) -> Desk:
    if explorer.desk is None:
        raise UsageError("review is off; start it with: graphbuild serve --review")
    return explorer.desk


def _refusal(request: Request) -> str:
    """Why a request may not write: it comes from another site, or from another machine."""
    client = request.client.host if request.client else ""
    if client not in ("testclient", "") and not is_loopback(client):
        return "names are judged on this machine alone"
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "another site sent this"
    origin = request.headers.get("origin", "")
    if origin and urlsplit(origin).netloc != request.headers.get("host", ""):
        return "another site sent this"
    return ""


def _carry_out(desk: Desk, form: dict[str, str]) -> None:
    """Do what the form says; what cannot be done is told on the next page."""
    with desk.lock:
        try:
            if form.get("do") == "undo":
                taken = desk.review.undo()
                desk.said = f"taken back: {taken.row['name']}" if taken else "nothing to take back"
            elif form.get("do") == "build":
                desk.review = desk.rebuild()
                desk.said = "built anew with what was judged"
            else:
                number = int(form["number"]) if form.get("number", "").isdigit() else -1
                actor = form.get("other", "").strip() or form.get("actor", "")
                judgement = form.get("judgement", "")
                parts = form.get("agreements", "").split() if judgement == "split" else ()
                given = actor if judgement in NEED else ""
                answered = desk.review.answer(number, judgement, given, parts)
                desk.said = f"{answered.row['name']}: {judgement} {given}".strip()
        except (GraphbuildError, OSError) as error:
            desk.said = f"not taken: {error}"
