"""The kinds of things that can be looked for, and which properties hold their codes and names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from graphbuild.finding import THINGS as THINGS
from graphbuild.ontology.terms import DCTERMS, PA, RDFS, SKOS, scheme

_NEVER_IN_AN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def is_iri(text: str) -> bool:
    """Whether a text can stand between ``<`` and ``>`` in SPARQL without ending there (RFC 3987)."""
    return not _NEVER_IN_AN_IRI.search(text)


@dataclass(frozen=True, slots=True)
class Kind:
    """What belongs to a kind, which properties hold its codes and its names, and what counts for it.

    ``agreements`` leads from ``?agreement`` to ``?thing``; ``about`` are patterns that bind
    ``?detail`` to what tells two things of one name apart, in the order in which they are shown.
    """

    pattern: str
    codes: tuple[NamedNode, ...] = (DCTERMS.identifier,)
    labels: tuple[NamedNode, ...] = (RDFS.label,)
    other_names: tuple[NamedNode, ...] = ()
    agreements: str = ""
    about: tuple[str, ...] = ()


_BELOW = (PA.Country, PA.TerritorialEntity, PA.Locality)
"""Of places, graphs of release 0.1 state the narrowest class alone."""


@cache
def _things() -> dict[str, Kind]:
    names = RDFS.label
    return {
        "agreement": Kind(
            f"?thing a {PA.Agreement}",
            labels=(DCTERMS.title, RDFS.label),
            about=(
                f"?thing {PA.signedOn} ?detail",
                f"?thing {PA.inProcess}/{names} ?detail",
            ),
        ),
        "actor": Kind(
            f"?thing a {PA.Actor}",
            (DCTERMS.identifier, PA.paaxId, PA.iso3),
            other_names=(PA.abbreviation, SKOS.altLabel, PA.ucdpName, PA.acledName),
            agreements=f"[] {PA.ofActor} ?thing ; {PA.inAgreement} ?agreement",
            about=(
                f"?thing {PA.actorType}/{names} ?detail",
                f"?thing {PA.basedIn}/{names} ?detail",
            ),
        ),
        "person": Kind(
            f"?thing a {PA.Person}",
            other_names=(SKOS.altLabel,),
            agreements=(
                f"{{ ?part {PA.hasRepresentation}/{PA.ofPerson} ?thing ; {PA.inAgreement} ?agreement }}"
                f" UNION {{ ?agreement {PA.names}/{PA.ofPerson} ?thing }}"
            ),
            about=(f"?thing {PA.actsFor}/{names} ?detail",),
        ),
        "process": Kind(
            f"?thing a {PA.PeaceProcess}",
            other_names=(SKOS.altLabel,),
            agreements=f"?agreement {PA.inProcess} ?thing",
        ),
        "place": Kind(
            f"{{ ?thing a {PA.Place} }}"
            + "".join(
                f" UNION {{ ?thing a {kind} FILTER NOT EXISTS {{ ?thing a {PA.Place} }} }}"
                for kind in _BELOW
            ),
            (DCTERMS.identifier, PA.iso3, PA.gwno),
            other_names=(SKOS.altLabel,),
            agreements=f"?agreement {PA.concernsPlace}|{PA.locality} ?thing",
        ),
        "conflict": Kind(
            f"?thing a {PA.Conflict}",
            other_names=(SKOS.altLabel,),
            agreements=f"?agreement {PA.addressesConflict} ?thing",
        ),
    }


@cache
def kind_of(name: str) -> Kind:
    """What is known of a kind: of things, else the coding scheme of this name (``code``: provision)."""
    if name in _things():
        return _things()[name]
    return Kind(
        f"?thing {SKOS.inScheme} {scheme('provision' if name == 'code' else name)}",
        (SKOS.notation,),
        (SKOS.prefLabel,),
        (SKOS.altLabel, PA.path),
        agreements=f"[] {PA.onTopic} ?thing ; {PA.inAgreement} ?agreement"
        if name == "code"
        else "",
        about=(f"?thing {PA.path} ?detail",) if name == "code" else (),
    )
