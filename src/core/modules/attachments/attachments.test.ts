import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { photo, png } from '../../../../tests/support/photos.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import type { PendingAttachment } from './contract.ts'
import { attachmentsModule, attachmentsOf } from './index.ts'
import { typeOf } from './sniff.ts'

const modules = [attachmentsModule, incidentsModule, logbookModule, rulesModule, teamsModule]
const intake = {
  source: '刘支书',
  place: { text: '罗源村', precision: 'unknown' as const },
  category: null,
}
const bytesOf = (text: string) => new TextEncoder().encode(text)

function desk() {
  const bench = openBench(modules)
  const put = async (name: string, bytes: Uint8Array, asFile = false) =>
    bench.files.put((await bench.api.attachments.upload({ name, asFile })).path, bytes)
  const putGood = async (name: string, bytes: Uint8Array) =>
    (await put(name, bytes)) as PendingAttachment
  return { ...bench, put, putGood }
}

const located = photo({ lat: [26, 28, 50], lon: [116, 18, 38], taken: '2026:02:28 14:02:30' })

it('keeps a photo with its place and time until somebody registers the incident', async () => {
  const { api, putGood, context, lines } = desk()
  const pending = await putGood('C:\\照片\\IMG_1.jpg', located)
  expect(pending).toMatchObject({ name: 'IMG_1.jpg', type: 'image/jpeg', kind: 'photo' })
  expect(pending.point?.lat).toBeCloseTo(26.4806, 3)
  expect(await api.attachments.pending({ ids: [pending.id, 'other'] })).toEqual([pending])
  const { id } = await api.incidents.open({ ...intake, attachments: [pending.id] })
  expect(await api.attachments.pending({ ids: [pending.id] })).toEqual([])
  expect(attachmentsOf(context.db, id)).toMatchObject([
    { id: pending.id, by: '王海燕', name: 'IMG_1.jpg' },
  ])
  expect(lines().at(-1)).toMatch(/^附件：照片 IMG_1\.jpg（.+，照片坐标 26\.48056,116\.31056）$/)
})

it('brings files with a further call and names the call', async () => {
  const { api, putGood } = desk()
  const { id } = await api.incidents.open(intake)
  const pending = await putGood('语音.amr', bytesOf('#!AMR\n....'))
  const call = await api.incidents.addCall({
    incident: id,
    source: '陈某',
    attachments: [pending.id],
  })
  expect(await api.attachments.list({ incident: id })).toMatchObject([
    { kind: 'audio', type: 'audio/amr', call: call.id },
  ])
})

it.each([
  ['现场.jpg', bytesOf('这不是照片'), '“现场.jpg”不是照片，没有保存。'],
  ['现场.jpg', bytesOf('%PDF-1.7 …'), '“现场.jpg”不是照片，内容是文档，没有保存。'],
  ['现场.png', located.subarray(0, 40), '照片“现场.png”不完整，打不开，没有保存。'],
  ['现场.jpg', located.subarray(0, 40), '照片“现场.jpg”不完整，打不开，没有保存。'],
])(
  'refuses %s that is no photo with a sentence and keeps nothing',
  async (name, bytes, sentence) => {
    const { put, context } = desk()
    expect(await put(name, bytes)).toBe(`${sentence}请重发原图，或按普通文件保存。`)
    expect(context.local.prepare('select * from pending_attachment').all()).toEqual([])
  },
)

it('keeps it as a plain file when a person says so', async () => {
  const { put } = desk()
  expect(await put('现场.jpg', bytesOf('这不是照片'), true)).toMatchObject({
    kind: 'file',
    type: 'application/octet-stream',
  })
})

it('takes a photo by what it is, not by what it is called', async () => {
  const { putGood } = desk()
  expect(await putGood('微信图片.jpg', png())).toMatchObject({ kind: 'photo', type: 'image/png' })
})

it('withdraws by a new fact: the list shows who and why, the bytes stay', async () => {
  const { api, putGood, context, files, lines } = desk()
  const { id } = await api.incidents.open(intake)
  const { id: attachment } = await putGood('图.png', png())
  await api.attachments.attach({ incident: id, pending: [attachment] })
  await api.attachments.withdraw({ attachment, reason: '发错了' })
  const [row] = await api.attachments.list({ incident: id })
  expect(row?.withdrawn).toMatchObject({ by: '王海燕', reason: '发错了' })
  expect(attachmentsOf(context.db, id)).toEqual([])
  expect(files.read(row?.sha256 ?? '')).toEqual(png())
  expect(lines().at(-1)).toBe('撤下附件：照片 图.png，发错了')
  await expect(api.attachments.withdraw({ attachment, reason: '又' })).rejects.toMatchObject({
    code: 'ALREADY_WITHDRAWN',
  })
})

it('gives the bytes back by a ticket, also before there is an incident', async () => {
  const { api, putGood, files } = desk()
  const { id } = await putGood('图.png', png())
  expect(await api.attachments.open({ id })).toMatchObject({ name: '图.png', type: 'image/png' })
  expect(files.offered[0]?.bytes).toEqual(png())
  await expect(api.attachments.open({ id: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('refuses to attach to an incident that is not there, and loses nothing', async () => {
  const { api, putGood } = desk()
  const { id } = await putGood('图.png', png())
  await expect(api.attachments.attach({ incident: 'nobody', pending: [id] })).rejects.toMatchObject(
    {
      code: 'NOT_FOUND',
    },
  )
  expect(await api.attachments.pending({ ids: [id] })).toHaveLength(1)
})

it.each([1, 2, 3])('has the same files on another console, in any order (%i)', async (seed) => {
  const { api, putGood, test } = desk()
  const { id } = await api.incidents.open(intake)
  const first = await putGood('图.png', png())
  const second = await putGood('照片.jpg', located)
  await api.attachments.attach({ incident: id, pending: [first.id, second.id] })
  await api.attachments.withdraw({ attachment: first.id, reason: '发错了' })
  const { projections, facts } = attachmentsModule
  expect(rowsElsewhere(test, projections, facts, 'attachment', seed)).toEqual(
    test.db.prepare('select * from attachment order by id').all(),
  )
})

it.each([
  ['a.gif', 'GIF89a', 'image/gif'],
  ['a.webp', 'RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
  ['a.wav', 'RIFF\0\0\0\0WAVEfmt ', 'audio/wav'],
  ['a.heic', '\0\0\0\u0018ftypheic', 'image/heic'],
  ['a.mp4', '\0\0\0\u0018ftypisom', 'video/mp4'],
  ['a.silk', '\u0002#!SILK_V3', 'audio/x-silk'],
  ['BMW 车辆.txt', 'BMW 车辆', 'text/plain; charset=utf-8'],
  [
    'a.docx',
    'PK\u0003\u0004',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['a.exe', 'MZ', 'application/octet-stream'],
])('knows %s by its bytes', (name, begin, type) => {
  expect(typeOf(name, bytesOf(begin)).type).toBe(type)
})
