import { accept, refuse, type Refusal, type Result } from '../kernel/result.ts'
import type { Envelope } from './envelope.ts'
import type { FactKind } from './registry.ts'
import type { Fact } from './types.ts'

/** The op is kept and forwarded all the same; it is tried again at the next start. */
type Unreadable = Refusal<'unreadable', { readonly reason: string }>

export interface FactReader {
  /** Lifts the body to the newest known version and checks it. */
  read(envelope: Envelope): Result<Fact, Unreadable>
  /** The kind under which a local draft is written. @throws for an unknown kind or a wrong body. */
  prepare(kind: string, body: unknown): { readonly version: number; readonly body: unknown }
}

function register(kinds: readonly FactKind[]): Map<string, FactKind> {
  const known = new Map<string, FactKind>()
  for (const kind of kinds) {
    const other = known.get(kind.kind)
    if (other && other !== kind) throw new Error(`fact kind ${kind.kind} is defined twice`)
    known.set(kind.kind, kind)
  }
  return known
}

function lift(kind: FactKind, version: number, body: unknown): Result<unknown, Unreadable> {
  let lifted = body
  for (let from = version; from < kind.version; from++) {
    const step = kind.upcast?.[from]
    if (!step) return refuse('unreadable', { reason: `no way from version ${from}` })
    try {
      lifted = step(lifted)
    } catch (error) {
      // Bytes of a stranger may not fit what the older version promised.
      return refuse('unreadable', { reason: `version ${from} does not lift: ${String(error)}` })
    }
  }
  return accept(lifted)
}

/** Reads facts of the given kinds. @throws when two kinds share a name. */
export function factReader(kinds: readonly FactKind[]): FactReader {
  const known = register(kinds)
  return {
    read(envelope) {
      const kind = known.get(envelope.kind)
      if (!kind) return refuse('unreadable', { reason: 'unknown kind' })
      if (envelope.version > kind.version) return refuse('unreadable', { reason: 'newer version' })
      const lifted = lift(kind, envelope.version, envelope.body)
      if (!lifted.ok) return lifted
      const parsed = kind.body.safeParse(lifted.value)
      if (!parsed.success) return refuse('unreadable', { reason: parsed.error.message })
      return accept(factOf(envelope, kind.version, parsed.data))
    },
    prepare(name, body) {
      const kind = known.get(name)
      if (!kind) throw new Error(`unknown fact kind ${name}`)
      return { version: kind.version, body: kind.body.parse(body) }
    },
  }
}

function factOf(envelope: Envelope, version: number, body: unknown): Fact {
  return {
    ref: { origin: envelope.origin, seq: envelope.seq },
    hlc: envelope.hlc,
    kind: envelope.kind,
    version,
    entity: envelope.entity,
    actor: envelope.actor,
    seat: envelope.seat,
    status: envelope.status,
    base: envelope.base,
    sealed: envelope.sealed,
    body,
  }
}
