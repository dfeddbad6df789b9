"""What is known of customers beside their deals: contacts, orders, money received, satisfaction.

They draw from a source of their own: adding to them changes no other file.
"""

import random
from datetime import date

from . import names
from .days import DAY, TODAY, back
from .deals import ACCOUNTS

RNG = random.Random(20251115)

CONTACT_HEADINGS = ["联系人", "客户名称", "职务", "决策角色", "手机", "微信", "备注"]
SURNAMES = "赵钱周吴郑冯陈沈韩朱许何吕施孔曹严金魏陶姜戚谢邹苏潘葛范彭鲁马方任袁柳史唐薛雷贺"
GIVEN = ["建平", "海燕", "志刚", "丽华", "国强", "晓红", "明辉", "秀兰", "文斌", "春梅", "永健", "雪梅",
         "立新", "玉芬", "振宇", "红霞", "卫东", "慧敏", "少华", "静怡", "东升", "爱珍", "学军", "佩玲"]
TITLES = [  # title, role in decisions
    ("设备部部长", "决策者"), ("仪表工程师", "使用者"), ("采购经理", "采购者"), ("生产副总", "决策者"),
    ("电仪主管", "影响者"), ("总工程师", "影响者"), ("采购员", "采购者"), ("项目经理", "影响者"),
]
NOTES = ["看重交期", "关心售后响应", "用过竞品，抱怨漂移", "要看同行业案例", "预算在年底报"]
MANY = {"吴俊杰", "刘子昂"}  # all of their customers have contacts: they are handed over or looked into

ORDER_HEADINGS = ["订单编号", "客户名称", "负责人", "下单日期", "产品", "数量", "单价(元)", "金额(元)",
                  "发货日期"]
RECEIPT_HEADINGS = ["回款编号", "客户名称", "回款金额(元)", "回款日期", "负责人", "备注"]
ANSWER_HEADINGS = ["客户名称", "满意度评分", "调查日期", "联系人", "调查项目", "意见"]
ROUNDS = [date(2024, 12, 6), date(2025, 6, 20)]
QUESTIONS = ["产品质量", "交货及时", "技术支持", "售后响应"]
PRAISE = ["选型建议很专业", "安装调试及时", "数据稳定", None, None, None]
BLAME = ["交货比约定晚了一周", "售后响应慢", "报价等得久", "换了负责人，情况要重新讲"]
PRICES = {product: price for product, _, price in names.PRODUCTS}


def contacts():
    """One to three people at four of five customers."""
    rows, taken = [], set()
    for account, (_, _, _, rep, _) in ACCOUNTS.items():
        if rep not in MANY and account not in names.KNOWN_NAMES and RNG.random() < 0.2:
            continue
        if account in names.KNOWN_CONTACTS:
            for name, title, role in names.KNOWN_CONTACTS[account]:
                rows.append([name, account, title, role, None, None, None])
            continue
        count = 3 if account in names.KNOWN_NAMES else RNG.choice((1, 2, 2, 3))
        for title, role in RNG.sample(TITLES, count):
            while True:
                name = RNG.choice(SURNAMES) + RNG.choice(GIVEN)
                if name not in taken and name not in names.JOINED:
                    break
            taken.add(name)
            phone = f"1380000{len(taken):04d}"
            rows.append([name, account, title, role, phone if RNG.random() < 0.85 else None,
                         f"hc-{len(taken):04d}" if RNG.random() < 0.4 else None,
                         RNG.choice(NOTES) if RNG.random() < 0.25 else None])
    return rows


def orders(deals):
    """An order for each deal that was won, and what was paid for it."""
    placed, paid = [], []
    won = [deal for deal in deals if deal.visits[-1].how == "won"]
    won.sort(key=lambda deal: (deal.visits[-1].end, deal.id))
    serial = {}
    for deal in won:
        day = deal.visits[-1].end
        serial[day.year] = serial.get(day.year, 0) + 1
        number = f"HC{day.year}-{serial[day.year]:03d}"
        amount = deal.amount * 1000  # yuan
        price = PRICES[deal.product]
        quantity = max(1, -(-amount // price))  # a small discount on the list price
        shipped = back(day + RNG.randrange(18, 55) * DAY)
        placed.append([number, deal.account, deal.owner, day, deal.product, quantity,
                       round(amount / quantity, 2), amount, shipped if shipped <= TODAY else None])
        rest = amount
        parts = [(0.3, day + RNG.randrange(5, 20) * DAY, "预付款"),
                 (0.6, shipped + RNG.randrange(10, 75) * DAY, "到货款")]
        for share, when, what in parts:
            when = back(when)
            part = round(amount * share / 100) * 100
            rest -= part
            if when <= TODAY and day >= date(2025, 1, 1):
                paid.append([f"SK{number[2:]}-{what[0]}", deal.account, part, when, owner_on(deal, when),
                             f"{number} {what}"])
    paid.sort(key=lambda row: (row[3], row[0]))
    return placed, paid


def owner_on(deal, day):
    """Who looks after the money: the heir of someone who has left by then."""
    left = names.LEFT.get(deal.owner)
    return names.HEIR[deal.owner] if left and left <= day else deal.owner


def satisfaction(known):
    """Two rounds of questions to customers of whom a contact is known and who have bought."""
    rows = []
    asked = sorted({row[1]: row[0] for row in reversed(known)}.items())
    for day in ROUNDS:
        for account, contact in RNG.sample(asked, 22):
            region = names.REGION_OF[ACCOUNTS[account][3]]
            # The customers of 华南区 were served badly in the spring of 2025.
            usual = 7.2 if region == "华南区" and day == ROUNDS[1] else 8.5
            for question in RNG.sample(QUESTIONS, 2):
                score = min(10, max(3, round(RNG.gauss(usual, 1.1))))
                comment = RNG.choice(BLAME if score <= 6 else PRAISE)
                rows.append([account, score, day, contact, question, comment])
    return rows


def make_customers(deals):
    """The lists by the names of their files: headings, rows, sheet, widths."""
    people = contacts()
    placed, paid = orders(deals)
    answers = satisfaction(people)
    assert len({row[0] for row in placed}) == len(placed)
    assert len({row[0] for row in paid}) == len(paid)
    assert all(abs(row[5] * row[6] - row[7]) < 1 + row[7] / 100 for row in placed)
    wons = sum(deal.amount for deal in deals if deal.visits[-1].how == "won")
    assert sum(row[7] for row in placed) == wons * 1000
    print("contacts", len(people), "orders", len(placed), "receipts", len(paid), "answers",
          len(answers))
    return {
        "联系人": (CONTACT_HEADINGS, people, "联系人", (10, 14, 14, 10, 14, 12, 26)),
        "订单": (ORDER_HEADINGS, placed, "订单", (14, 14, 10, 12, 18, 8, 12, 12, 12)),
        "回款": (RECEIPT_HEADINGS, paid, "回款", (16, 14, 14, 12, 10, 24)),
        "客户满意度": (ANSWER_HEADINGS, answers, "客户满意度", (14, 12, 12, 10, 12, 30)),
    }
