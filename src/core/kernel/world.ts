/**
 * What the core is handed from outside. Core code never reaches for a clock, a random
 * source, a hash or a timer of its own, so a test can replace the whole world.
 */

/** Milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = number

export interface Clock {
  /** Wall clock, may jump in either direction. */
  nowMs(): EpochMs
  /** Never goes back; only differences mean something. */
  monotonicMs(): number
}

export interface Random {
  bytes(count: number): Uint8Array
}

export type CancelTimer = () => void

export interface Timers {
  after(delayMs: number, run: () => void): CancelTimer
}

export interface SigningKey {
  /** Raw 32-byte Ed25519 public key. */
  readonly publicKey: Uint8Array
  /** 64-byte Ed25519 signature (RFC 8032). */
  sign(message: Uint8Array): Uint8Array
}

/** Cost of scrypt (RFC 7914 §2): memory is 128 · n · r bytes. */
export interface ScryptCost {
  /** A power of two. */
  readonly n: number
  readonly r: number
  readonly p: number
}

export interface Crypto {
  sha256(...parts: readonly Uint8Array[]): Uint8Array
  newSigningKey(): SigningKey
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  /** AES-256-GCM; `key` 32 bytes. The result is nonce(12) ‖ ciphertext ‖ tag(16). */
  seal(key: Uint8Array, plain: Uint8Array): Uint8Array
  /** `undefined` when the key is wrong or the bytes were changed. */
  unseal(key: Uint8Array, sealed: Uint8Array): Uint8Array | undefined
  /** 32 bytes from a secret, slow on purpose; does not hold up the calling thread. */
  scrypt(secret: Uint8Array, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array>
  /** Equal or not in a time that does not tell where they differ; lengths may differ. */
  timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean
}

export interface World {
  readonly clock: Clock
  readonly random: Random
  readonly timers: Timers
  readonly crypto: Crypto
}
