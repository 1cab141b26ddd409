/**
 * Base of every value that JSON has no form for. Whatever is not one of these, null, a boolean, a
 * number, text or a list is a dict with string keys.
 */
export abstract class PythonObject {
  /** The type's name as Python's error texts show it, such as `datetime.date`. */
  abstract readonly typeName: string
}
