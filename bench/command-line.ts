/** The command line's answer with 500 teams and 10,000 place names: reading alone, without the wire. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandContext, CountyWords, KnownPlace } from '../src/core/command/context.ts'
import { prepareWords, readSentence } from '../src/core/command/read.ts'
import { loadCountyProfile } from '../src/main/adapters/county-profile.ts'
import {
  exampleContext,
  exampleCounty,
  knownTeam,
} from '../src/main/tools/sentences/example-context.ts'
import { readTable } from '../src/main/tools/sentences/table.ts'
import { ms, p50, p99, type Benchmark } from './support/benchmark.ts'

const root = join(import.meta.dirname, '..')
const teamCount = 500
const placeCount = 10_000
const rounds = 20
const goalMs = 20

const syllables = Array.from(
  '大小上下东西南北中新老高长石木水山河江田坑坪岭坳陂源溪塘洋村罗黄陈李王张刘',
)

/** Names like those of villages: three characters that are not there twice. */
function* inventedNames(): Generator<string> {
  for (const one of syllables)
    for (const two of syllables) for (const three of syllables) yield `${one}${two}${three}`
}

function crowded(): { readonly context: CommandContext; readonly county: CountyWords } {
  const profile = loadCountyProfile(join(root, 'resources/counties/shicheng'))
  if (!profile.ok) throw new Error('the county profile does not load')
  const base = exampleContext(profile.value)
  const county = exampleCounty(profile.value)
  const names = inventedNames()
  const [town] = county.places
  const places: KnownPlace[] = [...county.places]
  while (places.length < placeCount) {
    const name = `${names.next().value ?? ''}村`
    const position = { precision: 'unknown' } as const
    places.push({
      id: `p${places.length}`,
      kind: 'village',
      name,
      township: town?.township ?? null,
      position,
    })
  }
  const teams = [...base.teams]
  while (teams.length < teamCount) {
    const name = `${names.next().value ?? ''}应急分队`
    const callSign = `${name.slice(0, 3)}01`
    const radios = [String(20_000 + teams.length)]
    teams.push(
      knownTeam(profile.value, { name, callSign, type: 'village_squad', radios }, undefined),
    )
  }
  return { context: { ...base, teams }, county: { ...county, places } }
}

function sentences(): string[] {
  const folder = join(root, 'tests/sentences')
  return globSync('*.tsv', { cwd: folder }).flatMap((file) =>
    readTable(readFileSync(join(folder, file), 'utf8')).map(({ sentence }) => sentence),
  )
}

/** What any reader must at least do without an index: look for every name once. */
function plainLook(sentence: string, names: readonly string[]): number {
  let found = 0
  for (const name of names) if (sentence.includes(name)) found += 1
  return found
}

export const benchmark: Benchmark = {
  name: 'command-line',
  run() {
    const { context, county } = crowded()
    const typed = sentences()
    const fromMs = performance.now()
    const words = prepareWords(county)
    readSentence(typed[0] ?? '', context, words)
    const preparedMs = performance.now() - fromMs
    readSentence('xiaosong shanhuo', context, words)
    const spelledMs = performance.now() - fromMs - preparedMs
    const names = [
      ...county.places.map(({ name }) => name),
      ...context.teams.flatMap(({ name, callSign }) => [name, callSign]),
    ]
    const times: number[] = []
    const looks: number[] = []
    let found = 0
    for (let round = 0; round < rounds; round++) {
      for (const sentence of typed) {
        const from = performance.now()
        readSentence(sentence, context, words)
        const read = performance.now()
        found += plainLook(sentence, names)
        times.push(read - from)
        looks.push(performance.now() - read)
      }
    }
    const warm = times.slice(typed.length)
    const ratio = p50(warm) / p50(looks)
    return Promise.resolve([
      {
        what: `one sentence read with ${teamCount} teams and ${placeCount} places (${typed.length} sentences)`,
        value: `p50 ${ms(p50(warm))}, p99 ${ms(p99(warm))}; once after a start: names ${ms(preparedMs)}, their pinyin ${ms(spelledMs)}`,
        against: `${ratio.toFixed(1)} × looking once for every name with String.includes (${ms(p50(looks))}, ${found / rounds} found); goal ratio ${(p99(warm) / goalMs).toFixed(2)}`,
        goal: `≤ ${goalMs} ms at p99`,
        held: p99(warm) <= goalMs,
      },
    ])
  },
}
