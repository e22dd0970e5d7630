/** A night at the desk, played from `resources/scenarios/night.json` with the keyboard alone. */
import { join } from 'node:path'
import { ptyPair, socatMissing, type PtyPair } from '../support/pty-pair.ts'
import { startSimulator } from '../../src/main/tools/simulate/start.ts'
import { expect, test } from './fixtures.ts'
import { handOn } from './night/hand.ts'
import { play, type Player } from './night/player.ts'
import { pdftotextMissing, readPrintedLog } from './night/printed-log.ts'
import { addRadioGateway, leadShift, registerTeams, startShift } from './night/set-up.ts'
import { readNight } from './night/story.ts'

const missing = socatMissing() ?? pdftotextMissing()
test.skip(missing !== undefined, missing ?? '')

let pair: PtyPair
test.beforeEach(async () => {
  pair = await ptyPair()
})
test.afterEach(async () => pair.remove())

/** The log of the incident on the page as a PDF, through the dialog. */
async function printLog({ hand, page }: Player, into: string): Promise<string> {
  await hand.press('Control+p')
  await expect(page.getByRole('dialog', { name: /^打印与导出/ })).toBeVisible()
  const saved = page.waitForEvent('download')
  await hand.press('Alt+p')
  const path = join(into, 'night.pdf')
  await (await saved).saveAs(path)
  await hand.press('Escape')
  return path
}

const bare = (words: string) => words.replaceAll(/\s+/gu, '')

test('a forest fire from the first call to the archived record, without a mouse', async ({
  consolePage: page,
  dataDir,
}) => {
  test.setTimeout(600_000)
  const night = readNight()
  const hand = await handOn(page)
  await startShift(hand, night.people.officer)
  await leadShift(hand, night.people.officer.name)
  const radio = startSimulator({
    protocol: 'hrnp',
    road: { kind: 'serial', path: pair.far, baud: 115200 },
    scenario: night,
  })
  await addRadioGateway(hand, pair.near)
  await registerTeams(hand, night.teams)
  const player: Player = { hand, page, night, radio }
  for (const [place, step] of night.story.entries()) {
    await test.step(`${place + 1} ${step.do}`, () => play(player, step))
  }
  const { rows, text } = readPrintedLog(await printLog(player, dataDir))

  let from = 0
  for (const fact of night.story.flatMap(({ log }) => log)) {
    const place = rows.findIndex(({ words }, at) => at >= from && words.includes(bare(fact)))
    expect(place, `${fact} after ${rows[from - 1]?.number ?? 'the head'}`).toBeGreaterThan(-1)
    const row = rows[place]
    for (const time of [row?.heard, row?.typed, row?.stored])
      expect(time).toMatch(/^\d\d:\d\d:\d\d$/)
    expect(row?.words).toMatch(new RegExp(`(${night.people.officer.name}|系统)`))
    from = place + 1
  }
  const struck = rows.filter(({ words }) => words.includes('【划改'))
  expect(struck).toHaveLength(1)
  expect(struck[0]?.words).toContain('火线约三百米')
  expect(text).toMatch(/链头[0-9A-Z]+·\d+·[0-9a-f]{32,}/u)
  expect(await hand.pointers()).toBe(0)
  await radio.stop()
})
