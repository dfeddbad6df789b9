# 各处共用的词。
app-name = 舵手
app-name-latin = Coxswain
period-year = { $year }年
period-quarter = { $part ->
    [1] { $year }年一季度
    [2] { $year }年二季度
    [3] { $year }年三季度
   *[4] { $year }年四季度
 }
period-month = { $year }年{ $part }月
period-week = { $year }年第{ $part }周
size-kb = { $n } KB
size-mb = { $n } MB
size-gb = { $n } GB
unknown = 未知
won = 赢单
lost = 输单
open = 在手

# 各处表单周围的词。
form-to-correct = 有{ $n }处要改
form-discard-title = 放弃没有保存的内容？
form-discard-body = 填写的内容还没有保存，放弃后就没有了。
form-discard-stay = 继续填写
form-discard = 放弃

# 日志中一步的名称；$subject 是它涉及的人、文件等。
step-create = 新建工作区
step-import = 导入 { $subject }
step-take-back = 撤回导入 { $subject }
step-add-person = 添加人员 { $subject }
step-edit-person = 修改人员 { $subject }
step-archive-person = 移出人员 { $subject }
step-restore-person = 恢复人员 { $subject }
step-leave = { $subject }离职
step-split-team = 拆分出团队 { $subject }
step-merge-teams = 合并团队
step-add-team = 添加团队 { $subject }
step-edit-team = 修改团队 { $subject }
step-charter = 发布团队章程 { $subject }
step-pair-add = 师徒结对 { $subject }
step-pair-edit = 修改结对 { $subject }
step-pair-remove = 删除结对 { $subject }
step-pair-close = 结束带教 { $subject }
step-pair-reopen = 重新打开结对 { $subject }
step-task-add = 添加带教任务 { $subject }
step-task-edit = 修改带教任务 { $subject }
step-task-done = 完成带教任务 { $subject }
step-task-undone = 取消完成带教任务 { $subject }
step-task-remove = 删除带教任务 { $subject }
step-checkin = 记录面谈 { $subject }
step-checkin-remove = 删除面谈记录 { $subject }
step-mentor-capacity = 每位师傅最多带{ $subject }人
step-event-add = 添加团队活动 { $subject }
step-event-edit = 修改团队活动 { $subject }
step-event-remove = 删除团队活动 { $subject }
step-recognition-add = 表彰 { $subject }
step-recognition-edit = 修改表彰 { $subject }
step-recognition-remove = 删除表彰 { $subject }
step-evaluation-comment = 填写评语 { $subject }
step-evaluation-agree = 填写改进计划 { $subject }
step-evaluation-sign = 签字 { $subject }
step-evaluation-withdraw = 撤回签字 { $subject }
step-settings = 修改设置
step-erase = 删除个人数据：{ $subject }
step-stages = 修改阶段模型
step-stages-keep = 沿用自带的阶段
step-stages-add = 从模板启用阶段模型
step-stages-retire = 停用阶段模型 { $subject }
step-template = 修改评分标准
step-report-rule = 规定提交周报
step-report-rule-edit = 修改提交规则
step-targets = 设定目标 { $subject }
step-target-actions = 写明怎样达到 { $subject }
step-market-note = 添加市场调整 { $subject }
step-market-note-off = 停用市场调整
step-market-note-on = 启用市场调整
step-seats = 设定编制 { $subject }
step-seats-off = 取消编制 { $subject }
step-vacancy = 登记空缺 { $subject }
step-vacancy-filled = 空缺到岗 { $subject }
step-vacancy-closed = 关闭空缺 { $subject }
step-headcount-plan = 保存人数测算 { $subject }
step-add-post = 添加岗位 { $subject }
step-rename-post = 修改岗位名称 { $subject }
step-archive-post = 停用岗位 { $subject }
step-restore-post = 恢复岗位 { $subject }
step-duty-sheet = 发布岗位说明书 { $subject }
step-duty-acknowledge = 记录岗位说明书签字 { $subject }
step-duty-choose = 指定岗位说明书 { $subject }
step-duty-choice-back = 取消指定岗位说明书 { $subject }
step-duty-check = 每月自查 { $subject }
step-duty-uncheck = 撤去自查 { $subject }
step-duty-new-months = 修改新员工的界限
step-add-candidate = 添加候选人 { $subject }
step-edit-candidate = 修改候选人 { $subject }
step-candidate-open = 重新考察候选人 { $subject }
step-candidate-hired = 录用候选人 { $subject }
step-candidate-declined = 不录用候选人 { $subject }
step-candidate-findings = 评定候选人 { $subject }
step-calendar-year = 录入{ $subject }年放假安排
step-calendar-year-drop = 撤去{ $subject }年录入的放假安排
step-company-day = 添加公司日 { $subject }
step-company-day-edit = 修改公司日 { $subject }
step-company-day-remove = 删除公司日 { $subject }
step-outcome = 填写输赢原因 { $subject }
step-outcome-clear = 撤去输赢原因 { $subject }

# 工作日历。
calendar-estimated = { $year }年放假安排未公布，按双休估算
calendar-off = 休
calendar-work = 班
holiday-new-year = 元旦
holiday-spring-festival = 春节
holiday-qingming = 清明节
holiday-labour-day = 劳动节
holiday-dragon-boat = 端午节
holiday-mid-autumn = 中秋节
holiday-national-day = 国庆节

# 日期下面的日历。
day-weekdays = 一 二 三 四 五 六 日
day-weekdays-named = 周一 周二 周三 周四 周五 周六 周日
day-month-previous = 上个月
day-month-next = 下个月
day-calendar-open = 打开日历

# 单位与写法。
days = { $n }天
unit-money-small = 万元
unit-count = 个
unit-percent = %
unit-days = 天
name-with-unit = { $name }（{ $unit }）
date-full = { $year }年{ $month }月{ $day }日
evaluation-kind-year = 年度评估
evaluation-kind-quarter = 季度评估
evaluation-kind-month = 月度评估
evaluation-kind-week = 周评估
evaluation-unrated-note = 缺少目标或实际：{ $rows }；有数据的权重不足80%
evaluation-reweighted-note = 缺少目标或实际：{ $rows }；其余指标按权重折算
