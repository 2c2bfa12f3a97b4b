import { statSync } from 'node:fs';
import { checkContent } from '../check/check-content.ts';
import type { Finding } from '../check/finding.ts';
import { createOutput } from './output.ts';
import { createProgressBar } from './progress-bar.ts';
import { commandSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

export interface CheckArguments {
  /** As written; the content folders of the settings when there is none. */
  readonly folder: string | undefined;
  readonly json: boolean;
}

/** Lists what readers would stumble over, one line each; gives the exit code: 1 when something is broken, else 0. */
export async function runCheck({ folder, json }: CheckArguments): Promise<0 | 1> {
  if (folder !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder "${folder}".`);
  }
  const settings = commandSettings(folder);
  const bar = createProgressBar(process.stderr);
  const { findings, files } = await checkContent({
    folders: settings.contentFolders,
    siteUrl: settings.site.url,
    now: new Date(),
    onProgress: bar.update,
  });
  bar.end();
  const output = createOutput(process.stdout);
  for (const finding of findings) await output.write(`${json ? JSON.stringify(finding) : asText(finding)}\n`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (!json) await output.write(`${summary(files, errors, findings.length - errors)}\n`);
  return errors > 0 ? 1 : 0;
}

function asText({ file, line, severity, rule, message, remedy }: Finding): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${severity} (${rule}): ${message}\n    ${remedy}`;
}

function summary(files: number, errors: number, warnings: number): string {
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  if (errors + warnings === 0) return `${count(files, 'file')}: nothing to mend.`;
  return `${count(files, 'file')}: ${count(errors, 'error')}, ${count(warnings, 'warning')}.`;
}
