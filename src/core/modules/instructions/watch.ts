/**
 * An instruction nobody conveyed, one that runs out and one that has run out become alarms; the
 * step that was missing ends them. One alarm per instruction and due time: what a person has
 * settled is not raised again for the same moment.
 */
import { beijingMinute } from '../../kernel/beijing-time.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { keepAlarms, type Raise } from '../alarms/index.ts'
import type { Instruction } from './contract.ts'
import { instructionList } from './queries.ts'

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
      detail: `应 ${beijingMinute(dueAt ?? 0)} 反馈，请催办：${owing(shown, 'answer')}`,
      ...about,
    },
  ]
}

export function watchInstructions(context: CoreContext): () => void {
  const { timers } = context.world
  const look = () => {
    const changed = keepAlarms(context, {
      source: 'instructions',
      kinds,
      wanted: instructionList(context, { which: 'open', limit: 500 }).flatMap(wanted),
      because: '已传达、已反馈或已办结',
      inLog: false,
    })
    // A limit passed by the clock alone: every page shows it.
    if (changed) context.changed('instructions', [])
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
