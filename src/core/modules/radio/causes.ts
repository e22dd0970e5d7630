import type { CoreContext } from '../../module.ts'
import { ownCauseWord } from './words.ts'

/** A driver's code in Chinese, and its detail; a code nobody knows is shown, with the word for that. */
export function causeWord(
  context: CoreContext,
  gateway: string,
  cause: string,
  detail?: string,
): string {
  const driver = context.gateways.list().find(({ id }) => id === gateway)?.driver
  const choice = context.gateways.drivers().find(({ id }) => id === driver)
  const word = choice?.causes[cause] ?? ownCauseWord(cause) ?? `原因代码 ${cause}`
  return detail === undefined ? word : `${word}：${detail}`
}
