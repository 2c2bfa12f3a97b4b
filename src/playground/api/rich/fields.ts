import { badRequest } from '../envelope.ts';

/** An object of a call, read field by field. Each reading refuses the call when the field is not what it says. */
export interface Fields {
  /** A field of any type, which has to be there. */
  required(name: string): unknown;
  /** A field of any type; `undefined` when it is missing or null. */
  optional(name: string): unknown;
  string(name: string): string;
  /** The empty string when the field is missing. */
  optionalString(name: string): string;
  integer(name: string): number;
  number(name: string): number;
  /** False when the field is missing. */
  flag(name: string): boolean;
  array(name: string): readonly unknown[];
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value;
}

/** Opens an untrusted value for reading; `what` names it in refusals, worded like those of the Bot API server. */
export function readFields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest(`Can't parse ${what}: expected an Object`);
  }
  const object = value as Readonly<Record<string, unknown>>;
  const wrong = (name: string, type: string) =>
    badRequest(`Can't parse ${what}: Field "${name}" must be of type ${type}`);
  const optional = (name: string) => object[name] ?? undefined;
  const required = (name: string) => {
    const field = optional(name);
    if (field === undefined) throw badRequest(`Can't parse ${what}: Can't find field "${name}"`);
    return field;
  };
  const number = (name: string) => {
    const field = required(name);
    if (typeof field !== 'number') throw wrong(name, 'Number');
    return field;
  };
  const string = (name: string) => {
    const field = required(name);
    if (typeof field !== 'string') throw wrong(name, 'String');
    return cleanString(field);
  };
  return {
    required,
    optional,
    string,
    optionalString: (name) => (optional(name) === undefined ? '' : string(name)),
    number,
    integer(name) {
      const field = number(name);
      if (!Number.isSafeInteger(field)) throw wrong(name, 'Number');
      return field;
    },
    flag(name) {
      const field = optional(name) ?? false;
      if (typeof field !== 'boolean') throw wrong(name, 'Boolean');
      return field;
    },
    array(name) {
      const field = required(name);
      if (!Array.isArray(field)) throw wrong(name, 'Array');
      return field;
    },
    oneOf(name, values) {
      const field = string(name);
      const found = values.find((value) => value === field);
      if (found === undefined)
        throw badRequest(`Can't parse ${what}: Field "${name}" must be one of ${values.join(', ')}`);
      return found;
    },
  };
}

// TDLib cuts longer strings without a word (`clean_input_string`). Here they are refused: nothing is to be lost unseen.
const STRING_LIMIT_BYTES = 35_000;

/** A string as TDLib takes it in: without carriage returns, and with a space for every other control character. */
export function cleanString(text: string): string {
  if (!text.isWellFormed()) throw badRequest('Rich text must be encoded in UTF-8');
  if (Buffer.byteLength(text) > STRING_LIMIT_BYTES) {
    throw badRequest(`the playground refuses a string that Telegram would cut at ${STRING_LIMIT_BYTES} bytes`);
  }
  return text.replace(/\r/g, '').replace(/[^\P{Cc}\n\x7f-\x9f]/gu, ' ');
}
