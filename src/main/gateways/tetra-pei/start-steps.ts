/** What a terminal is asked and told after it answered, in this order (radio reference §4.1). */
import type { OwnLine } from './lines.ts'
import { filled, type PeiSettings } from './settings.ts'

type TakeLine = (line: OwnLine) => void

export interface StartStep {
  readonly text: string
  /** Something is missing for the operator when the terminal refuses it. */
  readonly needed: boolean
  /** Whose answer has no name of its own. */
  readonly answers?: 'any' | undefined
  take?(lines: readonly string[], take: TakeLine): void
}

/** `+GMI: Motorola` and `Motorola` both occur. */
const bare = (line: string, name: string): string =>
  line.startsWith(`${name}:`) ? line.slice(name.length + 1).trim() : line.trim()

export function startSteps(settings: PeiSettings): StartStep[] {
  const { commands } = settings
  const plain = (text: string, needed = false): StartStep => ({ text, needed })
  const all: StartStep[] = [
    plain(commands.echoOff),
    plain(commands.mode),
    ...settings.routing.map((text) => plain(text, true)),
    plain(commands.ownNumber),
    {
      text: commands.maker,
      needed: false,
      answers: 'any',
      take(lines, take) {
        const text = lines[0] === undefined ? '' : bare(lines[0], '+GMI')
        if (text !== '') take({ kind: 'maker', text })
      },
    },
    {
      text: commands.model,
      needed: false,
      answers: 'any',
      take(lines, take) {
        const [model = '', hardware = '', firmware = ''] =
          lines[0] === undefined
            ? []
            : bare(lines[0], '+GMM')
                .split(',')
                .map((each) => each.trim())
        if (model !== '') take({ kind: 'model', model, hardware, firmware })
      },
    },
    plain(commands.registration),
    plain(commands.currentGroup),
    plain(commands.signal),
    plain(commands.battery),
    plain(commands.sendLimits),
    plain(commands.groupRange),
    plain(commands.dynamicGroupRange),
  ]
  return all.filter(({ text }) => text !== '')
}

const pageSize = 50
const mostGroups = 200

/** The lists of groups, in pages: a terminal may know thousands, and answers nothing else meanwhile. */
export function groupPages(
  settings: PeiSettings,
  ranges: readonly Extract<OwnLine, { kind: 'group-range' }>[],
): StartStep[] {
  const { groupNames, dynamicGroupNames } = settings.commands
  return ranges.flatMap(({ list, min, max }) => {
    const pages: StartStep[] = []
    const last = Math.min(max, min + mostGroups - 1)
    for (let from = min; from <= last; from += pageSize) {
      const page = { min: from, max: Math.min(last, from + pageSize - 1) }
      const text = filled(list === 'S' ? groupNames : dynamicGroupNames, page)
      if (text !== undefined) pages.push({ text, needed: false })
    }
    return pages
  })
}
