/**
 * Sends what waits: orders first, urgent ones before others, few at a time on each gateway. What
 * certainly did not go out goes on to the next means inside its validity; everything else waits for
 * a person.
 */
import { meansWord } from '../../gateway/means.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { keptAppends } from '../gateways/index.ts'
import { sendTextFor, textState, trafficLine, type OrderResult } from '../radio/index.ts'
import { isGroup } from './apply.ts'
import type { Rung } from './facts.ts'
import { moveDrafts } from './moves.ts'
import { messageRow, ownOpenRows } from './queries.ts'
import type { MessageRow, RecipientRow } from './tables.ts'
import { ownCauseWord } from './words.ts'

interface Task {
  readonly message: MessageRow
  readonly recipient: RecipientRow
}

export interface OutboxDesk {
  /** Sends whatever may go out now. */
  pump(): void
  /** What became of a text in the radio traffic. */
  take(order: string, result: Pick<OrderResult, 'result' | 'causeWord'>): void
  /** What a stop of this console left open waits for a person. */
  recover(): void
  close(): void
}

/** Handed to one gateway and not taken by it yet. */
const mostAtOnce = 3
/** Its card sends one a minute: more would only wait where nobody can take them back. */
const mostAtOncePaced = 1

const order = { order: 0, text: 1 } as const

function byUrgency(a: Task, b: Task): number {
  return (
    Number(b.message.urgent) - Number(a.message.urgent) ||
    order[a.message.kind] - order[b.message.kind] ||
    a.message.at - b.message.at
  )
}

export function openOutboxDesk(context: CoreContext): OutboxDesk {
  const { world } = context
  /** Handed over, its step not stored yet: never a second time. */
  const handed = new Map<string, { readonly gateway: string; readonly order: string }>()
  let cancelLook: CancelTimer | undefined
  let pumping = false
  let closed = false

  const idOf = ({ message, recipient }: Task): string =>
    `${message.id} ${recipient.key} ${recipient.steps.length}`

  /** The row as it is when it is stored: another step may have come between. */
  function record(
    { message, recipient }: Task,
    drafts: (task: Task) => readonly FactDraft[],
    onStored?: () => void,
  ): void {
    keptAppends(context).put(
      'outbox',
      () => {
        const now = messageRow(context, message.id)
        const row = now?.recipients.find(({ key }) => key === recipient.key)
        return now && row ? drafts({ message: now, recipient: row }) : []
      },
      onStored,
    )
  }
  const move = (task: Task, to: Parameters<typeof moveDrafts>[3], onStored?: () => void) =>
    record(task, (now) => moveDrafts(context, now.message, now.recipient, to), onStored)

  /** It did not go out: the next means, or a person. */
  function failed(task: Task, cause: string, onStored?: () => void): void {
    record(
      task,
      ({ message, recipient }) => {
        const nextRung = recipient.rung + 1
        const next = recipient.ladder[nextRung]
        const inTime = world.clock.nowMs() <= recipient.validUntil
        if (next === undefined || !inTime)
          return moveDrafts(context, message, recipient, { to: 'failed', cause })
        const [step] = moveDrafts(context, message, recipient, { to: 'failed', cause })
        if (!step) return []
        const again = { ...recipient, state: 'failed' as const }
        const [queued] = moveDrafts(context, message, again, { to: 'queued', rung: nextRung })
        return [step, ...(queued ? [queued] : []), nextLine(task, next, cause)]
      },
      onStored,
    )
  }
  function nextLine({ message, recipient }: Task, next: Rung, cause: string): FactDraft {
    const how = `${meansWord(next.means)} ${next.address}`
    const { unit } = recipient
    return trafficLine(context, {
      at: world.clock.nowMs(),
      text: `发往 ${recipient.name} 未达（${cause}），改用 ${how}：${message.body}`,
      ...(unit === undefined ? {} : { unit }),
      ...(message.incident === null ? {} : { incident: message.incident }),
    })
  }

  function attempt(task: Task, rung: Rung & { readonly gateway: string }): void {
    const { message, recipient } = task
    const author = { person: message.by, name: message.byName }
    const sent = sendTextFor(context, author, {
      gateway: rung.gateway,
      to: rung.address,
      group: rung.group,
      body: message.body,
      urgent: message.urgent,
      message: message.id,
    })
    if (!sent.ok) return failed(task, ownCauseWord(sent.data.code))
    const id = idOf(task)
    handed.set(id, { gateway: rung.gateway, order: sent.value })
    move(task, { to: 'sending', order: sent.value, rung: recipient.rung }, () => {
      handed.delete(id)
      // Its result may have come while the step could not be stored.
      const state = textState(context, sent.value)
      if (state) settle(sent.value, state.outcome, state.cause)
    })
  }

  function busyAt(tasks: readonly Task[], gateway: string): number {
    const sending = tasks.filter(
      ({ recipient }) =>
        recipient.state === 'sending' && recipient.ladder[recipient.rung]?.gateway === gateway,
    )
    const waiting = [...handed.values()].filter((one) => one.gateway === gateway)
    return sending.length + waiting.length
  }
  const tasksNow = (): Task[] =>
    ownOpenRows(context).flatMap((message) =>
      message.recipients.map((recipient) => ({ message, recipient })),
    )

  /** One step of one task; `true` where something changed. */
  function stepOne(): boolean {
    const tasks = tasksNow()
    const queued = tasks
      .filter((task) => task.recipient.state === 'queued' && !handed.has(idOf(task)))
      .toSorted(byUrgency)
    for (const task of queued) {
      const { recipient } = task
      const rung = recipient.ladder[recipient.rung]
      if (world.clock.nowMs() > recipient.validUntil) {
        move(task, { to: 'undecided', cause: ownCauseWord('too-late') })
        return true
      }
      if (rung?.gateway === undefined) {
        move(task, { to: 'undecided', cause: ownCauseWord('by-hand') })
        return true
      }
      const most = rung.means === 'beidou' ? mostAtOncePaced : mostAtOnce
      if (busyAt(tasks, rung.gateway) >= most) continue
      attempt(task, { ...rung, gateway: rung.gateway })
      return true
    }
    look(queued)
    return false
  }
  /** What cannot go out now is looked at again when its time is over. */
  function look(queued: readonly Task[]): void {
    cancelLook?.()
    cancelLook = undefined
    const ends = queued.map(({ recipient }) => recipient.validUntil)
    if (ends.length === 0 || closed) return
    const inMs = Math.max(1, Math.min(...ends) - world.clock.nowMs() + 1)
    cancelLook = world.timers.after(inMs, pump)
  }
  function pump(): void {
    if (pumping || closed) return
    pumping = true
    // While nothing can be stored a step changes nothing: it is tried again by whoever stores it.
    const before = keptAppends(context).waiting
    while (stepOne() && keptAppends(context).waiting <= before) {
      // Each step changes what the next one sees.
    }
    pumping = false
  }

  function taskOf(orderId: string): Task | undefined {
    return tasksNow().find(({ recipient }) => recipient.order === orderId)
  }
  function settle(orderId: string, result: string, cause: string): void {
    const task = taskOf(orderId)
    if (!task) return
    switch (result) {
      case 'accepted':
        return move(task, { to: 'sent' })
      case 'confirmed':
        // A group has no receipt, nor has BeiDou (a cause says so): what is confirmed is that it went out.
        return move(task, { to: isGroup(task.recipient) || cause !== '' ? 'sent' : 'delivered' })
      case 'refused':
        return failed(task, cause === '' ? '发送失败' : cause)
      case 'timed-out':
        return move(task, { to: 'undecided', cause: ownCauseWord('timed-out') })
      case 'unknown':
        return move(task, { to: 'undecided', cause: cause === '' ? '结果不明' : cause })
    }
  }
  return {
    pump,
    take(orderId, { result, causeWord }) {
      settle(orderId, result, causeWord ?? '')
      pump()
    },
    recover() {
      for (const task of tasksNow()) {
        const { state, order: orderId } = task.recipient
        if (state === 'queued' || (state === 'sending' && orderId === null)) {
          move(task, { to: 'undecided', cause: ownCauseWord('console-stopped') })
        } else if (orderId !== null && (state === 'sending' || state === 'sent')) {
          const known = textState(context, orderId)
          if (known) settle(orderId, known.outcome, known.cause)
        }
      }
    },
    close() {
      closed = true
      cancelLook?.()
    },
  }
}

const desks = new WeakMap<CoreContext, OutboxDesk>()

export function outboxDesk(context: CoreContext): OutboxDesk {
  const known = desks.get(context) ?? openOutboxDesk(context)
  desks.set(context, known)
  return known
}
