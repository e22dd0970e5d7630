/** A night at the desk, played from `resources/scenarios/night.json` with the keyboard alone. */
import { ptyPair, socatMissing, type PtyPair } from '../support/pty-pair.ts'
import { startSimulator } from '../../src/main/tools/simulate/start.ts'
import { expect, test } from './fixtures.ts'
import { handOn } from './night/hand.ts'
import { addRadioGateway, leadShift, registerTeams, startShift } from './night/set-up.ts'
import { readNight } from './night/story.ts'

const noSocat = socatMissing()
test.skip(noSocat !== undefined, noSocat ?? '')

let pair: PtyPair
test.beforeEach(async () => {
  pair = await ptyPair()
})
test.afterEach(async () => pair.remove())

test('a forest fire from the first call to the signed review, without a mouse', async ({
  consolePage: page,
}) => {
  test.setTimeout(420_000)
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
  expect(await hand.pointers()).toBe(0)
  await radio.stop()
})
