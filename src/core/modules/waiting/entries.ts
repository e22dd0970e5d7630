/**
 * What waits for somebody at the desk: one entry for each conversation. Live and shared between
 * the seats of this console; the record of the calls themselves is the radio module's.
 */
import { z } from 'zod'
import { newId } from '../../kernel/id.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { onIncoming, type Incoming } from '../radio/index.ts'
import { missed } from './missed.ts'
import {
  claimMs,
  sameConversationMs,
  untouchedMs,
  waitingKinds,
  wantsToTalkCode,
  type WaitingKind,
} from './words.ts'

const holder = z.object({
  person: z.string(),
  name: z.string(),
  seatName: z.string(),
  at: z.number(),
})
export type ClaimHolder = z.infer<typeof holder>

const entrySchema = z.object({
  id: z.string(),
  gateway: z.string(),
  radio: z.string(),
  kind: z.enum(waitingKinds),
  /** The group it was last said to; null: to this console. */
  group: z.string().nullable(),
  /** Somebody called this console itself: to be missed when nobody answers. */
  direct: z.boolean(),
  /** Calls and texts of the conversation; their rows in the traffic. */
  records: z.array(z.string()),
  /** Those that are going on. */
  ongoing: z.array(z.string()),
  firstAt: z.number(),
  lastAt: z.number(),
  /** The newest text. */
  words: z.string(),
  /** Somebody said that they will answer. */
  claim: holder.nullable(),
  /** Somebody answered. */
  taken: holder.nullable(),
})
export type WaitingEntry = z.infer<typeof entrySchema>

export interface WaitingDesk {
  all(): readonly WaitingEntry[]
  get(id: string): WaitingEntry | undefined
  change(id: string, some: Partial<Pick<WaitingEntry, 'claim' | 'taken'>>): void
  /** It is dealt with. */
  remove(id: string): void
  /** Its name was asked for: it is not asked for again by itself. */
  wasAsked(radio: string): boolean
  noteAsked(radio: string): void
  close(): void
}

/** More than a desk can look at; a babbling net must not fill the memory. */
const mostEntries = 200
/** One conversation does not name more of its calls. */
const mostRecords = 50

const kindOf = ({ what }: Incoming): WaitingKind | undefined => {
  switch (what.kind) {
    case 'emergency':
      return 'emergency'
    case 'call':
      return what.type === 'emergency' ? 'emergency' : 'call'
    case 'text':
      return 'text'
    case 'status':
      return what.code === wantsToTalkCode ? 'request' : undefined
  }
}

/** The more pressing of two kinds: an emergency stays one, whatever else is said. */
const worse = (a: WaitingKind, b: WaitingKind): WaitingKind =>
  waitingKinds.indexOf(a) <= waitingKinds.indexOf(b) ? a : b

export const isStale = ({ at }: ClaimHolder, now: number): boolean => now - at >= claimMs

export function openWaitingDesk(context: CoreContext): WaitingDesk {
  const { live, world, logger } = context
  const { clock, timers, random } = world
  const entries = new Map<string, WaitingEntry>()
  const leaving = new Map<string, CancelTimer>()
  const asked = new Set<string>()

  function keep(entry: WaitingEntry): void {
    entries.set(entry.id, entry)
    try {
      live
        .prepare('insert or replace into waiting_entry (id, entry) values (?, ?)')
        .run(entry.id, JSON.stringify(entry))
    } catch (error) {
      // Live scope: it goes on in memory.
      logger.warn('waiting.not-kept', { error: String(error) })
    }
    watch(entry)
    context.changed('waiting', [entry.id])
  }
  function remove(id: string): void {
    const entry = entries.get(id)
    if (!entry) return
    leaving.get(id)?.()
    leaving.delete(id)
    entries.delete(id)
    asked.add(entry.radio)
    live.prepare('delete from waiting_entry where id = ?').run(id)
    context.changed('waiting', [id])
  }
  /** Nobody touched it: it leaves, and who called this console itself was missed. */
  function leave(id: string): void {
    const entry = entries.get(id)
    if (!entry) return
    remove(id)
    if (entry.direct) missed(context, entry)
  }
  function watch({ id, lastAt, ongoing, claim, taken, kind }: WaitingEntry): void {
    leaving.get(id)?.()
    leaving.delete(id)
    if (ongoing.length > 0 || claim || taken || kind === 'emergency') return
    const afterMs = Math.max(0, lastAt + untouchedMs - clock.nowMs())
    leaving.set(
      id,
      timers.after(afterMs, () => leave(id)),
    )
  }
  function goesOn(entry: WaitingEntry, { radio, at }: Incoming): boolean {
    if (entry.radio !== radio) return false
    if (entry.claim || entry.taken || entry.ongoing.length > 0) return true
    return entry.kind === 'emergency' || at - entry.lastAt <= sameConversationMs
  }
  function heard(incoming: Incoming): void {
    const kind = kindOf(incoming)
    if (kind === undefined) return
    const { entity, gateway, radio, group, at, what } = incoming
    const isCall = what.kind === 'call'
    const before = [...entries.values()].findLast((entry) => goesOn(entry, incoming))
    const direct = group === null
    if (before) {
      const known = before.records.includes(entity)
      keep({
        ...before,
        gateway,
        kind: worse(before.kind, kind),
        group,
        direct: before.direct || direct,
        records: known ? before.records : [...before.records, entity].slice(-mostRecords),
        ongoing: isCall && !known ? [...before.ongoing, entity] : before.ongoing,
        lastAt: at,
        words: what.kind === 'text' ? what.body : before.words,
      })
      return
    }
    if (entries.size >= mostEntries) dropOldest()
    keep({
      id: newId(clock, random),
      gateway,
      radio,
      kind,
      group,
      direct,
      records: [entity],
      ongoing: isCall ? [entity] : [],
      firstAt: at,
      lastAt: at,
      words: what.kind === 'text' ? what.body : '',
      claim: null,
      taken: null,
    })
  }
  /** One nobody works on and that is no emergency, where there is one. */
  function dropOldest(): void {
    const idle = [...entries.values()].find(
      ({ claim, taken, kind }) => !claim && !taken && kind !== 'emergency',
    )
    if (idle) leave(idle.id)
  }
  function ended(entity: string): void {
    for (const entry of entries.values()) {
      if (!entry.ongoing.includes(entity)) continue
      const ongoing = entry.ongoing.filter((one) => one !== entity)
      keep({ ...entry, ongoing, lastAt: clock.nowMs() })
    }
  }
  /** Calls that went on when the console stopped are over: the radio module logs them so. */
  function load(): void {
    for (const { entry } of live
      .prepare<{ entry: string }>('select entry from waiting_entry order by id')
      .all()) {
      const parsed = entrySchema.safeParse(JSON.parse(entry))
      if (parsed.success) keep({ ...parsed.data, ongoing: [] })
    }
  }
  load()
  const stop = onIncoming(context, { heard, ended })
  return {
    all: () => [...entries.values()],
    get: (id) => entries.get(id),
    change(id, some) {
      const entry = entries.get(id)
      if (entry) keep({ ...entry, ...some })
    },
    remove,
    wasAsked: (radio) => asked.has(radio),
    noteAsked: (radio) => void asked.add(radio),
    close() {
      stop()
      for (const cancel of leaving.values()) cancel()
      leaving.clear()
    },
  }
}

const desks = new WeakMap<CoreContext, WaitingDesk>()

/** Opened at the module's start, closed with it. */
export function waitingDesk(context: CoreContext): WaitingDesk {
  const known = desks.get(context) ?? openWaitingDesk(context)
  desks.set(context, known)
  return known
}

export function closeWaitingDesk(context: CoreContext): void {
  desks.get(context)?.close()
  desks.delete(context)
}
