/**
 * State machines as data: the table that a screen shows, a command checks and a test walks
 * through is the same one.
 */

/** One allowed step. The first step of a state is its usual way on. */
export interface Step<State extends string = string> {
  readonly from: State
  readonly to: State
  /** The button's words. */
  readonly action: string
  /** Who does it, in the domain's words: 值班员, 带班领导 … */
  readonly actor: string
  /** A sentence must say why. */
  readonly reason: boolean
  /** Takes back an earlier end (重新打开): no way leads over it unless it begins there. */
  readonly back?: boolean
}

export interface Machine<State extends string = string, OneStep extends Step<State> = Step<State>> {
  /** What it is about, for sentences: 事件, 报告, 命令. */
  readonly subject: string
  /** Every state with its word on screen. */
  readonly states: readonly (readonly [State, string])[]
  readonly start: State
  readonly steps: readonly OneStep[]
}

export function stateWord<State extends string>(machine: Machine<State>, state: string): string {
  return machine.states.find(([key]) => key === state)?.[1] ?? state
}

export function stepOf<State extends string, OneStep extends Step<State>>(
  machine: Machine<State, OneStep>,
  from: State,
  to: State,
): OneStep | undefined {
  return machine.steps.find((step) => step.from === from && step.to === to)
}

/** What may come next; the first is the usual way. */
export function nextSteps<State extends string, OneStep extends Step<State>>(
  machine: Machine<State, OneStep>,
  from: State,
): readonly OneStep[] {
  return machine.steps.filter((step) => step.from === from)
}

/** The shortest way from one state to another, `undefined` where there is none. */
export function wayTo<State extends string, OneStep extends Step<State>>(
  machine: Machine<State, OneStep>,
  from: State,
  to: State,
): readonly OneStep[] | undefined {
  const ways: (readonly OneStep[])[] = [[]]
  const seen = new Set<State>([from])
  for (const way of ways) {
    const at = way.at(-1)?.to ?? from
    for (const step of nextSteps(machine, at)) {
      if (step.back === true && way.length > 0) continue
      if (step.to === to) return [...way, step]
      if (seen.has(step.to)) continue
      seen.add(step.to)
      ways.push([...way, step])
    }
  }
  return undefined
}

/** Why a step is refused and what may be done instead, in the operator's words. */
export function whyNot<State extends string>(
  machine: Machine<State>,
  from: State,
  to: State,
): string {
  const now = `${machine.subject}现在是“${stateWord(machine, from)}”`
  const wanted = stateWord(machine, to)
  if (from === to) return `${now}，不用再转。`
  const way = wayTo(machine, from, to)
  if (!way) {
    return nextSteps(machine, from).length === 0
      ? `${now}，已经结束，不能再转为“${wanted}”。`
      : `${now}，不能转为“${wanted}”。可以：${actions(nextSteps(machine, from))}。`
  }
  return `${now}，不能直接转为“${wanted}”。须依次：${way.map(({ action }) => action).join(' → ')}。`
}

function actions(steps: readonly Step[]): string {
  return steps.map(({ action }) => action).join('、')
}
