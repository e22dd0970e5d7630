import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { describeProfileProblem, profileFiles } from '../../core/county/profile.ts'
import { loadCountyProfile } from './county-profile.ts'

const shicheng = join(import.meta.dirname, '../../../resources/counties/shicheng')
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
function copyOfShicheng(): string {
  const folder = mkdtempSync(join(tmpdir(), 'county-'))
  folders.push(folder)
  cpSync(shicheng, folder, { recursive: true })
  return folder
}
function sentences(folder: string): string[] {
  const loaded = loadCountyProfile(folder)
  return loaded.ok ? [] : loaded.data.problems.map(describeProfileProblem)
}

it('loads the county that is shipped', () => {
  const loaded = loadCountyProfile(shicheng)
  expect(loaded.ok && loaded.value.county.name).toBe('石城县')
})

it('says which file is missing', () => {
  const folder = copyOfShicheng()
  rmSync(join(folder, 'townships.json'))
  expect(sentences(folder)).toEqual([
    `townships.json：找不到文件 ${join(folder, 'townships.json')}`,
  ])
})

it('says which file is not JSON', () => {
  const folder = copyOfShicheng()
  writeFileSync(join(folder, 'enums.json'), '{ "enums": [')
  expect(sentences(folder)).toHaveLength(1)
  expect(sentences(folder)[0]).toContain('enums.json：不是有效的 JSON')
})

it('says which field of which file is wrong', () => {
  const folder = copyOfShicheng()
  writeFileSync(join(folder, 'unit-status.json'), '{ "rows": [{ "digit": 12 }] }')
  expect(sentences(folder)[0]).toContain('unit-status.json 的 rows[0].digit：')
})

it('names every file of a folder that holds no profile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'county-'))
  folders.push(folder)
  expect(sentences(folder)).toHaveLength(profileFiles.length)
})
