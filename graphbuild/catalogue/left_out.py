"""How many agreements, participations and sides a question leaves out by its defaults, and for which reason.

What the user chose (a process, a place, a time) is no reason; that a chosen time leaves agreements
without a date out is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from graphbuild.catalogue.shared import EXCLUDE
from graphbuild.ontology.terms import PA, concept

if TYPE_CHECKING:
    from graphbuild.catalogue.values import Value
    from graphbuild.stores import Asker

REASONS: Final[dict[str, str]] = {
    "undated": "agreements without a date",
    "local": "agreements of level IntraLocal",
    "no_release": "agreements whose first release is not known",
    "later_release": "agreements that came with a later release",
    "other_basis": "participations on another basis",
    "doubtful": "doubtful links of an actor to an agreement",
    "less_certain": "likely, not certain, links of an actor to an agreement",
    "not_tied": "sides of conflicts that are tied to no actor, of which nothing can be said",
}
"""Each reason in words, in the order in which they are applied: one agreement has one reason."""

_CHOSEN: Final = {
    "agreement": "?agreement",
    "place": PA.concernsPlace,
    "region": PA.region,
    "process": PA.inProcess,
}


def left_out(values: Mapping[str, Value], store: Asker) -> dict[str, int]:
    """Counts by reason, none of them 0; nothing for a question that chooses no agreements and no sides."""
    found = dict[str, int]()
    texts = [_sides(values)]
    if "local" in values:
        pattern, reasons = _agreements(values)
        texts += _ask("agreement", pattern, reasons), _participations(values, pattern, reasons)
    for text in filter(None, texts):
        for reason, number in store.select(text):
            found[reason.value] = int(number.value)
    return {reason: found[reason] for reason in REASONS if found.get(reason)}


def counted(reasons: Mapping[str, int], words: Mapping[str, str] = REASONS) -> list[str]:
    """Counts as phrases: ``agreements of level IntraLocal: 312``."""
    return [f"{words[key]}: {number:,}" for key, number in reasons.items()]


def _one(values: Mapping[str, Value], name: str) -> str:
    """The term that a parameter stands for, ``""`` where it restricts nothing."""
    value = values.get(name)
    return str(value.terms[0]) if value is not None and value.restricts else ""


def _agreements(values: Mapping[str, Value]) -> tuple[str, list[tuple[str, str]]]:
    """The pattern of the chosen agreements, and each reason with the condition on which it holds."""
    lines = []
    for name, property_ in _CHOSEN.items():
        value = values.get(name)
        if value is not None and value.restricts:
            listed = " ".join(map(str, value.terms))
            if name == "agreement":
                lines.append(f"VALUES ?agreement {{ {listed} }}")
            else:
                lines.append(f"VALUES ?{name} {{ {listed} }} ?agreement {property_} ?{name} .")
    lines.append(f"?agreement a {PA.Agreement} .")
    reasons = []
    start, end = _one(values, "from"), _one(values, "to")
    if start or end:
        lines.append(f"OPTIONAL {{ ?agreement {PA.signedOn} ?signed }}")
        reasons.append(("undated", "!BOUND(?signed)"))
        bounds = [
            f"STR(?signed) {sign} SUBSTR(STR({bound}), 1, STRLEN(STR(?signed)))"
            for sign, bound in ((">=", start), ("<=", end))
            if bound
        ]
        lines.append(f"FILTER(!BOUND(?signed) || ({' && '.join(bounds)}))")
    if values["local"].words == (EXCLUDE,):
        local = concept("level", "IntraLocal")
        lines.append(f"OPTIONAL {{ ?agreement {PA.level} ?at . FILTER(?at = {local}) }}")
        reasons.append(("local", "BOUND(?at)"))
    if release := _one(values, "release"):
        lines.append(f"OPTIONAL {{ ?agreement {PA.firstRelease} ?first }}")
        reasons.append(("no_release", "!BOUND(?first)"))
        reasons.append(("later_release", f"?first > {release}"))
    return " ".join(lines), reasons


def _participations(
    values: Mapping[str, Value], pattern: str, before: list[tuple[str, str]]
) -> str:
    """The question for participations of the agreements that are in."""
    if "certainty" not in values or "basis" not in values:
        return ""
    coded, reasons = concept("basis", "coded"), []
    if values["basis"].restricts:
        wanted = concept("basis", values["basis"].words[0])
        reasons.append(("other_basis", f"?basis != {wanted}"))
    sure = values["certainty"].words[0]
    for reason, code in (("doubtful", "doubtful"), ("less_certain", "likely")):
        if sure == "certain" or (sure == "likely" and reason == "doubtful"):
            weak = concept("certainty", code)
            reasons.append((reason, f"?basis != {coded} && BOUND(?sure) && ?sure = {weak}"))
    if not reasons:
        return ""
    inside = "".join(f" FILTER(!({condition}))" for _, condition in before)
    actors = [term for name in ("actor", "actors") for term in _terms(values, name)]
    only = f"VALUES ?actor {{ {' '.join(actors)} }} " if actors else ""
    return _ask(
        "participation",
        f"{pattern}{inside} {only}?participation {PA.inAgreement} ?agreement ;"
        f" {PA.ofActor} ?actor ; {PA.basis} ?basis ."
        f" OPTIONAL {{ ?participation {PA.certainty} ?sure }}",
        reasons,
    )


def _sides(values: Mapping[str, Value]) -> str:
    """The question for sides of which only those that are tied to an actor are asked about."""
    if "tied" not in values or values["tied"].words != ("yes",):
        return ""
    camps = " ".join(str(concept("camp", camp)) for camp in ("a", "b"))
    chosen = " ".join(_terms(values, "conflict"))
    only = f"VALUES ?conflict {{ {chosen} }} " if chosen else ""
    return _ask(
        "side",
        f"{only}VALUES ?camp {{ {camps} }} ?conflict {PA.hasSide} ?side . ?side {PA.camp} ?camp ."
        f" OPTIONAL {{ ?side {PA.sideActor} ?tied }}",
        [("not_tied", "!BOUND(?tied)")],
    )


def _terms(values: Mapping[str, Value], name: str) -> list[str]:
    value = values.get(name)
    return [str(term) for term in value.terms] if value is not None and value.restricts else []


def _ask(counted: str, pattern: str, reasons: list[tuple[str, str]]) -> str:
    if not reasons:
        return ""
    whens = "".join(f'IF({condition}, "{reason}", ' for reason, condition in reasons)
    return (
        f"SELECT ?reason (COUNT(DISTINCT ?{counted}) AS ?number) WHERE {{ {pattern}"
        f' BIND({whens}""{")" * len(reasons)} AS ?reason) FILTER(?reason != "") }}'
        " GROUP BY ?reason ORDER BY ?reason"
    )
