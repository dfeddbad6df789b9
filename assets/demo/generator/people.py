"""The rosters: who worked here in the spring of 2024, and who does now."""

from datetime import date

from . import names
from .days import TODAY

OPENING = date(2024, 5, 31)  # the day of the first roster
HEADINGS = [
    "姓名", "工号", "岗位", "职级", "团队", "区域", "直接经理", "入职日期", "到岗日期", "离职日期",
    "所在城市", "人员类型", "学历", "专业", "从业时间",
]
# The former manager of 华北区 left; the present one sold there before.
FORMER = ("贺立群", "HC0055", "华北区经理", date(2012, 10, 8), "北京")
LAST_DAY = {"贺立群": date(2025, 3, 31), "潘俊熙": date(2025, 4, 30)}
PROMOTED = {  # first day in the present post, post before, level before
    "宋雅琴": (date(2025, 4, 1), names.SENIOR, "S4"),
    "韦国栋": (date(2025, 1, 1), names.JUNIOR, "A2"),
}
# The first day in the present post of those who had another one before the first roster.
SINCE = {
    "林晓峰": date(2019, 1, 1), "何志远": date(2018, 7, 1), "贺立群": date(2019, 7, 1),
    "顾明远": date(2016, 1, 1), "张雨桐": date(2019, 1, 1), "王志强": date(2020, 1, 1),
    "赵文博": date(2020, 7, 1), "梁嘉豪": date(2018, 1, 1), "邓启明": date(2021, 1, 1),
    "韩建国": date(2017, 1, 1), "杜文静": date(2021, 7, 1), "刘子昂": date(2022, 4, 1),
}
LEVELS = {  # 职级: assistants A, engineers S, managers M
    "顾明远": "M3", "林晓峰": "M2", "何志远": "M2", "宋雅琴": "M1", "贺立群": "M2",
    "张雨桐": "S4", "王志强": "S4", "赵文博": "S3", "李思涵": "S2", "刘子昂": "S2", "陈佳怡": "S2",
    "黄启航": "S1", "吴俊杰": "S2", "周若彤": "A1", "孙梦洁": "A1",
    "梁嘉豪": "S4", "邓启明": "S3", "谢婉婷": "S2", "冯雅雯": "S2", "潘俊熙": "S1", "韦国栋": "S1",
    "叶诗琪": "A2", "韩建国": "S4", "杜文静": "S3", "孟凡宇": "S2", "侯晓东": "S2", "姜雨晴": "S2",
    "于海涛": "S1", "郝敏": "A2", "石浩然": "S1",
}  # external agents have none
SCHOOLING = {  # 学历, 专业, when they began in the trade
    "顾明远": ("硕士", "工商管理", date(2003, 7, 1)),
    "林晓峰": ("本科", "测控技术与仪器", date(2008, 7, 1)),
    "何志远": ("本科", "自动化", date(2006, 7, 1)),
    "宋雅琴": ("本科", "电气工程及其自动化", date(2010, 7, 1)),
    "贺立群": ("本科", "热能与动力工程", date(2005, 7, 1)),
    "张雨桐": ("本科", "测控技术与仪器", date(2012, 7, 1)),
    "王志强": ("本科", "自动化", date(2013, 7, 1)),
    "李思涵": ("硕士", "分析化学", date(2018, 7, 1)),
    "刘子昂": ("本科", "电气工程及其自动化", date(2019, 7, 1)),
    "陈佳怡": ("本科", "生物医学工程", date(2019, 7, 1)),
    "赵文博": ("本科", "过程装备与控制工程", date(2013, 7, 1)),
    "黄启航": ("大专", "生产过程自动化技术", date(2020, 7, 1)),
    "周若彤": ("本科", "测控技术与仪器", date(2025, 7, 21)),
    "吴俊杰": ("大专", "机电一体化技术", date(2018, 7, 1)),
    "孙梦洁": ("本科", "市场营销", date(2025, 8, 25)),
    "梁嘉豪": ("本科", "自动化", date(2011, 7, 1)),
    "邓启明": ("本科", "电子信息工程", date(2014, 7, 1)),
    "谢婉婷": ("本科", "环境工程", date(2017, 7, 1)),
    "冯雅雯": ("本科", "化学工程与工艺", date(2018, 7, 1)),
    "潘俊熙": ("大专", "电气自动化技术", date(2019, 7, 1)),
    "蔡文轩": ("大专", "机电一体化技术", date(2016, 7, 1)),
    "韦国栋": ("本科", "给排水科学与工程", date(2022, 7, 1)),
    "叶诗琪": ("本科", "测控技术与仪器", date(2024, 7, 1)),
    "韩建国": ("大专", "工业仪表", date(2008, 7, 1)),
    "杜文静": ("本科", "自动化", date(2014, 7, 1)),
    "孟凡宇": ("本科", "冶金工程", date(2017, 7, 1)),
    "侯晓东": ("本科", "热能与动力工程", date(2017, 7, 1)),
    "姜雨晴": ("本科", "化学工程与工艺", date(2018, 7, 1)),
    "于海涛": ("大专", "船舶电气", date(2018, 7, 1)),
    "白若冰": ("大专", "电气自动化技术", date(2019, 7, 1)),
    "郝敏": ("本科", "材料成型及控制工程", date(2024, 7, 1)),
    "石浩然": ("本科", "测控技术与仪器", date(2021, 7, 1)),
}


def manager_of(region, day):
    """Who led a region on a day."""
    if region == "华北区" and day <= LAST_DAY[FORMER[0]]:
        return FORMER[0]
    return next(manager for name, manager, _ in names.TEAMS if name == region)


def at_work(name, joined, day):
    return joined <= day <= LAST_DAY.get(name, day)


def reps_on(day):
    """The reps who sold on a day, with their region."""
    return [
        (region, rep)
        for region, _, reps in names.TEAMS
        for rep in reps
        if rep.joined <= day and not (rep.left and rep.left <= day)
    ]


def roster(day):
    """The rows of a roster: who works here on the day, and on the last day also who has left."""
    rows = []

    def add(name, number, post, team, region, manager, joined, city, kind="内部"):
        left = LAST_DAY.get(name)
        left = left if left and left <= day else None
        if joined > day:
            return
        since, level = SINCE.get(name, joined), LEVELS.get(name)
        if name in PROMOTED:
            if PROMOTED[name][0] > day:
                _, post, level = PROMOTED[name]
            else:
                since = PROMOTED[name][0]
        education, major, trade = SCHOOLING[name]
        rows.append([name, number, post, level, team, region, manager, joined, since, left, city,
                     kind, education, major, trade])

    number, post, joined, city = names.MANAGERS["顾明远"]
    add("顾明远", number, post, "销售中心", None, None, joined, city)
    for region, present, reps in names.TEAMS:
        manager = manager_of(region, day)
        if region == "华北区":
            name, number, post, joined, city = FORMER
            add(name, number, post, region, region, "顾明远", joined, city)
        if manager == present:
            number, post, joined, city = names.MANAGERS[manager]
            add(manager, number, post, region, region, "顾明远", joined, city)
        for rep in reps:
            if rep.name != manager:
                add(rep.name, rep.number, rep.post, region, region, manager, rep.joined, rep.city,
                    rep.kind)
    return rows


def check_rosters():
    """Thirty people work here now; who they are is what the sample is about."""
    now = [row for row in roster(TODAY) if row[9] is None]
    assert len(now) == 30 and len({row[1] for row in roster(TODAY)}) == 32
    assert sum(row[11] == "外部" for row in now) == 2
    assert sum(row[7] > date(2024, 11, 18) for row in now) == 5
    assert [sum(row[5] == region for row in now) for region, _, _ in names.TEAMS] == [11, 8, 10]
    then = roster(OPENING)
    assert len(then) == 27 and all(row[9] is None for row in then)
    assert {row[6] for row in then if row[5] == "华北区"} == {"顾明远", "贺立群"}
