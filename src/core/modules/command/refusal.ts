/** What other modules refuse with, as the sentence that their own screens show. */
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
