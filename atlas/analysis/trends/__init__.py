"""Common and unique trends: robust, explained, contestable.

``trends`` computes all trends of one indicator from a frame of observations. Methods and what
was measured of them: docs/trends.md.
"""
