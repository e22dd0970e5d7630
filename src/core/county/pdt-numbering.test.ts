import { assert, constantFrom, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { pdtAirId, pdtUserNumber, type PdtKind, type PdtRule } from './pdt-numbering.ts'

it.each([
  // Area 800 is NAI 504: 504 · 32768 + 1.
  [16_515_073, 'individual', 'standard', '80020200'],
  // Area 430 is NAI 134; SGI 8000 is grade 0, number 999.
  [4_398_912, 'group', 'standard', '43090999'],
  // A dispatcher's console of area 328: SSI 32481.
  [32 * 32_768 + 32_481, 'individual', 'standard', '328100'],
  // The last wired extension.
  [32 * 32_768 + 32_751, 'individual', 'standard', '3289699'],
  [284 * 32_768 + 1, 'individual', 'zhejiang', '58000001'],
  [284 * 32_768 + 12_001, 'group', 'zhejiang', '58095000'],
  [0xff_ff_ff, 'group', 'standard', '1987'],
  // Area 797 lies in the province of area 789.
  [(797 - 296) * 32_768 + 0x7fff, 'group', 'standard', '1917'],
  [(789 - 296) * 32_768 + 0x7fff, 'group', 'standard', '1927'],
] as const)('says what a user dials for %i (%s, %s)', (airId, kind, rule, number) => {
  expect(pdtUserNumber(airId, kind, rule)).toBe(number)
})

it('knows no number where the rule has none', () => {
  const nothing: [number, PdtKind, PdtRule][] = [
    // MPT1327.
    [1001, 'individual', 'standard'],
    // SSI 0, and the first behind the fleets.
    [134 * 32_768, 'individual', 'standard'],
    [134 * 32_768 + 32_201, 'individual', 'standard'],
    // Grade 1 of the standard; a fleet's group in Zhejiang.
    [134 * 32_768 + 8001, 'group', 'standard'],
    [284 * 32_768 + 7000, 'group', 'zhejiang'],
    [2 ** 24, 'individual', 'standard'],
    [-1, 'group', 'standard'],
  ]
  for (const [airId, kind, rule] of nothing)
    expect(pdtUserNumber(airId, kind, rule)).toBeUndefined()
})

it('gives an emergency call to everybody the number five below', () => {
  expect(pdtUserNumber(0xff_ff_fc, 'group', 'standard', true)).toBe('1952')
})

it('finds the identity behind every number that it can say, save the calls to a whole area', () => {
  const rule = constantFrom<PdtRule>('standard', 'zhejiang')
  const kind = constantFrom<PdtKind>('individual', 'group')
  assert(
    property(
      integer({ min: 32 * 32_768, max: 510 * 32_768 + 32_000 }),
      kind,
      rule,
      (airId, what, by) => {
        const number = pdtUserNumber(airId, what, by)
        const back =
          number === undefined || number.length === 4
            ? { kind: what, airId }
            : pdtAirId(number, by, 797)
        expect(back).toEqual({ kind: what, airId })
      },
    ),
    { numRuns: 50_000 },
  )
})

it('takes five digits for a number of the own area, and a leading star', () => {
  expect(pdtAirId('20200', 'standard', 797)).toEqual({
    kind: 'individual',
    airId: (797 - 296) * 32_768 + 1,
  })
  expect(pdtAirId('*1987', 'standard', 797)).toEqual({ kind: 'group', airId: 0xff_ff_ff })
  expect(pdtAirId('43020999', 'standard', 797)).toEqual({ kind: 'group', airId: 4_391_012 })
  for (const nonsense of ['', '12', '4302099a', '32700000', '99999999']) {
    expect(pdtAirId(nonsense, 'standard', 797)).toBeUndefined()
  }
})
