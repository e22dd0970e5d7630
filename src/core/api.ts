/** The whole contract, assembled; with `modules/<name>/contract.ts` all the renderer may import. */
export const contract = {}

export type Contract = typeof contract
