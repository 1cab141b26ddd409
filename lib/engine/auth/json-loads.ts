import { NativeFunction } from '../template/runtime'
import { parseJson } from '../values/json'
import { PythonTypeError } from '../values/python-error'

/** `json_loads(text)` in templates of signed tokens: a key may be kept in a JSON file. */
export const jsonLoads = new NativeFunction('<function loads>', ({ positional: [text] }) => {
  if (typeof text === 'string') return parseJson(text)
  throw new PythonTypeError('the JSON object must be str')
})
