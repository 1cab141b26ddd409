import packageJson from '../../package.json'

/** The version of this studio. */
export const appVersion: string = packageJson.version
