# 组织：结构图、列表、人员卡、表单。
organisation-tabs = 组织的页面
organisation-structure = 组织结构
organisation-as-of = 截至 { $day }
organisation-mode = 显示方式
organisation-chart = 结构图
organisation-list = 列表
organisation-search = 查找人员
organisation-search-hint = 姓名、拼音或工号
organisation-add-person = 添加人员
organisation-add-team = 添加团队
organisation-import-roster = 导入人员名册

# 顶部指标。
organisation-strip-active = 在岗人员
organisation-strip-staff = 员工 { $n }
organisation-strip-staff-archived = 员工 { $n }，已移出 { $gone }
organisation-strip-teams = 团队
organisation-strip-managed = 都有经理
organisation-strip-unmanaged = { $n }个未指定经理
organisation-strip-regions = 区域
organisation-strip-no-region = { $n }个团队未分区域
organisation-strip-external = 外部人员
organisation-strip-external-note = 代理、渠道伙伴
organisation-strip-no-team = 未分团队
organisation-strip-no-team-note = 业绩不计入任何团队
organisation-strip-new-note = 待核对资料
organisation-unit-people = 人
organisation-unit-things = 个

# 结构图；人员卡、列表和筛选也用这些词。
organisation-active = 在岗
organisation-archived = 已移出
organisation-employee = 员工
organisation-external = 外部
organisation-new = 由导入新建
organisation-manager = 经理
organisation-no-team = 未分团队
organisation-no-manager = 未指定经理
organisation-no-region = 未分区域
organisation-company = 公司
organisation-column-regions = 区域
organisation-column-teams = 团队
organisation-n-teams = { $n }个团队
organisation-edit-team = 修改团队 { $name }
organisation-current-path = 当前路径
organisation-no-members = 还没有成员
organisation-no-teams = 还没有团队

# 空与找不到。
organisation-empty = 还没有人员
organisation-empty-detail = 导入人员名册，团队、岗位和区域会一并建好；也可以逐个添加
organisation-nobody-here = 这里没有人员
organisation-nobody-here-detail = 换一个范围或筛选条件
organisation-show-active = 看在岗人员
organisation-not-found = 没有找到“{ $query }”
organisation-not-found-detail = 可以输入汉字、全拼、首字母或工号
organisation-clear-search = 清空查找
organisation-no-person = 没有选中的人员
organisation-no-person-detail = 在左侧选一个人查看资料

# 人员卡。
organisation-more = 更多操作
organisation-edit-person = 修改人员
organisation-remove = 移出人员
organisation-restore = 恢复人员
organisation-nothing-known = 岗位、城市、工号未填写
organisation-comma = ，
organisation-fact-hired = 入职
organisation-fact-tenure = 司龄
organisation-fact-open = 在手商机
organisation-fact-won = 今年签约
organisation-n-deals = { $n }个
organisation-tenure-months = { $n }个月
organisation-tenure-years = { $n }年
organisation-not-hired-yet = 未入职
organisation-see-funnel = 看漏斗
organisation-see-evaluation = 看评估
organisation-stints = 任职经历
organisation-stints-none = 还没有任职记录，修改人员时选择团队或岗位
organisation-place = { $team }，{ $post }
organisation-span = { $from } 至 { $to }
organisation-span-coming = { $from } 起
organisation-since-ever = 起始不详
organisation-until-now = 今
organisation-contact = 联系方式
organisation-contact-none = 未填写

# 变更记录。
organisation-history = 变更记录
organisation-history-none = 还没有变更
organisation-history-newest = 最近{ $n }条
organisation-history-source = { $by }，{ $title }
organisation-history-membership = 任职
organisation-history-created = 建档
organisation-history-typed = 手工添加
organisation-history-from-roster = 来自名册
organisation-history-from-sheet = 由导入新建
organisation-history-origin = 来源
organisation-history-starts = 任职开始
organisation-history-ends = 任职结束
organisation-history-extra = 表格的其他列
organisation-history-extra-changed = 已更新

# 字段，表单、表头和变更记录共用。
organisation-field-name = 姓名
organisation-field-number = 工号
organisation-field-kind = 类型
organisation-field-hired = 入职日期
organisation-field-city = 城市或辖区
organisation-field-phone = 电话
organisation-field-email = 邮箱
organisation-field-post = 岗位
organisation-field-team = 团队
organisation-field-team-name = 团队名称
organisation-field-region = 区域
organisation-field-manager = 经理
organisation-field-origin = 来源
organisation-field-status = 状态
organisation-field-effective = 生效日期

# 表单。
organisation-save-person = 保存人员
organisation-save-team = 保存团队
organisation-edit-team-title = 修改团队
organisation-close = 关闭
organisation-cancel = 取消
organisation-to-correct = { $n }项需修改
organisation-search-team = 查找团队
organisation-search-name = 查找姓名或工号
organisation-nothing-found = 没有找到
organisation-post-hint = 选择或输入岗位
organisation-region-hint = 选择或输入区域
organisation-makes-post = 保存时新建岗位“{ $name }”
organisation-makes-region = 保存时新建区域“{ $name }”
organisation-manager-help = 团队的直接上级，会印在评估表上
organisation-effective-moves = 从这天起按新的团队和岗位统计，此前的周期不变；留空则视为更正，历史一并改
organisation-effective-corrects = 视为更正：这段任职从开始就按新的团队和岗位统计，历史一并改
organisation-effective-since-ever = 留空表示起始不详，以往业绩也计入这个团队
organisation-effective-first = 从这天起计入这个团队，此前的业绩不计入
organisation-problem-name = 填写名称
organisation-problem-number = 工号已属于{ $name }
organisation-problem-date = 没有这一天，写成 2025-11-19
organisation-problem-early = 早于这段任职的起始日 { $day }
organisation-problem-team = 已有同名团队
organisation-weekdays = 一 二 三 四 五 六 日
organisation-month-previous = 上个月
organisation-month-next = 下个月
organisation-calendar-open = 打开日历

# 确认。
organisation-remove-title = 移出“{ $name }”？
organisation-remove-body = 移出后不再出现在名单中，历史业绩、商机和评估都保留。可以撤销，也可以在列表的“已移出”里恢复。
organisation-remove-open = 名下还有{ $n }个在手商机，移出后仍归在名下。
organisation-keep = 保留
organisation-discard-title = 放弃已填写的内容？
organisation-discard-body = 关闭后，这次填写的内容不会保存。
organisation-discard = 放弃修改
organisation-keep-writing = 继续填写

# Pages of the tab.
organisation-tab-structure = 组织结构
organisation-tab-posts = 岗位说明
organisation-tab-headcount = 编制
organisation-tab-team = 团队建设
organisation-tab-mentors = 师徒结对
organisation-tab-handover = 人员变动
organisation-tab-profile = 人员档案
