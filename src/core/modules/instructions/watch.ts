/**
 * An instruction nobody conveyed, one that runs out and one that has run out become alarms; the
 * step that was missing ends them. One alarm per instruction and due time: what a person has
 * settled is not raised again for the same moment.
 */
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordBySystem } from '../../seat-log.ts'
import {
  clearDrafts,
  everRaised,
  raiseDrafts,
  standingOfKind,
  type Raise,
} from '../alarms/index.ts'
import type { Instruction } from './contract.ts'
import { instructionList } from './queries.ts'
import { minuteOf } from './receiving.ts'

const everyMs = 10_000
const soonMs = 200
const topics = ['instructions', 'rules']
const kinds = ['instruction-unconveyed', 'instruction-due', 'instruction-overdue'] as const

/** Whom to call: the units that still owe something, with their duty telephones. */
function owing({ assignees }: Instruction, missing: 'told' | 'answer'): string {
  return assignees
    .filter(({ conveyed, answered }) => (missing === 'told' ? conveyed.length === 0 : !answered))
    .map(({ name, phone }) => (phone === '' ? name : `${name} ${phone}`))
    .join('、')
}

function wanted(shown: Instruction): Raise[] {
  const { id, number, from, dueAt, overdue, dueSoon, incident } = shown
  const about = incident === null ? {} : { incident: incident.id }
  const title = `批示 ${number} ${from.name}`
  if (overdue === 'convey') {
    return [
      {
        kind: 'instruction-unconveyed',
        subject: id,
        priority: 'high',
        title: `${title} 还没有传达`,
        detail: `请传达：${owing(shown, 'told')}`,
        ...about,
      },
    ]
  }
  if (overdue === null && !dueSoon) return []
  return [
    {
      kind: overdue === 'feedback' ? 'instruction-overdue' : 'instruction-due',
      subject: `${id}/${dueAt ?? 0}`,
      priority: overdue === 'feedback' ? 'high' : 'normal',
      title: `${title} ${overdue === 'feedback' ? '超期未反馈' : '快到反馈时限'}`,
      detail: `应 ${minuteOf(dueAt ?? 0)} 反馈，请催办：${owing(shown, 'answer')}`,
      ...about,
    },
  ]
}

function changes(context: CoreContext): FactDraft[] {
  const due = instructionList(context, { which: 'open', limit: 500 }).flatMap(wanted)
  const standing = new Set(due.map(({ kind, subject }) => `${kind} ${subject}`))
  const gone = kinds.flatMap((kind) =>
    standingOfKind(context.db, kind)
      .filter(
        ({ state, subject }) => state.startsWith('active') && !standing.has(`${kind} ${subject}`),
      )
      .flatMap(({ subject }) => clearDrafts(context, kind, subject, '已传达、已反馈或已办结')),
  )
  const raised = due
    .filter(({ kind, subject }) => !everRaised(context.db, kind, subject))
    .flatMap((alarm) => raiseDrafts(context, alarm))
  return [...gone, ...raised]
}

export function watchInstructions(context: CoreContext): () => void {
  const { timers } = context.world
  const look = () => {
    const drafts = changes(context)
    if (drafts.length === 0) return
    const done = recordBySystem(context, 'instructions', drafts)
    // The next look tries again; what could not be written is shown by the disk's own alarm.
    if (!done.ok) context.logger.warn('instructions.alarms-not-recorded', { code: done.code })
    // A limit passed by the clock alone: every page shows it.
    context.changed('instructions', [])
  }
  let cancelEvery: CancelTimer | undefined
  let cancelSoon: CancelTimer | undefined
  const every = () => {
    look()
    cancelEvery = timers.after(everyMs, every)
  }
  cancelEvery = timers.after(everyMs, every)
  const soon = () => {
    cancelSoon = undefined
    look()
  }
  const stop = context.log.onChanged((changed) => {
    if (topics.some((topic) => changed.has(topic))) cancelSoon ??= timers.after(soonMs, soon)
  })
  return () => {
    stop()
    cancelEvery?.()
    cancelSoon?.()
  }
}
