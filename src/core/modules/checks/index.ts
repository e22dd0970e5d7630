/** 班前检查: a person looks at each thing a night depends on, and it is on record that they did. */
import { implement } from '@orpc/server'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { checkProjection } from './apply.ts'
import { checksContract } from './contract.ts'
import { checkFacts, checkRecorded } from './facts.ts'
import { measureAll } from './measure.ts'
import { checkRecords } from './queries.ts'
import { testPage } from './test-page.ts'
import { checkItems, checkResultWord, checkTitle, type CheckResult } from './words.ts'

interface Answer {
  readonly key: string
  readonly result: CheckResult
  readonly words: string
}

/** `班前检查：声音：紧急 正常；网关 有问题（…）`: every item, the quiet ones short. */
function lineText(name: string, answers: readonly Answer[]): string {
  const faults = answers.filter(({ result }) => result === 'fault')
  const words = (result: CheckResult) =>
    answers.filter((one) => one.result === result).map(({ key }) => checkTitle(key))
  const parts = [
    ...faults.map(
      ({ key, words: said }) => `${checkTitle(key)}${checkResultWord('fault')}：${said}`,
    ),
    ...(words('ok').length > 0 ? [`正常：${words('ok').join('、')}`] : []),
    ...(words('unchecked').length > 0 ? [`未查：${words('unchecked').join('、')}`] : []),
  ]
  return `${name} 班前检查，${faults.length === 0 ? '没有问题' : `${faults.length} 项有问题`}。${parts.join('；')}`
}

function checksRouter(context: CoreContext) {
  const os = implement(checksContract).$context<SeatContext>()
  return {
    now: os.now.handler(({ context: { seat } }) => {
      requireSession(seat)
      return measureAll(context)
    }),
    records: os.records.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return checkRecords(context.db, input.limit)
    }),
    testPage: os.testPage.handler(async ({ context: { seat } }) => {
      const { name } = requireSession(seat)
      const document = testPage(context, name)
      const bytes = await context.render(document, 'pdf')
      const file = `${document.fileName}.pdf`
      return {
        path: context.files.offer({ name: file, type: 'application/pdf', bytes }),
        name: file,
      }
    }),
    record: os.record.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'log.write')
      const given = new Map(input.items.map((item) => [item.key as string, item]))
      const answers: Answer[] = checkItems.map(([key]) => {
        const { result, words } = given.get(key) ?? { result: 'unchecked' as const, words: '' }
        return { key, result, words: words.trim() }
      })
      if (answers.every(({ result }) => result === 'unchecked')) throw errors.NOTHING_CHECKED()
      const silent = answers.find(({ result, words }) => result === 'fault' && words === '')
      if (silent) throw errors.FAULT_NEEDS_WORDS({ data: { key: silent.key } })
      const measured = new Map(measureAll(context).map((item) => [item.key as string, item]))
      const body = {
        by: person,
        name,
        seat: seat.name,
        at: context.world.clock.nowMs(),
        items: answers.map((answer) => ({
          ...answer,
          title: checkTitle(answer.key),
          measured: measured.get(answer.key)?.measured ?? '',
        })),
      }
      const { storedAt } = recordFor(context, seat, () => [
        {
          kind: checkRecorded.kind,
          entity: newId(context.world.clock, context.world.random),
          body,
        },
        logLines(context)({
          kind: 'system',
          source: { kind: 'person', id: person, text: name },
          text: lineText(name, answers),
          recorder: name,
          // What was found wrong stays on the list until somebody closes it.
          needsAction: answers.some(({ result }) => result === 'fault'),
        }),
      ])
      return { storedAt }
    }),
  }
}

export const checksModule: Module = {
  name: 'checks',
  facts: checkFacts,
  projections: [checkProjection],
  router: checksRouter,
}
