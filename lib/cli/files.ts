import { readFile } from 'node:fs/promises'
import { ConfigInvalid } from '../engine/errors'
import { parseJson } from '../engine/values/json'
import { isObject, type Json, type JsonObject } from '../engine/values/value'

/** @throws ConfigInvalid when the file cannot be read */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown reason'
    throw new ConfigInvalid(`The file ${file} cannot be read (${reason})`, { cause })
  }
}

/** @throws ConfigInvalid when the file cannot be read or is no JSON */
export async function readJson(file: string): Promise<Json> {
  const text = await readText(file)
  try {
    return parseJson(text)
  } catch (cause) {
    throw new ConfigInvalid(`The file ${file} is no JSON`, { cause })
  }
}

/** @throws ConfigInvalid when the file cannot be read or holds no JSON object */
export async function readJsonObject(file: string): Promise<JsonObject> {
  const value = await readJson(file)
  if (isObject(value)) return value as JsonObject
  throw new ConfigInvalid(`The file ${file} has to hold a JSON object`)
}
