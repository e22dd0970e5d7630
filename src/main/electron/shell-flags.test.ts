import { expect, it } from 'vitest'
import { defaultDataDir } from '../default-data-dir.ts'
import { readShellFlags } from './shell-flags.ts'

it('finds our flags among those of the desktop', () => {
  const argv = ['.', '--no-sandbox', '--data', '/d', '--lang=zh', '--second-disk=/e', '--demo']
  expect(readShellFlags(argv)).toEqual({
    dataDir: '/d',
    secondDisk: '/e',
    demo: true,
    practice: false,
  })
})

it('takes the folder in the home where none is named', () => {
  expect(readShellFlags(['.'])).toMatchObject({ dataDir: defaultDataDir(false), demo: false })
  expect(readShellFlags(['.', '--data='])).toMatchObject({ dataDir: defaultDataDir(false) })
  expect(readShellFlags(['.', '--demo']).dataDir).toBe(defaultDataDir(true))
})

it('practises beside the real folder, without its second disk and never as a demo', () => {
  expect(
    readShellFlags(['.', '--practice', '--demo', '--data', '/d/', '--second-disk', '/e']),
  ).toEqual({
    dataDir: '/d-practice',
    secondDisk: undefined,
    demo: false,
    practice: true,
  })
  expect(readShellFlags(['.', '--practice', '--data', '/d-practice']).dataDir).toBe('/d-practice')
  expect(readShellFlags(['.', '--practice']).dataDir).toBe(`${defaultDataDir(false)}-practice`)
})
