"""What people have learned: ratings of skills, certificates, trainings.

They draw from a source of their own: adding to them changes no other file.
"""

import random
from datetime import date

from . import names
from .days import TODAY
from .people import manager_of, reps_on

RNG = random.Random(20251116)

SKILLS = ["产品知识", "行业应用", "需求挖掘", "方案设计", "价值量化", "商务谈判", "异议处理",
          "计划管理"]
FIRST_ROUND, SECOND_ROUND = date(2024, 12, 20), date(2025, 10, 15)
SKILL_HEADINGS = ["姓名", "技能", "等级", "评定日期", "评定人", "依据"]
USUAL = {  # levels of 0 to 4 that people of a post have, in the order of the skills
    names.SENIOR: (4, 4, 3, 3, 3, 3, 3, 3),
    names.PLAIN: (3, 3, 3, 2, 2, 2, 2, 2),
    names.JUNIOR: (2, 1, 1, 1, 0, 1, 1, 2),
}
KNOWN = {  # levels of the second round that the deals of these people tell of
    "张雨桐": (4, 4, 4, 4, 4, 4, 3, 3),
    "王志强": (4, 4, 3, 3, 2, 3, 2, 3),
    "李思涵": (4, 3, 3, 2, 2, 3, 2, 3),
    "刘子昂": (3, 3, 3, 3, 1, 1, 2, 2),
    "陈佳怡": (3, 4, 4, 3, 4, 3, 3, 3),
    "赵文博": (4, 3, 3, 4, 3, 4, 3, 3),
    "黄启航": (3, 3, 2, 2, 1, 2, 2, 1),
    "周若彤": (2, 1, 2, 1, 1, 1, 1, 3),
    "吴俊杰": (3, 2, 2, 2, 1, 2, 1, 2),
    "孙梦洁": (1, 1, 2, 1, 0, 1, 1, 2),
}
EVIDENCE = {
    "产品知识": ["产品考试 92 分", "独立完成两次选型", "能讲清三个系列的差别"],
    "行业应用": ["讲过同行业案例", "知道工艺段的难点", "写了行业应用说明"],
    "需求挖掘": ["陪访两次，提问有提纲", "纪要里有决策链", "能问到业务后果"],
    "方案设计": ["方案评审一次通过", "点位表需要同事复核", "独立做了技改方案"],
    "价值量化": ["投资回报测算已被客户采用", "报价前没有测算", "测算缺客户数据"],
    "商务谈判": ["主谈了三次合同", "付款条件守住了", "让价早于换条件"],
    "异议处理": ["演练通过", "价格异议答得泛", "用案例回应竞品"],
    "计划管理": ["周报按时，计划落到客户", "计划常改期", "商机信息当日更新"],
}

CERTIFICATE_HEADINGS = ["姓名", "证书名称", "证书编号", "发证日期", "有效期至", "发证机构"]
FIELD, HEIGHT, METER = "防爆电气作业证", "高处作业证", "计量检定员证"
ISSUER = {FIELD: "防爆电气培训中心（示例）", HEIGHT: "安全生产培训中心（示例）",
          METER: "计量技术学会（示例）"}
YEARS = {FIELD: 3, HEIGHT: 3, METER: 5}
CERTIFICATES = {  # who holds what, and until when
    "张雨桐": [(FIELD, date(2027, 6, 10)), (METER, date(2028, 4, 20))],
    "王志强": [(FIELD, date(2025, 12, 1)), (METER, date(2026, 9, 15))],
    "李思涵": [(FIELD, date(2026, 10, 12))],
    "刘子昂": [(FIELD, date(2027, 3, 15)), (HEIGHT, date(2026, 5, 20))],
    "陈佳怡": [(FIELD, date(2026, 8, 25))],
    "赵文博": [(FIELD, date(2027, 1, 18)), (HEIGHT, date(2026, 1, 15)),
             (METER, date(2029, 3, 10))],
    "黄启航": [(FIELD, date(2026, 7, 7))],
    "吴俊杰": [(FIELD, date(2025, 12, 20)), (HEIGHT, date(2027, 4, 12))],
    "梁嘉豪": [(FIELD, date(2026, 11, 30)), (METER, date(2027, 5, 5))],
    "邓启明": [(FIELD, date(2027, 2, 14))],
    "谢婉婷": [(FIELD, date(2026, 3, 22))],
    "冯雅雯": [(FIELD, date(2027, 5, 16))],
    "韦国栋": [(FIELD, date(2027, 11, 8)), (HEIGHT, date(2027, 11, 9))],
    "韩建国": [(FIELD, date(2026, 6, 3)), (HEIGHT, date(2026, 2, 11)),
             (METER, date(2026, 12, 1))],
    "杜文静": [(FIELD, date(2026, 9, 9))],
    "孟凡宇": [(FIELD, date(2025, 9, 30))],
    "侯晓东": [(FIELD, date(2026, 12, 16)), (HEIGHT, date(2027, 8, 4))],
    "姜雨晴": [(FIELD, date(2027, 7, 21))],
    "于海涛": [(FIELD, date(2026, 4, 18))],
    "石浩然": [(FIELD, date(2028, 6, 5))],
    "宋雅琴": [(METER, date(2026, 8, 8))],
}

TRAINING_HEADINGS = ["姓名", "课程", "培训日期", "形式", "讲师", "地点", "天数", "费用(元)",
                     "成绩", "结果", "出勤"]
COURSES = [  # course, day, form, trainer, place, days, cost a head, who
    ("雷达液位计选型", date(2024, 7, 12), "集中授课", "产品部", "上海", 1, 300, "all"),
    ("行业应用：水务与环保", date(2024, 9, 20), "线上", "产品部", "线上", 0.5, 0, "all"),
    ("商务谈判", date(2024, 12, 19), "集中授课", "外聘讲师", "杭州", 2, 2400, "senior"),
    ("新人入职培训", date(2025, 3, 17), "集中授课", "人力资源部", "上海", 3, 800,
     ("叶诗琪", "郝敏")),
    ("需求挖掘：提问提纲", date(2025, 4, 18), "演练", "宋雅琴", "北京", 1, 0, "华北区"),
    ("新人入职培训", date(2025, 5, 26), "集中授课", "人力资源部", "上海", 3, 800, ("石浩然",)),
    ("异议处理演练", date(2025, 6, 13), "演练", "何志远", "广州", 1, 0, "华南区"),
    ("价值量化：投资回报测算", date(2025, 6, 27), "集中授课", "外聘讲师", "苏州", 2, 2600,
     ("张雨桐", "王志强", "李思涵", "陈佳怡", "赵文博")),
    ("新人入职培训", date(2025, 9, 8), "集中授课", "人力资源部", "上海", 3, 800,
     ("周若彤", "孙梦洁")),
    ("智能压力变送器新品", date(2025, 9, 19), "线上", "产品部", "线上", 0.5, 0, "all"),
    ("方案设计：技改项目", date(2025, 10, 24), "集中授课", "产品部", "上海", 1, 600, "plain"),
]


def skills():
    rows = []
    for day in (FIRST_ROUND, SECOND_ROUND):
        for region, rep in reps_on(day):
            now = KNOWN.get(rep.name) or usual(rep)
            for place, (skill, level) in enumerate(zip(SKILLS, now)):
                if day == FIRST_ROUND and RNG.random() < 0.35:
                    level = max(0, level - 1)
                # The evidence of the skill that everyone looks at tells the level.
                why = RNG.choice(EVIDENCE[skill]) if RNG.random() < 0.4 else None
                if place == 4:
                    why = EVIDENCE[skill][0 if level >= 3 else 1 if level <= 1 else 2]
                rows.append([rep.name, skill, level, day, manager_of(region, day), why])
    return rows


USUAL_OF = {}  # drawn once, so that both rounds speak of the same person


def usual(rep):
    if rep.name not in USUAL_OF:
        moved = (level + RNG.choice((-1, 0, 0, 0, 1)) for level in USUAL[rep.post])
        USUAL_OF[rep.name] = tuple(min(4, max(0, level)) for level in moved)
    return USUAL_OF[rep.name]


def certificates():
    rows = []
    for serial, (name, held) in enumerate(CERTIFICATES.items(), 1):
        for certificate, until in held:
            issued = until.replace(year=until.year - YEARS[certificate])
            mark = {FIELD: "FB", HEIGHT: "GC", METER: "JL"}[certificate]
            rows.append([name, certificate, f"{mark}{issued.year}-{serial:04d}", issued, until,
                         ISSUER[certificate]])
    return rows


def trainings():
    rows = []
    for course, day, form, trainer, place, days, cost, who in COURSES:
        for region, rep in reps_on(day):
            wanted = {"all": True, "senior": rep.post == names.SENIOR,
                      "plain": rep.post == names.PLAIN and rep.kind == "内部"}
            wanted = rep.name in who if isinstance(who, tuple) else wanted.get(who, who == region)
            if not wanted or (who == "all" and rep.kind == "外部"):
                continue
            if who == "all" and RNG.random() < 0.08:
                rows.append([rep.name, course, day, form, trainer, place, days, None, None, "未参加",
                             "缺席"])
                continue
            usually = {names.SENIOR: 88, names.PLAIN: 82, names.JUNIOR: 76}[rep.post]
            score = min(98, max(55, round(RNG.gauss(usually, 6))))
            rows.append([rep.name, course, day, form, trainer, place, days, cost or None, score,
                         "通过" if score >= 70 else "补考", "全勤"])
    return rows


def make_learning():
    """The lists by the names of their files: headings, rows, sheet, widths."""
    ratings, held, taught = skills(), certificates(), trainings()
    assert all(row[3] <= TODAY and 0 <= row[2] <= 4 for row in ratings)
    assert len({tuple(row[:2]) + (row[3],) for row in ratings}) == len(ratings)
    assert len({row[2] for row in held}) == len(held)
    assert len({tuple(row[:3]) for row in taught}) == len(taught)
    return {
        "技能评定": (SKILL_HEADINGS, ratings, "技能评定", (10, 12, 8, 12, 10, 30)),
        "证书": (CERTIFICATE_HEADINGS, held, "证书", (10, 16, 14, 12, 12, 28)),
        "培训记录": (TRAINING_HEADINGS, taught, "培训记录", (10, 26, 12, 10, 12, 8, 8, 10, 8, 8, 8)),
    }
