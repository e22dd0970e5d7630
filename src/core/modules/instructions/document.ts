/** 领导批示办理单 (domain §13 no. 11), filled from the record. */
import { factPairs, factRows, minute, signatures } from '../../documents/blocks.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import type { PrintDocument, Words } from '../../documents/model.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import type { InstructionAssignee, InstructionDetail } from './contract.ts'
import { instructionDetail, instructionList, instructionRow } from './queries.ts'

const mostOffered = 50

function conveyedWords(assignees: readonly InstructionAssignee[]): string {
  return assignees
    .map(({ name, conveyed }) =>
      conveyed.length === 0
        ? `${name}：未传达`
        : conveyed
            .map(
              ({ receiver, meansWord, toldAt, readback }) =>
                `${name}：${minute(toldAt)} ${meansWord} 传达 ${receiver}，复诵：${readback}`,
            )
            .join('\n'),
    )
    .join('\n')
}

/** Answers before a sending back stay readable with a line through them. */
function feedbackWords(assignees: readonly InstructionAssignee[]): Words {
  const runs = assignees.flatMap(({ name, feedbacks }) =>
    feedbacks.map(({ text, evidence, reporter, meansWord, saidAt, superseded }) => ({
      text: `${name} ${reporter} ${minute(saidAt)}（${meansWord}）：${text}${evidence === '' ? '' : ` 佐证：${evidence}`}\n`,
      struck: superseded,
    })),
  )
  return runs.length === 0 ? '' : runs
}

function chaseWords(assignees: readonly InstructionAssignee[]): string {
  return assignees
    .flatMap(({ name, chases }) =>
      chases.map(
        ({ at, spokenTo, meansWord, said }) =>
          `${minute(at)} ${name} ${spokenTo}（${meansWord}）${said === '' ? '' : `：${said}`}`,
      ),
    )
    .join('\n')
}

function closingWords({ closing }: InstructionDetail): string {
  if (!closing) return ''
  return closing.kind === 'withdrawn'
    ? `${minute(closing.at)} 领导撤销：${closing.words}（${closing.by} 记）`
    : `${minute(closing.at)} 向 ${closing.to} 回报（${closing.meansWord}）${closing.words === '' ? '' : `：${closing.words}`}（${closing.by} 记）`
}

export function instructionSheet(context: CoreContext, detail: InstructionDetail): PrintDocument {
  const { number, from, givenAt, channelWord, text, assignees, dueAt, incident } = detail
  const answered = assignees.flatMap(({ feedbacks }) =>
    feedbacks.filter(({ superseded }) => !superseded).map(({ saidAt }) => saidAt),
  )
  const status = instructionRow(context.db, detail.id)?.status ?? context.status
  return {
    title: '领导批示办理单',
    subtitle: `${number}　${detail.statusWord}${detail.overdueWord === '' ? '' : `　${detail.overdueWord}`}`,
    fileName: `领导批示办理单 ${number}`,
    paper: 'A4',
    status,
    madeAt: context.world.clock.nowMs(),
    foot: '',
    blocks: [
      factPairs([
        ['批示人', [from.post, from.name].filter((part) => part !== '').join(' ')],
        ['批示时间', minute(givenAt)],
        ['批示方式', channelWord],
        ['登记人', detail.recordedBy],
      ]),
      factRows([
        { label: '关联事件', value: incident ? `${incident.number} ${incident.title}` : '无' },
        { label: '批示原文', value: text, heightMm: 24 },
        {
          label: '更正',
          value: detail.amendments
            .map(
              ({ word, before, after, reason, by, at }) =>
                `${minute(at)} ${by} 更正${word}：${before} → ${after}（${reason}）`,
            )
            .join('\n'),
        },
        { label: '承办单位', value: assignees.map(({ name }) => name).join('、') },
        {
          label: '办理时限',
          value:
            dueAt === null
              ? '领导未定时限，传达后按县里规定起算'
              : `${minute(dueAt)}（${detail.dueBasis === 'leader' ? '领导定' : '县里规定'}）`,
        },
        { label: '传达情况', value: conveyedWords(assignees) },
        { label: '催办', value: chaseWords(assignees) },
        { label: '办理情况', value: feedbackWords(assignees), heightMm: 24 },
        {
          label: '反馈时间',
          value: answered.length === 0 ? '' : minute(Math.max(...answered)),
        },
        { label: '回报领导', value: closingWords(detail) },
      ]),
      signatures(['承办人', ''], ['反馈人', ''], ['带班领导', '']),
    ],
  }
}

const slip: DocumentKind = {
  key: 'instruction_record',
  number: 11,
  title: '领导批示办理单',
  formats: ['pdf', 'docx'],
  subjects: (context, incident) =>
    instructionList(context, { which: 'all', incident, limit: mostOffered }).map(
      ({ id, number, from }) => ({ id, title: `${number} ${from.name}` }),
    ),
  compose(context, subject) {
    const detail = instructionDetail(context, subject)
    return detail ? accept(instructionSheet(context, detail)) : refuse('not-found', undefined)
  },
}

export const documents: readonly DocumentKind[] = [slip]
