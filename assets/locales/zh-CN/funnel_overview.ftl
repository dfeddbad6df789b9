# 漏斗总览：结论、对比、数字背后的商机。$n 决定单复数，$text 是写好的数字。
funnel-review-print = 打印周评审
funnel-review-export = 周评审工作簿
funnel-unit-a-day = 每天
funnel-note-lead = { $won } / { $text }（{ $open }未结）
funnel-note-weighted = 按阶段赢率
funnel-note-velocity = 按全部停留 { $steady }

# 标记
funnel-mark-bottleneck = 瓶颈
funnel-mark-watch = 关注
funnel-mark-low = 偏低
funnel-evidence = 证据强度{ $share }
funnel-key-window-before = 前一窗口
funnel-key-before = 去年同期或前一窗口
funnel-maturity = 创建{ $text }个，{ $open }个仍在手（{ $share }）。
funnel-maturity-young = 未成熟：创建{ $text }个，{ $open }个仍在手（{ $share }），转化偏低。

# 漏斗下面的一句话
funnel-insight-flag = { $step }明显偏低（证据强度{ $share }）
funnel-insight-watch = { $step }值得关注（证据强度{ $share }）
funnel-insight-year-before = 去年同期
funnel-insight-window-before = 前一窗口
funnel-insight-none = 没有阶段比以前明显偏低
funnel-insight-no-past = 样本不足：去年同期和前一窗口都不到10个，不判断瓶颈
funnel-insight-not-judged = 这个规则不判断瓶颈；到期转化率适合比较
funnel-insight-rate = 转化 { $rate }（{ $count }），{ $before } { $then }（{ $past }）
funnel-insight-stay = 停留{ $days }天，{ $before }{ $then }天
funnel-insight-reason = { $reason }{ $text }单
funnel-insight-reasons = 主因：{ $list }。
funnel-insight-lift = 恢复到{ $before }的水平，每季{ $n ->
    [0] 多签不到1单
   *[other] 约多签{ $text }单
 }、{ $amount }。
funnel-insight-lift-count = 恢复到{ $before }的水平，每季{ $n ->
    [0] 多签不到1单
   *[other] 约多签{ $text }单
 }。
funnel-insight-see = 看{ $text }单
funnel-left-out-see = 未计入

# 目标要多少新商机
funnel-need = 目标需要的新商机
funnel-need-short = { $period }目标 { $target }，按近180天各阶段的转化和平均单额倒推，要有{ $needed }个新商机；本期新增{ $leads }个，还差{ $gap }个
funnel-need-enough = { $period }目标 { $target }，按近180天各阶段的转化和平均单额倒推，要有{ $needed }个新商机；本期新增{ $leads }个，多{ $gap }个
funnel-need-stages = 各阶段要进入：{ $list }
funnel-need-no-target = 这个范围本期没有签约额目标，算不出要多少新商机
funnel-need-few-won = 近180天赢单不足10个，平均单额不可靠，不倒推
funnel-need-few-visits = { $stage }近180天不足10次，转化率不可靠，不倒推
funnel-need-none-went-on = { $stage }近180天没有商机往后走，不能倒推

# 输单原因

# 对比
funnel-by = 对比谁
funnel-by-person = 成员
funnel-by-team = 团队
funnel-by-region = 区域
funnel-by-product = 产品
funnel-compare-stay = 停留
funnel-compare-teams = 团队对比
funnel-compare-regions = 区域对比
funnel-compare-products = 产品对比
funnel-column-team = 团队
funnel-column-region = 区域
funnel-column-product = 产品
funnel-column-finished = 已结束
funnel-people-stay = 停留对比
funnel-people-stay-foot = 已结束停留的中位数，竖线为合计；不足10个不下结论

# 数字背后的商机
funnel-behind-all-stages = 全部阶段
funnel-behind-of = { $group }，{ $stage }
funnel-behind-entered = 计入 { $n }
funnel-behind-advanced = 推进 { $n }
funnel-behind-not-advanced = 未推进 { $n }
funnel-behind-open = 在手 { $n }
funnel-behind-left-out = 未计入 { $n }
funnel-behind-came = 已到下一阶段
funnel-behind-exit-advance = 推进，{ $n }天
funnel-behind-exit-won = 赢单，{ $n }天
funnel-behind-exit-lost = 输单，{ $n }天
funnel-behind-exit-back = 退回，{ $n }天
funnel-behind-exit-open = 未结束，已{ $n }天
funnel-column-began = 开始日
funnel-column-became = 结果
funnel-list-stage = 仅{ $stage }
