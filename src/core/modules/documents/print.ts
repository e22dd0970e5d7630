/** Makes the file of a document, says so in the log, and hands out where to fetch it. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { DocumentFormat, PrintDocument } from '../../documents/model.ts'
import type { CoreContext, FileRefusal, Seat, Session } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { incidentRow } from '../incidents/index.ts'
import { logLines } from '../logbook/index.ts'
import { printedWords, shortChainWords } from './chain-words.ts'
import { copyKept } from './facts.ts'
import { fileName } from './file-name.ts'
import { documentKinds } from './kinds.ts'

const types: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

export interface Offer {
  readonly path: string
  readonly name: string
}

export interface PrintOrder {
  readonly kind: string
  readonly subject: string
  readonly incident: string | null
  readonly format: DocumentFormat
  readonly keep: boolean
}

/**
 * Papers of an incident and empty forms are everyday work of whoever writes the log; whole logs
 * need the right `export` (`log-export/`).
 */
export async function printDocument(
  context: CoreContext,
  seat: Seat,
  order: PrintOrder,
): Promise<Result<Offer, Refusal<'not-found', undefined> | FileRefusal>> {
  const session = requireRight(seat, 'log.write')
  const kind = documentKinds.find(({ key }) => key === order.kind)
  if (!kind?.formats.includes(order.format)) return refuse<'not-found'>('not-found')
  const composed = kind.compose(context, order.subject)
  if (!composed.ok) return composed
  const document = withFoot(context, composed.value, session.name)
  const bytes = await context.render(document, order.format)
  const file = { name: fileName(document, order.format), type: types[order.format], bytes }
  const stored = order.keep ? context.files.store(bytes) : undefined
  if (stored && !stored.ok) return stored
  noteInLog(context, seat, session, { order, document, file, sha256: stored?.value })
  return accept({ path: context.files.offer(file), name: file.name })
}

function withFoot(context: CoreContext, document: PrintDocument, name: string): PrintDocument {
  const proof = `${printedWords(context, name)}　${shortChainWords(context.log.head())}`
  return { ...document, foot: document.foot === '' ? proof : `${document.foot}　${proof}` }
}

interface Printed {
  readonly order: PrintOrder
  readonly document: PrintDocument
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }
  readonly sha256: string | undefined
}

function noteInLog(
  context: CoreContext,
  seat: Seat,
  { person, name }: Session,
  { order, document, file, sha256 }: Printed,
): void {
  const incident = order.incident === null ? undefined : incidentRow(context.db, order.incident)?.id
  const at = context.world.clock.nowMs()
  recordFor(context, seat, () => [
    ...(sha256 === undefined
      ? []
      : [
          {
            kind: copyKept.kind,
            entity: newId(context.world.clock, context.world.random),
            body: {
              kind: order.kind,
              subject: order.subject,
              incident,
              title: document.title,
              name: file.name,
              type: file.type,
              attachment: sha256,
              size: file.bytes.length,
              by: name,
              at,
            },
          },
        ]),
    logLines(context)({
      kind: 'system',
      source: { kind: 'person', id: person, text: name },
      incident,
      text: `打印《${document.title}》（${order.format.toUpperCase()}）${sha256 === undefined ? '' : '，留存一份'}`,
      recorder: name,
    }),
  ])
}
