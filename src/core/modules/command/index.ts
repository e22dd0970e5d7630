/** One sentence, one response: what it would do, doing it, and taking it back. */
import { implement, ORPCError } from '@orpc/server'
import { readSentence } from '../../command/read.ts'
import type { CommandContext } from '../../command/context.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { missingOf, openRollCall } from '../rollcall/index.ts'
import { unitList } from '../teams/index.ts'
import { aliasProjection } from './apply.ts'
import { carryOut } from './carry-out.ts'
import { completionWords } from './completion.ts'
import { consoleWords } from './console-words.ts'
import { commandContract } from './contract.ts'
import { aliasSet, commandFacts } from './facts.ts'
import { Refused } from './refusal.ts'
import { undo } from './undo.ts'

interface About {
  readonly incident?: string | null | undefined
  readonly unit?: string | null | undefined
  readonly names: Readonly<Record<string, string>>
}

function contextOf(context: CoreContext, { incident, unit, names }: About): CommandContext {
  const known = consoleWords(context).known()
  const given = Object.entries(names)
  const teams =
    given.length === 0
      ? known.teams
      : known.teams.map((team) => {
          const more = given.filter(([, id]) => id === team.id).map(([name]) => name)
          return more.length === 0 ? team : { ...team, aliases: [...team.aliases, ...more] }
        })
  return {
    ...known,
    teams,
    now: context.world.clock.nowMs(),
    selectedIncident: incident ?? undefined,
    selectedUnit: unit ?? undefined,
  }
}

function commandRouter(context: CoreContext) {
  const os = implement(commandContract).$context<SeatContext>()
  return {
    propose: os.propose.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      const words = consoleWords(context).words()
      return { reading: readSentence(input.text, contextOf(context, input), words) ?? null }
    }),
    carryOut: os.carryOut.handler(({ input, errors, context: { seat } }) => {
      try {
        return carryOut(context, seat, input.proposal)
      } catch (error) {
        if (error instanceof Refused) throw errors.REFUSED({ message: error.message })
        throw error
      }
    }),
    undo: os.undo.handler(({ input, errors, context: { seat } }) => {
      try {
        return undo(context, seat, input.undo)
      } catch (error) {
        if (error instanceof Refused) throw errors.REFUSED({ message: error.message })
        throw error
      }
    }),
    remember: os.remember.handler(({ input, errors, context: { seat } }) => {
      const { name, person } = requireRight(seat, 'log.write')
      const alias = input.name.trim()
      const units = unitList(context.db, context.county)
      const unit = units.find(({ id }) => id === input.unit)
      if (!unit) throw new ORPCError('NOT_FOUND')
      const { teams } = consoleWords(context).known()
      const taken = teams.some(
        (team) =>
          team.id !== unit.id && [team.name, team.callSign, ...team.aliases].includes(alias),
      )
      if (taken) throw errors.TAKEN()
      const { storedAt } = recordFor(context, seat, () => [
        { kind: aliasSet.kind, entity: unit.id, body: { name: alias, by: name } },
        logLines(context)({
          kind: 'change',
          source: { kind: 'person', id: person, text: name },
          text: `记住：“${alias}”就是 ${unit.callSign}`,
          unit: unit.id,
          callSign: unit.callSign,
          recorder: name,
        }),
      ])
      return { storedAt }
    }),
    words: os.words.handler(({ context: { seat } }) => {
      requireSession(seat)
      return completionWords(context)
    }),
    rollCall: os.rollCall.handler(({ context: { seat } }) => {
      requireSession(seat)
      const row = openRollCall(context)
      if (!row) return { open: null }
      const { id, title, startedAt, lines } = row
      const missing = missingOf(row)
      const answered = lines.filter(({ extra }) => !extra).length - missing.length
      const names = missing.map(({ callSign }) => callSign)
      return { open: { id, title, startedAt, answered, missing: names } }
    }),
  }
}

export const commandModule: Module = {
  name: 'command',
  facts: commandFacts,
  projections: [aliasProjection],
  router: commandRouter,
}
