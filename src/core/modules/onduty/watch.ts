/** Somebody who is not there after the time allowed raises an alarm; a person calls, never we. */
import { beijingTime } from '../../kernel/beijing-time.ts'
import { every } from '../../kernel/every.ts'
import type { CoreContext } from '../../module.ts'
import { keepAlarms, type Raise } from '../alarms/index.ts'
import { shiftAt, type DutyShift } from '../rosters/index.ts'
import { ruleMs } from '../rules/index.ts'
import type { DutyPerson } from './contract.ts'
import { absentees, shiftPeople } from './presence.ts'
import { lateKind } from './sign-on.ts'
import { presenceKey } from './words.ts'

const tickMs = 15_000

/** `带班 李文斌 138…、备班 谢志强 139…`: whom to call. */
function callees(people: readonly DutyPerson[], absent: DutyPerson): string {
  return people
    .filter(
      ({ post, person }) => person !== absent.person && (post === 'leader' || post === 'standby'),
    )
    .map(({ word, name, phone }) => [word, name, phone].filter((part) => part !== '').join(' '))
    .join('、')
}

function lateAlarm(shift: DutyShift, people: readonly DutyPerson[], absent: DutyPerson): Raise {
  const call = callees(people, absent)
  const own = absent.phone === '' ? '' : `先打本人 ${absent.phone}；`
  const then = call === '' ? '值班表上没有带班领导和备班可叫' : `叫 ${call}`
  return {
    kind: lateKind,
    subject: presenceKey(shift.id, absent.person),
    priority: 'high',
    title: `${absent.word} ${absent.name} 未到岗`,
    detail: `${shift.word} ${beijingTime(shift.from).slice(0, 5)} 应到，没有签到；${own}${then}；到“值班 › 在岗与查岗”记`,
  }
}

function wanted(context: CoreContext, shift: DutyShift | undefined, now: number): Raise[] {
  if (!shift || now - shift.from < ruleMs(context, 'duty.late')) return []
  const people = shiftPeople(context, shift, now)
  return absentees(people).map((one) => lateAlarm(shift, people, one))
}

export function watchDuty(context: CoreContext): () => void {
  const { clock, timers } = context.world
  let told = shiftAt(context, clock.nowMs())?.id
  return every(timers, tickMs, () => {
    const now = clock.nowMs()
    const shift = shiftAt(context, now)
    keepAlarms(context, {
      source: 'onduty',
      kinds: [lateKind],
      wanted: wanted(context, shift, now),
      because: '班次已结束或值班表已改',
      inLog: true,
    })
    // A shift begins by the clock alone: pages are told.
    if (shift?.id !== told) context.changed('onduty', [])
    told = shift?.id
  })
}
