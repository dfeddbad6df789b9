"""Writes the sheet files of this folder, beside this script.

    python3 make.py

Every case is one function; its comment names the trouble that the case shows.
The expected readings (NN_name.json) are written by hand and not touched here.
Document properties and archive dates are fixed, so a second run gives the same bytes.
All people, customers and figures are invented.
Needs openpyxl, xlsxwriter and xlwt.
"""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = Path(__file__).resolve().parent
FIXED = datetime(2025, 11, 18, 9, 0, 0)
CASES = []


def case(function):
    CASES.append(function)
    return function


# ---- writers ---------------------------------------------------------------


def settle(name):
    """Give a zipped workbook fixed dates, outside and inside."""
    path = HERE / name
    with zipfile.ZipFile(path) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts:
            if part == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2025-11-18T09:00:00Z", data)
            info = zipfile.ZipInfo(part, (2025, 11, 18, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)


def fill(sheet, rows, top=1, left=1):
    for r, row in enumerate(rows, top):
        for c, value in enumerate(row, left):
            if value is not None:
                cell = sheet.cell(r, c, value)
                if isinstance(value, datetime):
                    cell.number_format = "yyyy-mm-dd hh:mm"
                elif isinstance(value, date):
                    cell.number_format = "yyyy/m/d"


def book(*sheets):
    """A workbook from (sheet name, rows) pairs."""
    wb = openpyxl.Workbook()
    wb.remove(wb.active)
    wb.properties.creator = "Coxswain"
    wb.properties.created = FIXED
    for name, rows in sheets:
        fill(wb.create_sheet(name), rows)
    return wb


def save(wb, name):
    wb.save(HERE / name)
    settle(name)


def xlsx(name, *sheets):
    save(book(*sheets), name)


def text(name, rows, encoding="utf-8", delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(
        ["" if v is None else v for v in row] for row in rows
    )
    (HERE / name).write_bytes(out.getvalue().encode(encoding))


def xls_fill(sheet, rows, top=0):
    day = xlwt.easyxf(num_format_str="yyyy/m/d")
    for r, row in enumerate(rows, top):
        for c, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, date):
                sheet.write(r, c, value, day)
            else:
                sheet.write(r, c, value)


# ---- cases -----------------------------------------------------------------


@case
def title_notes():
    # title and note rows above the table, notes and a signature line below
    xlsx("01_title_notes.xlsx", ("商机", [
        ["江测仪表华东大区商机跟踪表"],
        ["填报说明：每周五下班前更新，金额为含税价"],
        ["更新日期：2025年11月17日"],
        [],
        ["序号", "客户名称", "商机名称", "负责人", "阶段", "预计金额(万元)", "赢率", "预计签约日期", "本周进展"],
        [1, "南京江岚能源有限公司", "二期压力变送器采购", "刘子昂", "报价", 186, "60%", date(2025, 12, 20), "已提交技术方案"],
        [2, "苏州恒测自动化有限公司", "产线温度改造", "张雨桐", "技术交流", 42.5, "40%", date(2026, 1, 15), "等待用户评审"],
        [3, "杭州钱塘制药有限公司", "洁净车间差压监测", "张雨桐", "谈判", 78, "80%", date(2025, 11, 28), "商务条款已确认"],
        [4, "合肥庐阳热电有限公司", "锅炉液位计更换", "陈一鸣", "立项", 25, "20%", date(2026, 3, 10), "现场勘查完成"],
        [5, "无锡锡澄流体设备有限公司", "电磁流量计年度框架", "刘子昂", "报价", 120, "50%", date(2025, 12, 31), "报价单已发出"],
        [],
        ["注：赢率由负责人自行评估"],
        ["制表人：周婧怡　　审核：孙浩然"],
    ]))


@case
def blank_rows():
    # blank rows between the data rows, one of them only spaces
    xlsx("02_blank_rows.xlsx", ("Sheet1", [
        ["客户", "项目", "销售", "目前阶段", "金额", "预计签单"],
        ["南京江岚能源有限公司", "空压站流量计", "刘子昂", "报价", 360000, date(2025, 12, 5)],
        [],
        ["天津海河化工有限公司", "反应釜温度变送器", "王思远", "技术交流", 215000, date(2026, 1, 20)],
        ["北京燕测科技有限公司", "实验室气体分析仪", "赵婉清", "谈判", 880000, date(2025, 11, 30)],
        [],
        ["  ", "　", None, " "],
        ["青岛蓝湾水务有限公司", "泵站液位计", "王思远", "立项", 154000, date(2026, 2, 28)],
        [],
        ["济南泉润环保工程有限公司", "污水流量计", "赵婉清", "报价", 97500, date(2025, 12, 18)],
    ]))


TWO_ROW = [
    ["序号", "客户信息", None, "项目名称", "预计", None, "负责人", "阶段", "备注"],
    [None, "客户名称", "行业", None, "签约日期", "金额(万元)", None, None, None],
]


@case
def two_row_headings_xlsx():
    # two heading rows, groups and single headings merged
    wb = book(("Sheet1", [
        ["2025年第四季度商机清单"],
        *TWO_ROW,
        [1, "南京江岚能源有限公司", "能源", "二期压力变送器采购", date(2025, 12, 20), 186, "刘子昂", "报价", "需带样机"],
        [2, "苏州恒测自动化有限公司", "自动化", "产线温度改造", date(2026, 1, 15), 42.5, "张雨桐", "技术交流", None],
        [3, "杭州钱塘制药有限公司", "制药", "洁净车间差压监测", date(2025, 11, 28), 78, "张雨桐", "谈判", "已走合同评审"],
        [4, "合肥庐阳热电有限公司", "热电", "锅炉液位计更换", date(2026, 3, 10), 25, "陈一鸣", "立项", None],
        [5, "无锡锡澄流体设备有限公司", "装备", "电磁流量计年度框架", date(2025, 12, 31), 120, "刘子昂", "报价", "框架价待批"],
    ]))
    for area in ["A1:I1", "A2:A3", "B2:C2", "D2:D3", "E2:F2", "G2:G3", "H2:H3", "I2:I3"]:
        wb["Sheet1"].merge_cells(area)
    save(wb, "03_two_row_headings.xlsx")


@case
def two_row_headings_xls():
    # the same two heading rows in the old binary format
    wb = xlwt.Workbook(encoding="utf-8")
    sheet = wb.add_sheet("商机")
    sheet.write_merge(0, 0, 0, 8, "华北大区商机清单")
    for c, head in [(0, "序号"), (3, "项目名称"), (6, "负责人"), (7, "阶段"), (8, "备注")]:
        sheet.write_merge(1, 2, c, c, head)
    sheet.write_merge(1, 1, 1, 2, "客户信息")
    sheet.write_merge(1, 1, 4, 5, "预计")
    for c, head in [(1, "客户名称"), (2, "行业"), (4, "签约日期"), (5, "金额(万元)")]:
        sheet.write(2, c, head)
    xls_fill(sheet, [
        [1, "天津海河化工有限公司", "化工", "罐区雷达液位计", date(2025, 12, 12), 96, "王思远", "谈判", None],
        [2, "北京燕测科技有限公司", "检测", "标准压力源", date(2025, 11, 25), 18.6, "赵婉清", "签约", "合同已寄出"],
        [3, "青岛蓝湾水务有限公司", "水务", "水厂在线仪表", date(2026, 4, 30), 240, "王思远", "立项", None],
        [4, "石家庄冀衡炼化有限公司", "炼化", "调节阀备件", date(2025, 12, 26), 33, "赵婉清", "报价", "比价三家"],
        [5, "济南泉润环保工程有限公司", "环保", "超声波流量计", date(2026, 1, 9), 57.2, "赵婉清", "技术交流", None],
    ], top=3)
    wb.save(str(HERE / "04_two_row_headings.xls"))


@case
def two_row_headings_csv():
    # two heading rows flattened to text: the group stands only over its first column
    text("05_two_row_headings.csv", [
        *TWO_ROW,
        [1, "天津海河化工有限公司", "化工", "罐区雷达液位计", "2025-12-12", "96", "王思远", "谈判", ""],
        [2, "北京燕测科技有限公司", "检测", "标准压力源", "2025-11-25", "18.6", "赵婉清", "签约", "合同已寄出"],
        [3, "青岛蓝湾水务有限公司", "水务", "水厂在线仪表", "2026-04-30", "240", "王思远", "立项", ""],
        [4, "石家庄冀衡炼化有限公司", "炼化", "调节阀备件", "2025-12-26", "33", "赵婉清", "报价", "比价三家"],
        [5, "济南泉润环保工程有限公司", "环保", "超声波流量计", "2026-01-09", "57.2", "赵婉清", "技术交流", ""],
    ], encoding="utf-8-sig")


@case
def merged_owner():
    # region and owner merged downwards over several data rows
    wb = book(("订单", [
        ["2025年11月订单明细"],
        ["区域", "业务员", "订单编号", "客户名称", "下单日期", "产品名称", "数量", "单价", "金额"],
        ["华东", "刘子昂", "DD-251101", "南京江岚能源有限公司", date(2025, 11, 3), "压力变送器", 40, 2150, 86000],
        [None, None, "DD-251102", "无锡锡澄流体设备有限公司", date(2025, 11, 4), "电磁流量计", 6, 9800, 58800],
        [None, "张雨桐", "DD-251103", "苏州恒测自动化有限公司", date(2025, 11, 5), "温度变送器", 25, 680, 17000],
        [None, None, "DD-251104", "杭州钱塘制药有限公司", date(2025, 11, 6), "差压变送器", 12, 3200, 38400],
        [None, None, "DD-251105", "杭州钱塘制药有限公司", date(2025, 11, 6), "压力变送器", 10, 2200, 22000],
        ["华北", "王思远", "DD-251106", "天津海河化工有限公司", date(2025, 11, 7), "调节阀", 3, 15600, 46800],
        [None, None, "DD-251107", "青岛蓝湾水务有限公司", date(2025, 11, 10), "超声波液位计", 8, 4300, 34400],
    ]))
    for area in ["A1:I1", "A3:A7", "B3:B4", "B5:B7", "A8:A9", "B8:B9"]:
        wb["订单"].merge_cells(area)
    save(wb, "06_merged_owner.xlsx")


@case
def repeated_headers():
    # the headings come again on every printed page
    head = ["项目编号", "项目名称", "客户名称", "销售阶段", "商机金额", "业务员"]
    xlsx("07_repeated_headers.xlsx", ("Sheet1", [
        ["在跟项目一览表"],
        head,
        ["XM-2501", "空压站流量计", "南京江岚能源有限公司", "报价", 360000, "刘子昂"],
        ["XM-2502", "反应釜温度变送器", "天津海河化工有限公司", "技术交流", 215000, "王思远"],
        ["XM-2503", "实验室气体分析仪", "北京燕测科技有限公司", "谈判", 880000, "赵婉清"],
        head,
        ["XM-2504", "泵站液位计", "青岛蓝湾水务有限公司", "立项", 154000, "王思远"],
        ["XM-2505", "污水流量计", "济南泉润环保工程有限公司", "报价", 97500, "赵婉清"],
        ["XM-2506", "锅炉液位计更换", "合肥庐阳热电有限公司", "立项", 250000, "陈一鸣"],
        head,
        ["XM-2507", "产线温度改造", "苏州恒测自动化有限公司", "技术交流", 425000, "张雨桐"],
    ]))


@case
def subtotals():
    # a subtotal per person and a total at the end, all sums right
    xlsx("08_subtotals.xlsx", ("Sheet1", [
        ["个人商机汇总"],
        ["负责人", "客户名称", "项目名称", "阶段", "预计金额(万元)", "预计签约日期"],
        ["刘子昂", "南京江岚能源有限公司", "二期压力变送器采购", "报价", 186, date(2025, 12, 20)],
        ["刘子昂", "无锡锡澄流体设备有限公司", "电磁流量计年度框架", "报价", 120, date(2025, 12, 31)],
        ["刘子昂小计", None, None, None, 306, None],
        ["张雨桐", "苏州恒测自动化有限公司", "产线温度改造", "技术交流", 42.5, date(2026, 1, 15)],
        ["张雨桐", "杭州钱塘制药有限公司", "洁净车间差压监测", "谈判", 78, date(2025, 11, 28)],
        ["张雨桐", "杭州钱塘制药有限公司", "纯水流量计", "立项", 16.2, date(2026, 2, 6)],
        ["张雨桐小计", None, None, None, 136.7, None],
        ["陈一鸣", "合肥庐阳热电有限公司", "锅炉液位计更换", "立项", 25, date(2026, 3, 10)],
        ["陈一鸣小计", None, None, None, 25, None],
        ["合计", None, None, None, 467.7, None],
        [],
        ["制表人：周婧怡", None, None, "审核：孙浩然"],
    ]))


@case
def wrong_total():
    # a subtotal and a total that do not match their rows
    xlsx("09_wrong_total.xlsx", ("汇总", [
        ["序号", "业务员", "客户名称", "项目名称", "阶段", "预计金额(万元)"],
        [1, "王思远", "天津海河化工有限公司", "罐区雷达液位计", "谈判", 120],
        [2, "王思远", "青岛蓝湾水务有限公司", "水厂在线仪表", "立项", 80],
        ["小计", None, None, None, None, 200],
        [3, "赵婉清", "北京燕测科技有限公司", "标准压力源", "签约", 150],
        [4, "赵婉清", "石家庄冀衡炼化有限公司", "调节阀备件", "报价", 130],
        ["小计", None, None, None, None, 290],
        ["合计", None, None, None, None, 500],
    ]))


@case
def heji_customer():
    # customers whose names hold the words for total, and one true total row
    xlsx("10_heji_customer.xlsx", ("Sheet1", [
        ["客户名称", "项目名称", "负责人", "阶段", "金额", "预计签约日"],
        ["上海合计量仪有限公司", "校准装置配套", "刘子昂", "报价", 128000, date(2025, 12, 15)],
        ["无锡总计科技有限公司", "压力表检定", "刘子昂", "技术交流", 45000, date(2026, 1, 8)],
        ["宁波众合计", "温度校验炉", "张雨桐", "谈判", 67000, date(2025, 11, 27)],
        ["南京江岚能源有限公司", "小计量泵改造", "张雨桐", "立项", 210000, date(2026, 2, 20)],
        ["苏州恒测自动化有限公司", "产线温度改造", "张雨桐", "报价", 50000, date(2025, 12, 30)],
        ["合  计", None, None, None, 500000, None],
    ]))


@case
def sections():
    # lone region labels between the data rows, each region with its subtotal
    wb = book(("区域汇总", [
        ["2025年11月商机汇总（按区域）"],
        ["客户名称", "项目名称", "负责人", "阶段", "预计金额(万元)", "预计签约日期"],
        ["华东区"],
        ["南京江岚能源有限公司", "二期压力变送器采购", "刘子昂", "报价", 186, date(2025, 12, 20)],
        ["苏州恒测自动化有限公司", "产线温度改造", "张雨桐", "技术交流", 42.5, date(2026, 1, 15)],
        ["杭州钱塘制药有限公司", "洁净车间差压监测", "张雨桐", "谈判", 78, date(2025, 11, 28)],
        ["小计", None, None, None, 306.5],
        ["华北区"],
        ["天津海河化工有限公司", "罐区雷达液位计", "王思远", "谈判", 96, date(2025, 12, 12)],
        ["北京燕测科技有限公司", "标准压力源", "赵婉清", "签约", 18.6, date(2025, 11, 25)],
        ["小计", None, None, None, 114.6],
        ["总计", None, None, None, 421.1],
    ]))
    for area in ["A1:F1", "A3:F3", "A8:F8"]:
        wb["区域汇总"].merge_cells(area)
    save(wb, "11_sections.xlsx")


@case
def signature_notes():
    # old format: notes and a signature line below, two empty sheets behind
    wb = xlwt.Workbook(encoding="utf-8")
    xls_fill(wb.add_sheet("Sheet1"), [
        ["重点项目跟踪表"],
        ["项目名称", "客户全称", "负责人", "阶段", "合同金额", "预计成交日期", "备注"],
        ["空压站流量计", "南京江岚能源有限公司", "刘子昂", "报价", 360000, date(2025, 12, 5), "竞品两家"],
        ["反应釜温度变送器", "天津海河化工有限公司", "王思远", "技术交流", 215000, date(2026, 1, 20), None],
        ["实验室气体分析仪", "北京燕测科技有限公司", "赵婉清", "谈判", 880000, date(2025, 11, 30), "等预算批复"],
        ["泵站液位计", "青岛蓝湾水务有限公司", "王思远", "立项", 154000, date(2026, 2, 28), None],
        ["合计", None, None, None, 1609000],
        [],
        ["备注：1、合同金额为含税价；2、赢单后三日内补录合同。"],
        ["说明：本表仅供内部使用"],
        ["制表人：周婧怡", None, "审核：孙浩然", None, None, "日期：2025-11-18"],
    ])
    wb.add_sheet("Sheet2")
    wb.add_sheet("Sheet3")
    wb.save(str(HERE / "12_signature_notes.xls"))


PLAIN = [
    ["商机编号", "商机名称", "客户名称", "负责人", "阶段", "预计金额", "成功率", "预计签约日期"],
    ["SJ-001", "二期压力变送器采购", "南京江岚能源有限公司", "刘子昂", "报价", "1860000", "60%", "2025-12-20"],
    ["SJ-002", "产线温度改造", "苏州恒测自动化有限公司", "张雨桐", "技术交流", "425000", "40%", "2026-01-15"],
    ["SJ-003", "罐区雷达液位计", "天津海河化工有限公司", "王思远", "谈判", "960000", "80%", "2025-12-12"],
    ["SJ-004", "标准压力源", "北京燕测科技有限公司", "赵婉清", "签约", "186000", "100%", "2025-11-25"],
    ["SJ-005", "锅炉液位计更换", "合肥庐阳热电有限公司", "陈一鸣", "立项", "250000", "20%", "2026-03-10"],
]


@case
def gbk():
    # Chinese text in GBK, as Excel saves CSV on a Chinese Windows
    text("13_gbk.csv", PLAIN, encoding="gbk")


@case
def utf8_nobom():
    # UTF-8 without a mark at the beginning, with a title row
    text("14_utf8_nobom.csv", [["2025年商机导出"], *PLAIN])


@case
def utf16():
    # Excel's "Unicode text": UTF-16 little endian with mark, tabs
    text("15_utf16.tsv", [["\ufeff" + PLAIN[0][0], *PLAIN[0][1:]], *PLAIN[1:]], encoding="utf-16-le", delimiter="\t")


@case
def semicolons():
    # semicolons between the cells, commas inside them
    text("16_semicolons.csv", [
        ["客户名称", "项目名称", "销售", "阶段", "金额", "备注"],
        ["南京江岚能源有限公司", "二期压力变送器采购", "刘子昂", "报价", "1,860,000", "样机已到,待测"],
        ["苏州恒测自动化有限公司", "产线温度改造", "张雨桐", "技术交流", "425,000", "需出图,需报价"],
        ["天津海河化工有限公司", "罐区雷达液位计", "王思远", "谈判", "960,000.00", ""],
        ["北京燕测科技有限公司", "标准压力源", "赵婉清", "签约", "186,000", "合同已寄出"],
    ], delimiter=";")


@case
def quoted_breaks():
    # line breaks, commas and doubled quotes inside quoted cells
    text("17_quoted_breaks.csv", [
        ["商机名称", "客户\n名称", "负责人", "阶段", "金额", "本周进展"],
        ["二期压力变送器采购", "南京江岚能源有限公司", "刘子昂", "报价", "1,860,000", "1. 提交方案\n2. 预约演示"],
        ["产线温度改造", "苏州恒测自动化有限公司", "张雨桐", "技术交流", "425000", "用户说\"下月再议\", 继续跟进"],
        ["罐区雷达液位计", "天津海河化工有限公司", "王思远", "谈判", "960000", "周一: 送样\n\n周四: 复测"],
        ["标准压力源", "北京燕测科技有限公司", "赵婉清", "签约", "186000", "合同已寄出"],
    ], encoding="utf-8-sig")


@case
def heading_forms():
    # headings with line breaks, inner spaces, full-width brackets and units
    xlsx("18_heading_forms.xlsx",
         ("商机", [
             ["序\n号", "项　目", "客户名称\n（全称）", "负 责 人", "目前\n阶段", "预计金额（万元）", "赢率", "预计签约\n日期"],
             [1, "二期压力变送器采购", "南京江岚能源有限公司", "刘子昂", "报价", 186, "60%", date(2025, 12, 20)],
             [2, "产线温度改造", "苏州恒测自动化有限公司", "张雨桐", "技术交流", 42.5, "40%", date(2026, 1, 15)],
             [3, "罐区雷达液位计", "天津海河化工有限公司", "王思远", "谈判", 96, "80%", date(2025, 12, 12)],
             [4, "标准压力源", "北京燕测科技有限公司", "赵婉清", "签约", 18.65, "100%", date(2025, 11, 25)],
         ]),
         ("回款", [
             ["客户\n名称", "回款金额\n（千元）", "回款 日期", "业务员"],
             ["南京江岚能源有限公司", 350, date(2025, 11, 3), "刘子昂"],
             ["天津海河化工有限公司", 86.4, date(2025, 11, 7), "王思远"],
             ["北京燕测科技有限公司", "1,200", date(2025, 11, 12), "赵婉清"],
         ]))


@case
def no_heading_columns():
    # a serial-number column, and two filled columns without a heading
    xlsx("19_no_heading_columns.xlsx", ("Sheet1", [
        ["No.", "项目名称", None, "客户名称", "负责人", "阶段", "金额", None],
        [1, "空压站流量计", "★", "南京江岚能源有限公司", "刘子昂", "报价", 360000, "已复核"],
        [2, "反应釜温度变送器", None, "天津海河化工有限公司", "王思远", "技术交流", 215000, None],
        [3, "实验室气体分析仪", "★", "北京燕测科技有限公司", "赵婉清", "谈判", 880000, "已复核"],
        [4, "泵站液位计", None, "青岛蓝湾水务有限公司", "王思远", "立项", 154000, None],
        [5, "污水流量计", "★", "济南泉润环保工程有限公司", "赵婉清", "报价", 97500, "待复核"],
    ]))


@case
def hidden_sheet():
    # a hidden and a very hidden sheet beside the shown one
    wb = book(
        ("商机", [
            ["客户名称", "项目名称", "负责人", "阶段", "金额"],
            ["南京江岚能源有限公司", "空压站流量计", "刘子昂", "报价", 360000],
            ["天津海河化工有限公司", "反应釜温度变送器", "王思远", "技术交流", 215000],
            ["北京燕测科技有限公司", "实验室气体分析仪", "赵婉清", "谈判", 880000],
        ]),
        ("旧数据", [
            ["客户名称", "项目名称", "负责人", "阶段", "金额"],
            ["青岛蓝湾水务有限公司", "泵站液位计", "王思远", "丢单", 154000],
            ["济南泉润环保工程有限公司", "污水流量计", "赵婉清", "丢单", 97500],
        ]),
        ("参数", [["阶段"], ["立项"], ["技术交流"], ["报价"], ["谈判"], ["签约"]]),
    )
    wb["旧数据"].sheet_state = "hidden"
    wb["参数"].sheet_state = "veryHidden"
    save(wb, "20_hidden_sheet.xlsx")


@case
def hidden_rows():
    # rows hidden by a filter
    wb = book(("Sheet1", [
        ["商机名称", "客户名称", "负责人", "阶段", "金额"],
        ["二期压力变送器采购", "南京江岚能源有限公司", "刘子昂", "报价", 1860000],
        ["产线温度改造", "苏州恒测自动化有限公司", "张雨桐", "丢单", 425000],
        ["罐区雷达液位计", "天津海河化工有限公司", "王思远", "谈判", 960000],
        ["标准压力源", "北京燕测科技有限公司", "赵婉清", "丢单", 186000],
        ["水厂在线仪表", "青岛蓝湾水务有限公司", "王思远", "丢单", 2400000],
        ["锅炉液位计更换", "合肥庐阳热电有限公司", "陈一鸣", "立项", 250000],
    ]))
    sheet = wb["Sheet1"]
    sheet.auto_filter.ref = "A1:E7"
    sheet.auto_filter.add_filter_column(3, ["报价", "谈判", "立项"])
    for r in (3, 5, 6):
        sheet.row_dimensions[r].hidden = True
    save(wb, "21_hidden_rows.xlsx")


@case
def side_right():
    # a small summary to the right, separated by two empty columns
    xlsx("22_side_right.xlsx", ("Sheet1", [
        ["商机跟踪表"],
        ["客户名称", "项目名称", "负责人", "阶段", "金额", None, None, "阶段", "个数"],
        ["南京江岚能源有限公司", "空压站流量计", "刘子昂", "报价", 360000, None, None, "报价", 2],
        ["天津海河化工有限公司", "反应釜温度变送器", "王思远", "技术交流", 215000, None, None, "技术交流", 1],
        ["北京燕测科技有限公司", "实验室气体分析仪", "赵婉清", "谈判", 880000, None, None, "谈判", 1],
        ["青岛蓝湾水务有限公司", "泵站液位计", "王思远", "立项", 154000, None, None, "立项", 1],
        ["济南泉润环保工程有限公司", "污水流量计", "赵婉清", "报价", 97500],
    ]))


@case
def side_below():
    # a small legend table beneath the main table
    xlsx("23_side_below.xlsx", ("Sheet1", [
        ["客户名称", "项目名称", "负责人", "阶段", "预计金额(万元)", "本周进展"],
        ["南京江岚能源有限公司", "二期压力变送器采购", "刘子昂", "报价", 186, "红"],
        ["苏州恒测自动化有限公司", "产线温度改造", "张雨桐", "技术交流", 42.5, "黄"],
        ["杭州钱塘制药有限公司", "洁净车间差压监测", "张雨桐", "谈判", 78, "绿"],
        ["合肥庐阳热电有限公司", "锅炉液位计更换", "陈一鸣", "立项", 25, "绿"],
        ["合计", None, None, None, 331.5],
        [],
        [],
        ["颜色标记", "含义"],
        ["红", "需要领导支持"],
        ["黄", "有风险"],
        ["绿", "正常推进"],
    ]))


@case
def two_kinds():
    # opportunities above, visits below, in one sheet
    xlsx("24_two_kinds.xlsx", ("刘子昂周报", [
        ["一、重点商机"],
        ["客户名称", "商机名称", "负责人", "阶段", "预计金额(万元)", "预计签约日期"],
        ["南京江岚能源有限公司", "二期压力变送器采购", "刘子昂", "报价", 186, date(2025, 12, 20)],
        ["无锡锡澄流体设备有限公司", "电磁流量计年度框架", "刘子昂", "报价", 120, date(2025, 12, 31)],
        ["上海合计量仪有限公司", "校准装置配套", "刘子昂", "谈判", 12.8, date(2025, 12, 15)],
        ["合计", None, None, None, 318.8],
        [],
        ["二、本周拜访"],
        ["姓名", "拜访日期", "客户名称", "拜访目的", "拜访结果", "下一步"],
        ["刘子昂", date(2025, 11, 11), "南京江岚能源有限公司", "方案澄清", "技术部认可方案", "约采购部谈价"],
        ["刘子昂", date(2025, 11, 13), "无锡锡澄流体设备有限公司", "框架价沟通", "希望再降三个点", "申请特价"],
        ["刘子昂", date(2025, 11, 14), "上海合计量仪有限公司", "合同条款", "付款方式已定", "寄送合同"],
    ]))


@case
def many_sheets():
    # one workbook with a roster, accounts, opportunities and a sheet of instructions
    xlsx("25_many_sheets.xlsx",
         ("填报说明", [
             ["填报说明"],
             ["1. 每周五前由各负责人更新本表。"],
             ["2. 金额统一填写含税价。"],
             ["3. 如有疑问请联系销售管理部。"],
         ]),
         ("人员", [
             ["姓名", "工号", "岗位", "团队", "区域", "入职日期"],
             ["刘子昂", 1001, "销售经理", "华东一部", "华东", date(2018, 7, 2)],
             ["张雨桐", 1002, "销售工程师", "华东一部", "华东", date(2021, 3, 15)],
             ["王思远", 1005, "销售经理", "华北部", "华北", date(2016, 11, 1)],
             ["赵婉清", 1008, "销售工程师", "华北部", "华北", date(2023, 6, 19)],
         ]),
         ("客户", [
             ["客户名称", "所属行业", "省市", "负责人"],
             ["南京江岚能源有限公司", "能源", "江苏南京", "刘子昂"],
             ["苏州恒测自动化有限公司", "自动化", "江苏苏州", "张雨桐"],
             ["天津海河化工有限公司", "化工", "天津", "王思远"],
             ["北京燕测科技有限公司", "检测", "北京", "赵婉清"],
             ["青岛蓝湾水务有限公司", "水务", "山东青岛", "王思远"],
         ]),
         ("商机", [
             ["商机名称", "客户名称", "负责人", "产品名称", "阶段", "商机金额", "创建日期"],
             ["二期压力变送器采购", "南京江岚能源有限公司", "刘子昂", "压力变送器", "报价", 1860000, date(2025, 8, 12)],
             ["产线温度改造", "苏州恒测自动化有限公司", "张雨桐", "温度变送器", "技术交流", 425000, date(2025, 9, 3)],
             ["罐区雷达液位计", "天津海河化工有限公司", "王思远", "雷达液位计", "谈判", 960000, date(2025, 6, 20)],
             ["标准压力源", "北京燕测科技有限公司", "赵婉清", "压力校验仪", "签约", 186000, date(2025, 10, 9)],
         ]))


@case
def week_sheets():
    # a sheet per week, all of the same kind
    head = ["项目名称", "客户名称", "负责人", "阶段", "预计金额(万元)", "本周进展"]
    xlsx("26_week_sheets.xlsx",
         ("第45周", [
             ["第45周商机进展"],
             head,
             ["二期压力变送器采购", "南京江岚能源有限公司", "刘子昂", "技术交流", 180, "完成选型"],
             ["产线温度改造", "苏州恒测自动化有限公司", "张雨桐", "立项", 42.5, "首次拜访"],
             ["罐区雷达液位计", "天津海河化工有限公司", "王思远", "报价", 96, "报价已发"],
         ]),
         ("第46周", [
             ["第46周商机进展"],
             head,
             ["二期压力变送器采购", "南京江岚能源有限公司", "刘子昂", "报价", 186, "提交报价"],
             ["产线温度改造", "苏州恒测自动化有限公司", "张雨桐", "技术交流", 42.5, "安排演示"],
             ["罐区雷达液位计", "天津海河化工有限公司", "王思远", "谈判", 92, "降价一轮"],
             ["标准压力源", "北京燕测科技有限公司", "赵婉清", "立项", 18.6, "新增项目"],
         ]))


@case
def months_wide():
    # a column per month, a total column and a total row; the year only in the title
    wb = book(("目标", [
        ["2025年销售目标"],
        ["姓名", "指标", *[f"{m}月" for m in range(1, 13)], "合计"],
        ["刘子昂", "签约额", 200000, 150000, 300000, 300000, 300000, 350000, 300000, 300000, 350000, 300000, 350000, 400000, 3600000],
        ["张雨桐", "签约额", 100000, 80000, 120000, 150000, 150000, 200000, 150000, 150000, 200000, 150000, 200000, 250000, 1900000],
        ["陈一鸣", "签约额", None, None, None, 50000, 50000, 80000, 80000, 80000, 100000, "-", 100000, 120000, 660000],
        ["合计", None, 300000, 230000, 420000, 500000, 500000, 630000, 530000, 530000, 650000, 450000, 650000, 770000, 6160000],
    ]))
    wb["目标"].merge_cells("A1:O1")
    save(wb, "27_months_wide.xlsx")


@case
def quarters_wide():
    # Q1 to Q4 as columns; the year only in the sheet name
    xlsx("28_quarters_wide.xlsx", ("2026年目标", [
        ["姓名", "指标", "Q1", "Q2", "Q3", "Q4", "全年"],
        ["刘子昂", "签约额", 800000, 900000, 900000, 1200000, 3800000],
        ["刘子昂", "拜访次数", 60, 60, 60, 60, 240],
        ["王思远", "签约额", 700000, 850000, 900000, 1050000, 3500000],
        ["王思远", "拜访次数", 50, 55, None, 55, 160],
    ]))


@case
def year_over_quarters():
    # two heading rows: the year merged over its quarters
    wb = book(("Sheet1", [
        ["负责人", "指标", "2026年", None, None, None, "合计"],
        [None, None, "一季度", "二季度", "三季度", "四季度", None],
        ["刘子昂", "回款额", 650000, 800000, 850000, 1000000, 3300000],
        ["张雨桐", "回款额", 400000, 420000, 480000, 600000, 1900000],
        ["陈一鸣", "回款额", 150000, 180000, 200000, 240000, 770000],
    ]))
    for area in ["A1:A2", "B1:B2", "C1:F1", "G1:G2"]:
        wb["Sheet1"].merge_cells(area)
    save(wb, "29_year_over_quarters.xlsx")


@case
def persons_wide():
    # targets with a column per person
    xlsx("30_persons_wide.xlsx", ("目标分解", [
        ["华东大区目标分解表"],
        ["周期", "指标", "刘子昂", "张雨桐", "陈一鸣", "合计"],
        ["2026年1月", "签约额", 300000, 150000, 80000, 530000],
        ["2026年2月", "签约额", 200000, 100000, None, 300000],
        ["2026年3月", "签约额", 350000, 180000, 100000, 630000],
        ["2026年1月", "拜访次数", 20, 18, 15, 53],
        ["2026年2月", "拜访次数", 12, 12, 10, 34],
    ]))


@case
def months_no_year():
    # months as columns and no year anywhere: the report date's year
    text("31_months_no_year.csv", [
        ["姓名", "指标", "10月", "11月", "12月"],
        ["王思远", "签约额", "400000", "450000", "600000"],
        ["赵婉清", "签约额", "200000", "220000", "300000"],
        ["赵婉清", "新客户数", "2", "", "3"],
    ])


def dated(values, start=1):
    names = ["二期压力变送器采购", "产线温度改造", "罐区雷达液位计", "标准压力源", "锅炉液位计更换"]
    stages = ["报价", "技术交流", "谈判", "签约", "立项"]
    owners = ["刘子昂", "张雨桐", "王思远", "赵婉清", "陈一鸣"]
    return [
        [f"SJ-{i:03}", names[i % 5], owners[i % 5], stages[i % 5], value]
        for i, value in enumerate(values, start)
    ]


@case
def dates():
    # one column with dates in every style
    xlsx("32_dates.xlsx", ("Sheet1", [
        ["商机编号", "商机名称", "负责人", "阶段", "预计签约日期"],
        *dated([
            date(2025, 12, 20), datetime(2025, 12, 22, 9, 30), "2025-12-20", "2025/12/21", "2025.12.22",
            "2025年12月23日", 20251224, "2025-12-25 14:30", "２０２５－１２－２６", "21-Sep-26",
            "Sep 21, 2026", "2025-12-20（周六）", "25-12-27", "二〇二五年十二月二十八日", "12/29",
            "1月15日", "下周三", "12月中旬", "一季度", "年底",
        ]),
    ]))


@case
def dates_csv():
    # dates as text: without leading zeros, without year, relative days
    text("33_dates.csv", [
        ["商机编号", "商机名称", "负责人", "阶段", "预计签单"],
        *dated([
            "2026/1/5", "2025年12月8日", "20251209", "2025.12.10", "12.25", "12-26", "3月10日", "6/30",
            "今天", "明天", "后天", "昨天", "前天", "周五", "本周日", "这周四", "上周三", "下周一",
        ]),
    ], encoding="gbk")


@case
def dates_vague():
    # planned days said vaguely: month ends, thirds of a month, quarters
    text("34_dates_vague.csv", [
        ["商机编号", "商机名称", "负责人", "阶段", "预计成交日期"],
        *dated([
            "11月底", "11月末", "12月中", "12月初", "12月上旬", "12月下旬", "2025年12月", "2025-12", "12月", "2025年Q4",
            "2025Q4", "四季度", "月底", "本月底", "下月底", "下月中", "年末", "2月底", "二季度",
        ]),
    ])


@case
def epoch1904():
    # a workbook that counts its days from 1904
    wb = openpyxl.Workbook()
    wb.epoch = CALENDAR_MAC_1904
    wb.properties.creator = "Coxswain"
    wb.properties.created = FIXED
    wb.active.title = "订单"
    fill(wb.active, [
        ["订单编号", "客户名称", "业务员", "下单日期", "产品", "数量", "金额", "发货日期"],
        ["DD-251101", "南京江岚能源有限公司", "刘子昂", date(2025, 11, 3), "压力变送器", 40, 86000, date(2025, 11, 17)],
        ["DD-251102", "无锡锡澄流体设备有限公司", "刘子昂", date(2025, 11, 4), "电磁流量计", 6, 58800, date(2025, 11, 21)],
        ["DD-251103", "苏州恒测自动化有限公司", "张雨桐", date(2025, 11, 5), "温度变送器", 25, 17000, None],
        ["DD-241288", "天津海河化工有限公司", "王思远", date(2024, 12, 31), "调节阀", 3, 46800, date(2025, 1, 1)],
        ["DD-240229", "青岛蓝湾水务有限公司", "王思远", date(2024, 2, 29), "超声波液位计", 8, 34400, date(2024, 3, 8)],
    ])
    save(wb, "35_epoch1904.xlsx")


@case
def serials():
    # day numbers where dates should stand, as numbers and as text
    xlsx("36_serials.xlsx", ("Sheet1", [
        ["商机名称", "负责人", "阶段", "预计签约日期", "创建日期"],
        ["二期压力变送器采购", "刘子昂", "报价", "46011", date(2025, 8, 12)],
        ["产线温度改造", "张雨桐", "技术交流", 46030, 45950],
        ["罐区雷达液位计", "王思远", "谈判", "45980", "45658"],
        ["标准压力源", "赵婉清", "签约", date(2025, 11, 25), "2025-10-09"],
        ["锅炉液位计更换", "陈一鸣", "立项", 46022, None],
    ]))


@case
def day_month():
    # day/month in one column, month/day in the other: a single cell decides each
    text("37_day_month.csv", [
        ["商机名称", "负责人", "阶段", "预计签约日期", "创建日期"],
        ["二期压力变送器采购", "刘子昂", "报价", "03/12/2025", "10/09/2025"],
        ["产线温度改造", "张雨桐", "技术交流", "25/12/2025", "08/05/2025"],
        ["罐区雷达液位计", "王思远", "谈判", "04/02/2026", "11/14/2025"],
        ["标准压力源", "赵婉清", "签约", "2025-11-28", "9/3/2025"],
    ])


@case
def day_month_open():
    # nothing in the column tells day from month
    text("38_day_month_open.csv", [
        ["商机名称", "负责人", "阶段", "金额", "预计签约日期"],
        ["二期压力变送器采购", "刘子昂", "报价", "1860000", "03/04/2025"],
        ["产线温度改造", "张雨桐", "技术交流", "425000", "05/06/2026"],
        ["罐区雷达液位计", "王思远", "谈判", "960000", "2025-12-12"],
        ["标准压力源", "赵婉清", "签约", "186000", "01/02/2026"],
    ])


@case
def amounts():
    # amounts in every style, heading without a unit
    xlsx("39_amounts.xlsx", ("Sheet1", [
        ["商机编号", "商机名称", "负责人", "阶段", "金额"],
        *dated([
            1860000, "1,860,000", "¥860,000.00", "￥1，200，000", "80w", "80W", "80万", "80万元", "1.2亿", "3千",
            "5k", "3800元", "3800元整", "约80w", "八十万", "一百二十万", "伍拾万元整", "50万左右", "(300)", -300,
        ]),
    ]))


@case
def amounts_wan():
    # amounts under a heading in 万元: a unit in the cell wins
    xlsx("40_amounts_wan.xlsx", ("Sheet1", [
        ["商机编号", "商机名称", "负责人", "阶段", "预计金额（万元）"],
        *dated([186, "80", "80w", "3800元", "1.2亿", "RMB 120", "约 50", "95.5", "近100", "≈60", "1,200", "大概30上下", "0.85"]),
    ]))


@case
def amounts_refused():
    # amounts that must not be guessed: wrong commas, ranges, letters, words
    text("41_amounts_refused.csv", [
        ["商机编号", "商机名称", "负责人", "阶段", "金额"],
        *dated(["3,800,00", "80-100万", "12,O00", "面议", "50～60万", "12,000", "1,2000", "38,000.50"]),
    ])


@case
def rates_fractions():
    # win rates as fractions, as number and text
    xlsx("42_rates_fractions.xlsx", ("Sheet1", [
        ["商机编号", "商机名称", "负责人", "阶段", "赢率"],
        *dated([0.8, 0.5, "0.25", 1, "80%", 0.655, 0]),
    ]))


@case
def rates_percents():
    # win rates as bare percents, words, and what is no rate
    text("43_rates_percents.csv", [
        ["商机编号", "商机名称", "负责人", "阶段", "把握"],
        *dated(["80", "1", "50", "60%", "五成", "八成半", "一半", "百分之八十", "５０％", "12.5%", "高", "120%", "-10%"]),
    ])


@case
def percent_format():
    # win rates as numbers formatted as percent
    wb = book(("Sheet1", [
        ["商机编号", "商机名称", "负责人", "阶段", "成功率"],
        *dated([0.8, 0.5, 1, 0.125, 0.3]),
    ]))
    for r in range(2, 7):
        wb["Sheet1"].cell(r, 5).number_format = "0.0%" if r == 5 else "0%"
    save(wb, "44_percent_format.xlsx")


@case
def unknown_marks():
    # marks for "not known" in every column
    xlsx("45_unknown_marks.xlsx", ("Sheet1", [
        ["项目名称", "客户名称", "负责人", "阶段", "金额", "把握", "预计签约日期", "备注"],
        ["二期压力变送器采购", "南京江岚能源有限公司", "刘子昂", "报价", "待定", "60%", "TBD", "无"],
        ["产线温度改造", "苏州恒测自动化有限公司", "-", "技术交流", "—", "--", "/", "暂无"],
        ["罐区雷达液位计", "天津海河化工有限公司", "未定", "谈判", 960000, "?", "暂无", "-"],
        ["标准压力源", "N/A", "赵婉清", "签约", 186000, "NA", date(2025, 11, 25), "待定"],
        ["无", "合肥庐阳热电有限公司", "陈一鸣", "立项", "null", "？", "未定", None],
    ]))


@case
def impossible_day():
    # days that do not exist, a wrong weekday, a vague day where a true day is due
    xlsx("46_impossible_day.xlsx", ("Sheet1", [
        ["商机名称", "负责人", "阶段", "金额", "预计签约日期", "创建日期"],
        ["二期压力变送器采购", "刘子昂", "报价", 1860000, "2025-11-31", "2025-08-12"],
        ["产线温度改造", "张雨桐", "技术交流", 425000, "2026-01-15", "11月初"],
        ["罐区雷达液位计", "王思远", "谈判", 960000, "2025-12-20（周五）", "2025-06-20"],
        ["标准压力源", "赵婉清", "签约", 186000, "尽快", "2025-02-29"],
        ["锅炉液位计更换", "陈一鸣", "立项", 250000, "2026年2月30日", "2025年9月"],
        ["泵站液位计", "王思远", "立项", 154000, "2025-12-19（周五）", "2025/13/01"],
    ]))


@case
def blank_required():
    # needed cells that are blank
    xlsx("47_blank_required.xlsx", ("订单", [
        ["订单编号", "客户名称", "业务员", "下单日期", "产品名称", "数量", "单价", "金额"],
        ["DD-251101", "南京江岚能源有限公司", "刘子昂", date(2025, 11, 3), "压力变送器", 40, 2150, 86000],
        [None, "无锡锡澄流体设备有限公司", "刘子昂", date(2025, 11, 4), "电磁流量计", 6, 9800, 58800],
        ["DD-251103", "苏州恒测自动化有限公司", "张雨桐", None, "温度变送器", 25, 680, 17000],
        ["DD-251104", "杭州钱塘制药有限公司", "张雨桐", date(2025, 11, 6), "差压变送器", 12, 3200, None],
        ["DD-251105", "天津海河化工有限公司", "王思远", date(2025, 11, 7), "调节阀", 3, None, None],
        ["DD-251106", None, "赵婉清", date(2025, 11, 10), "气体分析仪", None, None, 128000],
    ]))


@case
def text_numbers():
    # numbers as text, full-width digits and brackets, texts marked by an apostrophe
    wb = book(("订单", [
        ["订单编号", "客户名称", "业务员", "下单日期", "产品名称", "数量", "单价", "金额", "备注"],
        ["000123", "南京江岚能源有限公司", "刘子昂", "2025-11-05", "压力变送器", "12", "1,250.5", "15006", "'25年老客户"],
        ["000124", "江苏华测（集团）有限公司", "刘子昂", "２０２５－１１－０６", "电磁流量计", "６", "９８００", "５８８００", "含运费"],
        ["000125", " 苏州恒测自动化有限公司 ", "张雨桐　", "2025/11/07", "温度变送器", " 25", "680.00", "17,000.00", None],
        ["000126", "天津海河化工有限公司", "王思远", "2025年11月10日", "调节阀", "3台", "１５，６００", "¥46,800", None],
    ]))
    for row in wb["订单"].iter_rows(min_row=2, max_row=4):
        for c in (0, 5, 6, 7):
            row[c].quotePrefix = True
    save(wb, "48_text_numbers.xlsx")


@case
def formulas():
    # formulas with stored results, also in the total row
    wb = xlsxwriter.Workbook(str(HERE / "49_formulas.xlsx"))
    wb.set_properties({"author": "Coxswain", "created": FIXED})
    day = wb.add_format({"num_format": "yyyy-mm-dd"})
    sheet = wb.add_worksheet("订单")
    sheet.write_row(0, 0, ["序号", "订单编号", "客户名称", "下单日期", "产品名称", "数量", "单价", "金额"])
    rows = [
        ("DD-251101", "南京江岚能源有限公司", date(2025, 11, 3), "压力变送器", 40, 2150, 86000),
        ("DD-251102", "无锡锡澄流体设备有限公司", date(2025, 11, 4), "电磁流量计", 6, 9800.5, 58803),
        ("DD-251103", "苏州恒测自动化有限公司", date(2025, 11, 5), "温度变送器", 25, 680, 17000),
        ("DD-251104", "天津海河化工有限公司", date(2025, 11, 7), "调节阀", 3, 15600, 46800),
    ]
    for r, (number, account, when, product, quantity, price, amount) in enumerate(rows, 1):
        sheet.write_formula(r, 0, "=ROW()-1", None, r)
        sheet.write_string(r, 1, number)
        sheet.write_string(r, 2, account)
        if r == 1:
            sheet.write_datetime(r, 3, datetime(2025, 11, 3), day)
        else:
            sheet.write_formula(r, 3, f"=D2+{(when - date(2025, 11, 3)).days}", day, (when - date(1899, 12, 30)).days)
        sheet.write_formula(r, 4, f'=IF(F{r + 1}>0,"{product}","")', None, product)
        sheet.write_number(r, 5, quantity)
        sheet.write_number(r, 6, price)
        sheet.write_formula(r, 7, f"=F{r + 1}*G{r + 1}", None, amount)
    sheet.write_string(5, 0, "合计")
    sheet.write_formula(5, 5, "=SUM(F2:F5)", None, 74)
    sheet.write_formula(5, 7, "=SUM(H2:H5)", None, 208603)
    wb.close()


@case
def errors():
    # error values of formulas in money, rate and date columns
    xlsx("50_errors.xlsx", ("Sheet1", [
        ["商机名称", "客户名称", "负责人", "阶段", "金额", "赢率", "预计签约日期"],
        ["二期压力变送器采购", "南京江岚能源有限公司", "刘子昂", "报价", 1860000, "60%", date(2025, 12, 20)],
        ["产线温度改造", "苏州恒测自动化有限公司", "张雨桐", "技术交流", "#N/A", "40%", date(2026, 1, 15)],
        ["罐区雷达液位计", "天津海河化工有限公司", "王思远", "谈判", 960000, "#DIV/0!", date(2025, 12, 12)],
        ["标准压力源", "北京燕测科技有限公司", "赵婉清", "签约", "#N/A", "100%", "#VALUE!"],
        ["锅炉液位计更换", "合肥庐阳热电有限公司", "陈一鸣", "立项", 250000, "20%", date(2026, 3, 10)],
    ]))


@case
def english():
    # an English pipeline with Title Case headings and dollar amounts
    xlsx("51_english.xlsx", ("Pipeline", [
        ["North China Sales Pipeline"],
        ["No.", "Opportunity Name", "Account Name", "Owner", "Stage", "Amount", "Probability", "Expected Close Date", "Product", "Notes"],
        [1, "Pressure Loop Upgrade", "Haihe Process Co., Ltd.", "Simon Wang", "Proposal", "$125,000.00", "60%", "Dec 15, 2025", "Pressure Transmitter", "Demo done"],
        [2, "Flow Metering Phase 2", "Bluebay Water Co., Ltd.", "Simon Wang", "Negotiation", "$88,500", "80%", "21-Nov-25", "Magnetic Flowmeter", None],
        [3, "Boiler Level Retrofit", "Luyang Thermal Power", "Grace Zhao", "Qualification", "$42,300.50", "20%", date(2026, 3, 10), "Level Transmitter", "Site visit due"],
        [4, "Gas Analyzer Trial", "Yance Technology", "Grace Zhao", "Closed Won", 19800, "100%", "2025-11-12", "Gas Analyzer", None],
        ["Grand Total", None, None, None, None, 275600.5],
    ]))


@case
def currencies():
    # dollars and euros in one column
    text("52_currencies.csv", [
        ["Opportunity", "Account", "Owner", "Stage", "Amount", "Expected Close"],
        ["Pressure Loop Upgrade", "Haihe Process Co., Ltd.", "Simon Wang", "Proposal", "$125,000", "2025-12-15"],
        ["Flow Metering Phase 2", "Bluebay Water Co., Ltd.", "Simon Wang", "Negotiation", "€88,500", "2025-11-21"],
        ["Boiler Level Retrofit", "Luyang Thermal Power", "Grace Zhao", "Qualification", "42300", "2026-03-10"],
        ["Gas Analyzer Trial", "Yance Technology", "Grace Zhao", "Closed Won", "$19,800", "2025-11-12"],
    ])


@case
def empty_formatted():
    # many formatted but empty rows and columns behind the table
    wb = book(("Sheet1", [
        ["客户名称", "项目名称", "负责人", "阶段", "金额"],
        ["南京江岚能源有限公司", "空压站流量计", "刘子昂", "报价", 360000],
        ["天津海河化工有限公司", "反应釜温度变送器", "王思远", "技术交流", 215000],
        ["北京燕测科技有限公司", "实验室气体分析仪", "赵婉清", "谈判", 880000],
        ["青岛蓝湾水务有限公司", "泵站液位计", "王思远", "立项", 154000],
    ]))
    thin = Side(style="thin")
    for r in range(1, 61):
        for c in range(1, 10):
            cell = wb["Sheet1"].cell(r, c)
            cell.border = Border(thin, thin, thin, thin)
            if r == 1:
                cell.font = Font(bold=True)
            if r > 5 and c < 6:
                cell.fill = PatternFill("solid", fgColor="FFF2CC")
    wb["Sheet1"].cell(58, 2, "  ")
    save(wb, "53_empty_formatted.xlsx")


@case
def offset():
    # the table begins in C4
    wb = book(("Sheet1", []))
    fill(wb["Sheet1"], [
        ["华东商机明细"],
        [],
        ["客户名称", "项目名称", "负责人", "阶段", "金额", "预计签约日期"],
        ["南京江岚能源有限公司", "二期压力变送器采购", "刘子昂", "报价", 1860000, date(2025, 12, 20)],
        ["苏州恒测自动化有限公司", "产线温度改造", "张雨桐", "技术交流", 425000, date(2026, 1, 15)],
        ["杭州钱塘制药有限公司", "洁净车间差压监测", "张雨桐", "谈判", 780000, date(2025, 11, 28)],
        ["合计", None, None, None, 3065000],
    ], top=2, left=3)
    save(wb, "54_offset.xlsx")


@case
def headings_only():
    # a template: headings and no data
    xlsx("55_headings_only.xlsx", ("商机", [
        ["商机填报模板"],
        ["商机名称", "客户名称", "负责人", "阶段", "金额", "预计签约日期", "备注"],
    ]))


@case
def like_headings():
    # the first data row is all text and partly made of heading words
    xlsx("56_like_headings.xlsx", ("Sheet1", [
        ["项目名称", "客户名称", "负责人", "阶段", "产品", "备注"],
        ["年度备件", "无锡项目工程有限公司", "刘子昂", "立项", "产品", "项目"],
        ["产线温度改造", "苏州恒测自动化有限公司", "张雨桐", "技术交流", "温度变送器", "需出图"],
        ["罐区雷达液位计", "天津海河化工有限公司", "王思远", "谈判", "雷达液位计", None],
        ["标准压力源", "北京燕测科技有限公司", "赵婉清", "签约", "压力校验仪", "合同已寄出"],
    ]))


@case
def duplicate_note():
    # the heading 备注 twice; the second column is the fuller one
    xlsx("57_duplicate_note.xlsx", ("Sheet1", [
        ["项目名称", "客户名称", "备注", "负责人", "阶段", "金额", "备注"],
        ["空压站流量计", "南京江岚能源有限公司", None, "刘子昂", "报价", 360000, "竞品两家"],
        ["反应釜温度变送器", "天津海河化工有限公司", "老客户", "王思远", "技术交流", 215000, "需出图"],
        ["实验室气体分析仪", "北京燕测科技有限公司", None, "赵婉清", "谈判", 880000, "等预算批复"],
        ["泵站液位计", "青岛蓝湾水务有限公司", None, "王思远", "立项", 154000, None],
        ["污水流量计", "济南泉润环保工程有限公司", None, "赵婉清", "报价", 97500, "报价已发"],
    ]))


@case
def weekly_reports():
    # weekly reports as a table with long texts
    xlsx("58_weekly_reports.xlsx", ("周报", [
        ["销售周报汇总"],
        ["姓名", "周期", "本周完成", "下周计划", "问题", "需要支持"],
        ["刘子昂", "2025年第46周", "1. 江岚二期提交报价\n2. 锡澄框架价沟通", "约江岚采购部谈价", "锡澄要求再降三个点", "申请特价"],
        ["张雨桐", "2025年第46周", "钱塘制药合同评审", "签订合同", "无", None],
        ["王思远", "2025年第46周", "海河化工降价一轮", "跟进海河化工定标", "竞品报价低", "请技术部出对比报告"],
        ["赵婉清", "2025年第46周", "燕测合同寄出；新增线索两条", "拜访冀衡炼化", None, None],
    ]))


@case
def orders_unit_price():
    # orders with quantity and unit prices of four decimals, amounts partly blank
    xlsx("59_orders_unit_price.xlsx", ("订单明细", [
        ["订单编号", "行号", "客户名称", "业务员", "下单日期", "产品名称", "数量", "单价", "金额", "发货日期", "区域"],
        ["DD-251110", 1, "无锡锡澄流体设备有限公司", "刘子昂", date(2025, 11, 10), "密封垫片", 1200, 3.4567, 4148.04, date(2025, 11, 14), "华东"],
        ["DD-251110", 2, "无锡锡澄流体设备有限公司", "刘子昂", date(2025, 11, 10), "接线端子", 350, 12.8, 4480, date(2025, 11, 14), "华东"],
        ["DD-251111", 1, "天津海河化工有限公司", "王思远", date(2025, 11, 11), "温度变送器", 75, 1286.125, 96459.38, None, "华北"],
        ["DD-251112", 1, "北京燕测科技有限公司", "赵婉清", date(2025, 11, 12), "毛细管", 18.5, 46.0375, None, date(2025, 11, 18), "华北"],
        ["DD-251113", 1, "杭州钱塘制药有限公司", "张雨桐", date(2025, 11, 13), "差压变送器", 12, 3200, None, None, "华东"],
    ]))


@case
def receipts():
    # receipts in the old format, one paid back, with a total
    wb = xlwt.Workbook(encoding="utf-8")
    xls_fill(wb.add_sheet("回款"), [
        ["2025年11月回款明细"],
        ["序号", "客户名称", "回款日期", "回款金额", "负责人", "发票号", "备注"],
        [1, "南京江岚能源有限公司", date(2025, 11, 3), 350000, "刘子昂", "FP-25110301", "进度款"],
        [2, "苏州恒测自动化有限公司", date(2025, 11, 5), 42500.5, "张雨桐", "FP-25110502", None],
        [3, "天津海河化工有限公司", date(2025, 11, 7), 86400, "王思远", "FP-25110703", "承兑汇票"],
        [4, "天津海河化工有限公司", date(2025, 11, 10), -6400, "王思远", "FP-25110703", "多付退回"],
        [5, "北京燕测科技有限公司", date(2025, 11, 12), 120000, "赵婉清", "FP-25111204", None],
        ["合计", None, None, 592500.5],
    ])
    wb.save(str(HERE / "60_receipts.xls"))


@case
def activities():
    # visits with results, next steps and planned next days
    xlsx("61_activities.xlsx", ("拜访记录", [
        ["姓名", "拜访日期", "客户名称", "联系人", "拜访方式", "拜访目的", "拜访结果", "下一步", "下次拜访日期"],
        ["刘子昂", date(2025, 11, 11), "南京江岚能源有限公司", "周工", "上门", "方案澄清", "技术部认可方案", "约采购部谈价", date(2025, 11, 20)],
        ["刘子昂", "11月13日", "无锡锡澄流体设备有限公司", "钱经理", "电话", "框架价沟通", "希望再降三个点", "申请特价", "下周二"],
        ["张雨桐", date(2025, 11, 12), "杭州钱塘制药有限公司", "沈主任", "上门", "合同评审", "法务已过", "签订合同", "11月底"],
        ["王思远", "昨天", "天津海河化工有限公司", "马科长", "线上会议", "商务谈判", "降价一轮", None, None],
        ["赵婉清", "2025-11-14", "北京燕测科技有限公司", "唐老师", "上门", "送合同", "已签收", "跟进回款", "12月中旬"],
    ]))


@case
def trainings():
    # trainings with days, costs and scores, units behind the numbers
    text("62_trainings.csv", [
        ["销售培训记录"],
        ["姓名", "课程名称", "培训日期", "培训方式", "讲师", "培训地点", "天数", "费用", "成绩"],
        ["刘子昂", "大客户谈判", "2025-10-15", "面授", "孙浩然", "南京", "2天", "1,800", "95分"],
        ["张雨桐", "压力变送器选型", "2025-10-22", "线上", "吴启明", "线上", "0.5", "0", "88"],
        ["王思远", "大客户谈判", "2025-10-15", "面授", "孙浩然", "南京", "2", "1800元", "91.5"],
        ["赵婉清", "流量仪表应用", "2025-11-06", "面授", "吴启明", "天津", "1", "600.00", "90"],
    ], encoding="gb18030")


if __name__ == "__main__":
    for one in CASES:
        one()
    print(f"{len(CASES)} sheets written")
