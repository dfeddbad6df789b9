# 停滞商机。$n 决定单复数，$text 是写好的数字。
funnel-stuck = 停滞商机
funnel-stuck-sub = { $count }。停留比80%的赢单更久；赢单不足8个的阶段，按阶段时限
funnel-stuck-n-waiting = 待决定{ $text }个
funnel-stuck-n-decided = 已有决定{ $text }个
funnel-stuck-worth = { $n }（{ $amount }）
funnel-stuck-unknown = { $text }个金额未知
funnel-stuck-some = 列出前{ $shown }个
funnel-stuck-without-stage = 另有{ $text }个阶段未知
funnel-stuck-tile-note = { $amount }，占{ $share }
funnel-stuck-tile-none = 没有超过时限的商机
funnel-stuck-lists = 停滞商机的清单
funnel-stuck-waiting = 待决定 { $n }
funnel-stuck-decided = 已有决定 { $n }
funnel-stuck-export = 导出
funnel-stuck-open = 打开商机
funnel-stuck-none-waiting = 没有待决定的停滞商机
funnel-stuck-none-waiting-detail = 在手商机都在时限之内，或者已有决定
funnel-stuck-none-decided = 还没有作过决定
funnel-stuck-none-decided-detail = 打开一个停滞商机，选一种决定并写明原因
funnel-stuck-narrow = 没有这样的停滞商机
funnel-stuck-narrow-detail = 换一个阶段或原因
funnel-stuck-narrow-all = 看全部

# 列
funnel-stuck-column-stay = 停留 / 时限
funnel-stuck-column-stay-hint = 在此阶段的总天数，退回再来的加在一起。带“≥”的只知道报告日期，进入阶段可能更早
funnel-stuck-column-touched = 最近跟进
funnel-stuck-column-touched-hint = 最近一次联系客户，或商机最近一次变动
funnel-stuck-column-mark = 停滞原因
funnel-stuck-column-mark-hint = 有几种原因时，按最要紧的一种
funnel-stuck-column-action = 建议动作
funnel-stuck-column-decision = 决定
funnel-stuck-of-limit = { " " }/ { $limit }天
funnel-stuck-today = 当天
funnel-stuck-ago = { $text }天前

# 导出的列
funnel-stuck-sheet-account = 客户
funnel-stuck-sheet-deal = 商机
funnel-stuck-sheet-amount = 金额（元）
funnel-stuck-sheet-days = 停留天数
funnel-stuck-sheet-limit = 时限天数
funnel-stuck-sheet-basis = 时限依据
funnel-stuck-sheet-chance = 30天内推进的可能
funnel-stuck-sheet-pushes = 推迟次数
funnel-stuck-basis-winners = 80%的赢单
funnel-stuck-basis-configured = 阶段时限

# 为什么
funnel-stuck-why-stay = 在{ $stage }停留{ $days }天，时限{ $limit }天
funnel-stuck-why-winners = 比80%的赢单在此阶段停留更久（近24个月{ $n }个赢单）
funnel-stuck-why-configured = 赢单只有{ $n }个，不足8个，按“设置”里的阶段时限
funnel-stuck-why-again = 不是第一次进入此阶段：这次从 { $day } 起{ $days }天
funnel-stuck-why-report = 进入阶段的日期未知，从 { $day } 的报表起算，实际可能更久
funnel-stuck-chance = 停留同样久的{ $n }次里，{ $days }天内推进的约{ $chance }
funnel-stuck-chance-least = 停留同样久的{ $n }次里，{ $days }天内推进的至少{ $chance }
funnel-stuck-chance-few = { $days }天内推进的可能：样本不足，停留同样久的只有{ $n }次
funnel-stuck-amount = 金额
funnel-stuck-passed = 已过
funnel-stuck-pushes = 推迟{ $n }次，共{ $days }天
funnel-stuck-touched = 最近跟进日
funnel-stuck-people = 客户联系人
funnel-stuck-contacts = { $text }位
funnel-stuck-contacts-unknown = 未登记

# 下一步
funnel-stuck-next = 下一步
funnel-stuck-next-none = 还没有约定下一步
funnel-stuck-next-text = { $day } { $what }
funnel-stuck-confirmed = 客户 { $day } 已确认
funnel-stuck-unconfirmed = 客户尚未确认
funnel-stuck-next-confirm = 登记客户确认
funnel-stuck-next-finish = 已完成
funnel-stuck-next-add = 记下一步
funnel-stuck-next-replace = 换成这一步
funnel-stuck-what = 做什么
funnel-stuck-what-hint = 如 约技术总监复谈，经理陪同
funnel-stuck-due = 哪天之前

# 决定
funnel-stuck-decide = 怎么处理
funnel-stuck-reason = 决定的原因
funnel-stuck-reason-hint = 如 客户换了采购负责人，要重新确认预算
funnel-stuck-until = 到哪天再看
funnel-stuck-until-help = 到了这一天重新出现；不填则到它换阶段为止
funnel-stuck-until-day = 到 { $day } 再看
funnel-stuck-lost-detail = 今天起记为输单，可以撤销。以后的报表又写它在跟进，就重新打开
funnel-stuck-save = 保存决定
funnel-stuck-save-lost = 关闭为输单
funnel-stuck-history = 以往的决定
funnel-stuck-problem-decision = 选一种处理方式
funnel-stuck-problem-reason = 写明原因
funnel-stuck-problem-wait = 等待要写明到哪一天
funnel-stuck-problem-day = 日期写成 2025-12-01
funnel-stuck-problem-later = 要晚于今天
funnel-stuck-problem-past = 不能早于今天
funnel-stuck-problem-what = 写明做什么

# 窗口和命令行共用
stuck-cli-sum = 停滞 { $stuck }，金额 { $amount }；待决定 { $waiting }；在手 { $open }
stuck-mark-overdue = 逾期未签
stuck-mark-pushed = 多次推迟
stuck-mark-no-next-step = 无下一步
stuck-mark-few-contacts = 联系人单一
stuck-mark-long-stay = 停留过长
stuck-action-overdue = 与客户核实签约日期和卡点
stuck-action-pushed = 约决策人当面问清推迟的原因
stuck-action-no-next-step = 本周内约定下一步，请客户确认
stuck-action-few-contacts = 请客户引见其他决策人
stuck-action-long-stay = 复盘需求和方案，换一个切入点
stuck-decision-reassess = 重新评估需求
stuck-decision-change-approach = 调整策略
stuck-decision-ask-for-help = 请求支援
stuck-decision-close-lost = 关闭为输单
stuck-decision-wait = 约定等待

step-deal-decide = 决定停滞商机 { $subject }
step-deal-close = 关闭商机 { $subject }
step-deal-next = 记下一步 { $subject }
step-deal-next-confirm = 登记客户确认 { $subject }
step-deal-next-done = 完成下一步 { $subject }

error-deal-closed = “{ $name }”已经关闭，不能再作决定或约下一步
error-deal-closed-hint = 它若还在跟进，等下一份报表写它在手，或撤销关闭的那一步
error-decision-reason = 决定要写明原因
error-decision-reason-hint = 写一句为什么这样处理
error-decision-wait = 等待要写明到哪一天，并晚于今天（{ $today }）
error-decision-wait-hint = 填一个以后的日期，到了那天会重新出现
error-decision-until = 再看的日期 { $day } 不晚于今天（{ $today }）
error-decision-until-hint = 填一个以后的日期，或者留空
error-next-step-blank = 下一步还没有写做什么
error-next-step-blank-hint = 写一句要做的事
error-next-step-due = 下一步的日期 { $day } 早于今天（{ $today }）
error-next-step-due-hint = 填今天或以后的日期
error-next-step-done = 这一步 { $day } 已经完成
error-next-step-done-hint = 约定新的下一步，或撤销完成的那一步
error-next-step-confirmed = 客户 { $day } 已经确认过这一步
error-next-step-confirmed-hint = 日期改了就记一个新的下一步
