"""What people have learned: ratings of skills, certificates, trainings.

What a training of 2025 was to raise is higher in the second round than in the first, for most who passed.
They draw from a source of their own: adding to them changes no other file.
"""

import random
from datetime import date

from . import names
from .courses import RAISES, TRAINING_HEADINGS
from .days import TODAY
from .people import manager_of, reps_on

RNG = random.Random(20251116)

SKILLS = ["产品知识", "行业应用", "需求挖掘", "方案设计", "价值量化", "商务谈判", "异议处理", "计划管理", "客户开发", "沟通表达",
          "客户关系", "客户服务", "市场分析", "CRM与数据分析", "安全合规"]
TEACHING, PLANNING = "辅导与带教", "计划与分解"
FIRST_ROUND, SECOND_ROUND = date(2024, 12, 20), date(2025, 10, 15)
AFTER_CLASS = date(2025, 11, 14)  # when those of the class of October are rated again
SKILL_HEADINGS = ["姓名", "技能", "等级", "评定日期", "评定人", "依据类型", "依据"]
USUAL = {  # levels of 0 to 4 that people of a post have, in the order of the skills
    names.SENIOR: (4, 4, 3, 4, 3, 4, 3, 3, 3, 3, 4, 3, 3, 3, 4),
    names.PLAIN: (3, 3, 3, 2, 2, 2, 2, 2, 3, 3, 2, 2, 2, 2, 3),
    names.JUNIOR: (2, 1, 1, 1, 0, 1, 1, 2, 1, 2, 1, 2, 1, 2, 2),
}
KNOWN = {  # levels of the second round that the deals of these people tell of
    "张雨桐": (4, 4, 4, 4, 4, 4, 3, 3, 4, 4, 4, 3, 3, 3, 4),
    "王志强": (4, 4, 3, 3, 2, 3, 3, 3, 3, 3, 4, 3, 2, 3, 4),
    "李思涵": (4, 3, 3, 2, 2, 3, 3, 3, 3, 4, 2, 3, 3, 3, 3),
    "刘子昂": (3, 3, 3, 3, 1, 1, 2, 2, 3, 3, 2, 2, 2, 2, 3),
    "陈佳怡": (3, 4, 4, 3, 4, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3),
    "赵文博": (4, 3, 3, 4, 3, 4, 4, 3, 3, 4, 4, 4, 3, 2, 4),
    "黄启航": (3, 3, 3, 2, 1, 2, 3, 1, 3, 2, 2, 3, 1, 2, 3),
    "周若彤": (2, 1, 2, 1, 1, 1, 1, 3, 2, 2, 1, 2, 1, 3, 3),
    "吴俊杰": (3, 2, 3, 2, 1, 2, 2, 2, 2, 3, 2, 3, 2, 1, 3),
    "孙梦洁": (1, 1, 2, 1, 0, 1, 1, 2, 2, 2, 1, 2, 1, 2, 2),
}
TEACHERS = {"张雨桐": 3, "王志强": 3, "赵文博": 3, "梁嘉豪": 3, "邓启明": 3, "韩建国": 3, "杜文静": 2}
MANAGED = {  # what the director says of the managers: teaching, planning, negotiation, market, relations
    "林晓峰": (4, 4, 4, 3, 4), "何志远": (4, 3, 4, 4, 4), "宋雅琴": (3, 3, 4, 3, 4),
}
MANAGED_SKILLS = (TEACHING, PLANNING, "商务谈判", "市场分析", "客户关系")
TEST, SEEN, DEAL = "测试", "观察", "商机"
EVIDENCE = {  # what shows a level: what kind of evidence it is, and the words
    "产品知识": [(TEST, "产品考试 92 分"), (DEAL, "独立完成两次选型"), (SEEN, "能讲清三个系列的差别")],
    "行业应用": [(DEAL, "讲过同行业案例"), (SEEN, "知道工艺段的难点"), (SEEN, "写了行业应用说明")],
    "需求挖掘": [(SEEN, "陪访两次，提问有提纲"), (SEEN, "纪要里有决策链"), (SEEN, "能问到业务后果")],
    "方案设计": [(TEST, "方案评审一次通过"), (SEEN, "点位表需要同事复核"), (DEAL, "独立做了技改方案")],
    "价值量化": [(DEAL, "投资回报测算已被客户采用"), (SEEN, "报价前没有测算"), (SEEN, "测算缺客户数据")],
    "商务谈判": [(DEAL, "主谈了三次合同"), (DEAL, "付款条件守住了"), (SEEN, "让价早于换条件")],
    "异议处理": [(TEST, "演练通过"), (SEEN, "价格异议答得泛"), (SEEN, "用案例回应竞品")],
    "计划管理": [(SEEN, "周报按时，计划落到客户"), (SEEN, "计划常改期"), (SEEN, "商机信息当日更新")],
    "客户开发": [(DEAL, "今年新开三家客户"), (SEEN, "约访要经理协助"), (SEEN, "名单跟进有记录")],
    "沟通表达": [(SEEN, "技术交流主讲一次"), (SEEN, "汇报先说结论"), (SEEN, "讲解照着资料")],
    "客户关系": [(SEEN, "决策链四个角色都见过"), (SEEN, "高层靠经理引见"), (DEAL, "老客户续约")],
    "客户服务": [(SEEN, "投诉当周闭环"), (SEEN, "回访记录齐全"), (SEEN, "问题转出后要人催")],
    "市场分析": [(SEEN, "交了区域市场报告"), (SEEN, "竞品信息按月更新"), (SEEN, "只有零散信息")],
    "CRM与数据分析": [(TEST, "漏斗报表测试 85 分"), (SEEN, "字段齐全，当日录入"), (SEEN, "报表要同事做")],
    "安全合规": [(TEST, "防爆基础测试通过"), (SEEN, "进厂证件齐全"), (SEEN, "现场作业按规程")],
    TEACHING: [(SEEN, "带教记录完整"), (SEEN, "面谈有约定和跟进")],
    PLANNING: [(SEEN, "目标分到人和周"), (SEEN, "每周纠偏有记录")],
}

CERTIFICATE_HEADINGS = ["姓名", "证书名称", "证书编号", "发证日期", "有效期至", "发证机构", "吊销日期", "吊销原因"]
FIELD, HEIGHT, METER, PROJECT = "防爆电气作业证", "高处作业证", "计量检定员证", "项目管理证书"
ISSUER = {FIELD: "防爆电气培训中心（示例）", HEIGHT: "安全生产培训中心（示例）",
          METER: "计量技术学会（示例）", PROJECT: "项目管理协会（示例）"}
YEARS = {FIELD: 3, HEIGHT: 3, METER: 5, PROJECT: 3}
MARKS = {FIELD: "FB", HEIGHT: "GC", METER: "JL", PROJECT: "XM"}
CERTIFICATES = {  # who holds what, and until when
    "张雨桐": [(FIELD, date(2027, 6, 10)), (METER, date(2028, 4, 20)), (PROJECT, date(2026, 2, 14))],
    "王志强": [(FIELD, date(2025, 12, 1)), (METER, date(2026, 9, 15))],
    "李思涵": [(FIELD, date(2026, 10, 12)), (METER, date(2026, 1, 9))],
    "刘子昂": [(FIELD, date(2027, 3, 15)), (HEIGHT, date(2026, 5, 20))],
    "陈佳怡": [(FIELD, date(2026, 8, 25)), (PROJECT, date(2027, 10, 11))],
    "赵文博": [(FIELD, date(2027, 1, 18)), (HEIGHT, date(2026, 1, 15)),
             (METER, date(2029, 3, 10))],
    "黄启航": [(FIELD, date(2026, 7, 7))],
    "吴俊杰": [(FIELD, date(2025, 12, 20)), (HEIGHT, date(2027, 4, 12))],
    "周若彤": [(FIELD, date(2028, 9, 24))],
    "梁嘉豪": [(FIELD, date(2026, 11, 30)), (METER, date(2027, 5, 5)), (HEIGHT, date(2025, 9, 20))],
    "邓启明": [(FIELD, date(2027, 2, 14))],
    "谢婉婷": [(FIELD, date(2026, 3, 22))],
    "冯雅雯": [(FIELD, date(2027, 5, 16))],
    "韦国栋": [(FIELD, date(2027, 11, 8)), (HEIGHT, date(2027, 11, 9))],
    "叶诗琪": [(FIELD, date(2028, 5, 15))],
    "韩建国": [(FIELD, date(2026, 6, 3)), (HEIGHT, date(2026, 2, 11)),
             (METER, date(2026, 12, 1))],
    "杜文静": [(FIELD, date(2026, 9, 9))],
    "孟凡宇": [(FIELD, date(2025, 9, 30))],
    "侯晓东": [(FIELD, date(2026, 12, 16)), (HEIGHT, date(2027, 8, 4))],
    "姜雨晴": [(FIELD, date(2027, 7, 21))],
    "于海涛": [(FIELD, date(2026, 4, 18)), (HEIGHT, date(2026, 5, 17))],
    "石浩然": [(FIELD, date(2028, 6, 5))],
    "宋雅琴": [(METER, date(2026, 8, 8))],
}
REVOKED = {("于海涛", HEIGHT): (date(2025, 8, 11), "年度复审未参加，发证机构注销")}


def skills(took):
    """The ratings of both rounds, and of those who were taught after the second."""
    learned = {}
    for name, course, day, passed in took:
        if course in RAISES and FIRST_ROUND < day <= SECOND_ROUND and passed:
            learned.setdefault(name, set()).add(RAISES[course][0])
    rows = []
    for day in (FIRST_ROUND, SECOND_ROUND):
        for region, rep in reps_on(day):
            now = KNOWN.get(rep.name) or usual(rep)
            for skill, level in zip(SKILLS, now):
                if day == FIRST_ROUND:
                    level = earlier(level, skill in learned.get(rep.name, ()))
                rows.append([rep.name, skill, level, day, manager_of(region, day),
                             *evidence(skill, level, day)])
            if rep.name in TEACHERS:
                level = TEACHERS[rep.name] - (day == FIRST_ROUND)
                rows.append([rep.name, TEACHING, level, day, manager_of(region, day),
                             *evidence(TEACHING, level, day)])
        for manager, levels in MANAGED.items():
            if manager == "宋雅琴" and day == FIRST_ROUND:
                continue  # still sold then
            for skill, level in zip(MANAGED_SKILLS, levels):
                level -= day == FIRST_ROUND and skill == TEACHING
                rows.append([manager, skill, level, day, "顾明远", *evidence(skill, level, day)])
    rated = {(row[0], row[1]): row[2] for row in rows}
    for name, course, day, passed in took:
        if course == "方案设计：技改项目" and day > SECOND_ROUND and passed and RNG.random() < 0.6:
            skill = RAISES[course][0]
            region = names.REGION_OF[name]
            rows.append([name, skill, min(3, rated[name, skill] + 1), AFTER_CLASS,
                         manager_of(region, AFTER_CLASS), TEST, "课后方案评审通过"])
    return rows


def earlier(level, learned):
    """The level a year before: lower where a training has raised it since, as in nine of ten."""
    lower = max(min(level, 1), level - 1)
    return lower if RNG.random() < (0.9 if learned else 0.25) else level


def evidence(skill, level, day):
    """What shows a level; of the second round it is written down more often."""
    kinds = EVIDENCE[skill]
    if skill == "价值量化":  # the skill that everyone looks at: the words tell the level
        return kinds[0 if level >= 3 else 1 if level <= 1 else 2]
    if RNG.random() < (0.35 if day == FIRST_ROUND else 0.8):
        return RNG.choice(kinds)
    return None, None


USUAL_OF = {}  # drawn once, so that both rounds speak of the same person


def usual(rep):
    if rep.name not in USUAL_OF:
        moved = (level + RNG.choice((-1, 0, 0, 0, 0, 1)) for level in USUAL[rep.post])
        USUAL_OF[rep.name] = tuple(min(4, max(0, level)) for level in moved)
    return USUAL_OF[rep.name]


def certificates():
    rows = []
    for serial, (name, held) in enumerate(CERTIFICATES.items(), 1):
        for certificate, until in held:
            issued = until.replace(year=until.year - YEARS[certificate])
            mark = MARKS[certificate]
            rows.append([name, certificate, f"{mark}{issued.year}-{serial:04d}", issued, until,
                         ISSUER[certificate], *REVOKED.get((name, certificate), (None, None))])
    return rows


def make_learning(taken, took):
    """The lists by the names of their files: headings, rows, sheet, widths."""
    ratings, held = skills(took), certificates()
    assert all(row[3] <= TODAY and 0 <= row[2] <= 4 for row in ratings)
    assert len({tuple(row[:2]) + (row[3],) for row in ratings}) == len(ratings)
    assert len({row[2] for row in held}) == len(held)
    assert len({tuple(row[:3]) for row in taken}) == len(taken)
    print("ratings", len(ratings), "certificates", len(held), "results of training", len(taken))
    return {
        "技能评定": (SKILL_HEADINGS, ratings, "技能评定", (10, 14, 8, 12, 10, 10, 30)),
        "证书": (CERTIFICATE_HEADINGS, held, "证书", (10, 16, 14, 12, 12, 28, 12, 28)),
        "培训记录": (TRAINING_HEADINGS, taken, "培训记录",
                 (10, 26, 12, 10, 12, 8, 8, 8, 10, 8, 8, 12, 10, 8, 8, 10, 26)),
    }
