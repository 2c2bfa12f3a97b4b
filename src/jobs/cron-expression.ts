import { validate } from 'node-cron';

/** Whether `text` is a cron expression of five or six fields that the scheduler can run. */
export function isCronExpression(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (fields.length === 5 || fields.length === 6) && validate(text);
}
