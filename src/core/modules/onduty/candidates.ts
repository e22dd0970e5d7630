/** Who may sign on for a shift: those on its roster, then everybody who may stand in. */
import type { CoreContext } from '../../module.ts'
import { possibleWitnesses } from '../people/index.ts'
import { publishedShift } from '../rosters/index.ts'

interface Candidate {
  readonly id: string
  readonly name: string
  readonly words: string
  readonly onRoster: boolean
  readonly enrolled: boolean
  readonly pinAllowed: boolean
}

export function signOnCandidates(context: CoreContext, id: string): Candidate[] | undefined {
  const shift = publishedShift(context, id)
  if (!shift) return undefined
  // Everybody with a password here who may write the log.
  const enrolled = possibleWitnesses(context, '', 'log.write')
  const listed = shift.posts.flatMap(({ word, people }) =>
    people.map((one) => ({ ...one, words: word })),
  )
  const known = new Set(listed.map((one) => one.id))
  const own = new Map(enrolled.map((one) => [one.id, one]))
  return [
    ...listed.map((one) => ({
      id: one.id,
      name: one.name,
      words: one.words,
      onRoster: true,
      enrolled: own.has(one.id),
      pinAllowed: own.get(one.id)?.pinAllowed === true,
    })),
    ...enrolled
      .filter((one) => !known.has(one.id))
      .map(({ id: person, name, words, pinAllowed }) => ({
        id: person,
        name,
        words,
        onRoster: false,
        enrolled: true,
        pinAllowed,
      })),
  ]
}
