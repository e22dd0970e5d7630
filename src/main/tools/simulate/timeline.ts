/** What every end plays of a scenario, whatever it speaks. */
import type { Agenda } from './agenda.ts'
import type { FieldAction, Scenario } from './scenario.ts'

const loadTickMs = 100

/** The timeline, again and again where the scenario says so; `can`: the only kinds that are played. */
export function playTimeline(
  agenda: Agenda,
  scenario: Pick<Scenario, 'timeline' | 'repeatEveryS'>,
  perform: (action: FieldAction) => void,
  can?: readonly FieldAction['kind'][],
): void {
  const { timeline, repeatEveryS } = scenario
  for (const { atS, do: action } of timeline) {
    if (can?.includes(action.kind) ?? true) agenda.later(atS * 1000, () => perform(action))
  }
  if (repeatEveryS !== undefined)
    agenda.later(repeatEveryS * 1000, () => playTimeline(agenda, scenario, perform, can))
}

/** `loadPerS` reports, in turn over all. */
export function playLoad<Reporter>(
  agenda: Agenda,
  { loadPerS }: Pick<Scenario, 'loadPerS'>,
  all: readonly Reporter[],
  report: (one: Reporter) => void,
): void {
  if (loadPerS === 0) return
  let due = 0
  let next = 0
  agenda.every(loadTickMs, () => {
    due += (loadPerS * loadTickMs) / 1000
    for (; due >= 1; due -= 1) {
      const one = all[next++ % all.length]
      if (one !== undefined) report(one)
    }
  })
}
