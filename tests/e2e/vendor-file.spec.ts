/** A vendor's file through the page: refused with the field, imported, chosen, spoken, removed. */
import { startSimulator } from '../../src/main/tools/simulate/start.ts'
import { readScenario } from '../../src/main/tools/simulate/scenario.ts'
import {
  terminalFile,
  terminalWords,
} from '../../src/main/gateways/vendor-profile/fixtures/files.ts'
import { firstStart } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'

onlyOn(
  ['headless'],
  'what the page does is the same in every shell; the file goes through the host',
)
// The page is told of the refusal by the answer's status.
test.use({ allowedReports: [/status of 415/] })

const asFile = (name: string, value: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(value)),
})

test('a terminal of a vendor is set up with its file and answers', async ({
  consolePage: page,
}) => {
  let port = 0
  const scenario = await readScenario('resources/scenarios/demo.json')
  const road = {
    kind: 'tcp-listen',
    host: '127.0.0.1',
    port: 0,
    onListening: (found: number) => (port = found),
  } as const
  const simulator = startSimulator({ protocol: 'pei', road, scenario, words: terminalWords })
  await firstStart(page)
  await page.keyboard.press('Alt+9')
  await page
    .getByRole('navigation', { name: '设置分类' })
    .getByRole('button', { name: '网关' })
    .click()
  await page.getByLabel('名称').fill('车载台')
  await page.getByRole('combobox', { name: /^驱动/ }).fill('厂商')
  await page.getByText('厂商协议（需要厂商协议文件）').click()
  await expect(page.getByText('没有文件时网关只听不发')).toBeVisible()

  const chooser = page.getByLabel('选择厂商协议文件')
  await chooser.setInputFiles(asFile('bad.json', { ...terminalFile, commands: { send: 'AT' } }))
  await expect(page.getByRole('alert').filter({ hasText: '字段 commands.send' })).toBeVisible()
  await chooser.setInputFiles(asFile('terminal.json', terminalFile))
  await expect(page.getByText('示例通信 370M 车载台 AT 接口 1.2')).toBeVisible()

  await page.getByRole('radiogroup', { name: '线路' }).getByText('TCP').click()
  await page.getByLabel('对端地址').fill('127.0.0.1')
  await page.getByRole('textbox', { name: /^端口/ }).fill(String(port))
  await page.getByLabel('名称').press('Enter')
  await expect(page.getByRole('grid', { name: '网关' })).toContainText('在线')

  await page.getByText('厂商协议文件', { exact: true }).first().click()
  const files = page.getByRole('grid', { name: '厂商协议文件' })
  await expect(files).toContainText('车载台')
  await expect(page.getByRole('button', { name: /^移除…/ }).last()).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await simulator.stop()
})
