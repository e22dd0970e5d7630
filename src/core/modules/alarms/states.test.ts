import { describe, expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { logbookModule } from '../logbook/index.ts'
import { rulesModule } from '../rules/index.ts'
import { alarmsModule, clearDrafts, raiseDrafts, type Raise } from './index.ts'
import { alarmRow } from './queries.ts'
import {
  alarmEvents,
  alarmMoves,
  alarmStates,
  movedBy,
  refusalOf,
  type AlarmEvent,
  type AlarmState,
} from './states.ts'

const states = alarmStates.map(([key]) => key)
const hourMs = 3_600_000
const base: Raise = {
  kind: 'gateway-lost',
  subject: 'g1',
  priority: 'high',
  title: '网关中断',
  detail: '',
}

/** A console with one alarm, brought into a state by the ways of the module itself. */
async function consoleIn(state: AlarmState, held: boolean) {
  const bench = openBench([logbookModule, rulesModule, alarmsModule])
  const { test, context, api } = bench
  const raise = (priority: Raise['priority']) =>
    test.write(() =>
      raiseDrafts(context, { ...base, priority }).map((draft) => ({ ...draft, entity: 'a1' })),
    )
  const clear = () => test.write(() => clearDrafts(context, base.kind, base.subject, '恢复'))
  const until = () => test.world.clock.nowMs() + hourMs
  raise('high')
  if (held)
    test.write([{ kind: 'alarm.taken', entity: 'a1', body: { by: 'p-chen', name: '陈志远' } }])
  if (state === 'active-acknowledged' || state === 'normal')
    await api.alarms.acknowledge({ alarm: 'a1' })
  if (state.endsWith('shelved'))
    await api.alarms.shelve({ alarm: 'a1', until: until(), reason: '已知' })
  if (state.startsWith('cleared') || state === 'normal') clear()
  const now = () => alarmRow(context.db, 'a1')
  expect(now()?.state).toBe(state)
  const act: Record<AlarmEvent, () => unknown> = {
    raise: () => raise('high'),
    worse: () => raise('emergency'),
    milder: () => raise('normal'),
    clear: () => api.alarms.clear({ alarm: 'a1', reason: '已修' }),
    acknowledge: () => api.alarms.acknowledge({ alarm: 'a1' }),
    take: () => api.alarms.take({ alarm: 'a1' }),
    release: () => api.alarms.release({ alarm: 'a1' }),
    silence: () => api.alarms.silence({ minutes: 1 }),
    shelve: () => api.alarms.shelve({ alarm: 'a1', until: until(), reason: '已知' }),
    unshelve: () => api.alarms.unshelve({ alarm: 'a1' }),
    shelfEnd: () => test.world.advance(hourMs),
  }
  return { act, now, bench }
}

describe('the table of alarm states', () => {
  it.each(states.flatMap((state) => alarmEvents.map((event) => [state, event] as const)))(
    '%s, %s: goes where it says or refuses in a Chinese sentence',
    (state, event) => {
      const says = movedBy(state, event) ?? refusalOf(state, event)
      expect(says).toMatch(states.some((one) => one === says) ? /./ : /\p{Script=Han}.*。$/u)
      expect(movedBy(state, event) === undefined).toBe(refusalOf(state, event) !== undefined)
    },
  )

  it('is complete: every state with every event, no other', () => {
    expect(Object.keys(alarmMoves).toSorted()).toEqual(states.toSorted())
    for (const moves of Object.values(alarmMoves))
      expect(Object.keys(moves).toSorted()).toEqual(alarmEvents.toSorted())
  })

  it.each(states.flatMap((state) => alarmEvents.map((event) => [state, event] as const)))(
    'the module does the same: %s, %s',
    async (state, event) => {
      const { act, now, bench } = await consoleIn(state, event === 'release')
      // Taking is also seeing.
      const seen = event === 'take' && state === 'active-unacknowledged'
      const expected = seen ? 'active-acknowledged' : movedBy(state, event)
      const refused = await Promise.resolve()
        .then(() => act[event]())
        .then(
          () => false,
          () => true,
        )
      expect(now()?.state).toBe(expected ?? state)
      // A person is told; a timer that finds nothing to end is not.
      expect(refused).toBe(expected === undefined && event !== 'shelfEnd')
      bench.stop()
    },
  )
})
