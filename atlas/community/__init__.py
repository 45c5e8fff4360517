"""The community of practice: what its members propose, endorse, rank and do.

Commands take the account's name as ``by`` and ask for its permission within their transaction.
"""
