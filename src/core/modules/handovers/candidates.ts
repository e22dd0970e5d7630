/** Who may hand over, take over and witness here: those of the roster first. */
import type { CoreContext } from '../../module.ts'
import { possibleWitnesses } from '../people/index.ts'
import { teamsNow } from './teams.ts'

function offered(
  people: ReturnType<typeof possibleWitnesses>,
  roster: readonly { readonly person: string; readonly post: string }[],
  first: readonly string[],
) {
  const place = (person: string) => {
    const post = roster.find((one) => one.person === person)?.post
    const at = post === undefined ? -1 : first.indexOf(post)
    return at === -1 ? first.length : at
  }
  return people
    .map(({ id, name, words, pinAllowed }) => ({
      person: id,
      name,
      words,
      pinAllowed,
      onRoster: roster.some((one) => one.person === id),
    }))
    .toSorted((one, other) => place(one.person) - place(other.person))
}

const atDesk = ['chief', 'officer', 'comms']

export function handoverCandidates(context: CoreContext) {
  const teams = teamsNow(context)
  const writers = possibleWitnesses(context, '', 'log.write')
  return {
    outgoing: offered(writers, teams.out.people, atDesk),
    incoming: offered(writers, teams.in.people, atDesk),
    leaders: offered(
      possibleWitnesses(context, '', 'report.sign'),
      [...teams.out.people, ...teams.in.people],
      ['leader'],
    ),
  }
}
