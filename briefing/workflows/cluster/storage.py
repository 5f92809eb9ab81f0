"""Files on a disk or in an object store: names, rows, and tables, whole or not at all."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from uuid import uuid4

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq
from pydantic import BaseModel

from briefing.errors import ArticleError, InputError
from briefing.workflows.cluster.rows import Row

ROWS_AT_ONCE = 256
"""Of a Parquet file in memory, besides the row group that they are in."""
_LINES = re.compile(r"\.(?:jsonl|ndjson)(?:\.gz)?\Z")
_KINDS = re.compile(rf"\.parquet\Z|{_LINES.pattern}")
_WILD = re.compile(r"\*\*/?|[*?]")
_READABLE = "give .parquet, .jsonl or .ndjson files (also .jsonl.gz), folders of them, or a pattern"


def find_inputs(paths: Iterable[str]) -> Iterator[str | ArticleError]:
    """Find the files that paths, folders, patterns (`*`, `?`, `**`) and addresses (`s3://…`) name.

    Yields:
        Each file once, in the order of the paths and, within one, of the names; or what is wrong.
    """
    seen = set()
    for path in paths:
        found = False
        for name in _under(path):
            found = True
            if name not in seen:
                seen.add(name)
                yield name
        if not found:
            yield ArticleError(path, "no file there that can be read", hint=_READABLE)


def _under(path: str) -> list[str]:
    fixed = path[: wild.start()] if (wild := _WILD.search(path)) else path
    base = fixed if not wild else fixed[: fixed.rfind("/") + 1] or "."
    system, root = _open(base)
    try:
        if not wild and system.get_file_info(root).is_file:
            return [path] if _KINDS.search(path) else []
        selector = pafs.FileSelector(root, recursive=True, allow_not_found=True)
        files = [info.path for info in system.get_file_info(selector) if info.is_file]
    except OSError:
        return []
    prefix = "" if base == "." else f"{base.rstrip('/')}/"
    names = [prefix + file[len(root) :].lstrip("/") for file in files]
    matches = _pattern(path) if wild else None
    return sorted(
        name
        for name in names
        if _KINDS.search(name)
        and not any(part.startswith((".", "_")) for part in name[len(prefix) :].split("/"))
        and (matches is None or matches.match(name.removeprefix("./")))
    )


def _pattern(path: str) -> re.Pattern[str]:
    path = path.removeprefix("./")
    form, at = "", 0
    for wild in _WILD.finditer(path):
        form += re.escape(path[at : wild.start()])
        form += {"*": "[^/]*", "?": "[^/]"}.get(
            wild.group(), "(?:.*/)?" if wild.group()[-1] == "/" else ".*"
        )
        at = wild.end()
    return re.compile(form + re.escape(path[at:]) + r"\Z")


def absolute(path: str) -> str:
    """The path as all processes can open it, whichever folder they are in."""
    return path if "://" in path else str(Path(path).absolute())


def read_rows(path: str, *, where: str) -> Iterator[Row]:
    """The rows of a Parquet or JSON Lines file, one by one; `where` is what an error calls it.

    Raises:
        ArticleError: It cannot be opened, or not be read to its end.
    """
    system, there = _open(path)
    try:
        if _LINES.search(path):
            yield from _lines(system, there)
        else:
            yield from _records(system, there)
    except (OSError, pa.ArrowException, EOFError) as exc:
        says = " ".join(str(exc).split())[:200]
        hint = "check the file; rows before the fault were read"
        raise ArticleError(where, f"cannot be read ({says})", hint=hint) from exc


def _lines(system: pafs.FileSystem, path: str) -> Iterator[Row]:
    with system.open_input_stream(path) as raw:  # .gz is unpacked
        for number, line in enumerate(io.BufferedReader(raw, 1 << 20), 1):
            if line.strip():
                yield Row(number, line)


def _records(system: pafs.FileSystem, path: str) -> Iterator[Row]:
    with pq.ParquetFile(system.open_input_file(path)) as file:
        number = 0
        for batch in file.iter_batches(ROWS_AT_ONCE):
            for values in batch.to_pylist():
                number += 1
                yield Row(number, values)


def make_folder(path: str) -> None:
    """Make the folder, and see that a file can be written there.

    Raises:
        InputError: It cannot.
    """
    try:
        system, there = _open(path)
        system.create_dir(there, recursive=True)
        probe = f"{there}/.{uuid4().hex}"
        system.open_output_stream(probe).close()
        system.delete_file(probe)
    except (OSError, pa.ArrowException) as exc:
        problem = f"cannot be written ({exc})"
        raise InputError(f"--out {path}", problem, hint="choose another folder") from exc


def remove(path: str) -> None:
    """Remove a file or a folder with all in it, if it is there."""
    system, there = _open(path)
    info = system.get_file_info(there)
    if info.is_file:
        system.delete_file(there)
    elif info.type != pafs.FileType.NotFound:
        system.delete_dir(there)


def list_tables(folder: str) -> list[str]:
    """The tables in a folder, in order of their names; none where it is not there."""
    system, there = _open(folder)
    infos = system.get_file_info(pafs.FileSelector(there, allow_not_found=True))
    names = sorted(info.base_name for info in infos if info.is_file)
    return [f"{folder}/{name}" for name in names if re.match(r"[^.].*\.parquet\Z", name)]


def write_table(path: str, model: type[BaseModel], records: Iterable[BaseModel]) -> None:
    """Write records to a Parquet file: whole or not at all; one of that name is replaced."""
    rows = [record.model_dump(mode="json") for record in records]
    buffer = pa.BufferOutputStream()
    schema = pa.schema(list(_columns(model)))
    pq.write_table(pa.Table.from_pylist(rows, schema), buffer, compression="zstd")
    write_bytes(path, buffer.getvalue())


def write_bytes(path: str, content: bytes | pa.Buffer) -> None:
    """As `write_table`."""
    system, there = _open(path)
    folder, _, name = there.rpartition("/")
    # What is put into an object store can be seen once it is complete.
    is_disk = isinstance(system, pafs.LocalFileSystem)
    first = f"{folder}/.{name}.{uuid4().hex}" if is_disk else there
    system.create_dir(folder, recursive=True)
    with system.open_output_stream(first) as stream:
        stream.write(content)
    if is_disk:
        system.move(first, there)


def read_table(path: str, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The rows of a table of ours."""
    system, there = _open(path)
    table = pq.read_table(there, columns=columns, filesystem=system, partitioning=None)
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def _open(path: str) -> tuple[pafs.FileSystem, str]:
    if "://" in path:
        try:
            system, there = pafs.FileSystem.from_uri(path)
        except (OSError, pa.ArrowException) as exc:
            hint = "give a path, or an address such as s3://bucket/folder"
            raise InputError(path, f"cannot be opened ({exc})", hint=hint) from exc
        return system, there.rstrip("/")
    return pafs.LocalFileSystem(), path


def _columns(model: type[BaseModel]) -> Iterator[pa.Field]:
    for name, hint in get_type_hints(model).items():
        if name in model.model_fields:
            yield pa.field(name, _type(hint))
    for name, field in model.model_computed_fields.items():
        yield pa.field(name, _type(field.return_type))


def _type(hint: Any) -> pa.DataType:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return pa.string()
    if origin is UnionType:
        return _type(next(part for part in parts if part is not NoneType))
    if origin is tuple:
        return pa.list_(_type(parts[0]))
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return pa.struct(list(_columns(hint)))
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]
