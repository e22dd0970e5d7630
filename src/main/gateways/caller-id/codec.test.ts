import { expect, it } from 'vitest'
import { readLine } from './codec.ts'
import { fixtures } from './fixtures/lines.ts'

it.each(fixtures.map(({ text, line }) => [text, line] as const))('reads %s', (text, line) => {
  expect(readLine(text)).toEqual(line)
})
