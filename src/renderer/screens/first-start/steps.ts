export const steps = [
  { key: 'county', title: '县情和本机', hint: '县名、台址和席位', skippable: false },
  { key: 'administrator', title: '系统管理员账号', hint: '姓名和口令，必填', skippable: false },
  { key: 'recovery', title: '恢复码', hint: '打印后密封保存，只显示这一次', skippable: false },
  { key: 'disk', title: '数据副本', hint: '第二块硬盘，每条记录一秒内写入', skippable: true },
  { key: 'gateways', title: '电台网关', hint: '串口或网络，也可先跳过', skippable: true },
  { key: 'done', title: '完成', hint: '开始值班', skippable: false },
] as const

export type StepKey = (typeof steps)[number]['key']
