/** Who hands over and who takes over, as the roster has them now. */
import type { CoreContext } from '../../module.ts'
import { dutyNow } from '../onduty/index.ts'
import type { Team } from './frozen.ts'

type Duty = ReturnType<typeof dutyNow>

function team(shift: Duty['shift'], people: Duty['people']): Team {
  const there = people.filter(({ signedOffAt }) => signedOffAt === null)
  return {
    word: shift?.word ?? '',
    ...(shift ? { shift: shift.id, from: shift.from, to: shift.to } : {}),
    people: there.map(({ person, name, post, word }) => ({ person, name, post, word })),
  }
}

/** Empty where no roster is published: the sheet then names the chiefs alone. */
export function teamsNow(context: CoreContext): { readonly out: Team; readonly in: Team } {
  const { shift, relieving, next, people, coming } = dutyNow(context)
  const after = relieving ?? next
  return { out: team(shift, people), in: team(after, after ? coming : []) }
}

/** The chief of a team; of several the first of the roster. */
export function chiefOf({ people }: Team) {
  return (
    people.find(({ post }) => post === 'chief') ?? people.find(({ post }) => post === 'officer')
  )
}
