/** One line of an alarm's history from one fact. */
import type { z } from 'zod'
import { hlcWallMs } from '../../kernel/hlc.ts'
import type { Fact } from '../../oplog/types.ts'
import { alarmCleared, alarmRaised, alarmShelved, type alarmTaken } from './facts.ts'
import type { AlarmStepRow } from './tables.ts'
import { alarmStepWords, type AlarmStep } from './words.ts'

function noteOf(fact: Fact): string {
  switch (fact.kind) {
    case alarmRaised.kind:
      return (fact.body as z.infer<typeof alarmRaised.body>).detail
    case alarmCleared.kind: {
      const { reason, contact } = fact.body as z.infer<typeof alarmCleared.body>
      return contact === undefined ? reason : `${reason}；联系情况：${contact}`
    }
    case alarmShelved.kind:
      return (fact.body as z.infer<typeof alarmShelved.body>).reason
    default:
      return ''
  }
}

/** `undefined` for a kind that this version does not name. */
export function stepOfFact(alarm: string, index: number, fact: Fact): AlarmStepRow | undefined {
  const step = fact.kind.replace('alarm.', '')
  if (!(step in alarmStepWords)) return undefined
  const raised = fact.kind === alarmRaised.kind
  const { name = '系统' } = raised ? {} : (fact.body as Partial<z.infer<typeof alarmTaken.body>>)
  return {
    id: `${alarm} ${index}`,
    alarm,
    at: raised ? (fact.body as z.infer<typeof alarmRaised.body>).at : hlcWallMs(fact.hlc),
    step: step as AlarmStep,
    by: name,
    note: noteOf(fact),
  }
}
