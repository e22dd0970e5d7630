import * as fc from 'fast-check'

const day = 86_400_000

/** What may happen to the consoles; numbers are taken modulo what there is. */
export type Command =
  | {
      readonly do: 'set'
      readonly console: number
      readonly peril: boolean
      readonly entity: number
      readonly value: number
    }
  | { readonly do: 'enter'; readonly console: number }
  | { readonly do: 'amend'; readonly console: number; readonly entry: number }
  | { readonly do: 'mark'; readonly console: number; readonly entity: number }
  | { readonly do: 'sync'; readonly from: number; readonly to: number; readonly road: Road }
  | { readonly do: 'clock'; readonly console: number; readonly byMs: number }
  /** Puts back the newest image, or one of those before it. */
  | { readonly do: 'rewind'; readonly console: number; readonly back: number }
  | {
      readonly do: 'crash' | 'image' | 'upgrade' | 'epoch' | 'checkpoint'
      readonly console: number
    }

/** How ops fare on the way. */
export interface Road {
  /** Each op is lost with this chance in 100. */
  readonly loss: number
  readonly twice: boolean
  readonly reversed: boolean
  /** Only so many ops before the link drops. */
  readonly limit: number
  readonly seed: number
}

const number = fc.nat(11)
const road: fc.Arbitrary<Road> = fc.record({
  loss: fc.constantFrom(0, 0, 30, 60),
  twice: fc.boolean(),
  reversed: fc.boolean(),
  limit: fc.constantFrom(1, 3, 1000),
  seed: fc.nat(),
})

const clockJump = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 10_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: -400 * day, max: 400 * day }) },
  { weight: 1, arbitrary: fc.constant(70 * 365 * day) },
)

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      console: number,
      peril: fc.boolean(),
      entity: fc.nat(1),
      value: fc.nat(3),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('enter' as const), console: number }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('amend' as const), console: number, entry: fc.nat(20) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('mark' as const), console: number, entity: fc.nat(1) }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant('sync' as const), from: number, to: number, road }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('clock' as const), console: number, byMs: clockJump }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('image' as const), console: number }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('rewind' as const),
      console: number,
      back: fc.constantFrom(0, 0, 1, 2),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'crash' as const,
        'upgrade' as const,
        'epoch' as const,
        'checkpoint' as const,
      ),
      console: number,
    }),
  },
)

export interface Case {
  readonly consoles: number
  readonly commands: readonly Command[]
}

/** Three or four consoles and what happens to them. */
export const simulatedCase: fc.Arbitrary<Case> = fc.record({
  consoles: fc.integer({ min: 3, max: 4 }),
  commands: fc.array(command, { minLength: 6, maxLength: 48, size: 'max' }),
})
