"""Write the workbooks and the list of customers."""

import csv
import io
import re
import zipfile
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from . import names, people
from .days import FULL, TODAY
from .deals import ACCOUNTS, HEADINGS
from .promises import HEADINGS as REPORT_HEADINGS


def save(path, headings, rows, sheet, widths):
    """A plain workbook; time stamps are fixed so that the bytes only change with the data."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(headings)
    for row in rows:
        page.append(row)
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF9")
        cell.alignment = Alignment(horizontal="center")
    for column, width in zip(page.columns, widths):
        page.column_dimensions[column[0].column_letter].width = width
        for cell in column[1:]:
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(cell.value, float):
                cell.number_format = "0.0" if round(cell.value, 1) == cell.value else "0.00"
    page.freeze_panes = "A2"
    book.properties.creator = "衡川仪表销售中心（示例）"
    buffer = io.BytesIO()
    book.save(buffer)
    stamp = (TODAY.year, TODAY.month, TODAY.day, 9, 0, 0)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for item in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = old.read(item)
            if item == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2025-11-18T09:00:00Z", data)
            info = zipfile.ZipInfo(item, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, data, compresslevel=9)


def write_files(folder, tables, reports, lists):
    for old in folder.glob("*.xlsx"):
        old.unlink()
    people.check_rosters()
    widths = (10, 10, 16, 8, 10, 10, 10, 12, 12, 12, 10, 10, 8, 20, 12)
    for day in (people.OPENING, TODAY):
        save(folder / f"人员名册_{day}.xlsx", people.HEADINGS, people.roster(day), "人员名册", widths)
    save(folder / "产品目录.xlsx", ["产品名称", "系列", "单价(元)"], names.PRODUCTS, "产品目录",
         (20, 14, 12))
    with open(folder / "客户清单.csv", "w", encoding="gb18030", newline="") as out:
        rows = csv.writer(out, lineterminator="\r\n")
        rows.writerow(["客户编号", "客户名称", "行业", "省份", "城市", "区域", "负责人", "建档日期"])
        for n, (short, (industry, province, city, rep, since)) in enumerate(ACCOUNTS.items(), 1):
            rep = names.HEIR.get(rep, rep)
            rows.writerow([f"KH{n:04d}", short, industry, province, city,
                           names.REGION_OF[rep], rep, since.isoformat()])
    for report, rows in tables.items():
        kind = "商机周报" if report == TODAY or report not in FULL else "商机表"
        save(folder / f"{kind}_{report}.xlsx", HEADINGS, rows, "商机",
             (11, 14, 22, 18, 10, 11, 14, 12, 12, 12, 12, 9, 12, 26))
    for sunday, rows in reports.items():
        save(folder / f"工作周报_{sunday}.xlsx", REPORT_HEADINGS, rows, "周报",
             (10, 11, 40, 30, 24, 20))
    targets = names.targets()
    check_targets(targets)
    for year in ("2024", "2025"):
        save(folder / f"目标表_{year}.xlsx", ["姓名", "指标", "周期", "目标值"],
             [row for row in targets if row[2].startswith(year)], "目标", (10, 16, 10, 10))
    for name, (headings, rows, sheet, widths) in lists.items():
        save(folder / f"{name}.xlsx", headings, rows, sheet, widths)


def check_targets(rows):
    def total(region, period):
        return sum(round(v * 10) for who, what, when, v in rows if what == "签约额(万元)"
                   and when == period and names.REGION_OF[who] == region)

    assert total("华东区", "2025-11") == 11800 and total("华东区", "2025-10") == 11000
    assert len({r[:3] for r in map(tuple, rows)}) == len(rows)
    for region in ("华东区", "华南区", "华北区"):
        print("targets", region, *(f"{p} {total(region, p) / 10:,.1f}" for p in names.PERIODS))
