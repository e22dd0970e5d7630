/** From a refusal inside the core to the error its contract declares. */
import type { Accepted, Refusal } from './kernel/result.ts'

/** `not-found` is declared as `NOT_FOUND`. */
type ErrorCode<Code extends string> = Code extends `${infer Word}-${infer Rest}`
  ? `${Uppercase<Word>}_${ErrorCode<Rest>}`
  : Uppercase<Code>

type DataOf<R, Code> =
  R extends Refusal<infer Own, infer Data> ? (Code extends Own ? Data : never) : never

/** The constructors a handler is given, of every refusal: a code the contract misses does not compile. */
type ErrorsFor<R extends Refusal> = {
  readonly [Code in R['code'] as ErrorCode<Code>]: (options: {
    readonly data: DataOf<R, Code>
    readonly message?: string
  }) => Error
}

function sentenceOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('sentence' in data)) return undefined
  return typeof data.sentence === 'string' ? data.sentence : undefined
}

/**
 * What was done. A refusal with a `sentence` says it in place of the contract's own message.
 * @throws the error the contract declares under the refusal's code in capitals
 */
export function orThrow<Done extends Accepted<unknown> | Refusal>(
  done: Done,
  errors: ErrorsFor<Extract<Done, Refusal>>,
): Extract<Done, Accepted<unknown>>['value'] {
  if (done.ok) return done.value
  const code = done.code.replaceAll('-', '_').toUpperCase()
  // The signature has made sure that the code is among them.
  const make = (errors as Readonly<Record<string, (options: object) => Error>>)[code]
  if (!make) throw new Error(`the contract declares no ${code}`)
  const message = sentenceOf(done.data)
  throw make({ data: done.data, ...(message === undefined ? {} : { message }) })
}
