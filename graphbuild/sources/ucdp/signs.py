"""By which columns the datasets of UCDP, and others of the field, are known.

Column names: UCDP codebooks of version 22.1 and earlier (which write ``ConflictId``), ACLED's
codebook, the codebook of the Peace Accords Matrix.
"""

from __future__ import annotations

from graphbuild.sources.signs import Weigh, columns

_PAX = ("AgtId", "Agt", "Dat")

PEACE_AGREEMENTS = columns(
    needs=[["paid"], ["pa_name", "pa_date", "pa_type", "pa_sign"]],
    known=(
        "conflict_id", "conflict_name", "dyad_id", "dyad_name", "actor_id", "actor_name",
        "incompatibility", "year", "pa_comment", "c_sign", "pa_3rd", "c_3rd", "ended", "duration",
        "cease", "intarmy", "withd", "mil_prov", "intgov", "intciv", "natalks", "shagov",
        "pol_prov", "shaloc", "regdev", "locgov", "terr_prov", "amn", "pris", "recon",
        "justice_prov", "reaffirm", "outlin", "pko", "co_impl", "termdur", "inclusive", "no_dyad",
        "out_iss", "procid", "linktofulltextagreement",
    ),
    against=("AgtId", "signatory_id"),
)  # fmt: skip
"""The Peace Agreement Dataset: one row per agreement (in some versions per agreement and actor)."""

CONFLICTS = columns(
    needs=[
        ["conflict_id", "conflictid"],
        ["side_a", "sidea"],
        ["side_b", "sideb"],
        ["incompatibility"],
        ["year"],
        ["intensity_level", "intensitylevel", "cumulative_intensity", "cumulativeintensity"],
    ],
    known=(
        "location", "side_a_id", "side_a_2nd", "side_b_id", "side_b_2nd", "territory_name",
        "type_of_conflict", "typeofconflict", "start_date", "start_prec", "start_date2",
        "start_prec2", "ep_end", "ep_end_date", "ep_end_prec", "gwno_a", "gwno_b", "gwno_loc",
        "region", "version",
    ),
    against=("dyad_id", "dyadid", "paid", *_PAX),
)  # fmt: skip
"""The UCDP/PRIO Armed Conflict Dataset: one row per conflict and year."""

FOREIGN: tuple[tuple[str, Weigh], ...] = (
    (
        "UCDP's Dyadic Dataset",
        columns(
            needs=[["dyad_id", "dyadid"], ["side_a", "sidea"], ["side_b", "sideb"], ["year"]],
            known=("conflict_id", "location", "incompatibility", "intensity_level", "gwno_a"),
            against=("paid", "best", "best_est", "bd_best", "relid", *_PAX),
        ),
    ),
    (
        "UCDP's Georeferenced Event Dataset",
        columns(
            needs=[["type_of_violence"], ["relid", "where_prec", "event_clarity"]],
            known=("dyad_name", "conflict_name", "side_a", "side_b", "date_start", "latitude"),
            against=_PAX,
        ),
    ),
    (
        "UCDP's Battle-Related Deaths Dataset",
        columns(needs=[["bd_best", "bdbest"]], known=("dyad_id", "side_a", "year"), against=_PAX),
    ),
    (
        "UCDP's One-sided Violence Dataset",
        columns(
            needs=[
                ["is_government_actor", "isgovernmentactor"],
                ["best_fatality_estimate", "bestfatalityestimate"],
            ],
            known=("actor_id", "actor_name", "year", "conflict_id", "dyad_id"),
            against=_PAX,
        ),
    ),
    (
        "UCDP's Actor Dataset",
        columns(needs=[["actorid"], ["namedata", "name_data"]], known=("namefull", "nameorig")),
    ),
    (
        "ACLED's events",
        columns(needs=[["event_id_cnty", "event_id_no_cnty"], ["actor1"], ["event_type"]]),
    ),
    ("the Peace Accords Matrix", columns(needs=[["pam_caseid", "pam_case_id"]], against=_PAX)),
)
"""Datasets of neighbours that are no sources, so that a message can name them."""
