import type { Registry } from './component'

/** Every registry of the engine: what the builder builds from and the language is made of. */
export const registries: readonly Registry[] = []
