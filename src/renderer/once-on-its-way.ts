import { OPERATION_CONTEXT_SYMBOL } from '@orpc/tanstack-query'
import { hashKey } from '@tanstack/react-query'
import type { Link } from './channel.ts'

/** Screens ask with `queryOptions` and command with `mutationOptions`; the latter are marked so. */
function isCommand(context: Readonly<Record<PropertyKey, unknown>>): boolean {
  const operation = context[OPERATION_CONTEXT_SYMBOL]
  return (
    typeof operation === 'object' &&
    operation !== null &&
    'type' in operation &&
    operation.type === 'mutation'
  )
}

/**
 * A command that is on its way is not sent a second time: whoever gives the same one meanwhile gets
 * its answer. A second Enter often comes before the page has been drawn anew with its button busy.
 */
export function onceOnItsWay(link: Link): Link {
  const onTheirWay = new Map<string, Promise<unknown>>()
  return {
    call(path, input, options) {
      if (!isCommand(options.context)) return link.call(path, input, options)
      const command = hashKey([path, input])
      const before = onTheirWay.get(command)
      if (before) return before
      const answer = link.call(path, input, options)
      onTheirWay.set(command, answer)
      const arrived = () => void onTheirWay.delete(command)
      answer.then(arrived, arrived)
      return answer
    },
  }
}
