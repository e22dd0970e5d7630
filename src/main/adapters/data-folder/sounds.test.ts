import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { temporaryFolder } from '../../../../tests/support/folder.ts'
import { openSounds } from './sounds.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const id = '01JDS0000000000000000000AA'
const whole = new TextEncoder().encode('一段录音')
const hash = createHash('sha256').update(whole).digest('hex')

function scene() {
  const place = temporaryFolder('sounds')
  cleanups.push(place.remove)
  const paths = { recordings: join(place.path, 'a'), recordingCopies: join(place.path, 'b') }
  return { sounds: openSounds(paths), paths }
}

it('appends pieces to parts and gives them back in order after a restart', async () => {
  const { sounds, paths } = scene()
  await sounds.append(id, 10, Uint8Array.of(5))
  await sounds.append(id, 0, Uint8Array.of(1, 2))
  await sounds.append(id, 0, Uint8Array.of(3))
  const after = openSounds(paths)
  expect(after.unfinished()).toEqual([id])
  expect(after.parts(id).map(({ part, bytes }) => [part, [...bytes]])).toEqual([
    [0, [1, 2, 3]],
    [10, [5]],
  ])
})

it('puts the finished file in the place of its parts, on both disks', async () => {
  const { sounds, paths } = scene()
  await sounds.append(id, 0, Uint8Array.of(1))
  expect(sounds.finish(id, whole)).toMatchObject({ ok: true })
  sounds.dropParts(id)
  expect(sounds.unfinished()).toEqual([])
  expect(readdirSync(paths.recordings)).toEqual([`${id}.webm`])
  writeFileSync(join(paths.recordings, `${id}.webm`), 'damaged')
  expect(Buffer.from(sounds.read(id, hash) ?? []).equals(whole)).toBe(true)
  rmSync(join(paths.recordings, `${id}.webm`))
  expect(sounds.has(id)).toBe(true)
  sounds.remove(id)
  expect(sounds.has(id)).toBe(false)
  expect(existsSync(join(paths.recordingCopies, `${id}.webm`))).toBe(false)
  expect(sounds.read(id, hash)).toBeUndefined()
})

it('gives nothing that is not what the hash says', () => {
  const { sounds } = scene()
  sounds.finish(id, Uint8Array.of(1))
  expect(sounds.read(id, hash)).toBeUndefined()
})

it.each(['../x', 'a/b', '', '..'])('never leaves its folder for %j', (name) => {
  expect(() => scene().sounds.remove(name)).toThrow('no recording')
})
