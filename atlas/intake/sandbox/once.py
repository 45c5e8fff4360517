"""One request on the standard streams, in an interpreter of its own: where nothing can fork."""

from __future__ import annotations

import os
import sys

from atlas.intake.sandbox import child, jobs


def main() -> None:
    """Answer the request and end."""
    line_in = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    line_out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    child.quiet()
    jobs.preload_readers()
    os._exit(child.run_job(line_in, line_out))


if __name__ == "__main__":
    main()
