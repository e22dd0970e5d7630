/** States and steps of one order (domain §12.8) as data, and what the unit board shows for them. */
import { nextSteps, type Machine, type Step } from '../../kernel/state-machine.ts'

export const assignmentStates = [
  ['standby', '待命'],
  ['ordered', '已下令'],
  ['acknowledged', '已复诵'],
  ['dispatched', '出动'],
  ['en_route', '途中'],
  ['arrived', '到达'],
  ['working', '处置中'],
  ['resting', '轮换'],
  ['released', '撤离'],
  ['returning', '返回'],
  ['returned', '归队'],
] as const
export type AssignmentState = (typeof assignmentStates)[number][0]

export const assignmentStateKeys = assignmentStates.map(([key]) => key) as [
  AssignmentState,
  ...AssignmentState[],
]

/** Who says so: an order of the console's side, or a report of the team. */
export interface DispatchStep extends Step<AssignmentState> {
  readonly said: 'order' | 'report'
}

const order = (
  from: AssignmentState,
  to: AssignmentState,
  action: string,
  actor: string,
  reason = false,
): DispatchStep => ({ from, to, action, actor, reason, said: 'order' })

const report = (
  from: AssignmentState,
  to: AssignmentState,
  action: string,
  actor: string,
): DispatchStep => ({ from, to, action, actor, reason: false, said: 'report' })

/**
 * Domain §12.8, and the three recalls it leaves out (中途召回, 无需展开): a false alarm turns teams
 * round before they arrive, and nobody may have to claim an arrival for that.
 */
export const dispatchMachine: Machine<AssignmentState, DispatchStep> = {
  subject: '命令',
  states: assignmentStates,
  start: 'standby',
  steps: [
    order('standby', 'ordered', '下达命令', '带班领导、指挥部'),
    report('ordered', 'acknowledged', '复诵', '队长'),
    order('ordered', 'standby', '撤销命令、无法出动', '下令人、队长', true),
    report('acknowledged', 'dispatched', '出动', '队长'),
    order('acknowledged', 'standby', '撤销命令', '下令人', true),
    report('dispatched', 'en_route', '途中报告', '队伍'),
    order('dispatched', 'released', '中途召回', '下令人', true),
    report('en_route', 'arrived', '到达报告', '队长'),
    order('en_route', 'released', '中途召回', '下令人', true),
    report('arrived', 'working', '展开', '现场指挥'),
    order('arrived', 'released', '无需展开、撤离', '现场指挥部', true),
    order('working', 'released', '任务完成撤离', '现场指挥部'),
    report('working', 'resting', '轮换', '现场指挥'),
    order('working', 'ordered', '转场新任务', '现场指挥部'),
    report('resting', 'working', '恢复任务', '现场指挥'),
    report('released', 'returning', '返回', '队长'),
    report('returning', 'returned', '归队、补充装备', '队长'),
  ],
}

/**
 * The steps a team may pass without telling: what comes next in the field. An order or a reason
 * is never passed over in silence, except the plain end of work.
 */
export const fieldMachine: Machine<AssignmentState, DispatchStep> = {
  ...dispatchMachine,
  steps: dispatchMachine.steps.filter(
    ({ from, to, reason }) => !reason && to !== 'ordered' && from !== 'standby',
  ),
}

/** Key of the county's unit states that the board shows while an order stands so. */
export const unitStatusOf: Readonly<Record<AssignmentState, string>> = {
  standby: 'standby',
  ordered: 'mustering',
  acknowledged: 'mustering',
  dispatched: 'dispatched',
  en_route: 'en_route',
  arrived: 'arrived',
  working: 'working',
  resting: 'resting',
  released: 'returning',
  returning: 'returning',
  returned: 'returned',
}

/** Which state it would be worse to overlook where two consoles wrote apart. */
const dangerOrder: readonly AssignmentState[] = [
  'standby',
  'returned',
  'returning',
  'released',
  'ordered',
  'acknowledged',
  'dispatched',
  'en_route',
  'resting',
  'arrived',
  'working',
]

export function assignmentDanger(state: AssignmentState): number {
  return dangerOrder.indexOf(state)
}

/** The order is finished: the team is back, or it was withdrawn. */
export function isOver(state: AssignmentState): boolean {
  return state === 'returned' || state === 'standby'
}

/** Not there yet: the time of arrival is watched. */
export const onTheWay: ReadonlySet<AssignmentState> = new Set([
  'acknowledged',
  'dispatched',
  'en_route',
])

export const onScene: ReadonlySet<AssignmentState> = new Set(['arrived', 'working', 'resting'])

/** The team must be heard of in between; before the read-back its own alarm watches. */
export function isOnContactClock(state: AssignmentState): boolean {
  return !isOver(state) && state !== 'ordered'
}

/** What usually comes next: the table's first step, unless it needs a reason or a new task. */
export function usualState(from: AssignmentState): AssignmentState | undefined {
  return nextSteps(dispatchMachine, from).find(({ reason, to }) => !reason && to !== 'ordered')?.to
}
