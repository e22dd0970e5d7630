export { decodeHytera } from './decode.ts'
export { hyteraVectors } from './vectors.ts'
