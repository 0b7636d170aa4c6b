"""graphbuild: a knowledge graph of peace agreements from PA-X and PAA-X.

>>> import graphbuild
>>> graph = graphbuild.load("exports/")
>>> rows = graph.query("agreements-per-year")

What others may rely on is what ``__all__`` names; see ``docs/guides/python.md``.
"""

from __future__ import annotations

from graphbuild.version import __version__ as __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from graphbuild.actors.review.desk import Question as Question
    from graphbuild.actors.review.desk import Review as Review
    from graphbuild.api import Graph as Graph
    from graphbuild.api import Records as Records
    from graphbuild.api import build as build
    from graphbuild.api import connect as connect
    from graphbuild.api import diff as diff
    from graphbuild.api import find_codes as find_codes
    from graphbuild.api import load as load
    from graphbuild.api import parse as parse
    from graphbuild.api import projections as projections
    from graphbuild.api import publish as publish
    from graphbuild.api import queries_as_turtle as queries_as_turtle
    from graphbuild.api import review as review
    from graphbuild.api import saved_queries as saved_queries
    from graphbuild.api import series_table as series_table
    from graphbuild.api import serve as serve
    from graphbuild.api import site as site
    from graphbuild.api import write_bulk_files as write_bulk_files
    from graphbuild.api import write_network as write_network
    from graphbuild.cards.card import Card as Card
    from graphbuild.catalogue.answer import Answer as Answer
    from graphbuild.catalogue.library import SavedQuery as SavedQuery
    from graphbuild.catalogue.parameters import Parameter as Parameter
    from graphbuild.catalogue.results import Row as Row
    from graphbuild.checking.checks import Finding as Finding
    from graphbuild.diffing.changes import Change as Change
    from graphbuild.diffing.changes import Comparison as Comparison
    from graphbuild.errors import GraphbuildError as GraphbuildError
    from graphbuild.errors import MissingExtra as MissingExtra
    from graphbuild.errors import OutputError as OutputError
    from graphbuild.errors import SourceError as SourceError
    from graphbuild.errors import UnknownTerm as UnknownTerm
    from graphbuild.errors import UsageError as UsageError
    from graphbuild.finding.search import Match as Match
    from graphbuild.networks.about import caption as caption
    from graphbuild.networks.analysis.backbone import backbone as backbone
    from graphbuild.networks.analysis.measures import measure as measure
    from graphbuild.networks.analysis.summary import summary as summary
    from graphbuild.networks.registry import Projection as Projection
    from graphbuild.notebooks.write import write_notebooks as write_notebooks
    from graphbuild.ontology.codes import Code as Code
    from graphbuild.publishing.publish import Outcome as Outcome
    from graphbuild.publishing.publish import Publication as Publication
    from graphbuild.records import Actor as Actor
    from graphbuild.records import Agreement as Agreement
    from graphbuild.records import SourceFile as SourceFile
    from graphbuild.report import Problem as Problem
    from graphbuild.report import Report as Report
    from graphbuild.stores.http import ServerError as ServerError

_HOMES = {
    "Question": "actors.review.desk",
    "Review": "actors.review.desk",
    "Graph": "api",
    "Records": "api",
    "build": "api",
    "connect": "api",
    "diff": "api",
    "find_codes": "api",
    "load": "api",
    "parse": "api",
    "projections": "api",
    "publish": "api",
    "queries_as_turtle": "api",
    "review": "api",
    "saved_queries": "api",
    "series_table": "api",
    "serve": "api",
    "site": "api",
    "write_bulk_files": "api",
    "write_network": "api",
    "Card": "cards.card",
    "SavedQuery": "catalogue.library",
    "Parameter": "catalogue.parameters",
    "Answer": "catalogue.answer",
    "Row": "catalogue.results",
    "Finding": "checking.checks",
    "Change": "diffing.changes",
    "Comparison": "diffing.changes",
    "GraphbuildError": "errors",
    "MissingExtra": "errors",
    "OutputError": "errors",
    "SourceError": "errors",
    "UnknownTerm": "errors",
    "UsageError": "errors",
    "Match": "finding.search",
    "caption": "networks.about",
    "backbone": "networks.analysis.backbone",
    "measure": "networks.analysis.measures",
    "summary": "networks.analysis.summary",
    "Projection": "networks.registry",
    "write_notebooks": "notebooks.write",
    "Code": "ontology.codes",
    "Outcome": "publishing.publish",
    "Publication": "publishing.publish",
    "Actor": "records",
    "Agreement": "records",
    "SourceFile": "records",
    "Problem": "report",
    "Report": "report",
    "ServerError": "stores.http",
}
"""Where each name lives; a working part is imported only when something of it is asked for."""

__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"graphbuild.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
