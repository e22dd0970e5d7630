import { expect, it } from 'vitest'
import { eventText, eventWord } from './event-words.ts'

it('says a text with its addressee, and leaves its words as they were written', () => {
  const text = {
    kind: 'text',
    from: '0247801',
    to: '103',
    group: true,
    body: 'all',
    ref: '7',
    stored: () => undefined,
  } as const
  expect(eventWord(text)).toBe('短信')
  expect(eventText(text, { all: '别的' })).toBe('来自 0247801 · 发往组 103 · 内容 all · 编号 7')
})

it('words codes by the table of the driver, times as Beijing time, and never in JSON', () => {
  const causes = { 'waiting-for-card': '等北斗卡回答' }
  expect(
    eventText(
      { kind: 'session', status: { kind: 'connecting', step: 'waiting-for-card' } },
      causes,
    ),
  ).toBe('状态 正在接入 · 步骤 等北斗卡回答')
  const at = Date.UTC(2026, 6, 1, 4)
  const reading = { station: '6230010001', at, element: 'P1', value: 3.5, unit: 'mm' }
  expect(eventText({ kind: 'reading', reading: { ...reading, report: 'timed' } }, {})).toBe(
    '测站 6230010001 · 时间 2026-07-01 12:00:00 · 要素 1小时时段降水量 · 数值 3.5 · 单位 mm · 报类 timed',
  )
  expect(eventText({ kind: 'device', facts: { 卡号: '0247718', 通信等级: 3 } }, {})).toBe(
    '卡号 0247718 · 通信等级 3',
  )
  expect(
    eventText({ kind: 'radioPresence', radio: '1001', online: false, how: 'expired' }, {}),
  ).toBe('电台 1001 · 在线 否 · 方式 过期')
})
