/** Somebody who is not there after the time allowed raises an alarm; a person calls, never we. */
import { beijingTime } from '../../kernel/beijing-time.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { recordBySystem } from '../../seat-log.ts'
import { clearDrafts, everRaised, raiseDrafts, standingOfKind } from '../alarms/index.ts'
import { logLines } from '../logbook/index.ts'
import { shiftAt, type DutyShift } from '../rosters/index.ts'
import { ruleMs } from '../rules/index.ts'
import type { DutyPerson } from './contract.ts'
import { absentees, shiftPeople } from './presence.ts'
import { lateKind } from './sign-on.ts'
import { presenceKey } from './words.ts'

const tickMs = 15_000

interface Late {
  readonly subject: string
  readonly title: string
  readonly detail: string
}

/** `带班 李文斌 138…、备班 谢志强 139…`: whom to call. */
function callees(people: readonly DutyPerson[], absent: DutyPerson): string {
  return people
    .filter(
      ({ post, person }) => person !== absent.person && (post === 'leader' || post === 'standby'),
    )
    .map(({ word, name, phone }) => [word, name, phone].filter((part) => part !== '').join(' '))
    .join('、')
}

function lateOf(shift: DutyShift, people: readonly DutyPerson[], absent: DutyPerson): Late {
  const call = callees(people, absent)
  const own = absent.phone === '' ? '' : `先打本人 ${absent.phone}；`
  const then = call === '' ? '值班表上没有带班领导和备班可叫' : `叫 ${call}`
  return {
    subject: presenceKey(shift.id, absent.person),
    title: `${absent.word} ${absent.name} 未到岗`,
    detail: `${shift.word} ${beijingTime(shift.from).slice(0, 5)} 应到，没有签到；${own}${then}；到“值班 › 在岗与查岗”记`,
  }
}

export function checkLate(context: CoreContext): void {
  const now = context.world.clock.nowMs()
  const shift = shiftAt(context, now)
  const people = shift ? shiftPeople(context, shift, now) : []
  const over = shift && now - shift.from >= ruleMs(context, 'duty.late')
  const late = shift && over ? absentees(people).map((one) => lateOf(shift, people, one)) : []
  const standing = new Set(late.map(({ subject }) => subject))
  const fresh = late.filter(({ subject }) => !everRaised(context.db, lateKind, subject))
  const gone = standingOfKind(context.db, lateKind)
    .filter(({ state, subject }) => state.startsWith('active') && !standing.has(subject))
    .map(({ subject }) => subject)
  if (fresh.length === 0 && gone.length === 0) return
  const result = recordBySystem(context, 'onduty', () => {
    const write = logLines(context)
    return [
      ...gone.flatMap((subject) =>
        clearDrafts(context, lateKind, subject, '班次已结束或值班表已改'),
      ),
      ...fresh.flatMap(({ subject, title, detail }) => [
        ...raiseDrafts(context, { kind: lateKind, subject, priority: 'high', title, detail }),
        write({
          kind: 'alarm',
          source: { kind: 'text', text: '系统' },
          text: `${title}：${detail}`,
        }),
      ]),
    ]
  })
  // Tried again at the next tick; the disk's own alarm says why.
  if (!result.ok) context.logger.warn('onduty.alarm-not-recorded', { code: result.code })
}

/** A shift begins by the clock alone: pages are told. */
export function watchDuty(context: CoreContext): () => void {
  let cancel: CancelTimer | undefined
  let told = shiftAt(context, context.world.clock.nowMs())?.id
  const tick = () => {
    cancel = context.world.timers.after(tickMs, tick)
    checkLate(context)
    const shift = shiftAt(context, context.world.clock.nowMs())?.id
    if (shift !== told) context.changed('onduty', [])
    told = shift
  }
  cancel = context.world.timers.after(tickMs, tick)
  return () => cancel?.()
}
