"""The community's entries as anybody may have them: what exports, feeds and the API give.

This is the one door out: it knows no account, no proposal that waits, and of an organisation only
what it chose to show. An organisation that the public may not know has a name for what it is
("A member organisation in Asia") and no id, so that its acts cannot be put together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine

from atlas.community import members, rounds, voices
from atlas.community.answering import Pair
from atlas.community.entries import Withdrawn, exchanges, published, withdrawn
from atlas.community.kinds import Content
from atlas.community.members import Face
from atlas.community.version import Entry
from atlas.i18n import Translator, sorting, translator

SPEAKERS = ("organisation", "owner")


def entries(engine: Engine, kind: str, lang: str = "en") -> list[dict[str, Any]]:
    """Return the published entries of a kind as plain values, in the order of its list.

    Words are objects by language; organisations are ``{"id", "name"}``, the name in ``lang``.
    """
    t = translator(lang)
    faces = members.faces(engine, t, members=False)
    if kind == "organisation":
        # By name: the place in a list of those who joined would lead from a name to a pseudonym.
        found = members.directory(engine, members=False)
        found.sort(key=lambda each: sorting(each.content.name))
    else:
        found = published(engine, kind)
    gone = withdrawn(engine, kind) if kind != "organisation" else {}
    made = [_entry(each, faces, t, gone.get(each.entry, ())) for each in found]
    if kind == "contact":
        answers = exchanges(engine)
        for row in made:
            row["exchanges"] = [_pair(pair) for pair in answers[row["id"]]]
    if kind == "issue":
        endorsed, said = voices.endorsements(engine), voices.remarks(engine)
        for row in made:
            # By name, not by time: who endorsed after whom would tell hidden ones apart.
            standing = [_face(faces, e, t) for e in endorsed.get(row["id"], [])]
            row["endorsed_by"] = sorted(standing, key=lambda who: (who["id"] is None, who["name"]))
            row["remarks"] = sum(1 for remark in said if remark.entry == row["id"])
    return made


def remarks(engine: Engine, lang: str = "en") -> list[dict[str, Any]]:
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
        for remark in voices.remarks(engine)
    ]


def priorities(engine: Engine) -> list[dict[str, Any]]:
    """Return the rounds with their results, as far as they may be shown."""
    return [_round(engine, each) for each in published(engine, "round")]


def _pair(pair: Pair) -> dict[str, Any]:
    """Return a question and its answer; ``version`` is the one that asked."""
    return {
        "version": pair.version,
        "society": pair.society,
        "asked": pair.asked.isoformat() if pair.asked else None,
        "state": pair.state,
        "answered": pair.answered.isoformat() if pair.answered else None,
    }


def _entry(
    entry: Entry, faces: Mapping[str, Face], t: Translator, gone: Sequence[Withdrawn]
) -> dict[str, Any]:
    said: Content = entry.content
    row: dict[str, Any] = {
        "id": entry.entry,
        "version": entry.version,
        "published": entry.reviewed_at.date().isoformat() if entry.reviewed_at else None,
    }
    row |= said.model_dump(mode="json", exclude={"pseudonym", "visibility", "position"})
    for name in SPEAKERS:
        if name in type(said).model_fields:
            row[name] = _speaker(faces, row[name], t)
    if "partners" in type(said).model_fields:
        row["partners"] = [_speaker(faces, each, t) for each in row["partners"]]
    if entry.kind in ("issue", "practice", "exchange"):
        row["proposed_by"] = _speaker(faces, entry.organisation, t)
    row["withdrawn"] = [{"version": w.version, "date": w.day.isoformat()} for w in gone]
    return row


def _speaker(faces: Mapping[str, Face], entry: str | None, t: Translator) -> dict[str, Any] | None:
    return None if entry is None else _face(faces, entry, t)


def _face(faces: Mapping[str, Face], entry: str, t: Translator) -> dict[str, Any]:
    face = members.face(dict(faces), entry, t)
    return {"id": face.entry if face.known else None, "name": face.name}


def _round(engine: Engine, entry: Entry) -> dict[str, Any]:
    found = rounds.result(engine, entry.entry)
    said = entry.content
    row = {
        "id": entry.entry,
        **said.model_dump(mode="json"),
        "closed": found.closed,
        # While a round is open, a count that grows would tell who has just ranked.
        "rankers": found.rankers if found.closed else None,
        "hidden_groups": found.hidden,
        "result": None,
        "regions": {},
        "head_of": {issue: list(regions) for issue, regions in found.shared.items()},
    }
    if found.overall is not None:
        row["result"] = _standing(found.overall)
        row["regions"] = {name: _standing(each) for name, each in found.regions.items()}
    return row


def _standing(found: Any) -> dict[str, Any]:
    order = [
        {"issue": issue, "mean_rank": round(mean, 6)}
        for issue, mean in zip(found.order, found.means, strict=True)
    ]
    agreed = found.agreement
    if agreed is None:
        return {"order": order, "w": None, "low": None, "high": None, "p": None, "rankers": None}
    numbers = {"w": agreed.w, "low": agreed.low, "high": agreed.high}
    rounded = {name: round(value, 6) for name, value in numbers.items()}
    # By significant digits: a small chance is not none.
    return {"order": order, **rounded, "p": float(f"{agreed.p:.6g}"), "rankers": agreed.rankers}
