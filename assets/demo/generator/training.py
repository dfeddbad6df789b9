"""What is typed by hand of training: what posts ask for, classes, plans, careers, news to read."""

import random
from datetime import date

from . import names
from .courses import COURSES, DRILLED, OLD
from .days import TODAY
from .learning import FIELD, HEIGHT, METER, PLANNING, PROJECT, SECOND_ROUND, TEACHING
from .people import reps_on

RNG = random.Random(20251121)

SINCE = date(2025, 1, 1)
MANAGERS = ("华东区经理", "华南区经理", "华北区经理")
# What posts ask for beyond their duty sheets: level by skill, and how much it matters where not 3.
ASKED = {
    names.SENIOR: {"客户开发": 3, "需求挖掘": 3, "异议处理": 3, "沟通表达": 3, "计划管理": 3, "客户关系": 3, "客户服务": 3,
                   "市场分析": 3, "CRM与数据分析": 3, "安全合规": 4, TEACHING: 3},
    names.PLAIN: {"客户开发": 3, "需求挖掘": 3, "方案设计": 3, "价值量化": 3, "异议处理": 3, "计划管理": 3, "客户关系": 2,
                  "客户服务": 2, "市场分析": 2, "CRM与数据分析": 2, "安全合规": 3},
    names.JUNIOR: {"行业应用": 1, "客户开发": 2, "需求挖掘": 2, "方案设计": 1, "价值量化": 2, "商务谈判": 1, "异议处理": 1,
                   "计划管理": 1, "客户关系": 1, "客户服务": 2, "市场分析": 1, "CRM与数据分析": 2, "安全合规": 3},
    **{post: {"市场分析": 4, "客户关系": 4, "行业应用": 3, "CRM与数据分析": 3, "安全合规": 3} for post in MANAGERS},
}
# What a level within a post asks for, which goes before the duty sheet.
ASKED_AT = {
    names.PLAIN: {2: {"沟通表达": 2}, 3: {"行业应用": 3, "沟通表达": 3}, 4: {"行业应用": 3, "商务谈判": 3, "沟通表达": 3}},
    names.JUNIOR: {2: {"产品知识": 2}},
}
WEIGHS = {"价值量化": 5, "需求挖掘": 5, "方案设计": 4, "异议处理": 4, "安全合规": 4, "商务谈判": 4, "客户服务": 2, "市场分析": 2}


def requirements():
    rows = []
    for post, skills in ASKED.items():
        rows += [[post, 0, skill, level, WEIGHS.get(skill, 3), SINCE] for skill, level in skills.items()]
    for post, levels in ASKED_AT.items():
        for at, skills in levels.items():
            rows += [[post, at, skill, level, WEIGHS.get(skill, 3), SINCE]
                     for skill, level in skills.items()]
    return rows


# What duty sheets ask for, which goes before what is set for all of a post.
SHEETS = {
    names.SENIOR: {"产品知识": 4, "行业应用": 4, "方案设计": 4, "商务谈判": 4, "价值量化": 3},
    names.PLAIN: {"产品知识": 3, "行业应用": 2, "商务谈判": 2},
    names.JUNIOR: {"产品知识": 1, "沟通表达": 2},
}
KINDS = [  # name, English name, months, days before its end, issuer
    (FIELD, "Hazardous area electrical work", 36, 90, "防爆电气培训中心（示例）"),
    (HEIGHT, "Work at height", 36, 90, "安全生产培训中心（示例）"),
    (METER, "Metrology verifier", 60, 60, "计量技术学会（示例）"),
    (PROJECT, "Project management", 36, 60, "项目管理协会（示例）"),
]

D = date
EAST = [rep.name for rep in names.EAST]
# Key, course, title, planned on, first and last day, place, trainer, trainer of ours, seats, yuan, mark,
# metric and its days, days until behaviour is looked at, certain since, parts, how it ended (word, day, why).
CLASSES = [
    ("K1", "需求探询与预算确认", "", D(2025, 5, 26), D(2025, 6, 18), D(2025, 6, 18), "杭州", "", "林晓峰", 12, 3600, "",
     "new_opportunities", 90, 60, D(2025, 6, 9), "2025-06-18 13:30 17:00 3.5", ("held", D(2025, 6, 19), "")),
    ("K2", "价值量化：投资回报测算", "", D(2025, 5, 19), D(2025, 6, 26), D(2025, 6, 27), "苏州", "外聘讲师", "", 6, 13000,
     "focus", "win_rate", 90, 60, D(2025, 6, 12), "2025-06-26 09:00 17:00 7|2025-06-27 09:00 17:00 7",
     ("held", D(2025, 6, 30), "")),
    ("K3", "行业应用：制药与化工", "", D(2025, 7, 28), D(2025, 8, 20), D(2025, 8, 20), "上海", "产品部", "", 12, 3800, "",
     "", None, None, D(2025, 8, 11), "2025-08-20 13:30 17:00 3.5", ("held", D(2025, 8, 21), "")),
    ("K4", "异议处理演练", "异议处理演练 第2期", D(2025, 8, 22), D(2025, 9, 12), D(2025, 9, 12), "苏州", "", "张雨桐", 12, 2400,
     "", "win_rate", 90, 60, D(2025, 9, 3), "2025-09-12 09:00 12:00 3|2025-09-12 13:30 17:30 4",
     ("held", D(2025, 9, 15), "")),
    ("K5", "方案设计：技改项目", "", D(2025, 9, 29), D(2025, 10, 24), D(2025, 10, 24), "上海", "产品部", "", 16, 9000, "",
     "", None, 60, D(2025, 10, 14), "2025-10-24 09:00 17:00 7", ("held", D(2025, 10, 27), "")),
    ("K6", "大客户谈判演练", "", D(2025, 9, 15), D(2025, 10, 31), D(2025, 10, 31), "苏州", "外聘讲师", "", 8, 9600, "",
     "win_rate", 90, None, None, "2025-10-31 09:30 16:00 6.5",
     ("cancelled", D(2025, 10, 27), "外聘讲师行程冲突，改到12月16日")),
    ("K7", "防爆电气作业复训", "", D(2025, 10, 20), D(2025, 11, 27), D(2025, 11, 27), "无锡", "防爆电气培训中心（示例）", "", 5,
     3400, "", "", None, None, D(2025, 11, 10), "2025-11-27 09:00 17:00 8", None),
    ("K8", "价值量化工作坊", "", D(2025, 11, 3), D(2025, 12, 4), D(2025, 12, 4), "上海", "", "张雨桐", 12, 10800, "focus",
     "win_rate", 90, 60, D(2025, 11, 12), "2025-12-04 13:30 17:30 4", None),
    ("K9", "新员工产品强化班", "", D(2025, 11, 3), D(2025, 12, 9), D(2025, 12, 10), "线上", "产品部", "", None, 800,
     "mandatory", "", None, None, D(2025, 11, 10), "2025-12-09 09:00 16:00 6|2025-12-10 09:00 16:00 6", None),
    ("K10", "大客户谈判演练", "", D(2025, 10, 27), D(2025, 12, 16), D(2025, 12, 16), "苏州", "外聘讲师", "", 8, 9600, "",
     "win_rate", 90, None, None, "2025-12-16 09:30 16:00 6.5", None),
    # What those missed who came later, or live elsewhere. The last one is over, and nobody has recorded it.
    ("K11", "安全生产与防爆基础", "安全生产与防爆基础 补课", D(2025, 9, 22), D(2025, 10, 16), D(2025, 10, 16), "线上", "安全部",
     "", None, 360, "mandatory", "", None, None, D(2025, 10, 9), "2025-10-16 13:00 17:00 4",
     ("held", D(2025, 10, 17), "")),
    ("K12", "行业应用：制药与化工", "行业应用：制药与化工 华南场", D(2025, 9, 25), D(2025, 10, 30), D(2025, 10, 30), "广州",
     "产品部", "", 12, 1520, "", "", None, None, D(2025, 10, 17), "2025-10-30 13:30 17:00 3.5",
     ("held", D(2025, 10, 31), "")),
    ("K13", "CRM与漏斗报表", "CRM与漏斗报表 新员工场", D(2025, 10, 27), D(2025, 11, 11), D(2025, 11, 11), "线上", "信息部", "",
     None, 0, "mandatory", "", None, None, D(2025, 11, 5), "2025-11-11 14:00 16:00 2", None),
]
SEATS = {  # who goes to a class, beside the skill whose gap it closes
    "K1": ("需求挖掘", EAST[:7] + ["吴俊杰"]), "K2": ("价值量化", ["张雨桐", "王志强", "李思涵", "陈佳怡", "赵文博"]),
    "K3": ("行业应用", ["张雨桐", "王志强", "李思涵", "刘子昂", "陈佳怡", "赵文博", "黄启航", "吴俊杰", "姜雨晴", "侯晓东"]),
    "K4": ("异议处理", list(DRILLED)), "K5": ("方案设计", "plain"), "K6": ("商务谈判", ["王志强", "刘子昂", "邓启明"]),
    "K7": ("安全合规", ["王志强", "孟凡宇"]), "K8": ("价值量化", ["刘子昂", "吴俊杰", "王志强", "李思涵", "黄启航", "孙梦洁", "孟凡宇"]),
    "K9": ("产品知识", ["周若彤", "孙梦洁"]), "K10": ("商务谈判", []), "K11": ("安全合规", ["石浩然", "周若彤", "孙梦洁"]),
    "K12": ("行业应用", ["谢婉婷", "冯雅雯", "韦国栋", "邓启明"]),
    "K13": ("CRM与数据分析", ["叶诗琪", "郝敏", "石浩然", "孙梦洁"]),
}
# What came of the classes that are in no sheet and were recorded by hand: class, who, score, what came of it,
# yuan, what people thought of it.
TYPED = [
    ("K11", "石浩然", 90, "passed", 120, 4, ""), ("K11", "周若彤", 86, "passed", 120, 5, ""),
    ("K11", "孙梦洁", 82, "passed", 120, 4, ""), ("K12", "谢婉婷", 84, "passed", 380, 4, "案例贴近客户"),
    ("K12", "冯雅雯", 78, "passed", 380, 4, ""), ("K12", "韦国栋", 72, "passed", 380, 3, "时间紧，最后一段赶"),
    ("K12", "邓启明", 88, "passed", 380, 5, ""),
]
WITHDRAWN = {("K8", "吴俊杰"): (D(2025, 11, 12), "12月5日离职，名额让出")}
NOTES = {("K7", "王志强"): "证书12月1日到期", ("K7", "孟凡宇"): "证书9月30日已到期"}
PARTLY = {("K4", "于海涛"): "1"}  # who came to some of the parts only
RATERS = {  # what raters saw of the skill in the drill of September: level by person
    "张雨桐": {"王志强": 3, "赵文博": 4, "李思涵": 3, "陈佳怡": 3, "刘子昂": 2, "黄启航": 3, "叶诗琪": 1, "孟凡宇": 2},
    "林晓峰": {"王志强": 3, "赵文博": 4, "李思涵": 3, "陈佳怡": 3, "刘子昂": 1, "黄启航": 2, "叶诗琪": 2, "孟凡宇": 2},
}
# What was held before classes were planned here: course and day, and the day on which it was entered.
ENTERED = [
    ("CRM与漏斗报表", D(2025, 2, 20)), ("产品年度更新", D(2025, 3, 12)), ("新人入职培训", D(2025, 3, 17)),
    ("辅导与带教：GROW面谈", D(2025, 4, 11)), ("需求挖掘：提问提纲", D(2025, 4, 18)), ("安全生产与防爆基础", D(2025, 4, 23)),
    ("新人入职培训", D(2025, 5, 26)), ("异议处理演练", D(2025, 6, 13)), ("市场与竞品分析", D(2025, 7, 16)),
    ("新人入职培训", D(2025, 9, 8)), ("智能压力变送器新品", D(2025, 9, 19)), ("价值量化方法讲解", D(2025, 11, 5)),
]
RENEWED = [("梁嘉豪", HEIGHT, "GC2025-0010", D(2025, 9, 16), D(2028, 9, 15))]

NEWS = [  # key, title, topic, words, product, skill, source, published, due, right answers needed
    ("N1", "智能压力变送器新系列", "product", "量程比100比1，支持远程诊断；替换旧系列三个型号，旧型号年底停供。", "智能压力变送器", "产品知识",
     "产品部", D(2025, 9, 8), D(2025, 9, 26), 2),
    ("N2", "化工园区在线监测新要求", "industry", "明年起新建装置要联网上传，数据保存三年；老装置两年内补齐。先问客户的联网计划。", "", "行业应用",
     "行业公众信息整理", D(2025, 10, 20), D(2025, 11, 7), 2),
    ("N3", "竞品动态：两家同行调价", "market", "流量类降5%到8%，不含预处理和安装；分析类没有动。遇到低价先问口径。", "", "异议处理", "区域周报整理",
     D(2025, 11, 10), D(2025, 11, 21), None),
]
QUESTIONS = [  # news, question, choices, the right one from 1
    ("N1", "新系列的量程比是多少", "10比1|50比1|100比1", 3), ("N1", "旧型号什么时候停供", "年底|明年六月|不停", 1),
    ("N1", "下面哪一项是新增的", "远程诊断|防腐膜片|铸钢外壳", 1), ("N2", "数据要保存多久", "一年|三年|五年", 2),
    ("N2", "老装置要在多久内补齐", "半年|两年|五年", 2),
]

# Key, name, scope, period, yuan, hours a head, a word, agreed on.
PLANS = [
    ("P1", "2025年培训计划", "all", "2025", 90000, 40, "人均40学时，先补价值量化和异议处理", D(2025, 1, 20)),
    ("P2", "四季度能力提升", "team:华东区", "2025-Q4", 26000, 12, "针对方案报价推不动", D(2025, 10, 9)),
    ("P3", "2026年一季度培训计划", "all", "2026-Q1", 30000, 10, "等年度复盘后定", None),
]
SELLERS = [rep.name for _, _, reps in names.TEAMS for rep in reps
           if rep.kind == "内部" and not rep.left and rep.name not in names.MANAGERS]
PLANNED_SENIOR = [rep.name for _, _, reps in names.TEAMS for rep in reps
                  if rep.post == names.SENIOR and rep.name not in names.MANAGERS]
# Plan, course, class, due, yuan, a word, skill, who, given up on and why.
ITEMS = [
    ("P1", "CRM与漏斗报表", "", D(2025, 2, 28), 0, "", "CRM与数据分析", SELLERS, None, ""),
    ("P1", "产品年度更新", "", D(2025, 3, 31), 12000, "", "产品知识", SELLERS, None, ""),
    ("P1", "辅导与带教：GROW面谈", "", D(2025, 4, 30), 15000, "", TEACHING,
     PLANNED_SENIOR + ["林晓峰", "何志远", "宋雅琴"], None, ""),
    ("P1", "安全生产与防爆基础", "", D(2025, 4, 30), 2900, "", "安全合规", SELLERS, None, ""),
    ("P1", "需求探询与预算确认", "K1", D(2025, 6, 30), 3600, "", "需求挖掘", EAST[:7] + ["吴俊杰"], None, ""),
    ("P1", "价值量化：投资回报测算", "K2", D(2025, 6, 30), 13000, "先教会能带别人的人", "价值量化",
     ["张雨桐", "王志强", "李思涵", "陈佳怡", "赵文博"], None, ""),
    ("P1", "行业应用：制药与化工", "K3", D(2025, 8, 31), 3800, "", "行业应用", SEATS["K3"][1], None, ""),
    ("P1", "异议处理演练", "K4", D(2025, 9, 30), 2400, "", "异议处理", list(DRILLED), None, ""),
    ("P1", "方案设计：技改项目", "K5", D(2025, 10, 31), 9000, "", "方案设计", "plain", None, ""),
    ("P1", "防爆电气作业复训", "K7", D(2025, 11, 30), 3400, "", "安全合规", ["王志强", "孟凡宇", "吴俊杰"], None, ""),
    ("P1", "价值量化工作坊", "K8", D(2025, 12, 15), 10800, "差两级的先去", "价值量化",
     ["刘子昂", "王志强", "李思涵", "黄启航", "孙梦洁", "孟凡宇"], None, ""),
    ("P1", "商务谈判", "", D(2025, 12, 31), 9600, "", "商务谈判", ["王志强", "邓启明", "杜文静"], D(2025, 9, 15),
     "外聘课程涨价，改为大客户谈判演练"),
    ("P2", "方案设计：技改项目", "K5", D(2025, 10, 31), 3000, "", "方案设计", ["李思涵", "刘子昂", "陈佳怡", "黄启航", "吴俊杰"], None, ""),
    ("P2", "价值量化方法讲解", "", D(2025, 11, 14), 0, "经理一对一", "价值量化", ["刘子昂"], None, ""),
    ("P2", "价值量化工作坊", "K8", D(2025, 12, 15), 4500, "", "价值量化", ["刘子昂", "王志强", "李思涵", "黄启航", "孙梦洁"], None, ""),
    ("P2", "新员工产品强化班", "K9", D(2025, 12, 12), 800, "", "产品知识", ["周若彤", "孙梦洁"], None, ""),
    ("P2", "大客户谈判演练", "K10", D(2025, 12, 19), 9600, "", "商务谈判", ["王志强", "刘子昂"], None, ""),
    ("P2", "市场与竞品分析", "", D(2025, 11, 28), 0, "", "市场分析", ["黄启航", "王志强"], D(2025, 10, 27), "讲师排不开，并入明年"),
    ("P3", "产品年度更新", "", D(2026, 3, 20), 12000, "", "产品知识", SELLERS, None, ""),
    ("P3", "异议处理演练", "", D(2026, 2, 27), 2400, "第3期", "异议处理", ["谢婉婷", "冯雅雯", "姜雨晴", "侯晓东"], None, ""),
]

# The ladder: key, from which post and grade, into which, a word.
LADDER = [
    ("L1", names.JUNIOR, "", names.PLAIN, "S1", "带教结业后评"), ("L2", names.PLAIN, "", names.SENIOR, "S3", "每年两次评审"),
    ("L3", names.SENIOR, "", "华东区经理", "M1", "有空缺时竞聘"), ("L4", "华东区经理", "", "销售总监", "M3", ""),
]
CONDITIONS = [  # step, kind, skill, certificate, number, times, grade
    ("L1", "tenure", "", "", 12, None, ""), ("L1", "capability", "", "", 2, None, ""),
    ("L1", "skill", "产品知识", "", 3, None, ""), ("L1", "certificate", "", FIELD, None, None, ""),
    ("L2", "tenure", "", "", 24, None, ""), ("L2", "capability", "", "", 3, None, ""),
    ("L2", "skill", "价值量化", "", 3, None, ""), ("L2", "skill", "商务谈判", "", 3, None, ""),
    ("L2", "skill_fit", "", "", 9000, None, ""), ("L2", "attainment", "", "", 9500, 4, ""),
    ("L2", "grade", "", "", None, 2, "A"),
    ("L3", "tenure", "", "", 36, None, ""), ("L3", "capability", "", "", 4, None, ""),
    ("L3", "skill", TEACHING, "", 4, None, ""), ("L3", "attainment", "", "", 10000, 4, ""),
    ("L3", "certificate", "", "", None, None, ""),
    ("L4", "tenure", "", "", 36, None, ""), ("L4", "skill", PLANNING, "", 4, None, ""),
    ("L4", "grade", "", "", None, 4, "A"),
]
CAREERS = [  # key, who, opened, step, post, grade, by, gap, next look, closed, reached, what came of it
    ("J1", "张雨桐", D(2025, 2, 10), "L3", "华东区经理", "M1", D(2026, 12, 31), "辅导与带教差一级；没有独立做过区域计划",
     D(2025, 5, 20), None, None, ""),
    ("J2", "李思涵", D(2025, 3, 3), "L2", names.SENIOR, "S3", D(2026, 6, 30), "价值量化差一级，四个季度完成率要稳在九成五以上",
     D(2025, 6, 12), None, None, ""),
    ("J3", "韦国栋", D(2024, 7, 8), "L1", names.PLAIN, "S1", D(2025, 3, 31), "独立主持方案交流", D(2024, 12, 16),
     D(2025, 1, 6), True, "2025年1月1日转任销售工程师，带教2月结业"),
]
STEPS = [  # career, what, skill, course, who sees to it, due, done on
    ("J1", "参加GROW面谈课程", TEACHING, "辅导与带教：GROW面谈", "林晓峰", D(2025, 4, 30), D(2025, 4, 11)),
    ("J1", "主讲异议处理演练", TEACHING, "", "林晓峰", D(2025, 9, 30), D(2025, 9, 12)),
    ("J1", "带练刘子昂报价两次", TEACHING, "", "林晓峰", D(2025, 11, 30), None),
    ("J1", "独立编一份华东区季度计划", PLANNING, "", "林晓峰", D(2025, 12, 31), None),
    ("J2", "参加价值量化课程", "价值量化", "价值量化：投资回报测算", "林晓峰", D(2025, 6, 30), D(2025, 6, 27)),
    ("J2", "三份报价附测算并被客户采用", "价值量化", "", "张雨桐", D(2025, 12, 31), None),
    ("J2", "报名价值量化工作坊", "价值量化", "价值量化工作坊", "林晓峰", D(2025, 12, 4), None),
    ("J3", "独立完成一份水厂方案", "方案设计", "", "梁嘉豪", D(2024, 12, 20), D(2024, 12, 18)),
]
LOOKS = [  # career, day, what was said, next look
    ("J1", D(2025, 5, 20), "课程学完，先从带演练开始；区域计划四季度跟着做一版", D(2025, 9, 16)),
    ("J1", D(2025, 9, 16), "演练反馈4.5分，带人有耐心；下一步看带出来的人报价有没有变化", D(2025, 12, 15)),
    ("J2", D(2025, 6, 12), "产品和沟通到位，方案和测算要补；六月去上课", D(2025, 10, 22)),
    ("J2", D(2025, 10, 22), "测算做了两份，一份被客户采用；三季度完成率九成五", D(2026, 1, 20)),
]
OFFERS = [  # who, kind, what, why this person, offered, answer, its day, look at it on, looked on, what came
    ("韦国栋", "promotion", "转任销售工程师", "独立主持两次方案交流", D(2024, 12, 9), "accepted", D(2024, 12, 10), D(2025, 6, 30),
     D(2025, 7, 4), "半年签约达成，能独立报价"),
    ("叶诗琪", "trainee", "优秀销售学校2025年班", "三季度独立经营两家代理商", D(2025, 7, 21), "accepted", D(2025, 7, 22),
     D(2025, 12, 19), None, ""),
    ("郝敏", "trainee", "优秀销售学校2025年班", "现场考核进度最快", D(2025, 7, 21), "accepted", D(2025, 7, 21), D(2025, 12, 19),
     None, ""),
    ("陈佳怡", "project", "负责制药行业样板项目", "行业应用和价值量化都达到4级", D(2025, 7, 7), "accepted", D(2025, 7, 8),
     D(2025, 12, 31), None, ""),
    ("赵文博", "resource", "优先调用样机和两天技术支持", "续约和备件年框能带来三年收入", D(2025, 8, 4), "accepted", D(2025, 8, 4),
     D(2025, 10, 31), D(2025, 11, 3), "甬江石化两单签约，样机已归还"),
    ("李思涵", "training", "行业协会流量计量高级班", "两单年框都在流量计量", D(2025, 9, 1), "accepted", D(2025, 9, 2), D(2025, 12, 10),
     None, ""),
    ("刘子昂", "project", "参加报价模板改版小组", "想多看别人的报价", D(2025, 9, 8), "declined", D(2025, 9, 10), None, None, ""),
    ("孟凡宇", "project", "华北需求访谈示范", "访谈问到停车损失的做法可复用", D(2025, 11, 10), "", None, D(2026, 3, 31), None, ""),
    ("张雨桐", "training", "外部高级销售管理课程", "区域经理后备", D(2025, 3, 10), "accepted", D(2025, 3, 11), D(2025, 9, 30),
     D(2025, 9, 16), "学完，主讲了一期演练"),
]
OWN_WORDS = [  # what people say of themselves: who, skill, day, level, a word
    ("刘子昂", "价值量化", D(2025, 10, 13), 2, "会填表，数据拿不到"), ("刘子昂", "商务谈判", D(2025, 10, 13), 2, ""),
    ("黄启航", "计划管理", D(2025, 10, 13), 2, "计划写了，常被临时事打断"), ("吴俊杰", "异议处理", D(2025, 10, 13), 3, ""),
    ("王志强", "价值量化", D(2025, 10, 13), 2, "愿意学，老客户一直没要求"), ("李思涵", "价值量化", D(2025, 10, 13), 3, "做过两份"),
    ("周若彤", "价值量化", D(2025, 10, 14), 1, ""), ("孙梦洁", "需求挖掘", D(2025, 10, 14), 1, "不敢追问"),
    ("孟凡宇", "异议处理", D(2025, 10, 14), 2, ""), ("谢婉婷", "价值量化", D(2025, 10, 14), 2, ""),
]
REFRESHED = [  # who, skill, since, days, tries: day and whether it was passed
    ("周若彤", "产品知识", D(2025, 9, 10), 30, "2025-09-24 y|2025-10-24 y"),
    ("孙梦洁", "产品知识", D(2025, 9, 10), 30, "2025-09-24 y|2025-10-24 n|2025-11-07 y"),
    ("刘子昂", "价值量化", D(2025, 11, 5), 14, "2025-11-12 y"),
]


def plain_on(day):
    return [rep.name for _, rep in reps_on(day) if rep.post == names.PLAIN and rep.kind == "内部"]


def asked_of(rep, skill):
    """The level that a person's post asks for in a skill; None where it does not."""
    post = next(r.post for _, _, reps in names.TEAMS for r in reps if r.name == rep)
    return SHEETS[post].get(skill, ASKED[post].get(skill))


def make_training(ratings, taken):
    """The tables of training by their names: columns and rows."""
    attended = {(row[0], row[1], row[2]): row[14] for row in taken}
    recorded = {(key, rep) for key, rep, *_ in TYPED}

    def level(rep, skill, day):
        own = [(row[3], row[2]) for row in ratings if row[:2] == [rep, skill] and row[3] <= day]
        return max(own)[1] if own else None

    classes, seats = [], []
    for key, course, title, *rest in CLASSES:
        planned, starts, ends = rest[0], rest[1], rest[2]
        ended = rest[-1] or ("", None, "")
        classes.append([key, course, title, *rest[:-1], *ended])
        skill, who = SEATS[key]
        for rep in plain_on(starts) if who == "plain" else who:
            needs, has = asked_of(rep, skill), level(rep, skill, planned)
            gap = max(0, needs - has) if needs is not None and has is not None else 0
            off, why = WITHDRAWN.get((key, rep), (None, ""))
            came = "全勤" if (key, rep) in recorded else attended.get((rep, course, ends))
            parts = rest[-2].count("|") + 1
            there = PARTLY.get((key, rep), "|".join(map(str, range(1, parts + 1)))) if came == "全勤" else ""
            seats.append([key, rep, planned, skill if gap else "", gap or None, off, why, there, came or "",
                          NOTES.get((key, rep), "")])
    for key, course, *_ in ENTERED:
        assert any(row[1] == key and row[2] == course for row in taken), (key, course)
    items = []
    for plan, course, kind, due, cost, note, skill, who, dropped, why in ITEMS:
        who = plain_on(due) if who == "plain" else who
        items.append([plan, course, kind, due, cost, note, skill, "|".join(who), dropped, why])
    readers = [row for news in NEWS for row in read(news)]
    return {
        "requirements": (["post", "at_level", "skill", "level", "importance", "starts"], requirements()),
        "certificate_kinds": (["name", "name_en", "months", "warn_days", "issuer"], KINDS),
        "courses": (["name", "name_en", "topic", "form", "hours", "cost", "full", "pass", "months",
                     "certificate", "kpi", "kpi_days", "skills", "summary", "archived"], courses()),
        "classes": (["key", "course", "title", "planned", "starts", "ends", "place", "trainer", "trainer_id",
                     "seats", "cost", "mark", "kpi", "kpi_days", "behaviour_days", "confirmed", "parts",
                     "ended", "ended_on", "why"], classes),
        "seats": (["class", "person", "on", "skill", "gap", "withdrawn", "why", "came", "attendance",
                   "note"], seats),
        "scores": (["class", "person", "rater", "skill", "level"],
                   [["K4", rep, rater, "异议处理", level] for rater, own in RATERS.items()
                    for rep, level in own.items()]),
        "class_results": (["class", "person", "score", "outcome", "cost", "feedback", "words"], TYPED),
        "held_before": (["course", "on"], ENTERED),
        "renewals": (["person", "certificate", "number", "issued", "expires"], RENEWED),
        "news": (["key", "title", "topic", "text", "product", "skill", "source", "published", "due", "pass"],
                 NEWS),
        "questions": (["news", "question", "choices", "answer"], QUESTIONS),
        "readers": (["news", "person", "read", "tries"], readers),
        "training_plans": (["key", "name", "scope", "period", "budget", "hours", "note", "agreed"], PLANS),
        "plan_items": (["plan", "course", "class", "due", "cost", "note", "skill", "people", "dropped", "why"],
                       items),
        "ladder": (["key", "from_post", "from_grade", "post", "grade", "note"], LADDER),
        "conditions": (["step", "kind", "skill", "certificate", "number", "times", "grade"], CONDITIONS),
        "careers": (["key", "person", "opened", "step", "post", "grade", "by_day", "gap", "review_on",
                     "closed", "reached", "result"], CAREERS),
        "career_actions": (["career", "what", "skill", "course", "owner", "due", "done"], STEPS),
        "career_reviews": (["career", "on", "words", "next_on"], LOOKS),
        "offers": (["person", "kind", "what", "reason", "offered", "answer", "answered", "review_on",
                    "reviewed", "result"], OFFERS),
        "own_ratings": (["person", "skill", "on", "level", "words"], OWN_WORDS),
        "refreshers": (["person", "skill", "since", "half_life", "tries"], REFRESHED),
    }


def courses():
    rows = []
    for name, name_en, topic, form, hours, cost, test, months, gives, kpi, days, skills, summary in COURSES:
        full, passed = test or (None, None)
        rows.append([name, name_en, topic, form, hours, cost, full, passed, months, gives, kpi, days, skills,
                     summary, name in OLD])
    return rows


def read(news):
    """Who is to read something, who has, and how they answered."""
    key, published, due, needed = news[0], news[7], news[8], news[9]
    asked = sum(1 for question in QUESTIONS if question[0] == key)
    rows = []
    for rep in SELLERS:
        days = [published.fromordinal(n) for n in range(published.toordinal(), min(due, TODAY).toordinal() + 1)]
        days = [day for day in days if day.weekday() < 5]
        late = RNG.random()
        if late < (0.1 if needed else 0.4):
            rows.append([key, rep, None, ""])
            continue
        at = RNG.randrange(len(days))
        tries = ""
        if needed and late < 0.95:
            right = asked if RNG.random() < 0.75 else needed - 1
            tries = f"{days[at]} {right}"
            again = days[min(at + 2, len(days) - 1)]
            if right < needed and RNG.random() < 0.6 and again > days[at]:
                tries += f"|{again} {asked}"
        rows.append([key, rep, days[at], tries])
    return rows


assert all(level <= 4 for post in ASKED.values() for level in post.values()) and SECOND_ROUND < TODAY
