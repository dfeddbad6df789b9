"""The talks of the autumn that other parts of the story speak of, as they were written down."""

from datetime import date

OCT, NOV, DEC = (lambda d: date(2025, 10, d)), (lambda d: date(2025, 11, d)), (lambda d: date(2025, 12, d))

TALKS = [
    {
        "person": "刘子昂", "on": date(2025, 6, 18), "focus": "value", "topic": "四份报价丢在哪里",
        "cause": "报价前没有算过客户的账", "figure": "metric:win_rate", "period": "2025-Q2",
        "goal": "三季度在手报价都附一页测算", "goal_by": date(2025, 9, 30),
        "reality": "二季度丢了四份报价，理由写的是竞品、价格和预算，没有一份算过客户的账",
        "options": [("参加价值量化培训", False, None), ("先看张雨桐的两份测算", True, 1), ("报价前经理过一遍", False, 2)],
        "will": "看两份测算，选一单照着做", "will_by": date(2025, 6, 30), "confidence": 6, "to_seven": "有人带着做第一份",
        "actions": [["看张雨桐两份测算并写要点", "刘子昂", date(2025, 6, 30), date(2025, 7, 3), "要点写了一页，没有用到自己的商机"]],
    },
    {
        "person": "刘子昂", "on": OCT(17), "focus": "commitment", "at": "14:00", "minutes": 90,
        "topic": "江岚能源方案陪访", "cause": "离场时没有约日期", "goal": "月底前和江岚能源约定有日期的下一步",
        "goal_by": OCT(31), "reality": "报价送出九天，客户只说竞品低，没有约下次；技术总监还没见过",
        "options": [("离场前给两个日期让客户选", False, 1), ("请设备科长引见技术总监", True, 2)],
        "will": "下次离场前约好日期", "will_by": OCT(28), "confidence": 6, "to_seven": "经理先示范一次离场怎么说",
        "rep_words": "当时想着再联系，没敢问日期", "next_on": OCT(20), "next_what": "定改进计划",
        "facts": ["台账和竞品对比带了一半", "议程先说，客户同意", "问到停机次数，没问损失", "讲给设备科，没分财务",
                  "只报价格，没有算损失", "马上解释竞品为什么低", "客户说再联系，没约日期", "隔两天发纪要"],
        "agreed": "离开前请客户说出下一步和日期", "practice": "周一例会演练三分钟", "kept": "no",
        "actions": [["请郑国栋引见技术总监", "刘子昂", OCT(28), OCT(30), "郑国栋答应约"]],
    },
    {
        "person": "刘子昂", "on": OCT(20), "focus": "value", "at": "16:30", "minutes": 60, "topic": "改进计划：报价送出后推不进谈判",
        "cause": "报价没有客户自己的数字，离场没有约下一步", "figure": "stage:3", "period": "2025-Q4",
        "goal": "90天内方案到谈判恢复到同级水平", "goal_by": date(2026, 1, 16),
        "reality": "三季度完成率七成六，方案报价阶段11单，最久的停了31天",
        "options": [("报价前填核查表", False, 1), ("每单先做测算再报价", True, 2), ("请张雨桐带练报价", True, 3)],
        "will": "在手报价逐单填核查表，先做江岚能源测算", "will_by": OCT(31), "help": "张雨桐带练，经理陪访江岚和润川",
        "confidence": 7, "rep_words": "目标能接受，希望有人一起算第一份", "next_on": NOV(5), "next_what": "讲价值量化方法",
        "actions": [["在手报价填报价前核查表", "刘子昂", OCT(31), OCT(31), "都填了，三份缺预算来源"],
                    ["约张雨桐带练报价", "林晓峰", OCT(24), OCT(23), "10月28日和11月11日各一次"]],
    },
    {
        "person": "陈佳怡", "on": OCT(28), "focus": "commitment", "topic": "年底两单怎么排签约时间",
    },
    {
        "person": "赵文博", "on": OCT(30), "focus": "value", "at": "09:30", "minutes": 90, "topic": "甬岚重工年度续约陪访",
        "account": "甬岚重工", "cause": "续约只谈价格，没有算过停机损失", "goal": "续约三年，价格不动", "goal_by": NOV(28),
        "reality": "客户要降两个点，设备科认可三年没有大修，采购新换了总监",
        "options": [("整理三年停机和维修记录", True, 1), ("拜访新任采购总监", True, 2), ("降一个点换三年", False, None)],
        "will": "先算客户损失，再报价格", "will_by": NOV(17), "confidence": 8, "rep_words": "记录一摆出来，价格就不是第一位了",
        "next_on": NOV(18), "next_what": "带停机记录谈续约条款",
        "facts": ["设备台账和三年维修记录带齐", "先说议程和时间", "问到停机原因和影响的产线", "讲了备件和响应", "用行业数据估算",
                  "用另一家续约案例回应", "下一步由我方做", "次日发纪要"],
        "agreed": "先算客户损失，再报价格", "practice": "续约前先列停机记录",
        "actions": [["整理三年停机与维修记录", "赵文博", NOV(6), NOV(6), "七次停机，共46小时"],
                    ["拜访新任采购总监", "赵文博", NOV(7), NOV(7), "认可三年记录"],
                    ["约客户财务核对年收益", "赵文博", NOV(17), NOV(17), "口径没有意见"]],
    },
    {
        "person": "陈佳怡", "on": NOV(3), "focus": "objections", "at": "16:30", "minutes": 45, "topic": "三季度绩效面谈",
        "cause": "项目延期的两单没有早问预算", "figure": "metric:win_rate", "period": "2025-Q3",
        "goal": "四季度签约达成，年底带出一份价值量化案例", "goal_by": date(2025, 12, 31),
        "reality": "三季度完成百分之一百零五，延期的两单都是预算没批就报了价",
        "options": [("报价前先问预算和审批", True, 1), ("分期方案备一份", True, 2), ("把汀原水务写成案例", False, None)],
        "will": "在手报价补问预算来源", "will_by": NOV(14), "confidence": 8, "rep_words": "案例我来写，愿意在例会上讲",
        "next_on": NOV(26), "next_what": "陪访西溪医药",
        "actions": [["在手商机补问预算来源", "陈佳怡", NOV(14), NOV(13), "都有答案，一单要等明年"],
                    ["写汀原水务案例", "陈佳怡", NOV(21)],
                    ["给一份案例格式", "林晓峰", NOV(7), NOV(5), None]],
    },
    {
        "person": "王志强", "on": NOV(4), "focus": "objections", "at": "10:00", "minutes": 90, "topic": "锡湖装备付款条件谈判陪访",
        "account": "锡湖装备", "cause": "让步没有换回条件", "figure": "stage:4", "period": "2025-Q4",
        "goal": "付款三六一，价格不动，月底签约", "goal_by": NOV(28), "reality": "客户要两成预付、一年质保金一成，已让过一次价",
        "options": [("质保延长半年换预付三成", True, 1), ("验收款压到半成", False, 2)], "will": "带两套条件再谈一次",
        "will_by": NOV(14), "confidence": 7, "rep_words": "先问他们为什么要压预付，原来是年底资金紧",
        "next_on": NOV(20), "next_what": "谈付款方案第二轮",
        "agreed": "让步之前先想好换什么", "practice": "写一张让步清单",
        "actions": [["写让步清单报经理", "王志强", NOV(7), NOV(6), "两套条件都可批"],
                    ["约采购谈第二轮", "王志强", NOV(14)]],
    },
    {
        "person": "刘子昂", "on": NOV(5), "focus": "value", "at": "15:00", "minutes": 90, "topic": "价值量化方法讲解",
        "cause": "测算表不会填，停机损失没有问", "goal": "用江岚能源做出第一份测算", "goal_by": NOV(19),
        "reality": "看过案例，自己的商机还没有一份测算；江岚能源停机记录没有拿到",
        "options": [("先用去年三次停机估算", True, 1), ("向设备科要全年记录", True, 2), ("请赵文博看一遍", False, None)],
        "will": "11月12日前写出案例要点，14日带测算草稿去江岚", "will_by": NOV(14), "help": "经理一起去江岚", "confidence": 7,
        "rep_words": "第一次知道测算该从哪一格填起", "next_on": NOV(14), "next_what": "陪访江岚能源",
        "actions": [["阅读《价值量化案例五则》并写要点", "刘子昂", NOV(12), NOV(12), "五条要点，已发经理"],
                    ["向郑国栋要停机记录", "刘子昂", NOV(13), NOV(13), "拿到近12个月记录"]],
    },
    {
        "person": "李思涵", "on": NOV(6), "focus": "solution", "at": "16:30", "minutes": 45, "topic": "年框方案怎么分档",
        "cause": "方案只有一个价，客户没有选择", "goal": "年框报价分两档，月底前进谈判", "goal_by": NOV(28),
        "reality": "刚签下屿舟精密年框，另两单方案停在比价", "options": [("分标准和加急两档报", True, 1), ("先和技术支持定点位", False, 2)],
        "will": "两单方案改成两档", "will_by": NOV(14), "confidence": 8, "rep_words": "分档之后客户自己会比",
        "next_on": NOV(12), "next_what": "陪访看方案讲解",
        "actions": [["两单方案改成两档", "李思涵", NOV(14), NOV(13), "一单客户选了加急档"]],
    },
    {
        "person": "孙梦洁", "on": NOV(7), "focus": "needs", "at": "09:30", "minutes": 90, "topic": "南湖纺机能耗需求陪访",
        "account": "南湖纺机", "cause": "问了现状，没有问到影响", "figure": "metric:new_opportunities", "period": "2025-Q4",
        "goal": "问清能耗和扩建计划，重新立项", "goal_by": NOV(21), "reality": "八月因预算取消停了，这次设备科主动找来",
        "options": [("按提纲问四类问题", True, 1), ("请赵文博一起谈一次", False, 2)], "will": "补问预算科目，写需求说明",
        "will_by": NOV(14), "confidence": 6, "to_seven": "提纲和师傅对一遍", "rep_words": "客户愿意说，是我怕问",
        "next_on": NOV(24), "next_what": "听她独立访谈",
        "agreed": "问完问题再问影响有多大", "practice": "和赵文博对练提问",
        "actions": [["写南湖纺机需求说明", "孙梦洁", NOV(14), NOV(14), "客户改了一处"],
                    ["建新客户档案五家", "孙梦洁", NOV(17)],
                    ["对练提问三遍", "赵文博", NOV(13), NOV(12), None]],
    },
    {
        "person": "吴俊杰", "on": NOV(10), "focus": "needs", "at": "11:00", "minutes": 45, "topic": "预算确认提问清单",
        "account": "通州湾重工", "cause": "报价之后才知道没有预算", "figure": "stage:3", "period": "2025-Q4",
        "goal": "在手五份方案都问清预算", "goal_by": NOV(28), "reality": "今年因未确认预算输了四单，五份在手方案三份没有预算来源",
        "options": [("逐单打电话补问", True, 1), ("请设备部带去见财务", False, 2)], "will": "五单补问预算，没有的先停报价",
        "will_by": NOV(18), "confidence": 6, "to_seven": "交接前有一份清单照着问", "rep_words": "清单好用，交接的时候也能用上",
        "next_on": DEC(1), "next_what": "交接前过一遍在手商机",
        "actions": [["五份方案补问预算来源", "吴俊杰", NOV(18)], ["列交接商机的预算清单", "吴俊杰", NOV(25)]],
    },
    {
        "person": "周若彤", "on": NOV(11), "focus": "objections", "at": "10:00", "minutes": 90,
        "topic": "皖屏电子方案复谈陪访", "account": "皖屏电子", "cause": "客户嫌贵，不敢自己答",
        "goal": "皖屏电子月底签约，价格部分自己讲完", "goal_by": NOV(28),
        "reality": "方案和测算客户已认可，采购嫌贵；上次价格部分由王志强讲",
        "options": [("自己讲两个档的差别", True, 1), ("先问贵在和谁比", False, 2), ("王志强在旁补充", False, None)],
        "will": "报价给两档，先问原因再答", "will_by": NOV(17), "confidence": 7, "rep_words": "第一次自己讲到价格，没有卡住",
        "next_on": NOV(21), "next_what": "和王志强一起去合肥谈条款",
        "agreed": "回应之前先问原因", "practice": "和师傅对练三条异议",
        "actions": [["报价改成两档发皖屏电子", "周若彤", NOV(14), NOV(13), "客户选第一档"],
                    ["写三条异议答法", "周若彤", NOV(18)]],
    },
    {
        "person": "黄启航", "on": NOV(13), "focus": "commitment", "at": "16:30", "minutes": 45, "topic": "云帆新材决策链梳理",
        "account": "云帆新材", "cause": "只见过工程师，不知道谁拍板", "figure": "stage:3", "period": "2025-Q4",
        "goal": "两周内见到云帆新材拍板人", "goal_by": NOV(28), "reality": "方案停了四周，每次见的都是工程师，采购没有见过",
        "options": [("请工程师画审批流程", True, 1), ("借样机演示请领导到场", True, 2), ("经理打电话约", False, None)],
        "will": "画出决策链，约到一名拍板人", "will_by": NOV(21), "confidence": 6, "to_seven": "经理陪同见一次",
        "rep_words": "一直以为工程师能定", "next_on": NOV(25), "next_what": "陪访云帆新材",
        "actions": [["画云帆新材决策链", "黄启航", NOV(17)], ["约云帆新材设备总监", "林晓峰", NOV(21)]],
    },
    {
        "person": "刘子昂", "on": NOV(14), "focus": "value", "at": "14:00", "minutes": 90, "topic": "方案复谈陪访",
        "account": "江岚能源", "present": "设备科长 郑国栋，采购经理 冯丽", "cause": "说不清客户省多少钱", "figure": "step:value",
        "period": "2025-Q4", "goal": "两周内让江岚能源从方案报价进入谈判：拿到技术总监对投资回报的书面认可，并约定商务会议时间",
        "goal_by": NOV(28),
        "reality": "报价送出37天，只与设备科长联系。客户认可方案，但说不清省多少钱；竞品报价低8%。技术总监还没见过",
        "options": [("按停机损失与能耗做两年回报测算", True, 1), ("请同行业用户现场交流", False, 2), ("降价5%换年内签约", True, None)],
        "will": "19日完成测算初稿，21日约技术总监复谈，25日前安排用户交流", "will_by": NOV(25), "help": "经理陪同复谈",
        "confidence": 7, "prepared": NOV(13),
        "questions": ["停机一小时损失多少", "技术总监最在意什么", "财务认不认这个口径"],
        "rep_words": "测算模板很有用，第一次能算出客户两年省多少。希望有同行业的停机损失数据做参考。",
        "next_on": NOV(21), "next_what": "陪访江岚能源，技术总监复谈", "coach_on": NOV(14), "rep_on": NOV(14),
        "facts": ["台账与竞品对比带齐", "议程先说，客户同意", "问到停机次数，没问损失", "分三方讲，客户记了两处",
                  "给了通用节能率，没用客户数据", "低价异议用案例回应", "客户说再联系，没约日期", "当晚发纪要，含三条约定"],
        "agreed": "离开客户前，请客户说出下一步和日期", "practice": "周一例会演练三分钟", "kept": "partly",
        "actions": [["完成江岚能源投资回报测算初稿", "刘子昂", NOV(19)], ["约技术总监复谈，经理陪同", "林晓峰", NOV(21)],
                    ["安排同行业用户现场交流", "刘子昂", NOV(25)]],
    },
]

# The visit of the last day, of which half is filled in.
DRAFT = {
    "person": "赵文博", "on": NOV(18), "account": "甬岚重工", "at": "09:30", "minutes": 90, "topic": "年度续约陪访",
    "present": "采购总监 沈国平，设备科 陈伟", "levels": [4, 4, 4, 5, 4, None, None, None],
    "facts": ["带齐设备台账和三年维修记录", "先说议程和时间，客户加一项", "问到停机原因和影响的产线", "按采购、设备、财务三方分别讲",
              "用甬岚去年三次停机的记录算出年损失，采购总监当场记下", "", "", ""],
    "questions": ["财务是否接受按停机小时计损失", "续约改三年，价格让到哪里", "设备科与采购谁最后拍板"], "kept": "yes",
}

# What is planned: who, when, how, about what, at which customer's, and when that was planned.
PLANNED = [
    ("刘子昂", NOV(21), "visit", "江岚能源技术总监复谈陪访", "江岚能源", NOV(14)),
    ("王志强", NOV(20), "visit", "付款方案第二轮陪访", "锡湖装备", NOV(4)),
    ("周若彤", NOV(24), "visit", "合肥谈条款陪访", "皖屏电子", NOV(12)),
    ("黄启航", NOV(25), "visit", "云帆新材见设备总监陪访", "云帆新材", NOV(13)),
    ("陈佳怡", NOV(26), "visit", "冷库温湿度方案陪访", "西溪医药", NOV(3)),
    ("吴俊杰", DEC(1), "one_to_one", "交接前过一遍在手商机", "", NOV(10)),
    ("孙梦洁", NOV(27), "new_hire", "三个月小结", "", NOV(7)),
    ("张雨桐", DEC(4), "one_to_one", "四季度收官与带练安排", "", NOV(10)),
    ("冯雅雯", NOV(25), "visit", "方案评审陪访", "", NOV(5)),
    ("叶诗琪", NOV(26), "new_hire", "结业前面谈", "", NOV(12)),
    ("蔡文轩", NOV(28), "one_to_one", "渠道商机对一遍", "", NOV(10)),
    ("郝敏", NOV(24), "visit", "唐山现场陪访", "", NOV(6)),
    ("石浩然", DEC(2), "new_hire", "入职半年面谈", "", NOV(13)),
    ("于海涛", NOV(12), "one_to_one", "三季度面谈", "", OCT(30)),  # did not take place
]

# What the coach goes in with.
ASKED = {
    "江岚能源技术总监复谈陪访": "技术总监最担心哪一种停机|测算里哪一个数他不认|谁签字，谁反对",
    "付款方案第二轮陪访": "预付款比例谁能定|让一个点换什么",
    "合肥谈条款陪访": "验收条款卡在哪一条|客户嫌贵时谁在场",
    "云帆新材见设备总监陪访": "设备总监自己要什么结果|预算在哪个科目，什么时候批",
    "四季度收官与带练安排": "年底前还能签的是哪几单|带练两次看到什么变化",
    "三个月小结": "哪一步最没把握|下个月自己想练什么",
    "入职半年面谈": "半年里最有用的一次辅导是哪次|需求探询还差什么",
}

# Events that matter: key, who, when, what, where, a word on it; then the notes: when about it, the day, what.
EVENTS = [
    ("E1", "赵文博", NOV(12), "DCS备件年框终谈签约", "甬江石化", "DCS 备件年框", "采购、设备、财务都到场", [
        ("before", NOV(10), "底线不退到92折以下，备件响应四小时写进合同；财务问账期，答45天"),
        ("during", NOV(12), "客户提出账期60天，用分批交货换回45天"),
        ("after", NOV(13), "当场签约；让步都换了条件，写进年框案例"),
    ]),
    ("E2", "张雨桐", NOV(12), "纯水监测进合同评审会", "虞山制药", "纯水监测", "客户质量部牵头", [
        ("before", NOV(10), "先讲验证文件怎么交，再讲价格；质量部长最在意审计追踪"),
        ("after", NOV(13), "评审通过，合同进用印；验证文件清单客户直接用了"),
    ]),
    ("E3", "刘子昂", NOV(21), "技术总监复谈", "江岚能源", "DCS 仪表改造", "第一次见技术总监", [
        ("before", NOV(17), "测算初稿先过一遍，首页只留年收益和口径；韩旭最在意停机时间，不先谈价"),
    ]),
    ("E4", "王志强", NOV(27), "流量计改造定标会", "太湖特钢", "流量计改造", "三家入围", []),
    ("E5", "周若彤", NOV(27), "特气露点签约谈判", "皖屏电子", "特气露点监测", "她的第一单大合同", [
        ("before", NOV(17), "王志强陪同；价格不谈，先把交期和备机说清"),
    ]),
    ("E6", "张雨桐", NOV(28), "压力变送器年框签约会", "澄湖精密", "压力变送器年框", "客户分管副总出席", []),
    ("E7", "梁嘉豪", NOV(13), "罐区液位监测签约", "枫川石化", "罐区液位监测", "", [
        ("before", NOV(11), "带上防爆证书和上一期验收报告"),
        ("after", NOV(14), "按期签约，二期明年三月再谈"),
    ]),
    ("E8", "姜雨晴", NOV(3), "窑尾烟气监测定标", "霁野建材", "窑尾烟气监测东厂区", "", [
        ("after", NOV(4), "中标；事先没有定好让步顺序，多让了一个点"),
    ]),
]

RHYTHM = [  # how, whom (all where blank), days, how they talk, since when
    ("one_to_one", "", 60, "", date(2025, 1, 6)), ("visit", "", 60, "", date(2025, 1, 6)),
    ("new_hire", "", 31, "", date(2025, 1, 6)), ("one_to_one", "蔡文轩", 90, "视频会议", date(2025, 1, 6)),
    ("one_to_one", "白若冰", 90, "视频会议", date(2025, 1, 6)), ("low_performer", "刘子昂", 14, "", OCT(20)),
]

FEEDBACK = [  # who (blank without a name), what, words, day, due, answer, its day, settled on
    ("刘子昂", "support", "希望有同行业的停机损失数据，测算时没有参考", NOV(14), NOV(21), "", None, None),
    ("黄启航", "support", "样机周转不开，云帆新材要等到月底", NOV(3), NOV(10), "华南区有一台闲置，已调，20日到常州", NOV(7), NOV(10)),
    ("", "suggestion", "周报和商机系统要填两遍，能不能只填一处", OCT(27), NOV(10), "", None, None),
    ("陈佳怡", "praise", "陪访之后经理当天给纪要，比以前快很多", OCT(29), NOV(12), "谢谢，继续当天给", OCT(30), OCT(30)),
    ("", "problem", "例会上点名说进度，新人压力大", date(2025, 9, 22), date(2025, 10, 9), "改为会前单独说，会上只讲案例和下一步",
     date(2025, 9, 29), date(2025, 10, 20)),
    ("吴俊杰", "coaching", "离职前希望把在手商机的做法讲给接手的人", NOV(11), NOV(18), "排在25日上午，接手的同事都参加", NOV(13), None),
    ("叶诗琪", "suggestion", "代理商也想参加产品更新的线上课", OCT(21), OCT(31), "11月起开放回放给签约代理商", OCT(28), OCT(31)),
    ("孟凡宇", "problem", "防爆证过期后进不了石化现场，复训报不上名", NOV(4), NOV(14), "27日无锡班留了名额，来回费用部门出", NOV(6), None),
]
