/** In characters; `properties` in number per feature. */
export const featureLimits = { name: 60, value: 500, heading: 40, properties: 60 } as const
