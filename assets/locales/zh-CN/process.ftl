# 流程分析。数字都是写好的文字。
process-tab = 流程
process-export = 导出
process-empty = 这个范围还没有可以分析的商机
process-empty-detail = 换一个范围或周期
process-all = 全部
process-days = { $text }天
process-few = 样本少
process-as-of = 截至 { $day }
process-company = 全公司
process-nobody = 待定

# 发现：名称、口径、数值、一句话
process-name-time = 阶段用时
process-about-time = 离开该阶段的停留；有动作的天数是有推进或联系过客户的天数
process-value-time = 停留中位
process-none-time = 本期没有商机离开过阶段
process-said-time = { $place }停留最久，中位{ $value }，{ $cases }次
process-name-waiting = 交接等待
process-about-waiting = 换负责人以后，到下一次推进、改金额或改签约日的天数
process-value-waiting = 等待中位
process-none-waiting = 本期没有换过负责人
process-said-waiting = { $place }换人以后等得最久，中位{ $value }才有下一次推进，{ $cases }次
process-name-returns = 退回
process-about-returns = 退到前面阶段的次数，占离开原阶段的次数；损失的天数算到回到原阶段、关闭或截止日
process-value-returns = 退回占比
process-none-returns = 本期没有商机离开过阶段
process-said-returns = { $place }退回最多，{ $cases }次离开中{ $count }次，占{ $value }
process-name-lost = 流失点
process-about-lost = 在该阶段输单，占离开该阶段的次数；按输单多少排列
process-value-lost = 输单占比
process-none-lost = 本期没有商机离开过阶段
process-said-lost = { $place }流失最重，{ $cases }次离开中{ $count }次输单，占{ $value }
process-name-pushes = 推迟签约
process-about-pushes = 签约日推到以后月份的商机，占本期到过该阶段的商机
process-value-pushes = 推迟占比
process-none-pushes = 本期没有在手商机
process-said-pushes = { $place }推迟最多，{ $cases }个商机中{ $count }个，占{ $value }
process-name-missing = 缺失信息
process-about-missing = 在手商机没有填写的内容，按阶段
process-value-missing = 缺失占比
process-none-missing = 没有在手商机
process-said-missing = { $place }缺得最多，{ $cases }个在手商机中{ $count }个没有，占{ $value }
process-name-duplicates = 重复
process-about-duplicates = 疑似重复，由人确认，不自动合并；名称里数字不同的不算
process-value-duplicates = 疑似占比
process-none-duplicates = 没有写明客户的在手商机
process-said-duplicates = { $place }最多，{ $cases }个中{ $count }个，占{ $value }
process-name-single = 单点依赖
process-about-single = 客户侧只认识一位或没有联系人，我方除负责人外没有别人参与
process-value-single = 占比
process-none-single = 没有登记过联系人和参与人，无从判断
process-said-single = { $place }最多，{ $cases }个在手商机中{ $count }个，占{ $value }
process-said-few = 样本少，{ $cases }个，不下结论
process-said-nothing = 没有发现，共{ $cases }个
process-said-scattered = 共{ $cases }个，分到各处都不足10个，不下结论

# 字段和种类
process-field-amount = 金额
process-field-expected = 签约日
process-field-product = 产品
process-field-account = 客户
process-field-contact = 联系人
process-field-next-step = 下一步
process-kind-deal-names = 同一客户名称相近的商机
process-kind-deal-amounts = 同一客户金额相近的商机
process-kind-same-accounts = 名称相同的客户
process-kind-like-accounts = 名称相近的客户
process-kind-customer = 客户侧单点
process-kind-ours = 我方单点
process-kind-both = 两侧都是单点

# 补充说明
process-more-time = 共{ $days }天，有动作的占{ $share }
process-more-waiting = { $n }个还在等
process-more-returns = { $deals }个商机，损失{ $days }天
process-more-lost = 停留{ $stay }，输单前{ $silent }没有联系
process-more-lost-unknown = 停留{ $stay }，输单前{ $silent }没有联系，{ $unknown }个没有联系记录
process-more-pushes = 推迟{ $n }次
process-unused = 从来没有填写过，不计入：{ $fields }
process-without-stage = 另有{ $n }个阶段不明，没有计入
process-own-model = 另有{ $n }个走自己的阶段模型，没有计入
process-note-still = 已等{ $text }天
process-note-like = 与“{ $other }”相近
process-note-contacts = 联系人{ $n }位
process-note-lost = 停留{ $text }天，最近联系 { $contact }

# 列
process-column-finding = 问题
process-column-place = 位置
process-column-count = 个数
process-column-cases = 样本
process-column-measure = 口径
process-column-value = 数值
process-column-more = 说明
process-column-day = 日期

# 改进项
process-improve = 改进
process-items = 改进项
process-items-open = { $text }项进行中
process-items-elsewhere = 其他范围{ $text }项
process-items-none = 还没有改进项
process-items-none-detail = 从左侧的一行点“改进”，写明做什么、谁负责、何时完成
process-item-add = 新建改进项
process-item-close = 完成改进项
process-item-open = 进行中
process-item-overdue = 已超期
process-item-closed = { $day } 完成
process-item-owner = { $owner }，{ $due } 前
process-before = 改进前
process-after = 改进后
process-measure = { $value }（样本{ $cases }）
process-after-none = 还没有新的数据
process-overlap = 前后各看90天，其中{ $n }天重叠

process-form-what = 做什么
process-form-what-hint = 例如：报价三天内出初稿，技术和商务一起评审
process-form-owner = 负责人
process-form-search = 搜索姓名
process-form-nothing = 没有找到
process-form-due = 完成日期
process-form-due-missing = 填写日期，例如 2025-12-31
process-form-due-past = 完成日期不能早于今天
process-form-measure = 保存时记下近90天的数值作为改进前，以后用同一口径、同样长的时间比较。
process-form-result = 结果
process-form-save = 保存
process-form-wrong = 有内容需要改正
process-discard-title = 放弃填写的内容？
process-discard-body = 填写的改进项还没有保存。
process-discard-stay = 继续填写
process-discard = 放弃

step-improvement-open = 新建改进项 { $subject }
step-improvement-close = 完成改进项 { $subject }
