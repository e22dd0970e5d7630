/** Incident states, their allowed steps and fields as data, with the words on screen. */

/** `incident_status` of the domain model (domain §11, §12.1). */
export const incidentStatuses = [
  ['received', '接报'],
  ['verifying', '核实中'],
  ['assessed', '已初判'],
  ['responding', '处置中'],
  ['controlled', '已控制'],
  ['response_ended', '响应终止'],
  ['aftermath', '善后'],
  ['archived', '已归档'],
  ['false_alarm', '误报'],
  ['transferred', '已移交'],
  ['merged', '已合并'],
] as const
export type IncidentStatus = (typeof incidentStatuses)[number][0]

/** The eight steps of the usual way, as the state bar shows them. */
export const usualSteps: readonly IncidentStatus[] = [
  'received',
  'verifying',
  'assessed',
  'responding',
  'controlled',
  'response_ended',
  'aftermath',
  'archived',
]

/** One allowed step: the first of a state is the next step of the usual way. */
export interface StatusStep {
  readonly from: IncidentStatus
  readonly to: IncidentStatus
  /** The button's words. */
  readonly action: string
  /** A sentence must say why. */
  readonly reason: boolean
}

const step = (
  from: IncidentStatus,
  to: IncidentStatus,
  action: string,
  reason = false,
): StatusStep => ({ from, to, action, reason })

/** Domain §12.1. Merging (并案) names the other incident and is not a plain step. */
export const statusSteps: readonly StatusStep[] = [
  step('received', 'verifying', '转为核实中'),
  step('received', 'responding', '先调派后定级'),
  step('verifying', 'assessed', '转为已初判'),
  step('verifying', 'transferred', '移交主管部门', true),
  step('verifying', 'false_alarm', '判定误报', true),
  step('assessed', 'responding', '转为处置中'),
  step('assessed', 'transferred', '移交主管部门', true),
  step('assessed', 'archived', '仅登记、办结', true),
  step('responding', 'controlled', '转为已控制'),
  step('controlled', 'response_ended', '终止响应'),
  step('controlled', 'responding', '复燃、二次险情', true),
  step('response_ended', 'aftermath', '转为善后'),
  step('aftermath', 'archived', '归档'),
]

export type IncidentGroup = 'waiting' | 'active' | 'closed'

const groups: Record<IncidentStatus, IncidentGroup> = {
  received: 'waiting',
  verifying: 'waiting',
  assessed: 'waiting',
  responding: 'active',
  controlled: 'active',
  response_ended: 'active',
  aftermath: 'active',
  archived: 'closed',
  false_alarm: 'closed',
  transferred: 'closed',
  merged: 'closed',
}

/** Which of the standing lists a state belongs to. */
export function groupOf(status: IncidentStatus): IncidentGroup {
  return groups[status]
}

/** Fields an officer fills in after the intake; `element` says that a report needs it. */
export const incidentFields = [
  ['title', '标题', 'text', false],
  ['category', '事件类别', 'category', true],
  ['grade', '级别', 'grade', false],
  ['gradeBasis', '定级依据', 'text', false],
  ['occurredAt', '事发时间', 'time', true],
  ['place', '地点', 'place', true],
  ['source', '信息来源', 'text', true],
  ['contact', '联系人电话', 'text', true],
  ['unitInvolved', '涉事单位', 'text', false],
  ['cause', '起因', 'text', true],
  ['course', '经过', 'text', true],
  ['impact', '影响范围', 'text', true],
  ['casualties', '伤亡失联', 'text', true],
  ['loss', '直接损失', 'text', true],
  ['trend', '发展趋势', 'text', true],
  ['measures', '已采取措施', 'text', true],
  ['leaders', '领导到位', 'text', true],
  ['nextSteps', '下一步措施', 'text', true],
  ['commander', '现场指挥', 'text', false],
] as const
export type IncidentField = (typeof incidentFields)[number][0]

/** `event_grade`, gravest first. */
export const incidentGrades = [
  ['especially_major', '特别重大'],
  ['major', '重大'],
  ['larger', '较大'],
  ['general', '一般'],
  ['ungraded', '未定级'],
] as const
export type IncidentGrade = (typeof incidentGrades)[number][0]

const labels = new Map<string, string>([...incidentStatuses, ...incidentGrades])
const fieldLabels = new Map<string, string>(incidentFields.map(([key, label]) => [key, label]))

export function incidentWord(key: string): string {
  return labels.get(key) ?? key
}

export function fieldWord(field: string): string {
  return fieldLabels.get(field) ?? field
}

/** What a symbol has room for: by class and category of the event code, our own choice. */
const signs: Readonly<Record<string, string>> = {
  '11': '灾',
  '11A': '水',
  '11B': '气',
  '11C': '震',
  '11D': '地',
  '11F': '虫',
  '11G': '火',
  '12': '事',
  '12A': '矿',
  '12B': '矿',
  '12C': '建',
  '12D': '化',
  '12E': '爆',
  '12G': '火',
  '12H': '车',
  '12J': '船',
  '12K': '铁',
  '12N': '特',
  '12P': '基',
  '12Q': '污',
  '12R': '农',
  '12S': '踩',
  '12T': '核',
  '12U': '能',
  '13': '卫',
  '13A': '疫',
  '13B': '食',
  '13C': '毒',
  '13E': '畜',
  '14': '社',
}

/** One character in the diamond, on cards and map; 待定 is a question. */
export function categorySign(code: string | null): string {
  if (code === null) return '?'
  return signs[code.slice(0, 3)] ?? signs[code.slice(0, 2)] ?? '?'
}
