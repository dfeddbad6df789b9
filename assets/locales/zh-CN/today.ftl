# 工作台。$n 决定单复数，$text 是写好的数字。
today-tabs = 工作台
today-tab-day = 今日
today-tab-week = 本周
today-tab-todo = 我的待办
today-tab-rules = 提醒规则
today-when = { $day }，第{ $week }周
today-day = { $month }月{ $day }日 { $weekday }
today-import = 导入报表
today-see = 查看
today-empty = 还没有人员，也没有数据
today-empty-detail = 导入人员名册和商机表，这里就有达成概率、提醒和今日安排
today-people = { $text }人
today-workdays = 第{ $over } / { $all }个工作日
today-unit = 单位{ $unit }

# 目标达成
today-chance-title = { $period }目标达成
today-chance = { $kind ->
    [month] 本月达成概率，按在手商机逐单算
    [quarter] 本季达成概率，按在手商机逐单算
   *[other] 达成概率，按在手商机逐单算
 }
today-attainment = 达成率
today-chance-delta = 较 { $day } { $by }
today-chance-sum = 预测合计 { $sum }
today-total = { $kind ->
    [month] 月末预测
    [quarter] 季末预测
   *[other] 期末预测
 }
today-gap = 还差 { $gap }
today-part-deals = { $text }单
today-part-share = { $deals } × { $share }
today-part-rest = 其余加权
today-signed = 已签约 { $amount }
today-range = 80%区间
today-missed = 未达成 { $share }
today-reached = 达成 { $share }
today-pace = 时间进度 { $gone }，应到 { $due }
today-pace-ahead = 时间进度 { $gone }，应到 { $due }，领先 { $by }
today-pace-behind = 时间进度 { $gone }，应到 { $due }，落后 { $by }
today-how-title = 如何计算
today-how = 在手商机各按自己的赢率成交或不成交，把每一种结果加到已签约上，达到目标的那些结果的概率合起来就是达成概率
today-how-chance = 本期{ $text }单逐单精确计算，相关 ρ { $rho }，和漏斗的预测是同一个数
today-how-attainment = 达成率是已签约占目标的比例。年和周不做预测，按月或按季度看达成概率
today-how-pace = 应到是目标乘以已过工作日的比例，数据截至最近一份报告
today-how-see = 到漏斗看预测

# 指标
today-tile-received = 回款额
today-tile-weighted = 加权金额
today-tile-visits = 有效拜访
today-tile-visits-n = { $text }次
today-tile-weeks = 过完的周 { $reached } / { $target }
today-tile-new = 新增商机
today-tile-new-n = { $text }个
today-tile-none = 暂无数据
today-tile-import = 导入
today-tile-see = 看漏斗
today-delta-year = 同期 { $by }
today-delta-period = 上期 { $by }
today-delta-week = 上周 { $by }
today-delta-flat = 持平
today-cover = 覆盖缺口 { $times }倍
today-cover-nothing = 目标为零
today-cover-over = 本期已结束

# 现在需要你
today-list = 现在需要你
today-list-later = 另有{ $text }条暂缓
today-list-rest = 只列最紧急的{ $listed }条，还有{ $rest }条
today-list-calm = 现在没有要处理的事
today-list-calm-detail = 停滞、未交、待签和到期的事会出现在这里
today-group-all = 全部 { $n }
today-group-stuck = 停滞 { $n }
today-group-deals = 商机 { $n }
today-group-signing = 签字 { $n }
today-group-reports = 报告 { $n }
today-group-coaching = 辅导 { $n }
today-group-training = 培训 { $n }
today-group-mentors = 师徒 { $n }
today-group-targets = 目标 { $n }
today-done-name = 处理完“{ $name }”
today-snooze-name = 暂缓“{ $name }”
today-snooze-title = 暂缓到哪一天？
today-snooze = 暂缓
today-snooze-next = 下个工作日 { $day }
today-snooze-monday = 下周一 { $day }
today-snooze-fortnight = 两周后 { $day }
today-snooze-day = 其他日子
today-snooze-wrong = 写今天以后的日子，如 2025-11-20

# 今日节奏
today-agenda = 今日节奏
today-agenda-sub = { $done } / { $all } 完成
today-agenda-plan = 安排辅导
today-agenda-none = 今天没有安排
today-agenda-none-detail = 辅导、陪访、班次和到期的报告会排在这里
today-agenda-more = 还有{ $n }项，见“本周”
today-agenda-coaching = { $kind }：{ $name }
today-agenda-class = 培训：{ $name }
today-agenda-people = { $text }人
today-agenda-report-daily = { $period } 日报截止
today-agenda-report-weekly = { $period }周报截止
today-agenda-report-monthly = { $period }月报截止
today-agenda-sent = 应交{ $owed }份，已交{ $sent }份
today-agenda-notice = { $kind }，{ $detail }
today-agenda-start = 开始
today-agenda-open = 打开
today-agenda-done = 已完成
today-agenda-open-state = 未完成

# 漏斗
today-funnel-sub = 在手{ $text }个，{ $amount }
today-funnel-count = 在手{ $text }个
today-funnel-beyond = { $sub }，另有{ $text }个不在这些阶段
today-funnel-bottleneck = 瓶颈：{ $stage } { $rate }，{ $before } { $then }
today-funnel-watch = 关注：{ $stage } { $rate }，{ $before } { $then }
today-funnel-fine = 没有阶段明显变慢或变差
today-year-before = 去年同期
today-window-before = 前一窗口
today-funnel-none = 还没有商机
today-funnel-none-detail = 导入商机表后显示各阶段在手

# 成员达成
today-members = 成员达成
today-members-sub = 竖线为时间进度 { $gone }
today-members-none = 这个范围没有成员
today-members-none-detail = 换一个范围，或导入人员名册

# 本周
today-week = 本周安排
today-week-sub = { $first } 至 { $last }，{ $done }
today-week-today = 今天
today-week-off = 休息
today-week-nothing = 没有安排
today-week-rest = 还有{ $text }项没有列出
today-changes = 在手商机一周变化
today-changes-sub = { $from } 至 { $to }
today-changes-opening = 期初在手
today-changes-closing = 期末在手
today-changes-none = 还看不出变化
today-changes-none-detail = 导入商机周报后，这里写明一周里新增、赢单和输单

# 四步上手。
today-first = 四步上手
today-first-sub = 已完成 { $n } / 4
today-first-away = 收起
today-first-away-hint = 命令面板和“设置”里可以再打开
today-first-done = 已完成
today-first-team = 建团队
today-first-team-detail = 导入人员名册，或者逐个添加
today-first-team-go = 去建团队
today-first-stages = 定阶段
today-first-stages-detail = 自带五个阶段，可以换成自己的；合适就按“就用这些阶段”
today-first-stages-go = 去看阶段
today-first-report = 导入第一份商机表
today-first-report-detail = 自动识别表头和字段，预览确认后才写入
today-first-report-go = 去导入
today-first-targets = 定目标
today-first-targets-detail = 先定总数，再分到团队和人
today-first-targets-go = 去定目标
