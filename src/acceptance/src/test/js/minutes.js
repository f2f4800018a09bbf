// What happened in a call, in order, and waiting for what is still to happen.

import { PATIENCE_MS } from "./server.js";

export class Minutes {
  #entries = [];
  #waiting = new Set();

  note(kind, value) {
    this.#entries.push({ kind, value });
    for (const check of [...this.#waiting]) {
      check();
    }
  }

  all(kind) {
    return this.#entries.filter((entry) => entry.kind === kind).map((entry) => entry.value);
  }

  /** The value of the nth of its kind, counted from 1, now or when it comes. */
  nth(kind, n) {
    return this.until(`${kind} number ${n}`, () => {
      const values = this.all(kind);
      return values.length >= n ? { value: values[n - 1] } : undefined;
    }).then((found) => found.value);
  }

  /** What the look finds, as soon as it finds something. */
  until(what, look) {
    const found = look();
    if (found !== undefined) {
      return Promise.resolve(found);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`waited in vain for ${what}; so far: ${this.#summary()}`));
      }, PATIENCE_MS);
      const check = () => {
        const seen = look();
        if (seen !== undefined) {
          clearTimeout(timer);
          this.#waiting.delete(check);
          resolve(seen);
        }
      };
      this.#waiting.add(check);
    });
  }

  #summary() {
    return JSON.stringify(this.#entries.filter((entry) => entry.kind !== "sound").slice(-20));
  }
}
