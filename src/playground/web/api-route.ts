import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Logger } from '../../log.ts';
import type { Account } from '../account/account.ts';
import { answerCall, methodName } from '../api/answer-call.ts';
import { type CallInput, readCallInput } from '../api/call-input.ts';
import { type Envelope, lackOfStars, Refusal, tooManyRequests } from '../api/envelope.ts';
import { flag, json } from '../api/method.ts';
import type { CallLog } from '../call-log.ts';
import { type Fault, type FaultScript, faultEnvelope, SERVER_ERRORS } from '../faults.ts';
import type { Pace } from '../pace.ts';

export type ServerContext = Context<{ Bindings: HttpBindings }>;

export interface ApiOptions {
  readonly account: Account;
  readonly token: string;
  readonly strict: boolean;
  readonly log: Logger;
  readonly calls: CallLog;
  readonly pace: Pace;
  readonly faults: () => FaultScript | undefined;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
  /** Called after each call that may have changed the account. */
  readonly changed: () => void;
}

const MESSAGE_METHODS = new Set([
  'sendMessage',
  'sendRichMessage',
  'sendPhoto',
  'sendDocument',
  'sendAnimation',
  'sendMediaGroup',
]);

/** Answers `/bot<token>/<method>`: records the call, lets its scripted fault happen, else runs it. */
export function apiRoute(
  options: ApiOptions,
): (context: ServerContext, token: string, method: string) => Promise<Response> {
  const { account, calls, faults, stopping } = options;

  return async (context, token, written) => {
    if (token !== options.token) return respond(new Refusal(401, 'Unauthorized').envelope);
    const input = await readInput(context);
    if ('ok' in input) return respond(input);
    const method = methodName(written) ?? written;
    const { index, nth } = calls.begin(method, input.params);
    const fault = faults()?.({ method, payload: input.params, index, nth });
    // Only calls that wait have to hear of a hang-up; for the others listening would cost more than the call.
    const waits = method === 'getUpdates' || fault?.kind === 'hang';
    const signal = waits ? AbortSignal.any([hangUp(context), stopping]) : stopping;

    const cut = () => {
      calls.end(index, 'cut');
      context.env.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    };
    if (fault?.kind === 'cut-before') return cut();
    if (fault?.kind === 'hang' && fault.after !== true && !(await held(fault, signal))) return cut();
    const envelope = isAnswered(fault) ? faultEnvelope(fault) : await run(method, input, options, signal);
    if (fault?.kind === 'hang' && fault.after === true && !(await held(fault, signal))) return cut();
    if (fault?.kind === 'cut-after') return cut();
    calls.end(index, envelope);
    return fault?.kind === 'server-error' && fault.body === 'html' ? htmlError(fault.status) : respond(envelope);
  };

  async function run(method: string, input: CallInput, { pace, changed }: ApiOptions, signal: AbortSignal) {
    const refusal = MESSAGE_METHODS.has(method) ? spend(input.params, pace, account) : undefined;
    if (refusal !== undefined) return refusal.envelope;
    const envelope = await answerCall(method, input, { account, signal }, options);
    changed();
    return envelope;
  }
}

/** Counts the messages of a call, and bills those of a paid broadcast that go beyond the free rate. */
function spend(params: CallInput['params'], pace: Pace, { stars }: Account): Refusal | undefined {
  const album = json.parse(params.media);
  const messages = Array.isArray(album) ? album.length : 1;
  const paid = flag.safeParse(params.allow_paid_broadcast).data === true;
  if (paid && !stars.covers(messages)) return lackOfStars();
  const { waitSeconds, beyondFree } = pace.spend(String(params.chat_id), messages, paid);
  if (waitSeconds !== undefined) return tooManyRequests(waitSeconds);
  stars.pay(beyondFree);
  return undefined;
}

async function readInput(context: ServerContext): Promise<CallInput | Envelope> {
  try {
    return await readCallInput(context.req.raw);
  } catch (error) {
    if (error instanceof Refusal) return error.envelope;
    // A body that breaks off or is no valid form: nothing of ours.
    return new Refusal(400, 'Bad Request: the request body cannot be read').envelope;
  }
}

function isAnswered(fault: Fault | undefined): fault is Parameters<typeof faultEnvelope>[0] {
  return fault !== undefined && !['cut-before', 'cut-after', 'hang'].includes(fault.kind);
}

/** Waits for a hanging fault to be released; false when the caller or the server gave up before. */
async function held(fault: Fault & { readonly kind: 'hang' }, signal: AbortSignal): Promise<boolean> {
  return await new Promise((resolve) => {
    const release = () => resolve(!signal.aborted);
    signal.addEventListener('abort', release, { once: true });
    fault.until.then(release, release);
    if (signal.aborted) release();
  });
}

function hangUp(context: ServerContext): AbortSignal {
  const controller = new AbortController();
  context.env.outgoing.once('close', () => controller.abort('hung up'));
  return controller.signal;
}

function respond(envelope: Envelope): Response {
  if (envelope.ok) return Response.json(envelope);
  const retryAfter = envelope.parameters?.retry_after;
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return Response.json(envelope, { status: envelope.error_code, headers });
}

function htmlError(status: keyof typeof SERVER_ERRORS): Response {
  const title = `${status} ${SERVER_ERRORS[status]}`;
  const body = `<html>\n<head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center></body>\n</html>\n`;
  return new Response(body, { status, headers: { 'content-type': 'text/html' } });
}
