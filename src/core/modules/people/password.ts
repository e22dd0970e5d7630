/** Passwords, PINs and recovery codes: what is kept of them, and how a typed one is checked. */
import type { Database } from '../../kernel/database.ts'
import { newOrigin } from '../../kernel/id.ts'
import type { Clock, Crypto, Random, ScryptCost } from '../../kernel/world.ts'

/** 128 MiB and a few tenths of a second for each guess. */
export const passwordCost: ScryptCost = { n: 2 ** 17, r: 8, p: 1 }

export type SecretKind = 'password' | 'pin' | 'recovery'

/** The recovery code belongs to the console, not to a person. */
export const recoveryOwner = ''

export interface PasswordHasher {
  /** Replaces what was kept; returns after it is on disk. */
  set(owner: string, kind: SecretKind, secret: string): Promise<void>
  /** `absent` when nothing is kept. */
  check(owner: string, kind: SecretKind, secret: string): Promise<'right' | 'wrong' | 'absent'>
  has(owner: string, kind: SecretKind): boolean
  forget(owner: string, kind: SecretKind): void
}

interface VerifierRow {
  readonly salt: Uint8Array
  readonly verifier: Uint8Array
  readonly n: number
  readonly r: number
  readonly p: number
}

/** The same word typed with different Unicode forms is the same secret. */
function bytesOf(secret: string): Uint8Array {
  const normal = secret.normalize('NFC')
  const bytes: number[] = []
  for (const character of normal) {
    const code = character.codePointAt(0) ?? 0
    bytes.push(code >>> 16, (code >>> 8) & 255, code & 255)
  }
  return Uint8Array.from(bytes)
}

export interface HasherParts {
  readonly crypto: Crypto
  readonly random: Random
  readonly clock: Clock
  readonly local: Database
  readonly cost: ScryptCost
}

/** Keeps verifiers in the local scope; one derivation at a time, because each takes 128 MiB. */
export function localHasher({ crypto, random, clock, local, cost }: HasherParts): PasswordHasher {
  let queue: Promise<unknown> = Promise.resolve()
  const derive = (secret: string, salt: Uint8Array, by: ScryptCost): Promise<Uint8Array> => {
    const derived = queue.then(() => crypto.scrypt(bytesOf(secret), salt, by))
    queue = derived.catch(() => undefined)
    return derived
  }
  const rowOf = (owner: string, kind: SecretKind) =>
    local
      .prepare<VerifierRow>(
        'select salt, verifier, n, r, p from person_verifier where person = ? and kind = ?',
      )
      .get(owner, kind)
  return {
    async set(owner, kind, secret) {
      const salt = random.bytes(16)
      const verifier = await derive(secret, salt, cost)
      local
        .prepare('insert or replace into person_verifier values (?, ?, ?, ?, ?, ?, ?, ?)')
        .run(owner, kind, salt, verifier, cost.n, cost.r, cost.p, clock.nowMs())
    },
    async check(owner, kind, secret) {
      const row = rowOf(owner, kind)
      if (!row) return 'absent'
      const derived = await derive(secret, row.salt, { n: row.n, r: row.r, p: row.p })
      return crypto.timingSafeEqual(derived, row.verifier) ? 'right' : 'wrong'
    },
    has: (owner, kind) => rowOf(owner, kind) !== undefined,
    forget(owner, kind) {
      local.prepare('delete from person_verifier where person = ? and kind = ?').run(owner, kind)
    },
  }
}

/** 80 random bits as `XXXX-XXXX-XXXX-XXXX`, without letters that look like digits. */
export function newRecoveryCode(random: Random): string {
  return newOrigin(random).replace(/(.{4})(?=.)/g, '$1-')
}

/** A code as read from paper: dashes, blanks, case, and O for 0 make no difference. */
export function codeAsPrinted(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/(.{4})(?=.)/g, '$1-')
}
