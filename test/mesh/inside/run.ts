import { spawn } from 'node:child_process';

/** Runs a program to its end; an exit code other than 0 is an error with what the program said. */
export function run(command: string, args: readonly string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} failed with exit code ${code}: ${errors.trim()}`));
    });
    child.stdin.on('error', () => {}); // a program that ends before it has read everything
    child.stdin.end(input);
  });
}
