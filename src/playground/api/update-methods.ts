import { badRequest, Refusal } from './envelope.ts';
import { flag, integer, json, type Method, method, string } from './method.ts';

const LIMIT = 100;
const TIMEOUT_LIMIT_SECONDS = 50;

/** Methods by which the bot gets its updates. */
export const updateMethods: Readonly<Record<string, Method>> = {
  getUpdates: method(
    {
      offset: integer.optional(),
      limit: integer.optional(),
      timeout: integer.optional(),
      allowed_updates: json.optional(),
    },
    async ({ offset = 0, limit = LIMIT, timeout = 0, allowed_updates: allowed }, { account, signal }) => {
      if (Array.isArray(allowed)) account.updates.allow(allowed.map(String));
      const request = {
        offset,
        limit: Math.min(Math.max(limit, 1), LIMIT),
        timeoutSeconds: Math.min(Math.max(timeout, 0), TIMEOUT_LIMIT_SECONDS),
      };
      return await account.updates.get(request, signal);
    },
  ),
  setWebhook: method(
    {
      url: string.optional(),
      certificate: string.optional(),
      ip_address: string.optional(),
      max_connections: integer.optional(),
      allowed_updates: json.optional(),
      drop_pending_updates: flag.optional(),
      secret_token: string.optional(),
    },
    ({ url = '' }) => {
      if (url === '') return true;
      throw badRequest('bad webhook: the playground hands out updates by getUpdates only');
    },
  ),
  deleteWebhook: method({ drop_pending_updates: flag.optional() }, ({ drop_pending_updates: drop }, { account }) => {
    if (drop === true) account.updates.clear();
    return true;
  }),
  getWebhookInfo: method({}, (_params, { account }) => {
    const allowed = account.updates.allowed();
    return {
      url: '',
      has_custom_certificate: false,
      pending_update_count: account.updates.pending().length,
      ...(allowed.length === 0 ? {} : { allowed_updates: allowed }),
    };
  }),
  logOut: method({}, refuseToClose),
  close: method({}, refuseToClose),
};

function refuseToClose(): never {
  throw new Refusal(400, 'Bad Request: the playground has no other server to move to');
}
