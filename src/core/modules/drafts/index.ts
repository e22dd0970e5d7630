/** Drafts: local scope, written with FULL, so that words typed before a crash come back. */
import { implement } from '@orpc/server'
import type { Database } from '../../kernel/database.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { draftsContract, type Draft } from './contract.ts'

const migration = `create table draft (
  person text not null, key text not null, body text not null, saved_at integer not null,
  primary key (person, key)) without rowid`

export function saveDraft(local: Database, person: string, draft: Draft): void {
  local
    .prepare(
      `insert into draft (person, key, body, saved_at) values (?, ?, ?, ?)
       on conflict (person, key) do update set body = excluded.body, saved_at = excluded.saved_at`,
    )
    .run(person, draft.key, draft.body, draft.savedAt)
}

export function draftsOf(local: Database, person: string): Draft[] {
  return local
    .prepare<Draft>(
      `select key, body, saved_at savedAt from draft where person = ? order by saved_at desc, key`,
    )
    .all(person)
}

export function discardDraft(local: Database, person: string, key: string): boolean {
  const done = local.prepare('delete from draft where person = ? and key = ?').run(person, key)
  return done.changes > 0
}

function draftsRouter(context: CoreContext) {
  const os = implement(draftsContract).$context<SeatContext>()
  return {
    save: os.save.handler(({ input, context: { seat } }) => {
      const savedAt = context.world.clock.nowMs()
      saveDraft(context.local, requireSession(seat).person, { ...input, savedAt })
      return { savedAt }
    }),
    list: os.list.handler(({ context: { seat } }) =>
      draftsOf(context.local, requireSession(seat).person),
    ),
    discard: os.discard.handler(({ input, context: { seat } }) => ({
      found: discardDraft(context.local, requireSession(seat).person, input.key),
    })),
  }
}

const mostNamed = 3
const shownLetters = 20

const isWords = (value: unknown): value is string =>
  typeof value === 'string' && /\p{Script=Han}/u.test(value) && !value.startsWith('{')

/** What a person wrote into a form, without the form's own JSON. */
function wordsOf(body: string): string {
  try {
    const form: unknown = JSON.parse(body)
    if (typeof form === 'string') return form.trim()
    return Object.values(form ?? {})
      .filter(isWords)
      .join(' ')
      .trim()
  } catch {
    // Kept as plain words.
    return body.trim()
  }
}

/** They come back at the next start; the operator should know that nobody has them yet. */
function unsent({ local }: CoreContext): string[] {
  const bodies = local
    .prepare<{ body: string }>('select body from draft order by saved_at desc')
    .all()
    .map(({ body }) => wordsOf(body))
    .filter((body) => body !== '')
  const named = bodies
    .slice(0, mostNamed)
    .map((body) => `未保存的文字：${[...body].slice(0, shownLetters).join('')}`)
  return bodies.length > mostNamed
    ? [...named, `另有 ${bodies.length - mostNamed} 段文字未保存`]
    : named
}

export const draftsModule: Module = {
  name: 'drafts',
  facts: [],
  projections: [],
  localMigrations: [migration],
  concerns: unsent,
  router: draftsRouter,
}
