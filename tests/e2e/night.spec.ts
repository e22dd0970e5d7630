/** A night at the desk, played from `resources/scenarios/night.json` with the keyboard alone. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { PtyPair } from '../support/pty-pair.ts'
import { startSimulator } from '../../src/main/tools/simulate/start.ts'
import { expect, test } from './fixtures.ts'
import type { TargetName } from './targets.ts'
import { handOn } from './night/hand.ts'
import { play, type Player } from './night/player.ts'
import { pdftotextMissing, readPrintedLog, type PrintedRow } from './night/printed-log.ts'
import { addRadioGateway, leadShift, registerTeams, startShift } from './night/set-up.ts'
import { readNight, type Night, type NightStep } from './night/story.ts'

/** Played inside a namespace of its own: by the second test. */
const alone = process.env['NIGHT_ALONE'] === '1'

const missing = pdftotextMissing()
test.skip(missing !== undefined, missing ?? '')

let pair: PtyPair
test.beforeEach(async ({ serialLine }) => {
  pair = await serialLine()
})

async function fetched(page: Page, path: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (from) => {
    const answer = await fetch(from)
    return [...new Uint8Array(await answer.arrayBuffer())]
  }, path)
  return Buffer.from(bytes)
}

/** The log of the incident on the page as a PDF, through the dialog. */
async function printLog({ hand, page }: Player, target: TargetName, path: string): Promise<string> {
  await hand.press('Control+p')
  await expect(page.getByRole('dialog', { name: /^打印与导出/ })).toBeVisible()
  const started = page.waitForEvent('download')
  await hand.press('Alt+p')
  const download = await started
  if (target !== 'standin') await download.saveAs(path)
  // On the stand-in Chromium cannot fetch an origin that only a route answers: the page can.
  else writeFileSync(path, await fetched(page, new URL(download.url()).pathname))
  await hand.press('Escape')
  return path
}

/** Every interface the kernel shows, whether it is up or not. */
function interfaces(): string[] {
  const table = readFileSync('/proc/net/dev', 'utf8')
  return [...table.matchAll(/^\s*([^\s:]+):/gm)].map((found) => found[1] ?? '')
}

const bare = (words: string) => words.replaceAll(/\s+/gu, '')

function factsOf(night: Night, wanted: (step: NightStep) => boolean): string[] {
  return night.story.filter(wanted).flatMap(({ log }) => log)
}

/** Each fact in a row of its own, in this order, with number, three times and a name. */
function expectFacts(rows: readonly PrintedRow[], facts: readonly string[], name: string): void {
  let from = 0
  for (const fact of facts) {
    const place = rows.findIndex(({ words }, at) => at >= from && words.includes(bare(fact)))
    expect(place, `${fact} after ${rows[from - 1]?.number ?? 'the head'}`).toBeGreaterThan(-1)
    const row = rows[place]
    expect(row?.number).toMatch(/^中-\d{4}$/)
    for (const time of [row?.heard, row?.typed, row?.stored])
      expect(time).toMatch(/^\d\d:\d\d:\d\d$/)
    expect(row?.words).toMatch(new RegExp(`(${name}|系统)`))
    from = place + 1
  }
}

test('a forest fire from the first call to the archived record, without a mouse', async ({
  consolePage: page,
  target,
}, testInfo) => {
  const long = process.env['LONG'] === '1'
  testInfo.skip(target !== 'headless' && !long, 'the other shells play it in npm run test:long')
  test.setTimeout(600_000)
  if (alone) expect(interfaces()).toEqual(['lo'])
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
  const { officer } = night.people
  const fire = readPrintedLog(await printLog(player, target, testInfo.outputPath('night.pdf')))
  expectFacts(
    fire.rows,
    factsOf(night, (step) => step.do !== 'false-alarm'),
    officer.name,
  )
  const struck = fire.rows.filter(({ words }) => words.includes('【划改'))
  expect(struck).toHaveLength(1)
  expect(struck[0]?.words).toContain('火线约三百米')
  expect(fire.text).toMatch(/链头[0-9A-Z]+·\d+·[0-9a-f]{64}/u)

  for (const step of night.story) {
    if (step.do !== 'false-alarm') continue
    await play(player, { do: 'back', to: step.place, log: [] })
    const alarm = readPrintedLog(
      await printLog(player, target, testInfo.outputPath('false-alarm.pdf')),
    )
    expectFacts(alarm.rows, step.log, officer.name)
  }
  expect(await hand.pointers()).toBe(0)
  await radio.stop()
})

async function run(program: string, words: readonly string[]) {
  const child = spawn(program, words, { env: { ...process.env, NIGHT_ALONE: '1' } })
  let said = ''
  child.stdout.on('data', (chunk) => void (said += String(chunk)))
  child.stderr.on('data', (chunk) => void (said += String(chunk)))
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, said }
}

/** Why the night cannot be played in a network namespace of its own here. */
function unshareRefused(): string | undefined {
  const tried = spawnSync('unshare', ['-n', 'sh', '-c', 'ip link set lo up'], { encoding: 'utf8' })
  if (tried.status === 0) return undefined
  const why = tried.error?.message ?? tried.stderr.trim()
  return `a network namespace of its own is refused here: ${why}`
}

test('the same night where nothing but loopback exists', async ({ target }, testInfo) => {
  testInfo.skip(alone, 'it is this very run')
  testInfo.skip(target !== 'headless', 'the network is the same in every shell (headless only)')
  const refused = unshareRefused()
  testInfo.skip(refused !== undefined, refused ?? '')
  test.setTimeout(660_000)
  const output = testInfo.outputPath('alone')
  const played = ['playwright', 'test', 'tests/e2e/night.spec.ts', '--project=headless']
  const quiet = ['--reporter=line', `--output=${output}`]
  // The interfaces of this machine are not touched: `lo` is the namespace's own.
  const inside = `ip link set lo up && exec npx ${[...played, ...quiet].join(' ')}`
  const { code, said } = await run('unshare', ['-n', 'sh', '-c', inside])
  expect(code, said).toBe(0)
  expect(said).toMatch(/1 passed/)
})
