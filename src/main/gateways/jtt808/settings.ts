/** What a site chooses for its vehicle terminals; every value has a default. */
import { z } from 'zod'
import { numberOf } from './header.ts'

const seconds = (low: number, high: number) => z.int().min(low).max(high)
const coordinates = z.enum(['wgs84', 'gcj02'])

const terminal = z.object({
  /** As on its card; zeros in front do not matter. */
  number: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(numberOf),
  /** Instead of the code the console makes: for a terminal that cannot be registered anew. */
  authCode: z.string().min(1).max(40).optional(),
  coordinates: coordinates.optional(),
  textFlags: z.enum(['2013', '2019']).optional(),
})

export const jtt808Settings = z.object({
  /** Who may come in. On a network that others reach, too, only `listed`. */
  admit: z.enum(['any', 'listed']).default('any'),
  terminals: z.array(terminal).max(5000).default([]),
  /** Codes are made of this and the number, so that they are the same after a restart. */
  authSecret: z.string().max(64).default(''),
  /** `false`: any code is good, for terminals that were enrolled elsewhere. */
  checkAuthCode: z.boolean().default(true),
  /** What the coordinates of terminals mean that the list does not name otherwise. */
  coordinates: coordinates.default('wgs84'),
  /** A connection on which nothing was heard for this long is dead: three heartbeats of a minute. */
  silentAfterS: seconds(90, 3600).default(180),
  /** A terminal whose connection is gone is off line when it has not come back by then. */
  offlineAfterS: seconds(0, 600).default(30),
  /** How a person's confirmation of an SOS is told to the terminal. */
  confirmAlarmBy: z.enum(['8203', '8001']).default('8203'),
  /** Alarm bits (0 to 31) that are not told, as of an antenna that was never there. */
  ignoreAlarms: z.array(z.int().min(1).max(31)).max(31).default([]),
  firstTryS: seconds(5, 60).default(15),
  tries: z.int().min(1).max(3).default(3),
  /** How long a terminal keeps reporting at the interval it was asked for. */
  trackForS: seconds(60, 86_400).default(3600),
  maxTextLength: z.int().min(1).max(400).default(200),
})

export type Jtt808Settings = z.infer<typeof jtt808Settings>

/** The list by number, read once. */
export function terminalSettings(settings: Jtt808Settings) {
  const listed = new Map(settings.terminals.map((one) => [one.number, one]))
  return (number: string) => listed.get(number)
}
export type TerminalSettings = ReturnType<typeof terminalSettings>
