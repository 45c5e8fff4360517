"""The community's entries as anybody may have them: what exports, feeds and the API give.

This is the one door out: it knows no account, no proposal that waits, and of an organisation only
what it chose to show. An organisation that the public may not know has a name for what it is
("A member organisation in Asia") and no id, so that its acts cannot be put together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine

from atlas.community import endorsements as acts
from atlas.community import members, rounds
from atlas.community.answering import QuestionAnswer
from atlas.community.entries import (
    WithdrawnVersion,
    exchanges,
    published_entries,
    withdrawn_versions,
)
from atlas.community.kinds import Content
from atlas.community.members import Face
from atlas.community.version import EntryVersion
from atlas.i18n import Translator, sorting, translator

SPEAKERS = ("organisation", "owner")


def public_entries(engine: Engine, kind: str, lang: str = "en") -> list[dict[str, Any]]:
    """Return the published entries of a kind as plain values, in the order of its list.

    Words are objects by language; organisations are ``{"id", "name"}``, the name in ``lang``.
    """
    t = translator(lang)
    faces = members.faces(engine, t, members=False)
    if kind == "organisation":
        # By name: the place in a list of those who joined would lead from a name to a pseudonym.
        entries = members.visible_organisations(engine, members=False)
        entries.sort(key=lambda each: sorting(each.content.name))
    else:
        entries = published_entries(engine, kind)
    withdrawals = withdrawn_versions(engine, kind) if kind != "organisation" else {}
    rows = [_entry(each, faces, t, withdrawals.get(each.entry, ())) for each in entries]
    if kind == "contact":
        answers = exchanges(engine)
        for row in rows:
            row["exchanges"] = [_pair(pair) for pair in answers[row["id"]]]
    if kind == "issue":
        endorsements, remarks = acts.endorsements(engine), acts.remarks(engine)
        for row in rows:
            # By name, not by time: who endorsed after whom would tell hidden ones apart.
            standing = [_face(faces, e, t) for e in endorsements.get(row["id"], [])]
            row["endorsed_by"] = sorted(standing, key=lambda who: (who["id"] is None, who["name"]))
            row["remarks"] = sum(1 for remark in remarks if remark.entry == row["id"])
    return rows


def public_remarks(engine: Engine, lang: str = "en") -> list[dict[str, Any]]:
    """Return the remarks that are shown, the oldest first."""
    t = translator(lang)
    faces = members.faces(engine, t, members=False)
    return [
        {
            "id": remark.number,
            "entry": remark.entry,
            "organisation": _speaker(faces, remark.organisation, t),
            "words": {remark.language: remark.words},
            "written": remark.written_at.date().isoformat(),
        }
        for remark in acts.remarks(engine)
    ]


def public_priorities(engine: Engine) -> list[dict[str, Any]]:
    """Return the rounds with their results, as far as they may be shown."""
    return [_round(engine, each) for each in published_entries(engine, "round")]


def _pair(pair: QuestionAnswer) -> dict[str, Any]:
    """Return a question and its answer; ``version`` is the one that asked."""
    return {
        "version": pair.version,
        "society": pair.society,
        "asked": pair.asked.isoformat() if pair.asked else None,
        "state": pair.state,
        "answered": pair.answered.isoformat() if pair.answered else None,
    }


def _entry(
    entry: EntryVersion,
    faces: Mapping[str, Face],
    t: Translator,
    withdrawals: Sequence[WithdrawnVersion],
) -> dict[str, Any]:
    content: Content = entry.content
    row: dict[str, Any] = {
        "id": entry.entry,
        "version": entry.version,
        "published": entry.reviewed_at.date().isoformat() if entry.reviewed_at else None,
    }
    row |= content.model_dump(mode="json", exclude={"pseudonym", "visibility", "position"})
    for name in SPEAKERS:
        if name in type(content).model_fields:
            row[name] = _speaker(faces, row[name], t)
    if "partners" in type(content).model_fields:
        row["partners"] = [_speaker(faces, each, t) for each in row["partners"]]
    if entry.kind in ("issue", "practice", "exchange"):
        row["proposed_by"] = _speaker(faces, entry.organisation, t)
    row["withdrawn"] = [{"version": w.version, "date": w.day.isoformat()} for w in withdrawals]
    return row


def _speaker(faces: Mapping[str, Face], entry: str | None, t: Translator) -> dict[str, Any] | None:
    return None if entry is None else _face(faces, entry, t)


def _face(faces: Mapping[str, Face], entry: str, t: Translator) -> dict[str, Any]:
    face = members.face(dict(faces), entry, t)
    return {"id": face.entry if face.known else None, "name": face.name}


def _round(engine: Engine, entry: EntryVersion) -> dict[str, Any]:
    result = rounds.result(engine, entry.entry)
    content = entry.content
    row = {
        "id": entry.entry,
        **content.model_dump(mode="json"),
        "closed": result.closed,
        # While a round is open, a count that grows would tell who has just ranked.
        "rankers": result.rankers if result.closed else None,
        "hidden_groups": result.hidden,
        "result": None,
        "regions": {},
        "head_of": {issue: list(regions) for issue, regions in result.shared.items()},
    }
    if result.overall is not None:
        row["result"] = _standing(result.overall)
        row["regions"] = {name: _standing(each) for name, each in result.regions.items()}
    return row


def _standing(ranking: Any) -> dict[str, Any]:
    order = [
        {"issue": issue, "mean_rank": round(mean, 6)}
        for issue, mean in zip(ranking.order, ranking.means, strict=True)
    ]
    agreement = ranking.agreement
    if agreement is None:
        return {"order": order, "w": None, "low": None, "high": None, "p": None, "rankers": None}
    numbers = {"w": agreement.w, "low": agreement.low, "high": agreement.high}
    values = {name: round(value, 6) for name, value in numbers.items()}
    # By significant digits: a small chance is not none.
    return {
        "order": order,
        **values,
        "p": float(f"{agreement.p:.6g}"),
        "rankers": agreement.rankers,
    }
