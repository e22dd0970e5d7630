/** Files of other programs on the dispatch map: looked at, taken over, exported and printed. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { unzipSync, zipSync } from 'fflate'
import { readMapFileHere } from '../../src/main/adapters/map-files/read/index.ts'
import { writeMapFileHere } from '../../src/main/adapters/map-files/write/index.ts'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'
import type { TargetName } from './targets.ts'

otherShellsWhenLong()

test.use({ demo: true })

const schools = ['琴江镇中心小学', '小松中学'].map((name, place) => ({
  name,
  geometry: {
    type: 'Point' as const,
    coordinates: [116.34 + place / 50, 26.33] as [number, number],
  },
  properties: { 容量: '300', 负责人: '刘老师' },
  part: '',
}))

/** As an old program leaves it: GBK, and nothing that says so (pitfall 9). */
function gbkWithoutCpg(): Buffer {
  const { bytes } = writeMapFileHere('shapefile', schools, { name: '安置点', encoding: 'gbk' })
  const bare = Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith('.cpg'))
  return Buffer.from(zipSync(Object.fromEntries(bare)))
}

/** On the stand-in Chromium cannot fetch an origin that only the shell answers: the page asks. */
async function fetched(page: Page, target: TargetName, press: () => Promise<void>) {
  const waiting = page.waitForEvent('download')
  await press()
  const download = await waiting
  const name = download.suggestedFilename()
  if (target !== 'standin') {
    return { name, bytes: readFileSync(await download.path()) }
  }
  const bytes = await page.evaluate(async (path) => {
    const answer = await fetch(path)
    return [...new Uint8Array(await answer.arrayBuffer())]
  }, new URL(download.url()).pathname)
  return { name, bytes: Buffer.from(bytes) }
}

async function openTool(page: Page, key: string, name: string) {
  await expect(page.getByLabel('地图，方向键移动，加减键缩放')).toBeVisible()
  await expect(
    page.getByRole('button', { name: name === '打印地图' ? name : '导入导出' }),
  ).toBeVisible()
  await page.keyboard.press(key)
  const panel = page.getByRole('region', { name })
  await expect(panel).toBeVisible()
  return panel
}

test('a Shapefile in GBK is looked at, taken over and exported again', async ({
  consolePage: page,
  target,
}) => {
  const panel = await openTool(page, 'o', '导入导出')
  const chooser = page.getByLabel('选择地图文件')
  await chooser.setInputFiles({
    name: '坏.kml',
    mimeType: 'application/xml',
    buffer: Buffer.from('<html><body>404</body></html>'),
  })
  await expect(panel.getByRole('alert')).toContainText('这是网页，不是地图文件')
  await chooser.setInputFiles({
    name: '安置点.zip',
    mimeType: 'application/zip',
    buffer: gbkWithoutCpg(),
  })
  await expect(panel.getByRole('cell', { name: '琴江镇中心小学' })).toBeVisible()
  await expect(panel.getByText('GBK / GB 18030')).toBeVisible()
  const take = panel.getByRole('button', { name: /^导入/ })
  await expect(take).toHaveAttribute('aria-disabled', 'true')
  await panel.getByRole('combobox', { name: /^图层/ }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: '避难场所' }).click()
  await expect(panel.getByText('将新增 2')).toBeVisible()
  await expect(take).toHaveAttribute('aria-disabled', 'true')
  await panel.getByRole('checkbox', { name: '已在图上核对，位置正确' }).check()
  await panel.getByRole('button', { name: '导入 2 个' }).click()
  await expect(page.getByText('已导入：新增 2')).toBeVisible()
  await expect(page.getByText('图层「避难场所」导入 安置点.zip：新增 2').first()).toBeVisible()

  await panel.getByText('导出文件').click()
  await panel.getByRole('checkbox', { name: '避难场所（2）' }).check()
  await panel.getByRole('checkbox', { name: '标绘' }).uncheck()
  const file = await fetched(page, target, () =>
    panel.getByRole('button', { name: '导出', exact: true }).click(),
  )
  expect(file.name).toMatch(/^【演练】石城县地图 \d{8}-\d{4}\.kml$/)
  const read = readMapFileHere(file.bytes, {})
  expect(read.ok && read.value.features.map(({ geometry }) => geometry)).toEqual(
    expect.arrayContaining(schools.map(({ geometry }) => geometry)),
  )
  await expect(panel.getByRole('status')).toContainText('（2 个）')
})

test('the view is printed with its title, and as a picture', async ({
  consolePage: page,
  target,
}) => {
  test.skip(target === 'standin', 'the stand-in keeps no file that a page made by itself')
  const panel = await openTool(page, 'i', '打印地图')
  await panel.getByLabel('标题（必填）').fill('小松镇山火态势图')
  const paper = await fetched(page, target, () =>
    panel.getByRole('button', { name: 'PDF（A4）' }).click(),
  )
  expect(paper.name).toMatch(/^【演练】小松镇山火态势图 \d{8}-\d{4}\.pdf$/)
  expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(paper.bytes.length).toBeGreaterThan(50_000)
  await expect(page.getByText('打印《小松镇山火态势图》').first()).toBeVisible()
  const picture = await fetched(page, target, () =>
    panel.getByRole('button', { name: 'PNG 图片' }).click(),
  )
  expect(picture.name).toMatch(/^【演练】小松镇山火态势图 \d{8}-\d{4}\.png$/)
  const { width, colours } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? []
    const found = new Set<number>()
    for (let at = 0; at < pixels.length; at += 4 * 97) {
      found.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0))
    }
    return { width: image.width, colours: found.size }
  }, picture.bytes.toString('base64'))
  const shown = await page.getByLabel('地图，方向键移动，加减键缩放').boundingBox()
  expect(width).toBeGreaterThan(2 * (shown?.width ?? 0))
  // An empty frame has a handful.
  expect(colours).toBeGreaterThan(50)
})
