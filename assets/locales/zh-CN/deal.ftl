# 一个商机的页、商机列表的筛选和看板。$n 决定单复数，$text 是写好的数字。
funnel-deal-open = 打开商机页
funnel-deal-back = 返回列表
funnel-deal-print = 打印商机单
funnel-deal-previous = 上一个
funnel-deal-next = 下一个
funnel-deal-save = 保存
funnel-deal-nothing = 空
funnel-deal-first = 首次填写
funnel-deal-again = 再次进入
funnel-deal-days = { $days }天
funnel-deal-find = 姓名或拼音首字母
funnel-deal-find-none = 没有这个人
funnel-deal-outside = 公司以外的人

# 抬头
funnel-deal-stuck = 停滞{ $text }天
funnel-deal-amount-changed = 最初{ $first }，改过{ $text }次
funnel-deal-entry = 第{ $text }次进入，{ $day }
funnel-deal-expected = 预计签约
funnel-deal-class = 预测类别
funnel-deal-class-stage = 按阶段
funnel-deal-class-of = { $period }预测类别
funnel-deal-stated = 自报{ $chance }
funnel-deal-learned = 阶段{ $chance }
funnel-deal-learned-few = 阶段赢率样本不足
funnel-deal-contacted = 最近联系
funnel-deal-reported = 报表

# 阶段路径
funnel-deal-path = 阶段路径
funnel-deal-path-days = { $text }天
funnel-deal-path-forward = 前进{ $text }次
funnel-deal-path-back = 退回{ $text }次
funnel-deal-path-stays = 共{ $text }段
funnel-deal-path-entries = 进入
funnel-deal-path-total = 合计 / 时限
funnel-deal-path-times = { $text }次
funnel-deal-path-label = { $text }天
funnel-deal-path-over = 其中超过时限{ $text }天
funnel-deal-path-end = 预计签约
funnel-deal-path-first = 原定 { $day }
funnel-deal-path-last = 预计 { $day }
funnel-deal-path-went-on = { $stage } { $from } 至 { $to }，{ $days }天，前进
funnel-deal-path-went-back = { $stage } { $from } 至 { $to }，{ $days }天，退回
funnel-deal-path-won = { $stage } { $from } 至 { $to }，{ $days }天，赢单
funnel-deal-path-lost = { $stage } { $from } 至 { $to }，{ $days }天，输单
funnel-deal-path-lasts = { $stage } { $from } 至今（{ $to }），{ $days }天
funnel-deal-path-none = 没有阶段的记录
funnel-deal-month = { $month }月
funnel-deal-legend-within = 时限内
funnel-deal-legend-over = 曾超
funnel-deal-legend-over-now = 正在超
funnel-deal-legend-limit = 时限

# 我方参与人
funnel-deal-team = 我方参与人
funnel-deal-team-sub = 本阶段需{ $text }人，到位{ $there }人
funnel-deal-team-none = 本阶段没有规定角色
funnel-deal-team-add = 邀请其他角色
funnel-deal-team-empty = 阶段模型没有规定参与角色，也还没有邀请任何人
funnel-deal-role-presales = 售前
funnel-deal-role-consultant = 技术顾问
funnel-deal-role-executive = 高层
funnel-deal-role-commercial = 商务
funnel-deal-role-finance = 财务
funnel-deal-role-legal = 法务
funnel-deal-nobody = 未到位
funnel-deal-later = 下一阶段需要
funnel-deal-asked = { $day } 邀请，待答复
funnel-deal-declined = 谢绝：{ $why }
funnel-deal-part-ask = 邀请{ $role }
funnel-deal-part-take = { $role }已到位
funnel-deal-part-decline = { $role }谢绝
funnel-deal-part-remove = 移出{ $role }

# 联系人
funnel-deal-contacts = 联系人与决策角色
funnel-deal-contacts-sub = 接触{ $met } / { $text }
funnel-deal-contacts-decider = 拍板人未见
funnel-deal-contacts-single = 只靠1位联系人
funnel-deal-contacts-add = 添加联系人
funnel-deal-contacts-take = 把{ $name }列入决策人
funnel-deal-contacts-edit = 修改{ $name }
funnel-deal-contacts-remove = 移出{ $name }
funnel-deal-contacts-empty = 客户资料里没有联系人，也还没有登记过
funnel-deal-column-part = 决策角色
funnel-deal-column-stance = 态度
funnel-deal-part-decides = 拍板
funnel-deal-part-approves = 审批
funnel-deal-part-gatekeeper = 技术把关
funnel-deal-part-buys = 采购
funnel-deal-part-uses = 使用
funnel-deal-part-coach = 内线
funnel-deal-stance-supports = 支持
funnel-deal-stance-neutral = 中立
funnel-deal-stance-against = 反对
funnel-deal-stance-unmet = 未接触

# 变更历史
funnel-deal-history = 变更历史
funnel-deal-history-all = 全部 { $n }
funnel-deal-history-amount = 金额 { $sum }
funnel-deal-history-days = 签约日 { $days }天
funnel-deal-column-day = 日期
funnel-deal-column-field = 字段
funnel-deal-column-change = 改前 → 改后
funnel-deal-column-diff = 变化
funnel-deal-column-source = 来源
funnel-deal-field-amount = 金额
funnel-deal-field-expected = 签约日
funnel-deal-field-stage = 阶段
funnel-deal-field-owner = 负责人
funnel-deal-field-next = 下一步
funnel-deal-field-decision = 决定
funnel-deal-field-class = 预测类别

# 下一步
funnel-deal-next-change = 改期或换一步
funnel-deal-next-late = 逾期{ $text }天
funnel-deal-next-today = 今天到期
funnel-deal-next-left = 剩{ $text }天

# 任务
funnel-deal-tasks = 本阶段任务
funnel-deal-tasks-overdue = 逾期{ $text }项
funnel-deal-task-due = { $day } 前
funnel-deal-task-today = { $day } 到期
funnel-deal-task-late = { $day } 到期，已过{ $text }个工作日
funnel-deal-task-was-late = 晚{ $text }个工作日
funnel-deal-task-undated = 没有期限

# 证据
funnel-deal-evidence = 离开本阶段的证据
funnel-deal-evidence-missing = 还差{ $text }项才算走完本阶段
funnel-deal-evidence-empty = 阶段模型没有规定证据
funnel-deal-customer-step = 客户自己的步骤：{ $step }
funnel-deal-waivers = 缺证据而前进
funnel-deal-waiver = { $stage } { $day } 离开时缺{ $text }项
funnel-deal-waiver-none = 还没有写明原因
funnel-deal-waiver-say = 写原因
funnel-deal-waiver-change = 修改

# 风险与退路
funnel-deal-risks = 风险与退路
funnel-deal-risks-sub = { $text }项
funnel-deal-risks-closed = 已解除{ $text }项
funnel-deal-risks-empty = 还没有登记风险和退路
funnel-deal-risk-add = 登记风险
funnel-deal-fallback-add = 登记退路
funnel-deal-risk-edit = 修改“{ $name }”
funnel-deal-risk-close = 解除“{ $name }”
funnel-deal-risk-due = { $day } 前
funnel-deal-fallback-when = 退路，{ $when }时启用
funnel-deal-weight-high = 高
funnel-deal-weight-medium = 中
funnel-deal-weight-low = 低

# 备注
funnel-deal-notes = 备注
funnel-deal-note-add = 写备注
funnel-deal-note-remove = 删除 { $day } 的备注
funnel-deal-notes-empty = 还没有备注

# 表单
funnel-deal-form-who = 人员
funnel-deal-form-weight = 轻重
funnel-deal-form-ask = 邀请参与
funnel-deal-form-ask-name = 姓名
funnel-deal-form-ask-more = 为了什么
funnel-deal-form-decline = 谢绝的原因
funnel-deal-form-decline-name = 为什么不参与
funnel-deal-form-contact = 联系人
funnel-deal-form-contact-name = 姓名
funnel-deal-form-contact-more = 职务
funnel-deal-form-contact-day = 最近见面
funnel-deal-form-risk = 风险
funnel-deal-form-risk-name = 可能出什么问题
funnel-deal-form-risk-more = 怎么应对
funnel-deal-form-risk-day = 哪天之前
funnel-deal-form-fallback = 退路
funnel-deal-form-fallback-name = 什么情况下启用
funnel-deal-form-fallback-more = 退到哪一步
funnel-deal-form-fallback-day = 哪天之前
funnel-deal-form-evidence = 登记证据
funnel-deal-form-evidence-more = 在哪里可以看到（文件、邮件、会议）
funnel-deal-form-evidence-day = 哪天有的
funnel-deal-form-task = 完成任务
funnel-deal-form-task-more = 在哪里可以看到（文件、邮件、会议）
funnel-deal-form-task-day = 哪天完成
funnel-deal-form-note = 备注
funnel-deal-form-note-name = 写什么
funnel-deal-form-waiver = 为什么缺证据而前进
funnel-deal-form-waiver-name = 前进的原因
funnel-deal-form-next = 记下一步
funnel-deal-form-next-name = 要做什么
funnel-deal-form-next-day = 几号之前
funnel-deal-form-class = 修改预测类别
funnel-deal-form-class-name = 改类别的依据
funnel-deal-need-name = 这一栏不能空
funnel-deal-need-fallback = 写明退到哪一步
funnel-deal-need-past = 不能晚于今天
funnel-deal-need-met = 未接触的人没有见面日期

# 筛选
funnel-filter-stages = 全部阶段
funnel-filter-stage-of = { $line }：{ $stage }
funnel-filter-owners = 全部负责人
funnel-filter-products = 全部产品
funnel-filter-months = 全部签约月
funnel-filter-classes = 全部类别
funnel-filter-product = 产品
funnel-filter-month = 预计签约月
funnel-filter-class = 预测类别
funnel-filter-least = 金额从
funnel-filter-most = 金额到
funnel-filter-no-next = 无下一步
funnel-filter-find = 名称或拼音首字母
funnel-filter-find-none = 没有找到
funnel-filter-clear = 清除筛选
funnel-filter-keep = 存为常用
funnel-filter-name = 清单名称
funnel-filter-name-new = 保存这个清单
funnel-filter-name-other = 清单改名
funnel-filter-rename = 把“{ $name }”改名
funnel-filter-remove = 删除清单“{ $name }”

# 看板
funnel-board = 看板
funnel-board-list = 列表
funnel-board-as = 列表或看板
funnel-board-by = 看板按什么分列
funnel-board-month = 预计签约月
funnel-board-hint = 阶段以周报为准，卡片不能拖动

# 命令行
deal-cli-head = { $deal }  { $stage }  { $amount }  { $owner }
deal-cli-path = 路径 { $days }天，前进 { $forward }，退回 { $back }
deal-cli-team = 角色到位 { $there } / { $needed }
deal-cli-tasks = 本阶段任务 { $done } / { $all }，逾期 { $overdue }
deal-cli-evidence = 证据 { $there } / { $needed }
deal-cli-contacts = 联系人接触 { $met } / { $all }
deals-cli-sum = { $n }个商机，金额 { $amount }，金额未知 { $unknown }

step-deal-part-ask = 邀请参与 { $subject }
step-deal-part-take = 登记参与人到位 { $subject }
step-deal-part-decline = 登记参与人谢绝 { $subject }
step-deal-part-remove = 移出参与人 { $subject }
step-deal-contact = 登记决策联系人 { $subject }
step-deal-contact-remove = 移出决策联系人 { $subject }
step-deal-risk = 登记风险或退路 { $subject }
step-deal-risk-close = 解除风险或退路 { $subject }
step-deal-evidence = 登记证据 { $subject }
step-deal-evidence-remove = 取消证据 { $subject }
step-deal-task = 完成阶段任务 { $subject }
step-deal-task-remove = 取消完成阶段任务 { $subject }
step-deal-note = 写备注 { $subject }
step-deal-note-remove = 删除备注 { $subject }
step-deal-waiver = 写明缺证据而前进的原因 { $subject }
step-list-save = 保存清单 { $subject }
step-list-rename = 清单改名为 { $subject }
step-list-remove = 删除清单 { $subject }

error-deal-number = 没有编号为“{ $number }”的商机
error-deal-number-hint = 用 --deal 写明商机编号，“商机列表”可以按编号搜索
error-deal-page-closed = “{ $name }”已经关闭，不能再邀请人或登记风险
error-deal-page-closed-hint = 它若还在跟进，等下一份报表写它在手，或撤销关闭的那一步
error-deal-page-future = 日期 { $day } 晚于今天（{ $today }）
error-deal-page-future-hint = 填今天或以前的日期
error-deal-page-stage = 这个阶段不属于“{ $name }”的阶段模型
error-deal-page-stage-hint = 回到清单，重新打开这个商机再登记
error-deal-part-who = 没有写明邀请谁
error-deal-part-who-hint = 选一个人，或写下公司以外的人的姓名
error-deal-part-left = { $name }已经不在公司
error-deal-part-left-hint = 选一个在职的人
error-deal-part-taken = 这个角色已经有人
error-deal-part-taken-hint = 先把现在的人移出，再邀请别人
error-deal-part-reason = 谢绝要写明原因
error-deal-part-reason-hint = 写一句为什么不参与
error-deal-contact-name = 联系人没有写姓名
error-deal-contact-name-hint = 写上姓名
error-deal-contact-twice = “{ $name }”已经在这个商机里
error-deal-contact-twice-hint = 修改已有的那一位
error-deal-contact-unmet = 未接触的人不会有见面日期 { $day }
error-deal-contact-unmet-hint = 改态度，或去掉日期
error-deal-risk-name = 没有写明是什么风险
error-deal-risk-name-hint = 写一句可能出什么问题
error-deal-risk-closed = 这一项 { $day } 已经解除
error-deal-risk-closed-hint = 登记新的一项，或撤销解除的那一步
error-deal-fallback-action = 退路没有写明退到哪一步
error-deal-fallback-action-hint = 写一句启用后怎么做
error-deal-task-before = 完成日期 { $day } 不晚于上一次离开本阶段的 { $left }
error-deal-task-before-hint = 退回后任务重新开始，填这一次完成的日期
error-deal-note-blank = 备注是空的
error-deal-note-blank-hint = 写一句话
error-deal-waiver-reason = 没有写明为什么缺证据而前进
error-deal-waiver-reason-hint = 写一句原因
error-list-name = 清单没有名称
error-list-name-hint = 写一个名称
error-list-twice = 已有名为“{ $name }”的清单
error-list-twice-hint = 换一个名称
error-list-unknown = 没有名为“{ $name }”的清单
error-list-unknown-hint = 在“商机列表”里存过的清单都可以用它的名称
error-stage-unknown = 当前的阶段模型里没有“{ $stage }”
error-stage-unknown-hint = 写“设置”里的阶段名称
error-status-unknown = 不认识商机状态“{ $status }”
error-status-unknown-hint = 写 open、won 或 lost
