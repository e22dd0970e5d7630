/** What other modules refuse with, as the sentence that their own screens show. */
import { ORPCError } from '@orpc/server'
import type { Result } from '../../kernel/result.ts'

/** A refusal with its sentence: the words stay in the line. */
export class Refused extends Error {}

interface WithErrors {
  readonly '~orpc': { readonly errorMap: Readonly<Record<string, unknown>> }
}

function message(procedure: WithErrors, code: string): string | undefined {
  const known = procedure['~orpc'].errorMap[code]
  if (typeof known !== 'object' || known === null || !('message' in known)) return undefined
  return typeof known.message === 'string' ? known.message : undefined
}

function told(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  if ('sentence' in data && typeof data.sentence === 'string') return data.sentence
  return 'why' in data && typeof data.why === 'string' ? data.why : undefined
}

/** The value, or the refusal as its sentence. @throws Refused */
export function orRefuse<T>(done: Result<T>, procedure: WithErrors): T {
  if (done.ok) return done.value
  const code = done.code.toUpperCase().replaceAll('-', '_')
  throw new Refused(told(done.data) ?? message(procedure, code) ?? `没有办成（${code}）。`)
}

/** Errors of a procedure that are thrown, not returned. @throws Refused */
export function withSentences<T>(procedure: WithErrors, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof ORPCError) || common.has(error.code)) throw error
    throw new Refused(message(procedure, error.code) ?? error.message)
  }
}

/** Every procedure of the console declares these: they go on as they are. */
const common = new Set([
  'NOT_SIGNED_IN',
  'FORBIDDEN',
  'DISK_FULL',
  'READ_ONLY',
  'DAMAGED',
  'NOT_FOUND',
])
