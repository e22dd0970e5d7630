import { call, ORPCError } from '@orpc/server'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../main/adapters/sqlite.ts'
import { migrateLocal } from '../../../main/console-local.ts'
import { openTestLog } from '../../../../tests/support/console-log.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { alarmsModule } from '../alarms/index.ts'
import { openDesk } from './desk.ts'
import { directoryRouter } from './directory.ts'
import { makePeopleModule } from './index.ts'
import { signInRouter } from './sign-in.ts'

/** A thousandth of the real cost: what is tested is not how slow it is. */
const cheap = { n: 2 ** 7, r: 8, p: 1 }
const password = '石城-调度-2026'

function openConsole() {
  const module = makePeopleModule(cheap)
  const local = openDatabase(':memory:', { synchronous: 'FULL' })
  migrateLocal(local, [module])
  const test = openTestLog(
    [...module.projections, ...alarmsModule.projections],
    [...module.facts, ...alarmsModule.facts],
  )
  const told: string[] = []
  const context = {
    world: test.world,
    db: test.db,
    local,
    log: test.log,
    status: 'actual',
    site: '中',
    changed: (topic: string) => void told.push(topic),
    logger: { info() {}, warn() {}, error() {} },
  } as unknown as CoreContext
  const open = () => {
    const desk = openDesk(context, cheap)
    test.log.onChanged((changed) => {
      if (changed.has('people')) desk.sessions.refresh()
    })
    return { ...signInRouter(desk), ...directoryRouter(desk) }
  }
  return { ...test, context, router: open(), restartCore: open, told }
}

type Router = ReturnType<typeof openConsole>['router']

function newSeat(id = 'seat-1'): Seat {
  return { id, name: id === 'seat-1' ? '值班台1' : '电台台1', session: undefined }
}

function at(seat: Seat) {
  return { context: { seat } }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'accepted'
  } catch (error) {
    if (error instanceof ORPCError) return error.code
    throw error
  }
}

async function setUp(router: Router, seat: Seat) {
  return call(router.firstStart, { name: '温雅琴', password }, at(seat))
}

async function addOfficer(router: Router, seat: Seat, roles: readonly ['duty_officer' | 'viewer']) {
  const { id } = await call(router.register, { name: '谢志强', roles: [...roles] }, at(seat))
  await call(router.enrol, { person: id, password: 'officer-password' }, at(seat))
  return id
}

it('makes the administrator at the first start, signs the seat in, and does so once', async () => {
  const { router } = openConsole()
  const seat = newSeat()
  expect((await call(router.state, undefined, at(seat))).needsFirstStart).toBe(true)
  const { recoveryCode } = await setUp(router, seat)
  expect(recoveryCode).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
  const state = await call(router.state, undefined, at(seat))
  expect(state.needsFirstStart).toBe(false)
  expect(state.session).toMatchObject({ kind: 'open', own: { name: '温雅琴', breakGlass: false } })
  expect(seat.session?.rights.has('person.administer')).toBe(true)
  expect(await codeOf(setUp(router, newSeat('seat-2')))).toBe('ALREADY_SET_UP')
})

it('signs in with the right password and writes the person on every op', async () => {
  const { router, log, db } = openConsole()
  const seat = newSeat()
  await setUp(router, seat)
  await call(router.signOut, undefined, at(seat))
  expect(seat.session).toBeUndefined()
  const [person] = (await call(router.state, undefined, at(seat))).roster
  await call(router.signIn, { person: person?.id ?? '', password }, at(seat))
  expect(seat.session?.name).toBe('温雅琴')
  const book = await call(router.access, { limit: 10 }, at(seat))
  expect(book.map(({ words }) => words).sort()).toEqual(['登录', '登录', '退出'].sort())
  const rows = db.prepare<{ person: string }>('select person from person_access').all()
  expect(new Set(rows.map((row) => row.person))).toEqual(new Set([person?.id]))
  expect(log.factsOf(person?.id ?? '').every(({ actor }) => actor === person?.id)).toBe(true)
})

it('refuses a wrong password, makes the seat wait, and logs the reason without what was typed', async () => {
  const { router, world, log, db } = openConsole()
  const seat = newSeat()
  await setUp(router, seat)
  const officer = await addOfficer(router, seat, ['duty_officer'])
  const other = newSeat('seat-2')
  const wrong = call(router.signIn, { person: officer, password: 'guess-guess' }, at(other))
  const error = await wrong.catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'WRONG_PASSWORD', data: { waitMs: 1000 } })
  const right = { person: officer, password: 'officer-password' }
  expect(await codeOf(call(router.signIn, right, at(other)))).toBe('TOO_SOON')
  world.advance(1000)
  expect(await codeOf(call(router.signIn, right, at(other)))).toBe('accepted')
  const [failed] = db
    .prepare<{ detail: string; seat_name: string }>(
      `select detail, seat_name from person_access where kind = 'person.sign-in-failed'`,
    )
    .all()
  expect(failed).toEqual({ detail: 'wrong-password', seat_name: '电台台1' })
  for (const { bytes } of log.missingFor(new Map())) {
    expect(new TextDecoder().decode(bytes)).not.toMatch(/guess-guess|officer-password/)
  }
})

it('keeps verifiers and passwords out of every op', async () => {
  const { router, log, context } = openConsole()
  const seat = newSeat()
  const { recoveryCode } = await setUp(router, seat)
  await call(router.setPin, { pin: '246813' }, at(seat))
  const kept = context.local
    .prepare<{ verifier: Uint8Array }>('select verifier from person_verifier')
    .all()
  expect(kept).toHaveLength(3)
  for (const { bytes } of log.missingFor(new Map())) {
    const op = hex(bytes)
    for (const { verifier } of kept) expect(op).not.toContain(hex(verifier))
    for (const secret of [password, recoveryCode, '246813']) {
      expect(op).not.toContain(hex(new TextEncoder().encode(secret)))
    }
  }
})

it('refuses in the core what a role may not do', async () => {
  const { router } = openConsole()
  const chief = newSeat()
  await setUp(router, chief)
  const officer = await addOfficer(router, chief, ['duty_officer'])
  const seat = newSeat('seat-2')
  expect(await codeOf(call(router.list, undefined, at(seat)))).toBe('NOT_SIGNED_IN')
  await call(router.signIn, { person: officer, password: 'officer-password' }, at(seat))
  const forbidden = [
    call(router.register, { name: '新人' }, at(seat)),
    call(router.setRole, { person: officer, role: 'administrator', held: true }, at(seat)),
    call(router.enrol, { person: officer, password: 'another-password' }, at(seat)),
    call(router.disable, { person: officer, reason: '试试' }, at(seat)),
    call(router.access, { limit: 5 }, at(seat)),
    call(router.newRecoveryCode, undefined, at(seat)),
    call(router.registerOrganization, { name: '县消防救援大队', kind: 'team' }, at(seat)),
  ]
  expect(await Promise.all(forbidden.map(codeOf))).toEqual(forbidden.map(() => 'FORBIDDEN'))
})

it('takes a right away at once, and signs out who is disabled', async () => {
  const { router } = openConsole()
  const chief = newSeat()
  await setUp(router, chief)
  const officer = await addOfficer(router, chief, ['duty_officer'])
  const seat = newSeat('seat-2')
  await call(router.signIn, { person: officer, password: 'officer-password' }, at(seat))
  await call(router.setRole, { person: officer, role: 'duty_officer', held: false }, at(chief))
  expect(seat.session?.rights.size).toBe(0)
  await call(router.setRole, { person: officer, role: 'viewer', held: true }, at(chief))
  await call(router.disable, { person: officer, reason: '调离' }, at(chief))
  expect(seat.session).toBeUndefined()
  const again = call(router.signIn, { person: officer, password: 'officer-password' }, at(seat))
  expect(await codeOf(again)).toBe('DISABLED')
})

it('never leaves the console without an administrator', async () => {
  const { router } = openConsole()
  const seat = newSeat()
  await setUp(router, seat)
  const self = seat.session?.person ?? ''
  const revoke = { person: self, role: 'administrator', held: false } as const
  expect(await codeOf(call(router.setRole, revoke, at(seat)))).toBe('LAST_ADMINISTRATOR')
  const disable = { person: self, reason: '试试' }
  expect(await codeOf(call(router.disable, disable, at(seat)))).toBe('LAST_ADMINISTRATOR')
})

it('locks a seat so that nothing can be done there, and opens it with the PIN', async () => {
  const { router, world } = openConsole()
  const seat = newSeat()
  await setUp(router, seat)
  await call(router.setPin, { pin: '2468' }, at(seat))
  await call(router.lock, undefined, at(seat))
  expect(await codeOf(call(router.list, undefined, at(seat)))).toBe('NOT_SIGNED_IN')
  const state = await call(router.state, undefined, at(seat))
  expect(state.session).toEqual({ kind: 'locked', name: '温雅琴', pinAllowed: true })
  const unlock = (secret: string) => call(router.unlock, { with: 'pin', secret }, at(seat))
  expect(await codeOf(unlock('1357'))).toBe('WRONG_PIN')
  world.advance(1000)
  expect(await codeOf(unlock('2468'))).toBe('accepted')
  expect(seat.session?.name).toBe('温雅琴')
})

it('asks for the password after five wrong PINs', async () => {
  const { router, world } = openConsole()
  const seat = newSeat()
  await setUp(router, seat)
  await call(router.setPin, { pin: '2468' }, at(seat))
  await call(router.lock, undefined, at(seat))
  for (let tried = 0; tried < 5; tried++) {
    expect(await codeOf(call(router.unlock, { with: 'pin', secret: '0000' }, at(seat)))).toBe(
      'WRONG_PIN',
    )
    world.advance(30_000)
  }
  const byPin = call(router.unlock, { with: 'pin', secret: '2468' }, at(seat))
  expect(await codeOf(byPin)).toBe('PIN_NOT_ALLOWED')
  const byPassword = call(router.unlock, { with: 'password', secret: password }, at(seat))
  expect(await codeOf(byPassword)).toBe('accepted')
})

it('never lets a PIN sign in', async () => {
  const { router } = openConsole()
  const seat = newSeat()
  await setUp(router, seat)
  const person = seat.session?.person ?? ''
  await call(router.setPin, { pin: '24681357' }, at(seat))
  const other = newSeat('seat-2')
  const byPin = call(router.signIn, { person, password: '24681357' }, at(other))
  expect(await codeOf(byPin)).toBe('WRONG_PASSWORD')
})

it('opens a duty role with the sealed code as read from paper, with an alarm and a record', async () => {
  const { router, db } = openConsole()
  const seat = newSeat()
  const { recoveryCode } = await setUp(router, seat)
  const other = newSeat('seat-2')
  const code = recoveryCode.toLowerCase().replaceAll('-', ' ')
  await call(router.breakGlass, { name: '赖建平', role: 'shift_chief', code }, at(other))
  expect(other.session?.name).toBe('赖建平')
  expect(other.session?.rights.has('incident.write')).toBe(true)
  expect(other.session?.rights.has('person.administer')).toBe(false)
  const alarms = db.prepare<{ kind: string; state: string }>('select kind, state from alarm').all()
  expect(alarms).toEqual([{ kind: 'break-glass', state: 'active-unacknowledged' }])
  const book = await call(router.access, { limit: 1 }, at(seat))
  expect(book[0]).toMatchObject({ words: '应急登录：主班', name: '赖建平', bad: true })
  expect(await codeOf(call(router.setPin, { pin: '2468' }, at(other)))).toBe('NOT_BY_PASSWORD')
})

it('stops the old recovery code when a new one is printed', async () => {
  const { router, world } = openConsole()
  const seat = newSeat()
  const { recoveryCode: old } = await setUp(router, seat)
  const { recoveryCode } = await call(router.newRecoveryCode, undefined, at(seat))
  const other = newSeat('seat-2')
  const opening = (code: string) =>
    call(router.breakGlass, { name: '赖建平', role: 'shift_chief', code }, at(other))
  expect(await codeOf(opening(old))).toBe('WRONG_CODE')
  world.advance(1000)
  expect(await codeOf(opening(recoveryCode))).toBe('accepted')
})

it('gives a page its session back after the core started again, but not after signing out', async () => {
  const { router, restartCore } = openConsole()
  const { resume } = await setUp(router, newSeat())
  const later = restartCore()
  const seat = newSeat()
  expect(await call(later.resume, { resume }, at(seat))).toEqual({ resumed: true })
  expect(seat.session?.name).toBe('温雅琴')
  await call(later.signOut, undefined, at(seat))
  expect(await call(later.resume, { resume }, at(seat))).toEqual({ resumed: false })
  expect(await call(later.resume, { resume: 'a'.repeat(64) }, at(seat))).toEqual({ resumed: false })
})

it('comes back locked when the core started again while locked', async () => {
  const { router, restartCore } = openConsole()
  const first = newSeat()
  const { resume } = await setUp(router, first)
  await call(router.lock, undefined, at(first))
  const later = restartCore()
  const seat = newSeat()
  await call(later.resume, { resume }, at(seat))
  expect(seat.session).toBeUndefined()
  expect((await call(later.state, undefined, at(seat))).session.kind).toBe('locked')
})

it('ends a session that is older than a duty day and its hand-over', async () => {
  const { router, restartCore, world } = openConsole()
  const { resume } = await setUp(router, newSeat())
  world.advance(37 * 3_600_000)
  expect(await call(restartCore().resume, { resume }, at(newSeat()))).toEqual({ resumed: false })
})

it('lists people by duty rank with initials for typing, and keeps contacts off the sign-in list', async () => {
  const { router } = openConsole()
  const seat = newSeat()
  await setUp(router, seat)
  await call(router.register, { name: '王海燕', roles: ['duty_officer'] }, at(seat))
  await call(router.register, { name: '李文斌', roles: ['duty_leader'] }, at(seat))
  await call(router.register, { name: '刘支书', phones: ['13800000000'] }, at(seat))
  const { roster } = await call(router.state, undefined, at(seat))
  expect(roster.map(({ name, initials }) => [name, initials])).toEqual([
    ['李文斌', 'lwb'],
    ['王海燕', 'why'],
    ['温雅琴', 'wyq'],
  ])
  expect((await call(router.list, undefined, at(seat))).map(({ name }) => name)).toContain('刘支书')
})

it('names everybody on duty once, by rank, with every seat they hold', async () => {
  const { router } = openConsole()
  const [desk, radio] = [newSeat(), newSeat('seat-2')]
  await setUp(router, desk)
  const officer = await addOfficer(router, desk, ['duty_officer'])
  const person = desk.session?.person ?? ''
  await call(router.signIn, { person, password }, at(radio))
  const third = newSeat('seat-3')
  await call(router.signIn, { person: officer, password: 'officer-password' }, at(third))
  const { onDuty } = await call(router.state, undefined, at(desk))
  expect(onDuty).toEqual([
    { name: '谢志强', role: 'duty_officer', word: '副班', seat: '电台台1' },
    { name: '温雅琴', role: 'administrator', word: '系统管理员', seat: '值班台1、电台台1' },
  ])
})

it('registers organisations and keeps names apart', async () => {
  const { router } = openConsole()
  const seat = newSeat()
  await setUp(router, seat)
  const team = { name: '县消防救援大队', kind: 'team', dutyPhone: '0797-119' } as const
  const { id } = await call(router.registerOrganization, team, at(seat))
  expect(await codeOf(call(router.registerOrganization, team, at(seat)))).toBe('NAME_TAKEN')
  const change = { organization: id, field: 'dutyPhone', value: '0797-5700119' } as const
  await call(router.setOrganizationField, change, at(seat))
  expect(await call(router.organizations, undefined, at(seat))).toMatchObject([
    { name: '县消防救援大队', kindWord: '救援队伍', dutyPhone: '0797-5700119' },
  ])
})

it('refuses to empty a name, to double one, or to give a kind that is not in the list', async () => {
  const { router } = openConsole()
  const seat = newSeat()
  await setUp(router, seat)
  const person = seat.session?.person ?? ''
  const field = (value: string) => ({ person, field: 'name' as const, value })
  expect(await codeOf(call(router.setField, field('  '), at(seat)))).toBe('NAME_NEEDED')
  await call(router.register, { name: '刘支书' }, at(seat))
  expect(await codeOf(call(router.setField, field('刘支书'), at(seat)))).toBe('NAME_TAKEN')
  const { id } = await call(
    router.registerOrganization,
    { name: '县医院', kind: 'hospital' },
    at(seat),
  )
  await call(router.registerOrganization, { name: '公路站', kind: 'department' }, at(seat))
  const change = (key: 'name' | 'kind', value: string) =>
    codeOf(call(router.setOrganizationField, { organization: id, field: key, value }, at(seat)))
  expect(await change('name', '')).toBe('NAME_NEEDED')
  expect(await change('name', '公路站')).toBe('NAME_TAKEN')
  expect(await change('kind', 'circus')).toBe('BAD_VALUE')
  expect(await change('kind', 'department')).toBe('accepted')
})

it('refuses short passwords, control characters and over-long names at the door', async () => {
  const { router } = openConsole()
  const seat = newSeat()
  const attempts = [
    { name: '温雅琴', password: 'short' },
    { name: '  ', password },
    { name: '温\u0007雅琴', password },
    { name: '温'.repeat(31), password },
  ]
  for (const input of attempts) {
    expect(await codeOf(call(router.firstStart, input, at(seat)))).toBe('BAD_REQUEST')
  }
})

it('remembers how a seat likes its screen', async () => {
  const { router } = openConsole()
  const seat = newSeat()
  expect(await call(router.layout, undefined, at(seat))).toEqual({ body: null })
  await call(router.saveLayout, { body: '{"theme":"light"}' }, at(seat))
  expect(await call(router.layout, undefined, at(seat))).toEqual({ body: '{"theme":"light"}' })
})
