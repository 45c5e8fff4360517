"""Data folders and files are for their owner only, whoever made them and whatever the umask.

Loads the standard library only: every start begins here.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from atlas.errors import AtlasError

OTHERS = 0o077  # what group and others may do
log = logging.getLogger("atlas.private")


class DataFolderNotOwn(AtlasError):
    """The data folder belongs to another account of the machine."""

    code = "data-folder-not-own"
    template = (
        "The data folder {folder} belongs to another user of this machine ({owner}), who could "
        "read all of it. Give it to the user that runs the atlas: chown -R {user} {folder}"
    )

    def __init__(self, folder: Path, owner: int) -> None:
        super().__init__(self.template, folder=folder, owner=owner, user=os.geteuid())


class DataFolderShared(AtlasError):
    """A folder of all users, such as /tmp, holds no private data."""

    code = "data-folder-shared"
    template = (
        "The folder {folder} is shared by all users of this machine. Choose another with "
        "ATLAS_HOME."
    )

    def __init__(self, folder: Path) -> None:
        super().__init__(self.template, folder=folder)


def ensure_private_folder(path: Path) -> Path:
    """Make a folder that is for its owner only, and return it; one that stands is tightened."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    _tighten(path)
    return path


def ensure_private_file(path: Path) -> Path:
    """Make an empty file for its owner only unless it stands, and return it; tighten either."""
    os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
    _tighten(path)
    return path


def secure(home: Path) -> list[Path]:
    """Take away what others may do in a data folder; return what was open to them.

    Links are not followed, so nothing outside of the folder changes.

    Raises
    ------
    DataFolderNotOwn, DataFolderShared
    """
    if not home.is_dir():  # a file, or a device of the machine, is nobody's data folder
        return []
    own = home.stat()
    if own.st_mode & stat.S_ISVTX:
        raise DataFolderShared(home)
    user = os.geteuid()
    if user not in (own.st_uid, 0):
        raise DataFolderNotOwn(home, own.st_uid)
    entries = [home, *_below(home)]
    others = [path for path in entries if _owner(path) not in (None, user)]
    open_paths = [path for path in entries if _tighten(path)]
    if open_paths:
        log.warning("%s: %d files and folders were open to others", home, len(open_paths))
        log.warning("they are for their owner only now, for example %s", open_paths[0])
    if others:
        log.warning("%s: %d entries belong to other users: %s", home, len(others), others[0])
    return open_paths


def _below(home: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(home):
        yield from (Path(root) / name for name in (*folders, *names))


def _owner(path: Path) -> int | None:
    try:
        return path.lstat().st_uid
    except FileNotFoundError:
        return None  # a journal that ended meanwhile


def _tighten(path: Path) -> bool:
    """Take away what others may do; tell whether that was anything."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) or not mode & OTHERS:
            return False
        path.chmod(stat.S_IMODE(mode) & ~OTHERS)
    except FileNotFoundError:
        return False
    except PermissionError:
        log.warning("%s is open to others and belongs to another user", path)
        return False
    return True
