#!/usr/bin/env python3
"""Compares what Coxswain reads with what the readers behind pandas read, cell by cell.

    COXSWAIN_DATA=folder compare.py PROGRAM [--only NAME] [--jobs N]

Needs pandas, openpyxl, xlrd, odfpy, pyxlsb. Writes differences.tsv beside itself: each file whose
outcome is not `same`, and why. REASONS is kept by hand, each entry after a look into the file.
"""

import argparse
import csv
import datetime as dt
import hashlib
import io
import json
import math
import os
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

THEIR_SECONDS, OUR_SECONDS = 60, 20
MEMORY = 1536  # MB, for either; our worker sets the limit itself
HERE = Path(__file__).resolve()
DAY = dt.timedelta(days=1)
EPOCHS = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
OUTCOMES = ["same", "different", "both refuse", "only we refuse", "only they refuse",
            "too slow", "too much memory"]

# File → why it is not `same`. "OURS WRONG:" begins what Coxswain should do otherwise.
BETA = "written by a beta of Excel 2007, no released Excel's format; "
OLD = "Excel 3 or 4, refused by design with the advice to save it as .xlsx"
STRICT = "strict OOXML, in which openpyxl finds no sheet; ours is right"
STYLE = "openpyxl stumbles over a style; ours is right"
MIDNIGHT = "OURS WRONG: 0:00 in a cell of format h:mm is the number 0 and not the text 00:00:00"
REASONS = {
    "calamine__covered.ods": "a text under a merged cell: in the file, hidden; pandas drops it",
    "calamine__encoded_entities.xlsx":
        "a line break alone without xml:space, which Excel drops; openpyxl keeps it",
    "calamine__issue252.xlsx": "the zip's check sum is wrong",
    "calamine__issue_419.xlsb":
        "pyxlsb looks for sharedStrings.bin, the file has SharedStrings.bin; ours is right",
    "calamine__minimal_package.xlsx": "the workbook is not in xl/, _rels says where; ours is right",
    "closedxml__EmptyFill.xlsx": STYLE,
    "closedxml__InvalidColors.xlsx": STYLE,
    "closedxml__universal-content-strict.xlsx": STRICT,
    "csvkit__test_latin1.csv":
        "OURS WRONG: one byte A9 in ASCII is © (windows-1252); chardetng guesses ISO-8859-2, Š",
    "messytables__characters.csv": "Big5, which the script does not try; ours is right",
    "messytables__large.ods": "odfpy needs more memory or time than allowed; ours is right",
    "messytables__ods_formats.ods":
        "OURS WRONG: the times of day 11:12:12 and 00:00:12 are numbers, from an .xlsx they are "
        "texts; pandas fails at the duration 27:17:54",
    "phpss__CF_Basic_Comparisons.xls": "xlrd finds its sectors corrupt; ours reads them",
    "phpss__bug1592.xls": "xlrd gives up on an assertion; ours is right",
    "phpss__issue.1482.xlsx": STYLE,
    "phpss__issue.2331c.xlsx": "openpyxl stumbles over docProps; ours is right",
    "phpss__issue.3730.xlsx": "names with backslashes, which openpyxl does not turn; ours is right",
    "phpss__issue.3770.xlsx":
        "blanks and tabs after a text without xml:space, which Excel drops; openpyxl keeps them",
    "phpss__issue.3843a.template.xlsx": STRICT,
    "phpss__nomimetype.ods":
        "OURS WRONG: no `mimetype` part, which is no duty; META-INF/manifest.xml says spreadsheet",
    "phpss__pr.4687.excel.badendian.xls": "xlrd minds the byte order mark; ours is right",
    "phpss__rootZipFiles.xlsx": "the workbook is not in xl/, _rels says where; ours is right",
    "phpss__sep.csv": "Excel's first line `sep=;` is no row; pandas does not know it",
    "poi__51535.xls":
        "four cells over 65,536 rows, which calamine wants dense and twice: over the gigabyte that "
        "a worker may have, refused with the advice what to do",
    "poi__49609.xlsx": "names with backslashes and in lower case; ours is right",
    "poi__57914.xlsx": STRICT,
    "poi__Simple.xlsb": BETA + "calamine panics, the worker says so",
    "poi__bug60858.xlsx": MIDNIGHT + "; -1 as a date is none, there ours is right",
    "poi__duplicate-filename-case-insensitive.xlsx":
        "sheet1.xml and Sheet1.xml, which OPC forbids: which one is meant nobody can say",
    "poi__poc-shared-strings.xlsx":
        "hostile: 12,000 cells of 1 MB, and a row 0, which no sheet has",
    "poi__sample-beta.xlsx": BETA + "openpyxl shows blank sheets, which is worse",
    "poi__testEXCEL_3.xls": OLD,
    "poi__testEXCEL_4.xls": OLD,
    "poi__xlsx-corrupted.xlsx": "_rels/.rels is no XML: damaged; openpyxl does not look at it",
    "pyexcelxls__date_field.xls": MIDNIGHT + "; 0 as a date is none, there ours is right",
    "rustcsv__strange.csv": "the Sniffer finds no delimiter; ours splits at ; as Excel would",
    "sheetjs__CRLFX5_3.XLS": OLD,
    "sheetjs__wtf_path.xlsb":
        "OURS WRONG: a sound .xlsb with its workbook in wtf/ is taken for an .xlsx and damaged",
}


class Error(str):
    """`#N/A` as an error and not as text."""


# --- What the readers behind pandas see: [(sheet, {(row, column): value})], counted from 0. ---


def their_sheets(path):
    from pandas.io.excel._base import inspect_excel_format

    if path.suffix.lower() in (".csv", ".tsv"):
        return [(path.stem, from_text(path))]
    readers = {"xlsx": from_xlsx, "xls": from_xls, "xlsb": from_xlsb, "ods": from_ods}
    kind = inspect_excel_format(path)
    if kind not in readers:
        raise ValueError(f"Excel file format cannot be determined ({kind})")
    sheets = list(readers[kind](path))
    if not sheets:
        raise ValueError("0 worksheets found")  # as pandas has it
    return sheets


def from_xlsx(path):
    import openpyxl

    for sheet in openpyxl.load_workbook(path, True, data_only=True, keep_links=False).worksheets:
        if "dialogsheets/" in sheet._worksheet_path:
            continue  # no worksheet, whatever openpyxl says
        sheet.reset_dimensions()
        yield sheet.title, {
            (cell.row - 1, cell.column - 1):
                Error(cell.value) if cell.data_type == "e" else cell.value
            for row in sheet.rows for cell in row if cell.value is not None
        }


def from_xls(path):
    import xlrd

    with open(os.devnull, "w") as nowhere:
        book = xlrd.open_workbook(path, logfile=nowhere, ragged_rows=True)

    def value(cell):
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return Error(xlrd.error_text_from_code[cell.value])
        if cell.ctype == xlrd.XL_CELL_DATE:
            try:
                at = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
            except OverflowError:
                return cell.value
            return at.time() if 0 <= cell.value < 1 else at
        return cell.value

    for sheet in book.sheets():
        yield sheet.name, {(r, c): value(cell) for r in range(sheet.nrows)
                           for c, cell in enumerate(sheet.row(r))}


def from_xlsb(path):
    import pyxlsb

    # pyxlsb gives errors as the hexadecimal numbers of their codes.
    codes = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!",
             42: "#N/A", 43: "#GETTING_DATA"}
    errors = {hex(code): Error(text) for code, text in codes.items()}
    book = pyxlsb.open_workbook(str(path))
    for number, (name, part) in enumerate(book._sheets, 1):
        if "worksheets/" in part:
            yield name, {(cell.r, cell.c): errors.get(cell.v, cell.v)
                         for row in book.get_sheet(number).rows(sparse=True) for cell in row}


def from_ods(path):
    import pandas

    def value(v):  # pandas makes #N/A a NaN
        return Error("#N/A") if isinstance(v, float) and math.isnan(v) else v

    reader = pandas.ExcelFile(path, engine="odf")._reader
    for i, name in enumerate(reader.sheet_names):
        rows = reader.get_sheet_data(reader.get_sheet_by_index(i))
        yield name, {(r, c): value(v) for r, row in enumerate(rows) for c, v in enumerate(row)}


def decoded(data):
    """By where the first NULs are, by the mark, then UTF-8 and what else there is here."""
    wide = {b"\0\1\1\1": "utf-32-le", b"\1\1\1\0": "utf-32-be", b"\0\1\0\1": "utf-16-le",
            b"\1\0\1\0": "utf-16-be"}.get(bytes(byte == 0 for byte in data[:4]))
    marks = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16",
             b"\xfe\xff": "utf-16"}
    marked = [encoding for mark, encoding in marks.items() if data.startswith(mark)]
    for encoding in [wide] if wide else marked[:1] or ["utf-8-sig", "cp1252", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def from_text(path):
    """As a person who knows pandas reads it: the encoding tried out, the delimiter sniffed.

    Blank lines are kept and rows may have any number of cells, as in a spreadsheet.
    """
    import pandas

    text = decoded(path.read_bytes())
    try:
        separator = csv.Sniffer().sniff(text[:65536], ",;\t|").delimiter
    except csv.Error:
        separator = ","
    csv.field_size_limit(len(text) + 1)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    table = pandas.read_csv(io.StringIO(text), sep=separator, header=None, dtype=str,
                            names=range(max(map(len, rows), default=0)),
                            keep_default_na=False, skip_blank_lines=False)
    return {(r, c): value for r, row in enumerate(table.itertuples(index=False))
            for c, value in enumerate(row) if isinstance(value, str)}


def serve_theirs(path):
    """In a process of its own, since some files kill readers."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY << 20, MEMORY << 20))
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # some readers print
        try:
            answer = their_sheets(path)
        except MemoryError:
            answer = "too much memory"
        except BaseException as error:
            words = str(error).replace(path.name, "…").split("\n")[0]
            answer = f"{type(error).__name__}: {words}"
        out.write(pickle.dumps(answer))


def theirs(path):
    """The sheets, or why there are none."""
    try:
        done = subprocess.run([sys.executable, HERE, "--theirs", path], capture_output=True,
                              timeout=THEIR_SECONDS, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"})
        return pickle.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return f"not done within {THEIR_SECONDS} s"
    except (EOFError, pickle.UnpicklingError):
        return f"ended by {done.returncode}"


# --- What Coxswain sees. ---


def serve_ours(program, path, answer):
    """Runs the program as the only child of this process, so that the memory is its own."""
    command = [program, "read", path, "--json", "--language", "en"]
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as home, open(answer, "wb") as out:
        try:
            done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, timeout=OUR_SECONDS,
                                  env=os.environ | {"COXSWAIN_HOME": home})
            code, words = done.returncode, done.stderr.decode(errors="replace")
        except subprocess.TimeoutExpired:
            code, words = "too slow", ""
    print(json.dumps({
        "code": code,
        "message": words.replace(path.name, "…").split("\n")[0],
        "seconds": time.monotonic() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }))


def ours(program, path):
    """What running it was like, and the sheets or None."""
    with tempfile.NamedTemporaryFile() as answer:
        command = [sys.executable, HERE, "--ours", program, path, answer.name]
        run = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        if run["code"] != 0:
            return run, None
        book = json.load(answer)
    return run, [
        (sheet["name"], {(row["number"] - 1, column): our_value(cell)
                         for row in sheet["rows"] for column, cell in enumerate(row["cells"])})
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


def sheet_text(text):
    """`_x0041_` is how workbooks write signs; openpyxl leaves it as it stands."""
    text = re.sub("_x([0-9A-Fa-f]{4})_", lambda sign: chr(int(sign[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def equal(a, b, kind):
    """Our value against theirs. What is equal though it looks different:

    - xlsb: pyxlsb knows no formats, its dates and times are the numbers in the file.
    - ods: pandas makes an error other than #N/A a text.
    - xlsx: openpyxl leaves `_x000D_` and its like as they stand.
    - Line ends of Windows are line ends.
    - A date is the moment at its midnight; moments are equal to the millisecond.
    - A time of day is our text HH:MM:SS; a duration is our number of days.
    - Numbers are equal to nine digits.
    """
    number = (int, float)
    if kind == "xlsb" and type(b) in number:
        if isinstance(a, dt.datetime):
            return any(math.isclose((a - epoch) / DAY, b, abs_tol=1e-8) for epoch in EPOCHS)
        if isinstance(a, str) and re.fullmatch(r"\d\d:\d\d:\d\d", a) and 0 <= b < 1:
            b = (dt.datetime.min + b * DAY + dt.timedelta(milliseconds=0.5)).time()
    if kind == "ods" and isinstance(a, Error) and isinstance(b, str):
        b = Error(b)
    if type(b) is dt.date:
        b = dt.datetime.combine(b, dt.time())
    if isinstance(b, dt.timedelta):
        b = b / DAY
    if isinstance(b, dt.time):
        b = b.strftime("%H:%M:%S")
    if isinstance(a, dt.datetime) and isinstance(b, dt.datetime):
        return abs(a - b) <= dt.timedelta(milliseconds=1)
    if type(a) in number and type(b) in number:
        return math.isclose(a, b, rel_tol=1e-9)
    if type(a) is str and type(b) is str:
        a, *bs = [text.replace("\r\n", "\n") for text in (a, b, sheet_text(b))]
        return a == bs[0] or kind == "xlsx" and a == bs[1]
    return type(a) is type(b) and a == b


def compare(our_sheets, their_sheets, kind):
    """The first differences in words; none where all is the same."""
    found = []
    names = [name for name, _ in our_sheets], [name for name, _ in their_sheets]
    if names[0] != names[1]:
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
    run["they_read"] = they_read = not isinstance(b, str)
    if run["code"] == "too slow":
        return "too slow", [], run
    if run["megabytes"] > MEMORY or "more memory than allowed" in run["message"]:
        return "too much memory", [], run
    if a is None and not they_read:
        return "both refuse", [run["message"], b], run
    if a is None:
        # Where they show no cell, we say that there is nothing.
        blank = all(value in (None, "") for _, cells in b for value in cells.values())
        same = blank and "has nothing in it" in run["message"]
        return "same" if same else "only we refuse", [run["message"]], run
    if not they_read:
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
    lines = ["file\toutcome\treason"]
    for path, (outcome, words, run) in zip(paths, results):
        if outcome == "same":
            if path.name in REASONS:
                print(f"{path.name} is the same: its reason is to go")
            if not args.only:
                continue
        name = f"{path.parent.name}/{path.name}"
        print(f"{name}: {outcome} ({run['seconds']:.1f} s, {run['megabytes']} MB)")
        print(*[f"    {word}\n" for word in words[:5]], sep="", end="")
        if len(words) > 5:
            print(f"    … {len(words) - 5} more")
        # What both refuse, our message explains.
        reason = words[0] if outcome == "both refuse" else "?"
        lines.append("\t".join([name, outcome, REASONS.get(path.name, reason)]))
    if not args.only:
        (HERE.parent / "differences.tsv").write_text("\n".join(lines) + "\n")
    counts = Counter(outcome for outcome, _, _ in results)
    print(*[f"{counts[outcome]} {outcome}" for outcome in OUTCOMES], sep=", ")
    read = [outcome for outcome, _, run in results if run["they_read"]]
    share = read.count("same") / max(len(read), 1)
    print(f"same: {read.count('same')} of the {len(read)} they read, {share:.1%}; goal 95 %")
    for unit in ("seconds", "megabytes"):
        worst = sorted(range(len(paths)), key=lambda i: -results[i][2][unit])[:5]
        print(f"most {unit}:", *[f"{results[i][2][unit]:.4g} ({paths[i].name})" for i in worst])


if __name__ == "__main__":
    sys.exit(main())
