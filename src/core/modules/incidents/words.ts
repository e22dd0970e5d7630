/** Incident states, their allowed steps and fields as data, with the words on screen. */
import type { Machine, Step } from '../../kernel/state-machine.ts'

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

/** What a step asks for besides a reason; the sentences are in `needWords`. */
export type StepNeed =
  | 'grade'
  | 'transfer'
  | 'main'
  | 'units'
  | 'previous'
  | 'final-report'
  | 'review'

export interface IncidentStep extends Step<IncidentStatus> {
  /** A leader's decision: by the leader, or told to the officer. */
  readonly decides: boolean
  readonly needs: readonly StepNeed[]
}

/** What to do about each need, as the refusal says it. */
export const needWords: Readonly<Record<StepNeed, string>> = {
  grade: '还没有判定级别：请先由带班领导初判级别，写明依据。',
  transfer: '移交要写明接收单位和接收人、移交时间、对方的确认。',
  main: '并案要指明并入哪一起在办事件。',
  units: '还有队伍没有撤回：请逐一说明返回归队、转到其他事件还是留在原地待命。',
  previous: '撤销并案只能回到并案前的状态。',
  'final-report': '终报还没有报送：请先报送终报，或写明免报原因。',
  review: '复盘还没有完成：请先完成复盘，或由带班领导写明免予复盘的原因。',
}

type Extra = Partial<Pick<IncidentStep, 'reason' | 'decides' | 'needs' | 'back'>>

const step = (
  from: IncidentStatus,
  to: IncidentStatus,
  action: string,
  actor: string,
  { reason = false, decides = false, needs = [], ...back }: Extra = {},
): IncidentStep => ({ from, to, action, actor, reason, decides, needs, ...back })

const openStatuses = [
  'received',
  'verifying',
  'assessed',
  'responding',
  'controlled',
  'response_ended',
  'aftermath',
] as const satisfies readonly IncidentStatus[]

const word = (status: IncidentStatus) =>
  incidentStatuses.find(([key]) => key === status)?.[1] ?? status

const leader = '带班领导'
const scene = '现场指挥部'
const transfer: Extra = { needs: ['transfer', 'units'] }
const falseAlarm: Extra = { reason: true, decides: true, needs: ['units'] }
const reopen: Extra = { reason: true, decides: true, back: true }

/**
 * Domain §12.1; the first step of a state is its usual way on. Beyond that table: a team sent
 * first may find a false alarm, and a closed incident may be opened again.
 */
export const incidentMachine: Machine<IncidentStatus, IncidentStep> = {
  subject: '事件',
  states: incidentStatuses,
  start: 'received',
  steps: [
    step('received', 'verifying', '转为核实中', '值班员'),
    step('received', 'responding', '先调派后定级', '值班员（报带班领导）'),
    step('verifying', 'assessed', '转为已初判', '主班（级别由带班领导判定）', { needs: ['grade'] }),
    step('verifying', 'transferred', '移交主管部门', '主班', transfer),
    step('verifying', 'false_alarm', '判定误报', leader, falseAlarm),
    step('assessed', 'responding', '转为处置中', '带班领导或指挥机构', { decides: true }),
    step('assessed', 'transferred', '移交主管部门', '主班', transfer),
    step('assessed', 'archived', '仅登记、办结', leader, {
      reason: true,
      decides: true,
      needs: ['units'],
    }),
    step('responding', 'controlled', '转为已控制', scene),
    step('responding', 'false_alarm', '判定误报', leader, falseAlarm),
    step('controlled', 'response_ended', '终止响应', '启动响应的领导', { decides: true }),
    step('controlled', 'responding', '复燃、二次险情', scene, { reason: true }),
    step('response_ended', 'aftermath', '转为善后', '县应急局、属地'),
    step('aftermath', 'archived', '归档', '主班（带班领导同意）', {
      decides: true,
      needs: ['units', 'final-report', 'review'],
    }),
    ...openStatuses.map((from) =>
      step(from, 'merged', '并案', '主班', { needs: ['main', 'units'] }),
    ),
    ...openStatuses.map((to) =>
      step('merged', to, `撤销并案，回到${word(to)}`, '主班', {
        reason: true,
        needs: ['previous'],
        back: true,
      }),
    ),
    ...(['archived', 'false_alarm', 'transferred'] as const).flatMap((from) => [
      step(from, 'responding', '重新打开，继续处置', leader, reopen),
      step(from, 'verifying', '重新打开，再核实', leader, reopen),
    ]),
  ],
}

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

/** Gravest highest; `ungraded` is 0. */
export function gradeRank(grade: string): number {
  const place = incidentGrades.findIndex(([key]) => key === grade)
  return place < 0 ? 0 : incidentGrades.length - 1 - place
}

/** `response_level`: how much is mobilised. Never derived from a grade or a warning. */
export const responseLevels = [
  ['1', '一级响应'],
  ['2', '二级响应'],
  ['3', '三级响应'],
  ['4', '四级响应'],
] as const
export type ResponseLevel = (typeof responseLevels)[number][0]

/** `warning_level`: the colour of a warning that stands for the place, as its issuer gave it. */
export const warningColours = [
  ['red', '红色预警'],
  ['orange', '橙色预警'],
  ['yellow', '黄色预警'],
  ['blue', '蓝色预警'],
] as const
export type WarningColour = (typeof warningColours)[number][0]

/** Figures of a casualty snapshot, gravest first. `fall` says what a lower figure must be told with. */
export const casualtyFigures = [
  ['dead', '死亡', '更正原因'],
  ['missing', '失踪', '去向'],
  ['serious', '重伤', '更正原因'],
  ['injured', '受伤', '更正原因'],
  ['trapped', '被困', null],
  ['atRisk', '涉险', null],
  ['evacuated', '转移', null],
] as const
export type CasualtyFigure = (typeof casualtyFigures)[number][0]

const taskStates = [
  ['sent', '已下达'],
  ['ack', '已确认'],
  ['doing', '执行中'],
  ['done', '完成'],
  ['failed', '未完成'],
  ['cancelled', '已撤销'],
] as const
export type TaskStatus = (typeof taskStates)[number][0]
export const taskStatusKeys = taskStates.map(([key]) => key) as [TaskStatus, ...TaskStatus[]]

const taskStep = (
  from: TaskStatus,
  to: TaskStatus,
  action: string,
  actor: string,
  reason = false,
) => ({
  from,
  to,
  action,
  actor,
  reason,
})
const open = ['sent', 'ack', 'doing'] as const

/** A task to a team or department that is no dispatch order (domain §11 Task). */
export const taskMachine: Machine<TaskStatus> = {
  subject: '任务',
  states: taskStates,
  start: 'sent',
  steps: [
    taskStep('sent', 'ack', '已确认', '接收单位'),
    taskStep('ack', 'doing', '开始执行', '接收单位'),
    taskStep('doing', 'done', '完成', '接收单位'),
    taskStep('sent', 'doing', '开始执行', '接收单位'),
    ...(['sent', 'ack'] as const).map((from) => taskStep(from, 'done', '完成', '接收单位')),
    ...open.map((from) => taskStep(from, 'failed', '未能完成', '接收单位', true)),
    ...open.map((from) => taskStep(from, 'cancelled', '撤销任务', '下达人', true)),
    taskStep('failed', 'doing', '重新执行', '下达人', true),
  ],
}

const labels = new Map<string, string>([
  ...incidentStatuses,
  ...incidentGrades,
  ...warningColours,
  ...responseLevels,
])
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
