/** In the running example nobody stands at the door with a password. */
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor } from '../../seat-log.ts'
import { shiftAt } from '../rosters/index.ts'
import { shiftFields, signedOn } from './facts.ts'
import { presenceOf } from './presence.ts'
import { isExpected, presenceKey } from './words.ts'

/**
 * Everybody of the shift that is on now has signed on in time.
 * @throws where the console works on real events: a sign-on is a person's own
 */
export function signOnExample(context: CoreContext, seat: Seat): void {
  if (context.status === 'actual') throw new Error('nobody is signed on without a proof here')
  const now = context.world.clock.nowMs()
  const shift = shiftAt(context, now)
  if (!shift) return
  const { id, from } = shift
  const known = new Set(presenceOf(context.db, id).map(({ person }) => person))
  const drafts = shift.posts
    .filter(({ post }) => isExpected(post))
    .flatMap(({ post, word, people }) =>
      people
        .filter((person) => !known.has(person.id))
        .map((person) => ({
          kind: signedOn.kind,
          entity: presenceKey(id, person.id),
          body: {
            ...shiftFields(shift),
            person: person.id,
            name: person.name,
            post,
            word,
            at: Math.min(from, now),
            how: 'seat',
            note: '',
            by: '示例',
          },
        })),
    )
  if (drafts.length > 0) recordFor(context, seat, drafts)
}
