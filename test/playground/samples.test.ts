import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { publishSample } from '../../src/playground/samples.ts';
import { fakeClock } from './setup.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('a published sample', () => {
  it('is one whole article file, dated now', async () => {
    const folder = await temporaryFolder();
    const { now } = fakeClock('2026-03-02T10:15:30.500Z');
    const { file, title } = await publishSample({ folder, now });

    expect(await readdir(join(folder, 'samples'))).toEqual([file.replace('samples/', '')]);
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).toMatch(
      /^---\ntitle: .+\nid: sample-1-\w+\ndate: 2026-03-02T10:15:30Z\ntags: \[.+\]\ndescription: .+\n---\n\n/,
    );
    expect(text).toContain(`title: ${JSON.stringify(title)}`);
    expect(text).toMatch(/^## /m);
  });

  it('is another one each time, even when the earlier ones are gone', async () => {
    const folder = await temporaryFolder();
    const clock = fakeClock();
    const published = [];
    const ids = new Set<string | undefined>();
    for (let turn = 0; turn < 12; turn += 1) {
      const sample = await publishSample({ folder, now: clock.now });
      published.push(sample);
      ids.add(/^id: (.+)$/m.exec(await readFile(join(folder, sample.file), 'utf8'))?.[1]);
    }
    expect(new Set(published.map(({ title }) => title)).size).toBe(12);
    expect(new Set(published.map(({ file }) => file)).size).toBe(12);

    await rm(join(folder, 'samples'), { recursive: true });
    clock.advance(1_000);
    const { file } = await publishSample({ folder, now: clock.now });
    ids.add(/^id: (.+)$/m.exec(await readFile(join(folder, file), 'utf8'))?.[1]);
    expect(ids.size).toBe(13);
  });
});
