import { expect, it } from 'vitest'
import { frame } from '../../tools/simulate/wire/jtt808.ts'
import { batch, openDesk } from '../../../../tests/support/jtt808-desk.ts'

function withParts(edition: '2013' | '2019' = '2013') {
  const desk = openDesk()
  const one = desk.connect(0, edition)
  one.enter()
  const now = desk.time.clock.nowMs()
  const whole = batch(
    0,
    [1, 2, 3, 4].map((n) => one.at({ atMs: now - n * 1000 })),
  )
  const cuts = [whole.subarray(0, 60), whole.subarray(60, 110), whole.subarray(110)]
  const send = (index: number) =>
    desk.session.onBytes(
      frame(edition, 0x0704, one.phone, 500 + index - 1, cuts[index - 1] ?? Buffer.alloc(0), {
        total: 3,
        index,
      }),
      0,
    )
  return { desk, one, send }
}

it('puts parts together in any order and acknowledges each', async () => {
  const { desk, one, send } = withParts()
  send(3)
  send(1)
  expect(desk.of('position')).toEqual([])
  send(2)
  expect(desk.of('position')).toHaveLength(4)
  await desk.time.advance(1000)
  expect([500, 501, 502].map((own) => one.answerTo(own))).toEqual([0, 0, 0])
})

it.each(['2013', '2019'] as const)(
  'asks once for the parts that did not come (%s)',
  async (edition) => {
    const { desk, one, send } = withParts(edition)
    send(2)
    await desk.time.advance(11_000)
    const asked = one.heard().filter(({ id }) => id === 0x8003)
    const count = edition === '2019' ? '0002' : '02'
    expect(asked.map(({ body }) => body.toString('hex'))).toEqual([`01f4${count}00010003`])
    send(1)
    send(3)
    expect(desk.of('position')).toHaveLength(4)
  },
)

it('does not begin anew with a part that is repeated after the whole was told', async () => {
  const { desk, one, send } = withParts()
  for (const index of [1, 2, 3, 3]) send(index)
  await desk.time.advance(20_000)
  expect(one.heard().filter(({ id }) => id === 0x8003)).toEqual([])
  expect(desk.of('position')).toHaveLength(4)
  const answers = one
    .heard()
    .filter(({ id, body }) => id === 0x8001 && body.readUInt16BE(0) === 502)
  expect(answers).toHaveLength(2)
})

it('gives up what never becomes whole, and leaves no timer', async () => {
  const { desk, send } = withParts()
  send(1)
  await desk.time.advance(120_000)
  send(2)
  send(3)
  expect(desk.of('position')).toEqual([])
  desk.session.close()
  expect(desk.time.waiting).toBe(0)
})
