import { z } from 'zod';
import type { Account } from '../account/account.ts';
import type { Upload } from './call-input.ts';

/** What a method works on besides its parameters. */
export interface CallContext {
  readonly account: Account;
  readonly uploads: ReadonlyMap<string, Upload>;
  /** Aborted when the caller hangs up or the server stops. */
  readonly signal: AbortSignal;
}

export interface Method {
  readonly params: z.ZodObject;
  readonly run: (params: never, context: CallContext) => unknown;
}

/** Declares a Bot API method: the parameters it understands, and what it does and returns. */
export function method<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (params: z.infer<z.ZodObject<Shape>>, context: CallContext) => unknown,
): Method {
  return { params: z.object(shape), run };
}

/** A whole number, also as a string. */
export const integer = z.preprocess((value) => {
  return typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
}, z.int());

/** True or false, also in the spellings the Bot API server takes from forms. */
export const flag = z.preprocess((value) => {
  if (value === 'true' || value === '1' || value === 1) return true;
  if (value === 'false' || value === '0' || value === '' || value === 0) return false;
  return value;
}, z.boolean());

/** A string; numbers are taken as their digits, as the Bot API server does. */
export const string = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());

/** An object or list that forms carry as JSON text. Text that is no JSON is left for the method to refuse. */
export const json = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}, z.unknown());

/** Parameters of every method that sends. A paid broadcast is billed before the method runs. */
export const sendOptions = {
  disable_notification: flag.optional(),
  protect_content: flag.optional(),
  allow_paid_broadcast: flag.optional(),
  reply_parameters: json.optional(),
};
