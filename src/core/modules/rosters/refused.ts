/** A command's refusal becomes the error of the same name that its procedure declares. */
import type { Refusal, Result } from '../../kernel/result.ts'

/** `not-laid` → `NOT_LAID` */
type ErrorName<Code extends string> = Code extends `${infer Head}-${infer Rest}`
  ? `${Uppercase<Head>}_${ErrorName<Rest>}`
  : Uppercase<Code>

type DataOf<R extends Refusal, Code> = R extends Refusal
  ? Code extends R['code']
    ? R['data']
    : never
  : never

/** Every code of the refusal has to be declared by the procedure, with its data. */
type Errors<R extends Refusal> = {
  readonly [Code in R['code'] as ErrorName<Code>]: DataOf<R, Code> extends undefined
    ? () => Error
    : (options: { data: DataOf<R, Code> }) => Error
}

/** @throws the declared error of a refusal */
export function valueOf<T, R extends Refusal>(done: Result<T, R>, errors: Errors<R>): T {
  if (done.ok) return done.value
  const makers: Readonly<Record<string, (options?: { data: unknown }) => Error>> = errors as never
  const make = makers[done.code.toUpperCase().replaceAll('-', '_')]
  if (!make) throw new Error(`refusal ${done.code} is not declared`)
  throw done.data === undefined ? make() : make({ data: done.data })
}
