# 评估：季度评估的评分卡、评语、签字与打印。
evaluation-tabs = 评估
evaluation-tab-year = 年度评估
evaluation-tab-quarter = 季度评估
evaluation-tab-month = 月度评估
evaluation-tab-week = 周评估
evaluation-hint = 已完成 { $done } / { $all }，待签字 { $waiting }
evaluation-export-all = 全部存为 PDF
evaluation-mode = 查看方式
evaluation-mode-person = 个人
evaluation-mode-summary = 汇总
evaluation-comma = ，
evaluation-save = 保存
evaluation-open = 打开
evaluation-import = 去导入

# 没有可显示的内容。
evaluation-empty-period = { $period }没有数据
evaluation-empty-person = { $name }在{ $period }没有数据
evaluation-empty-detail = 这段时间没有赢单、输单，也没有在手商机
evaluation-empty-go = 看{ $period }
evaluation-empty-workspace = 还没有可评估的人员
evaluation-empty-workspace-detail = 导入商机后，按负责人生成评分卡
evaluation-no-targets = { $period }还没有目标
evaluation-no-targets-detail = 没有目标就没有得分。可以导入目标表，按人员、指标和周期填写。

# 汇总。
evaluation-people = 评估汇总
evaluation-people-sub = { $n }人，{ $rated }人有得分
evaluation-col-name = 姓名
evaluation-col-team = 团队
evaluation-col-stand = 状态
evaluation-no-data = 没有数据
evaluation-stand-changed = 签字后有变化
evaluation-stand-comments = 待填评语
evaluation-stand-employee = 待员工签字
evaluation-stand-manager = 待经理签字
evaluation-stand-hr = 待 HR 签字
evaluation-stand-signed = 已完成

# 个人：抬头。
evaluation-pick = 选择人员
evaluation-pick-find = 搜索姓名
evaluation-pick-nothing = 没有找到
evaluation-previous = 上一个（K）
evaluation-next = 下一个（J）
evaluation-head = { $period }评估，编号 { $number }
evaluation-score = 综合得分
evaluation-grade = 等级
evaluation-rank = 排名
evaluation-unrated = 无法评定
evaluation-step-self = 员工自评
evaluation-step-manager = 经理评语
evaluation-step-employee-signs = 员工签字
evaluation-step-manager-signs = 经理签字
evaluation-step-hr-signs = HR 签字
evaluation-changed = 签字后内容有变化，需重新签字
evaluation-changed-detail = 数据或评语在签字之后改过，纸面与记录不再一致。撤回签字后可以重新签。

# 评分卡。
evaluation-scorecard = 评分卡
evaluation-sub = { $met }项达标，{ $below }项未达标
evaluation-sub-running = 截至 { $day } 已达标{ $met }项
evaluation-sub-missing = { $missing }项缺目标或数据
evaluation-category = 类别
evaluation-metric = 指标
evaluation-weight = 权重
evaluation-target = 目标
evaluation-actual = 实际
evaluation-attainment = 达成率
evaluation-points = 得分
evaluation-weighted = 加权
evaluation-total = 合计
evaluation-cap = 得分上限{ $cap }
evaluation-why-no-target = 没有设定{ $period }的目标
evaluation-why-zero-target = 目标为0，不能计算达成率
evaluation-why-no-deals = 期内没有可计算的商机
evaluation-why-unknown = 数据不足，不能计算
evaluation-basis = 根据{ $n }个商机
evaluation-left-out = ；未计入：{ $list }
evaluation-left-out-one = { $reason } { $n }个

# 团队分布。
evaluation-spread = 团队分布
evaluation-spread-sub = { $people }人，分数越右越好
evaluation-spread-sub-some = { $people }人中{ $rated }人有得分，分数越右越好
evaluation-spread-band = { $grade } { $n }人
evaluation-spread-mean = 均分 { $mean }
evaluation-spread-several = { $n }人
evaluation-spread-few = 样本少：团队中{ $n }人有得分，至少3人才画分布

# 评语。
evaluation-comments = 评语
evaluation-unsaved = 还没有保存
evaluation-comment-self = 员工自评
evaluation-comment-manager = 经理评语
evaluation-comment-self-hint = 做得好的、没做到的、需要的支持
evaluation-comment-manager-hint = 结论、依据的数据、下一期重点
evaluation-comment-count = { $n } / { $max }字
evaluation-comment-long = 超过{ $max }字，缩短后才能保存
evaluation-comment-none = 没有填写
evaluation-locked = 已签字，撤回签字后可以修改

# 改进计划。
evaluation-plan = 改进与发展计划
evaluation-plan-sub = { $n }项
evaluation-plan-empty = 还没有改进项；打印页留空行手写
evaluation-plan-add = 添加改进项
evaluation-plan-edit = 修改
evaluation-plan-title = { $name }的改进与发展计划
evaluation-plan-item = 改进项 { $n }
evaluation-plan-remove = 移除改进项 { $n }
evaluation-plan-goal = 改进目标
evaluation-plan-goal-missing = 填写改进目标
evaluation-plan-action = 行动
evaluation-plan-due = 完成日期
evaluation-plan-supporter = 支持人
evaluation-plan-save = 保存计划

# 打印预览与签字。
evaluation-preview = 打印预览
evaluation-preview-sub = A4 纵向，{ $n }页
evaluation-preview-failed = 可以先存为 PDF，再用阅读器查看
evaluation-zoom-in = 放大
evaluation-zoom-out = 缩小
evaluation-zoom-fit = 适合宽度
evaluation-print = 打印
evaluation-printers-looking = 正在查找打印机…
evaluation-printers-none = 没有找到打印机，可以先存为 PDF
evaluation-printer-default = 默认
evaluation-export = 存为 PDF
evaluation-sign = 签字
evaluation-sign-employee = 员工签字
evaluation-sign-manager = 经理签字
evaluation-sign-hr = HR 签字
evaluation-sign-note = 签字后锁定，如需修改要先撤回
evaluation-sign-title = { $name }的评估：{ $role }签字
evaluation-sign-detail = { $period }，内容码 { $code }。签字后评语和改进计划不能修改。
evaluation-signer = 签字人
evaluation-signer-missing = 填写签字人的姓名
evaluation-sign-day = 签字日期
evaluation-signed-by = { $role } { $name }
evaluation-signed-note = 已签字：{ $list }
evaluation-role-employee = 员工
evaluation-role-manager = 经理
evaluation-role-hr = HR
evaluation-withdraw = 撤回签字
evaluation-withdraw-short = 撤回
evaluation-withdraw-title = 撤回{ $name }评估上的全部签字？
evaluation-withdraw-detail = { $n }个签字会从记录中移除，之后可以修改评语和改进计划，再重新签字。撤销可以恢复。
evaluation-withdraw-stay = 保留签字
evaluation-day-wrong = 没有这一天，按 2025-11-19 的样式填写
evaluation-day-future = 日期不能晚于今天
