/** People, roles, sign-in and organisations. */
import type { ScryptCost } from '../../kernel/world.ts'
import type { CoreContext, Module, Right, Seat } from '../../module.ts'
import { peopleProjections } from './apply.ts'
import { openDesk, type Desk } from './desk.ts'
import { directoryRouter } from './directory.ts'
import { peopleFacts } from './facts.ts'
import { passwordCost } from './password.ts'
import { organizations, people, personRow } from './queries.ts'
import { newSessionId, sessionMigration } from './sessions.ts'
import { provePerson, witnesses, type Proof } from './second-person.ts'
import { setUpAdministrator, signInRouter } from './sign-in.ts'
import { layoutMigration, verifierMigration } from './tables.ts'

export { decidedBy, decisionFor, decisionSchema, type Decision } from './decision.ts'
export { organizations, personRows, samePerson } from './queries.ts'
export { rightsOf } from './words.ts'
export type { Proof, ProvedPerson, SecondPersonRefusal } from './second-person.ts'
export {
  organizationFieldSet,
  organizationRegistered,
  personDisabled,
  personEnabled,
  personFieldSet,
  personRegistered,
} from './facts.ts'

/** Everybody in the directory, for the import. */
export function personDirectory(context: CoreContext) {
  return people(context.db, { enrolled: () => false, sessions: [] })
}

/** Telephones of a person, the first one first. */
export function phonesOf(db: CoreContext['db'], person: string): string[] {
  return personRow(db, person)?.phones.split(' ').filter(Boolean) ?? []
}

/** Who stands behind an id; nobody where it is unknown or disabled. */
export function personNamed(db: CoreContext['db'], id: string) {
  const row = personRow(db, id)
  return row && row.disabledReason === null ? { person: row.id, name: row.name } : undefined
}

/** Offices above the county, to report to. */
export function superiorOffices(db: CoreContext['db']) {
  return organizations(db).filter(({ kind }) => kind === 'superior')
}

/** A running example needs somebody who can sign in: makes this administrator where nobody can. */
export async function seedAdministrator(
  context: CoreContext,
  who: { readonly name: string; readonly password: string },
): Promise<void> {
  await setUpAdministrator(openDesk(context, passwordCost), { id: 'example', name: '示例' }, who)
}

const desks = new WeakMap<CoreContext, Desk>()

/**
 * Seats somebody without a password, only where nothing is real: the running example must show
 * itself to whoever opens it.
 * @throws where the console works on real events
 */
export function seatInExample(context: CoreContext, seat: Seat, name: string): void {
  const desk = desks.get(context)
  if (context.status === 'actual' || !desk)
    throw new Error('nobody is seated without a password here')
  const person = personDirectory(context).find((one) => one.name === name)?.id
  if (person === undefined || desk.sessions.of(seat)) return
  desk.sessions.open(seat, { id: newSessionId(context), person, name, breakGlassRole: undefined })
}

/** A second person says yes at this seat; nobody is signed in by it. */
export function secondPerson(context: CoreContext, seat: Seat, proof: Proof) {
  return provePerson(openedDesk(context), seat, proof)
}

/** Who could be that second person here: other than the one who asks, with the right. */
export function possibleWitnesses(context: CoreContext, besides: string, right: Right) {
  return witnesses(openedDesk(context), besides, right)
}

/** @throws where the people module does not run */
function openedDesk(context: CoreContext): Desk {
  const desk = desks.get(context)
  if (!desk) throw new Error('the people module has not been started')
  return desk
}

/** @param cost of a password guess; tests take a cheap one */
export function makePeopleModule(cost: ScryptCost = passwordCost): Module {
  const deskOf = (context: CoreContext): Desk => {
    const desk = desks.get(context) ?? openDesk(context, cost)
    desks.set(context, desk)
    return desk
  }
  return {
    name: 'people',
    facts: peopleFacts,
    projections: peopleProjections,
    localMigrations: [verifierMigration, layoutMigration, sessionMigration],
    start(context) {
      const { sessions } = deskOf(context)
      return context.log.onChanged((changed) => {
        if (changed.has('people')) sessions.refresh()
      })
    },
    router: (context) => {
      const desk = deskOf(context)
      return { ...signInRouter(desk), ...directoryRouter(desk) }
    },
  }
}

export const peopleModule: Module = makePeopleModule()
