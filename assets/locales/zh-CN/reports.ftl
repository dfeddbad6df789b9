# 报表：导入、打印、导出。$n 是写好的数字，$count 是同一个数，用来选择单复数。
reports-tabs = 报表
reports-tab-import = 导入
reports-tab-print = 打印
reports-tab-export = 导出
reports-comma = 、
reports-semicolon = ；
reports-and-more = { $names } 等，另有 { $n } 个
reports-cancel = 取消
reports-back = 上一步
reports-continue = 继续
reports-close = 关闭
reports-dismiss = 不再显示
reports-all = 全部
reports-sum = 合计
reports-search = 搜索
reports-nothing-found = 没有找到
reports-replace = 更换

# 选择文件
reports-last-import = 上次导入 { $at }，{ $file }
reports-drop-title = 把周报、商机表、目标表或人员名册拖到这里
reports-drop-detail = 自动识别表头和字段，预览确认后才写入
reports-choose-files = 选择文件
reports-add-files = 添加文件
reports-chosen-files = 已选择 { $n } 个文件
reports-chosen-files-hint = 选择新文件会替换它们
reports-local = 文件只在本机读取，数据只保存在本机
reports-past = 最近导入
reports-past-all = 全部历史

# 步骤
reports-step-choose = 选择文件
reports-step-headings = 识别表头
reports-step-map = 映射与校验
reports-step-changes = 预览变更
reports-step-done = 完成
reports-file-facts = { $sheet }，{ $n }行，{ $size }
reports-size-kb = { $n } KB
reports-size-mb = { $n } MB

# 列名
reports-col-file = 文件
reports-col-rows = 行数
reports-col-state = 状态
reports-col-row = 行
reports-col-line = 行号
reports-col-field = 字段
reports-col-problem = 问题
reports-col-remedy = 处理
reports-col-verdict = 结果
reports-col-subject = 记录
reports-col-change = 变化
reports-col-time = 时间
reports-col-by = 导入人
reports-col-table = 数据表
reports-col-holds = 内容

# 文件队列
reports-queue = 待导入的表
reports-kind = 表的类型
reports-state-skipped = 不导入
reports-state-date = 日期有误
reports-state-checking = 未校验
reports-state-needs = { $n }项需处理
reports-state-ready = 就绪

# 工作表预览
reports-sheet-preview = 工作表预览
reports-headings = 表头位置
reports-headings-found = 第{ $row }行是表头，其下{ $n }行数据
reports-headings-none-sub = 没有表头，共{ $n }行数据
reports-headings-row = 表头：第{ $row }行
reports-headings-none = 没有表头
reports-kind-unknown-sub = 还不知道这张表是什么
reports-kind-choose = 在下方选择表的类型，再核对表头和字段；也可以选择不导入此表
reports-skip-sheet = 不导入此表
reports-field = 字段
reports-field-of-column = { $column } 列的字段
reports-column-other = 其他列（保留）
reports-column-kept = 保留为其他列
reports-column-ignored = 忽略
reports-row = 第 { $row } 行
reports-rows = { $n } 行
reports-row-ignored = 表头之上，忽略
reports-blank = 空
reports-unit-yuan = 元
reports-unit-thousand = 千元
reports-unit-wan = 万元
reports-unit-million = 百万元
reports-unit-yi = 亿元
reports-missing-fields = 缺少必填字段：{ $fields }
reports-missing-fields-hint = 在列的上方选择对应的字段，否则这张表的行都会被拒绝

# 报表日期
reports-date = 报表日期
reports-date-help = 表中没有写明日期的变动，按这一天记录
reports-date-future = 这一天还没有到，请核对
reports-date-bad = 报表日期写成 2025-11-18 的样子
reports-weekday-mon = 一
reports-weekday-tue = 二
reports-weekday-wed = 三
reports-weekday-thu = 四
reports-weekday-fri = 五
reports-weekday-sat = 六
reports-weekday-sun = 日
reports-month-previous = 上个月
reports-month-next = 下个月
reports-calendar = 打开日历

# 需要处理
reports-needs = 需要处理
reports-needs-sub = { $n }项，涉及{ $rows }行；未处理的行会被拒绝，可以导出
reports-take-proposals = 采用{ $n }条建议
reports-take = 采用
reports-another-account = 另一家
reports-choose-ours = 对应到…
reports-ours-for = “{ $text }”对应到
reports-mend-in-source = 在原文件中改正后重新导入
reports-create-person = 新建缺少的人员
reports-create-account = 新建缺少的客户
reports-create-product = 新建缺少的产品
reports-meanings = 名称对应
reports-meanings-note = 导入后记住，下次自动套用
reports-forget-meaning = 不再把“{ $text }”对应过去

# 导入结果预估
reports-estimate = 导入结果预估
reports-data-rows = 行数据
reports-new = 新增
reports-changed = 变更
reports-unchanged = 未变
reports-rejected = 拒绝
reports-new-note = 新建记录
reports-unchanged-note = 与已有记录一致
reports-rejected-note = 处理后可导入
reports-created = 由导入新建
reports-created-note = 表中提到、工作区里还没有的记录

# 底栏
reports-checking = 正在校验
reports-checked = 校验完成 { $n } / { $n } 行
reports-nothing-chosen = 没有要导入的表
reports-preview-changes = 预览变更（{ $n }行）
reports-importing = 正在导入
reports-will-reject = { $n }行会被拒绝，导入后可以导出
reports-nothing-stored-yet = 还没有写入任何数据
reports-import-rows = 导入 { $n } 行
reports-nothing-to-import = 没有可以导入的行
reports-first-rows = 每张表只列出前 { $n } 行，计数含全部行
reports-no-rows = 没有这样的行
reports-no-rows-hint = 换一个筛选条件

# 完成
reports-imported = 已导入 { $n } 行
reports-imported-nothing = 没有改动任何数据
reports-reconciled = 文件 { $rows } 行 = 新增 { $new } + 变更 { $changed } + 未变 { $unchanged } + 拒绝 { $rejected }
reports-not-imported = 有{ $n }行没有导入
reports-not-imported-hint = 导出的表里每行写明原因，改正后可以直接再导入
reports-save-rejects = 导出这{ $n }行
reports-rejects-file = { $file }_未导入的行.xlsx
reports-result = 对账
reports-result-sub = 每张表的行数 = 新增 + 变更 + 未变 + 拒绝
reports-undo = 撤销本次导入
reports-undone = 已撤销本次导入
reports-undone-hint = 数据回到导入之前；可以用“重做”恢复
reports-import-more = 继续导入
reports-go-funnel = 去漏斗

# 导入历史
reports-history = 导入历史
reports-history-empty = 还没有导入过
reports-history-empty-hint = 导入的每张表都会记在这里，随时可以撤回
reports-taken-back = 已撤回
reports-take-back = 撤回
reports-take-back-import = 撤回导入
reports-take-back-title = 撤回“{ $file }”的导入？
reports-take-back-rows = 撤回 { $n } 处改动，恢复到导入之前
reports-kept-changed = 保留{ $name } { $n } 条：之后又改过
reports-kept-in-use = 保留{ $name } { $n } 条：还有其他记录用到
reports-take-back-undo = 撤回之后可以撤销
reports-record-person = 人员
reports-record-team = 团队
reports-record-region = 区域
reports-record-post = 岗位
reports-record-membership = 任职
reports-record-account = 客户
reports-record-product = 产品
reports-record-opportunity = 商机
reports-record-move = 商机变动
reports-record-target = 目标
reports-record-alias = 名称对应
reports-record-batch = 导入记录
reports-record-reject = 未导入的行

# 打印
reports-documents = 文档
reports-documents-count = { $n }种
reports-one-each = 每人一份
reports-range = 范围
reports-period = 周期
reports-scope = 团队
reports-scope-all = 全公司
reports-scope-region = { $name }（区域）
reports-scope-team = { $name }（团队）
reports-everyone = 全部成员
reports-chosen = 已选 { $n } / { $all }
reports-gaps = 缺{ $n }项
reports-gaps-note = { $n }份有空项，照常打印
reports-without-note = { $n }人没有数据，不打印
reports-no-people = 还没有人员
reports-no-people-hint = 先添加或导入人员名册
reports-go-organisation = 去组织
reports-no-pages = { $period }没有可打印的评估表
reports-no-pages-hint = 换一个周期或团队
reports-preview = 预览
reports-preview-sub = { $n }份，A4 纵向
reports-look = 预览方式
reports-look-grid = 全部
reports-look-page = 单份
reports-page-before = 上一份
reports-page-after = 下一份
reports-nobody-chosen = 没有选择成员
reports-nobody-chosen-hint = 在左侧勾选要打印的成员
reports-output = 输出
reports-output-one = 一个 PDF
reports-output-one-detail = { $n }份合并，带书签
reports-output-each = 每人一个 PDF
reports-output-each-detail = { $n }个文件
reports-output-printer = 直接打印
reports-output-printer-detail = 选择打印机，{ $n }份
reports-printer = 打印机
reports-finding-printers = 正在查找打印机
reports-no-printers = 没有找到打印机。请先保存 PDF，再用系统的阅读器打印。
reports-search-again = 重新查找
reports-file-name = 文件名
reports-folder = 文件夹
reports-no-folder = 还没有选择
reports-pick-folder = 选择
reports-make-pdf = 生成 PDF（{ $n }份）
reports-print-now = 打印（{ $n }份）
reports-written = 已生成{ $n }个文件
reports-open-folder = 打开文件夹
reports-foot-data = 页脚 数据截至
reports-foot-pages = 页码
reports-foot-pages-value = 第 x 页，共 y 页
reports-foot-code = 内容码
reports-foot-code-value = 同样内容，同样的码
reports-foot-time = 打印时间
reports-foot-time-value = 不印

# 导出
reports-export-title = 数据表
reports-export-sub = 全部记录，名称代替编号，可用 Excel 或 WPS 打开
reports-export-as = 导出为
reports-export-copy = 复制
reports-export-everything = 全部导出…
reports-export-templates = 给销售的填报模板…
reports-everything = 舵手全部导出
reports-table-people = 人员
reports-table-people-detail = 姓名、工号、岗位、团队、区域、直接经理、入职日期
reports-table-accounts = 客户
reports-table-accounts-detail = 名称、行业、地区、负责人
reports-table-products = 产品
reports-table-products-detail = 名称、系列、单价
reports-table-contacts = 联系人
reports-table-contacts-detail = 客户、姓名、职务、决策角色、电话、邮箱、微信
reports-table-opportunities = 商机
reports-table-opportunities-detail = 编号、客户、产品、负责人、阶段、金额、日期
reports-table-moves = 商机变动
reports-table-moves-detail = 每次阶段、金额、签约日、负责人的变动，带日期和来源
reports-table-targets = 目标
reports-table-targets-detail = 对象、指标、周期、目标值
reports-table-orders = 订单
reports-table-orders-detail = 订单编号、行号、客户、产品、数量、单价、金额、日期
reports-table-returns = 退货
reports-table-returns-detail = 订单编号、退货日期、金额、原因
reports-table-receipts = 回款
reports-table-receipts-detail = 客户、金额、回款日期、发票号
reports-table-activities = 拜访与活动
reports-table-activities-detail = 人员、日期、客户、主题、结果、下一步
reports-table-reports = 工作报告
reports-table-reports-detail = 人员、周期、完成工作、计划、问题、需要支持、反馈
reports-table-trainings = 培训记录
reports-table-trainings-detail = 人员、课程、日期、讲师、费用、结果、得分
reports-table-skills = 技能评定
reports-table-skills-detail = 人员、技能、等级、日期、评定人、依据
reports-table-certificates = 证书
reports-table-certificates-detail = 人员、证书、编号、发证日期、有效期至
reports-table-satisfaction = 客户满意度
reports-table-satisfaction-detail = 客户、得分、日期、联系人、调查项目、意见
reports-table-evaluations = 评估
reports-table-evaluations-detail = 周期、人员、自评、经理评语
reports-table-imports = 导入记录
reports-table-imports-detail = 时间、文件、行数、新增、变更、未变、拒绝
