/** The real world: system clock, timers and cryptography of Node. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scrypt,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'
import type { Crypto, World } from '../../core/kernel/world.ts'

/** SubjectPublicKeyInfo header of an Ed25519 key (RFC 8410): 12 bytes before the raw 32. */
const ed25519Header = Buffer.from('302a300506032b6570032100', 'hex')

export const nodeCrypto: Crypto = {
  sha256(...parts) {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return new Uint8Array(hash.digest())
  },
  newSigningKey() {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(ed25519Header.length)
    return {
      publicKey: new Uint8Array(raw),
      sign: (message) => new Uint8Array(sign(null, message, privateKey)),
    }
  },
  verify(publicKey, message, signature) {
    if (publicKey.length !== 32) return false
    const key = createPublicKey({
      key: Buffer.concat([ed25519Header, publicKey]),
      format: 'der',
      type: 'spki',
    })
    return verify(null, message, key, signature)
  },
  seal(key, plain) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    return new Uint8Array(
      Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
    )
  },
  unseal(key, sealed) {
    if (sealed.length < 28) return undefined
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    decipher.setAuthTag(sealed.subarray(-16))
    try {
      return new Uint8Array(
        Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]),
      )
    } catch {
      // GCM says only that key or bytes are wrong; which of the two cannot be told.
      return undefined
    }
  },
  scrypt(secret, salt, { n, r, p }) {
    // Node refuses more than 32 MiB unless told; the algorithm itself needs 128 · n · r.
    const options = { N: n, r, p, maxmem: 256 * n * r }
    return new Promise((resolve, reject) => {
      scrypt(secret, salt, 32, options, (error, key) => {
        if (error) reject(error)
        else resolve(new Uint8Array(key))
      })
    })
  },
  timingSafeEqual: (a, b) => a.length === b.length && timingSafeEqual(a, b),
}

export const realWorld: World = {
  clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
  random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
  timers: {
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  },
  crypto: nodeCrypto,
}
