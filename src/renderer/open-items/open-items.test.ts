import { expect, it } from 'vitest'
import { inOrder, itemOfTask, itemsOfReports, type OpenItem } from './open-items.ts'

const item = (key: string, since: number, dueAt: number | null = null): OpenItem => ({
  key,
  kind: '日志',
  text: '',
  incident: null,
  since,
  who: '',
  dueAt,
  entry: undefined,
})

it('puts what is late first, then the oldest', () => {
  const items = [item('new', 90), item('old', 10), item('late', 50, 60), item('ahead', 40, 500)]
  expect(inOrder(items, 100).map(({ key }) => key)).toEqual(['late', 'old', 'ahead', 'new'])
})

it('counts a late task from its own time', () => {
  const task = itemOfTask({
    id: 't1',
    incident: 'i1',
    text: '封控 G206 路口',
    receiver: '交警三中队',
    unit: null,
    due: 50,
    overdue: true,
    issuedAt: 10,
    issuedBy: '王海燕',
    taskStatus: 'sent',
    word: '已下达',
    statusSince: 10,
    result: '',
    next: [],
  })
  expect(task).toMatchObject({ since: 50, dueAt: 50, who: '交警三中队', kind: '任务' })
})

it('takes of the reports what was sent back and what nobody signed for in time', () => {
  const incident = { id: 'i1', number: '#12', title: '山火' }
  const report = { id: 'r1', title: '首报', stateSince: 5, draftedBy: '陈志远', remarks: '缺伤亡' }
  const sending = { id: 's1', to: '市应急局', at: 7 }
  const board = {
    due: [],
    unsent: [
      { incident, report: { ...report, state: 'returned' } },
      { incident, report: { ...report, id: 'r2', state: 'draft' } },
    ],
    sent: [],
    waiting: [
      { incident, report, sending, overdue: true },
      { incident, report, sending: { ...sending, id: 's2' }, overdue: false },
    ],
    asOf: 0,
  } as unknown as Parameters<typeof itemsOfReports>[0]
  expect(itemsOfReports(board).map(({ key, text, who }) => [key, text, who])).toEqual([
    ['report r1', '退回修改：首报（缺伤亡）', '陈志远'],
    ['sending s1', '报送后未签收：首报 → 市应急局', '市应急局'],
  ])
})
