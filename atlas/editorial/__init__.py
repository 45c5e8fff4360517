"""The editorial life cycle: submit, review, publish, roll back; accounts and the audit chain.

Plain functions over one transaction each, called by pages, API and command line alike.
Every permission is decided here. Imports store and intake; never figures or pages.
"""

from atlas.editorial.accounts import Role, add_account, require
from atlas.editorial.audit import verify
from atlas.editorial.differences import diff, diff_records
from atlas.editorial.releases import ReleaseExists, publish, roll_back
from atlas.editorial.reviews import SelfReview, review
from atlas.editorial.submissions import InvalidBatch, submissions, submit

__all__ = [
    "InvalidBatch",
    "ReleaseExists",
    "Role",
    "SelfReview",
    "add_account",
    "diff",
    "diff_records",
    "publish",
    "require",
    "review",
    "roll_back",
    "submissions",
    "submit",
    "verify",
]
