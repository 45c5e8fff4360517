"""A country among its peers: who they are, where it stands, how sure that is, who is alike.

Pure functions on frames of observations; they import the codebook and the selection alone.
"""

from atlas.analysis.peers.compare import Comparison, compare, standing
from atlas.analysis.peers.nearest import Likeness, likeness
from atlas.analysis.peers.places import Place, place, rank_intervals
from atlas.analysis.peers.sets import AGE, BY, PeerSet, numeric, peer_set, ways

__all__ = [
    "AGE",
    "BY",
    "Comparison",
    "Likeness",
    "PeerSet",
    "Place",
    "compare",
    "likeness",
    "numeric",
    "peer_set",
    "place",
    "rank_intervals",
    "standing",
    "ways",
]
