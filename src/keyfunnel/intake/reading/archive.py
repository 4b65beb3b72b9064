"""Zip archives of tables, as CRMs hand them out: their files unpacked into a folder of ours, under names of ours."""

import lzma
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
# What workbooks, which are zip archives too, have in them.
_WORKBOOKS = frozenset({"[Content_Types].xml", "content.xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"})
# Tables shrink to a tenth, or a fiftieth at most; what unpacks to far more than that is meant to fill a disk.
_MOST_FILES = 2_000
_HARMLESS = 200 << 20
_MOST_TIMES = 200
_LONGEST_NAME = 120


def is_archive(path: Path) -> bool:
    """Whether the file is a zip archive that isn't a workbook."""
    try:
        with path.open("rb") as stream:
            if stream.read(4) not in (_ZIP, _EMPTY_ZIP):
                return False
        with zipfile.ZipFile(path) as archive:
            return not _WORKBOOKS & set(archive.namelist())
    except NotImplementedError:  # a newer kind of zip, or what a damaged one looks like
        return True
    except (zipfile.BadZipFile, OSError, ValueError):
        return False  # whoever reads it tells what is wrong with it


def members(path: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    """The files in the archive: each unpacked below ``folder``, with the name it has in the archive. Hidden ones are
    passed over, as in folders.

    Raises :class:`BadInput` where the archive is damaged, locked with a password, or unpacks to an absurd size.
    """
    folder.mkdir()
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = [(info, name) for info in archive.infolist() if (name := _name(info)) and not info.is_dir()]
            _refuse_absurd(path, [info for info, _ in wanted], folder)
            for number, (info, name) in enumerate(wanted):
                target = folder / str(number) / PurePosixPath(name).name[-_LONGEST_NAME:]
                target.parent.mkdir()
                with archive.open(info) as packed, target.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked, 1 << 20)
                yield target, name
    except NotImplementedError:  # so zipfile refuses what is packed in a way that it doesn't know
        raise BadInput(
            N_("{file} is packed in a way that can't be read here. Unpack it first and give the files in it."),
            file=path.name,
        ) from None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError):
        raise BadInput(
            N_("{file} can't be unpacked: it is damaged or incomplete. Make it anew, or give the files in it."),
            file=path.name,
        ) from None


def _name(info: zipfile.ZipInfo) -> str:
    """Where the member stands in the archive, without what would lead out of it; empty for hidden ones."""
    written = info.filename if info.flag_bits & 0x800 else _decoded(info.filename)
    parts = [part for part in written.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return "" if hidden else "/".join(parts)


def _decoded(name: str) -> str:
    """Names that aren't marked as UTF-8 are taken for cp437 by the book, and are UTF-8 or Chinese in practice."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.encode("cp437").decode(encoding)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return name


def _refuse_absurd(path: Path, infos: list[zipfile.ZipInfo], folder: Path) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise BadInput(N_("{file} is locked with a password: unpack it and give the files in it"), file=path.name)
    if len(infos) > _MOST_FILES:
        raise BadInput(
            N_("{file} has {n:# file|# files} in it; unpack it and give those that are tables"),
            file=path.name,
            n=len(infos),
        )
    for info in infos:
        if info.file_size > _HARMLESS and info.file_size > _MOST_TIMES * info.compress_size:
            raise BadInput(
                N_(
                    "{file}: {member} would unpack from {packed} to {unpacked} bytes, which no table does. "
                    "If it is one all the same, unpack it and give it by itself"
                ),
                file=path.name,
                member=info.filename,
                packed=info.compress_size,
                unpacked=info.file_size,
            )
    total, packed = sum(info.file_size for info in infos), path.stat().st_size
    if total > _HARMLESS and total > _MOST_TIMES * packed:
        raise BadInput(
            N_("{file} would unpack from {packed} to {unpacked} bytes, which no tables do"),
            file=path.name,
            packed=packed,
            unpacked=total,
        )
    if total > (free := shutil.disk_usage(folder).free):
        raise BadInput(
            N_("{file} unpacks to {unpacked} bytes, but {folder} has {free} left"),
            file=path.name,
            unpacked=total,
            folder=str(folder),
            free=free,
        )
