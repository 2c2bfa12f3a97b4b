import type { z } from 'zod';
import type { Logger } from '../../log.ts';
import type { CallInput } from './call-input.ts';
import { editMethods } from './edit-methods.ts';
import { badRequest, type Envelope, Refusal, unknownMethod } from './envelope.ts';
import { inlineMethods } from './inline-methods.ts';
import { messageMethods } from './message-methods.ts';
import type { CallContext, Method } from './method.ts';
import { profileMethods } from './profile-methods.ts';
import { sendMethods } from './send-methods.ts';
import { updateMethods } from './update-methods.ts';

const methods = {
  ...updateMethods,
  ...profileMethods,
  ...sendMethods,
  ...editMethods,
  ...messageMethods,
  ...inlineMethods,
};
// The Bot API takes method names in any case.
const byLowerName = new Map(
  Object.entries<Method>(methods).map(([name, method]) => [name.toLowerCase(), { name, method }]),
);

/** The name of a method as it is documented; `undefined` for one the playground does not know. */
export function methodName(written: string): string | undefined {
  return byLowerName.get(written.toLowerCase())?.name;
}

/**
 * Runs one call to the end and gives its envelope; never throws. Parameters the method does not know are reported to
 * the log, and with `strict` refused, while Telegram would ignore them.
 */
export async function answerCall(
  written: string,
  input: CallInput,
  context: Omit<CallContext, 'uploads'>,
  { strict, log }: { readonly strict: boolean; readonly log: Logger },
): Promise<Envelope> {
  try {
    const found = byLowerName.get(written.toLowerCase());
    if (found === undefined) throw unknownMethod();
    const { name, method } = found;
    const unknown = Object.keys(input.params).filter((param) => !(param in method.params.shape));
    if (unknown.length > 0) {
      if (strict) throw badRequest(`the playground knows no parameter ${unknown.join(', ')} of ${name}`);
      log.warn('unknown parameters in a call to the playground', { method: name, parameters: unknown });
    }
    const parsed = method.params.safeParse(input.params);
    if (!parsed.success) throw badRequest(describe(parsed.error));
    return { ok: true, result: await method.run(parsed.data as never, { ...context, uploads: input.uploads }) };
  } catch (error) {
    if (error instanceof Refusal) return error.envelope;
    log.error('a call to the playground failed', { method: written, error });
    return { ok: false, error_code: 500, description: 'Internal Server Error' };
  }
}

function describe(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `parameter "${path.join('.')}": ${message}`).join('; ');
}
