/** The page of a shift, one call of it and a month of spot checks on paper, read with pdftotext. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { modules } from '../../src/core/modules/index.ts'
import { documents as dutyLogDocuments } from '../../src/core/modules/duty-log/index.ts'
import { documents as spotCheckDocuments } from '../../src/core/modules/spot-checks/index.ts'
import { renderDocument } from '../../src/main/adapters/documents/index.ts'
import { temporaryFolder } from '../support/folder.ts'
import { openBench } from '../support/module-bench.ts'
import { missingProgram, runProgram } from './program.ts'

const folder = temporaryFolder('duty-papers')
afterAll(() => folder.remove())
const missing = missingProgram('pdftotext', 'poppler-utils')

async function shift() {
  const bench = openBench(modules)
  const { api } = bench
  const { id } = await api.dutyLog.write({
    direction: 'in',
    unit: '小松镇政府',
    person: '刘镇长',
    contact: '0797-5712345',
    channel: 'landline',
    content: '罗源村河水上涨，已转移 12 人',
    handling: '请继续观察',
    notices: [{ whom: '李文斌', channel: 'mobile', reply: '派人去看' }],
    done: 'doing',
  })
  const { id: corrected } = await api.dutyLog.correct({
    entry: id,
    reason: '人数听错',
    direction: 'in',
    unit: '小松镇政府',
    person: '刘镇长',
    contact: '0797-5712345',
    channel: 'landline',
    content: '罗源村河水上涨，已转移 21 人',
    handling: '请继续观察',
  })
  const { page } = await api.dutyLog.page({})
  await api.dutyLog.setConditions({
    page,
    weather: '多云',
    rain: '横江 46 毫米',
    fireDanger: '三级',
  })
  await api.dutyLog.setSummary({ page, text: '夜间平稳' })
  const { id: check } = await api.spotChecks.begin({
    unit: { id: null, name: '丰山乡政府' },
    method: 'phone',
    contact: '0797-5700017',
  })
  bench.test.world.setNow(bench.test.world.clock.nowMs() + 12_000)
  await api.spotChecks.answered({ check })
  await api.spotChecks.conclude({ check, result: 'ok', answeredBy: '黄值班' })
  return { bench, page, corrected }
}

async function printed(
  bench: Awaited<ReturnType<typeof shift>>['bench'],
  kinds: typeof dutyLogDocuments,
  key: string,
  subject: string,
): Promise<string> {
  const composed = kinds.find((kind) => kind.key === key)?.compose(bench.context, subject)
  if (!composed?.ok) throw new Error(`${key} is not composed`)
  const path = join(folder.path, `${key}.pdf`)
  writeFileSync(path, await renderDocument(composed.value, 'pdf'))
  return runProgram('pdftotext', ['-layout', path, '-']).out.replaceAll(/\s+/g, '')
}

it('prints the page of a shift with both the struck and the corrected entry', async (context) => {
  if (missing !== undefined) return context.skip(missing)
  const { bench, page } = await shift()
  const text = await printed(bench, dutyLogDocuments, 'duty_log', page)
  for (const words of [
    '值班日志',
    '多云',
    '横江46毫米',
    '三级',
    '刘镇长',
    '12人',
    '21人',
    '夜间平稳',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).toContain('本班记录1条（来1，去0），划改1条，在办1条')
})

it('prints one call with who was told and what waits', async (context) => {
  if (missing !== undefined) return context.skip(missing)
  const { bench, corrected } = await shift()
  const text = await printed(bench, dutyLogDocuments, 'duty_phone_record', corrected)
  for (const words of [
    '接报登记单',
    '小松镇政府',
    '0797-5712345',
    '已转移21人',
    '李文斌',
    '在办',
  ]) {
    expect(text).toContain(words)
  }
})

it('prints a month of spot checks with the seconds', async (context) => {
  if (missing !== undefined) return context.skip(missing)
  const { bench } = await shift()
  const text = await printed(bench, spotCheckDocuments, 'spot_check_record', 'month:2026-03')
  for (const words of ['查岗抽查记录', '丰山乡政府', '12秒', '黄值班', '本月查岗1次']) {
    expect(text).toContain(words)
  }
})
