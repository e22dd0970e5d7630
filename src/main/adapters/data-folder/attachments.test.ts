import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { temporaryFolder } from '../../../../tests/support/folder.ts'
import { openAttachments } from './attachments.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const picture = new TextEncoder().encode('现场照片')
const hash = createHash('sha256').update(picture).digest('hex')

function scene(limitBytes?: number) {
  const place = temporaryFolder('attachments')
  cleanups.push(place.remove)
  const paths = { attachments: join(place.path, 'a'), attachmentCopies: join(place.path, 'b') }
  const fileIn = (root: string) => join(root, hash.slice(0, 2), hash)
  return { attachments: openAttachments(paths, limitBytes), paths, fileIn }
}

it('names a file by its content, once, with no unfinished file beside it', () => {
  const { attachments, paths } = scene()
  expect(attachments.store(picture)).toEqual({ ok: true, value: hash })
  expect(attachments.store(picture)).toEqual({ ok: true, value: hash })
  expect(attachments.list()).toEqual([hash])
  expect(readdirSync(join(paths.attachments, hash.slice(0, 2)))).toEqual([hash])
  expect(attachments.check(hash)).toBe('good')
})

it('refuses what is too large before it writes anything', () => {
  const { attachments, paths } = scene(4)
  expect(attachments.store(picture)).toMatchObject({
    ok: false,
    code: 'too-large',
    data: { limitBytes: 4 },
  })
  expect(existsSync(paths.attachments)).toBe(false)
})

it('reads from the second disk when the first copy is damaged or gone', () => {
  const { attachments, paths, fileIn } = scene()
  attachments.store(picture)
  expect(attachments.copyOut()).toBe(1)
  expect(attachments.copyOut()).toBe(0)
  writeFileSync(fileIn(paths.attachments), 'damaged')
  expect(attachments.check(hash)).toBe('damaged')
  expect(Buffer.from(attachments.read(hash) ?? []).equals(picture)).toBe(true)
  rmSync(fileIn(paths.attachments))
  expect(attachments.check(hash)).toBe('missing')
  expect(Buffer.from(attachments.read(hash) ?? []).equals(picture)).toBe(true)
})

it('does not carry damage to the second disk', () => {
  const { attachments, paths, fileIn } = scene()
  attachments.store(picture)
  writeFileSync(fileIn(paths.attachments), 'damaged')
  expect(attachments.copyOut()).toBe(0)
  expect(existsSync(fileIn(paths.attachmentCopies))).toBe(false)
})
