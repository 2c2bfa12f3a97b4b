import { describe, expect, it } from 'vitest';
import { call, MIA, startPlayground } from './setup.ts';

const NO_STARS = { ok: false, error_code: 400, description: 'Bad Request: BALANCE_TOO_LOW' };

async function start(options: Parameters<typeof startPlayground>[0]) {
  const playground = await startPlayground(options);
  playground.person(MIA).send('/start');
  const send = (paid: unknown) =>
    call(playground, 'sendMessage', { chat_id: MIA, text: 'news', allow_paid_broadcast: paid });
  return { playground, send };
}

describe('a paid broadcast', () => {
  it('costs a tenth of a Star for each message beyond the free rate', async () => {
    const { playground, send } = await start({ stars: 1, rates: { perSecond: 2 } });
    for (let sent = 0; sent < 2; sent += 1) expect(await send(true)).toMatchObject({ ok: true });
    expect(playground.stars).toBe(1);
    for (let sent = 0; sent < 10; sent += 1) expect(await send('true')).toMatchObject({ ok: true });
    expect(playground.stars).toBe(0);
    expect(playground.pace.overAll).toBe(0);
    expect(await send(true)).toEqual(NO_STARS);
    expect(await send(false)).toMatchObject({ ok: true });
  });

  it('is refused without a balance, and counts for nothing then', async () => {
    const { playground, send } = await start({});
    expect(await send(true)).toEqual(NO_STARS);
    expect(playground.pace.messages).toBe(0);
    expect(playground.person(MIA).messages).toHaveLength(1);
  });
});
