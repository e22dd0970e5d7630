/** Floods: many alarms of one kind within minutes are one row with a count. */
import { isWaitingState, type AlarmState } from './states.ts'
import { alarmPriorities, groupTitle, worse, type AlarmKind, type AlarmPriority } from './words.ts'

interface Member {
  readonly id: string
  readonly kind: AlarmKind
  readonly state: AlarmState
  readonly priority: AlarmPriority
  readonly firstAt: number
  readonly raisedAt: number
  readonly handler: string | null
}

export interface AlarmGroup {
  /** Stays the same while the flood goes on. */
  readonly key: string
  readonly kind: AlarmKind
  readonly title: string
  /** The worst of its members. */
  readonly priority: AlarmPriority
  /** As one alarm: what still waits decides. */
  readonly state: AlarmState
  readonly members: readonly string[]
  readonly waiting: number
  readonly firstAt: number
  readonly raisedAt: number
  /** Where all that are worked on have the same name. */
  readonly handlers: readonly string[]
}

export interface GroupLimits {
  /** From one alarm to the next of the same flood. */
  readonly windowMs: number
  /** From this many on they are one row. */
  readonly size: number
}

function stateOf(members: readonly Member[]): AlarmState {
  const order = ['active-unacknowledged', 'cleared-unacknowledged', 'active-acknowledged'] as const
  return order.find((state) => members.some((one) => one.state === state)) ?? 'normal'
}

function groupOf(members: readonly Member[]): AlarmGroup | undefined {
  const [first] = members
  if (!first) return undefined
  const priority = alarmPriorities.find((one) => members.some((each) => each.priority === one))
  return {
    key: `${first.kind} ${first.id}`,
    kind: first.kind,
    title: groupTitle(first.kind, members.length),
    priority: priority ?? first.priority,
    state: stateOf(members),
    members: members.map(({ id }) => id),
    waiting: members.filter(({ state }) => isWaitingState(state)).length,
    firstAt: first.firstAt,
    raisedAt: Math.max(...members.map(({ raisedAt }) => raisedAt)),
    handlers: [...new Set(members.flatMap(({ handler }) => handler ?? []))],
  }
}

/**
 * The floods among these alarms. An emergency is never in one: each life has its own row.
 * A flood goes on as long as the next of its kind comes within the window.
 */
export function groupsOf(
  alarms: readonly Member[],
  { windowMs, size }: GroupLimits,
): readonly AlarmGroup[] {
  const groups: AlarmGroup[] = []
  const ordered = alarms
    .filter(({ priority }) => worse('emergency', priority))
    .toSorted((a, b) => a.firstAt - b.firstAt || (a.id < b.id ? -1 : 1))
  for (const kind of new Set(ordered.map((one) => one.kind))) {
    let run: Member[] = []
    const close = () => {
      const group = run.length >= size ? groupOf(run) : undefined
      if (group) groups.push(group)
      run = []
    }
    for (const one of ordered.filter((each) => each.kind === kind)) {
      const last = run.at(-1)
      if (last && one.firstAt - last.firstAt > windowMs) close()
      run.push(one)
    }
    close()
  }
  return groups
}
