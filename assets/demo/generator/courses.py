"""What can be learned, and what was held: courses, trainings with their results, classes to come."""

import random
from datetime import date

from . import names
from .days import TODAY
from .people import manager_of, reps_on

RNG = random.Random(20251120)

# ---------------------------------------------------------------- courses

# Name, English name, topic, form, hours, yuan a head, test (full, pass), months, certificate, metric and
# days by which it is measured, skills with the level it brings, what is in it.
COURSES = [
    ("雷达液位计选型", "Choosing radar level gauges", "product", "classroom", 7, 300, (100, 70), None, "",
     "", None, "产品知识:3", "量程、天线和工况的选择，常见错选案例"),
    ("智能压力变送器新品", "New smart pressure transmitters", "product", "online", 3.5, 0, (100, 70), None,
     "", "", None, "产品知识:3", "新系列的参数、替换关系和卖点"),
    ("产品年度更新", "Products of the year", "product", "classroom", 7, 500, (100, 70), 12, "", "", None,
     "产品知识:3", "全线产品的变化、停产替换和交期"),
    ("新员工产品强化班", "Products for newcomers", "product", "online", 12, 400, (100, 80), None, "", "",
     None, "产品知识:2", "流量、压力、物位三类仪表的原理、选型和演示"),
    ("新人入职培训", "Induction", "product", "classroom", 21, 800, (100, 70), None, "", "", None,
     "产品知识:1|沟通表达:2|安全合规:2", "公司、产品、流程和安全"),
    ("行业应用：水务与环保", "Industries: water and environment", "industry", "online", 3.5, 0,
     (100, 70), None, "", "", None, "行业应用:2", "水厂、泵站和环保监测的工艺与痛点"),
    ("行业应用：制药与化工", "Industries: pharmaceuticals and chemicals", "industry", "classroom", 3.5,
     380, (100, 70), 24, "", "", None, "行业应用:3", "验证要求、反应与回收工段的测点"),
    ("需求挖掘：提问提纲", "Finding needs: an outline of questions", "selling", "drill", 7, 0,
     (100, 70), None, "", "", None, "需求挖掘:3", "现状、问题、影响、期望四类问题的练习"),
    ("需求探询与预算确认", "Needs and budget", "selling", "classroom", 3.5, 450, (100, 70), 24, "",
     "new_opportunities", 90, "需求挖掘:3", "问到业务后果，确认预算来源和审批路径"),
    ("异议处理演练", "Objections: drill", "selling", "drill", 7, 200, (100, 70), 12, "", "win_rate", 90,
     "异议处理:3", "价格、竞品、交期三类异议，两人一组轮流演练"),
    ("方案设计：技改项目", "Proposals for refits", "selling", "classroom", 7, 600, (100, 70), None, "",
     "", None, "方案设计:3", "点位表、方案结构和评审要点"),
    ("价值量化：投资回报测算", "Quantifying value: return on investment", "selling", "classroom", 14, 2600,
     (100, 70), None, "", "win_rate", 90, "价值量化:3|方案设计:3", "停机、能耗、人工、质量四类收益的测算"),
    ("价值量化工作坊", "Workshop on value", "selling", "role_play", 4, 900, (100, 70), None, "",
     "win_rate", 90, "价值量化:3", "用自己的商机当场测算，互评后写进报价首页"),
    ("价值量化方法讲解", "Value, one to one", "selling", "on_the_job", 1.5, 0, None, None, "", "", None,
     "价值量化:2", "用一单在手商机讲测算表的填法"),
    ("商务谈判", "Negotiation", "selling", "classroom", 14, 2400, (100, 70), None, "", "", None,
     "商务谈判:4", "底线、让步顺序和条件交换"),
    ("大客户谈判演练", "Negotiating with key accounts", "selling", "role_play", 6.5, 1200, (100, 70), 24,
     "", "win_rate", 90, "商务谈判:4|异议处理:3", "付款、质保、价格三方案谈判，外聘讲师点评"),
    ("市场与竞品分析", "Market and rivals", "market", "case", 3.5, 0, None, None, "", "", None,
     "市场分析:3", "区域需求、份额估计和竞品动向"),
    ("CRM与漏斗报表", "CRM and funnel reports", "tools", "online", 2, 0, (100, 60), 12, "", "", None,
     "CRM与数据分析:3", "字段要求、漏斗报表和透视表"),
    ("安全生产与防爆基础", "Safety and hazardous areas", "safety", "online", 4, 120, (100, 80), 12, "", "",
     None, "安全合规:3", "进厂要求、防爆分区和应急"),
    ("防爆电气作业复训", "Hazardous areas, refresher", "safety", "classroom", 8, 680, (100, 80), 36,
     "防爆电气作业证", "", None, "安全合规:3", "复训和考核，通过后换证"),
    ("辅导与带教：GROW面谈", "Coaching: the GROW talk", "leading", "role_play", 7, 1500, None, None, "", "",
     None, "辅导与带教:4", "目标、现状、选择、行动的面谈和记录"),
]
OLD = ("雷达液位计选型", "行业应用：水务与环保")  # no longer taught
# What a course is to raise: skills, and steps of visits.
RAISES = {
    "需求挖掘：提问提纲": ("需求挖掘", "needs"),
    "需求探询与预算确认": ("需求挖掘", "needs"),
    "异议处理演练": ("异议处理", "objections"),
    "价值量化：投资回报测算": ("价值量化", "value"),
    "价值量化方法讲解": ("价值量化", "value"),
    "方案设计：技改项目": ("方案设计", "solution"),
    "行业应用：制药与化工": ("行业应用", None),
    "CRM与漏斗报表": ("CRM与数据分析", None),
    "安全生产与防爆基础": ("安全合规", None),
}

# ---------------------------------------------------------------- trainings

TRAINING_HEADINGS = ["姓名", "课程", "培训日期", "形式", "讲师", "地点", "天数", "学时", "费用(元)", "前测", "成绩",
                     "补测日期", "补测成绩", "结果", "出勤", "反馈评分", "反馈意见"]
DRILLED = ("王志强", "赵文博", "李思涵", "陈佳怡", "吴俊杰", "刘子昂", "黄启航", "谢婉婷", "冯雅雯", "叶诗琪", "孟凡宇",
           "于海涛")
TRAININGS = [  # course, day, form, trainer, place, days, cost a head, who
    ("雷达液位计选型", date(2024, 7, 12), "集中授课", "产品部", "上海", 1, 300, "all"),
    ("行业应用：水务与环保", date(2024, 9, 20), "线上", "产品部", "线上", 0.5, 0, "all"),
    ("商务谈判", date(2024, 12, 19), "集中授课", "外聘讲师", "杭州", 2, 2400, "senior"),
    ("CRM与漏斗报表", date(2025, 2, 20), "线上", "信息部", "线上", 0.25, 0, "all"),
    ("产品年度更新", date(2025, 3, 12), "集中授课", "产品部", "苏州", 1, 500, "all"),
    ("新人入职培训", date(2025, 3, 17), "集中授课", "人力资源部", "上海", 3, 800, ("叶诗琪", "郝敏")),
    ("辅导与带教：GROW面谈", date(2025, 4, 11), "角色扮演", "外聘讲师", "上海", 1, 1500,
     ("张雨桐", "王志强", "赵文博", "梁嘉豪", "邓启明", "韩建国", "杜文静", "林晓峰", "何志远", "宋雅琴")),
    ("需求挖掘：提问提纲", date(2025, 4, 18), "演练", "宋雅琴", "北京", 1, 0, "华北区"),
    ("安全生产与防爆基础", date(2025, 4, 23), "线上", "安全部", "线上", 0.5, 120, "all"),
    ("新人入职培训", date(2025, 5, 26), "集中授课", "人力资源部", "上海", 3, 800, ("石浩然",)),
    ("异议处理演练", date(2025, 6, 13), "演练", "何志远", "广州", 1, 0, "华南区"),
    ("需求探询与预算确认", date(2025, 6, 18), "集中授课", "林晓峰", "杭州", 0.5, 450, "华东区"),
    ("价值量化：投资回报测算", date(2025, 6, 27), "集中授课", "外聘讲师", "苏州", 2, 2600,
     ("张雨桐", "王志强", "李思涵", "陈佳怡", "赵文博")),
    ("市场与竞品分析", date(2025, 7, 16), "案例研讨", "市场部", "上海", 0.5, 0, "senior"),
    ("行业应用：制药与化工", date(2025, 8, 20), "集中授课", "产品部", "上海", 0.5, 380,
     ("张雨桐", "王志强", "李思涵", "刘子昂", "陈佳怡", "赵文博", "黄启航", "吴俊杰", "姜雨晴", "侯晓东")),
    ("新人入职培训", date(2025, 9, 8), "集中授课", "人力资源部", "上海", 3, 800, ("周若彤", "孙梦洁")),
    ("异议处理演练", date(2025, 9, 12), "演练", "张雨桐", "苏州", 1, 200, DRILLED),
    ("智能压力变送器新品", date(2025, 9, 19), "线上", "产品部", "线上", 0.5, 0, "all"),
    ("方案设计：技改项目", date(2025, 10, 24), "集中授课", "产品部", "上海", 1, 600, "plain"),
    ("价值量化方法讲解", date(2025, 11, 5), "一对一", "林晓峰", "南京", 0.25, 0, ("刘子昂",)),
]
# What came of the drill of September: tests before and after, and what people thought of it.
DRILL = {
    "王志强": (66, 82, 5), "赵文博": (62, 80, 4), "李思涵": (58, 84, 5), "陈佳怡": (64, 86, 5),
    "吴俊杰": (60, 78, 4), "刘子昂": (44, 66, 4), "黄启航": (48, 70, 4), "谢婉婷": (56, 74, 4),
    "冯雅雯": None, "叶诗琪": (52, 80, 5), "孟凡宇": (62, 76, 5), "于海涛": (54, 72, 4),
}
TESTED = {"异议处理演练", "需求探询与预算确认", "价值量化：投资回报测算", "需求挖掘：提问提纲"}  # before and after
LIKED = {"想要更多本行业的真实对话": 3, "案例贴近客户": 4, "练得多，讲得少": 5, "时间紧，最后一段赶": 3, "工具表拿来就能用": 5,
         None: 4}


def internal():
    """Managers and the director, who are in no list of those who sell."""
    return set(names.MANAGERS)


def taught():
    """The rows of the sheet, and who took part in what: person, course, day, whether they passed."""
    rows, took = [], []
    hours = {row[0]: row[4] for row in COURSES}
    for course, day, form, trainer, place, days, cost, who in TRAININGS:
        for name, post, kind, region in people(day):
            wanted = {"all": kind == "内部", "senior": post == names.SENIOR,
                      "plain": post == names.PLAIN and kind == "内部"}
            wanted = name in who if isinstance(who, tuple) else wanted.get(who, who == region)
            if not wanted or (name in internal() and not isinstance(who, tuple)):
                continue
            head = [name, course, day, form, trainer, place, days, hours[course]]
            drilled = DRILL.get(name) if who is DRILLED else ()
            if drilled is None or (who == "all" and RNG.random() < 0.08):
                why = "请假" if drilled is None else "缺席"
                rows.append(head[:6] + [0, 0] + [None] * 5 + ["未完成", why, None, None])
                continue
            before, score = scores(course, post)
            liked = RNG.choice(list(LIKED)) if RNG.random() < 0.5 else None
            points = min(5, max(3, LIKED[liked] + RNG.choice((-1, 0, 0, 0, 1))))
            if drilled:
                before, score, points = drilled
            again = (None, None)
            if score is not None and score < 70 and who is not DRILLED:
                again = (min(TODAY, day.replace(day=28)), min(85, score + RNG.randrange(8, 20)))
                if again[0] <= day:
                    again = (None, None)
            ended = result(score, again[1])
            rows.append(head + [cost, before, score, *again, ended, "全勤", points, liked])
            took.append((name, course, day, ended in ("通过", "完成")))
    return rows, took


def people(day):
    """Everybody who may be taught on a day: name, post, kind, region."""
    every = [(rep.name, rep.post, rep.kind, region) for region, rep in reps_on(day)]
    known = {row[0] for row in every}
    every += [(name, "经理", "内部", region) for region in ("华东区", "华南区", "华北区")
              for name in [manager_of(region, day)] if name not in known]
    return every


def scores(course, post):
    """Tests before and after, of courses that have them."""
    test = next(row[6] for row in COURSES if row[0] == course)
    if test is None:
        return None, None
    usually = {names.SENIOR: 88, names.PLAIN: 82}.get(post, 76)
    score = min(98, max(55, round(RNG.gauss(usually, 6))))
    before = max(20, score - RNG.randrange(10, 29)) if course in TESTED else None
    return before, score


def result(score, again):
    if score is None:
        return "完成"
    if score >= 70:
        return "通过"
    if again is not None:
        return "通过" if again >= 70 else "未通过"
    return "补考"
