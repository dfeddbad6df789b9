# 漏斗。$n 决定单复数，$text 是写好的数字。
funnel-tabs = 漏斗的页面
funnel-tab-overview = 漏斗总览
funnel-tab-list = 商机列表
funnel-tab-time = 时光机
funnel-tab-forecast = 预测
funnel-as-of = 数据截至 { $day }
funnel-go-to = 看{ $period }

# 空状态
funnel-empty-workspace = 还没有商机
funnel-empty-workspace-detail = 导入一份商机表或周报，漏斗就会出现
funnel-empty-workspace-action = 去导入
funnel-empty-scope = 这个范围没有商机
funnel-empty-scope-detail = 换一个团队或人员，或看全公司
funnel-empty-scope-action = 看全公司
funnel-empty-period = { $period }没有数据
funnel-empty-period-detail = 数据截至 { $day }，最近有数据的是{ $last }
funnel-empty-period-action = 看{ $last }

# 指标卡
funnel-note-deals = { $text }个商机
funnel-note-won = { $text }个赢单
funnel-note-cycle = 平均{ $mean }天，{ $text }个赢单
funnel-note-left-out = { $text }个未计入
funnel-metric-left-out = 未计入
funnel-metric-trend = 走势（{ $unit }）
funnel-trend-point = { $period }：{ $value }，{ $n }条
funnel-trend-small = 空心点样本少于10个，仅供参考
funnel-records = 记录
funnel-records-counted = 计入 { $n }
funnel-records-omitted = 未计入 { $n }
funnel-records-some = 只列出 { $shown } 条，共 { $text } 条
funnel-records-none = 没有记录

# 阶段漏斗
funnel-stages = 阶段漏斗
funnel-window-entered = { $from } 至 { $to } 进入
funnel-window-created = { $from } 至 { $to } 创建
funnel-window-stock = { $day } 的存量
funnel-bars = 柱的含义
funnel-bars-count = 个数
funnel-bars-amount = 金额
funnel-rule = 计数规则
funnel-model = 阶段模型
funnel-model-general = 通用阶段
funnel-model-of = 看“{ $line }”的漏斗，在手{ $text }个
funnel-rule-snapshot = 存量：截至当日各阶段的在手商机，不计转化
funnel-rule-created-cohort = 创建批次到达率：期内创建的商机里，到过该阶段的个数，以及其中到过下一阶段的占比
funnel-rule-stage-entry = 进入阶段批次：期内进入该阶段的次数，以及其中至今已推进或赢单的占比
funnel-rule-matured = 到期转化率：期内进入且已满{ $days }天的次数，以及其中{ $days }天内推进或赢单的占比
funnel-rule-eventual = 最终转化率：期内进入该阶段的次数，以及估计最终会推进或赢单的占比；未结束的按已停留天数计
funnel-key-estimate = 估计与95%区间
funnel-key-year-before = 去年同期
funnel-head-stage = 阶段
funnel-head-matured = 期内进入且到期
funnel-head-stage-entry = 期内进入
funnel-head-eventual = 期内进入
funnel-head-created-cohort = 创建后到达
funnel-head-snapshot = 存量
funnel-head-open-amount = 在手金额 { $unit }
funnel-head-open = 在手 个
funnel-head-amount = 金额 { $unit }
funnel-head-next = 转入下一阶段
funnel-head-rate = 转化率
funnel-head-stay = 停留中位
funnel-days-short = { $n }天
funnel-small = 样本少
funnel-left-out = 未计入：{ $list }
funnel-left-out-part = { $reason } { $n }
funnel-left-out-stage = 在手但阶段未知
funnel-left-out-own = 在手但另有阶段模型
funnel-left-out-amount = 在手金额未知

# 成员对比
funnel-people = 成员对比
funnel-people-of-team = 与团队对比
funnel-people-open = 各人在手
funnel-step = { $from }→{ $to }
funnel-compare = 对比内容
funnel-compare-rate = 转化
funnel-compare-open = 在手
funnel-bench = 合计 { $rate }
funnel-bench-none = 合计
funnel-people-foot = 证据强度90%起标“偏低”，75%起标“关注”；不足10个不下结论
funnel-people-team-foot = { $team }全员，本人在最上；少于10个不下结论
funnel-people-eventual-foot = 成员按已推进 / 进入计；少于10个不下结论
funnel-people-open-foot = 截至当日该阶段的在手商机
funnel-people-none = 这个阶段没有可比的商机
funnel-people-none-detail = 点选左侧的其他阶段，或换一个计数规则
funnel-column-person = 成员
funnel-column-advanced = 推进

# 列
funnel-expected-past = 已过
funnel-column-deal = 客户与商机
funnel-column-owner = 负责人
funnel-column-expected = 预计签约
funnel-column-created = 创建日
funnel-column-closed = 关闭日
funnel-column-reported = 最近报告
funnel-column-outcome = 结果
funnel-column-reason = 未计入的原因
funnel-column-gave = 计入的内容

# 商机列表
funnel-search = 搜索商机
funnel-search-placeholder = 客户、商机、编号、负责人
funnel-table-export = 导出
funnel-list-number = 商机编号
funnel-list-amount-yuan = 金额（元）
funnel-list-status = 商机状态
funnel-list-won = 期内赢单
funnel-list-lost = 期内输单
funnel-list-all = 共{ $text }个
funnel-list-some = 列出前{ $shown }个，共{ $text }个
funnel-list-undated = 另有{ $text }个关闭日期未知
funnel-list-none = 没有这样的商机
funnel-list-none-detail = 换一个状态、范围或周期
funnel-list-not-found = 没有找到“{ $search }”
funnel-list-not-found-detail = 可以搜索客户、商机名称、编号，或负责人的姓名和拼音首字母
