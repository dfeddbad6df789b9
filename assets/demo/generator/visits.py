"""The visits and calls of the reps since the summer of 2025, as they would list them.

A visit is to a customer with an open deal, mostly; what was talked about follows from the stage of the
deal on that day. They draw from a source of their own: adding them changes no other file.
"""

import random
from datetime import date

from . import names
from .days import DAY, OFFSITE, TODAY, works
from .deals import ACCOUNTS, OWNED
from .people import reps_on

RNG = random.Random(20251119)

FIRST_WEEK = date(2025, 6, 30)  # the Monday of the first week that is kept
HEADINGS = ["姓名", "拜访日期", "类型", "客户名称", "联系人", "拜访目的", "结果", "下一步", "下一步日期"]
VISIT, CALL = "拜访", "电话"

USUAL = 2.1  # visits of a full week
RATES = {  # of those who go out more, or less
    "张雨桐": 2.6, "陈佳怡": 2.5, "赵文博": 2.5, "王志强": 2.3, "刘子昂": 1.6, "黄启航": 1.7,
    "吴俊杰": 1.6, "梁嘉豪": 2.5, "韩建国": 2.7, "于海涛": 1.5, "石浩然": 1.7, "蔡文轩": 1.6,
    "白若冰": 1.5,
}
FEW_CONTACTS = {"刘子昂", "黄启航", "吴俊杰", "于海涛"}  # who mostly see the same person

ABOUT = [  # by stage: purpose, what came of it, next step
    [("首次拜访，了解工况", "看了现场，记下六个测点", "发选型资料"),
     ("回访展会线索", "确认明年有改造，预算未定", "约设备部再谈"),
     ("了解扩建计划", "拿到工艺流程图", "整理测点清单"),
     ("拜访设备部，问现有仪表情况", "三台表故障多，客户想换", "请客户填工况表")],
    [("核对点位和管径", "点位表对上了，差两个法兰尺寸", "补点位表"),
     ("需求访谈", "客户认可需求说明，要再加一个测点", "发需求说明"),
     ("技术交流", "工艺和电仪都参加，问了漂移", "答复技术问题"),
     ("确认预算来源", "列入技改计划，财务还没批", "约财务见面")],
    [("讲解方案和报价", "客户在比价，要看同行业案例", "送案例"),
     ("技术澄清", "偏差表答复了大半", "补齐偏差表"),
     ("复谈方案", "总工认可，采购嫌贵", "约采购谈"),
     ("送二版报价", "等客户内部评审", "问评审结果")],
    [("谈付款条件", "预付从两成提到三成", "改合同条款"),
     ("谈价格", "价格守住，质保延到两年", "报内部审批"),
     ("合同条款沟通", "违约金条款还有分歧", "法务答复")],
    [("催合同用印", "合同在法务", "取回合同"), ("对接交货时间", "客户确认收货地点", "排产")],
]
AFTER = [("售后回访", "运行正常，问了备件价格", "发备件清单"),
         ("客户关系回访", "介绍了新任设备经理", "约下次拜访"),
         ("满意度回访", "响应比去年快，还要再快", "把意见转售后")]

# Visits that other sheets and the coaching speak of: who, when, where, why, what came of it.
KNOWN = [
    ("刘子昂", date(2025, 7, 3), "江岚能源", "需求访谈", "问到停机次数，没有问损失"),
    ("刘子昂", date(2025, 8, 22), "江岚能源", "方案退回，重新核对需求", "客户要求重排点位"),
    ("刘子昂", date(2025, 9, 26), "江岚能源", "技术交流", "方案认可，价格没有谈"),
    ("刘子昂", date(2025, 10, 17), "江岚能源", "讲解方案和报价", "客户说竞品低，没有约下次"),
    ("刘子昂", date(2025, 11, 14), "江岚能源", "复谈方案", "设备科长认可测算，约见技术总监"),
    ("赵文博", date(2025, 10, 30), "甬岚重工", "谈付款条件", "续约三年，价格还差两个点"),
    ("王志强", date(2025, 11, 4), "锡湖装备", "谈付款条件", "验收款由一成谈到半成"),
    ("周若彤", date(2025, 11, 11), "皖屏电子", "复谈方案", "采购提出交期，技术没有异议"),
    ("孙梦洁", date(2025, 11, 7), "南湖纺机", "了解能耗和扩建计划", "明年扩建，老线能耗高"),
    ("黄启航", date(2025, 10, 16), "云帆新材", "讲解方案和报价", "只见到工程师，不知道谁拍板"),
]


def stage_on(deal, day):
    """The stage of a deal that is open on a day."""
    end = deal.visits[-1].end
    if deal.created > day or (end and end <= day):
        return None
    visit = deal.visit_at(day)
    return None if visit.how == "lost" and visit.end <= day else visit.stage


def make_visits(deals, contacts):
    """The rows, and by person and day the customer and the deal that a visit was about."""
    of_account, met = {}, {}
    for deal in deals:
        of_account.setdefault(deal.account, []).append(deal)
    for row in contacts:
        met.setdefault(row[1], []).append(row[0])
    rows, seen = [], {}
    known = {(who, day): rest for who, day, *rest in KNOWN}
    monday = FIRST_WEEK
    while monday < TODAY:
        week = [monday + n * DAY for n in range(5)]
        days = [day for day in week if works(day) and day < TODAY and day not in OFFSITE]
        for region, rep in reps_on(monday):
            fixed = [day for day in days if (rep.name, day) in known]
            rate = RATES.get(rep.name, USUAL) * len(days) / 5
            count = int(rate) + (RNG.random() < rate % 1) - len(fixed)
            free = [day for day in days if day not in fixed and day >= rep.joined]
            chosen = RNG.sample(free, min(max(0, count), len(free)))
            for day in sorted(fixed + chosen):
                rows.append(contact(rep.name, day, known.get((rep.name, day)), of_account, met, seen))
        monday += 7 * DAY
    rows.sort(key=lambda row: (row[1], row[0]))
    return rows, seen


def contact(rep, day, fixed, of_account, met, seen):
    """One row."""
    if fixed:
        account, why, result = fixed
        seen[rep, day] = account, deal_at(of_account, rep, account, day)
        return [rep, day, VISIT, account, met.get(account, [None])[0], why, result, None, None]
    account, deal = where(rep, day, of_account)
    kind = CALL if RNG.random() < 0.12 else VISIT
    why, result, after = RNG.choice(ABOUT[stage_on(deal, day)] if deal else AFTER)
    who = None
    people = met.get(account, [])
    if people:
        who = people[0] if rep in FEW_CONTACTS and RNG.random() < 0.7 else RNG.choice(people)
    if RNG.random() < 0.05:
        result = None
    soon = None
    if RNG.random() < 0.6:
        soon = day + RNG.randrange(5, 15) * DAY
        while not works(soon):
            soon += DAY
    if kind == VISIT and result:
        seen[rep, day] = account, deal
    return [rep, day, kind, account, who, why, result, after if soon else None, soon]


def where(rep, day, of_account):
    """A customer of somebody, and one of their open deals there if there is one."""
    owned = list(OWNED.get(rep, []))
    for gone, heir in names.HEIR.items():
        if heir == rep and day >= names.LEFT[gone]:
            owned += OWNED.get(gone, [])
    open_here = [(account, deal_at(of_account, rep, account, day)) for account in owned]
    with_deal = [pair for pair in open_here if pair[1]]
    if with_deal and RNG.random() < 0.85:
        pull = [1 + stage_on(deal, day) for _, deal in with_deal]
        return RNG.choices(with_deal, pull)[0]
    return RNG.choice(owned), None


def deal_at(of_account, rep, account, day):
    """The deal at a customer that is farthest on a day, of those that are somebody's."""
    own = [deal for deal in of_account.get(account, []) if deal.owner_at(day) == rep]
    own = [deal for deal in own if stage_on(deal, day) is not None]
    return max(own, key=lambda deal: (stage_on(deal, day), deal.amount, deal.id), default=None)


def visits_file(rows):
    assert len({tuple(map(str, row[:2] + [row[3], row[5]])) for row in rows}) == len(rows)
    assert all(row[3] in ACCOUNTS and row[1] < TODAY for row in rows)
    return {"拜访记录": (HEADINGS, rows, "拜访记录", (10, 12, 8, 14, 10, 24, 30, 16, 12))}
