/** The night as a file that people can read: what happens, and what the record must say of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { scenario } from '../../../src/main/tools/simulate/scenario.ts'

/** Words that the printed log holds of this step, in this order. */
const log = z.array(z.string()).default([])

const step = z.discriminatedUnion('do', [
  /** Somebody reports; the place is typed as pinyin and taken from the gazetteer. */
  z.object({
    do: z.literal('intake'),
    typed: z.string(),
    place: z.string(),
    source: z.string(),
    phone: z.string(),
    category: z.string(),
    words: z.string(),
    log,
  }),
  /** Another call about the same fire: the officer sees the candidate and adds it there. */
  z.object({
    do: z.literal('duplicate'),
    typed: z.string(),
    place: z.string(),
    source: z.string(),
    phone: z.string(),
    words: z.string(),
    log,
  }),
  /** Another incident that turns out to be nothing. */
  z.object({
    do: z.literal('false-alarm'),
    typed: z.string(),
    place: z.string(),
    source: z.string(),
    category: z.string(),
    words: z.string(),
    why: z.string(),
    log,
  }),
  /** Back to another incident's page. */
  z.object({ do: z.literal('back'), to: z.string(), log }),
  /** A radio call over the serial line, and what was said in it, written down. */
  z.object({ do: z.literal('call'), team: z.string(), words: z.string(), log }),
  /** A text from a radio. */
  z.object({ do: z.literal('text'), team: z.string(), words: z.string(), log }),
  /** A line of the officer's own. */
  z.object({ do: z.literal('note'), words: z.string(), log }),
  z.object({
    do: z.literal('order'),
    team: z.string(),
    task: z.string(),
    channel: z.string(),
    log,
  }),
  /** One step of a team's order: what it reported, by its word on the key. */
  z.object({
    do: z.literal('team'),
    team: z.string(),
    to: z.string(),
    words: z.string().optional(),
    log,
  }),
  /** The step of the workflow with this word on its button. */
  z.object({ do: z.literal('state'), action: z.string(), reason: z.string().optional(), log }),
  /** Grade first judged with the step itself. */
  z.object({ do: z.literal('assess'), grade: z.string(), basis: z.string(), log }),
  z.object({ do: z.literal('grade'), grade: z.string(), basis: z.string(), log }),
  z.object({
    do: z.literal('casualties'),
    figures: z.record(z.string(), z.number()),
    source: z.string(),
    log,
  }),
  z.object({ do: z.literal('burnt'), mu: z.number(), source: z.string(), log }),
  z.object({
    do: z.literal('report'),
    kind: z.string(),
    to: z.string(),
    receiver: z.string(),
    means: z.string(),
    log,
  }),
  /** A line that was heard wrongly is corrected; both stay. */
  z.object({ do: z.literal('correct'), old: z.string(), words: z.string(), why: z.string(), log }),
  z.object({ do: z.literal('relief'), settlement: z.string(), what: z.string(), log }),
  z.object({
    do: z.literal('review'),
    lessons: z.string(),
    action: z.object({
      problem: z.string(),
      measure: z.string(),
      owner: z.string(),
      due: z.string(),
    }),
    log,
  }),
])
export type NightStep = z.output<typeof step>

const team = z.object({
  name: z.string(),
  callSign: z.string(),
  type: z.string(),
  township: z.string().optional(),
  strength: z.number(),
  leader: z.string(),
  radio: z.number(),
})
export type NightTeam = z.output<typeof team>

const person = z.object({ name: z.string(), password: z.string() })

const night = scenario.extend({
  people: z.object({ officer: person }),
  teams: z.array(team),
  group: z.number(),
  story: z.array(step),
})
export type Night = z.output<typeof night>
export type NightPeople = Night['people']

/** The radios are a scenario of the simulator; the story beside them is ours. */
export function readNight(): Night {
  const file = join(import.meta.dirname, '../../../resources/scenarios/night.json')
  return night.parse(JSON.parse(readFileSync(file, 'utf8')))
}
