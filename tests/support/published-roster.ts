/** A month that is published, without the work of laying and filling it. */
import type { CoreContext } from '../../src/core/module.ts'

export interface TestShift {
  readonly id: string
  readonly word: string
  /** UTC epoch milliseconds. */
  readonly from: number
  readonly to: number
  /** Person ids by post. */
  readonly posts: Readonly<Record<string, readonly string[]>>
}

export function publishRoster(
  context: Pick<CoreContext, 'log' | 'status' | 'world'>,
  month: string,
  shifts: readonly TestShift[],
): void {
  const at = context.world.clock.nowMs()
  const done = context.log.append({ actor: 'p-wang', seat: 'seat-1', status: context.status }, [
    {
      kind: 'roster.published',
      entity: month,
      body: {
        shifts: shifts.map(({ id, word, from, to, posts }) => ({
          id,
          day: id.slice(0, 10),
          pattern: 'test',
          word,
          from,
          to,
          night: false,
          weekend: false,
          holiday: null,
          needs: Object.entries(posts).map(([post, people]) => ({ post, count: people.length })),
        })),
        cells: shifts.flatMap(({ id, posts }) =>
          Object.entries(posts).map(([post, people]) => ({ shift: id, post, people })),
        ),
        decision: { person: 'p-li', name: '李文斌', how: 'own' },
        overrides: [],
        by: 'p-wang',
        name: '王海燕',
        at,
      },
    },
  ])
  if (!done.ok) throw new Error(done.code)
}
