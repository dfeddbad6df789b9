#!/usr/bin/env python3
"""Compares what Coxswain reads with what the readers behind pandas read, cell by cell.

    COXSWAIN_DATA=folder compare.py PROGRAM [--only NAME] [--jobs N]

Needs pandas, openpyxl, xlrd, odfpy, pyxlsb. Writes differences.tsv beside itself: each file whose
outcome is not `same`, and why. REASONS is kept by hand, each entry after a look into the file.
"""

import argparse
import datetime as dt
import hashlib
import json
import math
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

THEIR_SECONDS, THEIR_BYTES = 60, 1536 * 1024 * 1024
OUR_SECONDS = 20
OUR_KILOBYTES = 1536 * 1024  # what the worker may have
HERE = Path(__file__).resolve()
OUTCOMES = ["same", "different", "both refuse", "only we refuse", "only they refuse",
            "too slow", "too much memory"]

# File → why it is not `same`. "OURS WRONG:" begins what Coxswain should do otherwise.
REASONS = {
}


# --- What the readers behind pandas see. Runs in a process of its own, within limits. ---


class Error(str):
    """`#N/A` as an error and not as text."""


def their_sheets(path):
    """[(name, {(row, column): value})], rows and columns from 0."""
    from pandas.io.excel._base import inspect_excel_format

    if path.suffix.lower() in (".csv", ".tsv"):
        return [(path.stem, from_text(path))]
    readers = {"xlsx": from_xlsx, "xls": from_xls, "xlsb": from_xlsb, "ods": from_ods}
    kind = inspect_excel_format(path)
    if kind not in readers:
        raise ValueError(f"Excel file format cannot be determined ({kind})")
    return readers[kind](path)


def from_xlsx(path):
    import openpyxl

    sheets = []
    for sheet in openpyxl.load_workbook(path, True, data_only=True, keep_links=False).worksheets:
        sheet.reset_dimensions()
        cells = {}
        for row in sheet.rows:
            for cell in row:
                if cell.value is not None:
                    value = Error(cell.value) if cell.data_type == "e" else cell.value
                    cells[cell.row - 1, cell.column - 1] = value
        sheets.append((sheet.title, cells))
    return sheets


def from_xls(path):
    import xlrd

    with open(os.devnull, "w") as nowhere:
        book = xlrd.open_workbook(path, logfile=nowhere, ragged_rows=True)

    def value(cell):
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return Error(xlrd.error_text_from_code.get(cell.value, cell.value))
        if cell.ctype == xlrd.XL_CELL_DATE:
            try:
                at = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
            except OverflowError:
                return cell.value
            return at.time() if 0 <= cell.value < 1 else at
        return cell.value

    return [
        (sheet.name, {
            (r, c): value(cell) for r in range(sheet.nrows) for c, cell in enumerate(sheet.row(r))
        })
        for sheet in book.sheets()
    ]


def from_xlsb(path):
    import pyxlsb

    errors = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!",
              42: "#N/A", 43: "#GETTING_DATA"}
    hexes = {hex(code): Error(text) for code, text in errors.items()}
    book = pyxlsb.open_workbook(str(path))
    return [
        (name, {
            (cell.r, cell.c): hexes.get(cell.v, cell.v)
            for row in book.get_sheet(number).rows(sparse=True) for cell in row
            if cell.v is not None
        })
        for number, name in enumerate(book.sheets, 1)
    ]


def from_ods(path):
    import pandas

    book = pandas.ExcelFile(path, engine="odf")
    # pandas makes #N/A a NaN.
    plain = lambda v: Error("#N/A") if isinstance(v, float) and math.isnan(v) else v
    return [
        (name, {
            (r, c): plain(value)
            for r, row in enumerate(book._reader.get_sheet_data(book._reader.get_sheet_by_index(i)))
            for c, value in enumerate(row)
        })
        for i, name in enumerate(book.sheet_names)
    ]


def decoded(data):
    """By the mark, by where the NULs are, then UTF-8 and what the corpus has besides."""
    wide = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16",
            b"\xfe\xff": "utf-16", b"\0\0\0": "utf-32-be", b"\0": "utf-16-be"}
    encodings = [encoding for start, encoding in wide.items() if data.startswith(start)]
    if data[1:4] == b"\0\0\0":
        encodings.append("utf-32-le")
    elif data[1:2] == b"\0":
        encodings.append("utf-16-le")
    for encoding in encodings[:1] or ["utf-8-sig", "cp1252", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def from_text(path):
    """As a person who knows pandas reads it: the encoding tried out, the delimiter sniffed.

    Blank lines are kept and rows may have any number of cells, as in a spreadsheet.
    """
    import csv
    import io

    import pandas

    text = decoded(path.read_bytes())
    try:
        separator = csv.Sniffer().sniff(text[:65536], ",;\t|").delimiter
    except csv.Error:
        separator = ","
    csv.field_size_limit(len(text) + 1)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    width = max(map(len, rows), default=0)
    table = pandas.read_csv(io.StringIO(text), sep=separator, header=None, names=range(width),
                            dtype=str, keep_default_na=False, skip_blank_lines=False)
    return {(r, c): value for r, row in enumerate(table.itertuples(index=False))
            for c, value in enumerate(row) if isinstance(value, str)}


def serve_theirs(path):
    resource.setrlimit(resource.RLIMIT_AS, (THEIR_BYTES, THEIR_BYTES))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # some readers print
    try:
        answer = their_sheets(path)
    except MemoryError:
        answer = "too much memory"
    except BaseException as error:
        answer = f"{type(error).__name__}: {str(error).replace(path.name, '…')}".split("\n")[0]
    out.write(pickle.dumps(answer))
    out.close()


def theirs(path):
    """The sheets, or why there are none."""
    command = [sys.executable, HERE, "--theirs", path]
    try:
        done = subprocess.run(command, capture_output=True, timeout=THEIR_SECONDS,
                              env=os.environ | {"OPENBLAS_NUM_THREADS": "1"})
        return pickle.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return f"not done within {THEIR_SECONDS} s"
    except (EOFError, pickle.UnpicklingError, MemoryError):
        return f"ended by {done.returncode}"


# --- What Coxswain sees. ---


def serve_ours(program, path, answer):
    """Runs the program as the only child of this process, so that the memory is its."""
    with tempfile.TemporaryDirectory() as home, open(answer, "wb") as out:
        env = os.environ | {"COXSWAIN_HOME": home}
        start = time.monotonic()
        try:
            done = subprocess.run([program, "read", path, "--json", "--language", "en"],
                                  stdout=out, stderr=subprocess.PIPE, timeout=OUR_SECONDS, env=env)
            code, message = done.returncode, done.stderr.decode(errors="replace")
        except subprocess.TimeoutExpired:
            code, message = "too slow", ""
        print(json.dumps({
            "code": code,
            "message": message.replace(path.name, "…").strip().split("\n")[0],
            "seconds": time.monotonic() - start,
            "kilobytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
        }))


def ours(program, path):
    """What running it was like, and the sheets or None."""
    with tempfile.NamedTemporaryFile() as answer:
        run = subprocess.run([sys.executable, HERE, "--ours", program, path, answer.name],
                             capture_output=True, check=True)
        run = json.loads(run.stdout)
        if run["code"] != 0:
            return run, None
        book = json.load(answer)
    assert book["bytes"] == path.stat().st_size
    return run, [
        (sheet["name"], {
            (row["number"] - 1, column): our_value(cell)
            for row in sheet["rows"] for column, cell in enumerate(row["cells"])
        })
        for sheet in book["sheets"]
    ]


def our_value(cell):
    if cell == "Empty":
        return None
    (kind, value), = cell.items()
    if kind in ("Date", "DateTime"):
        return dt.datetime.fromisoformat(value)
    return Error(value) if kind == "Error" else value


# --- Are they the same? ---


def text_of(value):
    return value.replace("\r\n", "\n")


def serial(value, epoch):
    """A moment as the number a workbook keeps, in days since 1900 or 1904."""
    if isinstance(value, str):
        hour, minute, second = map(int, value.split(":"))
        return (hour * 60 + minute) / 1440 + second / 86400
    return (value - epoch) / dt.timedelta(days=1)


def equal(a, b, kind):
    """Our value against theirs."""
    if isinstance(b, (dt.datetime, dt.date)) and isinstance(a, dt.datetime):
        b = b if isinstance(b, dt.datetime) else dt.datetime.combine(b, dt.time())
        return abs(a - b) <= dt.timedelta(milliseconds=1)
    if isinstance(b, dt.time) and isinstance(a, str):
        return a == b.strftime("%H:%M:%S")
    if isinstance(b, dt.timedelta) and isinstance(a, (int, float)):
        b = b / dt.timedelta(days=1)
    if isinstance(a, Error) or isinstance(b, Error):
        return type(a) is type(b) and str(a) == str(b)
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, str) and isinstance(b, str):
        return text_of(a) == text_of(b)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=1e-9)
    return False


def compare(our_sheets, their_sheets, kind):
    """The first differences in words; none where all is the same."""
    found = []
    names = [name for name, _ in our_sheets], [name for name, _ in their_sheets]
    if names[0] != names[1] and kind != "csv":
        return [f"sheets: ours {names[0]}, theirs {names[1]}"]
    for (name, a), (_, b) in zip(our_sheets, their_sheets):
        a = {at: value for at, value in a.items() if value not in (None, "")}
        b = {at: value for at, value in b.items() if value not in (None, "")}
        for at in sorted(a.keys() | b.keys()):
            if not equal(a.get(at), b.get(at), kind):
                found.append(f"{name} R{at[0] + 1}C{at[1] + 1}: "
                             f"ours {a.get(at)!r:.60}, theirs {b.get(at)!r:.60}")
    return found


def examine(program, path):
    """The outcome, what shows it, and what our run was like."""
    digest = hashlib.sha256(path.read_bytes()).digest()
    run, a = ours(program, path)
    assert hashlib.sha256(path.read_bytes()).digest() == digest, f"{path} was changed"
    b = theirs(path)
    run["they_read"] = not isinstance(b, str)
    if run["code"] == "too slow":
        return "too slow", [], run
    if run["kilobytes"] > OUR_KILOBYTES:
        return "too much memory", [], run
    blank = run["they_read"] and not any(
        value not in (None, "") for _, cells in b for value in cells.values())
    if a is None:
        if blank and "has nothing in it" in run["message"]:
            return "same", [], run  # both say that there is nothing
        words = [run["message"]] if run["they_read"] else [run["message"], b]
        return "only we refuse" if run["they_read"] else "both refuse", words, run
    if not run["they_read"]:
        return "only they refuse", [b], run
    found = compare(a, b, path.suffix.lower()[1:])
    return "different" if found else "same", found, run


def main():
    if sys.argv[1:2] == ["--theirs"]:
        return serve_theirs(Path(sys.argv[2]))
    if sys.argv[1:2] == ["--ours"]:
        return serve_ours(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("--only", metavar="NAME")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    corpus = Path(os.environ["COXSWAIN_DATA"]) / "corpus"
    paths = sorted(p for folder in ("csv", "sheets") for p in (corpus / folder).iterdir())
    paths = [p for p in paths if args.only in (None, p.name)]
    with ThreadPoolExecutor(args.jobs) as pool:
        results = list(pool.map(lambda path: examine(args.program.resolve(), path), paths))
    lines = []
    for path, (outcome, words, run) in zip(paths, results):
        if outcome == "same" and not args.only:
            continue
        name = f"{path.parent.name}/{path.name}"
        print(f"{name}: {outcome} ({run['seconds']:.1f} s, {run['kilobytes'] // 1024} MB)")
        for word in words[:5]:
            print(f"    {word}")
        if len(words) > 5:
            print(f"    … {len(words) - 5} more")
        lines.append("\t".join([name, outcome, REASONS.get(path.name, "?")]))
    if args.only:
        return
    (HERE.parent / "differences.tsv").write_text("file\toutcome\treason\n" + "\n".join(lines) + "\n")
    counts = Counter(outcome for outcome, _, _ in results)
    print({outcome: counts[outcome] for outcome in OUTCOMES})
    read = [outcome for outcome, _, run in results if run["they_read"]]
    print(f"same: {read.count('same')} of the {len(read)} they read, "
          f"{read.count('same') / len(read):.1%}")
    for unit in ("seconds", "kilobytes"):
        worst = max(range(len(paths)), key=lambda i: results[i][2][unit])
        print(f"most {unit}: {results[worst][2][unit]:.1f} ({paths[worst].name})")


if __name__ == "__main__":
    sys.exit(main())
