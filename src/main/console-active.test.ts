import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openBreadcrumb, readBreadcrumb } from './breadcrumb.ts'
import { markActive } from './console-active.ts'

const folder = mkdtempSync(join(tmpdir(), 'breadcrumb-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('names whose code runs, and who called it when that returns', () => {
  const marks: (string | undefined)[] = []
  const around = markActive((part) => void marks.push(part))
  around('gateway:g1', () => around('projection:logbook', () => undefined))
  expect(marks).toEqual(['gateway:g1', 'projection:logbook', 'gateway:g1', undefined])
})

it('takes the mark back also when that code throws', () => {
  const marks: (string | undefined)[] = []
  const around = markActive((part) => void marks.push(part))
  const fail = () =>
    around('gateway:g1', () => {
      throw new Error('driver')
    })
  expect(fail).toThrow('driver')
  expect(marks.at(-1)).toBeUndefined()
})

it('remembers in a file what was running when the process died', () => {
  const path = join(folder, 'active-part')
  const breadcrumb = openBreadcrumb(path)
  breadcrumb.mark('projection:a-long-name')
  breadcrumb.mark('gateway:g1')
  expect(readBreadcrumb(path)).toBe('gateway:g1')
  breadcrumb.mark(undefined)
  expect(readBreadcrumb(path)).toBeUndefined()
  breadcrumb.close()
  expect(readBreadcrumb(join(folder, 'none'))).toBeUndefined()
})
