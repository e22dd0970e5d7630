import { OPERATION_CONTEXT_SYMBOL } from '@orpc/tanstack-query'
import { expect, it } from 'vitest'
import { onceOnItsWay } from './once-on-its-way.ts'

const command = {
  context: { [OPERATION_CONTEXT_SYMBOL]: { key: ['orders'], type: 'mutation' as const } },
}

function openLine() {
  const sent: unknown[] = []
  const answers: PromiseWithResolvers<unknown>[] = []
  const link = onceOnItsWay({
    call(path, input) {
      sent.push([path.join('.'), input])
      const answer = Promise.withResolvers<unknown>()
      answers.push(answer)
      return answer.promise
    },
  })
  return { sent, answers, link }
}

it('sends a command once while it is on its way, and gives its answer to both', async () => {
  const { sent, answers, link } = openLine()
  const one = link.call(['log', 'write'], { text: '到达', unit: 'a' }, command)
  const two = link.call(['log', 'write'], { unit: 'a', text: '到达' }, command)
  answers[0]?.resolve('中-0001')
  expect(await Promise.all([one, two])).toEqual(['中-0001', '中-0001'])
  expect(sent).toHaveLength(1)
})

it('sends it again once it was answered or refused, and another one at once', async () => {
  const { sent, answers, link } = openLine()
  const refused = link.call(['log', 'write'], { text: '到达' }, command)
  void link.call(['log', 'write'], { text: '返回' }, command)
  expect(sent).toHaveLength(2)
  answers[0]?.reject(new Error('磁盘已满'))
  await expect(refused).rejects.toThrow('磁盘已满')
  void link.call(['log', 'write'], { text: '到达' }, command)
  expect(sent).toHaveLength(3)
})

it('asks whatever is asked: what is on its way may be older than the change', () => {
  const { sent, link } = openLine()
  void link.call(['log', 'list'], {}, { context: {} })
  void link.call(['log', 'list'], {}, { context: {} })
  expect(sent).toHaveLength(2)
})
