# Words on printed pages (doc-) and around sending them to a printer (print-).

## Every page

doc-head-number = 编号 { $number }
doc-head-confidential = 内部资料
doc-foot-data = 数据截至 { $date }
# $page and $pages are filled in by the page itself
doc-foot-pages = 第 { $page } 页，共 { $pages } 页
doc-foot-code = 内容码 { $code }
# Beside the name of someone who signed on screen
doc-electronic = 电子签名
# Under a line that is not signed yet
doc-undated = 年　　月　　日

## Evaluation summary: one page for one person

doc-evaluation-title = 销售人员绩效评估表
doc-evaluation-file-one = 销售人员绩效评估表 { $name } { $period }
doc-evaluation-file-many = 销售人员绩效评估表 { $period }
doc-evaluation-period = 考核周期：{ $from }至{ $to }

doc-evaluation-name = 姓名
doc-evaluation-number = 工号
doc-evaluation-post = 岗位
doc-evaluation-unit = 部门
doc-evaluation-territory = 负责区域
doc-evaluation-hired = 入职日期
doc-evaluation-manager = 直接经理
doc-evaluation-kind = 考核类型

doc-evaluation-scores = 一、指标评分
doc-evaluation-scoring = 得分 = 完成率，上限{ $cap }；加权得分 = 得分 × 权重
doc-evaluation-category = 类别
doc-evaluation-metric = 指标
doc-evaluation-weight = 权重
doc-evaluation-target = 目标
doc-evaluation-actual = 实际
doc-evaluation-attainment = 完成率
doc-evaluation-score = 得分
doc-evaluation-weighted = 加权得分
doc-evaluation-total = 合计

doc-evaluation-final-score = 综合得分
doc-evaluation-grade = 绩效等级
doc-evaluation-factor = 绩效系数
doc-evaluation-rank = 团队排名
# After the place, smaller: 3 / 10人
doc-evaluation-rank-of = / { $people }人
doc-evaluation-bands = 等级标准
doc-evaluation-bands-mean = 等级标准（团队均分 { $mean }）
doc-evaluation-unrated = 无法评定

doc-evaluation-comments = 二、评语
doc-evaluation-self-comment = 员工自评
doc-evaluation-manager-comment = 经理评语

doc-evaluation-plan = 三、改进与发展计划
doc-evaluation-index = 序
doc-evaluation-goal = 改进目标
doc-evaluation-action = 行动
doc-evaluation-due = 完成日期
doc-evaluation-support = 支持人

doc-evaluation-signatures = 四、确认签字
doc-evaluation-signatures-note = 签字表示已完成绩效面谈。如有异议，可在5个工作日内向人力资源部提出。
doc-evaluation-sign-employee = 员工签字
doc-evaluation-sign-manager = 经理签字
doc-evaluation-sign-hr = 人力资源签字

## What can go wrong with pages

doc-error-template = 页面没有生成
doc-error-template-hint = 这是程序的问题。请把日志文件发给维护人员。
doc-error-pdf = PDF 没有生成
doc-error-pdf-hint = 这是程序的问题。请把日志文件发给维护人员。
doc-error-image = 页面图片没有生成
doc-error-image-hint = 可以先保存 PDF，再用阅读器查看。
doc-error-page = 没有这一页
# $characters lists what no font of the program can draw
doc-missing-characters = 有些字符打印成空框：{ $characters }

## Sending to a printer

print-sent = 已发送到打印机 { $printer }
print-sent-default = 已发送到默认打印机
print-error-missing = 这台电脑上没有打印命令 { $program }
print-error-missing-hint = 请先保存 PDF，再用系统的阅读器打开和打印。
print-error-failed = 没有发送到打印机
print-error-failed-hint = 系统的回答：{ $answer }
print-error-start = 打印命令 { $program } 没有启动
print-error-start-hint = 请先保存 PDF，再用系统的阅读器打开和打印。
print-error-no-viewer = 没有找到能打开 PDF 的程序
print-error-no-viewer-hint = 文件已经保存，可以在文件夹里打开。
print-error-file = 找不到要打印的文件
print-error-file-hint = 请重新生成页面后再试。
